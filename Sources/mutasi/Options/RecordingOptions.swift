import CommandLineKit
import Ledger

/// How a verb records, for every verb that does.
struct RecordingOptions: OptionGroup {
  static let title = "Recording"
  @Flag("Show what would be recorded and how the view would change; write nothing.")
  var dryRun = false
  @Flag("Refuse what would only be warned of.") var strict = false
  @Option("Record only if the journal has this many entries.", placeholder: "N")
  var expectSize: Int?
  @Option("Wait this long for another writer to finish: 500ms, 10s, 2m.", placeholder: "DURATION")
  var wait: WaitingTime?
  @Option("The clerk who records, as claimed.", placeholder: "NAME") var recordedBy: String?
  @Option("The day whose view is compared; one on which the change shows if not given.")
  var at: Day?

  init() {}
}

/// Whether a person at a terminal is asked before anything is written.
struct ConfirmingOptions: OptionGroup {
  static let title = RecordingOptions.title
  @Flag("Write without asking; where nobody can be asked, nobody is.") var yes = false

  init() {}
}

/// How long to wait for a lock: a number of milliseconds, seconds or minutes.
struct WaitingTime: ArgumentValue {
  let milliseconds: Int
  let argument: String

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let units = ["ms": 1, "s": 1000, "m": 60_000, "": 1000]
    guard let number = Int(digits), let unit = units[String(argument.dropFirst(digits.count))],
      number <= 86_400_000 / unit
    else { return nil }
    milliseconds = number * unit
    self.argument = argument
  }

  static var placeholder: String { "DURATION" }
  static var expectation: String { "a duration such as 500ms, 10s or 2m" }
}
