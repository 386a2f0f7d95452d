import Ledger
import Testing

@testable import Exchange

@Suite struct `The cells of an annex` {
  /// No civil servant's: the sequence is out of use.
  private static let digits = "19790312" + "200501" + "2" + "994"

  @Test(arguments: [
    "SITI AMINAH, S.Sos.\nNIP. \(digits)\n12-03-1979",
    "SITI AMINAH, S.Sos. / \(digits) / 12-03-1979",
    "SITI AMINAH, S.Sos./\(digits)/12/03/1979",
    "SITI AMINAH, S.Sos. NIP 19790312 200501 2 994",
    "SITI AMINAH,\nS.Sos.\nNIP : 19790312.200501.2.994\nNegara, 12 Maret 1979",
    "  SITI   AMINAH, S.Sos.  \n'\(digits)",
    "\(digits)\nSITI AMINAH, S.Sos.",
    "SITI AMINAH, S.Sos.\n\(digits)\nPenata Tk. I (III/d)",
    "Nama : SITI AMINAH, S.Sos.\nNIP/NRP. \(digits)\nTgl. Lahir : 12-3-1979",
  ])
  func `the name and the number are told apart`(text: String) {
    let cell = PersonCell(text)
    #expect(cell.name == "SITI AMINAH, S.Sos.")
    #expect(cell.number?.birth == Day(year: 1979, month: 3, day: 12))
    #expect(!cell.isDamaged)
  }

  @Test func `a rank beside the name is no part of it`() {
    let cell = PersonCell("BUDI\nPembina Utama Muda / IV.c\n\(Self.digits)")
    #expect(cell.name == "BUDI")
    #expect(cell.rank?.contains("Pembina Utama Muda") == true)
  }

  @Test(arguments: ["1.98609E+17", "1,98609E+17", "198609262015051000", "1.98E17"])
  func `a number that a spreadsheet has rounded is damaged`(text: String) {
    let cell = PersonCell("BUDI\n" + text)
    #expect(cell.isDamaged)
    #expect(cell.number == nil)
    #expect(cell.name == "BUDI")
  }

  @Test func `a number never shows itself`() throws {
    let number = try #require(PersonCell("A\n" + Self.digits).number)
    var dumped = ""
    dump(number, to: &dumped)
    for text in ["\(number)", String(reflecting: number), dumped] {
      #expect(!text.contains("1979"))
    }
  }

  @Test(arguments: [
    "Kadis (NIP. \(digits))", "NIP \(digits) Kadis", "Kadis 19790312 200501 2 994",
    "Kadis, lahir 12-03-1979",
  ])
  func `numbers and birth dates are taken out of every text`(text: String) {
    let day = Day(year: 1979, month: 3, day: 12)
    let safe = PersonalNumbers.removed(from: text, birth: day)
    #expect(safe.isChanged)
    #expect(safe.text.hasPrefix("Kadis"))
    #expect(!safe.text.contains("1979"))
  }

  @Test(arguments: [
    "821.2/099/429.204/2023", "820/48/BKPSDM/2021", "SMP Negeri 3", "TMT 01-01-2021",
  ])
  func `other digits stay`(text: String) {
    #expect(PersonalNumbers.removed(from: text).text == text)
  }

  @Test(arguments: [
    ("Dr. Hj. SITI AMINAH, S.Sos., M.Si", "siti aminah"), ("Siti Aminah SH MH", "siti aminah"),
    ("H. Ma'ruf, S.Ag", "maruf"), ("A.A. Gde Rai", "aa gde rai"), ("A. A. Gde Rai", "aa gde rai"),
    ("I NENGAH TAMBA", "i nengah tamba"), ("drg. BUDI", "budi"), ("", ""), ("Moh. Ali", "moh ali"),
  ])
  func `a name is compared without degrees and titles`(name: String, key: String) {
    #expect(PersonName.key(name) == key)
  }

  @Test(arguments: [
    ("Plt. Kepala Dinas X", Capacity.acting, "Kepala Dinas X"),
    ("PLH Camat Y", .dailyActing, "Camat Y"), ("Pj. Sekda", .interim, "Sekda"),
    ("Pjs Bupati", .temporaryHead, "Bupati"), ("Pelaksana Tugas Lurah Z", .acting, "Lurah Z"),
    ("Plt.Kepala UPTD", .acting, "Kepala UPTD"),
  ])
  func `the capacity stands before the title`(text: String, capacity: Capacity, title: String) {
    #expect(PostText(text).capacity == capacity)
    #expect(PostText(text).title == title)
  }

  @Test(arguments: ["Kepala Dinas X", "Pelaksana", "Pelaksana pada Dinas X", "Plt"])
  func `a title without a capacity has none`(text: String) {
    #expect(PostText(text).capacity == nil)
    #expect(PostText(text).title == text)
  }

  @Test func `the usual abbreviations are one title with what they stand for`() {
    #expect(
      PostText.key("Kasubbag. Umum pada Kec. Negara")
        == PostText.key("Kepala Sub Bagian Umum Kecamatan Negara"))
    #expect(PostText.key("Kabid A & B") == PostText.key("KEPALA BIDANG A DAN B"))
  }

  @Test(arguments: [
    ("III/a", "III.a"), ("IIIa", "III.a"), ("III A", "III.a"), ("3.a", "III.a"), ("II.b", "II.b"),
    ("Eselon IV/b", "IV.b"), ("III", "III"), ("non eselon", "non eselon"), ("-", nil),
  ])
  func `an echelon has one form`(text: String, echelon: String?) {
    #expect(AnnexWords.echelon(text).echelon == echelon)
  }

  @Test func `a tier is taken only where it is written`() {
    #expect(AnnexWords.echelon("III.a / Administrator").tier == "administrator")
    #expect(AnnexWords.echelon("III.a / Administrator").echelon == "III.a")
    #expect(AnnexWords.echelon("III.a").tier == nil)
  }
}
