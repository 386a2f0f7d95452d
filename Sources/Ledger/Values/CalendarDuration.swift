/// A length of time in calendar units: ISO 8601 durations of years, months, weeks and days.
///
/// `P6M`, `P1Y2M`, `P30D`, `P2W`. Never empty, never negative, without hours: the ledger knows
/// days. Years and months count as calendar months; weeks as seven days.
public struct CalendarDuration: Hashable, Sendable, CustomStringConvertible {
  /// Years, 0 to 999,999.
  public let years: Int
  /// Months besides the years, 0 to 999,999.
  public let months: Int
  /// Weeks, 0 to 999,999.
  public let weeks: Int
  /// Days besides the weeks, 0 to 999,999.
  public let days: Int

  /// The duration written in ISO 8601, such as `P1Y2M`; throws if it is anything else.
  public init(parsing text: String) throws(ValueError) {
    let bytes = Array(text.utf8)
    try self.init(bytes: bytes, 0..<bytes.count)
  }

  /// The duration written in these bytes; throws `malformedDuration` for anything else.
  public init(bytes: [UInt8], _ range: Range<Int>) throws(ValueError) {
    let units: [UInt8] = [0x59, 0x4D, 0x57, 0x44]  // Y M W D
    var parts = [0, 0, 0, 0]
    var nextUnit = 0
    var at = range.lowerBound
    guard range.count >= 3, bytes[at] == 0x50 else { throw CalendarDuration.malformed }
    at += 1
    while at < range.upperBound {
      let start = at
      while at < range.upperBound, bytes[at] &- 0x30 < 10 { at += 1 }
      guard 1...6 ~= at - start, at < range.upperBound,
        let number = Digits.value(bytes.span, at: start, count: at - start),
        let unit = units[nextUnit...].firstIndex(of: bytes[at])
      else { throw CalendarDuration.malformed }
      parts[unit] = number
      nextUnit = unit + 1
      at += 1
    }
    (years, months, weeks, days) = (parts[0], parts[1], parts[2], parts[3])
  }

  /// Years and months together, in months.
  public var totalMonths: Int { years * 12 + months }

  /// Weeks and days together, in days.
  public var totalDays: Int { weeks * 7 + days }

  /// The ISO 8601 form in the units given, without zero parts and leading zeros; `P0D` for none.
  public var description: String {
    var text = "P"
    for (number, unit) in [(years, "Y"), (months, "M"), (weeks, "W"), (days, "D")] where number > 0
    {
      text += String(number) + unit
    }
    return text == "P" ? "P0D" : text
  }

  private static let malformed = ValueError(
    .malformedDuration,
    "not a duration; expected ISO 8601 years, months, weeks and days, such as P6M, P1Y2M, P30D")
}

extension Day {
  /// The day that much later: first the calendar months, clamped to the month's end, then the days.
  public func adding(_ duration: CalendarDuration) -> Day {
    adding(months: duration.totalMonths).adding(days: duration.totalDays)
  }
}
