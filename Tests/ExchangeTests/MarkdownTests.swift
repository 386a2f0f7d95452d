import Exchange
import Ledger
import Testing

@Suite struct `Reports as Markdown` {
  @Test func `have a table under every heading`() {
    #expect(
      Sample.roster.text(.markdown, language: .indonesian) == """
        ## Posts

        | Jabatan | Nama jabatan | Kursi | Pemangku |
        | --- | --- | ---: | --- |
        | 35.10/sekda | Regional secretary | 1 | Ani<br>Budi, S.H. |
        | 35.10/dinkes |  | 12 |  |

        ## Rotations

        | Gelombang | Belum pasti |
        | --- | --- |
        | r1 | ya |

        ## Due

        nothing is due

        1 post is vacant.

        """)
  }

  @Test func `list what stands alone`() {
    #expect(
      Sample.checkpoint.text(.markdown) == """
        - Size: 3
        - Origin: example.id/mutasi

        ## Findings

        no findings

        """)
  }

  @Test func `show markup as text`() {
    var section = Sample.obligations
    section.objects = [Sample.row([("of", .string("a|b\n<i>*_x_ y_z [l](u) `c` & \\"))])]
    let lines = Report(sections: [section], notes: ["# 1"]).text(.markdown).split(separator: "\n")
    #expect(
      lines[3] == #"| a\|b<br>\<i\>\*\_x\_ y_z \[l\](u) \`c\` \& \\ |"#)
    #expect(lines[4] == "\\# 1")
  }

  @Test(arguments: 0..<100) func `have as many cells in every row`(seed: Int) {
    var random = Repeatable(seed)
    var report = Sample.random(&random, rows: 4)
    report.sections[0].title = ""
    report.notes = []
    let rows = report.text(.markdown).split(separator: "\n")
    #expect(rows.count == 6)
    for row in rows { #expect(bars(in: row) == report.sections[0].columns.count + 1) }
  }

  /// Bars that no backslash makes text.
  private func bars(in row: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in row.unicodeScalars {
      if scalar == "|", !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }
}
