import Ledger

/// GitHub Flavored Markdown: a heading and a table a section, the notes as paragraphs.
///
/// The one row of a single section is a list. Text is escaped so that it shows as it is.
struct MarkdownRenderer: Renderer {
  /// The language of headings and flags.
  let language: ReportLanguage
  private var isEmpty = true
  /// The columns of the open section that say something.
  private var columns: [Column] = []

  init(language: ReportLanguage) {
    self.language = language
  }

  mutating func open(_ section: Section, into bytes: inout [UInt8]) {
    guard !section.columns.isEmpty else { return }
    let title = section.heading(in: language)
    if !title.isEmpty {
      separate(&bytes)
      bytes += "## \(MarkdownText.inline(title))\n".utf8
    }
    guard !section.rows.isEmpty else {
      if !section.emptyText.isEmpty { add(paragraph: section.emptyText, into: &bytes) }
      return
    }
    separate(&bytes)
    columns = section.withoutEmptyColumns(in: language).columns
    guard !section.isMerged else { return }
    Self.append(columns.map { $0.heading(in: language) }, to: &bytes)
    bytes.append(0x7C)
    for column in columns {
      bytes += (column.alignment == .leading ? " --- |" : " ---: |").utf8
    }
    bytes.append(0x0A)
  }

  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {
    guard !section.columns.isEmpty else { return }
    guard section.isMerged else {
      Self.append(columns.map { text(of: $0, object) }, isEscaped: true, to: &bytes)
      return
    }
    for column in columns {
      let value = text(of: column, object)
      guard !value.isEmpty else { continue }
      bytes += "- \(MarkdownText.inline(column.heading(in: language))): \(value)\n".utf8
    }
  }

  mutating func close(_ report: Report, into bytes: inout [UInt8]) {
    for note in report.notes { add(paragraph: note, into: &bytes) }
  }

  private func text(of column: Column, _ object: JSONValue) -> String {
    column.value(object, language).map { MarkdownText.inline($0) }.joined(separator: "<br>")
  }

  private mutating func add(paragraph: String, into bytes: inout [UInt8]) {
    separate(&bytes)
    bytes += "\(MarkdownText.block(paragraph))\n".utf8
  }

  /// Puts an empty line between blocks.
  private mutating func separate(_ bytes: inout [UInt8]) {
    if !isEmpty { bytes.append(0x0A) }
    isEmpty = false
  }

  private static func append(
    _ cells: [String], isEscaped: Bool = false, to bytes: inout [UInt8]
  ) {
    bytes.append(0x7C)
    for cell in cells {
      bytes.append(0x20)
      bytes += (isEscaped ? cell : MarkdownText.inline(cell)).utf8
      bytes += " |".utf8
    }
    bytes.append(0x0A)
  }
}
