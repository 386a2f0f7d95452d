import CommandLineKit
import Testing

struct ParserTests {
  /// What `audit` answers without any argument, with some values replaced.
  static func audit(_ changes: (String, String)...) -> String {
    var fields = [
      ("from", "nil"), ("format", "table"), ("rule", "[]"), ("atMost", "nil"), ("x", "false"),
      ("v", "false"), ("posts", "[]"), ("journal", "journal"), ("unverified", "false"),
    ]
    for change in changes {
      for index in fields.indices where fields[index].0 == change.0 { fields[index] = change }
    }
    return fields.map { "\($0.0)=\($0.1)" }.joined(separator: " ") + "\n"
  }

  static let forms: [([String], String)] = [
    ([], audit()),
    (["--from", "2021"], audit(("from", "2021"))),
    (["--from=2021"], audit(("from", "2021"))),
    (["--at-most=-5"], audit(("atMost", "-5"))),
    (["-f", "json"], audit(("format", "json"))),
    (["-fjson"], audit(("format", "json"))),
    (["-f=json"], audit(("format", "json"))),
    (["-xf", "json"], audit(("format", "json"), ("x", "true"))),
    (["-xvfjson"], audit(("format", "json"), ("x", "true"), ("v", "true"))),
    (["-x", "-x", "--fail-fast"], audit(("x", "true"))),
    (["--loud"], audit(("v", "true"))),
    (["--rule", "a", "-rb", "--rule=c"], audit(("rule", #"["a", "b", "c"]"#))),
    (["--rule", "-"], audit(("rule", #"["-"]"#))),
    (["--rule="], audit(("rule", #"[""]"#))),
    (["--rule=a=b"], audit(("rule", #"["a=b"]"#))),
    (["p", "-x", "q"], audit(("x", "true"), ("posts", #"["p", "q"]"#))),
    (["-"], audit(("posts", #"["-"]"#))),
    (
      ["-x", "--", "-f", "--help", "--"],
      audit(("x", "true"), ("posts", #"["-f", "--help", "--"]"#))
    ),
    (["--journal", "other", "--unverified"], audit(("journal", "other"), ("unverified", "true"))),
  ]

  @Test(arguments: forms)
  func `every form of option and argument is understood`(words: [String], expected: String) {
    let transcript = Transcript(["audit"] + words)
    #expect(transcript.output == expected)
    #expect(transcript.errors == "")
    #expect(transcript.code == .done)
  }

  @Test func `options may stand on either side of positional arguments`() {
    let options = [["-x"], ["--from", "2021"], ["-f=json"]]
    let expected = Transcript(["audit"] + options.flatMap { $0 } + ["p"]).output
    for split in 0...options.count {
      let words = options[..<split].flatMap { $0 } + ["p"] + options[split...].flatMap { $0 }
      #expect(Transcript(["audit"] + words).output == expected)
    }
  }

  @Test func `required, optional and repeated arguments are told apart`() {
    #expect(Transcript("append --source s --key k a b").output == "s [\"k\"] [\"a\", \"b\"]\n")
    #expect(Transcript("diff 2020").output == "2020 nil\n")
    #expect(Transcript("diff 2020 2021").output == "2020 2021\n")
  }

  @Test func `a verb may have two words`() {
    #expect(Transcript("record briefing --count 87").output == "briefed 87\n")
  }

  @Test func `the environment stands in for an option that is not given`() {
    let environment = ["MUTASI_JOURNAL": "/srv/j"]
    let from = Transcript(["audit"], environment: environment)
    #expect(from.output == Self.audit(("journal", "/srv/j")))
    let given = Transcript(["audit", "--journal", "here"], environment: environment)
    #expect(given.output == Self.audit(("journal", "here")))
    let empty = Transcript(["audit"], environment: ["MUTASI_JOURNAL": ""])
    #expect(empty.output == Self.audit())
  }

  @Test func `one invocation leaves nothing behind for the next`() {
    _ = Transcript("audit -x --rule a p")
    #expect(Transcript("audit").output == Self.audit())
  }

  @Test func `integers are strict decimal`() {
    for (word, value) in [("0", 0), ("-7", -7), ("007", 7), ("\(Int.min)", Int.min)] {
      #expect(Int(argument: word) == value)
    }
    for word in ["", "-", "+1", "1 ", "1_000", "0x10", "٣", "9223372036854775808", "1.0"] {
      #expect(Int(argument: word) == nil, "\(word)")
    }
  }

  @Test func `property names become option names`() {
    for (label, name) in [("_at", "at"), ("_knownOn", "known-on"), ("fail_fast", "fail-fast")] {
      #expect(Specification.kebabCase(label) == name)
    }
  }
}
