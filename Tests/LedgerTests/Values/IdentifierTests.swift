import Ledger
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: [
    "a", "kadis-pu", "Dinas/PU#1", "é", "日本", "..", String(repeating: "x", count: 256),
  ])
  func `takes any word`(text: String) {
    #expect(Identifier.problem(in: text) == nil)
  }

  @Test(arguments: [
    "", " ", "a b", "a\tb", "a\n", "a\u{A0}b", "a\u{2003}b", "a\u{3000}", "a\u{2028}b", "\u{0}",
    "a\u{7F}", "a\u{85}", "a\u{9F}", "a\u{1680}b", String(repeating: "x", count: 257),
    String(repeating: "é", count: 129),
  ])
  func `refuses the empty, the long, white space and control characters`(text: String) {
    #expect(Identifier.problem(in: text)?.code == .malformedIdentifier)
  }
}

@Suite struct UUIDv7Tests {
  @Test func `has the layout of RFC 9562`() {
    // The example of RFC 9562 appendix A.6.
    let random: [UInt8] = [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
    let text = UUIDv7.make(milliseconds: 0x017F_22E2_79B0, random: random)
    #expect(text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  }

  @Test func `sets version and variant whatever the randomness`() {
    let text = UUIDv7.make(milliseconds: 0, random: Array(repeating: 0xFF, count: 10))
    #expect(text == "00000000-0000-7fff-bfff-ffffffffffff")
  }

  @Test func `later ones sort later`() {
    let low = UUIDv7.make(milliseconds: 1000, random: Array(repeating: 0xFF, count: 10))
    let high = UUIDv7.make(milliseconds: 1001, random: Array(repeating: 0, count: 10))
    #expect(low < high)
  }
}
