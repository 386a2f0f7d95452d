import Exchange
import Journal
import Ledger

/// What is gathered of one segment while it is read.
struct Reading: Sendable {
  let segment: Int
  var gatherer: Gatherer
  var known: [String: (entry: Int, line: [UInt8])] = [:]
  var kept: KeptLines
  var lines: [Int: [UInt8]] = [:]
  var recorded = CareerEdition.Recorded()
  /// Entries that may have an id that is looked up, and those whose lines are wanted, where what is
  /// known of them does not come from their lines.
  var suspects: [(entry: Int, id: String)] = []
  var suspectLines: Set<Int> = []
  var invalid: [Finding] = []
  var unknownCount = 0
  /// The ids, where they are left for later calls.
  private(set) var ids = IDTable()
  /// How many lines count as known.
  private(set) var knownCount = 0
  /// How many lines were known before, and the bytes of their table of ids.
  private(set) var recalled: (count: Int, ids: [UInt8]) = (0, [])
  /// Times, ids and references, which a verified answer rests on as well.
  private(set) var order = OrderCheck.Part()
  private(set) var references = ReferenceCheck()
  private let wishes: Session.Wishes
  /// Whether anything is wanted beside facts, which is asked at every line.
  private let wantsLines: Bool
  private var wanted = Interner()
  private let edition: [UInt8]?

  /// How many invalid lines are told one by one.
  private static let mostInvalid = 20

  init(_ wishes: Session.Wishes, of segment: Int, after facts: Facts = Facts()) {
    self.segment = segment
    gatherer = Gatherer(wishes.knowledge, after: facts)
    self.wishes = wishes
    kept = KeptLines(verified: wishes.isVerified)
    wantsLines =
      !wishes.entries.isEmpty || !wishes.ids.isEmpty || wishes.keeps != nil
      || wishes.rotation != nil
    edition = wishes.edition.map { Array($0.utf8) }
    for id in wishes.ids { _ = wanted.intern(id) }
  }

  /// Prepares for all lines of a segment.
  mutating func reserve(_ count: Int) {
    gatherer.reserve(count)
    guard wishes.isVerified else { return }
    order.reserve(count)
    if wishes.leavesTraces { ids.reserve(count) }
  }

  /// What is known of a segment from its summary.
  init(_ wishes: Session.Wishes, of segment: Int, _ facts: Facts, ids: [UInt8]) {
    self.init(wishes, of: segment, after: facts)
    knownCount = facts.count
    if wishes.leavesTraces { recalled = (facts.count, ids) }
  }

  /// Whether every line was an entry that this program knows.
  var isSound: Bool { invalid.isEmpty && unknownCount == 0 }

  /// Takes the lines of a chunk.
  ///
  /// - Returns: How many of them count as known.
  mutating func take(_ chunk: Chunk) -> Int {
    defer { gatherer.release() }
    let known =
      if let sieve = wishes.sieve {
        take(chunk, sieve.select(chunk.bytes, chunk.lines, firstEntry: chunk.firstEntry))
      } else {
        take(chunk, chunk.lines.indices)
      }
    knownCount += known
    return known
  }

  /// Takes some lines of a chunk.
  private mutating func take(_ chunk: Chunk, _ indices: some Collection<Int>) -> Int {
    for index in indices {
      let (line, entry) = (chunk.lines[index], chunk.firstEntry + index)
      do throws(LineError) {
        guard try gatherer.read(chunk.bytes, line, entry: entry) else { return index }
        if wishes.isVerified { check(chunk, entry) }
        if wantsLines { takeWhole(chunk, index) }
      } catch {
        if error.code == .unknownType {
          guard gatherer.knows(chunk.bytes, line, entry: entry) else { return index }
          takeUnknown(chunk, line, entry)
        } else {
          refuse(entry, error)
        }
      }
    }
    return chunk.lines.count
  }

  /// Takes of an entry what is wanted beside facts.
  private mutating func takeWhole(_ chunk: Chunk, _ index: Int) {
    let (line, entry) = (chunk.lines[index], chunk.firstEntry + index)
    if wishes.entries.contains(entry) { lines[entry] = Array(chunk.bytes[line]) }
    if wanted.count > 0, !isOfEdition(chunk, entry) { lookUp(chunk, line, entry) }
    if let keeps = wishes.keeps, keeps(gatherer.kind, gatherer.effective) { keep(index, of: chunk) }
    if let rotation = wishes.rotation, gatherer.rotation == rotation { keep(index, of: chunk) }
  }

  /// Takes a line of a newer type, of which the form can be judged and no more.
  private mutating func takeUnknown(_ chunk: Chunk, _ line: Range<Int>, _ entry: Int) {
    do throws(LineError) {
      _ = try UnknownEntry(chunk.bytes, line)
      unknownCount += 1
      if wishes.entries.contains(entry) { lines[entry] = Array(chunk.bytes[line]) }
    } catch {
      refuse(entry, error)
    }
  }

  private mutating func refuse(_ entry: Int, _ error: LineError) {
    guard invalid.count < Self.mostInvalid else { return }
    invalid.append(
      Finding(
        .init(line: error.code), "the line is not an entry in the written form: \(error)",
        entry: entry))
  }

  private mutating func check(_ chunk: Chunk, _ entry: Int) {
    order.add(
      entry: entry, id: gatherer.idRange, of: chunk.bytes,
      time: Int(gatherer.recordedTime.milliseconds))
    if wishes.leavesTraces { ids.add(chunk.bytes, gatherer.idRange) }
    for problem in gatherer.check(&references, entry: entry) where invalid.count < Self.mostInvalid
    {
      invalid.append(Finding(.referenceUnknown, problem.description, entry: entry))
    }
  }

  /// Prepares for the comparison and the joining of segments, on the core that read this one: no
  /// line follows.
  mutating func seal() {
    order.seal()
    references.finish()
    gatherer.finish()
  }

  /// Lets go of the ids, for which nobody asks any more.
  mutating func dropIDs() { ids = IDTable() }

  /// Keeps the event that was read last, if it is one of those wanted.
  private mutating func keep(_ index: Int, of chunk: Chunk) {
    if let selects = wishes.selects, !selects(gatherer.event(chunk.firstEntry + index)) { return }
    kept.keep(index, of: chunk)
    guard let last = wishes.keepsLast, kept.count >= 2 * last + 64 else { return }
    kept.keepLast(last)
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
