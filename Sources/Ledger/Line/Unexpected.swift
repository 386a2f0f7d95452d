/// The error for a byte that cannot stand where it stands.
enum Unexpected {
  /// Says what stands there and what was wanted.
  static func byte(
    _ bytes: Span<UInt8>, at offset: Int, end: Int, wanted: String
  ) -> LineError {
    guard offset < end else {
      return LineError(.malformedJSON, at: end, "the line ends where \(wanted) was expected")
    }
    if bytes[offset] >= 0x80, UTF8Sequence.length(bytes, at: offset, end: end) == 0 {
      return notUTF8(bytes, at: offset)
    }
    if end - offset >= 3, bytes[offset] == 0xEF, bytes[offset + 1] == 0xBB,
      bytes[offset + 2] == 0xBF
    {
      return LineError(.invalidUTF8, at: offset, "a byte order mark; expected \(wanted)")
    }
    return LineError(
      .malformedJSON, at: offset, "\(name(bytes[offset])) where \(wanted) was expected")
  }

  /// Bytes that are not UTF-8.
  static func notUTF8(_ bytes: Span<UInt8>, at offset: Int) -> LineError {
    LineError(.invalidUTF8, at: offset, "\(name(bytes[offset])) begins no valid UTF-8 character")
  }

  /// Nested beyond the limit.
  static func depth(at offset: Int) -> LineError {
    LineError(.tooDeep, at: offset, "nested more than \(WrittenForm.maximumDepth) deep")
  }

  /// A raw control character, which JSON has escaped and a line has not at all.
  static func control(_ byte: UInt8, at offset: Int) -> LineError {
    LineError(.controlCharacter, at: offset, "a raw control character, \(name(byte)), in a string")
  }

  /// A byte as it may be shown.
  static func name(_ byte: UInt8) -> String {
    if 0x21...0x7E ~= byte { return "'" + String(Unicode.Scalar(byte)) + "'" }
    if byte == 0x20 { return "a space" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }
}
