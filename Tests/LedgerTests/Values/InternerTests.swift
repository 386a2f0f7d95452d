import Testing

@testable import Ledger

@Suite struct InternerTests {
  @Test func `numbers are ordered by the bytes of their strings`() {
    var generator = SeededGenerator(seed: 5)
    var interner = Interner()
    for _ in 0..<500 {
      // Long common beginnings, and a zero byte where another string ends.
      let length = Int.random(in: 0...12, using: &generator)
      let text = (0..<length).map { _ in ["a", "b", "\u{0}", "ü"].randomElement(using: &generator)!
      }
      _ = interner.intern(text.joined())
    }
    let numbers = (0..<UInt32(interner.count)).shuffled(using: &generator)
    let texts = interner.ordered(numbers).map { interner.text($0) }
    #expect(texts.count == interner.count)
    #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
