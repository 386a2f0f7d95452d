/// Finds one of a fixed set of names by its bytes: a hash without collisions, then one comparison.
struct NameTable: Sendable {
  /// Which name hashes to a slot, or `absent`.
  private var slots: [UInt8]
  /// Chosen so that no two names meet.
  private var factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// The names end to end, and where each begins.
  private var bytes: [UInt8] = []
  private var starts: [Int32] = [0]

  /// What is found where there is no such name.
  static let absent = UInt8.max

  private static let slotBits: UInt64 = 12

  /// A table of at most 255 distinct names; a name is found as its position.
  init(_ names: [String]) {
    precondition(names.count < Int(Self.absent), "a table holds at most 255 names")
    precondition(Set(names).count == names.count, "names are distinct")
    for name in names {
      bytes += name.utf8
      starts.append(Int32(bytes.count))
    }
    slots = [UInt8](repeating: Self.absent, count: 1 << Self.slotBits)
    var tries = 0
    while !fill(names) {
      factor &+= 0x5851_F42D_4C95_7F2E
      tries += 1
      precondition(tries < 10_000, "two names look alike to the hash")
    }
  }

  /// Tries the factor; false if two names meet.
  private mutating func fill(_ names: [String]) -> Bool {
    for slot in slots.indices { slots[slot] = Self.absent }
    for (number, name) in names.enumerated() {
      let slot = slot(name.utf8.reduce(0) { Self.step($0, $1) })
      guard slots[slot] == Self.absent else { return false }
      slots[slot] = UInt8(number)
    }
    return true
  }

  /// The name that ends at the next quotation mark, and where that mark stands.
  ///
  /// - Returns: `absent` where it is none of the names, or no mark comes.
  func findQuoted(_ text: Span<UInt8>, at start: Int, end: Int) -> (name: UInt8, end: Int) {
    var hash: UInt64 = 0
    var index = start
    while index < end {
      let byte = text[index]
      if byte == UInt8(ascii: "\"") { break }
      hash = Self.step(hash, byte)
      index += 1
    }
    return (index < end ? name(text, start..<index, hash) : Self.absent, index)
  }

  /// The name with exactly these bytes, or `absent`.
  func find(_ text: Span<UInt8>, at start: Int, end: Int) -> UInt8 {
    var hash: UInt64 = 0
    var index = start
    while index < end {
      hash = Self.step(hash, text[index])
      index += 1
    }
    return name(text, start..<end, hash)
  }

  private func name(_ text: Span<UInt8>, _ range: Range<Int>, _ hash: UInt64) -> UInt8 {
    let name = slots[slot(hash)]
    guard name != Self.absent else { return Self.absent }
    let first = Int(starts[Int(name)])
    guard Int(starts[Int(name) + 1]) - first == range.count else { return Self.absent }
    var offset = 0
    while offset < range.count {
      guard bytes[first + offset] == text[range.lowerBound + offset] else { return Self.absent }
      offset += 1
    }
    return name
  }

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash << 7 | hash >> 57) ^ UInt64(byte)
  }

  private func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* factor) >> (64 - Self.slotBits))
  }
}
