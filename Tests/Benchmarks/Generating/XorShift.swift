/// Marsaglia's xorshift of 64 bits, shifts 13, 7 and 17: the same numbers on every machine.
struct XorShift {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below the bound; the bias does not matter here.
  mutating func below(_ bound: Int) -> Int {
    Int((next() >> 11) % UInt64(bound))
  }

  /// True in so many of a hundred.
  mutating func percent(_ share: Int) -> Bool { below(100) < share }

  /// One of them.
  mutating func element(_ words: [String]) -> String { words[below(words.count)] }

  /// Ten bytes, for the id of an entry.
  mutating func tenBytes() -> [UInt8] { (0..<10).map { _ in UInt8(below(256)) } }

  private mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
