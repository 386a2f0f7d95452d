/// Reads one JSON text, complete and strict: RFC 8259, UTF-8, no name twice, at most 32 deep.
///
/// What is valid JSON is accepted; which values a line may hold is decided by `WrittenForm`.
/// Time is linear in the length, but for sorting names that come in no order.
public struct JSONParser {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int

  /// The value of the whole text; throws the first fault.
  public static func parse(_ bytes: [UInt8]) throws(LineError) -> JSONValue {
    try parse(bytes, 0..<bytes.count)
  }

  /// The value of the text in that range; throws the first fault, its offset within the range.
  public static func parse(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(LineError) -> JSONValue {
    guard range.lowerBound == 0 else { return try parse(Array(bytes[range])) }
    var parser = JSONParser(bytes: bytes, end: range.upperBound, at: 0)
    parser.skipSpace()
    let value = try parser.value(depth: 1)
    parser.skipSpace()
    guard parser.at == parser.end else { throw parser.unexpected("the end of the line") }
    return value
  }

  private mutating func value(depth: Int) throws(LineError) -> JSONValue {
    guard at < end else { throw unexpected("a value") }
    switch bytes[at] {
    case 0x7B:
      guard depth <= WrittenForm.maximumDepth else { throw Unexpected.depth(at: at) }
      return .object(try members(depth: depth))
    case 0x5B:
      guard depth <= WrittenForm.maximumDepth else { throw Unexpected.depth(at: at) }
      return .array(try elements(depth: depth))
    case 0x22: return .string(try string())
    case 0x2D, 0x30...0x39: return try number()
    case 0x74: return try literal("true", .bool(true))
    case 0x66: return try literal("false", .bool(false))
    case 0x6E: return try literal("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func members(depth: Int) throws(LineError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var offsets: [Int] = []
    var isSorted = true
    at += 1
    skipSpace()
    if take(0x7D) { return members }
    while true {
      guard at < end, bytes[at] == 0x22 else { throw unexpected("a name in quotes") }
      let offset = at
      let name = try string()
      skipSpace()
      guard take(0x3A) else { throw unexpected("a colon") }
      skipSpace()
      do throws(LineError) {
        let member = JSONValue.Member(name, try value(depth: depth + 1))
        if let last = members.last, !last.name.utf8.lexicographicallyPrecedes(name.utf8) {
          isSorted = false
        }
        members.append(member)
        offsets.append(offset)
      } catch {
        throw error.within(.name(name))
      }
      skipSpace()
      if take(0x2C) {
        skipSpace()
      } else if take(0x7D) {
        break
      } else {
        throw unexpected("a comma or the end of the object")
      }
    }
    if !isSorted { try refuseDuplicates(members, offsets) }
    return members
  }

  /// Only called when names are out of order: sorts them and looks at neighbours.
  private func refuseDuplicates(
    _ members: [JSONValue.Member], _ offsets: [Int]
  ) throws(LineError) {
    let order = members.indices.sorted {
      let (one, other) = (members[$0].name.utf8, members[$1].name.utf8)
      return one.lexicographicallyPrecedes(other)
        || (!other.lexicographicallyPrecedes(one) && $0 < $1)
    }
    for (one, other) in zip(order, order.dropFirst())
    where members[one].name.utf8.elementsEqual(members[other].name.utf8) {
      throw LineError(
        .duplicateName, at: offsets[other], path: FieldPath.text([.name(members[other].name)]),
        "the name occurs twice in one object, first at byte \(offsets[one])")
    }
  }

  private mutating func elements(depth: Int) throws(LineError) -> [JSONValue] {
    var elements: [JSONValue] = []
    at += 1
    skipSpace()
    if take(0x5D) { return elements }
    while true {
      do throws(LineError) {
        elements.append(try value(depth: depth + 1))
      } catch {
        throw error.within(.index(elements.count))
      }
      skipSpace()
      if take(0x2C) {
        skipSpace()
      } else if take(0x5D) {
        return elements
      } else {
        throw unexpected("a comma or the end of the array")
      }
    }
  }

  /// The string at the opening quote: in one piece up to the first escape, if there is any.
  private mutating func string() throws(LineError) -> String {
    let start = at + 1
    at = try plainEnd(from: start)
    if bytes[at] == 0x22 {
      at += 1
      return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<at])
    while bytes[at] == 0x5C {
      at = try JSONEscape.read(bytes.span, at: at, end: end, into: &text)
      let piece = at
      at = try plainEnd(from: piece)
      text += bytes[piece..<at]
    }
    at += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// The next quote or backslash; all before it is valid text.
  private func plainEnd(from start: Int) throws(LineError) -> Int {
    let bytes = self.bytes.span
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte == 0x22 || byte == 0x5C { return at }
      guard byte >= 0x20 else { throw Unexpected.control(byte, at: at) }
      let length = UTF8Sequence.length(bytes, at: at, end: end)
      guard length > 0 else { throw Unexpected.notUTF8(bytes, at: at) }
      at += length
    }
    throw Unexpected.byte(bytes, at: end, end: end, wanted: "the closing quote")
  }

  private mutating func number() throws(LineError) -> JSONValue {
    let number = try JSONNumber.read(bytes.span, at: at, end: end)
    defer { at = number.end }
    if let value = number.value { return .integer(value) }
    return .number(String(decoding: bytes[at..<number.end], as: UTF8.self))
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(LineError) -> JSONValue {
    for byte in word.description.utf8 {
      guard at < end, bytes[at] == byte else { throw unexpected("\(word)") }
      at += 1
    }
    return value
  }

  private mutating func skipSpace() {
    while at < end, bytes[at] == 0x20 || 0x09...0x0A ~= bytes[at] || bytes[at] == 0x0D { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < end, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private func unexpected(_ wanted: String) -> LineError {
    Unexpected.byte(bytes.span, at: at, end: end, wanted: wanted)
  }
}
