/// Passes over bytes once and throws at the first one a written line cannot have there.
enum WrittenFormScanner {
  /// Throws unless the bytes are one value in written form, and nothing more.
  static func scan(_ bytes: Span<UInt8>) throws(LineError) {
    let end = try value(bytes, at: 0, depth: 1)
    guard end == bytes.count else { throw unexpected(bytes, at: end, "the end of the line") }
  }

  /// Each function takes where its part begins and gives where it ends.
  private static func value(
    _ bytes: Span<UInt8>, at start: Int, depth: Int
  ) throws(LineError) -> Int {
    guard start < bytes.count else { throw unexpected(bytes, at: start, "a value") }
    switch bytes[start] {
    case 0x22: return try string(bytes, at: start, isName: false)
    case 0x7B: return try object(bytes, at: start, depth: depth)
    case 0x5B: return try array(bytes, at: start, depth: depth)
    case 0x2D, 0x30...0x39: return try number(bytes, at: start)
    case 0x74: return try literal(bytes, at: start, "true")
    case 0x66: return try literal(bytes, at: start, "false")
    case 0x6E:
      _ = try literal(bytes, at: start, "null")
      throw LineError(.nullValue, at: start, "null; what is absent is left out")
    default: throw unexpected(bytes, at: start, "a value")
    }
  }

  private static func object(
    _ bytes: Span<UInt8>, at start: Int, depth: Int
  ) throws(LineError) -> Int {
    guard depth <= WrittenForm.maximumDepth else { throw Unexpected.depth(at: start) }
    var at = start + 1
    if at < bytes.count, bytes[at] == 0x7D { return at + 1 }
    var previous: Range<Int>?
    while true {
      guard at < bytes.count, bytes[at] == 0x22 else {
        throw unexpected(bytes, at: at, "a name in quotes")
      }
      let nameEnd = try string(bytes, at: at, isName: true)
      let name = (at + 1)..<(nameEnd - 1)
      if let previous { try refuseDisorder(bytes, previous, name) }
      previous = name
      guard nameEnd < bytes.count, bytes[nameEnd] == 0x3A else {
        throw unexpected(bytes, at: nameEnd, "a colon")
      }
      do throws(LineError) {
        at = try value(bytes, at: nameEnd + 1, depth: depth + 1)
      } catch {
        throw error.within(.name(text(bytes, name)))
      }
      guard at < bytes.count, bytes[at] == 0x2C else { break }
      at += 1
    }
    guard at < bytes.count, bytes[at] == 0x7D else {
      throw unexpected(bytes, at: at, "a comma or the end of the object")
    }
    return at + 1
  }

  private static func array(
    _ bytes: Span<UInt8>, at start: Int, depth: Int
  ) throws(LineError) -> Int {
    guard depth <= WrittenForm.maximumDepth else { throw Unexpected.depth(at: start) }
    var at = start + 1
    if at < bytes.count, bytes[at] == 0x5D { return at + 1 }
    var index = 0
    while true {
      do throws(LineError) {
        at = try value(bytes, at: at, depth: depth + 1)
      } catch {
        throw error.within(.index(index))
      }
      guard at < bytes.count, bytes[at] == 0x2C else { break }
      at += 1
      index += 1
    }
    guard at < bytes.count, bytes[at] == 0x5D else {
      throw unexpected(bytes, at: at, "a comma or the end of the array")
    }
    return at + 1
  }

  /// A string with only the escapes `\"`, `\\` and, in text but not in names, `\n`.
  private static func string(
    _ bytes: Span<UInt8>, at start: Int, isName: Bool
  ) throws(LineError) -> Int {
    let end = bytes.count
    var at = start + 1
    while at < end {
      let byte = bytes[at]
      if byte == 0x22 { return at + 1 }
      if byte == 0x5C {
        try escape(bytes, at: at, isName: isName)
        at += 2
      } else if byte < 0x20 || byte == 0x7F {
        throw Unexpected.control(byte, at: at)
      } else if byte < 0x80 {
        at += 1
      } else {
        let length = UTF8Sequence.length(bytes, at: at, end: end)
        guard length > 0 else { throw Unexpected.notUTF8(bytes, at: at) }
        guard !UTF8Sequence.isHighControl(bytes, at: at) else {
          throw Unexpected.control(bytes[at + 1], at: at)
        }
        at += length
      }
    }
    throw unexpected(bytes, at: end, "the closing quote")
  }

  private static func escape(
    _ bytes: Span<UInt8>, at start: Int, isName: Bool
  ) throws(LineError) {
    let next = start + 1 < bytes.count ? bytes[start + 1] : 0
    if next == 0x22 || next == 0x5C || (next == 0x6E && !isName) { return }
    // Told apart for the reader of the error: no JSON, a control character, or not minimal.
    var text: [UInt8] = []
    _ = try JSONEscape.read(bytes, at: start, end: bytes.count, into: &text)
    let isControl = text.count == 1 ? text[0] < 0x20 || text[0] == 0x7F : isHighControl(text)
    if isControl, isName || text != [0x0A] {
      throw LineError(.controlCharacter, at: start, "an escaped control character")
    }
    throw LineError(.notWrittenForm, at: start, "an escape that is not needed, or not this one")
  }

  private static func isHighControl(_ text: [UInt8]) -> Bool {
    text.count == 2 && UTF8Sequence.isHighControl(text.span, at: 0)
  }

  private static func number(_ bytes: Span<UInt8>, at start: Int) throws(LineError) -> Int {
    let number = try JSONNumber.read(bytes, at: start, end: bytes.count)
    guard number.isInteger else {
      throw LineError(.notInteger, at: start, "a number that is not a plain integer")
    }
    guard number.value != nil else {
      throw LineError(.numberRange, at: start, "an integer beyond 2^53-1")
    }
    return number.end
  }

  private static func literal(
    _ bytes: Span<UInt8>, at start: Int, _ word: StaticString
  ) throws(LineError) -> Int {
    var at = start
    for byte in word.description.utf8 {
      guard at < bytes.count, bytes[at] == byte else { throw unexpected(bytes, at: at, "\(word)") }
      at += 1
    }
    return at
  }

  /// Names must ascend, as bytes after unescaping: `\"` counts as `"`.
  private static func refuseDisorder(
    _ bytes: Span<UInt8>, _ previous: Range<Int>, _ name: Range<Int>
  ) throws(LineError) {
    var (one, other) = (previous.lowerBound, name.lowerBound)
    while one < previous.upperBound, other < name.upperBound {
      if bytes[one] == 0x5C { one += 1 }
      if bytes[other] == 0x5C { other += 1 }
      if bytes[one] < bytes[other] { return }
      if bytes[one] > bytes[other] { break }
      one += 1
      other += 1
    }
    if one == previous.upperBound, other < name.upperBound { return }
    let isDuplicate = one == previous.upperBound && other == name.upperBound
    throw LineError(
      isDuplicate ? .duplicateName : .notWrittenForm, at: name.lowerBound - 1,
      path: FieldPath.text([.name(text(bytes, name))]),
      isDuplicate ? "the name occurs twice in one object" : "the name comes out of order")
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: range.map { bytes[$0] }, as: UTF8.self)
  }

  /// White space is the likeliest thing out of place, and it is valid JSON.
  private static func unexpected(
    _ bytes: Span<UInt8>, at offset: Int, _ wanted: String
  ) -> LineError {
    let isSpace =
      offset < bytes.count && [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset])
    guard !isSpace else {
      return LineError(.notWrittenForm, at: offset, "white space between values")
    }
    return Unexpected.byte(bytes, at: offset, end: bytes.count, wanted: wanted)
  }
}
