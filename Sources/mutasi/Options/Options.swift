import CommandLineKit
import Exchange
import Ledger

/// Where the journal lies.
struct JournalOptions: OptionGroup {
  static let title = "Journal"
  @Option("The journal's folder.", placeholder: "FOLDER", environment: "MUTASI_JOURNAL")
  var journal: FolderPath = "journal"

  init() {}
}

/// How results are printed.
struct OutputOptions: OptionGroup {
  static let title = "Output"
  @Option("How to print the answer.", short: "f") var format: ReportFormat = .table
  @Option("The language of headings; from the locale if not given.") var lang: Terminal.Language?

  init() {}
}

/// As of which day, and as known when.
struct TimeOptions: OptionGroup {
  static let title = "Time"
  @Option("What was true in the world on this day; today if not given (UTC).") var at: Day?
  @Option(
    "Use only what had been recorded by the end of this day (UTC), or by this instant.",
    placeholder: "DATE|INSTANT")
  var knownOn: KnowledgeDate?
  @Option("Use only the entries up to and including this number.", placeholder: "ENTRY")
  var through: Int?
  @Flag("Answer without verifying the journal first.") var unverified = false

  init() {}
}

/// Which posts and rotations an answer is about.
struct ScopeOptions: OptionGroup {
  static let title = "Scope"
  @Option("Only this region and what lies in it: 35.10 includes 35.10.07.") var region: RegionCode?
  @Option("Only posts of this unit and of units below it.", placeholder: "UNIT") var unit: String?

  init() {}

  var scope: Scope { Scope(region: region, unit: unit) }
}

/// A folder given on the command line; completed as one.
struct FolderPath: ArgumentValue, ExpressibleByStringLiteral, Equatable {
  let path: String

  init(stringLiteral path: String) { self.path = path }
  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    path = argument
  }

  var argument: String { path }
  static var placeholder: String { "FOLDER" }
  static var completion: ArgumentCompletion { .directories }
}

/// A file given on the command line, or `-` for standard input.
struct FilePath: ArgumentValue, Equatable {
  let path: String

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    path = argument
  }

  var argument: String { path }
  static var placeholder: String { "FILE" }
  static var completion: ArgumentCompletion { .files }
}

/// The moment up to which records count as known: the end of a day, or an instant.
struct KnowledgeDate: ArgumentValue, Equatable {
  let instant: Instant
  let text: String

  init?(argument: String) {
    if let day = Day(parsing: argument) {
      instant = Instant(endOf: day)
    } else if let instant = Instant(rfc3339: argument) {
      self.instant = instant
    } else {
      return nil
    }
    text = argument
  }

  var argument: String { text }
  static var placeholder: String { "DATE" }
  static var expectation: String {
    "a day such as 2021-08-01 or an instant such as 2021-08-01T09:00:00Z"
  }
}
