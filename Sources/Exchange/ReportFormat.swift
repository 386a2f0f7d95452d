/// In which form a report leaves: for people (`table`, `markdown`) or for programs.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// Aligned columns that fit the reader's terminal; may change from version to version.
  case table
  /// One indented object with stable names, members in the order given: the contract.
  case json
  /// One compact object a row and line (JSON Lines); the report's head is not in it.
  case jsonl
  /// RFC 4180 with LF as line end, a header row, and the columns of the table.
  case csv
  /// Tables of GitHub Flavored Markdown under headings.
  case markdown
}
