import Journal
import Ledger

/// Whether what is derived from a journal says what its lines say.
extension Derived {
  /// The findings about derived data; what does not say what the lines say is removed.
  ///
  /// - Parameter derived: The derived data of a journal whose lines give the signed root.
  /// - Returns: One warning for each file that was removed; none where nothing was derived.
  /// - Throws: What reading the lines throws.
  static func findings(_ derived: DerivedData) throws(JournalError) -> [Finding] {
    guard derived.isPresent() else { return [] }
    let projection = try derived.projection()
    let limit = projection?.size ?? 0
    let scan = try derived.reader.scan(
      verifying: false, start: { segment in Comparison(segment, derived, limit: limit) },
      each: { comparison, chunk in
        comparison.take(chunk)
        return chunk.lines.count
      }, end: { comparison, _ in comparison.end() })
    var wrong = scan.parts.compactMap(\.wrong)
    if let projection {
      var facts = Facts()
      var ids = IDIndex()
      for (segment, part) in scan.parts.enumerated() {
        facts.append(part.upToLimit)
        let first = derived.firstEntry(of: segment)
        ids.add(part.ids, from: first, count: limit - first)
      }
      if try !matches(projection, facts, ids, derived.reader) { wrong.append("projection") }
    }
    guard !wrong.isEmpty else { return [] }
    let places = wrong.map { derived.place(of: $0) }
    try derived.discard()
    return places.map { place in
      Finding(
        .derivedMismatch, "what was kept of the lines is not what they say; it was removed",
        file: place, isViolation: false)
    }
  }

  /// Whether a projection is what the facts give.
  private static func matches(
    _ projection: KeptProjection, _ given: Facts, _ ids: IDIndex, _ reader: JournalReader
  ) throws(JournalError) -> Bool {
    var facts = given
    let incomplete = facts.incomplete
    facts.complete(
      with: Session.whole(incomplete, try reader.signedLines(of: Set(incomplete))))
    // Lines that cannot be replayed were told of already; nothing can be derived from them.
    guard let replay = try? Replay(facts, at: .distantFuture, by: Cores()) else { return false }
    var areEqual = true
    func compare(_ piece: [UInt8], at start: Int) throws(JournalError) {
      for first in stride(from: 0, to: piece.count, by: stretch) where areEqual {
        let own = first..<min(first + stretch, piece.count)
        let kept = try projection.read((start + own.lowerBound)..<(start + own.upperBound))
        areEqual = kept?.elementsEqual(piece[own]) == true
      }
    }
    var end = Projection.headBytes
    let head = try Projection.write(replay, ids) { piece throws(JournalError) in
      try compare(piece, at: end)
      end += piece.count
    }
    try compare(head, at: 0)
    return areEqual && end == projection.count
  }

  private static let stretch = 1 << 18

  /// The facts of a segment gathered anew, beside what was kept of them.
  private struct Comparison: Sendable {
    private var gatherer = Gatherer()
    private(set) var ids = IDTable()
    private let summary: SegmentSummary?
    private let name: String
    /// How many lines of the journal the projection is of.
    private let limit: Int
    private var isReadable = true
    /// The facts of the lines that the projection is of.
    private var known: Facts?
    var upToLimit: Facts { known ?? Facts() }
    private var isCompared = false
    /// The file that does not say what the lines say.
    private(set) var wrong: String?

    init(_ segment: Int, _ derived: DerivedData, limit: Int) {
      // What cannot be read is not used either.
      summary = derived.summary(of: segment)
      name = DerivedData.summaryName(segment)
      self.limit = limit
    }

    mutating func take(_ chunk: Chunk) {
      for (index, line) in chunk.lines.enumerated() {
        let entry = chunk.firstEntry + index
        if entry >= limit, known == nil { known = gatherer.facts }
        if entry > summary?.lastEntry ?? .max { compare() }
        // What is no entry is told of elsewhere; nothing was derived from it.
        if (try? gatherer.read(chunk.bytes, line, entry: entry)) == nil { isReadable = false }
        ids.add(chunk.bytes, gatherer.idRange)
      }
      gatherer.release()
    }

    mutating func end() {
      if known == nil { known = gatherer.facts }
      compare()
    }

    private mutating func compare() {
      guard let summary, !isCompared else { return }
      isCompared = true
      if !isReadable
        || SummaryContent(facts: gatherer.facts, ids: ids).pieces.flatMap({ $0 })
          != summary.content
      {
        wrong = name
      }
    }
  }
}
