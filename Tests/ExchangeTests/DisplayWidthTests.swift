import Exchange
import Testing

@Suite struct `Display width` {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("ñandú", 5), ("漢字", 4), ("ひら", 4),
    ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("ｱ", 1), ("、", 2), ("😀", 2), ("👍🏽", 2),
    ("👩‍👩‍👧", 2), ("🇮🇩", 2), ("❤", 1), ("❤️", 2), ("✅", 2), ("±", 1), ("—", 1), ("…", 1),
    ("\u{200B}", 0), ("a\u{200D}b", 2), ("\u{20000}", 2), ("ꦗꦮ", 2), ("\u{4DC0}", 2), ("→", 1),
  ]) func `is what a terminal shows`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `is the same for texts that are counted quickly`() {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0xA0...0x2FF, 0x2010...0x2027, 0x2190...0x21FF,
    ]
    for scalar in ranges.joined().compactMap({ Unicode.Scalar($0) }) {
      let text = String(Character(scalar))
      // A mark, which takes no column, makes it be counted character by character.
      #expect(DisplayWidth.of(text + "\u{301}" + text) == 2, "\(scalar.value)")
      #expect(DisplayWidth.of(text + text) == 2, "\(scalar.value)")
    }
  }

  @Test func `adds up over words`() {
    var random = Repeatable(1)
    for _ in 0..<200 {
      let one = Sample.text(3, using: &random).filter { !$0.isNewline }
      let two = Sample.text(3, using: &random).filter { !$0.isNewline }
      let sum = DisplayWidth.of(one + "x") + DisplayWidth.of("x" + two)
      #expect(DisplayWidth.of(one + "xx" + two) == sum)
    }
  }
}
