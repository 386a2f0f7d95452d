import Ledger
import Testing

@Suite struct `Reference of event types` {
  static let lines = ReferenceWriter.markdown().split(separator: "\n").map { String($0) }

  @Test func `has one heading for each type, with its term, its date and its example`() {
    for description in EventDescription.all {
      let heading = "### " + description.kind.rawValue
      #expect(Self.lines.filter { $0 == heading }.count == 1)
      let section = Self.section(heading)
      #expect(section.contains { $0.contains(description.indonesian) })
      #expect(section.contains { $0.contains(description.effective.meaning) })
      let example = Examples.example(description.kind, isComplete: true)
      #expect(section.contains(String(decoding: LineWriter.write(example), as: UTF8.self)))
    }
  }

  @Test func `has a row for each field of each type`() {
    let common: Set<FieldName> = [.sources, .status, .note]
    for description in EventDescription.all {
      let section = Self.section("### " + description.kind.rawValue)
      for field in description.data.fields where !common.contains(field.name) {
        let rows = section.filter { $0.hasPrefix("| `\(field.name.text)` |") }
        #expect(rows.count == 1, "\(description.kind.rawValue).\(field.name.text)")
        #expect(rows.allSatisfy { $0.contains("| yes |") == field.isRequired })
      }
    }
  }

  @Test func `explains each shared record once`() {
    for record in Described.records where EventKind(rawValue: record.name) == nil {
      let heading = "### " + record.name.prefix(1).uppercased() + record.name.dropFirst()
      #expect(Self.lines.filter { $0 == heading }.count == 1)
    }
  }

  @Test func `links to headings that exist`() {
    let anchors = Self.lines.filter { $0.hasPrefix("#") }.map { line in
      String(line.drop { $0 == "#" || $0 == " " }.lowercased().map { $0 == " " ? "-" : $0 })
    }
    for line in Self.lines where !line.hasPrefix("{") {
      for link in line.split(separator: "](#").dropFirst() {
        #expect(anchors.contains(String(link.prefix { $0 != ")" })), "\(line)")
      }
    }
  }

  @Test func `has rows of four cells in every table of fields`() {
    for line in Self.lines where line.hasPrefix("| `") {
      let cells = line.split(separator: " | ", omittingEmptySubsequences: false)
      #expect(cells.count == 4 || cells.count == 2, "\(line)")
    }
  }

  @Test(arguments: EventKind.allCases)
  func `of one type has all its fields and the records they are made of`(kind: EventKind) {
    let page = ReferenceWriter.markdown(for: kind)
    #expect(page.hasPrefix("# " + kind.rawValue + "\n"))
    for field in EventDescription.of(kind).data.fields {
      #expect(page.contains("\n| `\(field.name.text)` |"))
      guard case .list(.record(let record)) = field.shape else { continue }
      #expect(
        page.contains("\n## " + record.name.prefix(1).uppercased() + record.name.dropFirst() + "\n")
      )
    }
  }

  private static func section(_ heading: String) -> [String] {
    guard let start = lines.firstIndex(of: heading) else { return [] }
    let rest = lines[(start + 1)...]
    return Array(rest.prefix { !$0.hasPrefix("#") })
  }
}
