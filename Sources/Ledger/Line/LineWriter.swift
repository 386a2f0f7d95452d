/// Writes a value in the written form: names sorted bytewise, no white space, minimal escapes.
///
/// Equal to RFC 8785 (JCS) for every value `WrittenForm` permits, names being ASCII. Total: a
/// value it does not permit is written as valid JSON all the same, for nothing is decided here.
public enum LineWriter {
  /// The line of the value, without a line feed.
  public static func write(_ value: JSONValue) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(512)
    append(value, to: &line)
    return line
  }

  /// Appends the written form of the value to a buffer.
  public static func append(_ value: JSONValue, to line: inout [UInt8]) {
    switch value {
    case .object(let members): append(members, to: &line)
    case .array(let elements):
      line.append(0x5B)
      for (index, element) in elements.enumerated() {
        if index > 0 { line.append(0x2C) }
        append(element, to: &line)
      }
      line.append(0x5D)
    case .string(let text): append(text, to: &line)
    case .integer(let number): line += String(number).utf8
    case .bool(let flag): line += (flag ? "true" : "false").utf8
    case .null: line += "null".utf8
    case .number(let text): line += text.utf8
    }
  }

  /// Appends a text in quotes, with only the escapes RFC 8785 section 3.2.2.2 asks for.
  public static func append(_ text: String, to line: inout [UInt8]) {
    line.append(0x22)
    // Nearly every text stands as it is.
    let start = line.count
    line += text.utf8
    if line[start...].contains(where: isEscaped) {
      line.removeLast(line.count - start)
      for byte in text.utf8 {
        if isEscaped(byte) { escape(byte, into: &line) } else { line.append(byte) }
      }
    }
    line.append(0x22)
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C
  }

  private static func append(_ members: [JSONValue.Member], to line: inout [UInt8]) {
    let inOrder = zip(members, members.dropFirst()).allSatisfy {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    let sorted =
      inOrder
      ? members : members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    line.append(0x7B)
    for (index, member) in sorted.enumerated() {
      if index > 0 { line.append(0x2C) }
      append(member.name, to: &line)
      line.append(0x3A)
      append(member.value, to: &line)
    }
    line.append(0x7D)
  }

  private static func escape(_ byte: UInt8, into line: inout [UInt8]) {
    line.append(0x5C)
    switch byte {
    case 0x22, 0x5C: line.append(byte)
    case 0x08: line.append(0x62)
    case 0x09: line.append(0x74)
    case 0x0A: line.append(0x6E)
    case 0x0C: line.append(0x66)
    case 0x0D: line.append(0x72)
    default:
      let digits = Array("0123456789abcdef".utf8)
      line += "u00".utf8
      line += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
