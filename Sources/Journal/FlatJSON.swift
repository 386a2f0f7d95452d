/// A strict reader of one JSON object whose values are integers and strings: all that `ledger.json`
/// is.
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
    let value: Value = peek == UInt8(ascii: "\"") ? .text(try string()) : .number(try integer())
    return (name, value, offset)
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
