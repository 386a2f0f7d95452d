import Ledger

/// Tables for a person: a title, aligned columns under underlined headings, the notes below.
///
/// Columns stand two blanks apart; flexible ones are wrapped to fit the width. Where even that
/// does not fit, and for the one row of a single section, every row is a list of
/// `Heading: value`. Control characters show as escapes, so that no cell can act on the terminal.
struct TableRenderer: Renderer {
  private let style: TableStyle
  private var layout = Layout.list(indent: 0)
  private var isEmpty = true
  private var isFirstRow = true
  /// The columns of the open section that say something.
  private var columns: [Column] = []
  /// The lines of the cells of the rows to come, from the last to the next; none of a long table,
  /// whose cells are made again.
  private var rows: [[[String]]] = []
  private static let mostKept = 1 << 16

  /// How the rows of the open section are laid out.
  private enum Layout {
    /// In columns of these widths.
    case columns([Int])
    /// One line a column, the values beginning at that place.
    case list(indent: Int)
  }

  init(style: TableStyle) {
    self.style = style
  }

  mutating func open(_ section: Section, into bytes: inout [UInt8]) {
    columns = section.columns
    guard !columns.isEmpty else { return }
    let title = section.heading(in: style.language)
    if !title.isEmpty {
      separate(&bytes)
      for line in wrapped(title) { style.appendHeading(line.utf8, to: &bytes) }
    }
    guard !section.rows.isEmpty else {
      if !section.emptyText.isEmpty { add(paragraph: section.emptyText, into: &bytes) }
      return
    }
    separate(&bytes)
    isFirstRow = true
    layout = layout(of: section)
    guard case .columns(let widths) = layout else { return }
    let headings = zip(columns, widths).map { column, width in
      TextWrap.lines(heading(of: column), width: width)
    }
    appendRow(headings, widths, isHeading: true, into: &bytes)
    let rules = widths.map { [String(repeating: "-", count: $0)] }
    appendRow(rules, widths, into: &bytes)
  }

  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {
    guard !columns.isEmpty else { return }
    switch layout {
    case .columns(let widths):
      var cells = rows.popLast() ?? columns.map { lines(of: $0, object) }
      for (index, width) in widths.enumerated() where cells[index].count > 0 {
        if cells[index].count > 1 || DisplayWidth.of(cells[index][0]) > width {
          cells[index] = cells[index].flatMap { TextWrap.lines($0, width: width) }
        }
      }
      appendRow(cells, widths, into: &bytes)
    case .list(let indent):
      if !isFirstRow { bytes.append(0x0A) }
      appendList(object, indent: indent, into: &bytes)
    }
    isFirstRow = false
  }

  mutating func close(_ report: Report, into bytes: inout [UInt8]) {
    guard !report.notes.isEmpty else { return }
    separate(&bytes)
    for line in report.notes.flatMap(wrapped) { TableStyle.appendLine(line.utf8, to: &bytes) }
  }

  private mutating func layout(of section: Section) -> Layout {
    let natural = section.isMerged ? [] : survey(section)
    let headings = columns.map { DisplayWidth.of(heading(of: $0)) }
    if !section.isMerged, !section.isListed,
      let widths = ColumnWidths.fit(
        natural: natural, isFlexible: columns.map(\.isFlexible), into: style.width)
    {
      return .columns(widths)
    }
    rows = []
    // Behind the longest heading, its colon and a blank, if that leaves most of the line.
    let indent = (headings.max() ?? 0) + 2
    guard let width = style.width, indent > width / 2 else { return .list(indent: indent) }
    return .list(indent: 2)
  }

  /// Looks once at all rows: leaves out the columns that say nothing in any of them, and tells how
  /// wide the others are.
  private mutating func survey(_ section: Section) -> [Int] {
    var natural = columns.map { column in
      TextWrap.lines(heading(of: column), width: nil).map(DisplayWidth.of).max() ?? 0
    }
    var speaks = columns.map { _ in false }
    let isKept = section.rows.count <= Self.mostKept
    var kept: [[[String]]] = []
    section.rows.forEachGroup { group in
      for object in group {
        let cells = columns.map { lines(of: $0, object).flatMap { TextWrap.lines($0, width: nil) } }
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
          if cell.count > 1 || !cell[0].isEmpty { speaks[index] = true }
          for line in cell { natural[index] = max(natural[index], DisplayWidth.of(line)) }
        }
        if isKept { kept.append(cells) }
      }
    }
    rows = kept.reversed()
    guard speaks.contains(true) else { return natural }
    for index in columns.indices.reversed() where !speaks[index] {
      columns.remove(at: index)
      natural.remove(at: index)
      for row in rows.indices { rows[row].remove(at: index) }
    }
    return natural
  }

  private func appendRow(
    _ cells: [[String]], _ widths: [Int], isHeading: Bool = false, into bytes: inout [UInt8]
  ) {
    // A row without any text still counts as a row.
    var line: [UInt8] = []
    for number in 0..<max(1, cells.map(\.count).max() ?? 1) {
      line.removeAll(keepingCapacity: true)
      for (index, cell) in cells.enumerated() {
        let text = number < cell.count ? cell[number] : ""
        let missing = max(0, widths[index] - DisplayWidth.of(text))
        if index > 0 { line.append(contentsOf: repeatElement(0x20, count: ColumnWidths.gap)) }
        let isLeading = columns[index].alignment == .leading
        if !isLeading { line.append(contentsOf: repeatElement(0x20, count: missing)) }
        line += text.utf8
        if isLeading { line.append(contentsOf: repeatElement(0x20, count: missing)) }
      }
      if isHeading {
        style.appendHeading(line, to: &bytes)
      } else {
        TableStyle.appendLine(line, to: &bytes)
      }
    }
  }

  /// One line a column that has something to say, continued lines indented.
  private func appendList(
    _ object: JSONValue, indent: Int, into bytes: inout [UInt8]
  ) {
    let start = bytes.count
    for column in columns {
      let values = lines(of: column, object)
      guard values.contains(where: { !$0.isEmpty }) else { continue }
      append(values, under: heading(of: column) + ":", indent: indent, into: &bytes)
    }
    guard bytes.count == start, let first = columns.first else { return }
    // A row without any text still counts as a row.
    append([""], under: heading(of: first) + ":", indent: indent, into: &bytes)
  }

  private func append(
    _ values: [String], under name: String, indent: Int, into bytes: inout [UInt8]
  ) {
    let room = style.width.map { $0 - indent }
    let margin = String(repeating: " ", count: indent)
    var values = values
    var first = name + String(repeating: " ", count: max(0, indent - DisplayWidth.of(name)))
    if DisplayWidth.of(name) >= indent {
      // The value does not begin at the margin: it follows its heading as if they were one text.
      values[0] = name + " " + values[0]
      first = ""
      let whole = TextWrap.lines(values[0], width: style.width)
      if whole.count == 1 {
        // There is no margin in front of it, so it may use the whole width.
        TableStyle.appendLine(whole[0].utf8, to: &bytes)
        values.removeFirst()
        first = margin
      }
    }
    for line in values.flatMap({ TextWrap.lines($0, width: room) }) {
      TableStyle.appendLine((first + line).utf8, to: &bytes)
      first = margin
    }
  }

  private func lines(of column: Column, _ object: JSONValue) -> [String] {
    column.value(object, style.language).map { ControlEscape.visible($0) }
  }

  private func heading(of column: Column) -> String {
    ControlEscape.visible(column.heading(in: style.language), keeping: [])
  }

  private func wrapped(_ text: String) -> [String] {
    TextWrap.lines(ControlEscape.visible(text), width: style.width)
  }

  private mutating func add(paragraph: String, into bytes: inout [UInt8]) {
    separate(&bytes)
    for line in wrapped(paragraph) { TableStyle.appendLine(line.utf8, to: &bytes) }
  }

  /// Puts an empty line between parts.
  private mutating func separate(_ bytes: inout [UInt8]) {
    if !isEmpty { bytes.append(0x0A) }
    isEmpty = false
  }
}
