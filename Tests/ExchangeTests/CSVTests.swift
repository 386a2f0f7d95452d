import Exchange
import Ledger
import Testing

@Suite struct `Reports as CSV` {
  @Test func `have one header for all sections`() {
    #expect(
      Sample.roster.text(.csv) == """
        record,post,title,seats,holders,rotation,unconfirmed,of
        post,35.10/sekda,Regional secretary,1,"Ani; Budi, S.H.",,,
        post,35.10/dinkes,,12,,,,
        rotation,,,,,r1,true,

        """)
  }

  @Test func `have a header without rows, and the same in every language`() {
    let report = Report(sections: [Sample.obligations])
    #expect(report.text(.csv, language: .indonesian) == "of\n")
    #expect(Sample.roster.text(.csv, language: .indonesian) == Sample.roster.text(.csv))
    #expect(Report().text(.csv) == "")
  }

  @Test(arguments: [
    "", "\"", "\"\"", ",", "\n", "a\nb", " a ", "=1+1", "+1", "-1", "@x", "\tx", ";", "é, 漢", "'",
  ]) func `keep a cell as it is`(cell: String) {
    for other in ["", "x", "\n"] {
      #expect(
        table([[cell, other], [other, cell]]) == [["a", "b"], [cell, other], [other, cell]])
    }
    #expect(table([[cell], [cell]]) == [["a"], [cell], [cell]])
  }

  @Test(arguments: 0..<100) func `keep random cells`(seed: Int) {
    var random = Repeatable(seed)
    let letters = ["\"", ",", "\n", "a", " ", "\t", "é", ""]
    let rows = (0..<5).map { _ in
      (0..<3).map { _ in
        (0..<4).compactMap { _ in letters.randomElement(using: &random) }.joined()
      }
    }
    #expect(table(rows) == [["a", "b", "c"]] + rows)
  }

  @Test func `quote only what must be`() {
    #expect(report([["a b", "x;y", "'q'"]]).text(.csv) == "a,b,c\na b,x;y,'q'\n")
  }

  /// The cells read back from the CSV of a report of those rows.
  private func table(_ rows: [[String]]) -> [[String]] { Self.parse(report(rows).render(.csv)) }

  private func report(_ rows: [[String]]) -> Report {
    let names = ["a", "b", "c"].prefix(rows[0].count)
    let objects = rows.map { row in
      Sample.row(zip(names, row).map { ($0, .string($1)) })
    }
    return Report(sections: [
      Section(
        record: "r", member: "rs", title: "", objects: objects,
        columns: names.map { Column($0, $0, $0) })
    ])
  }

  /// A reader of RFC 4180 that skips empty lines, as most do.
  private static func parse(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var wasQuoted = false
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case 0x22:
        wasQuoted = true
        at += 1
        while bytes[at] != 0x22 || (at + 1 < bytes.count && bytes[at + 1] == 0x22) {
          if bytes[at] == 0x22 { at += 1 }
          cell.append(bytes[at])
          at += 1
        }
      case 0x2C, 0x0A:
        if bytes[at] == 0x2C || !row.isEmpty || !cell.isEmpty || wasQuoted {
          row.append(String(decoding: cell, as: UTF8.self))
        }
        cell = []
        wasQuoted = false
        if bytes[at] == 0x0A {
          if !row.isEmpty { rows.append(row) }
          row = []
        }
      default: cell.append(bytes[at])
      }
      at += 1
    }
    return rows
  }
}
