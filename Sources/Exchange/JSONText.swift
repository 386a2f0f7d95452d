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

  /// Appends the value: in one line, or over several ones indented by so many blanks, of which the
  /// first begins where the buffer ends.
  static func append(_ value: JSONValue, indent: Int? = nil, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: room(for: value, indent)) { write(value, indent, into: &$0) }
  }

  /// Appends a name and its value, the value over several lines.
  static func append(_ member: JSONValue.Member, indent: Int, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: room(for: member, indent)) { write(member, indent, into: &$0) }
  }

  /// Ends the line and indents the next.
  static func breakLine(_ indent: Int, in bytes: inout [UInt8]) {
    bytes.append(addingCapacity: indent + 1) { breakLine(indent, into: &$0) }
  }

  // MARK: Room

  /// As many bytes as the value takes at most, with what parts it from a next one.
  private static func room(for value: JSONValue, _ indent: Int?) -> Int {
    switch value {
    case .object(let members):
      members.reduce(room(forBreak: indent)) { $0 + room(for: $1, inside(indent)) }
    case .array(let elements):
      elements.reduce(room(forBreak: indent)) {
        $0 + room(forBreak: inside(indent)) + room(for: $1, inside(indent))
      }
    case .string(let text): room(for: text)
    case .number(let text): text.utf8.count + 1
    case .integer, .bool, .null: 24
    }
  }

  private static func room(for member: JSONValue.Member, _ indent: Int?) -> Int {
    room(for: member.name) + 2 + room(forBreak: indent) + room(for: member.value, indent)
  }

  /// No byte takes more than the six of an escape.
  private static func room(for text: String) -> Int { text.utf8.count * 6 + 3 }

  private static func room(forBreak indent: Int?) -> Int { (indent ?? 0) + 4 }

  // MARK: Writing

  private static func inside(_ indent: Int?) -> Int? { indent.map { $0 + 2 } }

  private static func write(
    _ value: JSONValue, _ indent: Int?, into out: inout OutputSpan<UInt8>
  ) {
    switch value {
    case .object(let members):
      out.append(0x7B)
      for (index, member) in members.enumerated() {
        part(index, inside(indent), into: &out)
        write(member, inside(indent), into: &out)
      }
      if let indent, !members.isEmpty { breakLine(indent, into: &out) }
      out.append(0x7D)
    case .array(let elements):
      out.append(0x5B)
      for (index, element) in elements.enumerated() {
        part(index, inside(indent), into: &out)
        write(element, inside(indent), into: &out)
      }
      if let indent, !elements.isEmpty { breakLine(indent, into: &out) }
      out.append(0x5D)
    case .string(let text): write(text, into: &out)
    case .integer(let number): write(plain: String(number), into: &out)
    case .bool(let flag): write(plain: flag ? "true" : "false", into: &out)
    case .null: write(plain: "null", into: &out)
    case .number(let text): write(plain: text, into: &out)
    }
  }

  private static func write(
    _ member: JSONValue.Member, _ indent: Int?, into out: inout OutputSpan<UInt8>
  ) {
    write(member.name, into: &out)
    out.append(0x3A)
    if indent != nil { out.append(0x20) }
    write(member.value, indent, into: &out)
  }

  /// Parts a member or element from the one before it.
  private static func part(
    _ index: Int, _ indent: Int?, into out: inout OutputSpan<UInt8>
  ) {
    if index > 0 { out.append(0x2C) }
    if let indent { breakLine(indent, into: &out) }
  }

  private static func breakLine(_ indent: Int, into out: inout OutputSpan<UInt8>) {
    out.append(0x0A)
    out.append(repeating: 0x20, count: indent)
  }

  private static func write(plain text: String, into out: inout OutputSpan<UInt8>) {
    let bytes = text.utf8.span
    for index in bytes.indices { out.append(bytes[index]) }
  }

  /// Writes a text in quotes.
  private static func write(_ text: String, into out: inout OutputSpan<UInt8>) {
    out.append(0x22)
    let bytes = text.utf8.span
    var before: UInt8 = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if mayBeEscaped(byte) {
        escape(byte, after: before, into: &out)
      } else {
        out.append(byte)
      }
      before = byte
    }
    out.append(0x22)
  }

  /// Whether a byte is escaped, or may be a part of a character that is.
  private static func mayBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || (0x7F..<0xA0).contains(byte)
  }

  private static func escape(
    _ byte: UInt8, after before: UInt8, into out: inout OutputSpan<UInt8>
  ) {
    var escape: [UInt8] = [byte]
    switch byte {
    case 0x22, 0x5C: escape = [0x5C, byte]
    case 0..<0x20, 0x7F:
      escape = []
      ControlEscape.append(byte, to: &escape)
    case 0x80..<0xA0 where before == 0xC2:
      // C2 80 to C2 9F are U+0080 to U+009F: C2 itself is taken back.
      _ = out.removeLast()
      escape = []
      ControlEscape.append(byte, to: &escape)
    default: break
    }
    for byte in escape { out.append(byte) }
  }
}
