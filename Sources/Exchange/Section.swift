public import Ledger

/// One table of a report: its rows as JSON objects, and the columns that show them to people.
public struct Section: Sendable {
  /// The value of the `record` member of a row in JSON Lines and CSV, in the singular: `post`.
  public var record: String
  /// The name of the array in JSON, in the plural: `posts`.
  public var member: String
  /// The heading in tables and Markdown; none if empty.
  public var title: String
  /// The rows as JSON has them, one object each.
  ///
  /// A value that is no object is written as `{"value": …}`.
  public var objects: [JSONValue]
  /// What tables, Markdown and CSV show; if empty, the section is left out there.
  public var columns: [Column]
  /// What a table says when there are no rows, as in "no posts".
  public var emptyText: String
  /// Whether JSON has the members of the one object among those of the report, in no array.
  ///
  /// Tables then show one line a member. Nothing is left out if there are more objects: JSON
  /// keeps the array.
  public var isSingle: Bool
  /// Whether a table has one line a column for every row, however wide the terminal is.
  public var isListed: Bool

  /// A section of those rows.
  public init(
    record: String, member: String, title: String, objects: [JSONValue] = [],
    columns: [Column], emptyText: String = "", isSingle: Bool = false, isListed: Bool = false
  ) {
    self.record = record
    self.member = member
    self.title = title
    self.objects = objects
    self.columns = columns
    self.emptyText = emptyText
    self.isSingle = isSingle
    self.isListed = isListed
  }

  /// Whether the members of the object stand among those of the report.
  var isMerged: Bool { isSingle && objects.count <= 1 }
}

extension JSONValue {
  /// The members of the value as a row.
  var rowMembers: [Member] {
    if case .object(let members) = self { members } else { [Member("value", self)] }
  }
}
