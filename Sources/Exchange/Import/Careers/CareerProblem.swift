/// What can be wrong with a list of careers, from what keeps a row out to what is worth knowing.
public enum CareerProblem: String, Hashable, Sendable, CaseIterable {
  // What keeps a row from being recorded.
  case raggedRow = "ragged-row"
  case noPerson = "no-person"
  case noPost = "no-post"
  case badDate = "bad-date"
  case badID = "bad-id"
  case badText = "bad-text"
  case personalNumber = "personal-number"
  // What looks wrong and is recorded as the source says.
  case endBeforeStart = "end-before-start"
  case zeroLength = "zero-length"
  case exactRepeat = "exact-repeat"
  case repeatedTenure = "repeated-tenure"
  case personOverlap = "person-overlap"
  case personOpenOverlap = "person-overlap-open"
  case postOverlap = "post-overlap"
  case postOpenOverlap = "post-overlap-open"
  case staleOpenEnd = "stale-open-end"
  case sameName = "same-name"
  case severalNames = "several-names"
  case severalUnitNames = "several-unit-names"
  case wrongWeekday = "wrong-weekday"
  // What a reader should know.
  case noStart = "no-start"
  case noEnd = "no-end"
  case noDates = "no-dates"
  case retitled
  case severalTitles = "several-titles"
  case otherCapacity = "other-capacity"
  case mendedID = "mended-id"
  case droppedUnitName = "dropped-unit-name"

  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The row cannot be recorded.
    case error
    /// It looks wrong.
    case warning
    /// It is worth knowing.
    case info
  }

  /// How bad it is.
  public var severity: Severity {
    switch self {
    case .raggedRow, .noPerson, .noPost, .badDate, .badID, .badText, .personalNumber: .error
    case .endBeforeStart, .zeroLength, .exactRepeat, .repeatedTenure, .personOverlap,
      .personOpenOverlap, .postOverlap, .postOpenOverlap, .staleOpenEnd, .sameName, .severalNames,
      .severalUnitNames, .wrongWeekday:
      .warning
    case .noStart, .noEnd, .noDates, .retitled, .severalTitles, .otherCapacity, .mendedID,
      .droppedUnitName:
      .info
    }
  }

  /// What it means, in a language.
  func meaning(in language: ReportLanguage) -> String {
    let words = Self.meanings[self] ?? (rawValue, rawValue)
    return language == .indonesian ? words.indonesian : words.english
  }

  private static let meanings: [CareerProblem: (english: String, indonesian: String)] = [
    .raggedRow: ("more or fewer cells than the header", "jumlah sel berbeda dari judul"),
    .noPerson: ("no id of a person", "tanpa id orang"),
    .noPost: ("no id of a post", "tanpa id jabatan"),
    .badDate: ("not a date", "bukan tanggal"),
    .badID: ("not an id", "bukan id"),
    .badText: ("a control character in a text", "karakter kontrol dalam teks"),
    .personalNumber: ("what looks like a NIP or NIK", "mirip NIP atau NIK"),
    .endBeforeStart: ("ends before it starts", "berakhir sebelum mulai"),
    .zeroLength: ("ends on the day it starts", "berakhir pada hari mulai"),
    .exactRepeat: ("the same row again", "baris yang sama lagi"),
    .repeatedTenure: (
      "the same tenure again, from another source", "masa jabatan sama dari sumber lain"
    ),
    .personOverlap: (
      "begins while another tenure of the person lasts", "mulai saat masa jabatan lain orang itu"
    ),
    .postOverlap: (
      "begins while another holds the post", "mulai saat jabatan dipangku orang lain"
    ),
    .personOpenOverlap: (
      "begins while one of the person without an end lasts", "mulai saat yang tanpa akhir berjalan"
    ),
    .postOpenOverlap: (
      "begins while one of the post without an end lasts", "mulai saat pemangku tanpa akhir ada"
    ),
    .staleOpenEnd: (
      "no end, begun long ago, and another followed", "tanpa akhir, lama, dan sudah ada penerus"
    ),
    .sameName: ("one name, several ids", "satu nama, beberapa id"),
    .severalNames: ("one person, several names", "satu orang, beberapa nama"),
    .severalUnitNames: ("one unit, several names", "satu unit, beberapa nama"),
    .wrongWeekday: ("the day is not of that weekday", "hari tidak cocok dengan tanggal"),
    .noStart: ("no start recorded", "tanpa tanggal mulai"),
    .noEnd: ("no end recorded, read as open", "tanpa tanggal akhir, dianggap terbuka"),
    .noDates: ("neither start nor end recorded", "tanpa tanggal mulai dan akhir"),
    .retitled: (
      "the same person goes on in the post under another title",
      "orang sama, jabatan sama, nama baru"
    ),
    .severalTitles: ("one post, several titles", "satu jabatan, beberapa nama"),
    .otherCapacity: ("a capacity of its own words", "kapasitas dengan kata sendiri"),
    .mendedID: ("an id made of a value with blanks", "id dibuat dari nilai berspasi"),
    .droppedUnitName: (
      "a unit's name without an id, not recorded", "nama unit tanpa id, tidak dicatat"
    ),
  ]
}

/// One finding about a list of careers: what, and on which lines.
public struct CareerFinding: Hashable, Sendable {
  /// What it is.
  public let problem: CareerProblem
  /// The line it is about.
  public let line: Int
  /// The row at that line, by its place in the table; nil where the line is no row.
  public let row: Int?
  /// The other lines that it takes to see it.
  public let others: [Int]
  /// In words, where the kind and the row do not say enough; never a cell that may be personal.
  public let text: String

  init(
    _ problem: CareerProblem, line: Int, row: Int? = nil, others: [Int] = [], _ text: String = ""
  ) {
    self.problem = problem
    self.line = line
    self.row = row
    self.others = others
    self.text = text
  }
}
