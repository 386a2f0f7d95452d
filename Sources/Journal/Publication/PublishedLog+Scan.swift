internal import MerkleLog

extension PublishedLog {
  /// Reads every entry and every tile once, and looks at everything that lies in the folder.
  ///
  /// The parts are of 65,536 entries each, as a journal's segments are, and are read on all cores;
  /// the chunks of a part come in order, one a bundle.
  ///
  /// - Parameters:
  ///   - start: makes a part, given its number.
  ///   - each: takes a chunk into its part; answers how many of its lines it wanted.
  ///   - end: completes a part, on the core that read it.
  /// - Returns: the parts, the root that the entries give, and all findings.
  /// - Throws: only when something cannot be read.
  public func scan<Part: Sendable>(
    start: @Sendable (_ group: Int) -> Part, each: @Sendable (inout Part, Chunk) -> Int,
    end: @Sendable (inout Part) -> Void = { _ in }
  ) throws(JournalError) -> Scan<Part> {
    let count = try readableTileCount()
    let groups = (count + Tile.fullWidth - 1) / Tile.fullWidth
    let results = try Parallel.map(groups) {
      group throws(JournalError) -> (part: Part, bundles: BundleScan) in
      var part = start(group)
      var bundles = BundleScan()
      let hasher = TreeHasher()
      let first = group * Tile.fullWidth
      for number in first..<min(count, first + Tile.fullWidth) {
        guard let tile = Tile.at(level: 0, number: number, size: size) else { continue }
        var accepted = 0
        try bundles.read(tile, group, of: self, hasher) { accepted = each(&part, $0) }
        bundles.accepted += accepted
      }
      end(&part)
      return (part, bundles)
    }
    var result = Scan<Part>(
      parts: [], size: size, root: nil, prefix: (0, nil), roots: [:], tail: nil, findings: [])
    for (part, bundles) in results {
      result.parts.append(part)
      result.prefix.size += bundles.accepted
    }
    let judgement = try TileJudgement(self, results.map(\.bundles))
    result.root = judgement.root
    result.prefix.root = judgement.root
    let chain = KeyChain(trusting: keys[0], results.flatMap(\.bundles.statements))
    result.keys = chain
    result.keyFindings = try keyFindings(
      chain, areTilesSound: judgement.findings.allSatisfy { !$0.isViolation })
    let walk = try FolderWalk(self)
    result.findings =
      judgement.findings.sorted { ($0.entry ?? .max) < ($1.entry ?? .max) } + walk.findings
      + result.keyFindings
    return result
  }

  /// How many tiles of level 0 are worth reading: all that are signed or, where files are missing,
  /// one more than there are.
  ///
  /// The first missing one is among them. A signed size may be anything; what it costs to refuse it
  /// must not grow with it.
  private func readableTileCount() throws(JournalError) -> Int {
    let count = Tile.count(level: 0, size: size)
    if count <= Tile.fullWidth { return count }
    let bundles = try folder.fileCount(in: PublishedFolder.tilesName + "/entries")
    let tiles = try folder.fileCount(in: PublishedFolder.tilesName + "/0")
    return min(count, max(bundles, tiles) + 1)
  }
}

/// Holds lines, tiles and the signed root against each other, and says which of them is wrong.
private struct TileJudgement {
  /// The root that the lines give; nil if some are missing.
  private(set) var root: Hash?
  private(set) var findings: [Finding]

  private let log: PublishedLog
  private let hasher: TreeHasher

  init(_ log: PublishedLog, _ scans: [BundleScan]) throws(JournalError) {
    self.log = log
    hasher = TreeHasher()
    findings = scans.flatMap(\.findings)
    let signed = log.checkpoint.checkpoint.root
    let fromLines = scans.flatMap(\.fullFromLines)
    let fromTiles = scans.flatMap(\.fullFromTiles)
    root = Self.root(fromLines, scans.last?.restFromLines ?? [], hasher)
    let tilesRoot = Self.root(fromTiles, scans.last?.restFromTiles ?? [], hasher)
    let areLinesRight = root == signed
    let areTilesRight = tilesRoot == signed
    for difference in scans.flatMap(\.differences) {
      findings.append(Self.finding(difference, areLinesRight, areTilesRight))
    }
    if !areLinesRight, let root {
      findings.append(
        Finding(
          .rootMismatch, "the entries do not give the signed root",
          expected: signed.description, actual: root.description))
    }
    try judgeHigherTiles(areLinesRight ? fromLines : fromTiles, areLinesRight)
  }

  private static func root(
    _ full: [Hash?], _ rest: [Hash]?, _ hasher: TreeHasher
  ) -> Hash? {
    let known = full.compactMap { $0 }
    guard let rest, known.count == full.count else { return nil }
    var tree = Frontier()
    tree.append(subtrees: known[...], height: Tile.height, hasher)
    tree.append(contentsOf: rest, hasher)
    return tree.root(hasher)
  }

  private static func finding(
    _ difference: BundleScan.Difference, _ areLinesRight: Bool, _ areTilesRight: Bool
  ) -> Finding {
    let (line, tile) = (difference.fromLine.description, difference.fromTile.description)
    if areLinesRight {
      return Finding(
        .tileMismatch, "the tile has another hash than the entry, which is the signed one",
        entry: difference.entry, file: difference.tile.path,
        offset: difference.entry % Tile.fullWidth * Hash.byteCount, expected: line, actual: tile)
    }
    return Finding(
      .leafMismatch,
      areTilesRight
        ? "the entry is not the one that was signed"
        : "entry and tile contradict each other, and neither can be held against the signed root",
      entry: difference.entry, file: difference.tile.bundlePath, offset: difference.offset,
      expected: tile, actual: line)
  }

  /// Compares the tiles above level 0 with what lies below them: with the lines if those are the
  /// signed ones, else with the tiles.
  private mutating func judgeHigherTiles(
    _ roots: [Hash?], _ areLinesRight: Bool
  ) throws(JournalError) {
    var expected = roots
    for level in 1..<Tile.levels where !expected.isEmpty {
      var above: [Hash?] = []
      for number in 0..<Tile.count(level: level, size: log.size) {
        guard let tile = Tile.at(level: level, number: number, size: log.size) else { continue }
        let first = number * Tile.fullWidth
        // Behind a gap there is nothing to compare with.
        guard first + tile.width <= expected.count else { break }
        let below = Array(expected[first..<(first + tile.width)])
        let stored = try hashes(of: tile)
        if let stored { compare(tile, stored, below) }
        guard tile.isFull else { continue }
        let known = areLinesRight ? below : stored.map { $0.map { Optional($0) } } ?? below
        above.append(root(of: known))
      }
      expected = above
    }
  }

  private mutating func hashes(of tile: Tile) throws(JournalError) -> [Hash]? {
    do throws(JournalError) {
      return try PublishedTiles(folder: log.folder).hashes(of: tile)
    } catch {
      guard error.kind == .integrity else { throw error }
      findings.append(Finding(evidenceOf: error))
      return nil
    }
  }

  private mutating func compare(_ tile: Tile, _ stored: [Hash], _ below: [Hash?]) {
    for (index, pair) in zip(stored, below).enumerated() {
      guard let expected = pair.1, expected != pair.0 else { continue }
      let entry = (tile.number * Tile.fullWidth + index) << (tile.level * Tile.height)
      findings.append(
        Finding(
          .tileMismatch, "the hash in the tile is not that of what lies below it", entry: entry,
          file: tile.path, offset: index * Hash.byteCount, expected: expected.description,
          actual: pair.0.description))
    }
  }

  private func root(of hashes: [Hash?]) -> Hash? {
    let known = hashes.compactMap { $0 }
    guard known.count == hashes.count else { return nil }
    var tree = Frontier()
    tree.append(contentsOf: known, hasher)
    return tree.root(hasher)
  }
}
