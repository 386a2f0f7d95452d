/// Finds one of a fixed set of names by its bytes: a hash without collisions, then one comparison.
struct NameTable: Sendable {
  /// Which name hashes to a slot, or `absent`.
  private var slots: [UInt8]
  /// Chosen so that no two names meet.
  private var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private let names: [Name]

  /// What is found where there is no such name.
  static let absent = UInt8.max

  /// A name of at most 24 bytes in three words, zeros behind them.
  private struct Name: Hashable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var length = 0

    static let longest = 24

    /// The bytes from `start` to `end`, of which there are no more than fit.
    init(_ text: Span<UInt8>, at start: Int, before end: Int) {
      length = end - start
      first = ByteWord(text, at: start, before: end).bits
      if length > 8 { second = ByteWord(text, at: start + 8, before: end).bits }
      if length > 16 { third = ByteWord(text, at: start + 16, before: end).bits }
    }
  }

  private static let slotBits: UInt64 = 12

  /// A table of at most 255 distinct names; a name is found as its position.
  init(_ texts: [String]) {
    precondition(texts.count < Int(Self.absent), "a table holds at most 255 names")
    names = texts.map { text in
      let bytes = Array(text.utf8)
      precondition(1...Name.longest ~= bytes.count, "a name has 1 to 24 bytes")
      return Name(bytes.span, at: 0, before: bytes.count)
    }
    precondition(Set(names).count == names.count, "names are distinct")
    slots = [UInt8](repeating: Self.absent, count: 1 << Self.slotBits)
    var tries = 0
    while !fill() {
      factor &+= 0x5851_F42D_4C95_7F2E
      tries += 1
      precondition(tries < 10_000, "two names look alike to the hash")
    }
  }

  /// Tries the factor; false if two names meet.
  private mutating func fill() -> Bool {
    for slot in slots.indices { slots[slot] = Self.absent }
    for (number, name) in names.enumerated() {
      let slot = slot(name)
      guard slots[slot] == Self.absent else { return false }
      slots[slot] = UInt8(number)
    }
    return true
  }

  /// The name that ends at the next quotation mark, and where that mark stands.
  ///
  /// - Returns: `absent` where it is none of the names, or no mark comes.
  func findQuoted(_ text: Span<UInt8>, at start: Int, end: Int) -> (name: UInt8, end: Int) {
    var index = start
    while index &+ 8 <= end {
      let marks = ByteWord(text, at: index).marks(of: UInt8(ascii: "\""))
      guard marks == 0 else {
        index &+= ByteWord.place(marks)
        return (find(text, at: start, end: index), index)
      }
      index &+= 8
    }
    while index < end, text[index] != UInt8(ascii: "\"") { index &+= 1 }
    return (index < end ? find(text, at: start, end: index) : Self.absent, index)
  }

  /// The name with exactly these bytes, or `absent`.
  func find(_ text: Span<UInt8>, at start: Int, end: Int) -> UInt8 {
    guard 1...Name.longest ~= end &- start else { return Self.absent }
    let wanted = Name(text, at: start, before: end)
    let name = slots[slot(wanted)]
    return name != Self.absent && names[Int(name)] == wanted ? name : Self.absent
  }

  private func slot(_ name: Name) -> Int {
    let mixed = name.first ^ (name.second &<< 21 | name.second &>> 43) ^ name.third &* 3
    let product = mixed.multipliedFullWidth(by: factor)
    return Int(truncatingIfNeeded: (product.high ^ product.low) & (1 << Self.slotBits - 1))
  }
}
