/// Text that shows in Markdown as it is (CommonMark 0.31 section 2.4, backslash escapes).
enum MarkdownText {
  /// The text within a line: line feeds as `<br>`, everything with a meaning escaped.
  ///
  /// An underscore within a word has no meaning in GitHub Flavored Markdown and stays.
  static func inline(_ text: String) -> String {
    let bytes = Array(ControlEscape.visible(text).utf8)
    var escaped: [UInt8] = []
    escaped.reserveCapacity(bytes.count + 8)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        escaped += "<br>".utf8
        continue
      }
      if isMarkup(byte) || byte == underscore && !isWithinWord(index, of: bytes) {
        escaped.append(0x5C)
      }
      escaped.append(byte)
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  /// The text as a paragraph: also what begins a heading or a list is escaped.
  static func block(_ text: String) -> String {
    let line = inline(text)
    guard let first = line.utf8.first, [0x23, 0x2B, 0x2D, 0x3D].contains(first) else {
      return line
    }
    return #"\"# + line
  }

  private static let underscore: UInt8 = 0x5F

  /// Whether the byte is one of ``\ | ` * [ ] < > ~ & $``.
  private static func isMarkup(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x5C, 0x7C, 0x60, 0x2A, 0x5B, 0x5D, 0x3C, 0x3E, 0x7E, 0x26, 0x24: true
    default: false
    }
  }

  private static func isWithinWord(_ index: Int, of bytes: [UInt8]) -> Bool {
    index > 0 && index + 1 < bytes.count && isWord(bytes[index - 1])
      && isWord(bytes[index + 1])
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
