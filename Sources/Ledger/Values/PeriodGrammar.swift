/// The grammar of one end of a period: a day, a month or a year, or `..` in an interval.
enum PeriodGrammar {
  typealias Date = (first: Day, last: Day, precision: Period.Precision)

  /// One end of an interval, where `..` stands for the unbounded end given.
  static func end(
    _ bytes: [UInt8], _ range: Range<Int>, open: Day
  ) throws(ValueError) -> Date {
    if range.count == 2, bytes[range.lowerBound] == 0x2E, bytes[range.lowerBound + 1] == 0x2E {
      return (open, open, .open)
    }
    return try date(bytes, range)
  }

  /// A day, a month or a year.
  static func date(_ bytes: [UInt8], _ range: Range<Int>) throws(ValueError) -> Date {
    let start = range.lowerBound
    let count = range.count
    let text = bytes.span
    guard count == 4 || count == 7 || count == 10,
      let year = Digits.value(text, at: start, count: 4)
    else { throw malformed }
    guard year >= 1 else { throw impossible("year 0000", "years run from 0001 to 9999") }
    guard count > 4 else { return span(year, 1...12, .year) }
    guard bytes[start + 4] == 0x2D, let month = Digits.value(text, at: start + 5, count: 2)
    else { throw malformed }
    guard 1...12 ~= month else {
      throw impossible("month \(Digits.padded(month, 2))", "months run from 01 to 12")
    }
    guard count > 7 else { return span(year, month...month, .month) }
    guard bytes[start + 7] == 0x2D, let day = Digits.value(text, at: start + 8, count: 2)
    else { throw malformed }
    guard let exact = Day(year: year, month: month, day: day) else {
      let name = String(decoding: bytes[range], as: UTF8.self)
      let length = Day.length(ofMonth: month, year: year)
      throw impossible("day \(name)", "that month has \(length) days")
    }
    return (exact, exact, .day)
  }

  private static func span(
    _ year: Int, _ months: ClosedRange<Int>, _ precision: Period.Precision
  ) -> Date {
    let length = Day.length(ofMonth: months.upperBound, year: year)
    guard let first = Day(year: year, month: months.lowerBound, day: 1),
      let last = Day(year: year, month: months.upperBound, day: length)
    else { preconditionFailure("the caller checked year and months") }
    return (first, last, precision)
  }

  private static func impossible(_ what: String, _ why: String) -> ValueError {
    ValueError(.impossibleDate, "there is no \(what); \(why)")
  }

  private static let malformed = ValueError(
    .malformedDate,
    "not a date; expected YYYY-MM-DD, YYYY-MM, YYYY, or A/B of these, with .. for an open end")
}
