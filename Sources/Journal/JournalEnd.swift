internal import MerkleLog

/// Where a journal ends, and the right edge of its tree: all that its writer needs to go on.
struct JournalEnd: Hashable, Sendable {
  /// The tree of the full segments before the last one.
  var older: Frontier
  /// The tree of the last segment, which may be full.
  var current: Frontier
  /// Where the last signed line ends in the last segment.
  var offset: Int
  /// How long the file of the last segment is.
  var fileBytes: Int

  /// The number of signed entries.
  var size: Int { older.size + current.size }
}

extension ProvenTree {
  /// The end of the journal.
  func end() throws(JournalError) -> JournalEnd {
    var current = Frontier()
    current.append(contentsOf: lastLeaves, TreeHasher())
    return JournalEnd(
      older: try frontier(at: size - lastLeaves.count), current: current, offset: endOffset,
      fileBytes: lastFileBytes)
  }
}

extension JournalReader {
  /// The bytes of the last entry, without its LF, checked against the signed root, however long the
  /// journal is.
  ///
  /// - Throws: `NO_SUCH_ENTRY` if there is none; what ``signedLine(at:)`` throws.
  public func lastSignedLine() throws(JournalError) -> [UInt8] {
    if let lastLine { return lastLine }
    if let line = try provenEnd()?.lastLine { return line }
    return try signedLine(at: size - 1)
  }

  /// The end of the journal and its last line, found without reading more lines than those of its
  /// last block, however long it is.
  ///
  /// The roots of segments and of blocks may come from anywhere: with the lines of the last block
  /// they give the signed root, and no others could.
  ///
  /// - Parameter known: what says that all lines were verified, if the last segment is still the
  ///   file it was then; of that one its last line alone is read then.
  /// - Returns: both; nil where what is derived is missing or does not give that root, or anything
  ///   is out of the ordinary: then more has to be read.
  /// - Throws: what the system says.
  func provenEnd(
    _ known: Attestation? = nil
  ) throws(JournalError) -> (end: JournalEnd, lastLine: [UInt8])? {
    guard size > 0 else { return nil }
    let last = layout.segmentCount(size) - 1
    let count = layout.lineCount(ofSegment: last, size: size)
    let hashFiles = HashFiles(layout: layout, files: files)
    let tileFiles = TileFiles(layout: layout, files: files)
    guard try hashFiles.leafCount(ofSegment: last) == count,
      let block = tileFiles.block(of: size - 1),
      let roots = hashFiles.segmentRoots(count: last)
    else { return nil }
    if known?.folders.isEmpty ?? true {
      guard try hasAllSegments(last + 1) else { return nil }
    }
    let hasher = TreeHasher()
    var older = Frontier()
    older.append(subtrees: roots[...], height: layout.segmentHeight, hasher)
    var current = Frontier()
    let blocks = (block.entry - older.size) / TileFiles.blockLines
    if blocks > 0 {
      // The blocks of a segment of the usual length are the subtrees of one tile.
      guard layout.segmentHeight == 2 * Tile.height,
        let hashes = tileFiles.hashes(of: Tile(level: 1, number: last, width: blocks))
      else { return nil }
      current.append(subtrees: hashes[...], height: Tile.height, hasher)
    }
    let found =
      if let file = known?.segments.last {
        try knownLines(from: block, fileBytes: file.size)
      } else {
        try lines(from: block)
      }
    guard let found else { return nil }
    current.append(contentsOf: found.leaves, hasher)
    let root = older.joined(current, hasher).root(hasher)
    guard root == checkpoint.checkpoint.root else { return nil }
    let end = JournalEnd(
      older: older, current: current, offset: found.end, fileBytes: found.fileBytes)
    return (end, found.lastLine)
  }

  /// The last lines of the journal, as far as its end asks for them.
  private struct LastLines {
    var leaves: [Hash]
    var lastLine: [UInt8]
    /// Where they end in their file, and how long that is.
    var end: Int
    var fileBytes: Int
  }

  /// The lines from the start of the last block on, read; nil if they are not all there.
  private func lines(from block: (entry: Int, offset: Int)) throws(JournalError) -> LastLines? {
    var cursor = try SegmentCursor(
      files, layout, segment: block.entry / layout.segmentLines, wanted: size - block.entry,
      from: block)
    let hasher = TreeHasher()
    var leaves: [Hash] = []
    var lastLine: [UInt8] = []
    while try cursor.advance() {
      if let last = cursor.chunk.lines.last { lastLine = Array(cursor.chunk.bytes[last]) }
      hasher.leaves(cursor.chunk.bytes, cursor.chunk.lines, into: &leaves)
    }
    guard cursor.end == .complete else { return nil }
    return LastLines(
      leaves: leaves, lastLine: lastLine, end: cursor.nextOffset, fileBytes: cursor.fileBytes)
  }

  /// The same of a file that is known to hold these lines and nothing behind them: by their stored
  /// hashes, and the last line itself; nil if that is not the line of its hash.
  private func knownLines(
    from block: (entry: Int, offset: Int), fileBytes: Int
  ) throws(JournalError) -> LastLines? {
    let segment = block.entry / layout.segmentLines
    let first = block.entry - segment * layout.segmentLines
    let count = layout.lineCount(ofSegment: segment, size: size)
    guard
      let leaves = HashFiles(layout: layout, files: files).leaves(
        ofSegment: segment, first..<count)
    else { return nil }
    let file = try files.open(layout.segment(segment), .reading)
    for length in [Self.usualLine, Layout.lineLimit + 2] {
      var bytes = [UInt8](repeating: 0, count: min(length, fileBytes))
      let start = fileBytes - bytes.count
      guard try files.read(file, at: start, into: &bytes, 0..<bytes.count) == bytes.count,
        bytes.popLast() == UInt8(ascii: "\n")
      else { return nil }
      let before = bytes.lastIndex(of: UInt8(ascii: "\n"))
      guard before != nil || start == 0 else { continue }
      let line = (before.map { $0 + 1 } ?? 0)..<bytes.count
      var leaf: [Hash] = []
      TreeHasher().leaves(bytes, [line], into: &leaf)
      guard leaf.last == leaves.last else { return nil }
      return LastLines(
        leaves: leaves, lastLine: Array(bytes[line]), end: fileBytes, fileBytes: fileBytes)
    }
    return nil
  }

  /// So many bytes at the end of a file nearly always hold its last line whole.
  private static let usualLine = 4096

  /// Whether these segments are there and no others, and all leaf hashes of each but the last.
  func hasAllSegments(_ count: Int) throws(JournalError) -> Bool {
    let segments = try files.members(of: layout.entries).filter {
      Layout.segmentNumber(ofFile: $0.name) != nil
    }
    let areInOrder = segments.allSatisfy {
      $0.kind == .regular && (Layout.segmentNumber(ofFile: $0.name) ?? count) < count
    }
    guard areInOrder, segments.count == count else { return false }
    let hashes = try files.statuses(in: layout.hashes).count { name, status in
      status.kind == .regular && (Layout.segmentNumber(ofHashesFile: name) ?? count) < count - 1
        && status.size / Layout.hashBytes == layout.segmentLines
    }
    return hashes == count - 1
  }
}
