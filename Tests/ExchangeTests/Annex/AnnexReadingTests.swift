import Ledger
import Testing

@testable import Exchange

@Suite struct `The table of an annex` {
  private func read(_ text: String) throws -> AnnexReading {
    try AnnexReading(try CSVReader.records(in: Array(text.utf8)))
  }

  private func columns(_ headings: String...) throws -> [AnnexColumn] {
    let row = headings.map { _ in "x" }.joined(separator: ";")
    let reading = try read(headings.joined(separator: ";") + "\n" + row + "\n")
    return reading.columns.map(\.column)
  }

  @Test(arguments: [
    "NO", "NO.", "No Urut", "Nomor", "NO.\u{A0}URUT",
  ])
  func `a number is known under its headings`(heading: String) throws {
    #expect(AnnexColumn.meaning(of: heading) == .number)
  }

  @Test(arguments: [
    ("NAMA", AnnexColumn.name), ("NAMA / NIP", .name), ("NAMA/NIP/TANGGAL LAHIR", .name),
    ("NAMA PEGAWAI", .name), ("Nama, NIP", .name), ("NIP", .nip), ("TGL LAHIR", .birth),
    ("JABATAN LAMA", .from), ("JABATAN SEMULA", .from), ("LAMA", .from), ("JABATAN BARU", .post),
    ("JABATAN YANG DIPERCAYAKAN", .post), ("BARU", .post), ("UNIT KERJA", .unit), ("OPD", .unit),
    ("UNIT KERJA LAMA", .fromUnit), ("ESELON", .echelon), ("ESL", .echelon), ("ESL.", .echelon),
    ("ESELON LAMA", .fromEchelon), ("ESELON BARU", .echelon), ("KET", .note), ("KETERANGAN", .note),
    ("TMT", .tmt), ("TMT JABATAN LAMA", .ignored), ("PANGKAT / GOL. RUANG", .rank),
    ("GOL/RUANG", .rank), ("New position", .post), ("Old position", .from), ("Remarks", .note),
    ("NAMA JABATAN BARU", .post), ("post", .postID), ("from", .fromID), ("official", .official),
  ])
  func `a column is known under its headings`(heading: String, column: AnnexColumn) {
    #expect(AnnexColumn.meaning(of: heading) == column)
  }

  @Test func `a unit goes with the post to its left`() throws {
    #expect(
      try columns("NAMA", "JABATAN LAMA", "UNIT KERJA", "JABATAN BARU", "UNIT KERJA", "ESELON")
        == [.name, .from, .fromUnit, .post, .unit, .echelon])
    #expect(
      try columns("NAMA", "JABATAN LAMA", "JABATAN BARU", "UNIT KERJA")
        == [.name, .from, .post, .unit])
  }

  @Test func `two rows of headings are one`() throws {
    let reading = try read(
      "NO;NAMA;JABATAN;;ESELON;;KET\n;;LAMA;BARU;LAMA;BARU;\n1;ALI;Lurah A;Lurah B;IV.a;III.a;x\n")
    #expect(
      reading.columns.map(\.column) == [
        .number, .name, .from, .post, .fromEchelon, .echelon, .note,
      ])
    #expect(reading.lines[0].from?.echelon == "IV.a")
    #expect(reading.lines[0].post?.echelon == "III.a")
  }

  @Test func `a person over several rows is one line`() throws {
    let reading = try read(
      "NO;NAMA / NIP;JABATAN LAMA;JABATAN BARU\n1;ALI;Lurah;Camat\n;NIP. 19790312 200501 1 994;di A;di B\n"
        + "2;BUDI;Kasi;Kabid\n")
    #expect(reading.lines.map(\.name) == ["ALI", "BUDI"])
    #expect(reading.lines[0].post?.title == "Camat di B")
    #expect(reading.lines[0].civilNumber != nil)
  }

  @Test func `the unit of a section is that of the posts below it that name none`() throws {
    let reading = try read(
      "NO;NAMA;JABATAN BARU\nDINAS KESEHATAN;;\n1;ALI;Kepala Bidang A\n2;BUDI;Camat B\n"
        + "KECAMATAN C;;\n3;CICI;Kepala Seksi D\n")
    #expect(reading.lines.map(\.post?.unit) == ["DINAS KESEHATAN", nil, "KECAMATAN C"])
  }

  @Test func `numbers that stand twice are told and made unique`() throws {
    let reading = try read("NO;NAMA;JABATAN BARU\n1;ALI;A\n1;BUDI;B\n2;CICI;C\n")
    #expect(reading.lines.map(\.number) == [1, 3, 2])
    #expect(reading.findings.contains { $0.kind == .numberTwice && $0.lines == [3] })
  }

  @Test func `a table without numbers is numbered`() throws {
    let reading = try read("NAMA,JABATAN BARU\nALI,A\nBUDI,B\n,Sukamaju\n,Bupati\n")
    #expect(reading.lines.map(\.number) == [1, 2])
    #expect(reading.lines.map(\.post?.title) == ["A", "B"])
  }

  @Test func `the kind of move is taken from the remark, which is kept if it says more`() throws {
    let reading = try read(
      "NAMA,JABATAN BARU,KET\nA,X,Promosi\nB,Y,promosi dari IV.a\nC,Z,MUTASI\nD,W,promosi/rotasi\n")
    #expect(reading.lines.map(\.kind) == [.promotion, .promotion, .lateral, nil])
    #expect(reading.lines.map(\.note) == [nil, "promosi dari IV.a", "MUTASI", "promosi/rotasi"])
  }

  @Test func `any table is read or refused, never trapped on`() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "NO", "NAMA / NIP", "JABATAN LAMA", "BARU", "1", "(2)", "/", "\n", ";", ";", "\"", "III/a",
      "Plt.", "19790312", "200501 2 994", "E+17", "1.9E+17", "…", "\u{200B}", "-", "NIP",
      "99999999999999999999999",
      "12-03-1979", "Promosi", "DINAS X", "=\"1\"", "'", ".", "(", ")", "ALI, S.H.",
    ]
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...60, using: &generator)
      let body = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }
      let text = "NO;NAMA;JABATAN LAMA;JABATAN BARU;KET\n" + body.joined()
      guard let records = try? CSVReader.records(in: Array(text.utf8)),
        let reading = try? AnnexReading(records)
      else { continue }
      for line in reading.lines {
        for text in [line.name, line.post?.title, line.from?.title, line.note, line.rank] {
          #expect(text.map { IdentityGuard.finding(in: $0) } ?? nil == nil, "\(body)")
        }
      }
      #expect(Set(reading.lines.map(\.number)).count == reading.lines.count)
    }
  }
}
