internal import MerkleLog

/// What reading the bundles and the tiles of level 0 of up to 65,536 entries showed.
struct BundleScan: Sendable {
  /// An entry whose line and leaf hash contradict each other.
  struct Difference: Sendable {
    let tile: Tile
    let entry: Int
    /// Where its line begins in the bundle.
    let offset: Int
    let fromLine: Hash
    let fromTile: Hash
  }

  /// The roots of the full tiles, by the lines and by the tiles; nil where some are missing.
  private(set) var fullFromLines: [Hash?] = []
  private(set) var fullFromTiles: [Hash?] = []
  /// The leaves of the last tile, if it is partial.
  private(set) var restFromLines: [Hash]? = []
  private(set) var restFromTiles: [Hash]? = []
  private(set) var differences: [Difference] = []
  private(set) var findings: [Finding] = []
  /// What the lines say about keys.
  private(set) var statements: [KeyStatement] = []
  /// How many lines the caller wanted.
  var accepted = 0

  /// Differences that are kept one by one; any further one says nothing new.
  private static let mostDifferences = 100

  /// Reads the tile and the bundle with a number, and hands its lines to `each`.
  mutating func read(
    _ tile: Tile, _ group: Int, of log: PublishedLog, _ hasher: TreeHasher,
    _ each: (Chunk) -> Void
  ) throws(JournalError) {
    var fromTile: [Hash]?
    do throws(JournalError) {
      fromTile = try PublishedTiles(folder: log.folder).hashes(of: tile)
    } catch {
      guard error.kind == .integrity else { throw error }
      findings.append(Finding(evidenceOf: error))
    }
    let fromLines = try lines(tile, group, log, hasher, each, fromTile)
    add(fromLines, to: \.fullFromLines, \.restFromLines, tile, hasher)
    add(fromTile, to: \.fullFromTiles, \.restFromTiles, tile, hasher)
  }

  private mutating func add(
    _ hashes: [Hash]?, to full: WritableKeyPath<BundleScan, [Hash?]>,
    _ rest: WritableKeyPath<BundleScan, [Hash]?>, _ tile: Tile, _ hasher: TreeHasher
  ) {
    guard tile.isFull else {
      self[keyPath: rest] = hashes
      return
    }
    self[keyPath: full].append(
      hashes.map { hashes in
        var tree = Frontier()
        tree.append(contentsOf: hashes, hasher)
        return tree.root(hasher)
      })
  }

  /// The leaf hashes of a bundle's lines; nil if it has not as many as the tile.
  private mutating func lines(
    _ tile: Tile, _ group: Int, _ log: PublishedLog, _ hasher: TreeHasher,
    _ each: (Chunk) -> Void, _ fromTile: [Hash]?
  ) throws(JournalError) -> [Hash]? {
    let path = tile.bundlePath
    let first = tile.number * Tile.fullWidth
    let bytes: [UInt8]?
    do throws(JournalError) {
      bytes = try log.folder.bundle(of: tile)
    } catch {
      guard error.kind == .integrity else { throw error }
      findings.append(Finding(evidenceOf: error))
      return nil
    }
    guard let bytes else {
      findings.append(
        Finding(
          .truncated, "the bundle is missing", entry: first, file: path,
          expected: "\(tile.width) entries"))
      return nil
    }
    let (ranges, end) = EntryBundle.records(in: bytes)
    let whole = Array(ranges.prefix(tile.width))
    if ranges.count < tile.width {
      findings.append(
        Finding(
          .truncated, "the bundle ends before its last entry", entry: first + ranges.count,
          file: path, offset: end, expected: "\(tile.width) entries",
          actual: "\(ranges.count) entries"))
    } else if ranges.count > tile.width || end < bytes.count {
      let offset = ranges.count > tile.width ? ranges[tile.width].lowerBound - 2 : end
      findings.append(
        Finding(
          .bundleMalformed, "bytes follow the last entry of the bundle", entry: first + tile.width,
          file: path, offset: offset, actual: "\(bytes.count - offset) bytes"))
    }
    let chunk = Chunk(
      bytes: bytes, lines: whole, firstEntry: first, offset: 0, segment: group, file: path)
    statements += KeyStatement.all(in: chunk)
    each(chunk)
    var leaves: [Hash] = []
    hasher.leaves(bytes, whole, into: &leaves)
    if let fromTile { compare(tile, leaves, whole, fromTile) }
    return leaves.count == tile.width ? leaves : nil
  }

  private mutating func compare(
    _ tile: Tile, _ leaves: [Hash], _ ranges: [Range<Int>], _ fromTile: [Hash]
  ) {
    for (index, leaf) in leaves.enumerated()
    where leaf != fromTile[index] && differences.count < Self.mostDifferences {
      differences.append(
        Difference(
          tile: tile, entry: tile.number * Tile.fullWidth + index,
          offset: ranges[index].lowerBound, fromLine: leaf, fromTile: fromTile[index]))
    }
  }
}

extension Finding {
  /// An integrity error as what was found.
  public init(evidenceOf error: JournalError) {
    self.init(
      error.code, error.message, entry: error.entry, file: error.file, offset: error.offset,
      expected: error.expected, actual: error.actual, evidence: error.evidence)
  }
}
