public import Ledger

/// What a verb answers, once for all formats: a head, sections of rows, and notes.
///
/// The verb builds it, the user chooses the format. JSON is a contract: names and their order
/// are those given here. Tables and Markdown are for people; notes appear only there.
public struct Report: Sendable {
  /// The members in front of the sections in JSON: version, dates, size and root.
  public var head: [JSONValue.Member]
  /// The tables, in order; their number and names depend on the verb alone, not on the data.
  public var sections: [Section]
  /// Sentences below the tables.
  public var notes: [String]

  /// A report of those parts.
  public init(
    head: [JSONValue.Member] = [], sections: [Section] = [], notes: [String] = []
  ) {
    self.head = head
    self.sections = sections
    self.notes = notes
  }

  /// The report as one object: the head, then each section as an array of its name.
  public func json() -> JSONValue {
    var members = head
    for section in sections {
      if section.isMerged {
        members += section.rows.flatMap(\.rowMembers)
      } else {
        let rows = section.rows.map { JSONValue.object($0.rowMembers) }
        members.append(.init(section.member, .array(rows)))
      }
    }
    return .object(members)
  }

  /// The whole report in that format, ended by a line feed if it is not empty.
  ///
  /// Of a long report, `write` needs far less memory. Parameters as there.
  public func render(
    _ format: ReportFormat, width: Int? = nil, language: ReportLanguage = .english,
    isStyled: Bool = false
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    write(format, width: width, language: language, isStyled: isStyled) { bytes += $0 }
    return bytes
  }

  /// Hands the report in that format to `sink`, in pieces of some 64 kB of UTF-8.
  ///
  /// - Parameters:
  ///   - format: The form; only `table` heeds `width` and `isStyled`.
  ///   - width: Columns of the reader's terminal, at least 20; nil means that no line is wrapped.
  ///   - language: The language of headings and flags in tables and Markdown.
  ///   - isStyled: Whether headings may be bold by an SGR sequence (ECMA-48).
  ///   - sink: Takes the pieces in order.
  /// - Throws: What `sink` throws; nothing is written after that.
  public func write<Failure: Error>(
    _ format: ReportFormat, width: Int? = nil, language: ReportLanguage = .english,
    isStyled: Bool = false, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch format {
    case .table:
      let style = TableStyle(width: width, language: language, isStyled: isStyled)
      try forPeople(in: language).write(with: TableRenderer(style: style), into: sink)
    case .json: try write(with: JSONRenderer(), into: sink)
    case .jsonl:
      try write(with: JSONLinesRenderer(namesRecords: sections.count > 1), into: sink)
    case .csv: try write(with: CSVRenderer(sections: sections), into: sink)
    case .markdown:
      try forPeople(in: language).write(with: MarkdownRenderer(language: language), into: sink)
    }
  }

  /// The report without what says nothing, sections that have neither rows nor a word for that, and
  /// with no more rows than people are shown.
  private func forPeople(in language: ReportLanguage) -> Report {
    var report = self
    report.sections = sections.filter {
      $0.rows.count >= $0.leastShown && (!$0.rows.isEmpty || !$0.emptyText.isEmpty)
    }
    for (index, section) in report.sections.enumerated() {
      let hidden = section.rows.count - section.mostShown
      report.sections[index].rows = section.rows.first(section.mostShown)
      if hidden > 0 {
        report.notes.insert(section.sentence(hiding: hidden, in: language), at: 0)
      }
    }
    return report
  }

  private func write<Failure: Error>(
    with initial: some Renderer, into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var renderer = initial
    var buffer: [UInt8] = []
    renderer.open(self, into: &buffer)
    for section in sections {
      renderer.open(section, into: &buffer)
      try section.rows.forEachGroup { rows throws(Failure) in
        for row in rows {
          renderer.add(row, of: section, into: &buffer)
          guard buffer.count >= Self.pieceSize else { continue }
          try sink(buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      renderer.close(section, into: &buffer)
    }
    renderer.close(self, into: &buffer)
    if !buffer.isEmpty { try sink(buffer) }
  }

  /// Bytes that are collected before they are handed on.
  private static let pieceSize = 1 << 16
}
