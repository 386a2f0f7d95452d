internal import MerkleLog

/// What reading one segment showed, but for what the caller makes of it.
struct SegmentScan: Sendable {
  let segment: Int
  private let layout: Layout
  /// The tree of the segment's lines.
  private(set) var tree = Frontier()
  /// The segment's trees at the sizes asked for, and where the prefix ends, by size of the journal.
  private(set) var marks: [Int: Frontier] = [:]
  private(set) var findings: [Finding] = []
  /// What the lines say about who may sign.
  private(set) var statements: [KeyStatement] = []
  /// How many lines the caller wanted.
  var accepted = 0
  /// How many bytes follow the last line, and where.
  private(set) var tail = 0
  private(set) var nextOffset = 0

  /// The sizes asked for, counted from the segment's first line, in order.
  private var pending: [Int]

  init(_ segment: Int, _ layout: Layout, marks: [Int]) {
    self.layout = layout
    self.segment = segment
    let first = segment * layout.segmentLines
    pending = Set(marks).map { $0 - first }.filter { (1...layout.segmentLines).contains($0) }
      .sorted()
  }

  /// Goes on behind lines that a summary is about; the prefix ends with them or goes on.
  mutating func resume(_ summary: SegmentSummary, isWanted: Bool) {
    tree = summary.tree
    nextOffset = summary.endOffset
    marks[firstEntry] = Frontier()
    marks[firstEntry + tree.size] = tree
    accepted = isWanted ? tree.size : 0
    pending.removeAll { $0 <= tree.size }
  }

  /// What its lines are, if none is missing.
  var extent: SegmentExtent? {
    guard findings.isEmpty, tail == 0, tree.size > 0 else { return nil }
    return SegmentExtent(segment: segment, tree: tree, endOffset: nextOffset)
  }

  /// The number of the segment's first entry.
  var firstEntry: Int { segment * layout.segmentLines }

  /// Takes the leaves of a chunk; the prefix ends after `endOfPrefix` of them, unless that is nil.
  mutating func append(_ leaves: [Hash], endOfPrefix: Int?, _ hasher: TreeHasher) {
    let base = tree.size
    var stops = pending.filter { $0 <= base + leaves.count }
    pending.removeFirst(stops.count)
    if let endOfPrefix { stops.append(base + endOfPrefix) }
    for stop in stops.sorted() {
      tree.append(contentsOf: leaves[(tree.size - base)..<(stop - base)], hasher)
      marks[firstEntry + stop] = tree
    }
    tree.append(contentsOf: leaves[(tree.size - base)...], hasher)
  }

  /// Takes what the lines of a chunk say about keys.
  mutating func takeStatements(_ chunk: Chunk) { statements += KeyStatement.all(in: chunk) }

  /// Notes how the walk over the segment ended.
  mutating func finish(_ cursor: SegmentCursor, loss: Finding?, size: Int) {
    nextOffset = cursor.nextOffset
    if let loss {
      findings.append(loss)
      return
    }
    let rest = cursor.fileBytes - cursor.nextOffset
    if firstEntry + layout.segmentLines < size && rest > 0 {
      findings.append(
        Finding(
          .unexpectedBytes, "bytes follow the last line of a full segment; they are not signed",
          entry: firstEntry + layout.segmentLines, file: Layout.segmentFile(segment),
          offset: nextOffset, actual: "\(rest) bytes"))
    } else {
      tail = rest
    }
  }

  /// Notes that the segment is a symbolic link, which is not followed.
  mutating func refuseLink() {
    findings.append(
      Finding(
        .symbolicLink, "the segment is a symbolic link; it was not read", entry: firstEntry,
        file: Layout.segmentFile(segment)))
  }
}

/// The trees of the segments, put together.
struct JoinedTree {
  /// The root of all lines; nil if some are missing.
  private(set) var root: Hash?
  /// The roots at the sizes marked, as far as no line before them is missing.
  private(set) var roots: [Int: Hash] = [0: .empty]
  /// What all lines are; nil if some are missing.
  private(set) var extent: JournalExtent?

  init(_ segments: [SegmentScan]) {
    let hasher = TreeHasher()
    var whole = Frontier()
    for segment in segments {
      for (size, tree) in segment.marks { roots[size] = whole.joined(tree, hasher).root(hasher) }
      whole.append(segment.tree, hasher)
      // Behind a gap nothing has a place in the tree.
      guard segment.isWhole else { return }
    }
    root = whole.root(hasher)
    roots[whole.size] = root
    extent = JournalExtent(tree: whole, endOffset: segments.last?.nextOffset ?? 0)
  }
}

extension SegmentScan {
  /// Whether all its signed lines were there.
  var isWhole: Bool {
    !findings.contains { $0.code != JournalError.Code.unexpectedBytes.rawValue }
  }
}

extension Frontier {
  /// This tree with another one at its right.
  func joined(_ other: Frontier, _ hasher: TreeHasher) -> Frontier {
    var result = self
    result.append(other, hasher)
    return result
  }
}
