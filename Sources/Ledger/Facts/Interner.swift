/// Gives each distinct string a small number, so that a fact holds four bytes where an entry holds
/// an id, a name or a title; the bytes themselves are kept once.
public struct Interner: Sendable {
  private var arena: [UInt8] = []
  private var starts: [UInt32] = [0]
  /// The hash of each string, so that neither growing nor merging computes it again.
  private var hashes: [UInt32] = []
  /// In each taken slot a hash, and below it a number plus one; none as long as nothing was added
  /// to what was read.
  private var slots: [UInt64] = []

  /// An interner that holds nothing.
  public init() {}

  /// How many distinct strings it holds.
  public var count: Int { hashes.count }

  /// The number of the string with these bytes, given now if it is new.
  public mutating func intern(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    intern(bytes, range, Self.hash(bytes.span, range))
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
  public func find(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32? { find(bytes.span, range) }

  /// The number of the string with these bytes, if it is held.
  func find(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    let hash = Self.hash(text, range)
    guard !slots.isEmpty else {
      // For the one or two that are looked for in what was read, looking at all is quicker.
      return (0..<UInt32(count)).first { hashes[Int($0)] == hash && holds($0, text, range) }
    }
    let taken = slots[slot(of: text, range, hash)]
    return taken == 0 ? nil : UInt32(truncatingIfNeeded: taken) - 1
  }

  /// Whether the string with that number consists of these bytes.
  func holds(_ number: UInt32, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    holds(number, bytes.span, range)
  }

  /// The string with that number.
  public func text(_ number: UInt32) -> String {
    String(decoding: arena[range(number)], as: UTF8.self)
  }

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(arena)
    snapshot.put(starts)
    snapshot.put(hashes)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    arena = try snapshot.text()
    starts = try snapshot.numbers()
    hashes = try snapshot.numbers()
    guard starts.count == hashes.count + 1, starts[0] == 0,
      Int(starts[hashes.count]) == arena.count,
      hashes.indices.allSatisfy({ starts[$0] <= starts[$0 + 1] })
    else { throw snapshot.error("it holds texts that cannot be") }
  }

  /// Lets go of what finding a string takes; the strings can be merged into another interner still.
  mutating func finish() { slots = [] }

  /// The strings one after another, by number.
  var bytes: [UInt8] { arena }

  /// The number of bytes of a string.
  func length(_ number: UInt32) -> Int { range(number).count }

  /// Numbers by the bytes of their strings.
  func ordered(_ numbers: [UInt32]) -> [UInt32] {
    let arena = arena.span
    // Mostly the first eight bytes tell.
    var keyed = numbers.map { number in
      let range = range(number)
      let word = ByteWord(arena, at: range.lowerBound, before: range.upperBound).bits
      return (first: word.byteSwapped, number: number)
    }
    keyed.sort {
      if $0.first != $1.first { return $0.first < $1.first }
      return self.arena[range($0.number)].lexicographicallyPrecedes(self.arena[range($1.number)])
    }
    return keyed.map(\.number)
  }

  /// The slots by hash: a string's is the first free or fitting one from the low bits of its hash
  /// on.
  var slotWords: [UInt64] {
    guard slots.isEmpty else { return slots }
    var filled = self
    filled.fill()
    return filled.slots
  }

  /// The hash of a string: the same in every run.
  static func hash(_ text: String) -> UInt32 {
    UInt32(truncatingIfNeeded: longHash(text) &>> 32)
  }

  /// The long hash of a string.
  static func longHash(_ text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    return longHash(bytes.span, 0..<bytes.count)
  }

  /// Takes over every string of another interner.
  ///
  /// - Returns: For each of its numbers the number here.
  mutating func merge(_ other: Interner) -> [UInt32] {
    if count == 0 {
      self = other
      fill()
      return (0..<UInt32(count)).map { $0 }
    }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(other.count)
    for number in 0..<UInt32(other.count) {
      numbers.append(intern(other.arena, other.range(number), other.hashes[Int(number)]))
    }
    return numbers
  }

  private mutating func intern(
    _ bytes: [UInt8], _ range: Range<Int>, _ hash: UInt32
  ) -> UInt32 {
    if slots.isEmpty { fill() }
    let slot = slot(of: bytes.span, range, hash)
    if slots[slot] != 0 { return UInt32(truncatingIfNeeded: slots[slot]) - 1 }
    let number = UInt32(count)
    arena.append(contentsOf: bytes[range])
    starts.append(UInt32(arena.count))
    hashes.append(hash)
    slots[slot] = UInt64(hash) << 32 | UInt64(number + 1)
    if count * 4 > slots.count * 3 { fill() }
    return number
  }

  /// The slot that holds the string, or the free one where it belongs.
  @inline(__always)
  private func slot(of text: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let taken = slots[slot]
      if taken >> 32 == UInt64(hash), holds(UInt32(truncatingIfNeeded: taken) - 1, text, range) {
        return slot
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func range(_ number: UInt32) -> Range<Int> {
    Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
  }

  private func holds(_ number: UInt32, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let held = self.range(number)
    guard held.count == range.count else { return false }
    let arena = arena.span
    guard held.count > 8 else {
      return ByteWord(arena, at: held.lowerBound, before: held.upperBound).bits
        == ByteWord(text, at: range.lowerBound, before: range.upperBound).bits
    }
    // The last eight bytes may have been compared in part.
    let last = held.upperBound &- 8
    let distance = range.lowerBound &- held.lowerBound
    var index = held.lowerBound
    while index < last {
      guard ByteWord(arena, at: index).bits == ByteWord(text, at: index &+ distance).bits
      else { return false }
      index &+= 8
    }
    return ByteWord(arena, at: last).bits == ByteWord(text, at: last &+ distance).bits
  }

  /// Puts all strings into as many slots as they need.
  private mutating func fill() {
    var room = 64
    while hashes.count * 4 > room * 3 { room *= 2 }
    slots = [UInt64](repeating: 0, count: room)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt64(hash) << 32 | UInt64(number + 1)
    }
  }

  /// The high half of the long hash.
  private static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    UInt32(truncatingIfNeeded: longHash(text, range) &>> 32)
  }

  /// Eight bytes at a time into a product that is folded, as its high bits are the better mixed.
  @inline(__always)
  static func longHash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
    var index = range.lowerBound
    while index < range.upperBound {
      let word = ByteWord(text, at: index, before: range.upperBound).bits
      hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash &>> 32
      index &+= 8
    }
    return hash &* 0xD6E8_FEB8_6659_FD93
  }
}

extension EntryReader {
  /// The number of a string of the line, its escapes undone, given now if it is new.
  @inline(__always)
  func number(of node: Node, in interner: inout Interner) -> UInt32 {
    guard isEscaped(node) else { return interner.intern(bytes, range(of: node)) }
    let text = unescaped(range(of: node))
    return interner.intern(text, 0..<text.count)
  }
}
