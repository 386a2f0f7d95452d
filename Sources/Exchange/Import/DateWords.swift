/// The names of months and weekdays in Indonesian and English, with the short forms of lists.
enum DateWords {
  /// The number of the month of that name in small letters, 1 to 12; nil if it is none.
  static func month(_ word: some StringProtocol) -> Int? {
    guard let first = word.utf8.first, first >= 0x61 else { return nil }
    let name = word.hasSuffix(".") ? String(word.dropLast()) : String(word)
    return months[name]
  }

  private static let months: [String: Int] = {
    let names: [[String]] = [
      ["januari", "january", "jan"],
      ["februari", "february", "pebruari", "feb", "peb"],
      ["maret", "march", "mar", "mrt"],
      ["april", "apr"],
      ["mei", "may"],
      ["juni", "june", "jun"],
      ["juli", "july", "jul"],
      ["agustus", "august", "agust", "agt", "agu", "ags", "aug"],
      ["september", "sept", "sep"],
      ["oktober", "october", "okt", "oct"],
      ["november", "nopember", "nov", "nop"],
      ["desember", "december", "des", "dec"],
    ]
    var months: [String: Int] = [:]
    for (index, names) in names.enumerated() {
      for name in names { months[name] = index + 1 }
    }
    return months
  }()

  /// The number of each weekday by its names in small letters, Monday = 1 to Sunday = 7.
  static let weekdays: [String: Int] = [
    "senin": 1, "monday": 1, "mon": 1,
    "selasa": 2, "tuesday": 2, "tue": 2,
    "rabu": 3, "wednesday": 3, "wed": 3,
    "kamis": 4, "thursday": 4, "thu": 4,
    "jumat": 5, "jum'at": 5, "jum’at": 5, "friday": 5, "fri": 5,
    "sabtu": 6, "saturday": 6, "sat": 6,
    "minggu": 7, "ahad": 7, "sunday": 7, "sun": 7,
  ]
}
