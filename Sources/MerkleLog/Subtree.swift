/// A perfect subtree of a log: 2^height leaves that begin at a multiple of their number.
///
/// Its hash never changes once its last leaf is there, so perfect subtrees are what is stored; the
/// ragged right edge of a tree is always computed from them.
public struct Subtree: Hashable, Sendable {
  /// The tree's height; 0 is a leaf.
  public let height: Int
  /// Its number among those of this height, from the left.
  public let index: Int

  /// Names a subtree.
  ///
  /// - Precondition: its last leaf has a number.
  public init(height: Int, index: Int) {
    precondition((0..<Int.bitWidth - 1).contains(height), "bad math in Subtree: height")
    precondition(index >= 0 && index <= Int.max >> height, "bad math in Subtree: index")
    self.height = height
    self.index = index
  }
}

/// Where proofs take hashes of perfect subtrees from: stored leaves, tiles, or whatever has them.
///
/// Nothing vouches for what it answers. A proof made of wrong hashes does not lead to the signed
/// root, and is found out by checking it.
public protocol HashReader {
  /// Why hashes could not be had.
  associatedtype Failure: Error
  /// The hashes of these subtrees, one each, in order.
  func hashes(of subtrees: [Subtree]) throws(Failure) -> [Hash]
}

/// How ranges of leaves are cut in RFC 6962 section 2.1, and put together again.
enum LeafRange {
  /// The largest power of two below `count`.
  ///
  /// - Precondition: `count` is at least 2.
  static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }

  /// The perfect subtrees that a range is made of, largest first.
  ///
  /// - Precondition: the range begins at a multiple of the smallest power of two that is not below
  ///   its length, as all ranges of proofs do.
  static func subtrees(of range: Range<Int>) -> [Subtree] {
    var subtrees: [Subtree] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let height = Int.bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
      subtrees.append(Subtree(height: height, index: start >> height))
      start += 1 << height
    }
    return subtrees
  }

  /// The hashes of ranges, each computed from the subtrees it is made of.
  static func hashes<Reader: HashReader>(
    of ranges: [Range<Int>], _ reader: Reader, _ hasher: TreeHasher
  ) throws(Reader.Failure) -> [Hash] {
    let parts = ranges.map { subtrees(of: $0) }
    let hashes = try reader.hashes(of: parts.flatMap { $0 })
    var next = 0
    return parts.map { part in
      defer { next += part.count }
      return root(ofPeaks: hashes[next..<(next + part.count)], hasher)
    }
  }

  /// The root over subtrees that stand side by side, largest first.
  static func root(ofPeaks peaks: ArraySlice<Hash>, _ hasher: TreeHasher) -> Hash {
    guard var root = peaks.last else { return .empty }
    for peak in peaks.dropLast().reversed() { root = hasher.node(peak, root) }
    return root
  }
}

extension Frontier {
  /// The right edge of the tree of the first `size` leaves, read in as many hashes as `size` has
  /// bits set.
  ///
  /// Nothing proves that they are right but the root they give.
  ///
  /// - Precondition: `size` is not negative.
  public init<Reader: HashReader>(
    size: Int, reading reader: Reader
  ) throws(Reader.Failure) {
    precondition(size >= 0, "bad math in Frontier: size")
    self.init(unchecked: size, try reader.hashes(of: LeafRange.subtrees(of: 0..<size)))
  }
}
