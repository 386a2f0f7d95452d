import Exchange
import Ledger
import Testing

@Suite struct `Reports as tables` {
  @Test func `align columns under headings`() {
    #expect(
      Sample.roster.text(.table) == """
        Posts

        Post          Title               Seats  Holders
        ------------  ------------------  -----  ----------
        35.10/sekda   Regional secretary      1  Ani
                                                 Budi, S.H.
        35.10/dinkes                         12

        Rotations

        Rotation  Unconfirmed
        --------  -----------
        r1        yes

        Due

        nothing is due

        1 post is vacant.

        """)
  }

  @Test func `wrap flexible columns only`() {
    let report = Report(sections: [Sample.posts])
    #expect(
      report.text(.table, width: 45, language: .indonesian) == """
        Posts

        Jabatan       Nama jabatan  Kursi  Pemangku
        ------------  ------------  -----  ----------
        35.10/sekda   Regional          1  Ani
                      secretary            Budi, S.H.
        35.10/dinkes                   12

        """)
  }

  @Test func `become lists where columns do not fit`() {
    var report = Report(sections: [Sample.posts])
    #expect(
      report.text(.table, width: 30) == """
        Posts

        Post:    35.10/sekda
        Title:   Regional secretary
        Seats:   1
        Holders: Ani
                 Budi, S.H.

        Post:    35.10/dinkes
        Seats:   12

        """)
    report.sections[0].objects[1] = Sample.row([("post", .string("35.10/dinkes2"))])
    #expect(
      report.text(.table, width: 20, language: .indonesian) == """
        Posts

        Jabatan: 35.10/sekda
        Nama jabatan:
          Regional secretary
        Kursi: 1
        Pemangku: Ani
          Budi, S.H.

        Jabatan:
          35.10/dinkes2

        """)
  }

  @Test func `list what stands alone`() {
    #expect(
      Sample.checkpoint.text(.table, width: 80) == """
        Size:   3
        Origin: example.id/mutasi

        Findings

        no findings

        """)
  }

  @Test func `are the same with and without style but for the style`() {
    let styled = Sample.roster.text(.table, width: 80, isStyled: true)
    #expect(styled.contains("\u{1B}[1mPosts\u{1B}[0m\n"))
    var plain = ""
    for piece in styled.split(separator: "\u{1B}", omittingEmptySubsequences: false) {
      let isSequence = piece.hasPrefix("[1m") || piece.hasPrefix("[0m")
      plain += isSequence ? piece.dropFirst(3) : piece
    }
    #expect(plain == Sample.roster.text(.table, width: 80))
  }

  @Test func `show flags in the language`() {
    let report = Report(sections: [Sample.rotations])
    #expect(report.text(.table).contains("r1        yes\n"))
    #expect(report.text(.table, language: .indonesian).contains("r1         ya\n"))
  }

  @Test func `leave out a section without columns`() {
    var hidden = Sample.posts
    hidden.columns = []
    let report = Report(sections: [hidden, Sample.rotations])
    for format in [ReportFormat.table, .markdown] {
      #expect(report.text(format) == Report(sections: [Sample.rotations]).text(format))
    }
    #expect(report.text(.csv) == "record,rotation,unconfirmed\nrotation,r1,true\n")
    #expect(report.text(.jsonl).utf8.count { $0 == 0x0A } == 3)
  }

  @Test(arguments: 0..<181) func `fit every width and end without blanks`(seed: Int) {
    var random = Repeatable(seed)
    let report = Sample.random(&random, rows: seed % 6)
    for width in [20 + seed, 20, 200] {
      for line in report.text(.table, width: width).split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line.debugDescription)")
        #expect(line.utf8.last != 0x20, "\(Array(line.utf8.suffix(8)))")
      }
    }
  }

  @Test func `use the whole width before they become lists`() {
    let natural = [12, 40, 5, 60]
    let isFlexible = [false, true, false, true]
    let least = 12 + 10 + 5 + 10 + 6
    for width in 20...200 {
      let fitted = ColumnWidths.fit(natural: natural, isFlexible: isFlexible, into: width)
      #expect((fitted == nil) == (width < least))
      guard let fitted else { continue }
      #expect(fitted.reduce(6, +) == min(width, natural.reduce(6, +)))
      #expect(fitted[0] == 12 && fitted[2] == 5)
      // The narrower gives nothing before the wider has come down to it.
      #expect(fitted[1] == 40 || fitted[3] <= fitted[1])
    }
  }
}

@Suite struct `Wrapped text` {
  @Test func `breaks at blanks and only then within words`() {
    #expect(TextWrap.lines("aa bb cc", width: 5) == ["aa bb", "cc"])
    #expect(TextWrap.lines("aaaaaaa b", width: 3) == ["aaa", "aaa", "a b"])
    #expect(TextWrap.lines("漢字漢字", width: 5) == ["漢字", "漢字"])
    #expect(TextWrap.lines("a\n\nb", width: nil) == ["a", "", "b"])
    #expect(TextWrap.lines("", width: 5) == [""])
    #expect(TextWrap.lines("          ", width: 5) == [""])
  }

  @Test(arguments: 0..<200) func `loses nothing but blanks`(seed: Int) {
    var random = Repeatable(seed)
    let text = Sample.text(8, using: &random).filter { !"\n\r\t\r\n\u{85}".contains($0) }
    for width in [2, 3, 10, 30] {
      let lines = TextWrap.lines(text, width: width)
      #expect(lines.joined().utf8.filter { $0 != 0x20 } == text.utf8.filter { $0 != 0x20 })
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
    }
  }
}
