import CommandLineKit
import Journal
import Ledger

/// What reading a journal leaves for later calls, and how these take it up: the facts of each
/// segment.
enum Derived {
  /// A journal of fewer entries is read as quickly as anything derived from it.
  static let worthwhile = 1000
  /// With so many lines behind its summary, a segment is read anew.
  private static let mostBehind = 8192

  /// With so many lines behind it, a projection gives way to a new one.
  ///
  /// Every question reads those lines; a projection takes as long to make as three times the
  /// journal's lines to read. So it is made for a part of the journal's growth, which keeps both
  /// small; for a larger one where many entries are appended at a time, which read them once.
  private static func mostBehind(projectionOf size: Int, appending count: Int) -> Int {
    min(mostBehind, max(256, size / 32) * max(1, Int(Double(count).squareRoot()) / 3))
  }

  /// The derived data of a journal; in the user's cache folder where the journal cannot be written.
  static func data(
    of reader: JournalReader, isAppending: Bool = false, _ terminal: borrowing Terminal
  ) throws(Failure) -> DerivedData {
    do throws(JournalError) {
      return try DerivedData(
        of: reader, fallback: folder(of: reader, in: cache(terminal)), isAppending: isAppending)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether what is derived from a journal may answer questions.
  static func isCurrent(_ derived: DerivedData) throws(Failure) -> Bool {
    do throws(JournalError) {
      return try derived.isCurrent()
    } catch {
      throw Failure(error)
    }
  }

  /// Waits until a further change of the journal's files would show.
  static func settle(_ derived: inout DerivedData) throws(Failure) {
    do throws(JournalError) {
      try derived.settle()
    } catch {
      throw Failure(error)
    }
  }

  /// Removes what is derived from a journal.
  static func discard(
    _ reader: JournalReader, _ terminal: borrowing Terminal
  ) throws(Failure) {
    let derived = try data(of: reader, terminal)
    do throws(JournalError) {
      try derived.discard()
    } catch {
      throw Failure(error)
    }
  }

  /// The folder in which the user's folders for derived data lie.
  static func cache(_ terminal: borrowing Terminal) -> String? {
    var base = terminal.environment("XDG_CACHE_HOME")
    if base?.hasPrefix("/") != true { base = terminal.environment("HOME").map { $0 + "/.cache" } }
    guard let base, base.hasPrefix("/") else { return nil }
    return base + "/mutasi"
  }

  /// The user's folder for what is derived from a journal.
  static func folder(of reader: JournalReader, in cache: String?) -> String? {
    // Copies of one journal share a folder: what one left does not fit the files of another.
    cache.map { $0 + "/" + String(reader.description.origin.map { $0 == "/" ? "_" : $0 }) }
  }

  // MARK: Taking up

  /// What the summary of a segment says of what is asked.
  static func recall(
    _ summary: SegmentSummary, _ wishes: Session.Wishes, of size: Int
  ) -> Recall<Reading> {
    if summary.linesBehind(of: size) > mostBehind { return .unfit }
    switch wishes.knowledge.verdict(on: summary) {
    case .none: return .unfit
    case false?: return .unwanted
    case true?: break
    }
    guard let content = SummaryContent(summary.content),
      let facts = try? Facts(snapshot: content.facts), facts.count == summary.count
    else {
      // Of another version of the program, or damaged: the lines say the same.
      return .unfit
    }
    var reading = Reading(wishes, of: summary.segment, facts, ids: content.ids)
    guard let places = try? IDTable.places(of: wishes.ids, in: content.ids) else { return .unfit }
    for (place, id) in places where place < summary.count {
      reading.suspects.append((summary.firstEntry + place, id))
    }
    reading.suspectLines = wishes.entries.filter {
      summary.firstEntry <= $0 && $0 <= summary.lastEntry
    }
    return .whole(reading)
  }

  /// The state of the world as far as it concerns the subject that is asked for.
  ///
  /// - Returns: The state, on a day that does not matter; `nil` where the journal must be read.
  static func replay(
    _ wishes: Session.Wishes, _ reader: JournalReader, _ derived: DerivedData
  ) throws(Failure) -> Replay? {
    guard let subject = wishes.subject, wishes.asksFactsOnly, case .everything = wishes.knowledge
    else { return nil }
    return try ask(reader, derived, appending: wishes.appending) {
      tail, source throws(SnapshotError) in
      try Projection.replay(about: subject, after: tail.facts, source)
    }
  }

  /// The facts by which a batch is judged.
  ///
  /// - Returns: The facts; `nil` where the journal must be read.
  static func facts(
    near batch: Facts, _ wishes: Session.Wishes, _ reader: JournalReader, _ derived: DerivedData
  ) throws(Failure) -> Facts? {
    var wanted = Interner()
    for id in wishes.ids { _ = wanted.intern(id) }
    return try ask(reader, derived, appending: wishes.appending, lookingFor: wanted) {
      tail, source throws(SnapshotError) in
      guard !tail.holdsWanted else { return nil }
      var facts = try Projection.facts(near: batch, bringing: wishes.ids, after: tail.facts, source)
      facts?.setCount(reader.size)
      return facts
    }
  }

  /// What was recorded since a projection was made.
  private struct Tail {
    var facts: Facts
    /// Whether an entry of it has an id that is looked for.
    var holdsWanted: Bool
  }

  /// What a projection and what was recorded since say; one that says nothing, since it is damaged
  /// or of another version, gives way to a new one.
  private static func ask<Answer>(
    _ reader: JournalReader, _ derived: DerivedData, appending: Int,
    lookingFor wanted: Interner = Interner(),
    _ answer: (Tail, @escaping (Range<Int>) throws(SnapshotError) -> [UInt8])
      throws(SnapshotError) -> Answer?
  ) throws(Failure) -> Answer? {
    let projection: KeptProjection
    // Most often nothing was recorded since.
    var gatherer: Gatherer?
    var holdsWanted = false
    do throws(JournalError) {
      guard let kept = try derived.projection(),
        reader.size - kept.size <= mostBehind(projectionOf: kept.size, appending: appending)
      else { return nil }
      projection = kept
      var isReadable = true
      let isSound = try derived.readLines(since: projection) { chunk in
        var own = gatherer.take() ?? Gatherer()
        for (index, line) in chunk.lines.enumerated() {
          let read = try? own.read(chunk.bytes, line, entry: chunk.firstEntry + index)
          if read == nil { isReadable = false }
          if wanted.count > 0, wanted.find(chunk.bytes, own.idRange) != nil {
            holdsWanted = true
          }
        }
        gatherer = own
      }
      guard isSound, isReadable else {
        derived.forgetProjection()
        return nil
      }
    } catch {
      throw Failure(error)
    }
    do throws(SnapshotError) {
      let tail = Tail(facts: gatherer?.facts ?? Facts(), holdsWanted: holdsWanted)
      return try answer(tail) { range throws(SnapshotError) in
        // What is read at once is laid out in several times its bytes.
        Heap.makeRoom(for: 4 * range.count)
        guard let bytes = try? projection.read(range) else {
          throw SnapshotError(text: "it cannot be read", offset: range.lowerBound)
        }
        return bytes
      }
    } catch {
      derived.forgetProjection()
      return nil
    }
  }

  // MARK: Leaving behind

  /// What is wished for, and whether reading it leaves something for later calls: what all lines
  /// say, verified, of a journal for which that is worth while.
  static func leaving(_ wishes: Session.Wishes, of reader: JournalReader) -> Session.Wishes {
    var wishes = wishes
    if wishes.isVerified, case .everything = wishes.knowledge {
      wishes.leavesTraces = wishes.isRebuild || reader.size >= worthwhile
    }
    return wishes
  }

  /// Where the state of the world is to be kept, what lines it is of, and their ids.
  struct Keeping {
    var derived: DerivedData
    var extent: JournalExtent
    var ids: IDIndex
  }

  /// Where the state of the world is to be kept, if that is worth while.
  static func keeping(
    _ scan: Scan<Reading>, _ derived: DerivedData, _ basis: Session.Foundation,
    _ wishes: Session.Wishes
  ) throws(Failure) -> Keeping? {
    // Whoever reads every line for the first time has waited enough.
    guard let extent = scan.extent, wishes.leavesTraces, basis == .snapshot || wishes.isRebuild
    else { return nil }
    do throws(JournalError) {
      guard try derived.isCurrent() else { return nil }
      if let projection = try derived.projection(),
        scan.size - projection.size
          <= mostBehind(projectionOf: projection.size, appending: wishes.appending)
      {
        return nil
      }
    } catch {
      throw Failure(error)
    }
    var ids = IDIndex()
    for (segment, part) in scan.parts.enumerated() {
      let first = derived.firstEntry(of: segment)
      do throws(SnapshotError) {
        if part.recalled.count > 0 { try ids.add(part.recalled.ids, from: first) }
      } catch {
        // Damaged; without it nothing is kept, and the next full reading makes it anew.
        return nil
      }
      ids.add(part.ids, from: first + part.recalled.count)
    }
    return Keeping(derived: derived, extent: extent, ids: ids)
  }

  /// Keeps the state of the world.
  static func keep(_ replay: Replay, _ keeping: Keeping) {
    // What cannot be kept is computed again.
    keeping.derived.keepProjection(of: keeping.extent, headBytes: Projection.headBytes) {
      sink throws(JournalError) in try Projection.write(replay, keeping.ids, into: sink)
    }
  }

  /// Keeps the facts of a segment of which all lines were read.
  static func keep(
    _ reading: Reading, of extent: SegmentExtent?, _ derived: DerivedData
  ) {
    guard let extent, let times = reading.order.times, reading.isSound else { return }
    // What cannot be kept is read again.
    let content = SummaryContent(facts: reading.gatherer.facts, ids: reading.ids)
    derived.keep(content.pieces, times: times, of: extent)
  }

  /// Notes that everything was read and found right.
  static func attest(
    _ scan: Scan<Reading>, _ derived: DerivedData
  ) throws(Failure) {
    guard scan.findings.isEmpty, scan.tail == nil, scan.parts.allSatisfy(\.isSound) else { return }
    do throws(JournalError) {
      try derived.attest()
    } catch {
      throw Failure(error)
    }
  }
}

extension Knowledge {
  /// Whether all of a segment's first lines count as known, or none of them; `nil` where some do.
  fileprivate func verdict(on summary: SegmentSummary) -> Bool? {
    let last = includes(
      summary.lastEntry, recorded: Instant(milliseconds: Int64(summary.times.upperBound)))
    let first = includes(
      summary.firstEntry, recorded: Instant(milliseconds: Int64(summary.times.lowerBound)))
    return last ? true : first ? nil : false
  }
}
