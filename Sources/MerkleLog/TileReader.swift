/// Where whole tiles of hashes come from: a published folder, or what a journal has stored.
public protocol TileSource {
  /// Why a tile could not be had.
  associatedtype Failure: Error
  /// The hashes of a tile, as many as it is wide.
  func hashes(of tile: Tile) throws(Failure) -> [Hash]
}

/// Answers for any perfect subtree of a tiled log, reading each tile once a call.
///
/// A proof over 2^8n leaves needs n tiles or one more, 8 KiB each: that is all that is read of a
/// log of any size.
public struct TileReader<Source: TileSource>: HashReader {
  /// Where tiles come from.
  public let source: Source
  /// The number of leaves, which decides how wide the last tiles are.
  public let size: Int
  private let hasher: TreeHasher

  /// Reads the tree of the first `size` leaves from tiles.
  public init(_ source: Source, size: Int, _ hasher: TreeHasher) {
    self.source = source
    self.size = size
    self.hasher = hasher
  }

  /// The hashes of these subtrees, one each, in order.
  ///
  /// - Precondition: they lie within the tree.
  /// - Throws: what the source throws.
  public func hashes(of subtrees: [Subtree]) throws(Source.Failure) -> [Hash] {
    var tiles: [Tile: [Hash]] = [:]
    var result: [Hash] = []
    for subtree in subtrees {
      let level = subtree.height / Tile.height
      let count = 1 << (subtree.height % Tile.height)
      let first = subtree.index * count
      guard let tile = Tile.at(level: level, number: first >> Tile.height, size: size) else {
        preconditionFailure("bad math in TileReader: the subtree is beyond the tree")
      }
      let start = first & (Tile.fullWidth - 1)
      precondition(start + count <= tile.width, "bad math in TileReader: the subtree is ragged")
      let hashes = if let known = tiles[tile] { known } else { try source.hashes(of: tile) }
      tiles[tile] = hashes
      precondition(hashes.count == tile.width, "a tile source answers whole tiles")
      result.append(root(of: hashes[start..<(start + count)]))
    }
    return result
  }

  private func root(of hashes: ArraySlice<Hash>) -> Hash {
    var tree = Frontier()
    tree.append(contentsOf: hashes, hasher)
    return tree.root(hasher)
  }
}
