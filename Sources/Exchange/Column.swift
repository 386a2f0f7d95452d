public import Ledger

/// One column of a section in tables, Markdown and CSV: its names, and how a row fills it.
public struct Column: Sendable {
  /// The side on which the cells of a column are flush.
  public enum Alignment: Sendable {
    /// For text.
    case leading
    /// For numbers.
    case trailing
  }

  /// What fills a cell: the lines of it, from the row and the reader's language.
  ///
  /// The language is nil when the reader is a program; words of a vocabulary then stay codes.
  public typealias Value = @Sendable (JSONValue, ReportLanguage?) -> [String]

  /// The name in the header of CSV: stable; the name of the JSON member where there is one.
  ///
  /// Names differ within a section. `record` is taken: it names the section of a row.
  public var name: String
  /// The heading in English.
  public var english: String
  /// The heading in Indonesian.
  public var indonesian: String
  /// The side on which the cells are flush.
  public var alignment: Alignment
  /// Whether a narrow terminal may wrap the cells of this column.
  public var isFlexible: Bool
  /// What fills a cell; several lines stay lines in a table, and are joined by `; ` in CSV and by
  /// `<br>` in Markdown.
  public var value: Value

  /// A column that shows the member of its name.
  ///
  /// Text as it is, integers in digits, flags as words of the language (`true` and `false` in
  /// CSV), nothing for `null` or no member, lists joined, objects as compact JSON.
  public init(
    _ name: String, _ english: String, _ indonesian: String, alignment: Alignment = .leading,
    isFlexible: Bool = false
  ) {
    self.init(
      name, english, indonesian, alignment: alignment, isFlexible: isFlexible,
      localized: { Cell.lines(of: $0[name], in: $1) })
  }

  /// A column whose cells are computed from the row, alike for every reader.
  public init(
    _ name: String, _ english: String, _ indonesian: String, alignment: Alignment = .leading,
    isFlexible: Bool = false, value: @escaping @Sendable (JSONValue) -> [String]
  ) {
    self.init(
      name, english, indonesian, alignment: alignment, isFlexible: isFlexible,
      localized: { row, _ in value(row) })
  }

  /// A column whose cells are computed from the row and the reader's language.
  public init(
    _ name: String, _ english: String, _ indonesian: String, alignment: Alignment = .leading,
    isFlexible: Bool = false, localized value: @escaping Value
  ) {
    self.name = name
    self.english = english
    self.indonesian = indonesian
    self.alignment = alignment
    self.isFlexible = isFlexible
    self.value = value
  }

  /// The heading in that language.
  public func heading(in language: ReportLanguage) -> String {
    switch language {
    case .english: english
    case .indonesian: indonesian
    }
  }
}
