/// A moment to the millisecond, counted from 1970-01-01T00:00:00Z without leap seconds.
public struct Instant: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00.000Z.
  public let milliseconds: Int64

  /// The moment so many milliseconds after 1970-01-01T00:00:00.000Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The last millisecond of that day, UTC.
  public init(endOf day: Day) {
    milliseconds = (Int64(day.daysSince1970) + 1) * Instant.perDay - 1
  }

  /// The moment in the written form `YYYY-MM-DDThh:mm:ss.sssZ`; nil for any other form.
  public init?(parsing text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes: bytes, 0..<bytes.count)
  }

  /// The moment in the written form `YYYY-MM-DDThh:mm:ss.sssZ` in these bytes; nil for any other.
  public init?(bytes: [UInt8], _ range: Range<Int>) { self.init(bytes.span, range) }

  /// The moment in the written form `YYYY-MM-DDThh:mm:ss.sssZ` in these bytes; nil for any other.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    // `YYYY-MM-`, `DDThh:mm` and `:ss.sssZ`.
    guard range.count == 24, let month = Day.monthDigits(bytes, at: start),
      let minute = ByteWord(bytes, at: start &+ 8)
        .digits(in: 0xFFFF_00FF_FF00_FFFF, between: 0x0000_3A00_0054_0000),
      let second = ByteWord(bytes, at: start &+ 16)
        .digits(in: 0x00FF_FFFF_00FF_FF00, between: 0x5A00_0000_2E00_003A)
    else { return nil }
    let (minutes, seconds) = (ByteWord.pairs(minute), ByteWord.pairs(second))
    guard let day = Day(month: month, day: ByteWord.byte(0, of: minutes)),
      ByteWord.byte(3, of: minutes) < 24, ByteWord.byte(6, of: minutes) < 60,
      ByteWord.byte(1, of: seconds) < 60
    else { return nil }
    let clock =
      ByteWord.byte(3, of: minutes) &* 3600 &+ ByteWord.byte(6, of: minutes) &* 60
      &+ ByteWord.byte(1, of: seconds)
    let fraction = ByteWord.byte(4, of: seconds) &* 10 &+ ByteWord.byte(6, of: second)
    milliseconds = (Int64(day.daysSince1970) * 86_400 + Int64(clock)) * 1000 + Int64(fraction)
  }

  /// A moment as RFC 3339 allows it, for options of the command line.
  ///
  /// Offsets from UTC, lower-case `t` and `z`, and up to nine digits of a fraction, of which
  /// three are kept. Second 60 is refused: this count has no leap seconds. nil for any other form.
  public init?(rfc3339 text: String) {
    let all = Array(text.utf8)
    let bytes = all.span
    guard bytes.count >= 20, bytes[10] | 0x20 == 0x74,
      let seconds = Instant.seconds(bytes, at: 0)
    else { return nil }
    var at = 19
    var fraction: Int64 = 0
    if bytes[at] == 0x2E {
      at += 1
      let start = at
      while at < bytes.count, bytes[at] &- 0x30 < 10 { at += 1 }
      guard 1...9 ~= at - start else { return nil }
      for place in 0..<3 {
        fraction = fraction * 10 + (start + place < at ? Int64(bytes[start + place] - 0x30) : 0)
      }
    }
    guard let offset = Instant.offset(bytes, at: at) else { return nil }
    milliseconds = (seconds - offset) * 1000 + fraction
  }

  /// The UTC day it falls on.
  public var day: Day { Day(daysSince1970: Int(Instant.split(milliseconds, Instant.perDay).0)) }

  /// `YYYY-MM-DDThh:mm:ss.sssZ`; the bare count, marked `ms`, outside the years 0001..9999.
  public var description: String {
    guard !day.isUnbounded else { return "\(milliseconds) ms" }
    let rest = Int(Instant.split(milliseconds, Instant.perDay).1)
    return day.description + "T" + Digits.padded(rest / 3_600_000, 2) + ":"
      + Digits.padded(rest / 60_000 % 60, 2) + ":" + Digits.padded(rest / 1000 % 60, 2) + "."
      + Digits.padded(rest % 1000, 3) + "Z"
  }

  /// True if the first moment comes before the second.
  public static func < (first: Instant, second: Instant) -> Bool {
    first.milliseconds < second.milliseconds
  }

  private static let perDay: Int64 = 86_400_000

  /// Quotient rounded down and the remainder that is never negative.
  private static func split(_ number: Int64, _ unit: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: unit)
    return remainder < 0 ? (quotient - 1, remainder + unit) : (quotient, remainder)
  }

  /// Seconds since 1970 of `YYYY-MM-DD?hh:mm:ss`, whatever the byte between date and time.
  private static func seconds(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
    guard bytes[start + 13] == 0x3A, bytes[start + 16] == 0x3A,
      let day = Day(bytes, start..<(start + 10))
    else { return nil }
    let hour = Digits.pair(bytes, at: start + 11)
    let minute = Digits.pair(bytes, at: start + 14)
    let second = Digits.pair(bytes, at: start + 17)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return Int64(day.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Seconds east of UTC of the `Z` or `+hh:mm` that ends the bytes.
  private static func offset(_ bytes: Span<UInt8>, at start: Int) -> Int64? {
    guard start < bytes.count else { return nil }
    if bytes[start] | 0x20 == 0x7A { return start + 1 == bytes.count ? 0 : nil }
    guard bytes[start] == 0x2B || bytes[start] == 0x2D, bytes.count == start + 6,
      bytes[start + 3] == 0x3A,
      let hours = Digits.value(bytes, at: start + 1, count: 2), hours < 24,
      let minutes = Digits.value(bytes, at: start + 4, count: 2), minutes < 60
    else { return nil }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return bytes[start] == 0x2D ? -seconds : seconds
  }
}
