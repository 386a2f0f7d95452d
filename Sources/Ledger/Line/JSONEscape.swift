/// Escapes in JSON strings (RFC 8259 section 7): what each stands for, as UTF-8.
enum JSONEscape {
  /// Reads the escape at the backslash, appends what it stands for, returns where it ends.
  ///
  /// Throws for an unknown escape, and for half of a surrogate pair, which is no character.
  static func read(
    _ bytes: Span<UInt8>, at start: Int, end: Int, into text: inout [UInt8]
  ) throws(LineError) -> Int {
    guard start + 1 < end else {
      throw Unexpected.byte(bytes, at: end, end: end, wanted: "the rest of an escape")
    }
    switch bytes[start + 1] {
    case 0x22, 0x5C, 0x2F: text.append(bytes[start + 1])
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75: return try unicode(bytes, at: start, end: end, into: &text)
    default: throw Unexpected.byte(bytes, at: start + 1, end: end, wanted: "an escape of JSON")
    }
    return start + 2
  }

  /// `\uXXXX`, or two of them that make a surrogate pair.
  private static func unicode(
    _ bytes: Span<UInt8>, at start: Int, end: Int, into text: inout [UInt8]
  ) throws(LineError) -> Int {
    let high = try unit(bytes, at: start + 2, end: end)
    var code = high
    var next = start + 6
    if 0xD800...0xDBFF ~= high {
      guard next + 1 < end, bytes[next] == 0x5C, bytes[next + 1] == 0x75 else {
        throw lone(at: start)
      }
      let low = try unit(bytes, at: next + 2, end: end)
      guard 0xDC00...0xDFFF ~= low else { throw lone(at: start) }
      code = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
      next += 6
    }
    guard let scalar = Unicode.Scalar(code) else { throw lone(at: start) }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return next
  }

  private static func unit(
    _ bytes: Span<UInt8>, at start: Int, end: Int
  ) throws(LineError) -> UInt32 {
    var code: UInt32 = 0
    for at in start..<(start + 4) {
      guard at < end, let digit = value(ofHexadecimal: bytes[at]) else {
        throw Unexpected.byte(bytes, at: at, end: end, wanted: "one of four hexadecimal digits")
      }
      code = code << 4 | digit
    }
    return code
  }

  private static func value(ofHexadecimal byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  private static func lone(at offset: Int) -> LineError {
    LineError(.invalidUTF8, at: offset, "half of a surrogate pair, which is no character")
  }
}
