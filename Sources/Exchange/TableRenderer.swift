import Ledger

/// What a table depends on beside its report.
struct TableStyle {
  /// Columns of the terminal; nil means without limit.
  let width: Int?
  /// The language of headings and flags.
  let language: ReportLanguage
  /// Whether headings may be bold.
  let isStyled: Bool
}

struct TableRenderer: Renderer {
  let style: TableStyle
  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {}
}
