/// Which entries of a journal may have an id, wherever they stand: made of the tables of its
/// stretches, and laid out so that few bytes are read to look one up.
///
/// Who finds an entry looks at it; who finds none knows that no entry has the id, as far as the
/// index is what was made of the entries.
public struct IDIndex: Sendable {
  /// Half of each id's hash above the number of its entry plus one.
  private var words: [UInt64] = []

  /// An index of nothing.
  public init() {}

  /// Takes the ids of a stretch.
  ///
  /// - Parameters:
  ///   - table: The ids.
  ///   - first: The number of the stretch's first entry.
  ///   - count: How many of its entries are meant, the first ones.
  public mutating func add(_ table: IDTable, from first: Int, count: Int = .max) {
    add(table.hashes.prefix(max(0, count)), from: first)
  }

  /// Takes the ids of a stretch from the bytes of its table.
  ///
  /// - Parameters:
  ///   - bytes: What `IDTable.snapshot` gave, perhaps.
  ///   - first: The number of the stretch's first entry.
  /// - Throws: `SnapshotError` where they are no table.
  public mutating func add(_ bytes: [UInt8], from first: Int) throws(SnapshotError) {
    add(try IDTable.hashes(in: bytes)[...], from: first)
  }

  private mutating func add(_ hashes: ArraySlice<UInt64>, from first: Int) {
    for (place, hash) in hashes.enumerated() {
      let entry = UInt64(first + place) + 1
      words.append(hash & 0xFFFF_FFFF_0000_0000 | entry & 0xFFFF_FFFF)
    }
  }

  /// The index by hash, as `HashSlots` reads it.
  func bytes() -> [UInt8] { HashSlots.bytes(words, hash: HashSlots.hash) }
}

/// Words in slots by a hash: each lies in the first free slot from that of its hash on.
///
/// The same words give the same bytes, in whatever order they come.
enum HashSlots {
  /// How many slots there are at least.
  static let leastCount = 64

  /// Lays words out, none of which is zero.
  static func bytes(_ words: [UInt64], hash: (UInt64) -> UInt32) -> [UInt8] {
    var count = leastCount
    while count * 2 < words.count * 3 { count *= 2 }
    var slots = [UInt64](repeating: 0, count: count)
    for word in words.sorted() {
      var slot = Int(hash(word)) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = word
    }
    return SnapshotWriter.bytes(of: slots)
  }

  /// The words for some texts, of which only whether they are there is asked.
  static func words(_ texts: some Sequence<String>) -> [UInt64] { Array(Set(texts.map(word))) }

  /// The word for a text.
  static func word(_ text: String) -> UInt64 { Interner.longHash(text) | 1 }

  /// The hash of such a word.
  static func hash(_ word: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: word >> 32) }
}
