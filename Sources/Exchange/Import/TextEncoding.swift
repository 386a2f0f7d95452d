/// How a file writes its characters as bytes; turns any of them into UTF-8, or says which byte is
/// none of them.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  /// UTF-8 (RFC 3629), with or without a byte order mark.
  case utf8 = "utf-8"
  /// ISO 8859-1: each byte is the character of that number.
  case latin1
  /// Windows-1252, the old default of spreadsheets in Western Europe.
  case windows1252 = "windows-1252"
  /// UTF-16 (RFC 2781) in the order that its byte order mark says.
  case utf16 = "utf-16"
  /// UTF-16, the low byte first; a byte order mark may stand in front.
  case utf16le = "utf-16le"
  /// UTF-16, the high byte first; a byte order mark may stand in front.
  case utf16be = "utf-16be"

  /// The text of those bytes in UTF-8, without a byte order mark.
  ///
  /// - Throws: `invalidText` with the first byte that is no text, and what to try instead.
  public func decode(_ bytes: [UInt8]) throws(ImportError) -> [UInt8] {
    switch self {
    case .utf8: try Self.checked(bytes)
    case .latin1: Self.widened(bytes)
    case .windows1252: try Self.fromWindows1252(bytes)
    case .utf16: try Self.fromMarkedUTF16(bytes)
    case .utf16le: try Self.fromUTF16(bytes, isBigEndian: false)
    case .utf16be: try Self.fromUTF16(bytes, isBigEndian: true)
    }
  }

  // MARK: UTF-8

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func checked(_ bytes: [UInt8]) throws(ImportError) -> [UInt8] {
    let start = bytes.starts(with: mark) ? mark.count : 0
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      throw ImportError(
        .invalidText, offset: firstInvalidByte(of: bytes), "the file is not UTF-8",
        hint: isUTF16
          ? "it begins like UTF-16: --encoding utf-16"
          : "an old spreadsheet may have written it: --encoding windows-1252 (or "
            + "\(allCases.dropFirst().map(\.rawValue).joined(separator: ", ")))")
    }
    return start == 0 ? bytes : Array(bytes[start...])
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let character) = parser.parseScalar(from: &iterator) {
      offset += character.count
    }
    return offset
  }

  // MARK: One byte a character

  private static func widened(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes { append(UInt16(byte), to: &text) }
    return text
  }

  /// Appends a character below U+10000 that is no surrogate.
  private static func append(_ number: UInt16, to text: inout [UInt8]) {
    switch number {
    case ..<0x80: text.append(UInt8(truncatingIfNeeded: number))
    case ..<0x800:
      text.append(0xC0 | UInt8(truncatingIfNeeded: number >> 6))
      text.append(0x80 | UInt8(truncatingIfNeeded: number & 0x3F))
    default:
      text.append(0xE0 | UInt8(truncatingIfNeeded: number >> 12))
      text.append(0x80 | UInt8(truncatingIfNeeded: (number >> 6) & 0x3F))
      text.append(0x80 | UInt8(truncatingIfNeeded: number & 0x3F))
    }
  }

  /// The characters of the bytes 0x80 to 0x9F; 0 for the five that have none.
  private static let windows1252High: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func fromWindows1252(_ bytes: [UInt8]) throws(ImportError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for (offset, byte) in bytes.enumerated() {
      guard 0x80...0x9F ~= byte else {
        append(UInt16(byte), to: &text)
        continue
      }
      let number = windows1252High[Int(byte - 0x80)]
      guard number != 0 else {
        throw ImportError(
          .invalidText, offset: offset, "the file is not Windows-1252, which has no such character",
          hint: "it may be UTF-8, which is read without --encoding")
      }
      append(number, to: &text)
    }
    return text
  }

  // MARK: Two bytes a character

  private static func fromMarkedUTF16(_ bytes: [UInt8]) throws(ImportError) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) { return try fromUTF16(bytes, isBigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try fromUTF16(bytes, isBigEndian: true) }
    throw ImportError(
      .invalidText, offset: 0, "the file has no byte order mark, which says how UTF-16 is written",
      hint: "try --encoding utf-16le, or utf-16be")
  }

  private static func fromUTF16(
    _ bytes: [UInt8], isBigEndian: Bool
  ) throws(ImportError) -> [UInt8] {
    guard bytes.count.isMultiple(of: 2) else {
      throw ImportError(
        .invalidText, offset: bytes.count - 1,
        "the file is not UTF-16: it has an odd number of bytes")
    }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count, by: 2) {
      let (one, two) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? one << 8 | two : two << 8 | one)
    }
    if units.first == 0xFEFF { units.removeFirst() }
    guard let text = String(validating: units, as: UTF16.self) else {
      var parser = Unicode.UTF16.ForwardParser()
      var iterator = units.makeIterator()
      var offset = bytes.count - 2 * units.count
      while case .valid(let character) = parser.parseScalar(from: &iterator) {
        offset += 2 * character.count
      }
      throw ImportError(
        .invalidText, offset: offset, "the file is not UTF-16: half of a surrogate pair",
        hint: "try \(isBigEndian ? "utf-16le" : "utf-16be"), or leave --encoding out")
    }
    return Array(text.utf8)
  }
}
