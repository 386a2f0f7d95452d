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
  /// The lines of events that were asked for.
  let kept: [Event]
  /// The lines of the entries that were asked for by number, as far as they count as known.
  let lines: [Int: [UInt8]]
  /// The tenures that earlier imports of a list recorded, where that was asked for.
  let recorded: CareerEdition.Recorded

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
  }

  /// Reads a journal once, segments side by side.
  ///
  /// - Throws: `Failure` with exit code 1 where the journal does not verify: there is no answer
  ///   then.
  static func open(
    _ reader: JournalReader, _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) -> Session {
    if case .through(let last) = wishes.knowledge, !(0..<max(reader.size, 1)).contains(last) {
      throw Failure(.usage, "there is no entry \(last); the journal has \(reader.size)")
    }
    var scan: Scan<Reading>
    do throws(JournalError) {
      let outcome = ReadingProgress.run(total: reader.size, on: &terminal) { progress in
        Result { () throws(JournalError) -> Scan<Reading> in
          try reader.scan(verifying: wishes.isVerified) { _ in
            Reading(wishes)
          } each: { reading, chunk in
            progress.add(chunk.lines.count)
            return reading.take(chunk)
          } end: {
            $0.seal()
          }
        }
      }
      scan = try outcome.get()
    } catch {
      throw Failure(error)
    }
    if wishes.isVerified { scan.findings += try Verification.order(scan.parts, reader) }
    try report(scan, wishes, on: &terminal)
    var facts = Facts()
    var known: [String: (entry: Int, line: [UInt8])] = [:]
    var kept: [Event] = []
    var lines: [Int: [UInt8]] = [:]
    var recorded = CareerEdition.Recorded()
    facts.reserve(for: scan.parts.map(\.gatherer.facts))
    // What was joined is let go of: the whole is never there twice.
    var parts = [Reading](scan.parts.reversed())
    scan.parts = []
    while let part = parts.popLast() {
      facts.append(part.gatherer.facts)
      known.merge(part.known) { first, _ in first }
      kept += part.kept
      lines.merge(part.lines) { first, _ in first }
      recorded.add(part.recorded)
    }
    if let last = wishes.keepsLast { kept = kept.suffix(last) }
    facts.setCount(scan.prefix.size)
    facts.complete(
      with: try whole(facts.incomplete) { entry throws(Failure) in
        do throws(JournalError) {
          return try reader.line(at: entry)
        } catch {
          throw Failure(error)
        }
      })
    return Session(
      reader: reader, facts: facts, size: scan.prefix.size, root: scan.prefix.root,
      basis: wishes.isVerified ? "full" : "unverified", known: known, kept: kept, lines: lines,
      recorded: recorded)
  }

  /// Some entries whole, read again: for the few of which it turns out late that they are wanted.
  func events(
    _ entries: [Int], _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) -> [Event] {
    guard !entries.isEmpty else { return [] }
    var wishes = wishes
    wishes.entries = Set(entries)
    let lines = try Session.open(reader, wishes, on: &terminal).lines
    do throws(LineError) {
      return try lines.sorted { $0.key < $1.key }.map { entry, line throws(LineError) in
        var reader = EntryReader()
        try reader.read(line, 0..<line.count)
        return reader.event(entry)
      }
    } catch {
      throw Failure(.no, "an entry cannot be read: \(error)")
    }
  }

  /// Violations leave no answer; what is only worth knowing is said on the side.
  private static func report(
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

/// What is gathered of one segment while it is read.
struct Reading: Sendable {
  var gatherer: Gatherer
  var known: [String: (entry: Int, line: [UInt8])] = [:]
  var kept: [Event] = []
  var lines: [Int: [UInt8]] = [:]
  var recorded = CareerEdition.Recorded()
  var invalid: [Finding] = []
  var unknownCount = 0
  /// Times, ids and references, which a verified answer rests on as well.
  private(set) var order = OrderCheck.Part()
  private(set) var references = ReferenceCheck()
  private let wishes: Session.Wishes
  private var wanted = Interner()
  private let edition: [UInt8]?

  /// How many invalid lines are told one by one.
  private static let mostInvalid = 20

  init(_ wishes: Session.Wishes) {
    gatherer = Gatherer(wishes.knowledge)
    self.wishes = wishes
    edition = wishes.edition.map { Array($0.utf8) }
    for id in wishes.ids { _ = wanted.intern(id) }
  }

  /// Takes the lines of a chunk.
  ///
  /// - Returns: How many of them count as known.
  mutating func take(_ chunk: Chunk) -> Int {
    defer { gatherer.release() }
    for (index, line) in chunk.lines.enumerated() {
      let entry = chunk.firstEntry + index
      do throws(LineError) {
        guard try gatherer.read(chunk.bytes, line, entry: entry) else { return index }
        if wishes.isVerified { check(chunk, entry) }
        if wishes.entries.contains(entry) { lines[entry] = Array(chunk.bytes[line]) }
        if wanted.count > 0, !isOfEdition(chunk, entry) { lookUp(chunk, line, entry) }
        if let keeps = wishes.keeps, keeps(gatherer.kind, gatherer.effective) { keep(entry) }
        if let rotation = wishes.rotation, gatherer.rotation == rotation { keep(entry) }
      } catch {
        if error.code == .unknownType {
          guard gatherer.knows(chunk.bytes, line, entry: entry) else { return index }
          unknownCount += 1
          if wishes.entries.contains(entry) { lines[entry] = Array(chunk.bytes[line]) }
        } else if invalid.count < Self.mostInvalid {
          invalid.append(
            Finding(
              .init(line: error.code), "the line is not an entry in the written form: \(error)",
              entry: entry))
        }
      }
    }
    return chunk.lines.count
  }

  private mutating func check(_ chunk: Chunk, _ entry: Int) {
    order.add(
      entry: entry, id: gatherer.idRange, of: chunk.bytes,
      time: Int(gatherer.recordedTime.milliseconds))
    for problem in gatherer.check(&references, entry: entry) where invalid.count < Self.mostInvalid
    {
      invalid.append(Finding(.referenceUnknown, problem.description, entry: entry))
    }
  }

  /// Prepares for the comparison of segments, on the core that read this one.
  mutating func seal() { order.seal() }

  /// Keeps the event that was read last, if it is one of those wanted.
  private mutating func keep(_ entry: Int) {
    let event = gatherer.event(entry)
    guard wishes.selects?(event) ?? true else { return }
    kept.append(event)
    guard let last = wishes.keepsLast, kept.count >= 2 * last + 64 else { return }
    kept.removeFirst(kept.count - last)
  }

  /// Takes a tenure that an import of the list recorded, without its line where its id says all.
  private mutating func isOfEdition(_ chunk: Chunk, _ entry: Int) -> Bool {
    guard let edition, gatherer.kind == .tenureRecorded else { return false }
    let id = chunk.bytes[gatherer.idRange]
    // The name of another list would be followed by a colon.
    guard id.starts(with: edition), !id.dropFirst(edition.count).contains(UInt8(ascii: ":"))
    else { return false }
    if let number = wanted.find(chunk.bytes, gatherer.idRange) {
      recorded.known[wanted.text(number)] = entry
      recorded.times.insert(gatherer.recordedTime)
    } else {
      recorded.others.append(gatherer.event(entry))
    }
    return true
  }

  private mutating func lookUp(_ chunk: Chunk, _ line: Range<Int>, _ entry: Int) {
    guard let number = wanted.find(chunk.bytes, gatherer.idRange) else { return }
    known[wanted.text(number)] = (entry, Array(chunk.bytes[line]))
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
