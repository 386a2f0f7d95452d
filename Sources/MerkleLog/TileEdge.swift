/// The partial tiles at the right edge of a tiled log: all that is needed to write its next tiles,
/// and to know its root.
///
/// A value: a copy is the edge as of then.
public struct TileEdge: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: Int
  /// The hashes of the partial tile of each level, 0 to 255 of them.
  public private(set) var partials: [[Hash]]

  /// The edge of the empty log.
  public init() {
    size = 0
    partials = Array(repeating: [], count: Tile.levels)
  }

  /// The edge of a log of `size` leaves as a source has it.
  ///
  /// Nothing proves that the hashes are right but the root they give.
  ///
  /// - Precondition: `size` is not negative.
  /// - Throws: what the source throws.
  public init<Source: TileSource>(
    size: Int, reading source: Source
  ) throws(Source.Failure) {
    precondition(size >= 0, "bad math in TileEdge: size")
    self.init()
    self.size = size
    for tile in Tile.partials(size: size) {
      let hashes = try source.hashes(of: tile)
      precondition(hashes.count == tile.width, "a tile source answers whole tiles")
      partials[tile.level] = hashes
    }
  }

  /// Adds one leaf, and the tiles that it fills to `filled`.
  public mutating func append(
    _ leaf: Hash, _ hasher: TreeHasher, filled: inout [(tile: Tile, hashes: [Hash])]
  ) {
    size += 1
    var hash = leaf
    for level in 0..<Tile.levels {
      partials[level].append(hash)
      guard partials[level].count == Tile.fullWidth else { return }
      let number = size >> (Tile.height * (level + 1)) - 1
      filled.append((Tile(level: level, number: number), partials[level]))
      var tree = Frontier()
      tree.append(contentsOf: partials[level], hasher)
      hash = tree.root(hasher)
      partials[level] = []
    }
  }

  /// The partial tiles, lowest level first.
  public var tiles: [(tile: Tile, hashes: [Hash])] {
    Tile.partials(size: size).map { ($0, partials[$0.level]) }
  }

  /// The root of the tree.
  public func root(_ hasher: TreeHasher) -> Hash {
    var tree = Frontier()
    for level in (0..<Tile.levels).reversed() {
      tree.append(subtrees: partials[level][...], height: level * Tile.height, hasher)
    }
    return tree.root(hasher)
  }
}
