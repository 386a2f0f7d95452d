internal import MerkleLog

/// The leaf hashes in `hashes/` and the segment roots in `.derived/`: believed only when together
/// they give a signed root, and therefore neither synced nor trusted.
struct HashFiles: Sendable {
  let layout: Layout
  let files: any FileSystem

  /// The first `count` leaf hashes of a segment; nil if the file is missing, too short or
  /// unreadable.
  func leaves(ofSegment segment: Int, count: Int) -> [Hash]? {
    leaves(ofSegment: segment, 0..<count)
  }

  /// Some leaf hashes of a segment; nil if the file is missing, too short or unreadable.
  func leaves(ofSegment segment: Int, _ range: Range<Int>) -> [Hash]? {
    read(layout.hashes(segment), range)
  }

  /// The roots of the first `count` segments; nil if the file is missing, too short or unreadable.
  func segmentRoots(count: Int) -> [Hash]? { read(layout.segmentRoots, 0..<count) }

  /// The number of leaf hashes in the file of a segment; nil if there is none.
  func leafCount(ofSegment segment: Int) throws(JournalError) -> Int? {
    guard let status = try files.status(of: layout.hashes(segment)), status.kind == .regular else {
      return nil
    }
    return status.size / Layout.hashBytes
  }

  /// Writes leaf hashes of a segment from the given index on; what lay behind them is cut off.
  func write(
    _ leaves: [Hash], ofSegment segment: Int, from index: Int
  ) throws(JournalError) {
    try files.ensureFolder(layout.hashes)
    try write(leaves, to: layout.hashes(segment), from: index)
  }

  /// Writes roots of full segments from the given number on; what lay behind them is cut off.
  func write(segmentRoots: [Hash], from segment: Int) throws(JournalError) {
    try files.ensureFolder(layout.derived)
    try write(segmentRoots, to: layout.segmentRoots, from: segment)
  }

  /// Completes and corrects the files of a proven tree; answers the names of those that were not
  /// right.
  func refresh(_ tree: ProvenTree) throws(JournalError) -> [String] {
    var rebuilt: [String] = []
    for segment in 0..<tree.segmentRoots.count
    where try leafCount(ofSegment: segment) != layout.segmentLines {
      try write(tree.leaves(ofSegment: segment), ofSegment: segment, from: 0)
      rebuilt.append(Layout.hashesFile(segment))
    }
    let last = tree.segmentRoots.count
    let count = tree.lastLeaves.count
    if count > 0,
      try leafCount(ofSegment: last) != count
        || leaves(ofSegment: last, count: count) != tree.lastLeaves
    {
      try write(tree.lastLeaves, ofSegment: last, from: 0)
      rebuilt.append(Layout.hashesFile(last))
    }
    if segmentRoots(count: last) != tree.segmentRoots {
      try write(segmentRoots: tree.segmentRoots, from: 0)
    }
    return rebuilt
  }

  private func write(
    _ hashes: [Hash], to path: String, from index: Int
  ) throws(JournalError) {
    try files.overwrite(path, with: Hash.bytes(of: hashes), at: index * Layout.hashBytes)
  }

  /// Whatever keeps derived data from being read has the same remedy: it is computed again from the
  /// lines.
  private func read(_ path: String, _ range: Range<Int>) -> [Hash]? {
    guard !range.isEmpty else { return [] }
    let length = range.count * Layout.hashBytes
    guard let file = try? files.open(path, .reading) else { return nil }
    var bytes = [UInt8](repeating: 0, count: length)
    let start = range.lowerBound * Layout.hashBytes
    guard (try? files.read(file, at: start, into: &bytes, 0..<length)) == length else {
      return nil
    }
    return Hash.list(from: bytes)
  }
}

extension JournalReader {
  /// Makes anew what lies in `hashes/` and what is derived from it, if that is wrong; no key is
  /// needed for that, but no writer may be at work.
  ///
  /// - Returns: what was wrong.
  /// - Throws: `LOCKED`; the first finding if the lines do not give the signed root; what the
  ///   system says.
  public func repairHashes() throws(JournalError) -> [Finding] {
    let findings = try derivedFindings()
    if findings.isEmpty { return [] }
    let lock = try JournalWriter.lock(layout, files, 0)
    defer { withExtendedLifetime(lock) {} }
    // Lines may have been added since.
    try JournalReader(layout, files).rebuildHashes()
    return findings
  }

  /// Computes all leaf hashes and segment roots again from the lines, whatever the files hold; the
  /// lock is held.
  ///
  /// - Throws: the first finding if the lines do not give the signed root; nothing is changed then.
  func rebuildHashes() throws(JournalError) {
    let tree = try provenTree(linesFrom: 0)
    let hashFiles = HashFiles(layout: layout, files: files)
    for segment in 0..<tree.segmentRoots.count {
      let leaves = try readLeaves(ofSegment: segment).leaves
      try hashFiles.write(leaves, ofSegment: segment, from: 0)
    }
    if !tree.lastLeaves.isEmpty {
      try hashFiles.write(tree.lastLeaves, ofSegment: tree.segmentRoots.count, from: 0)
    }
    try hashFiles.write(segmentRoots: tree.segmentRoots, from: 0)
    try rebuildTiles()
  }

  /// Computes the hashes above the leaves and the starts of blocks again, in one pass over the
  /// lines.
  private func rebuildTiles() throws(JournalError) {
    let tileFiles = TileFiles(layout: layout, files: files)
    let hasher = TreeHasher()
    var tree = Frontier()
    try walk(0..<size) { chunk, lines throws(JournalError) in
      var leaves: [Hash] = []
      var subtrees: [(Subtree, Hash)] = []
      hasher.leaves(chunk.bytes, Array(chunk.lines[lines]), into: &leaves)
      tree.append(contentsOf: leaves, hasher, noting: &subtrees)
      try tileFiles.write(subtrees)
      try tileFiles.write(blocks: TileFiles.blocks(in: chunk))
    }
  }
}

extension JournalWriter {
  /// Makes the leaf hashes, and what is derived from them, anew from the lines, whatever the files
  /// hold.
  ///
  /// - Throws: the first finding if the lines do not give the signed root; nothing is changed then.
  public func rebuildHashes() throws(JournalError) { try reader.rebuildHashes() }
}
