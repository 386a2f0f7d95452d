/// Gives each distinct string a small number, so that a fact holds four bytes where an entry holds
/// an id, a name or a title; the bytes themselves are kept once.
public struct Interner: Sendable {
  private var arena: [UInt8] = []
  private var starts: [UInt32] = [0]
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

  /// An interner that holds nothing.
  public init() {}

  /// How many distinct strings it holds.
  public var count: Int { starts.count - 1 }

  /// The number of the string with these bytes, given now if it is new.
  public mutating func intern(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    var slot = Int(truncatingIfNeeded: Self.hash(bytes, range)) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if holds(number, bytes, range) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = UInt32(count)
    arena.append(contentsOf: bytes[range])
    starts.append(UInt32(arena.count))
    slots[slot] = number + 1
    if count * 2 > slots.count { grow() }
    return number
  }

  /// The number of a string, given now if it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return intern(bytes, 0..<bytes.count)
  }

  /// The number of a string, if it is held.
  public func find(_ text: String) -> UInt32? {
    let bytes = Array(text.utf8)
    return find(bytes, 0..<bytes.count)
  }

  /// The number of the string with these bytes, if it is held.
  public func find(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32? {
    var slot = Int(truncatingIfNeeded: Self.hash(bytes, range)) & (slots.count - 1)
    while slots[slot] != 0 {
      if holds(slots[slot] - 1, bytes, range) { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The string with that number.
  public func text(_ number: UInt32) -> String {
    String(decoding: arena[range(number)], as: UTF8.self)
  }

  /// Takes over every string of another interner.
  ///
  /// - Returns: For each of its numbers the number here.
  mutating func merge(_ other: Interner) -> [UInt32] {
    (0..<UInt32(other.count)).map { intern(other.arena, other.range($0)) }
  }

  private func range(_ number: UInt32) -> Range<Int> {
    Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
  }

  private func holds(_ number: UInt32, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let held = self.range(number)
    guard held.count == range.count else { return false }
    var offset = 0
    while offset < held.count {
      guard arena[held.lowerBound + offset] == bytes[range.lowerBound + offset] else {
        return false
      }
      offset += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in 0..<UInt32(count) {
      var slot = Int(truncatingIfNeeded: Self.hash(arena, range(number))) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number + 1
    }
  }

  /// FNV-1a, folded once more because only the low bits choose a slot.
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
