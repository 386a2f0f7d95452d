/// A point in time as text, for the names of quarantined files and for records of exceptions.
enum Timestamp {
  /// `YYYYMMDDThhmmss.sssZ`, UTC, of milliseconds since 1970.
  static func text(milliseconds: Int) -> String {
    let milliseconds = max(0, milliseconds)
    let days = milliseconds / 86_400_000
    let rest = milliseconds % 86_400_000
    let (year, month, day) = date(daysSince1970: days)
    return digits(year, 4) + digits(month, 2) + digits(day, 2) + "T"
      + digits(rest / 3_600_000, 2) + digits(rest / 60_000 % 60, 2) + digits(rest / 1000 % 60, 2)
      + "." + digits(rest % 1000, 3) + "Z"
  }

  /// `YYYY-MM-DD`, UTC, of milliseconds since 1970.
  static func day(milliseconds: Int) -> String {
    let text = text(milliseconds: milliseconds)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6).prefix(2))"
  }

  /// The Gregorian date of a day number, by taking whole years and then whole months off it.
  static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    var rest = days
    // Every 400 years have 146,097 days; after that at most 400 steps remain.
    var year = 1970 + 400 * (rest / 146_097)
    rest %= 146_097
    while rest >= length(ofYear: year) {
      rest -= length(ofYear: year)
      year += 1
    }
    let february = length(ofYear: year) - 337
    var month = 1
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
      if rest < length { break }
      rest -= length
      month += 1
    }
    return (year, month, rest + 1)
  }

  private static func length(ofYear year: Int) -> Int {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
