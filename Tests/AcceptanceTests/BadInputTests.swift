import Testing

/// Bad input is refused whole: a message with file, line and field, exit code 3, nothing written.
@Suite struct BadInputTests {
  /// An input that is refused, and what the message must say.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let input: String
    let says: [String]

    init(_ name: String, _ input: String, says: String...) {
      self.name = name
      self.input = input
      self.says = says
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case("malformed JSON", #"{"data":{"post":"a"#, says: "data.post:", "byte"),
    Case("no JSON at all", "pelantikan 5 November", says: "byte 0"),
    Case("not an object", "[1]", says: "expected an object"),
    Case(
      "unknown type", #"{"data":{"post":"a"},"effective":"2020","type":"PostEstablishd"}"#,
      says: "type:", "did you mean 'PostEstablished'?"),
    Case(
      "a type unlike any other", #"{"data":{"post":"a"},"effective":"2020","type":"Zz"}"#,
      says: "type:", "a newer program may know it"),
    Case(
      "unknown field",
      #"{"data":{"post":"a","titel":"x"},"effective":"2020","type":"PostEstablished"}"#,
      says: "data.titel:", "did you mean 'title'?"),
    Case("unknown attribute", Samples.post("a", extra: #","sorce":"x""#), says: "sorce:", "source"),
    Case(
      "missing field", #"{"data":{"title":"A"},"effective":"2020","type":"PostEstablished"}"#,
      says: "data.post:", "missing"),
    Case(
      "missing date", #"{"data":{"official":"a"},"type":"OfficialDied"}"#, says: "effective:",
      "the day of death"),
    Case("missing type", #"{"data":{"post":"a"},"effective":"2020"}"#, says: "type:", "missing"),
    Case(
      "impossible date", Samples.post("a", effective: "2021-02-30"), says: "effective:",
      "2021-02-30"),
    Case("a date in words", Samples.post("a", effective: "5 November"), says: "effective:"),
    Case(
      "duplicate id with other content", Samples.post("post-0", effective: "2021"), says: "id:",
      "entry 0"),
    Case(
      "a name twice", #"{"data":{"post":"a","post":"b"},"type":"PostEstablished"}"#,
      says: "data.post:"),
    Case("null", #"{"data":{"post":null},"type":"PostEstablished"}"#, says: "data.post:", "null"),
    Case(
      "a fraction", #"{"data":{"post":"a","seats":1.5},"type":"PostEstablished"}"#,
      says: "data.seats:"),
    Case(
      "over 65,535 bytes",
      #"{"data":{"note":"\#(String(repeating: "x", count: 65_535))","post":"a"},"#
        + #""type":"PostEstablished"}"#, says: "65535", "split into parts"),
    Case(
      "a time of recording",
      Samples.post("a", extra: #","recordedtime":"2020-01-01T00:00:00.000Z""#),
      says: "recordedtime:", "--keep-time"),
    Case(
      "a reference to nothing", #"{"data":{"entry":7,"reason":"r"},"type":"EntryRetracted"}"#,
      says: "data.entry:", "there is no entry 7"),
    Case(
      "a control character", #"{"data":{"post":"a","note":"\u0007"},"type":"PostEstablished"}"#,
      says: "data.note:"),
  ]

  @Test(arguments: cases)
  func `is refused with file, line and field, and nothing is written`(_ bad: Case) throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    let before = try mutasi.contents()
    // The bad line stands between good ones, behind a blank line.
    let lines = [Samples.post("good"), "", bad.input, Samples.post("better")]
    try mutasi.write(lines.joined(separator: "\n") + "\n", to: "annex.jsonl")
    for options in [[], ["--dry-run"]] {
      let outcome = try mutasi.run(["append", "annex.jsonl"] + options)
      #expect(outcome.code == 3, "\(outcome.stderr)")
      #expect(outcome.stderr.contains("annex.jsonl:3: "), "\(outcome.stderr)")
      for text in bad.says { #expect(outcome.stderr.contains(text), "\(outcome.stderr)") }
      #expect(outcome.stderr.contains("nothing was recorded"))
      #expect(outcome.stdout.isEmpty)
      #expect(try mutasi.contents() == before)
    }
    #expect(try mutasi.json("verify")["size"].number == 2)
  }

  @Test func `every problem of every line is told at once`() throws {
    let mutasi = try Harness.journal()
    let outcome = try mutasi.run(
      "append", "-",
      stdin: """
        {"data":{"posst":"a"},"effective":"2021-13","type":"PostEstablished"}
        {"data":{"post":"a"},"type":"PostEstablishd"}

        """)
    #expect(outcome.code == 3)
    for text in ["-:1: data.posst:", "-:1: data.post:", "-:1: effective:", "-:2: type:"] {
      #expect(outcome.stderr.contains(text), "\(outcome.stderr)")
    }
  }

  @Test func `bytes that are no text are refused with their place`() throws {
    let mutasi = try Harness.journal()
    try mutasi.write(Array(#"{"data":{"post":""#.utf8) + [0xFF, 0x0A], to: "annex.jsonl")
    let outcome = try mutasi.run("append", "annex.jsonl")
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("annex.jsonl:1: data.post:"))
    #expect(outcome.stderr.contains("byte 17"))
  }

  @Test func `the number of a person is refused and not repeated`() throws {
    let mutasi = try Harness.journal()
    let number = "19800101 200501 1 001"
    let before = try mutasi.contents()
    let outcome = try mutasi.run(
      "append", "-",
      stdin: #"{"data":{"note":"NIP \#(number)","post":"a"},"type":"PostEstablished"}"#)
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("-:1: data.note:"))
    #expect(!outcome.stderr.contains("19800101") && !outcome.stdout.contains("19800101"))
    #expect(try mutasi.contents() == before)
  }

  @Test func `input may come from a pipe, and the same call may be repeated`() throws {
    let mutasi = try Harness.journal()
    try mutasi.write(Samples.posts(3).joined(separator: "\n"), to: "annex.jsonl")
    let piped = try mutasi.shell(
      #"mkfifo pipe && (cat annex.jsonl > pipe &) && "$MUTASI" append pipe --format json"#)
    #expect(piped.code == 0, "\(piped.stderr)")
    #expect(try piped.json()["size"].number == 3)
    let again = try mutasi.run("append", "annex.jsonl", "--format", "json").json()
    #expect(again["size"].number == 3)
    #expect(again["entries"].elements.allSatisfy { $0["repeated"].flag == true })
    #expect(again["entries"].elements.compactMap { $0["entry"].number } == [0, 1, 2])
    #expect(try mutasi.run("append", "nothing.jsonl").code == 4)
    #expect(try mutasi.run("append", "journal").code == 4)
    #expect(try mutasi.run("append", "/dev/null").code == 3)
    #expect(try mutasi.run("append").code == 2)
  }

  @Test func `another size than expected refuses the call`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    let before = try mutasi.contents()
    let outcome = try mutasi.run(
      "append", "-", "--expect-size", "1", stdin: Samples.post("c") + "\n")
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("2 entries, not 1"))
    #expect(try mutasi.contents() == before)
  }

  @Test(arguments: [
    ["retract", "0", "--reason", ""], ["init", "--journal", "other", "--source", ""],
    ["key", "recover", "--reason", ""], ["key", "adopt", "--accept-rollback", ""],
    ["record", "post", "--post", "x", "--note", ""],
  ]) func `text that says nothing is not taken for text`(words: [String]) throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(1))
    let before = try mutasi.contents(of: ".")
    let outcome = try mutasi.run(words)
    #expect(outcome.code == 2, "\(outcome.stderr)")
    #expect(outcome.stderr.contains("empty"))
    #expect(try mutasi.contents(of: ".") == before)
  }
}
