/// The days on which one unknown day may fall, both inclusive: a date without the way it was written.
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
