internal import MerkleLog

extension JournalReader {
  /// Why the lines do not give the signed root, once their trees are known; nil if they do.
  ///
  /// The leaf hashes in `hashes/` name the first entry that differs, if together they give the
  /// signed root: then no other leaves can. Otherwise nobody knows which line is wrong.
  func firstDifference(
    _ segments: [SegmentScan], root: Hash?
  ) throws(JournalError) -> Finding? {
    let signed = checkpoint.checkpoint.root
    if root == signed { return nil }
    if let believed = try believedTrees() {
      for segment in segments where segment.tree != believed[segment.segment] {
        if let finding = try firstDifference(inSegment: segment.segment) { return finding }
      }
    }
    // Missing lines were found already, and without them there is no root to speak of.
    guard let root else { return nil }
    return Finding(
      .rootMismatch, "the lines do not give the signed root", expected: signed.description,
      actual: root.description)
  }

  /// The trees of the segments by the leaf hashes in `hashes/`; nil unless they give the signed
  /// root.
  private func believedTrees() throws(JournalError) -> [Frontier]? {
    let hashFiles = HashFiles(layout: layout, files: files)
    let count = layout.segmentCount(size)
    let isOne: (String) -> Bool = { Layout.segmentNumber(ofHashesFile: $0) != nil }
    guard try files.count(in: layout.hashes, where: isOne) >= count else { return nil }
    let trees = try Parallel.map(count) {
      segment throws(JournalError) -> Frontier? in
      let count = layout.lineCount(ofSegment: segment, size: size)
      guard let leaves = hashFiles.leaves(ofSegment: segment, count: count) else { return nil }
      var tree = Frontier()
      tree.append(contentsOf: leaves, TreeHasher())
      return tree
    }
    let found = trees.compactMap { $0 }
    guard found.count == trees.count else { return nil }
    let hasher = TreeHasher()
    var whole = Frontier()
    for tree in found { whole.append(tree, hasher) }
    return whole.root(hasher) == checkpoint.checkpoint.root ? found : nil
  }

  /// The first line of a segment whose leaf hash differs from the believed one; nil if only lines
  /// are missing.
  private func firstDifference(inSegment segment: Int) throws(JournalError) -> Finding? {
    let count = layout.lineCount(ofSegment: segment, size: size)
    let hashFiles = HashFiles(layout: layout, files: files)
    guard let believed = hashFiles.leaves(ofSegment: segment, count: count) else { return nil }
    let hasher = TreeHasher()
    var cursor: SegmentCursor
    do throws(JournalError) {
      cursor = try self.cursor(segment, wanted: count)
    } catch {
      guard error.code == .symbolicLink else { throw error }
      return nil
    }
    var index = 0
    while try cursor.advance() {
      for line in cursor.chunk.lines {
        let leaf = hasher.leaf(cursor.chunk.bytes, line)
        if leaf != believed[index] {
          return Finding(
            .leafMismatch, "the line is not the one that was signed",
            entry: segment * layout.segmentLines + index, file: Layout.segmentFile(segment),
            offset: cursor.chunk.offset + line.lowerBound, expected: believed[index].description,
            actual: leaf.description)
        }
        index += 1
      }
    }
    return nil
  }

  /// Whether `hashes/` is complete and gives the signed root: the level "derived" of verification.
  ///
  /// Call it when the lines are verified. What is missing or stale is rebuilt by the next writer
  /// and only noted; what gives another root although the lines give the signed one is a
  /// `DERIVED_MISMATCH`. Neither is a violation.
  public func derivedFindings() throws(JournalError) -> [Finding] {
    let hashFiles = HashFiles(layout: layout, files: files)
    var findings: [Finding] = []
    for segment in 0..<layout.segmentCount(size) {
      let expected = layout.lineCount(ofSegment: segment, size: size)
      let count = try hashFiles.leafCount(ofSegment: segment)
      if let count, count >= expected { continue }
      findings.append(
        Finding(
          .derivedStale, "leaf hashes are missing; the next writer adds them",
          file: Layout.hashesFile(segment), expected: "\(expected) hashes",
          actual: count.map { "\($0) hashes" } ?? "no file", isViolation: false))
    }
    if findings.isEmpty, try believedTrees() == nil { findings = try wrongHashes() }
    return findings
  }

  /// The first leaf hash in each segment's file that is not that of its line, as far as the lines
  /// are there.
  private func wrongHashes() throws(JournalError) -> [Finding] {
    let hashFiles = HashFiles(layout: layout, files: files)
    var findings: [Finding] = []
    for segment in 0..<layout.segmentCount(size) {
      let count = layout.lineCount(ofSegment: segment, size: size)
      guard let believed = hashFiles.leaves(ofSegment: segment, count: count) else { continue }
      let leaves: [Hash]
      do throws(JournalError) {
        leaves = try readLeaves(ofSegment: segment).leaves
      } catch {
        // Missing lines are found and named by the scan.
        guard error.kind == .integrity else { throw error }
        continue
      }
      guard let index = zip(leaves, believed).enumerated().first(where: { $1.0 != $1.1 })?.offset
      else { continue }
      findings.append(
        Finding(
          .derivedMismatch, "a leaf hash is not that of its line; rebuild makes it anew",
          entry: segment * layout.segmentLines + index, file: Layout.hashesFile(segment),
          offset: index * Layout.hashBytes, isViolation: false))
    }
    if !findings.isEmpty { return findings }
    return [
      Finding(
        .derivedMismatch, "the leaf hashes do not give the signed root; rebuild makes them anew",
        file: "hashes", isViolation: false)
    ]
  }
}
