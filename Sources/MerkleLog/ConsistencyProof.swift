/// The proof that a log only grew: from it both the old root and the new one are computed
/// (RFC 6962 section 2.1.2).
///
/// Nothing before the old size can have changed if both come out right.
public struct ConsistencyProof: Hashable, Sendable {
  /// The subtrees in the order of RFC 6962.
  public let hashes: [Hash]

  /// A proof as it was received; nothing is checked yet.
  public init(hashes: [Hash]) { self.hashes = hashes }

  /// Makes the proof that the tree of the first `size` leaves extends that of the first `old`.
  ///
  /// - Precondition: `old` is neither negative nor above `size`.
  /// - Throws: what the reader throws.
  public init<Reader: HashReader>(
    from old: Int, to size: Int, reading reader: Reader, _ hasher: TreeHasher
  ) throws(Reader.Failure) {
    precondition(old >= 0 && old <= size, "bad math in ConsistencyProof: sizes")
    hashes = try LeafRange.hashes(of: Self.parts(old, size).map(\.range), reader, hasher)
  }

  /// Whether the tree of `size` leaves and this root extends that of `old` leaves and that root.
  ///
  /// Everything extends the empty tree, by an empty proof (C2SP tlog-witness).
  public func proves(
    from old: Int, _ oldRoot: Hash, to size: Int, _ root: Hash, _ hasher: TreeHasher
  ) -> Bool {
    guard old >= 0, old <= size else { return false }
    if old == size { return hashes.isEmpty && oldRoot == root && (size > 0 || root == .empty) }
    if old == 0 { return hashes.isEmpty && oldRoot == .empty }
    let parts = Self.parts(old, size)
    // An old tree that is perfect is itself the first part, and not repeated in the proof.
    let start = old.nonzeroBitCount == 1 ? oldRoot : hashes.first
    let rest = old.nonzeroBitCount == 1 ? parts[...] : parts.dropFirst()
    let given = old.nonzeroBitCount == 1 ? hashes[...] : hashes.dropFirst()
    guard let start, rest.count == given.count else { return false }
    var (older, newer) = (start, start)
    for (part, hash) in zip(rest, given) {
      newer = part.isLeft ? hasher.node(hash, newer) : hasher.node(newer, hash)
      // What lies to the right of the path is beyond the old tree.
      if part.isLeft { older = hasher.node(hash, older) }
    }
    return older == oldRoot && newer == root
  }

  /// A range of leaves whose hash the proof holds, and whether it lies left of the old tree's edge.
  private struct Part {
    let range: Range<Int>
    let isLeft: Bool
  }

  /// The parts of a proof, innermost first.
  private static func parts(_ old: Int, _ size: Int) -> [Part] {
    guard old > 0 else { return [] }
    var parts: [Part] = []
    var range = 0..<size
    while range.upperBound > old {
      let middle = range.lowerBound + LeafRange.split(range.count)
      if old <= middle {
        parts.append(Part(range: middle..<range.upperBound, isLeft: false))
        range = range.lowerBound..<middle
      } else {
        parts.append(Part(range: range.lowerBound..<middle, isLeft: true))
        range = middle..<range.upperBound
      }
    }
    // The subtree that the old tree ends with, unless that is all of it.
    if range.lowerBound > 0 { parts.append(Part(range: range, isLeft: true)) }
    return parts.reversed()
  }
}
