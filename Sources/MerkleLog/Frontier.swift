/// The right edge of a Merkle tree: all that is needed to append to it and to know its root.
///
/// It holds the roots of the perfect subtrees that the leaves fall into, largest first: one for
/// each bit set in `size` (a compact range of RFC 6962 section 2.1's tree). It is a value: a copy
/// is the tree as of then, so the root of any prefix is had by copying on the way.
public struct Frontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int
  /// The roots of the perfect subtrees from left to right: heights fall, one per bit set in `size`.
  public private(set) var peaks: [Hash]

  /// The empty tree.
  public init() {
    size = 0
    peaks = []
  }

  /// The edge of a tree of `size` leaves, or nil unless `peaks` has one hash per bit set in `size`.
  ///
  /// Nothing proves that the hashes are right but the root they give.
  public init?(size: Int, peaks: [Hash]) {
    guard size >= 0, peaks.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.peaks = peaks
  }

  init(unchecked size: Int, _ peaks: [Hash]) {
    self.size = size
    self.peaks = peaks
  }

  /// Adds one leaf at the right.
  public mutating func append(_ leaf: Hash, _ hasher: TreeHasher) {
    append(subtree: leaf, height: 0, hasher)
  }

  /// Adds leaves at the right, in order.
  public mutating func append(contentsOf leaves: [Hash], _ hasher: TreeHasher) {
    append(contentsOf: leaves[...], hasher)
  }

  /// Adds leaves at the right, in order.
  public mutating func append(contentsOf leaves: ArraySlice<Hash>, _ hasher: TreeHasher) {
    append(subtrees: leaves, height: 0, hasher)
  }

  /// Adds perfect subtrees of 2^`height` leaves each at the right, in order, given by their roots.
  ///
  /// - Precondition: as for ``append(subtree:height:_:)``.
  public mutating func append(
    subtrees: ArraySlice<Hash>, height: Int, _ hasher: TreeHasher
  ) {
    var rest = subtrees
    while !rest.isEmpty {
      // The largest perfect subtree that starts here is hashed level by level.
      let levels = min(
        (size >> height).trailingZeroBitCount, Int.bitWidth - 1 - rest.count.leadingZeroBitCount)
      var level = rest.prefix(1 << levels)
      rest = rest.dropFirst(level.count)
      while level.count > 1 { level = hasher.parents(of: level)[...] }
      for root in level { append(subtree: root, height: height + levels, hasher) }
    }
  }

  /// Adds leaves at the right, in order, and notes every subtree of a tile's height, or of a
  /// multiple of it, that they complete.
  ///
  /// They come for free: they are nodes on the way to the root.
  public mutating func append(
    contentsOf leaves: [Hash], _ hasher: TreeHasher, noting completed: inout [(Subtree, Hash)]
  ) {
    for leaf in leaves { append(subtree: leaf, height: 0, hasher, noting: &completed) }
  }

  /// Adds a perfect subtree, and notes the larger ones that it completes, as above.
  ///
  /// - Precondition: as for ``append(subtree:height:_:)``.
  public mutating func append(
    subtree: Hash, height: Int, _ hasher: TreeHasher, noting completed: inout [(Subtree, Hash)]
  ) {
    merge(subtree, height, hasher) { made, index, hash in
      guard made.isMultiple(of: Tile.height) else { return }
      completed.append((Subtree(height: made, index: index), hash))
    }
  }

  /// Adds a perfect subtree of 2^`height` leaves, given by its root.
  ///
  /// - Precondition: `size` is a multiple of 2^`height`, and the sum is a size.
  public mutating func append(subtree: Hash, height: Int, _ hasher: TreeHasher) {
    merge(subtree, height, hasher) { _, _, _ in }
  }

  /// Adds a perfect subtree, and tells `made` height, index and hash of each that it completes.
  private mutating func merge(
    _ subtree: Hash, _ height: Int, _ hasher: TreeHasher,
    _ made: (_ height: Int, _ index: Int, _ hash: Hash) -> Void
  ) {
    precondition((0..<Int.bitWidth - 1).contains(height), "bad math in Frontier: height")
    precondition(size & (1 << height - 1) == 0, "bad math in Frontier: subtree is not aligned")
    var merged = subtree
    var carry = size >> height
    var reached = height
    while carry & 1 == 1 {
      merged = hasher.node(peaks.removeLast(), merged)
      carry >>= 1
      reached += 1
      made(reached, carry, merged)
    }
    peaks.append(merged)
    size += 1 << height
  }

  /// Adds all leaves of another tree at the right.
  ///
  /// The use is a journal of segments: each full segment of 2^16 leaves is hashed by itself, and
  /// then joined to what lies before it.
  ///
  /// - Precondition: `size` is a multiple of the largest perfect subtree of `other`.
  public mutating func append(_ other: Frontier, _ hasher: TreeHasher) {
    var rest = other.size
    for peak in other.peaks {
      let height = Int.bitWidth - 1 - rest.leadingZeroBitCount
      append(subtree: peak, height: height, hasher)
      rest -= 1 << height
    }
  }

  /// The Merkle tree hash of all leaves (RFC 6962 section 2.1); `Hash.empty` for none.
  public func root(_ hasher: TreeHasher) -> Hash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = hasher.node(peak, root) }
    return root
  }
}
