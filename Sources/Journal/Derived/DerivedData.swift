internal import MerkleLog

/// What the lines of a segment are: their tree, and where in the file the next one starts.
public struct SegmentExtent: Sendable {
  let segment: Int
  let tree: Frontier
  let endOffset: Int
}

/// What earlier readers of a journal left for later ones: summaries of its segments, and what shows
/// that nothing was changed since they verified it.
///
/// Everything here can be deleted at any time; the lines are read then. A writer extends it, and
/// whoever reads all lines makes it anew.
public struct DerivedData: Sendable {
  /// The journal.
  public let reader: JournalReader
  let store: DerivedStore
  /// How the segments stood before anything was read, and when that was.
  private var stamps: [FileStamp]?
  private var opened: Int
  /// Whether the writer knows the lines to be those verified before, so that none is examined.
  private let isTakenUp: Bool

  /// The derived data of a journal.
  ///
  /// - Parameters:
  ///   - reader: the journal.
  ///   - fallback: a folder of the user's own, for a journal that cannot be written.
  ///   - isAppending: whether it is asked by who appends to the journal, and reads nothing else of
  ///     it: what its writer took up is current then, and each segment is examined by who reads.
  /// - Throws: what examining the segments throws.
  public init(
    of reader: JournalReader, fallback: String? = nil, isAppending: Bool = false
  ) throws(JournalError) {
    self.reader = reader
    store = DerivedStore(reader.layout, reader.files, fallback: fallback)
    opened = reader.files.now()
    isTakenUp = isAppending && reader.isTakenUp
    stamps = isTakenUp ? nil : try reader.segmentStamps()
  }

  /// Waits, if a segment was changed just now, until another change of it would show: for who will
  /// read all lines, and leave something that rests on them.
  ///
  /// - Throws: what examining the segments throws.
  public mutating func settle() throws(JournalError) {
    let folders = try reader.folderStamps()
    guard let last = stamps.map({ $0 + folders })?.map(\.changed).max() else { return }
    let left = last + Attestation.settling - opened * 1_000_000
    // More is left where the file system's clock is ahead of this one: nothing is noted then.
    guard left > 0, left <= 2 * Attestation.settling else { return }
    reader.files.pause(milliseconds: left / 1_000_000 + 1)
    opened = reader.files.now()
    stamps = try reader.segmentStamps()
  }

  /// Whether anything is there that answers might rest on.
  public func isPresent() -> Bool { Attestation.first(in: store) != nil }

  /// The name of the file that holds the summary of a segment.
  public static func summaryName(_ segment: Int) -> String { SegmentSummary.name(segment) }

  /// The name of the file that holds the state of the world.
  public static var projectionName: String { KeptProjection.name }

  /// Where a derived file lies, as findings name it: from the journal's folder on, or in the user's
  /// own.
  public func place(of name: String) -> String {
    let folder = store.folders.first { folder in
      // What cannot be examined is not what was read.
      (try? reader.files.status(of: folder + "/" + name)) != nil
    }
    guard let folder, folder != reader.layout.derived else { return ".derived/" + name }
    return folder + "/" + name
  }

  /// The number of a segment's first entry.
  public func firstEntry(of segment: Int) -> Int { segment * reader.layout.segmentLines }

  /// Removes all of it.
  ///
  /// - Throws: why something remains; what can be removed is removed all the same.
  public func discard() throws(JournalError) {
    store.remove(Attestation.name)
    store.remove(KeptProjection.name)
    store.remove(Self.questions)
    var failure: JournalError?
    for folder in store.folders {
      do throws(JournalError) {
        try store.removeFiles(in: folder + "/" + SegmentSummary.folder)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  /// Counts a question that is asked while nothing is derived that may answer it.
  ///
  /// - Returns: How many there were, with this one; 1 where nothing can be written.
  public func countQuestion() -> Int {
    let earlier = store.first(Self.questions, Self.questionsKind) {
      $0["count"].flatMap { Int($0) }
    }
    var file = DerivedFile(Self.questionsKind)
    let count = min(earlier ?? 0, Int.max - 1) + 1
    file.add("count", count)
    store.write(file, Self.questions)
    return count
  }

  private static let questions = "questions"
  private static let questionsKind = "questions 1"

  /// Whether all lines were verified as those of the newest checkpoint, and no file was changed
  /// since: then what was derived from them may answer questions.
  public func isCurrent() throws(JournalError) -> Bool {
    if isTakenUp { return true }
    return try reader.attestation(in: store, of: stamps) != nil
  }

  /// The summary of a segment, if there is one.
  public func summary(of segment: Int) -> SegmentSummary? {
    SegmentSummary(
      segment, firstEntry: segment * reader.layout.segmentLines, store)
  }

  /// Keeps what somebody made of all lines of a segment, if something can be written.
  ///
  /// - Parameters:
  ///   - content: what was made of them, in pieces.
  ///   - times: when the first and the last were recorded, in milliseconds since 1970.
  ///   - extent: the lines.
  public func keep(
    _ content: [[UInt8]], times: ClosedRange<Int>, of extent: SegmentExtent
  ) {
    SegmentSummary(
      segment: extent.segment, tree: extent.tree,
      firstEntry: extent.segment * reader.layout.segmentLines, endOffset: extent.endOffset,
      times: times, content: []
    ).write(content, to: store)
  }

  /// Notes that all lines were read since this was made, and verified without any finding.
  ///
  /// Nothing is noted where a file was changed so shortly before that a further change might not
  /// show.
  public func attest() throws(JournalError) {
    guard let stamps, reader.findings.isEmpty,
      stamps.allSatisfy({ $0.isSettled(at: opened) })
    else { return }
    let notes =
      [reader.checkpoint.checkpoint] + (try reader.earlierNotes()).map(\.signed.checkpoint)
    var folders = try reader.folderStamps(settledAt: opened)
    if !folders.isEmpty, try !reader.hasAllSegments(reader.segmentCount) { folders = [] }
    Attestation(
      signer: reader.signer.description, known: notes.map { Attestation.Known($0) },
      segments: stamps, folders: folders
    ).write(to: store)
  }
}

/// What becomes of a summary.
public enum Recall<Part: Sendable>: Sendable {
  /// It says all that is wanted of its lines.
  case whole(Part)
  /// None of its lines is wanted.
  case unwanted
  /// It does not serve; the lines are read.
  case unfit
}

extension JournalReader {
  /// Answers from summaries what `scan` answers from lines, and reads those that no summary has.
  ///
  /// - Parameters:
  ///   - derived: the derived data, which must be current.
  ///   - recall: makes the part of a segment from its summary.
  ///   - start: makes the part of a segment that has none.
  ///   - each: as for `scan`.
  ///   - end: as for `scan`; only for segments of which all lines were read.
  /// - Returns: the parts and the prefix; nil if summaries and lines do not give the signed root
  ///   together, or lines are missing.
  /// - Throws: when a file cannot be read.
  public func resume<Part: Sendable>(
    from derived: DerivedData,
    recall: @Sendable (SegmentSummary) -> Recall<Part>,
    start: @Sendable (_ segment: Int) -> Part,
    each: @Sendable (inout Part, Chunk) -> Int,
    end: @Sendable (inout Part, SegmentExtent?) -> Void
  ) throws(JournalError) -> Scan<Part>? {
    let results = try Parallel.map(layout.segmentCount(size)) {
      segment throws(JournalError) -> (part: Part, lines: SegmentScan) in
      var lines = SegmentScan(segment, layout, marks: [])
      var part: Part?
      if let summary = derived.summary(of: segment),
        summary.tree.size <= layout.lineCount(ofSegment: segment, size: size)
      {
        switch recall(summary) {
        case .whole(let made):
          part = made
          lines.resume(summary, isWanted: true)
        case .unwanted:
          part = start(segment)
          lines.resume(summary, isWanted: false)
        case .unfit: break
        }
      }
      let isResumed = part != nil
      var own = part ?? start(segment)
      let goesOn = lines.accepted == lines.tree.size
      try read(&lines, hasher: TreeHasher()) { goesOn ? each(&own, $0) : 0 }
      end(&own, isResumed ? nil : lines.extent)
      return (own, lines)
    }
    let tree = JoinedTree(results.map(\.lines))
    guard let extent = tree.extent, tree.root == checkpoint.checkpoint.root,
      results.allSatisfy({ $0.lines.findings.isEmpty })
    else { return nil }
    var result = try joined(results)
    result.root = tree.root
    result.extent = extent
    result.prefix.root = tree.roots[result.prefix.size]
    return result
  }
}
