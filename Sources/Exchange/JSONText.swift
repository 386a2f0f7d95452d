public import Ledger

/// JSON text with members in the order given: compact, or indented by two blanks.
///
/// Escaped is what RFC 8259 section 7 demands and, because JSON is read in terminals too, DEL and
/// the C1 control characters. Everything else beyond ASCII stays as it is.
public enum JSONText {
  /// The value in one line.
  public static func compact(_ value: JSONValue) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value in one line.
  static func append(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .object(let members):
      bytes.append(0x7B)
      append(members, to: &bytes)
      bytes.append(0x7D)
    case .array(let elements):
      bytes.append(0x5B)
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        append(element, to: &bytes)
      }
      bytes.append(0x5D)
    case .string(let text): append(text, to: &bytes)
    case .integer(let number): bytes += String(number).utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    case .number(let text): bytes += text.utf8
    }
  }

  /// Appends members with commas between them, without the braces around them.
  static func append(_ members: some Sequence<JSONValue.Member>, to bytes: inout [UInt8]) {
    var isFirst = true
    for member in members {
      if !isFirst { bytes.append(0x2C) }
      isFirst = false
      append(member.name, to: &bytes)
      bytes.append(0x3A)
      append(member.value, to: &bytes)
    }
  }

  /// Appends the value over several lines; its first line begins where the buffer ends.
  static func append(_ value: JSONValue, indent: Int, to bytes: inout [UInt8]) {
    switch value {
    case .object(let members) where !members.isEmpty:
      bytes.append(0x7B)
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        breakLine(indent + 2, in: &bytes)
        append(member, indent: indent + 2, to: &bytes)
      }
      breakLine(indent, in: &bytes)
      bytes.append(0x7D)
    case .array(let elements) where !elements.isEmpty:
      bytes.append(0x5B)
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        breakLine(indent + 2, in: &bytes)
        append(element, indent: indent + 2, to: &bytes)
      }
      breakLine(indent, in: &bytes)
      bytes.append(0x5D)
    default: append(value, to: &bytes)
    }
  }

  /// Appends a name and its value, the value over several lines.
  static func append(_ member: JSONValue.Member, indent: Int, to bytes: inout [UInt8]) {
    append(member.name, to: &bytes)
    bytes += ": ".utf8
    append(member.value, indent: indent, to: &bytes)
  }

  /// Ends the line and indents the next.
  static func breakLine(_ indent: Int, in bytes: inout [UInt8]) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
  }

  /// Appends a text in quotes.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    // Nearly every text stands as it is.
    let start = bytes.count
    bytes += text.utf8
    if bytes[start...].contains(where: mayBeEscaped) {
      bytes.removeLast(bytes.count - start)
      escape(text, into: &bytes)
    }
    bytes.append(0x22)
  }

  /// Whether a byte is escaped, or may be a part of a character that is.
  private static func mayBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || (0x7F..<0xA0).contains(byte)
  }

  private static func escape(_ text: String, into bytes: inout [UInt8]) {
    var before: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0..<0x20, 0x7F: ControlEscape.append(byte, to: &bytes)
      case 0x80..<0xA0 where before == 0xC2:
        // C2 80 to C2 9F are U+0080 to U+009F: C2 itself is taken back.
        bytes.removeLast()
        ControlEscape.append(byte, to: &bytes)
      default: bytes.append(byte)
      }
      before = byte
    }
  }
}
