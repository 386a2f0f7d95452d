/// A date as exactly as it is known: a day, a month, a year, or an interval of them.
///
/// `2021-11-05`, `2021-11`, `2021`, or `A/B` whose ends are such dates or `..` for unbounded.
/// As a point in time it is one unknown day from `first` to `last`, both inclusive.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// How exactly an end of a period was given.
  public enum Precision: UInt8, Hashable, Sendable {
    /// `2021-11-05`
    case day
    /// `2021-11`
    case month
    /// `2021`
    case year
    /// `..`
    case open
  }

  /// The first day it can be.
  public let first: Day
  /// The last day it can be; never before `first`.
  public let last: Day
  /// How exactly the start was given.
  public let firstPrecision: Precision
  /// How exactly the end was given; the same as the start's unless it is an interval.
  public let lastPrecision: Precision
  /// True if it was given as `A/B`.
  public let isInterval: Bool

  /// One known day; an unbounded end becomes the interval that reaches it.
  public init(_ day: Day) {
    self.init(from: (day, .day), through: (day, .day), isInterval: false)
  }

  /// The period from one day through another; nil if the second comes before the first.
  ///
  /// Unbounded ends are written `..`.
  public init?(from first: Day, through last: Day) {
    guard first <= last else { return nil }
    self.init(from: (first, .day), through: (last, .day), isInterval: true)
  }

  /// The period so written; throws what is wrong with it.
  public init(parsing text: String) throws(ValueError) {
    let bytes = Array(text.utf8)
    try self.init(bytes: bytes, 0..<bytes.count)
  }

  /// The period written in these bytes; throws what is wrong with it.
  public init(bytes: [UInt8], _ range: Range<Int>) throws(ValueError) {
    if let day = Day(bytes.span, range) {
      (first, last, isInterval) = (day, day, false)
      (firstPrecision, lastPrecision) = (.day, .day)
      return
    }
    guard let slash = bytes[range].firstIndex(of: 0x2F) else {
      let point = try PeriodGrammar.date(bytes, range)
      (first, last, isInterval) = (point.first, point.last, false)
      (firstPrecision, lastPrecision) = (point.precision, point.precision)
      return
    }
    let start = try PeriodGrammar.end(bytes, range.lowerBound..<slash, open: .distantPast)
    let end = try PeriodGrammar.end(bytes, (slash + 1)..<range.upperBound, open: .distantFuture)
    guard start.first <= end.last else {
      throw ValueError(
        .emptyInterval, "the interval ends before it begins; expected A/B with A first")
    }
    (first, last, isInterval) = (start.first, end.last, true)
    (firstPrecision, lastPrecision) = (start.precision, end.precision)
  }

  /// True if it names one day, so that nothing is uncertain about it.
  public var isExact: Bool { first == last }

  /// True if the day is one of those it can be.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// The period that much later: calendar months clamped to the month's end, then days.
  ///
  /// A vague base gives a vague result. A month stays a month and a year a year as long as the
  /// duration is whole in that unit; otherwise the ends become as exact as they then are.
  /// What would pass the year 9999 is unbounded.
  public func adding(_ duration: CalendarDuration) -> Period {
    let start = Period.shift(first, firstPrecision, isLast: false, duration)
    let end = Period.shift(last, lastPrecision, isLast: true, duration)
    let refined = start.precision != firstPrecision || end.precision != lastPrecision
    let point = !isInterval && (!refined || firstPrecision == .day)
    return Period(from: start, through: end, isInterval: !point)
  }

  /// Exactly the text that was given.
  public var description: String {
    let start = Period.text(first, firstPrecision)
    return isInterval ? start + "/" + Period.text(last, lastPrecision) : start
  }

  typealias End = (day: Day, precision: Precision)

  /// Keeps the promise that an unbounded end is written `..` and a bounded one is a day.
  init(from start: End, through end: End, isInterval: Bool) {
    let unbounded = start.day.isUnbounded || end.day.isUnbounded
    self.isInterval = isInterval || unbounded
    switch start.day {
    case .distantFuture: (first, firstPrecision) = (.last, .day)
    case .distantPast: (first, firstPrecision) = (.distantPast, .open)
    default: (first, firstPrecision) = start
    }
    switch end.day {
    case .distantPast: (last, lastPrecision) = (.first, .day)
    case .distantFuture: (last, lastPrecision) = (.distantFuture, .open)
    default: (last, lastPrecision) = end
    }
  }

  private static func shift(
    _ day: Day, _ precision: Precision, isLast: Bool, _ duration: CalendarDuration
  ) -> End {
    let moved = day.adding(duration)
    guard precision == .month || precision == .year, duration.totalDays == 0 else {
      return (moved, precision == .open ? .open : .day)
    }
    let keepsYear = precision == .year && duration.totalMonths % 12 == 0
    return (isLast ? moved.endOfMonth : moved, keepsYear ? .year : .month)
  }

  private static func text(_ day: Day, _ precision: Precision) -> String {
    let date = day.civil
    return switch precision {
    case .open: ".."
    case .year: Digits.padded(date.year, 4)
    case .month: Digits.padded(date.year, 4) + "-" + Digits.padded(date.month, 2)
    case .day: day.description
    }
  }
}
