import Testing

@testable import Ledger

@Suite struct `Eight bytes at once` {
  private static func texts() -> [[UInt8]] {
    var random = SeededGenerator(seed: 11)
    // Few different bytes, so that the ones asked for come often and side by side.
    let alphabet: [UInt8] = [
      0, 1, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x7E, 0x7F, 0x80, 0xFF,
    ]
    return (0..<2_000).map { _ in
      (0..<Int.random(in: 8...20, using: &random)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &random)]
      }
    }
  }

  @Test func `mark first the byte that a look at each byte finds first`() {
    for text in Self.texts() {
      for start in 0...(text.count - 8) {
        let eight = text[start..<start + 8]
        let word = ByteWord(text.span, at: start)
        func place(_ marks: UInt64) -> Int? { marks == 0 ? nil : ByteWord.place(marks) }
        func first(_ isWanted: (UInt8) -> Bool) -> Int? {
          eight.firstIndex(where: isWanted).map { $0 - start }
        }
        for byte in [0x20, 0x22, 0x5C, 0x7F] as [UInt8] {
          #expect(place(word.marks(of: byte)) == first { $0 == byte })
        }
        #expect(place(word.marks(below: 0x20)) == first { $0 < 0x20 })
        #expect(place(word.marksBeyondASCII) == first { $0 >= 0x80 })
      }
    }
  }

  @Test func `hold the bytes before the end and zeros behind them, wherever the text ends`() {
    for text in Self.texts().prefix(300) {
      for start in text.indices {
        for end in start...text.count {
          var expected: UInt64 = 0
          for (place, byte) in text[start..<end].prefix(8).enumerated() {
            expected |= UInt64(byte) << UInt64(8 * place)
          }
          #expect(ByteWord(text.span, at: start, before: end).bits == expected)
        }
      }
    }
  }
}

@Suite struct `A table of names` {
  @Test func `finds each of its names as its position, quoted or not, and no other text`() {
    let names = FieldName.allCases.map(\.text)
    let table = NameTable(names)
    for (position, name) in names.enumerated() {
      let text = Array("{\"\(name)\":1}".utf8)
      let found = table.findQuoted(text.span, at: 2, end: text.count)
      #expect(found.name == UInt8(position) && found.end == 2 + name.utf8.count)
      #expect(table.find(text.span, at: 2, end: 2 + name.utf8.count) == UInt8(position))
      #expect(table.findQuoted(text.span, at: 2, end: found.end).name == NameTable.absent)
      for other in [name + "s", String(name.dropLast()) + "\u{0}", name + "\u{0}", "x" + name]
      where !names.contains(other) {
        let text = Array((other + "\"").utf8)
        let found = table.findQuoted(text.span, at: 0, end: text.count)
        #expect(found.name == NameTable.absent && found.end == text.count - 1)
      }
    }
  }
}

@Suite struct `An interner` {
  @Test func `numbers strings as they first come, and keeps that when merged`() {
    var random = SeededGenerator(seed: 5)
    let strings = (0..<3_000).map { _ in
      String(repeating: "a", count: Int.random(in: 0...12, using: &random))
        + String(Int.random(in: 0...400, using: &random))
    }
    func numbered(_ strings: ArraySlice<String>) -> (Interner, [String]) {
      var interner = Interner()
      var order: [String] = []
      for string in strings {
        if !order.contains(string) { order.append(string) }
        #expect(Int(interner.intern(string)) == order.firstIndex(of: string))
      }
      return (interner, order)
    }
    var (whole, order) = numbered(strings[..<1_500])
    let (other, otherOrder) = numbered(strings[1_500...])
    let map = whole.merge(other)
    for string in otherOrder where !order.contains(string) { order.append(string) }
    #expect(map.map { order[Int($0)] } == otherOrder)
    #expect(whole.count == order.count)
    for (number, string) in order.enumerated() {
      #expect(whole.text(UInt32(number)) == string && whole.find(string) == UInt32(number))
    }
    #expect(whole.find("b") == nil)
  }
}
