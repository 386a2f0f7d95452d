import Exchange
import Testing

@Suite struct `Reading the characters of a file` {
  static let text = "Chargé d’affaires – Wałęsa €"

  @Test func `UTF-8 stays, and loses its byte order mark`() throws {
    let bytes = Array(Self.text.utf8)
    #expect(try TextEncoding.utf8.decode(bytes) == bytes)
    #expect(try TextEncoding.utf8.decode([0xEF, 0xBB, 0xBF] + bytes) == bytes)
    #expect(try TextEncoding.utf8.decode([]) == [])
  }

  @Test func `UTF-16 is read in the order that its mark or the user says`() throws {
    for text in [Self.text, "𝄞", ""] {
      let low = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let high = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      let expected = Array(text.utf8)
      #expect(try TextEncoding.utf16le.decode(low) == expected)
      #expect(try TextEncoding.utf16be.decode(high) == expected)
      #expect(try TextEncoding.utf16.decode([0xFF, 0xFE] + low) == expected)
      #expect(try TextEncoding.utf16.decode([0xFE, 0xFF] + high) == expected)
      #expect(try TextEncoding.utf16le.decode([0xFF, 0xFE] + low) == expected)
    }
  }

  @Test func `one byte a character is read by its table`() throws {
    #expect(try string(.windows1252, [0x80, 0x92, 0x96, 0xE9, 0x41]) == "€’–éA")
    #expect(try string(.latin1, [0xE9, 0x41, 0xFF]) == "éAÿ")
    #expect(try string(.latin1, Array(0...255)).unicodeScalars.map(\.value) == Array(0...255))
  }

  @Test(
    arguments: [
      (TextEncoding.utf8, [0x61, 0xC3, 0xA9, 0xE9, 0x61], 3, "windows-1252"),
      (.utf8, [0xFF, 0xFE, 0x61, 0], 0, "utf-16"),
      (.utf8, [0x61, 0xC3], 1, "latin1"),
      (.utf8, [0xED, 0xA0, 0x80], 0, "latin1"),
      (.windows1252, [0x61, 0x81], 1, "UTF-8"),
      (.utf16, [0x61, 0], 0, "utf-16le"),
      (.utf16le, [0x61, 0, 0x61], 2, ""),
      (.utf16le, [0xFF, 0xFE, 0x61, 0, 0, 0xD8, 0x61, 0], 4, "utf-16be"),
      (.utf16be, [0, 0x61, 0xDC, 0], 2, "utf-16le"),
    ] as [(TextEncoding, [UInt8], Int, String)])
  func `what is no text is refused by its byte, with what to try`(
    encoding: TextEncoding, bytes: [UInt8], offset: Int, hint: String
  ) {
    let error = #expect(throws: ImportError.self) { try encoding.decode(bytes) }
    #expect(error?.code == .invalidText)
    #expect(error?.offset == offset)
    let given = error?.hint ?? ""
    #expect(hint.isEmpty || given.contains(hint))
  }

  @Test(arguments: 0..<200) func `no bytes trap`(seed: Int) {
    var random = Repeatable(seed)
    let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      UInt8.random(in: .min ... .max, using: &random)
    }
    for encoding in TextEncoding.allCases {
      guard let text = try? encoding.decode(bytes) else { continue }
      #expect(String(validating: text, as: UTF8.self) != nil)
    }
  }

  private func string(_ encoding: TextEncoding, _ bytes: [UInt8]) throws -> String {
    String(decoding: try encoding.decode(bytes), as: UTF8.self)
  }
}
