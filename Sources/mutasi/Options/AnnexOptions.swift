public import CommandLineKit
import Exchange
public import Ledger

/// A date on the command line, in any form that lists have them: `2021-11-05`, `5 November 2021`.
struct WrittenDate: ArgumentValue, Equatable {
  let period: Period
  let argument: String

  init?(argument: String) {
    guard let period = try? DateReader().period(argument) else { return nil }
    self.period = period
    self.argument = argument
  }

  static var placeholder: String { "DATE" }
  static var expectation: String {
    "a date such as 2021-11-05, 05/11/2021, 5 November 2021 or 2021-11"
  }
}

extension Capacity: ArgumentValue {}

/// Whether posts are taken by oath.
enum OathWord: String, ArgumentValue, CaseIterable {
  case required, none
}

/// In which way a ceremony was held.
enum CeremonyMode: String, ArgumentValue, CaseIterable {
  case inPerson = "in-person"
  case online, hybrid
}

/// The heading that a column of an annex has: `post=JABATAN_X`.
struct AnnexHeading: ArgumentValue {
  let column: AnnexColumn
  let heading: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let column = AnnexColumn(rawValue: String(argument[..<equals]))
    else { return nil }
    self.column = column
    heading = String(argument[argument.index(after: equals)...])
    guard !heading.isEmpty else { return nil }
  }

  var argument: String { "\(column.rawValue)=\(heading)" }
  static var placeholder: String { "COLUMN=HEADING" }
  static var expectation: String {
    "COLUMN=HEADING, where COLUMN is one of "
      + AnnexColumn.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

/// What a line of an annex means: `12=siti-aminah`.
struct LineChoice: ArgumentValue {
  let line: Int
  let id: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let line = Int(argument: String(argument[..<equals]))
    else { return nil }
    self.line = line
    id = String(argument[argument.index(after: equals)...])
    guard !id.isEmpty else { return nil }
  }

  var argument: String { "\(line)=\(id)" }
  static var placeholder: String { "LINE=ID" }
  static var expectation: String {
    "LINE=ID, where LINE is the number of a line in the annex, such as 12=siti-aminah"
  }
}

extension AnnexChoices.NewOfficials: ArgumentValue {}
