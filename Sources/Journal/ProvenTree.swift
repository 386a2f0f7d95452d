public import MerkleLog

/// The tree of a journal, proven against its signed root without reading more lines than those of
/// its last segment.
///
/// The roots of older segments may come from anywhere: with the leaves of the last one, read from
/// its lines, they give the signed root, and no others could.
public struct ProvenTree: Sendable {
  /// The number of signed entries.
  public let size: Int
  /// The roots of the full segments before the last one, each a subtree of 65,536 leaves.
  public let segmentRoots: [Hash]
  /// The leaf hashes of the last segment, which may be full.
  public let lastLeaves: [Hash]

  /// Where in the last segment its blocks begin.
  let lastBlocks: [(block: Int, offset: Int)]

  let reader: JournalReader
  private var layout: Layout { reader.layout }
  /// Where the last signed line ends in the last segment.
  let endOffset: Int
  /// How long the file of the last segment is.
  let lastFileBytes: Int

  /// The leaf hashes of a segment, proven against its root.
  ///
  /// - Throws: `LEAF_MISMATCH` and its like when neither `hashes/` nor the lines give that root.
  public func leaves(ofSegment segment: Int) throws(JournalError) -> [Hash] {
    if segment == segmentRoots.count { return lastLeaves }
    let hasher = TreeHasher()
    let hashFiles = HashFiles(layout: reader.layout, files: reader.files)
    func isProven(_ leaves: [Hash]) -> Bool {
      var tree = Frontier()
      tree.append(contentsOf: leaves, hasher)
      return tree.root(hasher) == segmentRoots[segment]
    }
    if let leaves = hashFiles.leaves(ofSegment: segment, count: layout.segmentLines),
      isProven(leaves)
    {
      return leaves
    }
    let leaves = try reader.readLeaves(ofSegment: segment).leaves
    guard isProven(leaves) else { throw try reader.refusal() }
    return leaves
  }

  /// The tree as it was at an earlier size.
  ///
  /// - Throws: what ``leaves(ofSegment:)`` throws, or `NO_SUCH_ENTRY` beyond the signed size.
  public func frontier(at size: Int) throws(JournalError) -> Frontier {
    guard (0...self.size).contains(size) else {
      throw JournalError(
        .noSuchEntry, .refused, "the journal has no such size", expected: "0 to \(self.size)",
        actual: "\(size)")
    }
    let hasher = TreeHasher()
    var tree = Frontier()
    let full = segmentRoots.prefix(size / layout.segmentLines)
    tree.append(subtrees: full, height: layout.segmentHeight, hasher)
    let rest = size - tree.size
    if rest > 0 {
      let leaves = try leaves(ofSegment: tree.size / layout.segmentLines)
      tree.append(contentsOf: leaves[..<rest], hasher)
    }
    return tree
  }
}

extension JournalReader {
  /// Proves the journal's tree against the signed root.
  ///
  /// - Parameter linesFrom: the first segment whose lines are to be read, if more than the last
  ///   one.
  /// - Returns: the tree.
  /// - Throws: the first finding when lines are missing or do not give the signed root.
  public func provenTree(linesFrom: Int? = nil) throws(JournalError) -> ProvenTree {
    let last = max(0, layout.segmentCount(size) - 1)
    let firstRead = max(0, min(linesFrom ?? last, last))
    for segment in 0..<firstRead
    where try files.status(of: layout.segment(segment))?.kind != .regular {
      throw try refusal()
    }
    var read: [Hash] = []
    for segment in firstRead..<last { read.append(try root(ofSegment: segment)) }
    let lines = try readLeaves(ofSegment: last)
    func tree(_ older: [Hash]) -> ProvenTree {
      ProvenTree(
        size: size, segmentRoots: older + read, lastLeaves: lines.leaves,
        lastBlocks: lines.blocks, reader: self, endOffset: lines.end,
        lastFileBytes: lines.fileBytes)
    }
    let hashFiles = HashFiles(layout: layout, files: files)
    // The cheapest source first; each proves itself or is passed over.
    if let roots = hashFiles.segmentRoots(count: firstRead) {
      if try isSigned(tree(roots)) { return tree(roots) }
    }
    let fromHashes = try Parallel.map(firstRead) { segment throws(JournalError) -> Hash? in
      guard
        let leaves = hashFiles.leaves(ofSegment: segment, count: layout.segmentLines)
      else { return nil }
      return root(leaves)
    }
    let found = fromHashes.compactMap { $0 }
    if found.count == firstRead, try isSigned(tree(found)) { return tree(found) }
    let fromLines = try Parallel.map(firstRead) { segment throws(JournalError) in
      try root(ofSegment: segment)
    }
    guard try isSigned(tree(fromLines)) else { throw try refusal() }
    return tree(fromLines)
  }

  /// What reading the signed lines of a segment gives: their leaf hashes, where its blocks begin
  /// and the last line ends, and how long the file is.
  typealias SegmentLeaves = (
    leaves: [Hash], blocks: [(block: Int, offset: Int)], end: Int, fileBytes: Int
  )

  /// Reads the signed lines of a segment.
  ///
  /// - Throws: the first finding about the journal when lines are missing.
  func readLeaves(ofSegment segment: Int) throws(JournalError) -> SegmentLeaves {
    let wanted = layout.lineCount(ofSegment: segment, size: size)
    let hasher = TreeHasher()
    var cursor = try cursor(segment, wanted: wanted)
    var leaves: [Hash] = []
    leaves.reserveCapacity(wanted)
    var blocks: [(block: Int, offset: Int)] = []
    while try cursor.advance() {
      blocks += TileFiles.blocks(in: cursor.chunk)
      hasher.leaves(cursor.chunk.bytes, cursor.chunk.lines, into: &leaves)
    }
    if let finding = loss(cursor, wanted: wanted) { throw try refusal(finding) }
    return (leaves, blocks, cursor.nextOffset, cursor.fileBytes)
  }

  /// Why the journal cannot be extended: what a full verification finds first, or else `cause`.
  func refusal(
    _ cause: Finding = Finding(.rootMismatch, "the lines do not give the signed root")
  ) throws(JournalError) -> JournalError {
    let scan = try scan(start: { _ in }, each: { _, chunk in chunk.lines.count })
    return JournalError(
      scan.violations.first ?? cause,
      hint: "nothing was changed; restore the named file from a copy")
  }

  private func root(ofSegment segment: Int) throws(JournalError) -> Hash {
    try root(readLeaves(ofSegment: segment).leaves)
  }

  private func root(_ leaves: [Hash]) -> Hash {
    let hasher = TreeHasher()
    var tree = Frontier()
    tree.append(contentsOf: leaves, hasher)
    return tree.root(hasher)
  }

  private func isSigned(_ tree: ProvenTree) throws(JournalError) -> Bool {
    let hasher = TreeHasher()
    return try tree.frontier(at: size).root(hasher) == checkpoint.checkpoint.root
  }
}
