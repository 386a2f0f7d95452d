/// A day of the calendar, or an unbounded end of time.
///
/// Counted in days from 1970-01-01 in the proleptic Gregorian calendar (ISO 8601), of the years
/// 0001 to 9999. Whatever would lie beyond is `distantPast` or `distantFuture`, and stays there.
public struct Day: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; the two extreme values stand for the unbounded ends.
  public let daysSince1970: Int32

  /// Before every day.
  public static let distantPast = Day(unchecked: Int32.min)

  /// After every day.
  public static let distantFuture = Day(unchecked: Int32.max)

  /// The first day there is, 0001-01-01.
  public static let first = Day(unchecked: -719_162)

  /// The last day there is, 9999-12-31.
  public static let last = Day(unchecked: 2_932_896)

  /// The day so many days after 1970-01-01; an unbounded end if the years 0001..9999 do not reach.
  public init(daysSince1970 days: Int) {
    if days < -719_162 {
      self = .distantPast
    } else if days > 2_932_896 {
      self = .distantFuture
    } else {
      self.init(unchecked: Int32(truncatingIfNeeded: days))
    }
  }

  /// The day of that date; nil if the calendar has none such.
  public init?(year: Int, month: Int, day: Int) {
    guard 1...9999 ~= year, 1...12 ~= month, day >= 1 else { return nil }
    guard day <= Day.length(ofMonth: month, year: year) else { return nil }
    self.init(valid: year, month, day)
  }

  /// The day written `YYYY-MM-DD`; nil for any other form and for a day that never was.
  public init?(parsing text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes: bytes, 0..<bytes.count)
  }

  /// The day written `YYYY-MM-DD` in these bytes; nil for any other form or no such day.
  public init?(bytes: [UInt8], _ range: Range<Int>) { self.init(bytes.span, range) }

  /// The day written `YYYY-MM-DD` in these bytes; nil for any other form or no such day.
  @inline(__always)
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    guard range.count == 10, let digits = Day.monthDigits(bytes, at: start) else { return nil }
    self.init(month: digits, day: Digits.pair(bytes, at: start &+ 8))
  }

  /// The digits of the `YYYY-MM-` that stands there; nil where it does not.
  @inline(__always)
  static func monthDigits(_ bytes: Span<UInt8>, at start: Int) -> UInt64? {
    ByteWord(bytes, at: start)
      .digits(in: 0x00FF_FF00_FFFF_FFFF, between: 0x2D00_002D_0000_0000)
  }

  /// The day of a month given as its digits; nil if the calendar has none such.
  @inline(__always)
  init?(month digits: UInt64, day: Int) {
    let pairs = ByteWord.pairs(digits)
    self.init(
      year: ByteWord.byte(0, of: pairs) &* 100 &+ ByteWord.byte(2, of: pairs),
      month: ByteWord.byte(5, of: pairs), day: day)
  }

  /// True for the two unbounded ends.
  public var isUnbounded: Bool { self == .distantPast || self == .distantFuture }

  /// The year, 1 to 9999; 0 or 10000 for an unbounded end.
  public var year: Int { civil.year }

  /// The month, 1 to 12; 1 for an unbounded end.
  public var month: Int { civil.month }

  /// The day of the month, 1 to 31; 1 for an unbounded end.
  public var day: Int { civil.day }

  /// Monday = 1 to Sunday = 7 (ISO 8601); without meaning for an unbounded end.
  public var weekday: Int {
    let shifted = (Int(daysSince1970) + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// The day so many days later, or earlier if negative; an unbounded end stays.
  public func adding(days: Int) -> Day {
    guard !isUnbounded else { return self }
    let (sum, overflow) = Int(daysSince1970).addingReportingOverflow(days)
    guard !overflow else { return days < 0 ? .distantPast : .distantFuture }
    return Day(daysSince1970: sum)
  }

  /// The same day of the month so many months later; the month's last day if it is shorter.
  public func adding(months: Int) -> Day {
    guard !isUnbounded else { return self }
    guard abs(clamped: months) < 120_000 else { return months < 0 ? .distantPast : .distantFuture }
    let date = civil
    let count = date.year * 12 + date.month - 1 + months
    guard count >= 12 else { return .distantPast }
    let (year, month) = (count / 12, count % 12 + 1)
    guard year <= 9999 else { return .distantFuture }
    return Day(valid: year, month, min(date.day, Day.length(ofMonth: month, year: year)))
  }

  /// The last day of this day's month.
  public var endOfMonth: Day {
    guard !isUnbounded else { return self }
    let date = civil
    return Day(valid: date.year, date.month, Day.length(ofMonth: date.month, year: date.year))
  }

  /// `YYYY-MM-DD`, or `..` for an unbounded end.
  public var description: String {
    guard !isUnbounded else { return ".." }
    let date = civil
    return Digits.padded(date.year, 4) + "-" + Digits.padded(date.month, 2) + "-"
      + Digits.padded(date.day, 2)
  }

  /// True if the first day comes before the second.
  public static func < (first: Day, second: Day) -> Bool {
    first.daysSince1970 < second.daysSince1970
  }

  /// Days in a month of a year, 28 to 31; the month is 1 to 12.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private init(unchecked days: Int32) { daysSince1970 = days }

  /// Days before the year, before the month (as if February had 30 days, corrected), within it.
  private init(valid year: Int, _ month: Int, _ day: Int) {
    let past = year - 1
    let beforeYear = 365 * past + past / 4 - past / 100 + past / 400
    let correction = month <= 2 ? 0 : Day.isLeap(year) ? 1 : 2
    let beforeMonth = (367 * month - 362) / 12 - correction
    daysSince1970 = Int32(truncatingIfNeeded: beforeYear + beforeMonth + day - 1 - 719_162)
  }

  /// Year, month and day: peel off the cycles of 400, 100, 4 and 1 years, then find the month.
  var civil: (year: Int, month: Int, day: Int) {
    if self == .distantPast { return (0, 1, 1) }
    if self == .distantFuture { return (10_000, 1, 1) }
    let elapsed = Int(daysSince1970) + 719_162
    let (cycles, inCycle) = elapsed.quotientAndRemainder(dividingBy: 146_097)
    let centuries = min(inCycle / 36_524, 3)
    let inCentury = inCycle - centuries * 36_524
    let (fours, inFour) = inCentury.quotientAndRemainder(dividingBy: 1461)
    let singles = min(inFour / 365, 3)
    let dayOfYear = inFour - singles * 365
    let year = 400 * cycles + 100 * centuries + 4 * fours + singles + 1
    let leap = Day.isLeap(year)
    let correction = dayOfYear < (leap ? 60 : 59) ? 0 : leap ? 1 : 2
    let month = (12 * (dayOfYear + correction) + 373) / 367
    let beforeMonth = (367 * month - 362) / 12 - (month <= 2 ? 0 : leap ? 1 : 2)
    return (year, month, dayOfYear - beforeMonth + 1)
  }
}

/// The size of a number, with the one that has no positive counterpart taken as the largest.
private func abs(clamped number: Int) -> Int { number == Int.min ? Int.max : abs(number) }
