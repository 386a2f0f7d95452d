import CommandLineKit
import Testing

struct SpellingTests {
  @Test func `distance counts the four kinds of slip`() {
    for (a, b, expected) in [
      ("audit", "audit", 0), ("audti", "audit", 1), ("audt", "audit", 1), ("audiit", "audit", 1),
      ("aubit", "audit", 1), ("", "abc", 3), ("ca", "abc", 3), ("kitten", "sitting", 3),
    ] {
      #expect(Spelling.distance(a, b) == expected, "\(a) \(b)")
    }
  }

  @Test func `distance is symmetric, bounded and zero only between equals`() {
    let words = ["", "a", "b", "ab", "ba", "aab", "bab", "abba", "baab"]
    for a in words {
      for b in words {
        let distance = Spelling.distance(a, b)
        #expect(distance == Spelling.distance(b, a))
        #expect((distance == 0) == (a == b))
        #expect(distance <= max(a.count, b.count))
        #expect(distance >= abs(a.count - b.count))
      }
    }
  }

  @Test func `only a near word is suggested`() {
    let verbs = ["append", "audit", "replay", "record", "rotation"]
    #expect(Spelling.nearest(to: "repaly", in: verbs) == "replay")
    #expect(Spelling.nearest(to: "rot", in: verbs) == "rotation")
    #expect(Spelling.nearest(to: "re", in: verbs) == nil)
    #expect(Spelling.nearest(to: "a", in: verbs) == nil)
    #expect(Spelling.nearest(to: "zebra", in: verbs) == nil)
    #expect(Spelling.nearest(to: "audit", in: []) == nil)
  }
}
