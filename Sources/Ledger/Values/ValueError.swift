/// Why a text is not the value it should be: what was wrong, and what was expected instead.
///
/// The offending text itself is repeated only where it can hold nothing personal, such as an
/// impossible date.
public struct ValueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of value was refused, and why; stable, for programs and translations.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Not of the form of a date or an interval of dates.
    case malformedDate
    /// Of the form of a date, but the calendar has no such day, month or year.
    case impossibleDate
    /// An interval whose end lies before its start.
    case emptyInterval
    /// Not an ISO 8601 duration of years, months, weeks and days.
    case malformedDuration
    /// Not a moment in the form that was asked for.
    case malformedInstant
    /// Not a region code.
    case malformedRegion
    /// Not an identifier of a post, official, unit or rotation.
    case malformedIdentifier
  }

  /// What was wrong, for programs.
  public let code: Code

  /// What was wrong and what was expected, as one sentence without a full stop.
  public let message: String

  /// An error of the given code and message.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
