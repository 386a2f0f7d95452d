import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// A journal that was read and verified, as far as it was asked for: the facts of the entries that
/// count as known, and the size and root they rest on.
struct Session {
  /// The journal on disk.
  let reader: JournalReader
  /// What its known entries say.
  let facts: Facts
  /// How many entries were used.
  let size: Int
  /// The root of the tree over those entries; `nil` where nothing was verified.
  let root: Hash?
  /// On what the answer rests: `full` verification, or `unverified`.
  let basis: String
  /// Entries of the journal that bear one of the ids that were looked for, with their lines.
  let known: [String: (entry: Int, line: [UInt8])]
  /// The lines of the events that were asked for, in order.
  let kept: KeptLines
  /// The lines of the entries that were asked for by number, as far as they count as known.
  let lines: [Int: [UInt8]]
  /// The tenures that earlier imports of a list recorded, where that was asked for.
  let recorded: CareerEdition.Recorded
  /// The state of the world as far as it concerns the subject that was asked for, where that was
  /// told without the rest.
  var concerned: Replay?
  /// Where the state of the world is to be kept for later calls, and what lines it is of.
  var keeping: Derived.Keeping?
  /// Whom or what the answer is about, if about one alone.
  var subject: Projection.Subject?

  /// What is to be read of a journal.
  struct Wishes: Sendable {
    /// Which entries count as known.
    var knowledge = Knowledge.everything
    /// Whether to hash and compare before answering.
    var isVerified = true
    /// Whether what is only worth knowing was said before.
    var isQuiet = false
    /// Ids to look up.
    var ids: Set<String> = []
    /// The types of which whole events are wanted beside the facts; `nil` for none.
    var keeps: (@Sendable (EventKind, Period?) -> Bool)?
    /// Which of those whole events are wanted; all if `nil`.
    var selects: (@Sendable (Event) -> Bool)?
    /// How many of them are wanted, the last ones; all if `nil`.
    var keepsLast: Int?
    /// The rotation whose entries are wanted whole.
    var rotation: String?
    /// The numbers of entries whose lines are wanted.
    var entries: Set<Int> = []
    /// What the ids of tenures begin with that imports of a list recorded; those of `ids` among
    /// them are wanted by number, the others whole.
    var edition: String?
    /// Whether what is read is left for later calls; for a rebuild however small the journal.
    var leavesTraces = false
    var isRebuild = false
    /// How many entries whoever reads will append.
    var appending = 0
    /// Whom or what the answer is about, if about one alone.
    var subject: Projection.Subject?
    /// What tells the lines that are read; all are if `nil`.
    var sieve: Sieve?

    /// Whether little is wanted beside facts, so that few lines need be read.
    var asksFactsOnly: Bool {
      isVerified && keeps == nil && rotation == nil && edition == nil
    }
  }

  /// Reads a journal once, segments side by side.
  ///
  /// - Throws: `Failure` with exit code 1 where the journal does not verify: there is no answer
  ///   then.
  static func open(
    _ reader: JournalReader, _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) -> Session {
    let derived = try Derived.data(of: reader, terminal)
    // What could not be removed is not taken for what a rebuild makes.
    let isCurrent = wishes.isRebuild ? false : try Derived.isCurrent(derived)
    return try open(reader, derived, isCurrent: isCurrent, wishes, on: &terminal)
  }

  /// Takes up what was derived from a journal, if that may answer.
  ///
  /// - Returns: The session; `nil` where all lines must be read first.
  static func openKept(
    _ reader: JournalReader, _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) -> Session? {
    guard wishes.asksFactsOnly else { return nil }
    let derived = try Derived.data(of: reader, terminal)
    guard try Derived.isCurrent(derived) else { return nil }
    let session = try open(reader, derived, isCurrent: true, wishes, on: &terminal)
    return session.basis == Foundation.snapshot.rawValue ? session : nil
  }

  /// Reads a journal of which it is known whether what was derived may answer.
  private static func open(
    _ reader: JournalReader, _ found: DerivedData, isCurrent: Bool, _ wishes: Wishes,
    on terminal: inout Terminal
  ) throws(Failure) -> Session {
    if case .through(let last) = wishes.knowledge, !(0..<max(reader.size, 1)).contains(last) {
      throw Failure(.usage, "there is no entry \(last); the journal has \(reader.size)")
    }
    if isCurrent, let replay = try Derived.replay(wishes, reader, found) {
      return Session(reader, partialFacts: replay.facts, concerned: replay)
    }
    if !isCurrent, let needs = sifts(wishes, reader, found),
      let session = try sifting(needs, reader, wishes, on: &terminal)
    {
      return session
    }
    let wishes = Derived.leaving(wishes, of: reader)
    var settled = found
    if wishes.leavesTraces, !isCurrent { try Derived.settle(&settled) }
    let derived = settled
    // Not held on to by a name of its own: what was read is let go of below, part by part.
    var (scan, basis, facts) = try ReadingProgress.run(total: reader.size, on: &terminal) {
      progress in
      Result { () throws(Failure) in
        try read(reader, derived, isCurrent: isCurrent, wishes, progress)
      }
    }.get()
    try report(scan, wishes, on: &terminal)
    var known: [String: (entry: Int, line: [UInt8])] = [:]
    var kept = KeptLines(verified: wishes.isVerified)
    var lines: [Int: [UInt8]] = [:]
    var recorded = CareerEdition.Recorded()
    let keeping = try Derived.keeping(scan, derived, basis, wishes)
    let wanted = Set(scan.parts.flatMap { $0.suspectLines + $0.suspects.map(\.entry) })
    let again = try Self.lines(of: wanted, reader, isVerified: wishes.isVerified)
    // Each is let go of once it was merged: the whole is never there twice.
    var parts = [Reading](scan.parts.reversed())
    scan.parts = []
    while let part = parts.popLast() {
      known.merge(part.known) { first, _ in first }
      kept.append(part.kept)
      lines.merge(part.lines) { first, _ in first }
      for entry in part.suspectLines { lines[entry] = again[entry] }
      for (entry, id) in part.suspects where known[id] == nil {
        if let line = again[entry], try Self.event(line, entry).id == id {
          known[id] = (entry, line)
        }
      }
      recorded.add(part.recorded)
    }
    Heap.giveBack()
    if let last = wishes.keepsLast { kept.keepLast(last) }
    try complete(&facts, scan, reader, wishes)
    return Session(
      reader: reader, facts: facts, size: scan.prefix.size, root: scan.prefix.root,
      basis: basis.rawValue, known: known, kept: kept, lines: lines,
      recorded: recorded, keeping: keeping, subject: wishes.subject)
  }

  /// What an answer rests on.
  enum Foundation: String {
    /// Every line was hashed and held against the signed root.
    case full
    /// What was derived when that was done, and the lines recorded since.
    case snapshot
    /// Nothing.
    case unverified
  }

  /// Reads the journal, or what was derived from it while nothing was changed.
  private static func read(
    _ reader: JournalReader, _ derived: DerivedData, isCurrent: Bool, _ wishes: Wishes,
    _ progress: ReadingProgress
  ) throws(Failure) -> (scan: Scan<Reading>, basis: Foundation, facts: Facts) {
    var scan: Scan<Reading>
    let joiner = FactsJoiner(reader)
    do throws(JournalError) {
      // What is current is left as it is, but for what is not summarised yet.
      let leaves = wishes.leavesTraces && (!isCurrent || wishes.asksFactsOnly)
      let each: @Sendable (inout Reading, Chunk) -> Int = { reading, chunk in
        progress.add(chunk.lines.count)
        return reading.take(chunk)
      }
      let keep: @Sendable (inout Reading, SegmentExtent?) -> Void = { reading, extent in
        reading.seal()
        if leaves { Derived.keep(reading, of: extent, derived) }
        // Who reads every line for the first time leaves nothing that needs all of them.
        if !isCurrent, !wishes.isRebuild { reading.dropIDs() }
        joiner.add(reading.gatherer.take(), of: reading.segment, known: reading.knownCount)
      }
      if wishes.asksFactsOnly, isCurrent,
        let scan = try reader.resume(
          from: derived, recall: { Derived.recall($0, wishes, of: reader.size) },
          start: { Reading(wishes, of: $0) }, each: each, end: keep)
      {
        return (scan, .snapshot, joiner.take())
      }
      // What did not fit is read anew.
      _ = joiner.take()
      scan = try reader.scan(
        verifying: wishes.isVerified,
        start: { segment in
          var reading = Reading(wishes, of: segment)
          reading.reserve(reader.lineCount(ofSegment: segment))
          return reading
        }, each: each, end: keep)
    } catch {
      throw Failure(error)
    }
    guard wishes.isVerified else { return (scan, .unverified, joiner.take()) }
    scan.findings += try Verification.order(scan.parts, reader)
    if wishes.leavesTraces, !isCurrent { try Derived.attest(scan, derived) }
    return (scan, .full, joiner.take())
  }

  /// Tells facts how many entries are known, and takes those in whole of which others say more.
  static func complete(
    _ facts: inout Facts, _ scan: Scan<Reading>, _ reader: JournalReader, _ wishes: Wishes
  ) throws(Failure) {
    facts.setCount(scan.prefix.size)
    let entries = facts.incomplete
    facts.complete(
      with: whole(entries, try lines(of: Set(entries), reader, isVerified: wishes.isVerified)))
  }

  /// The lines of entries, read again: each proven to be of the signed journal, unless nothing is
  /// verified.
  ///
  /// They may have been changed since what is known of them was read.
  static func lines(
    of entries: Set<Int>, _ reader: JournalReader, isVerified: Bool
  ) throws(Failure) -> [Int: [UInt8]] {
    guard !entries.isEmpty else { return [:] }
    do throws(JournalError) {
      if isVerified { return try reader.signedLines(of: entries) }
      var lines: [Int: [UInt8]] = [:]
      for entry in entries { lines[entry] = try reader.line(at: entry) }
      return lines
    } catch {
      throw Failure(error)
    }
  }

  /// The numbers of the entries of the events that were asked for.
  var keptEntries: [Int] { kept.entries }

  /// The events that were asked for, read again.
  func keptEvents() throws(Failure) -> [Event] {
    do throws(JournalError) {
      return Self.whole(try kept.read(Array(0..<kept.count), reader))
    } catch {
      throw Failure(error)
    }
  }

  /// Some entries whole, read again.
  func events(_ entries: [Int]) throws(Failure) -> [Event] {
    Self.whole(entries, try lines(of: Set(entries)))
  }

  /// The lines of entries, read again.
  func lines(of entries: Set<Int>) throws(Failure) -> [Int: [UInt8]] {
    let isVerified = basis != Foundation.unverified.rawValue
    return try Self.lines(of: entries, reader, isVerified: isVerified)
  }

  /// Violations leave no answer; what is only worth knowing is said on the side.
  static func report(
    _ scan: Scan<Reading>, _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) {
    let invalid = scan.parts.flatMap(\.invalid)
    if wishes.isVerified, !scan.violations.isEmpty || !invalid.isEmpty {
      let found = scan.violations.prefix(5).map(\.sentence) + invalid.prefix(5).map(\.sentence)
      throw Failure(
        .no,
        ["the journal does not verify; no answer is given"] + found + [
          "hint: 'mutasi verify' tells more; --unverified answers all the same"
        ])
    }
    if wishes.isQuiet { return }
    for finding in scan.findings where !finding.isViolation { terminal.warn(finding.sentence) }
    if !wishes.isVerified {
      for finding in invalid.prefix(5) { terminal.warn(finding.sentence) }
    }
    if let tail = scan.tail {
      terminal.warn(
        "UNSIGNED_TAIL: \(tail.bytes) bytes from byte \(tail.offset) of \(tail.file) are not "
          + "signed and not part of the ledger")
    }
    let unknown = scan.parts.reduce(0) { $0 + $1.unknownCount }
    if unknown > 0 {
      terminal.warn(
        "\(unknown) entries are of types newer than this program; the answer leaves them out")
    }
  }
}

extension Session {
  /// A session of facts that are not those of all lines: about what lies near to a batch, by which
  /// that is judged, or about one post or official alone, or about one day.
  init(
    _ reader: JournalReader, partialFacts facts: Facts, _ basis: Foundation = .snapshot,
    about subject: Projection.Subject? = nil, concerned: Replay? = nil
  ) {
    self.init(
      reader: reader, facts: facts, size: reader.size, root: reader.checkpoint.checkpoint.root,
      basis: basis.rawValue, known: [:], kept: KeptLines(verified: false), lines: [:],
      recorded: CareerEdition.Recorded(), concerned: concerned, subject: subject)
  }
}

extension Finding {
  /// The finding in one line.
  var sentence: String {
    var text = "\(code): \(self.text)"
    var place: [String] = []
    if let entry { place.append("entry \(entry)") }
    if let file { place.append(file) }
    if let offset { place.append("byte \(offset)") }
    if !place.isEmpty { text += " (\(place.joined(separator: ", ")))" }
    return text
  }
}
