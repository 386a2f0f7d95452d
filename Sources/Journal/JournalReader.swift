public import MerkleLog

/// A journal as of the newest checkpoint found when it was opened: read-only, without lock or key.
///
/// What others append meanwhile is not part of it. Nothing is written anywhere.
public struct JournalReader: Sendable {
  /// What `ledger.json` says.
  public let description: LedgerDescription
  /// The newest signed checkpoint.
  public let checkpoint: SignedCheckpoint
  /// The key that signed it: the one of ``description``, or one that the entries authorise.
  public let signer: VerifierKey
  /// The newest checkpoint that is certainly on the disk, and therefore can be shown to others: no
  /// crash can make its signer sign another one of its size.
  public let settled: SignedCheckpoint
  /// What is wrong, or worth knowing, about the files that hold checkpoints.
  public let findings: [Finding]

  let layout: Layout
  let files: any FileSystem
  /// What the slots of `commit` held.
  let slots: [SignedCheckpoint?]
  /// The last of the signed lines, where whoever made this had proven it.
  let lastLine: [UInt8]?
  /// Whether the writer who made this took up what was derived from the lines, and nothing in the
  /// folders shows a change since.
  let isTakenUp: Bool

  /// The number of signed entries.
  public var size: Int { checkpoint.checkpoint.size }
  /// How many segments they fill, the last one perhaps in part.
  public var segmentCount: Int { layout.segmentCount(size) }
  /// How many entries a segment has, but for the last one.
  public var segmentLines: Int { layout.segmentLines }
  /// How many entries of the journal stand in a segment.
  public func lineCount(ofSegment segment: Int) -> Int {
    layout.lineCount(ofSegment: segment, size: size)
  }
  /// The journal's folder.
  public var folder: String { layout.folder }

  /// Opens the journal in a folder.
  ///
  /// - Throws: `NOT_FOUND`, `NOT_A_JOURNAL`, `NEWER_FORMAT`, `DESCRIPTION_MALFORMED`, the code of
  ///   the first finding if no checkpoint verifies, or the reason why something cannot be read.
  public init(
    opening folder: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    try self.init(Layout(folder: folder), fileSystem)
  }

  /// Opens the journal of a layout, which a test may give shorter segments.
  package init(_ layout: Layout, _ fileSystem: any FileSystem) throws(JournalError) {
    let description = try Self.description(layout, fileSystem)
    let checkpoints = try CheckpointFiles(layout, description, fileSystem)
    self.init(layout, description, checkpoints, fileSystem)
  }

  init(
    _ layout: Layout, _ description: LedgerDescription, _ checkpoints: CheckpointFiles,
    _ files: any FileSystem
  ) {
    self.init(
      layout, description, checkpoints.newest, checkpoints.newest.signer, checkpoints.findings,
      files,
      settled: checkpoints.published, slots: checkpoints.slots)
  }

  init(
    _ layout: Layout, _ description: LedgerDescription, _ checkpoint: SignedCheckpoint,
    _ signer: VerifierKey, _ findings: [Finding], _ files: any FileSystem,
    settled: SignedCheckpoint? = nil, slots: [SignedCheckpoint?] = [], lastLine: [UInt8]? = nil,
    isTakenUp: Bool = false
  ) {
    self.layout = layout
    self.description = description
    self.checkpoint = checkpoint
    self.signer = signer
    self.settled = settled ?? checkpoint
    self.slots = slots
    self.lastLine = lastLine
    self.isTakenUp = isTakenUp
    self.findings = findings
    self.files = files
  }

  /// The checkpoints that were verified when it was opened.
  var verified: [SignedCheckpoint] { [checkpoint, settled] + slots.compactMap { $0 } }

  /// The journal as of what can be shown to others: without what a power failure may yet undo.
  var asSettled: JournalReader {
    if settled.checkpoint == checkpoint.checkpoint { return self }
    return JournalReader(layout, description, settled, settled.signer, findings, files)
  }

  static func description(
    _ layout: Layout, _ files: any FileSystem
  ) throws(JournalError) -> LedgerDescription {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: layout.ledger, limit: 65_536)
    } catch {
      guard error.code == .notFound else { throw error }
      guard try files.status(of: layout.folder + "/.") != nil else {
        throw JournalError(
          .notFound, .environment, "there is no journal here", file: layout.folder,
          hint: "make one with init, or name the folder of another")
      }
      throw JournalError(
        .notAJournal, .environment, "this folder is not a journal: it has no ledger.json",
        file: layout.folder, hint: "make one with init, or name the folder of another")
    }
    return try LedgerDescription(parsing: bytes, file: layout.ledger)
  }

  /// The bytes of one entry, without its LF, as they lie on disk; they are not verified.
  ///
  /// - Throws: `NO_SUCH_ENTRY` at or beyond the signed size, `TRUNCATED` if the line is missing.
  public func line(at entry: Int) throws(JournalError) -> [UInt8] {
    try lines(in: entry..<(entry < .max ? entry + 1 : entry)).first ?? []
  }

  /// The bytes of some entries, each without its LF, as they lie on disk; they are not verified.
  ///
  /// - Throws: `NO_SUCH_ENTRY` if the range passes the signed size, `TRUNCATED` if a line is
  ///   missing.
  public func lines(in range: Range<Int>) throws(JournalError) -> [[UInt8]] {
    guard range.lowerBound >= 0, range.upperBound <= size else {
      throw JournalError(
        .noSuchEntry, .refused, "the journal has no such entry",
        entry: max(range.lowerBound, min(range.upperBound - 1, size)),
        expected: "0 to \(size - 1)")
    }
    var result: [[UInt8]] = []
    try walk(range) { chunk, lines in
      for line in chunk.lines[lines] { result.append(Array(chunk.bytes[line])) }
    }
    return result
  }

  /// Hands out the lines of a range in order, chunk by chunk.
  ///
  /// - Parameters:
  ///   - range: entries below the signed size.
  ///   - trustingBlocks: whether to start where `.derived/` says that the first of them is. Nothing
  ///     vouches for that: the caller must be able to tell wrong lines from right ones.
  ///   - each: takes a chunk and which of its lines are wanted.
  /// - Throws: `TRUNCATED` if a line is missing, or what `each` throws.
  func walk(
    _ range: Range<Int>, trustingBlocks: Bool = false,
    _ each: (Chunk, Range<Int>) throws(JournalError) -> Void
  ) throws(JournalError) {
    var next = range.lowerBound
    while next < range.upperBound {
      let segment = next / layout.segmentLines
      let first = segment * layout.segmentLines
      let end = first + layout.lineCount(ofSegment: segment, size: range.upperBound)
      let block =
        trustingBlocks ? TileFiles(layout: layout, files: files).block(of: next) : nil
      let start = block?.entry ?? first
      var cursor = try SegmentCursor(
        files, layout, segment: segment, wanted: end - start, from: block)
      while try cursor.advance() {
        let chunk = cursor.chunk
        let skipped = max(0, next - chunk.firstEntry)
        if skipped < chunk.lines.count { try each(chunk, skipped..<chunk.lines.count) }
      }
      if let finding = loss(cursor, wanted: end - first) { throw JournalError(finding) }
      next = end
    }
  }

  /// A walk over the first `wanted` lines of a segment.
  func cursor(_ segment: Int, wanted: Int) throws(JournalError) -> SegmentCursor {
    try SegmentCursor(files, layout, segment: segment, wanted: wanted)
  }

  /// What a walk that has ended says about missing lines; nil if it delivered all it should.
  func loss(_ cursor: SegmentCursor, wanted: Int) -> Finding? {
    let file = Layout.segmentFile(cursor.chunk.segment)
    let next = cursor.chunk.firstEntry + cursor.chunk.lines.count
    switch cursor.end {
    case .complete: return nil
    case .missing:
      return Finding(
        .truncated, "the file is missing; the signed checkpoint counts its entries", entry: next,
        file: file, expected: "\(wanted) lines")
    case .short(let offset):
      return Finding(
        .truncated, "lines are missing that the signed checkpoint counts", entry: next,
        file: file, offset: offset, expected: "\(size) entries",
        actual: cursor.fileBytes > offset ? "an unfinished line" : "the end of the file")
    case .tooLong(let offset):
      return Finding(
        .lineTooLong, "the line is longer than any entry may be", entry: next, file: file,
        offset: offset, expected: "at most \(Layout.lineLimit) bytes")
    case nil: preconditionFailure("the walk has ended")
    }
  }
}
