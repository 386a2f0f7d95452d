internal import MerkleLog

/// Derived data in `.derived/` that makes a proof cost kilobytes in a journal of any size: the
/// hashes above the leaves, and where every 256th line begins.
///
/// Neither synced nor trusted. A place that nobody wrote reads as zeros, which stand for "unknown":
/// whatever is missing is computed from what lies below, and what is wrong does not lead to the
/// signed root.
struct TileFiles: Sendable {
  /// How many lines a block has: as many as a tile has leaves.
  static let blockLines = Tile.fullWidth

  private static let offsetBytes = 8
  private static let unknown = Hash([UInt8](repeating: 0, count: Hash.byteCount))

  let layout: Layout
  let files: any FileSystem

  /// The hashes of a tile above the leaves; nil unless all of them are there.
  func hashes(of tile: Tile) -> [Hash]? {
    precondition(tile.level > 0, "leaf hashes lie in hashes/")
    let first = tile.number * Tile.fullWidth * Hash.byteCount
    guard
      let bytes = read(
        layout.tiles(ofLevel: tile.level), first, tile.width * Hash.byteCount),
      let hashes = Hash.list(from: bytes), hashes.allSatisfy({ $0 != Self.unknown })
    else { return nil }
    return hashes
  }

  /// Writes subtrees of a tile's height, or a multiple of it, each at its place.
  func write(_ subtrees: [(Subtree, Hash)]) throws(JournalError) {
    if subtrees.isEmpty { return }
    try files.ensureFolder(layout.derived)
    for level in 1..<Tile.levels {
      let height = level * Tile.height
      // Neighbours go out in one piece.
      var first = 0
      var run: [Hash] = []
      for (subtree, hash) in subtrees where subtree.height == height {
        if subtree.index != first + run.count, !run.isEmpty {
          try write(Hash.bytes(of: run), layout.tiles(ofLevel: level), first * Hash.byteCount)
          run = []
        }
        if run.isEmpty { first = subtree.index }
        run.append(hash)
      }
      if run.isEmpty { continue }
      try write(Hash.bytes(of: run), layout.tiles(ofLevel: level), first * Hash.byteCount)
    }
  }

  /// The start of the block that an entry lies in, or of its segment if that is nearer; nil if it
  /// is not known.
  func block(of entry: Int) -> (entry: Int, offset: Int)? {
    let segmentStart = entry / layout.segmentLines * layout.segmentLines
    let block = entry / Self.blockLines
    guard block * Self.blockLines > segmentStart else { return (segmentStart, 0) }
    guard let bytes = read(layout.blocks, block * Self.offsetBytes, Self.offsetBytes) else {
      return nil
    }
    let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let offset = Int(exactly: value), offset > 0 else { return nil }
    return (block * Self.blockLines, offset)
  }

  /// The blocks that begin with a line of a chunk.
  static func blocks(in chunk: Chunk) -> [(block: Int, offset: Int)] {
    let first = (chunk.firstEntry + blockLines - 1) / blockLines * blockLines
    return stride(from: first, to: chunk.firstEntry + chunk.lines.count, by: blockLines).map {
      ($0 / blockLines, chunk.offset + chunk.lines[$0 - chunk.firstEntry].lowerBound)
    }
  }

  /// Makes good what is missing or wrong about the last segment of a proven tree, so that the next
  /// writer opens the journal by its last block.
  func refresh(_ tree: ProvenTree) throws(JournalError) {
    var blocks = tree.lastBlocks
    if blocks.allSatisfy({ self.block(of: $0.block * Self.blockLines)?.offset == $0.offset }) {
      blocks = []
    }
    try write(blocks: blocks)
    var subtrees: [(Subtree, Hash)] = []
    var last = Frontier()
    last.append(contentsOf: tree.lastLeaves, TreeHasher(), noting: &subtrees)
    let first = tree.segmentRoots.count * layout.segmentLines >> Tile.height
    let own = subtrees.filter { $0.0.height == Tile.height }
    guard let width = own.last.map({ $0.0.index + 1 }) else { return }
    let tile = Tile(
      level: 1, number: first / Tile.fullWidth, width: min(width, Tile.fullWidth))
    if hashes(of: tile) == own.map(\.1) { return }
    try write(
      own.map { subtree, hash in
        (Subtree(height: Tile.height, index: first + subtree.index), hash)
      })
  }

  /// Writes where blocks begin in their segments.
  func write(blocks: [(block: Int, offset: Int)]) throws(JournalError) {
    guard let first = blocks.first else { return }
    try files.ensureFolder(layout.derived)
    // They are of one append, and so without gaps.
    let bytes = blocks.flatMap { block in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: block.offset >> $0) }
    }
    try write(bytes, layout.blocks, first.block * Self.offsetBytes)
  }

  private func write(_ bytes: [UInt8], _ path: String, _ offset: Int) throws(JournalError) {
    try files.overwrite(path, with: bytes, at: offset, isEnd: false)
  }

  /// Whatever keeps derived data from being read has the same remedy: it is computed.
  private func read(_ path: String, _ offset: Int, _ length: Int) -> [UInt8]? {
    guard let file = try? files.open(path, .reading) else { return nil }
    var bytes = [UInt8](repeating: 0, count: length)
    guard (try? files.read(file, at: offset, into: &bytes, 0..<length)) == length else {
      return nil
    }
    return bytes
  }
}
