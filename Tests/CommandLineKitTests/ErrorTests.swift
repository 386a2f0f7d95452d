import CommandLineKit
import Testing

struct ErrorTests {
  static let messages: [(String, [String])] = [
    ("audti", ["unknown verb 'audti'", "hint: did you mean 'audit'?", "try 'mutasi help'"]),
    ("frobnicate", ["unknown verb 'frobnicate'", "try 'mutasi help'"]),
    (
      "--loud audit",
      [
        "unknown option '--loud' before the verb", "hint: options come after the verb",
        "try 'mutasi help'",
      ]
    ),
    (
      "record",
      [
        "'record' needs a second word", "hint: one of: record briefing, record inauguration",
        "try 'mutasi help record'",
      ]
    ),
    (
      "record brifing",
      [
        "unknown verb 'record brifing'", "hint: did you mean 'record briefing'?",
        "try 'mutasi help record'",
      ]
    ),
    ("help audti", ["unknown verb 'audti'", "hint: did you mean 'audit'?", "try 'mutasi help'"]),
    ("help audit all", ["unexpected argument 'all'", "try 'mutasi help help'"]),
    (
      "audit --formta json",
      [
        "unknown option '--formta'", "hint: did you mean '--format'?", "try 'mutasi help audit'",
      ]
    ),
    ("audit --zzz", ["unknown option '--zzz'", "try 'mutasi help audit'"]),
    ("audit -z", ["unknown option '-z'", "try 'mutasi help audit'"]),
    ("audit -xz", ["unknown option '-z' in '-xz'", "try 'mutasi help audit'"]),
    (
      "audit --from",
      [
        "option '--from' needs a value: --from YEAR",
        "hint: a value that begins with '-' is written as '--from=VALUE'",
        "try 'mutasi help audit'",
      ]
    ),
    (
      "audit -xf -v",
      [
        "option '-f' needs a value: --format FORMAT",
        "hint: a value that begins with '-' is written as '--format=VALUE'",
        "try 'mutasi help audit'",
      ]
    ),
    (
      "audit --at-most -5",
      [
        "option '--at-most' needs a value: --at-most N",
        "hint: a value that begins with '-' is written as '--at-most=VALUE'",
        "try 'mutasi help audit'",
      ]
    ),
    ("audit --help=yes", ["option '--help' takes no value", "try 'mutasi help audit'"]),
    ("audit --fail-fast=yes", ["option '--fail-fast' takes no value", "try 'mutasi help audit'"]),
    ("audit -x=yes", ["option '-x' takes no value", "try 'mutasi help audit'"]),
    (
      "audit --format jsno",
      [
        "invalid value 'jsno' for '--format FORMAT' (possible values: table, json, jsonl)",
        "hint: did you mean 'json'?", "try 'mutasi help audit'",
      ]
    ),
    (
      "audit --format xml",
      [
        "invalid value 'xml' for '--format FORMAT' (possible values: table, json, jsonl)",
        "try 'mutasi help audit'",
      ]
    ),
    (
      "audit --from yesterday",
      [
        "invalid value 'yesterday' for '--from YEAR': expected a year such as 2021",
        "try 'mutasi help audit'",
      ]
    ),
    (
      "audit --at-most x",
      [
        "invalid value 'x' for '--at-most N': expected a whole number", "try 'mutasi help audit'",
      ]
    ),
    (
      "audit --from 2020 --from=2021",
      [
        "option '--from YEAR' may be given only once", "try 'mutasi help audit'",
      ]
    ),
    ("diff", ["missing 'FIRST'", "try 'mutasi help diff'"]),
    ("diff 2020 2021 2022", ["unexpected argument '2022'", "try 'mutasi help diff'"]),
    (
      "diff then",
      [
        "invalid value 'then' for 'FIRST': expected a year such as 2021", "try 'mutasi help diff'",
      ]
    ),
    (
      "diff 2021 2020",
      [
        "FIRST is later than SECOND", "hint: exchange them", "try 'mutasi help diff'",
      ]
    ),
    (
      "append",
      [
        "missing '--source URI' and '--key FILE' and 'FILE...'", "try 'mutasi help append'",
      ]
    ),
    ("record briefing", ["missing '--count N'", "try 'mutasi help record briefing'"]),
    (
      "completions tcsh",
      [
        "invalid value 'tcsh' for 'SHELL' (possible values: bash, zsh, fish)",
        "try 'mutasi help completions'",
      ]
    ),
  ]

  @Test(arguments: messages)
  func `every misuse has its message and ends with the way to help`(line: String, lines: [String]) {
    let transcript = Transcript(line)
    #expect(transcript.errors == "mutasi: error: " + lines.map { $0 + "\n" }.joined())
    #expect(transcript.output == "")
    #expect(transcript.code == .usage)
  }

  @Test func `an invalid value in the environment is blamed on the variable`() {
    let tool = Tool(name: "t", version: "0", about: "A.", commands: [EnvironmentVerb.self])
    let transcript = Transcript(["count"], environment: ["T_COUNT": "many"], tool: tool)
    #expect(
      transcript.errors == """
        t: error: invalid value 'many' in T_COUNT for '--count N': expected a whole number
        try 't help count'

        """)
  }

  @Test func `errors of a verb choose their exit code and keep their lines`() {
    let refusal = Transcript("refuse refusal")
    #expect(refusal.code == .refused)
    #expect(refusal.output == "partial\n")
    #expect(
      refusal.errors == """
        mutasi: error: line 3 is no event
        events.jsonl:3: unknown type
        hint: see 'mutasi schema'

        """)
    let surprise = Transcript("refuse otherwise")
    #expect(surprise.code == .failed)
    #expect(surprise.errors == "mutasi: error: the disk is on fire\n")
  }

  @Test func `a negative answer is an exit code without a message`() {
    let transcript = Transcript("audit none")
    #expect(transcript.code == .no)
    #expect(transcript.errors == "")
  }

  @Test func `an argument cannot steer the terminal through an error`() {
    let transcript = Transcript(["diff", "\u{1B}[2J\n\u{9B}1m"])
    #expect(
      transcript.errors.hasPrefix(#"mutasi: error: invalid value '\u{1B}[2J\n\u{009B}1m' for"#))
    #expect(UsageError.quote(String(repeating: "a", count: 101)).count == 105)
  }

  @Test func `exit codes are the documented numbers`() {
    #expect(ExitCode.allCases.map { $0.rawValue } == [0, 1, 2, 3, 4])
  }
}

struct EnvironmentVerb: Command {
  static let about = About("count", "Count.")
  @Option("How many.", environment: "T_COUNT") var count: Int?
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode { .done }
}
