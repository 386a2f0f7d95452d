import CommandLineKit

/// A small tool whose verbs use every kind of parameter; it answers with what was parsed.
let sample = Tool(
  name: "mutasi", version: "1.2.3", about: "The ledger of who holds which government post.",
  discussion: "Every event is a line.\n\n.A dot begins no request.",
  commands: [
    AuditVerb.self, AppendVerb.self, DiffVerb.self, BriefingVerb.self, OathVerb.self,
    RefuseVerb.self,
  ])

enum Format: String, ArgumentValue, CaseIterable, Sendable {
  case table, json, jsonl
  static var placeholder: String { "FORMAT" }
}

struct Year: ArgumentValue, Equatable {
  let argument: String
  init?(argument: String) {
    guard argument.count == 4, Int(argument: argument) != nil else { return nil }
    self.argument = argument
  }
  static var placeholder: String { "YEAR" }
  static var expectation: String { "a year such as 2021" }
}

struct FilePath: ArgumentValue {
  let argument: String
  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.argument = argument
  }
  static var placeholder: String { "FILE" }
  static var completion: ArgumentCompletion { .files }
}

struct SharedOptions: OptionGroup {
  @Option("The journal to read.", placeholder: "PATH", environment: "MUTASI_JOURNAL")
  var journal: String = "journal"
  @Flag("Answer although verification failed.") var unverified
  init() {}
}

struct AuditVerb: Command {
  static let about = About(
    "audit", "Show who moved where, on which decree, and what the rules say about it.",
    discussion: "Dates are inclusive.\n\nA second paragraph that is long enough to be broken into "
      + "several lines on a terminal of ordinary width.",
    examples: ["mutasi audit --from 2021", "mutasi audit -f json | jq '.moves[]'"], group: "Ask")

  @Option("Begin with this year.") var from: Year?
  @Option("How to print the moves.", short: "f") var format: Format = .table
  @Option("Check only this rule.", short: "r", placeholder: "RULE") var rule: [String] = []
  @Option("Stop after so many.") var atMost: Int?
  @Flag("Stop at the first finding.", short: "x") var failFast = false
  @Flag("Say more.", name: "loud", short: "v") var verbose
  @Argument("Only these posts.", placeholder: "POST") var posts: [String] = []
  @Options var shared: SharedOptions
  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    terminal.write(
      """
      from=\(from?.argument ?? "nil") format=\(format.rawValue) rule=\(rule) \
      atMost=\(atMost.map { "\($0)" } ?? "nil") x=\(failFast) v=\(verbose) posts=\(posts) \
      journal=\(shared.journal) unverified=\(shared.unverified)

      """)
    return posts.contains("none") ? .no : .done
  }
}

struct AppendVerb: Command {
  static let about = About("append", "Append the events of files.", group: "Record")
  @Option("Who records.", placeholder: "URI") var source: String
  @Option("A key to sign with.") var key: [FilePath]
  @Argument("The files to append, or -.", placeholder: "FILE") var files: [FilePath]
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode {
    terminal.write("\(source) \(key.map { $0.argument }) \(files.map { $0.argument })\n")
    return .done
  }
}

struct DiffVerb: Command {
  static let about = About("diff", "Compare two years.", group: "Ask")
  @Argument("The earlier year.") var first: Year
  @Argument("The later year.") var second: Year?
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let second, second.argument < first.argument {
      throw Misuse("FIRST is later than SECOND", hint: "exchange them")
    }
    terminal.write("\(first.argument) \(second?.argument ?? "nil")\n")
    return .done
  }
}

struct BriefingVerb: Command {
  static let about = About("record briefing", "Record a briefing.", group: "Record")
  @Option("How many were briefed.") var count: Int
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode {
    terminal.write("briefed \(count)\n")
    return .done
  }
}

struct OathVerb: Command {
  static let about = About("record inauguration", "Record an inauguration.", group: "Record")
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode { .done }
}

/// Fails in the way its argument asks for.
struct RefuseVerb: Command {
  static let about = About("refuse", "Fail as asked.", group: "Record")
  @Argument("How to fail.") var how: String
  init() {}

  struct Refusal: CommandFailure {
    let exitCode = ExitCode.refused
    let lines = ["line 3 is no event", "events.jsonl:3: unknown type", "hint: see 'mutasi schema'"]
  }
  struct Surprise: Error, CustomStringConvertible { let description = "the disk is on fire" }

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    terminal.write("partial\n")
    if how == "refusal" { throw Refusal() }
    throw Surprise()
  }
}

/// What one invocation left behind.
struct Transcript {
  let code: ExitCode
  let output: String
  let errors: String

  init(_ words: [String], environment: [String: String] = [:], tool: Tool = sample) {
    var terminal = Terminal(capturing: environment)
    code = tool.run(words, on: &terminal)
    output = terminal.capturedOutput
    errors = terminal.capturedErrors
  }

  init(_ line: String) { self.init(line.split(separator: " ").map { String($0) }) }
}
