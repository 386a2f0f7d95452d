public import Ledger

/// One table of a report: its rows as JSON objects, and the columns that show them to people.
public struct Section: Sendable {
  /// The value of the `record` member of a row in JSON Lines and CSV, in the singular: `post`.
  public var record: String
  /// The name of the array in JSON, in the plural: `posts`.
  public var member: String
  /// The heading in tables and Markdown, in English; none if empty.
  public var title: String
  /// The heading in Indonesian.
  public var indonesianTitle: String
  /// The rows as JSON has them, one object each.
  ///
  /// A value that is no object is written as `{"value": …}`.
  public var rows: Rows
  /// What tables, Markdown and CSV show; if empty, the section is left out there.
  public var columns: [Column]
  /// What a table says when there are no rows, as in "no posts"; where it is empty, a table without
  /// rows is not shown at all.
  public var emptyText: String
  /// How many rows people are shown; programs get all.
  public var mostShown = Int.max
  /// Fewer rows than this tell people nothing that they are not told elsewhere, and are not shown.
  public var leastShown = 0
  /// Whether JSON has the members of the one object among those of the report, in no array.
  ///
  /// Tables then show one line a member. Nothing is left out if there are more objects: JSON
  /// keeps the array.
  public var isSingle: Bool
  /// Whether a table has one line a column for every row, however wide the terminal is.
  public var isListed: Bool

  /// A section of those rows.
  public init(
    record: String, member: String, title: String, _ indonesianTitle: String? = nil,
    rows: Rows, columns: [Column], emptyText: String = "", isSingle: Bool = false,
    isListed: Bool = false
  ) {
    self.record = record
    self.member = member
    self.title = title
    self.indonesianTitle = indonesianTitle ?? title
    self.rows = rows
    self.columns = columns
    self.emptyText = emptyText
    self.isSingle = isSingle
    self.isListed = isListed
  }

  /// A section of rows that are there.
  public init(
    record: String, member: String, title: String, _ indonesianTitle: String? = nil,
    objects: [JSONValue] = [], columns: [Column], emptyText: String = "", isSingle: Bool = false,
    isListed: Bool = false
  ) {
    self.init(
      record: record, member: member, title: title, indonesianTitle, rows: Rows(objects),
      columns: columns, emptyText: emptyText, isSingle: isSingle, isListed: isListed)
  }

  /// All rows; those that are yet to be made are made now.
  public var objects: [JSONValue] {
    get { rows.made }
    set { rows = Rows(newValue) }
  }

  /// The heading in a language.
  func heading(in language: ReportLanguage) -> String {
    switch language {
    case .english: title
    case .indonesian: indonesianTitle
    }
  }

  /// Says how many rows people are not shown.
  func sentence(hiding count: Int, in language: ReportLanguage) -> String {
    switch language {
    case .english: "and \(count) more rows; --format csv or json has them all"
    case .indonesian: "dan \(count) baris lagi; --format csv atau json memuat semuanya"
    }
  }

  /// The section, not shown to people when it has no rows.
  func hiddenWhenEmpty() -> Section {
    var section = self
    section.emptyText = ""
    return section
  }

  /// The section without the columns that say nothing in any row.
  func withoutEmptyColumns(in language: ReportLanguage) -> Section {
    guard !rows.isEmpty, !isMerged else { return self }
    var silent = Array(columns.indices)
    rows.lookThrough { group in
      for row in group where !silent.isEmpty {
        silent.removeAll { !columns[$0].value(row, language).allSatisfy(\.isEmpty) }
      }
      return !silent.isEmpty
    }
    var section = self
    for index in silent.reversed() { section.columns.remove(at: index) }
    return section.columns.isEmpty ? self : section
  }

  /// Whether the members of the object stand among those of the report.
  var isMerged: Bool { isSingle && rows.count <= 1 }
}

extension JSONValue {
  /// The members of the value as a row.
  var rowMembers: [Member] {
    if case .object(let members) = self { members } else { [Member("value", self)] }
  }
}
