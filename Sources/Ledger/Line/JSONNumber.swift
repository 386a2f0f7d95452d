/// A number as RFC 8259 section 6 writes it: where it ends, and whether a line may hold it.
struct JSONNumber {
  /// The largest size of an integer that every JSON reader keeps exactly: 2^53-1.
  static let largest: Int64 = 9_007_199_254_740_991

  /// The first byte behind the number.
  let end: Int
  /// True if there is neither fraction nor exponent, and it is not `-0`.
  let isInteger: Bool
  /// The value of an integer of at most 2^53-1 in size; nil for everything else.
  let value: Int64?

  /// Reads the number that starts at a `-` or a digit; throws where the grammar breaks.
  static func read(
    _ bytes: Span<UInt8>, at start: Int, end: Int
  ) throws(LineError) -> JSONNumber {
    let isNegative = bytes[start] == 0x2D
    let first = isNegative ? start + 1 : start
    var at = first
    var size: Int64 = 0
    while at < end, bytes[at] &- 0x30 < 10 {
      if size <= largest { size = size * 10 + Int64(bytes[at] - 0x30) }
      at += 1
    }
    guard at > first else { throw Unexpected.byte(bytes, at: at, end: end, wanted: "a digit") }
    guard at == first + 1 || bytes[first] != 0x30 else {
      throw LineError(.malformedJSON, at: first, "a number with a leading zero")
    }
    let whole = at
    if at < end, bytes[at] == 0x2E { at = try digits(bytes, from: at + 1, end: end) }
    if at < end, bytes[at] | 0x20 == 0x65 {
      at += 1
      if at < end, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      at = try digits(bytes, from: at, end: end)
    }
    let isInteger = at == whole && !(isNegative && size == 0)
    let value = isInteger && size <= largest ? (isNegative ? -size : size) : nil
    return JSONNumber(end: at, isInteger: isInteger, value: value)
  }

  /// The end of one or more digits.
  private static func digits(
    _ bytes: Span<UInt8>, from start: Int, end: Int
  ) throws(LineError) -> Int {
    var at = start
    while at < end, bytes[at] &- 0x30 < 10 { at += 1 }
    guard at > start else { throw Unexpected.byte(bytes, at: at, end: end, wanted: "a digit") }
    return at
  }
}
