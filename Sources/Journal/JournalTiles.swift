internal import MerkleLog

/// The tiles of a journal's tree, from the cheapest source that has them.
///
/// Nothing vouches for what is stored; the caller checks what comes of it against the signed root,
/// and asks again with less trust.
final class JournalTiles: TileSource {
  /// How much of what is stored is taken at its word.
  enum Trust: CaseIterable {
    /// All of it.
    case everything
    /// The leaf hashes.
    case leafHashes
    /// Nothing but the lines.
    case nothing
  }

  private let reader: JournalReader
  private let trust: Trust
  private let hasher: TreeHasher
  /// The leaf hashes of the segment whose lines were read last.
  private var known: (segment: Int, leaves: [Hash])?

  init(_ reader: JournalReader, _ trust: Trust, _ hasher: TreeHasher) {
    self.reader = reader
    self.trust = trust
    self.hasher = hasher
  }

  /// The hashes of a tile.
  ///
  /// - Throws: `TRUNCATED` and its like where lines must be read and are not there.
  func hashes(of tile: Tile) throws(JournalError) -> [Hash] {
    let first = tile.number * Tile.fullWidth
    if tile.level == 0 { return try leaves(first..<(first + tile.width)) }
    if trust == .everything, let stored = tileFiles.hashes(of: tile) { return stored }
    var hashes: [Hash] = []
    for number in first..<(first + tile.width) {
      let below = Tile(level: tile.level - 1, number: number)
      var tree = Frontier()
      tree.append(contentsOf: try self.hashes(of: below), hasher)
      hashes.append(tree.root(hasher))
    }
    return hashes
  }

  private var tileFiles: TileFiles { TileFiles(layout: reader.layout, files: reader.files) }
  private var hashFiles: HashFiles { HashFiles(layout: reader.layout, files: reader.files) }

  /// Leaf hashes, which may lie in several segments.
  private func leaves(_ range: Range<Int>) throws(JournalError) -> [Hash] {
    let lines = reader.layout.segmentLines
    var leaves: [Hash] = []
    while leaves.count < range.count {
      let next = range.lowerBound + leaves.count
      let segment = next / lines
      let start = next % lines
      let part = start..<min(lines, start + range.count - leaves.count)
      if trust != .nothing, let stored = hashFiles.leaves(ofSegment: segment, part) {
        leaves += stored
        continue
      }
      if known?.segment != segment {
        known = (segment, try reader.readLeaves(ofSegment: segment).leaves)
      }
      leaves += known?.leaves[part] ?? []
    }
    return leaves
  }
}
