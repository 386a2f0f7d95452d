/// The proof that a record is at a place of a log: the hashes beside its path to the root
/// (RFC 6962 section 2.1.1).
///
/// At most 63 hashes, whatever the size. Whoever has the record computes the root from them; only
/// the one record at the one place leads to the root that was signed.
public struct InclusionProof: Hashable, Sendable {
  /// The sibling of the leaf first, a child of the root last.
  public let hashes: [Hash]

  /// A proof as it was received; nothing is checked yet.
  public init(hashes: [Hash]) { self.hashes = hashes }

  /// Makes the proof for an entry in the tree of the first `size` leaves.
  ///
  /// - Precondition: the entry is among them.
  /// - Throws: what the reader throws.
  public init<Reader: HashReader>(
    of entry: Int, size: Int, reading reader: Reader, _ hasher: TreeHasher
  ) throws(Reader.Failure) {
    precondition(entry >= 0 && entry < size, "bad math in InclusionProof: entry")
    hashes = try LeafRange.hashes(of: Self.siblings(of: entry, size), reader, hasher)
  }

  /// The root that the proof leads to from a leaf; nil if it has not the right number of hashes for
  /// the place.
  public func root(
    from leaf: Hash, at entry: Int, size: Int, _ hasher: TreeHasher
  ) -> Hash? {
    guard entry >= 0, entry < size else { return nil }
    let ranges = Self.siblings(of: entry, size)
    guard ranges.count == hashes.count else { return nil }
    var root = leaf
    for (range, hash) in zip(ranges, hashes) {
      root = range.lowerBound > entry ? hasher.node(root, hash) : hasher.node(hash, root)
    }
    return root
  }

  /// Whether a leaf is at a place of the tree of that size and root.
  public func proves(
    _ leaf: Hash, at entry: Int, size: Int, root: Hash, _ hasher: TreeHasher
  ) -> Bool {
    self.root(from: leaf, at: entry, size: size, hasher) == root
  }

  /// The ranges of leaves beside the path from an entry to the root, innermost first.
  private static func siblings(of entry: Int, _ size: Int) -> [Range<Int>] {
    var siblings: [Range<Int>] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + LeafRange.split(range.count)
      if entry < middle {
        siblings.append(middle..<range.upperBound)
        range = range.lowerBound..<middle
      } else {
        siblings.append(range.lowerBound..<middle)
        range = middle..<range.upperBound
      }
    }
    return siblings.reversed()
  }
}
