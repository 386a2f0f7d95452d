/// The decrees that entries issue or rest on, each with the first entry that names it.
struct DecreeLog: Sendable {
  /// What tells the decrees apart, in their order: number, issuer and date, each normalised, with a
  /// blank between them, which none of them has.
  private var texts = Interner()
  private var entries: [UInt32] = []

  /// No decrees.
  init() {}

  /// How many there are, in all ways in which they are written.
  var count: Int { entries.count }

  /// Notes that an entry names a decree.
  mutating func add(_ decree: DecreeIndex.Decree, _ entry: UInt32) {
    let number = texts.intern("\(decree.number) \(decree.issuer) \(decree.date)")
    note(number, entry)
  }

  /// Adds what another stretch names.
  mutating func append(_ other: DecreeLog) {
    for (number, entry) in zip(texts.merge(other.texts), other.entries) { note(number, entry) }
  }

  private mutating func note(_ number: UInt32, _ entry: UInt32) {
    if Int(number) == entries.count {
      entries.append(entry)
    } else {
      entries[Int(number)] = min(entries[Int(number)], entry)
    }
  }

  /// All decrees, each with the first entry that names it.
  var all: [DecreeIndex.Decree: Int] { those { _ in true } }

  /// The decrees of a number, which is normalised.
  func those(numbered number: String) -> [DecreeIndex.Decree: Int] {
    // A blank ends the number.
    let start = number + " "
    return those { texts.text($0).hasPrefix(start) }
  }

  /// The decrees that some entries first name.
  func those(of entries: Set<Int>) -> [DecreeIndex.Decree: Int] {
    those { entries.contains(Int(self.entries[Int($0)])) }
  }

  private func those(where isWanted: (UInt32) -> Bool) -> [DecreeIndex.Decree: Int] {
    var found: [DecreeIndex.Decree: Int] = [:]
    for number in 0..<UInt32(count) where isWanted(number) {
      let entry = Int(entries[Int(number)])
      let decree = decree(number)
      found[decree] = min(found[decree] ?? entry, entry)
    }
    return found
  }

  /// What was named before an entry.
  func before(_ entry: Int) -> DecreeLog {
    filter { Int(entries[Int($0)]) < entry }
  }

  /// The log without some decrees.
  func without(_ decrees: Set<DecreeIndex.Decree>) -> DecreeLog {
    filter { !decrees.contains(decree($0)) }
  }

  private func filter(_ isWanted: (UInt32) -> Bool) -> DecreeLog {
    var log = DecreeLog()
    for number in 0..<UInt32(count) where isWanted(number) {
      log.note(log.texts.intern(texts.text(number)), entries[Int(number)])
    }
    return log
  }

  private func decree(_ number: UInt32) -> DecreeIndex.Decree {
    let parts = texts.text(number).split(separator: " ", omittingEmptySubsequences: false)
    precondition(parts.count == 3, "a decree has three parts")
    return DecreeIndex.Decree(
      number: String(parts[0]), issuer: String(parts[1]), date: String(parts[2]))
  }

  /// Lets go of what adding to it takes; it can be appended to others still.
  mutating func finish() { texts.finish() }
}

/// A log as a snapshot holds it.
extension DecreeLog {
  /// How many bytes it takes there, or few more.
  var snapshotBytes: Int { texts.bytes.count + 12 * count + 64 }

  func write(to snapshot: inout SnapshotWriter) {
    texts.write(to: &snapshot)
    snapshot.put(entries)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    texts = try Interner(from: &snapshot)
    entries = try snapshot.numbers()
    guard texts.count == entries.count,
      (0..<UInt32(texts.count)).allSatisfy({ number in
        texts.text(number).utf8.count { $0 == 0x20 } == 2
      })
    else { throw snapshot.error("it holds decrees that cannot be") }
  }
}
