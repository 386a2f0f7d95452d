/// A strict reader of one JSON object of integers and strings, which is all that `ledger.json` is;
/// what lies deeper is passed over and handed out unread.
struct FlatJSON {
  /// Why the text was not accepted.
  enum Problem: Error {
    case malformed(String, Int)
    case newer(Int)
  }

  /// A value of a member.
  enum Value {
    case number(Int)
    case text(String)
    /// An object or array, by its bytes, of which only the brackets are known to be balanced.
    case nested(ArraySlice<UInt8>)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var names: Set<String> = []
  private var started = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next member and its offset; nil after the last one, when nothing but white space follows.
  mutating func nextMember() throws(Problem) -> (name: String, value: Value, offset: Int)? {
    if started {
      if try take(",", or: "}") == "}" { return try finish() }
    } else {
      try expect("{")
      started = true
      skipSpace()
      if peek == UInt8(ascii: "}") {
        position += 1
        return try finish()
      }
    }
    skipSpace()
    let offset = position
    let name = try string()
    guard names.insert(name).inserted else { throw .malformed("a name occurs twice", offset) }
    try expect(":")
    skipSpace()
    let value: Value =
      switch peek {
      case UInt8(ascii: "\""): .text(try string())
      case UInt8(ascii: "{"), UInt8(ascii: "["): .nested(try nested())
      default: .number(try integer())
      }
    return (name, value, offset)
  }

  /// The text members of one object; those of other kinds are left out.
  static func texts(_ bytes: ArraySlice<UInt8>) throws(Problem) -> [String: String] {
    var reader = FlatJSON(Array(bytes))
    var texts: [String: String] = [:]
    while let (name, value, _) = try reader.nextMember() {
      if case .text(let text) = value { texts[name] = text }
    }
    return texts
  }

  /// Passes over an object or array, counting brackets outside strings: neither depth nor length
  /// costs memory.
  private mutating func nested() throws(Problem) -> ArraySlice<UInt8> {
    let start = position
    var depth = 0
    var isString = false
    while let byte = peek {
      position += 1
      if isString {
        if byte == UInt8(ascii: "\\") { position += 1 }
        if byte == UInt8(ascii: "\"") { isString = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      if depth == 0 { return bytes[start..<position] }
    }
    throw .malformed("the text ends within a value", start)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func finish() throws(Problem) -> (name: String, value: Value, offset: Int)? {
    skipSpace()
    guard position == bytes.count else { throw .malformed("text follows the object", position) }
    return nil
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Problem) {
    skipSpace()
    guard peek == UInt8(ascii: character) else {
      throw .malformed("expected \(character)", position)
    }
    position += 1
  }

  private mutating func take(
    _ first: Unicode.Scalar, or second: Unicode.Scalar
  ) throws(Problem) -> Unicode.Scalar {
    skipSpace()
    guard let byte = peek, byte == UInt8(ascii: first) || byte == UInt8(ascii: second) else {
      throw .malformed("expected \(first) or \(second)", position)
    }
    position += 1
    return Unicode.Scalar(byte)
  }

  private mutating func integer() throws(Problem) -> Int {
    let start = position
    while let byte = peek, (0x30...0x39).contains(byte) || byte == 0x2D { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let number = Int(text), String(number) == text else {
      throw .malformed("expected a string or an integer", start)
    }
    return number
  }

  private mutating func string() throws(Problem) -> String {
    try expect("\"")
    let start = position
    var content: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw .malformed("a control character in a string", position) }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &content) } else { content.append(byte) }
    }
    try expect("\"")
    guard let text = String(validating: content, as: UTF8.self) else {
      throw .malformed("a string is not UTF-8", start)
    }
    return text
  }

  private mutating func escape(into content: inout [UInt8]) throws(Problem) {
    guard let byte = peek else { throw .malformed("the text ends within a string", position) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
      guard digits.utf8.count == 4, let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw .malformed("this escape stands for no character", position) }
      position += 4
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw .malformed("an unknown escape", position)
    }
  }

  /// A string as JSON text with the fewest escapes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
