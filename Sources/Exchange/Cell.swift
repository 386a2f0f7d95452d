public import Ledger

/// A JSON value as the text of one cell.
///
/// With a language the text is for a person: flags are words and a list is one text. Without one
/// it is for a program (CSV): `true`, `false`, and every element of a list by itself.
public enum Cell {
  /// The lines of the cell of that value; none for nothing, `null` and the empty list.
  public static func lines(of value: JSONValue?, in language: ReportLanguage?) -> [String] {
    switch value {
    case nil, .null: []
    case .array(let elements) where language == nil: elements.map { text(of: $0, in: nil) }
    case .array(let elements) where elements.isEmpty: []
    case .some(let value): [text(of: value, in: language)]
    }
  }

  /// The value in one text: a string as it is, lists joined by commas, objects as compact JSON.
  public static func text(of value: JSONValue?, in language: ReportLanguage?) -> String {
    switch value {
    case nil, .null: ""
    case .string(let text), .number(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): language?.word(for: flag) ?? (flag ? "true" : "false")
    case .array(let elements):
      elements.map { text(of: $0, in: language) }.joined(separator: ", ")
    case .object(let members): JSONText.compact(.object(members))
    }
  }
}
