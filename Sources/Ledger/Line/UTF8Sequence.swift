/// Strict UTF-8: one character at a time, nothing overlong, no surrogates (RFC 3629 section 4).
enum UTF8Sequence {
  /// The length, 1 to 4, of the character that starts at `start`; 0 if it is not valid UTF-8.
  static func length(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Int {
    let lead = bytes[start]
    if lead < 0x80 { return 1 }
    // The second byte carries the limits that rule out overlong forms, surrogates and > U+10FFFF.
    let (length, second): (Int, ClosedRange<UInt8>) =
      switch lead {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      default: (0, 0...0)
      }
    guard length > 0, start + length <= end, second.contains(bytes[start + 1]) else { return 0 }
    for index in (start + 2)..<max(start + length, start + 2) where bytes[index] & 0xC0 != 0x80 {
      return 0
    }
    return length
  }

  /// True for U+0080 to U+009F, the control characters beyond ASCII: `C2 80` to `C2 9F`.
  static func isHighControl(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    bytes[start] == 0xC2 && bytes[start + 1] < 0xA0
  }
}
