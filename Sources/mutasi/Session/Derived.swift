import CommandLineKit
import Journal
import Ledger

/// What reading a journal leaves for later calls, and how these take it up: the facts of each
/// segment.
enum Derived {
  /// A journal of fewer entries is read as quickly as anything derived from it.
  static let worthwhile = 10_000
  /// With so many lines behind its summary, a segment is read anew.
  private static let mostBehind = 8192

  /// The derived data of a journal; in the user's cache folder where the journal cannot be written.
  static func data(
    of reader: JournalReader, isAwaited: Bool = false, _ terminal: borrowing Terminal
  ) throws(Failure) -> DerivedData {
    do throws(JournalError) {
      return try DerivedData(
        of: reader, fallback: folder(of: reader, terminal), isAwaited: isAwaited)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether what is derived from a journal may answer questions.
  static func isCurrent(
    _ reader: JournalReader, _ terminal: borrowing Terminal
  ) throws(Failure) -> Bool {
    let derived = try data(of: reader, terminal)
    do throws(JournalError) {
      return try derived.isCurrent()
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

  /// The user's folder for what is derived from a journal.
  private static func folder(
    of reader: JournalReader, _ terminal: borrowing Terminal
  ) -> String? {
    var base = terminal.environment("XDG_CACHE_HOME")
    if base?.hasPrefix("/") != true { base = terminal.environment("HOME").map { $0 + "/.cache" } }
    guard let base, base.hasPrefix("/") else { return nil }
    // Copies of one journal share a folder: what one left does not fit the files of another.
    let name = reader.description.origin.map { $0 == "/" ? "_" : $0 }
    return base + "/mutasi/" + String(name)
  }

  // MARK: Taking up

  /// What the summary of a segment says of what is asked.
  static func recall(_ summary: SegmentSummary, _ wishes: Session.Wishes) -> Recall<Reading> {
    switch wishes.knowledge.verdict(on: summary) {
    case .none: return .unfit
    case false?: return .unwanted
    case true?: break
    }
    guard let facts = try? Facts(snapshot: summary.content), facts.count == summary.count else {
      // Of another version of the program, or damaged: the lines say the same.
      return .unfit
    }
    return .whole(Reading(wishes, after: facts))
  }

  // MARK: Leaving behind

  /// Keeps the facts of a segment of which all lines were read.
  static func keep(
    _ reading: Reading, of extent: SegmentExtent?, _ derived: DerivedData
  ) {
    guard let extent, let times = reading.times, reading.isSound else { return }
    // What cannot be kept is read again.
    try? derived.keep(reading.gatherer.facts.snapshot(), times: times, of: extent)
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
