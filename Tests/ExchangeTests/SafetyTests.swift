import Exchange
import Ledger
import Testing

@Suite struct `What leaves in any format` {
  @Test(arguments: ReportFormat.allCases) func `has no raw control character`(
    format: ReportFormat
  ) {
    let all = (0..<0xA0).compactMap { Unicode.Scalar($0) } + ["\u{202E}", "\u{2028}", "\u{2066}"]
    let text = "x" + all.map { String(Character($0)) }.joined(separator: "y")
    let cell = JSONValue.string(text)
    let section = Section(
      record: text, member: text, title: text, objects: [Sample.row([(text, cell)])],
      columns: [Column(text, text, text, isFlexible: true)], emptyText: text)
    var empty = section
    empty.objects = []
    empty.member += "2"
    let report = Report(
      head: [.init("h", .object([.init(text, .array([cell]))]))], sections: [section, empty],
      notes: [text])
    for width in [nil, 20, 80] {
      for scalar in report.text(format, width: width).unicodeScalars {
        let isAllowed = scalar == "\n" || (format == .csv && scalar == "\t")
        #expect(isAllowed || scalar.properties.generalCategory != .control, "\(scalar.value)")
        // Direction of writing cannot be turned where cells stand beside each other.
        if format == .table || format == .markdown || format == .csv {
          #expect(![0x202E, 0x2028, 0x2066].contains(scalar.value))
        }
      }
    }
  }

  @Test(arguments: ReportFormat.allCases) func `is the same in pieces as at once`(
    format: ReportFormat
  ) {
    let rows = (0..<5_000).map { Sample.row([("n", .integer(Int64($0))), ("t", .string("é"))]) }
    let section = Section(
      record: "r", member: "rs", title: "R", objects: rows,
      columns: [Column("n", "Number", "Nomor"), Column("t", "Text", "Teks")])
    let report = Report(head: [.init("v", .integer(1))], sections: [section, section])
    var pieces: [[UInt8]] = []
    report.write(format, width: 80) { pieces.append($0) }
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { !$0.isEmpty && $0.count < 70_000 })
    #expect(Array(pieces.joined()) == report.render(format, width: 80))
  }

  @Test func `stops at the first error of the sink`() {
    struct Full: Error, Equatable {}
    var calls = 0
    #expect(throws: Full()) {
      try Sample.roster.write(.json) { (_: [UInt8]) throws(Full) in
        calls += 1
        throw Full()
      }
    }
    #expect(calls == 1)
  }
}

@Suite struct `A cell` {
  @Test func `shows a member as text`() {
    let values: [(JSONValue?, String, String)] = [
      (nil, "", ""), (.null, "", ""), (.string("a b"), "a b", "a b"), (.integer(-7), "-7", "-7"),
      (.number("1.50"), "1.50", "1.50"), (.bool(true), "ya", "true"),
      (.bool(false), "tidak", "false"),
      (.array([]), "", ""), (.array([.integer(1), .string("b")]), "1, b", "1; b"),
      (Sample.row([("z", .integer(1)), ("a", .null)]), #"{"z":1,"a":null}"#, #"{"z":1,"a":null}"#),
    ]
    for (value, forPeople, forPrograms) in values {
      let row = value.map { Sample.row([("m", $0)]) } ?? Sample.row([])
      let column = Column("m", "", "")
      #expect(column.value(row, .indonesian).joined(separator: "; ") == forPeople)
      #expect(column.value(row, nil).joined(separator: "; ") == forPrograms)
    }
  }

  @Test func `can depend on the language`() {
    let column = Column("s", "Status", "Status") { row, language in
      [language == .indonesian ? "kosong" : Cell.text(of: row["s"], in: nil)]
    }
    let row = Sample.row([("s", .string("vacant"))])
    #expect(column.value(row, .indonesian) == ["kosong"])
    #expect(column.value(row, nil) == ["vacant"])
  }
}
