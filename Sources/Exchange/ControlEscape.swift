/// The escapes of control characters, as JSON writes them: `\n`, `\t`, `\u001b`.
enum ControlEscape {
  /// Appends the escape of the character of that number.
  static func append(_ number: UInt8, to bytes: inout [UInt8]) {
    switch number {
    case 0x08: bytes += #"\b"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case 0x0A: bytes += #"\n"#.utf8
    case 0x0C: bytes += #"\f"#.utf8
    case 0x0D: bytes += #"\r"#.utf8
    default: bytes += text(ofNumber: UInt32(number)).utf8
    }
  }

  /// The text with everything escaped that acts on a terminal or on its neighbours.
  ///
  /// That is all control characters, the line and paragraph separators, and the characters that
  /// turn the direction of writing (Unicode Bidi_Control): with those, one cell of a table could
  /// rewrite another. What is in `kept` stays.
  static func visible(_ text: String, keeping kept: [Unicode.Scalar] = ["\n"]) -> String {
    // Bytes of 0xC2, 0xD8 and 0xE2 begin all candidates beyond ASCII.
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xD8 && $0 != 0xE2
    }
    guard !isPlain else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if acts(scalar), !kept.contains(scalar) {
        var escape: [UInt8] = []
        if let number = UInt8(exactly: scalar.value) {
          append(number, to: &escape)
        } else {
          escape += self.text(ofNumber: scalar.value).utf8
        }
        shown.append(contentsOf: String(decoding: escape, as: UTF8.self).unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// Whether the character does something instead of showing something.
  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func text(ofNumber number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return #"\u"# + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
