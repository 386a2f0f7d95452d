public import CommandLineKit
public import Exchange
public import Ledger

/// How a file of another program is written, for the verbs that import one.
struct ListOptions: OptionGroup {
  static let title = "File"
  @Option(
    "What stands between two cells; found by looking at the file if not given.",
    placeholder: "DELIMITER")
  var delimiter: CSVDelimiter?
  @Option("The order of day, month and year in dates of three numbers; dmy if not given.")
  var dateForm: DateReader.Order?
  @Option("How characters are written; utf-8 if not given.") var encoding: TextEncoding?

  init() {}
}

extension CSVDelimiter: ArgumentValue {
  /// Takes a name or the character itself.
  public init?(argument: String) { self.init(named: argument) }
  /// The text that reads back as this value.
  public var argument: String { name }
  /// What stands for it in help.
  public static var placeholder: String { "DELIMITER" }
}

extension DateReader.Order: ArgumentValue {}

extension TextEncoding: ArgumentValue {}

extension AssertionStatus: ArgumentValue {}

/// The heading that a column has in a file: `person_id=NIP_BARU`.
struct ColumnHeading: ArgumentValue {
  let column: CareerColumn
  let heading: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let column = CareerColumn(rawValue: String(argument[..<equals]))
    else { return nil }
    self.column = column
    heading = String(argument[argument.index(after: equals)...])
    guard !heading.isEmpty else { return nil }
  }

  var argument: String { "\(column.rawValue)=\(heading)" }
  static var placeholder: String { "COLUMN=HEADING" }
  static var expectation: String {
    "COLUMN=HEADING, where COLUMN is one of "
      + CareerColumn.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

/// How many may hold a post at once.
struct SeatCount: ArgumentValue {
  /// The number; nil for any number.
  let count: Int?

  init?(argument: String) {
    if argument == "pool" {
      count = nil
    } else {
      guard let number = Int(argument: argument), number > 0, number <= 1_000_000 else {
        return nil
      }
      count = number
    }
  }

  var argument: String { count.map { String($0) } ?? "pool" }
  static var placeholder: String { "N|pool" }
  static var expectation: String { "a number from 1, or pool" }
}

/// The name of a list of which several editions may be imported.
struct DatasetName: ArgumentValue {
  let argument: String

  init?(argument: String) {
    guard 1...64 ~= argument.utf8.count,
      argument.utf8.allSatisfy({
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
      })
    else { return nil }
    self.argument = argument
  }

  static var placeholder: String { "NAME" }
  static var expectation: String { "1 to 64 small letters, digits, '-', '.' and '_'" }
}
