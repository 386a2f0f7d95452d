import Testing

/// Of a journal that is not small, a question about one post or one official is answered from the
/// lines that may matter to it, as long as nothing is derived: all bytes are verified all the same.
@Suite struct SiftingTests {
  private static let count = 10_020

  /// Officials go from post to post.
  private static func line(_ entry: Int) -> String {
    let (day, second) = (entry / 400 + 1, entry % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return #"{"data":{"lines":[{"name":"Nama \#(entry % 97)","official":"o-\#(entry % 97)","#
      + #""post":"p-\#(entry % 89)"}]},"effective":"2020-01-\#(two(day))","id":"e-\#(entry)","#
      + #""recordedtime":"2021-01-01T\#(time).000Z","source":"/test","specversion":"1.0","#
      + #""type":"OfficialsInaugurated"}"#
  }

  private static let lines = (0..<count).map { line($0) }

  private static let questions = [
    ["post", "p-7"], ["official", "o-5", "--at", "2020-01-12"],
    ["post", "p-88", "--format", "csv"],
  ]

  /// The answers, but for what they rest on.
  private func answers(_ mutasi: Harness) throws -> [String] {
    try Self.questions.map { question in
      try mutasi.run(question).stdout.replacing("snapshot", with: "full")
    }
  }

  private func basis(_ mutasi: Harness) throws -> String? {
    try mutasi.json("post", "p-7")["basis"].text
  }

  @Test func `answers are those of all lines, and what is asked often is derived`() throws {
    let mutasi = try Harness.journal(signing: Self.lines)
    let sifted = try answers(mutasi)
    #expect(sifted[0].contains("Nama 3"))
    #expect(try basis(mutasi) == "full")
    let files = try mutasi.contents().keys
    #expect(!files.contains { $0.hasPrefix(".derived/facts") })
    // From the fifth question on one reads every line, and keeps what they say.
    #expect(try basis(mutasi) == "full")
    #expect(try mutasi.contents().keys.contains { $0.hasPrefix(".derived/facts") })
    #expect(try basis(mutasi) == "snapshot")
    #expect(try answers(mutasi) == sifted)
    try mutasi.remove("journal/.derived")
    #expect(try mutasi.run("replay", "--at", "2020-01-20").code == 0)
    #expect(try mutasi.run("rebuild").code == 0)
    #expect(try basis(mutasi) == "snapshot")
    #expect(try answers(mutasi) == sifted)
  }

  @Test func `a changed byte of any line leaves no answer`() throws {
    let mutasi = try Harness.journal(signing: Self.lines)
    let segment = "journal/entries/000000.jsonl"
    let bytes = try mutasi.bytes(of: segment)
    for place in [40, bytes.count / 2, bytes.count - 60] {
      var changed = bytes
      changed[place] ^= 1
      try mutasi.write(changed, to: segment)
      for question in Self.questions {
        let outcome = try mutasi.run(question)
        #expect(outcome.code == 1 && outcome.stdout.isEmpty, "\(place)")
      }
    }
  }

  @Test func `a signed line that is no entry leaves no answer to what it mentions`() throws {
    var lines = Self.lines
    lines[3] = lines[3].replacing(#""id""#, with: #" "id""#)
      .replacing(#""o-3""#, with: #""o-none""#).replacing(#""p-3""#, with: #""p-none""#)
    lines[7] = lines[7].replacing("OfficialsInaugurated", with: "OfficialsInaugur8ed")
    let mutasi = try Harness.journal(signing: lines)
    for question in [["post", "p-none"], ["official", "o-none"], ["replay"], ["verify"]] {
      #expect(try mutasi.run(question).code == 1, "\(question)")
    }
    // An entry of a newer type is told of, whatever it mentions.
    for post in ["p-9", "p-7"] {
      let other = try mutasi.run("post", post)
      #expect(other.code == 0 && other.stderr.contains("1 entries are of types newer"))
    }
    // What is not verified is looked at whole.
    let unverified = try mutasi.run("post", "p-9", "--unverified")
    #expect(unverified.code == 0 && unverified.stderr.contains("LINE_INVALID"))
  }

  @Test func `what is wrong among the entries that matter leaves no answer`() throws {
    let post = #""post":"p-none""#
    func alone(_ entry: Int) -> String {
      Self.line(entry).replacing(#""o-\#(entry % 97)""#, with: #""o-none""#)
        .replacing(#""post":"p-\#(entry % 89)""#, with: post)
    }
    var lines = Self.lines
    // An id used twice, a time that runs backwards, and a type that is written with an escape.
    (lines[3], lines[4]) = (alone(3), alone(3).replacing("00:00:03", with: "00:00:04"))
    let twice = try Harness.journal(signing: lines)
    (lines[3], lines[4]) = (alone(3).replacing("00:00:03", with: "23:00:03"), alone(4))
    let backwards = try Harness.journal(signing: lines)
    lines[4] = Self.line(4)
    lines[3] = Self.line(3).replacing("OfficialsInaug", with: #"Officials\u0049naug"#)
    let escaped = try Harness.journal(signing: lines)
    for (mutasi, code) in [
      (twice, "DUPLICATE_ID"), (backwards, "TIME_NOT_MONOTONE"), (escaped, "LINE_INVALID"),
    ] {
      for question in [["post", "p-none"], ["replay"]] {
        let outcome = try mutasi.run(question)
        #expect(outcome.code == 1 && outcome.stderr.contains(code), "\(code) \(question)")
      }
    }
  }
}
