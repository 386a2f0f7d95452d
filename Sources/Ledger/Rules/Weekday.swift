/// A day of the week as newspapers print it, in Indonesian or English.
struct Weekday: Equatable {
  /// Monday = 1 to Sunday = 7 (ISO 8601).
  let number: Int

  /// The weekday of that name; case, apostrophes and dots do not matter.
  init?(_ word: String) {
    let letters = word.lowercased().filter(\.isLetter)
    guard let number = Weekday.numbers[letters] else { return nil }
    self.number = number
  }

  /// Whether one of the days is such a day.
  func isAmong(_ days: DayRange) -> Bool {
    guard !days.first.isUnbounded, !days.last.isUnbounded else { return true }
    return (0..<7).contains {
      let day = days.first.adding(days: $0)
      return day <= days.last && day.weekday == number
    }
  }

  /// The English name of a day's weekday.
  static func name(_ day: Day) -> String { english[day.weekday - 1] }

  private static let english = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static let numbers: [String: Int] = {
    var numbers = [
      "senin": 1, "selasa": 2, "rabu": 3, "kamis": 4, "jumat": 5, "jumaat": 5, "sabtu": 6,
      "minggu": 7, "ahad": 7,
    ]
    for (index, name) in english.enumerated() {
      numbers[name.lowercased()] = index + 1
      numbers[String(name.lowercased().prefix(3))] = index + 1
    }
    return numbers
  }()
}
