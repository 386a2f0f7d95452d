public import MerkleLog

/// The result of one pass over a journal's signed lines.
public struct Scan<Part: Sendable>: Sendable {
  /// What the caller made of each segment, in order, up to the one where the prefix ends.
  public var parts: [Part]
  /// The number of signed entries.
  public var size: Int
  /// The root of what was read; nil if that was not asked for, or lines are missing.
  public var root: Hash?
  /// The number of leading lines that the caller wanted, and the root of the journal at that size;
  /// no root if that was not asked for.
  public var prefix: (size: Int, root: Hash?)
  /// The roots at the sizes asked for, as far as lines were there.
  public var roots: [Int: Hash]
  /// Bytes beyond the signed size; they are not part of the ledger.
  public var tail: UnsignedTail?
  /// All that was found, those about keys and those of the reader included, lines in order first.
  public var findings: [Finding]
  /// Who may sign, as the lines say; nil if nothing was verified.
  public var keys: KeyChain?
  /// What the lines are; nil if that was not asked for, or lines are missing.
  public var extent: JournalExtent?
  /// Those of ``findings`` that are about keys.
  public var keyFindings: [Finding] = []

  /// Those of ``findings`` that contradict the signatures; empty if the journal is verified.
  public var violations: [Finding] { findings.filter(\.isViolation) }
}

/// Bytes that follow the last signed line, as a crash or a running append leaves them.
public struct UnsignedTail: Sendable, Hashable {
  /// How many in all.
  public var bytes: Int
  /// The first file that holds some, relative to the journal.
  public var file: String
  /// Where in it they start.
  public var offset: Int
}

extension JournalReader {
  /// Reads every signed line once: in chunks, segments in parallel on all cores, in bounded memory.
  ///
  /// The caller answers for each chunk how many of its lines belong to the wanted prefix of the
  /// journal; fewer than all ends the prefix there, and the caller is not asked again in that
  /// segment. Verification always covers all signed lines.
  ///
  /// - Parameters:
  ///   - verifying: whether to hash the lines and compare the root with the signed one.
  ///   - sizes: sizes at which the root is wanted as well, such as those of older checkpoints.
  ///   - start: makes the part of a segment, given its number.
  ///   - each: takes a chunk into the part of its segment; chunks of a segment come in order.
  ///   - end: completes the part of a segment, on the core that read it, given what its lines are
  ///     if all of them were read.
  /// - Returns: the parts, the roots, and all findings.
  /// - Throws: only when a file cannot be read. What is wrong with the lines is in the result's
  ///   findings.
  public func scan<Part: Sendable>(
    verifying: Bool = true, rootsAt sizes: [Int] = [],
    start: @Sendable (_ segment: Int) -> Part,
    each: @Sendable (inout Part, Chunk) -> Int,
    end: @Sendable (inout Part, SegmentExtent?) -> Void = { _, _ in }
  ) throws(JournalError) -> Scan<Part> {
    let notes = verifying ? try earlierNotes() : []
    let marks = sizes + notes.map(\.signed.checkpoint.size)
    let results = try Parallel.map(readableSegmentCount()) {
      segment throws(JournalError) -> (part: Part, lines: SegmentScan) in
      var part = start(segment)
      var lines = SegmentScan(segment, layout, marks: marks)
      try read(&lines, hasher: verifying ? TreeHasher() : nil) { each(&part, $0) }
      end(&part, verifying ? lines.extent : nil)
      return (part, lines)
    }
    let segments = results.map(\.lines)
    var result = try joined(results)
    var violations = segments.flatMap(\.findings)
    if verifying {
      let tree = JoinedTree(segments)
      result.root = tree.root
      result.extent = tree.extent
      result.prefix.root = tree.roots[result.prefix.size]
      for size in sizes { result.roots[size] = tree.roots[size] }
      if let difference = try firstDifference(segments, root: tree.root) {
        violations.append(difference)
      }
      // Lines that are not the signed ones prove nothing about the past.
      if tree.root == checkpoint.checkpoint.root {
        violations += notes.compactMap { $0.contradiction(to: tree.roots, of: checkpoint) }
      }
    }
    if verifying {
      let chain = KeyChain(description, segments.flatMap(\.statements))
      result.keys = chain
      result.keyFindings = try keyFindings(chain, areLinesSound: violations.isEmpty)
    }
    violations.sort { ($0.entry ?? .max) < ($1.entry ?? .max) }
    result.findings = violations + result.findings + result.keyFindings + findings
    return result
  }

  /// The parts up to the one where the prefix ends, and what lies behind the lines.
  func joined<Part: Sendable>(
    _ results: [(part: Part, lines: SegmentScan)]
  ) throws(JournalError) -> Scan<Part> {
    let last = results.last?.lines
    let strays = try strays(lastSegmentTail: last?.tail ?? 0, last?.nextOffset ?? 0)
    var result = Scan<Part>(
      parts: [], size: size, root: nil, prefix: (0, nil), roots: [:], tail: strays.tail,
      findings: strays.findings)
    for (part, lines) in results {
      result.parts.append(part)
      result.prefix.size += lines.accepted
      if lines.accepted < layout.segmentLines { break }
    }
    return result
  }

  /// How many segments are worth reading: all that are signed or, where files are missing, one more
  /// than there are.
  ///
  /// The first missing one is among them, and behind a gap nothing has a place in the tree. A
  /// signed size may be anything; what it costs to refuse it must not grow with it.
  private func readableSegmentCount() throws(JournalError) -> Int {
    let count = layout.segmentCount(size)
    if count <= 1 { return count }
    let present = try files.count(in: layout.entries) { Layout.segmentNumber(ofFile: $0) != nil }
    return min(count, present + 1)
  }

  /// Reads, hashes and hands out the lines of one segment that follow those known already.
  func read(
    _ result: inout SegmentScan, hasher: TreeHasher?, each: (Chunk) -> Int
  ) throws(JournalError) {
    let wanted = layout.lineCount(ofSegment: result.segment, size: size)
    let known = result.tree.size
    let start = (entry: result.firstEntry + known, offset: result.nextOffset)
    var cursor: SegmentCursor
    do throws(JournalError) {
      cursor = try SegmentCursor(
        files, layout, segment: result.segment, wanted: wanted - known,
        from: known > 0 ? start : nil)
    } catch {
      guard error.code == .symbolicLink else { throw error }
      result.refuseLink()
      return
    }
    var prefixGoesOn = true
    while try cursor.advance() {
      let count = cursor.chunk.lines.count
      if let hasher { cursor.hashLines(hasher) }
      let accepted = prefixGoesOn ? max(0, min(count, each(cursor.chunk))) : 0
      if let hasher {
        result.takeStatements(cursor.chunk)
        result.append(
          cursor.chunk.leaves, endOfPrefix: prefixGoesOn && accepted < count ? accepted : nil,
          hasher)
      }
      result.accepted += accepted
      if accepted < count { prefixGoesOn = false }
    }
    result.finish(cursor, loss: loss(cursor, wanted: wanted), size: size)
  }
}
