/// The days on which one unknown day may fall, both inclusive: a date without the way it was
/// written.
public struct DayRange: Hashable, Sendable {
  /// The first possible day.
  public var first: Day
  /// The last possible day.
  public var last: Day

  /// From a first to a last day.
  public init(_ first: Day, _ last: Day) {
    self.first = first
    self.last = last
  }

  /// The days of a date.
  public init(_ period: Period) {
    self.init(period.first, period.last)
  }

  /// Any day at all.
  public static let unknown = DayRange(.distantPast, .distantFuture)
}

extension DayRange {
  /// The range as a date of the journal's grammar, as coarse as it can be said; `nil` for any day
  /// at all.
  public var text: String? {
    guard self != .unknown else { return nil }
    if first == last { return first.description }
    let startsYear = first.isUnbounded || (first.month == 1 && first.day == 1)
    let endsYear = last.isUnbounded || (last.month == 12 && last.day == 31)
    let isWholeYears = startsYear && endsYear && !(first.isUnbounded && last.isUnbounded)
    let startsMonth = first.isUnbounded || first.day == 1
    let endsMonth = last.isUnbounded || last == last.endOfMonth
    let length = isWholeYears ? 4 : startsMonth && endsMonth ? 7 : 10
    let from = first.isUnbounded ? ".." : String(first.description.prefix(length))
    let to = last.isUnbounded ? ".." : String(last.description.prefix(length))
    return from == to ? from : from + "/" + to
  }
}
