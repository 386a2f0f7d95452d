/// Decimal digits in bytes: read a fixed number of them, write a number in a fixed width.
enum Digits {
  /// The value of exactly `count` ASCII digits from `start` on; nil if one is anything else.
  ///
  /// The caller has made sure that the bytes exist.
  static func value(_ bytes: Span<UInt8>, at start: Int, count: Int) -> Int? {
    var value = 0
    for index in start..<(start + count) {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }

  /// The value of two ASCII digits; a number far above 99 if one is anything else.
  static func pair(_ bytes: Span<UInt8>, at start: Int) -> Int {
    let (tens, ones) = (bytes[start] &- 0x30, bytes[start &+ 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : 10_000
  }

  /// The decimal digits of a number that is not negative, with zeros in front up to `width`.
  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    guard digits.utf8.count < width else { return digits }
    return String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
