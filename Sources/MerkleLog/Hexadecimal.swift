/// Lower-case hexadecimal, two digits a byte.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The digits of `bytes`, most significant first.
  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The eight digits of `number`.
  static func encode(_ number: UInt32) -> String { encode(bigEndian(number)) }

  /// The number written as exactly eight lower-case digits, or nil for any other text.
  static func decode(_ text: some Collection<UInt8>) -> UInt32? {
    guard text.count == 8 else { return nil }
    var number: UInt32 = 0
    for character in text {
      guard let digit = digits.firstIndex(of: character) else { return nil }
      number = number << 4 | UInt32(digit)
    }
    return number
  }

  /// The four bytes of `number`, most significant first.
  static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// The number whose first four bytes, most significant first, are those of `bytes`.
  ///
  /// - Precondition: there are at least four.
  static func number(bigEndian bytes: [UInt8]) -> UInt32 {
    bytes[0..<4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
