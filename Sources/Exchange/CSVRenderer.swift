import Ledger

/// CSV by RFC 4180, but with LF as line end, as other tools of a Unix system write it.
///
/// There is always a header. Cells are quoted only where they must be. In a report of several
/// sections the header is `record` and then all columns of all sections. Control characters other
/// than tab and line feed, which no journal holds, are written as escapes; every other text is
/// data and kept, also where it begins with `=`, `+`, `-`, `@` or a tab: a spreadsheet may take
/// such a cell for a formula, so import it as text.
struct CSVRenderer: Renderer {
  private let names: [String]
  private let namesRecords: Bool
  /// For each name behind `record`, the column of the open section that fills it.
  private var columns: [Column?] = []

  /// A renderer for the columns of those sections.
  init(sections: [Section]) {
    var seen: Set<String> = [JSONLinesRenderer.recordName]
    if sections.count == 1 { seen = [] }
    names = sections.flatMap(\.columns).map { $0.name }.filter { seen.insert($0).inserted }
    namesRecords = sections.count > 1
  }

  mutating func open(_ report: Report, into bytes: inout [UInt8]) {
    Self.append((namesRecords ? [JSONLinesRenderer.recordName] : []) + names, to: &bytes)
  }

  mutating func open(_ section: Section, into bytes: inout [UInt8]) {
    columns = names.map { name in section.columns.first { $0.name == name } }
  }

  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {
    guard !section.columns.isEmpty else { return }
    var cells = namesRecords ? [section.record] : []
    for column in columns {
      cells.append(column?.value(object, nil).joined(separator: "; ") ?? "")
    }
    Self.append(cells, to: &bytes)
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    guard !cells.isEmpty else { return }
    // One empty cell unquoted would be an empty line, which readers skip.
    if cells == [""] { bytes += #""""#.utf8 }
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(ControlEscape.visible(cell, keeping: ["\n", "\t"]), to: &bytes)
    }
    bytes.append(0x0A)
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A }) else {
      bytes += cell.utf8
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
