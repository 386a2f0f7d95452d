import Testing

@testable import Ledger

@Suite struct `A log of decrees` {
  private static func random(_ random: inout SeededGenerator) -> DecreeIndex.Decree {
    // Parts that would run into one another, and some that are left out.
    let parts = ["", "1", "12", "2", "821.2/12/2019", "ä", "bkd.example"]
    return DecreeIndex.Decree(
      number: parts.randomElement(using: &random) ?? "",
      issuer: parts.randomElement(using: &random) ?? "",
      date: parts.randomElement(using: &random) ?? "")
  }

  /// A log and what it has to say.
  private static func pair(
    _ count: Int, from first: Int, _ generator: inout SeededGenerator
  ) -> (log: DecreeLog, told: [DecreeIndex.Decree: Int]) {
    var log = DecreeLog()
    var told: [DecreeIndex.Decree: Int] = [:]
    for _ in 0..<count {
      let entry = first + Int.random(in: 0..<40, using: &generator)
      let decree = random(&generator)
      log.add(decree, UInt32(entry))
      told[decree] = min(told[decree] ?? entry, entry)
    }
    return (log, told)
  }

  @Test(arguments: 1...20) func `tells each with the first entry that names it`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var (log, told) = Self.pair(60, from: 0, &generator)
    let other = Self.pair(60, from: 30, &generator)
    log.append(other.log)
    told.merge(other.told) { min($0, $1) }
    #expect(log.all == told)
    for number in Set(told.keys.map(\.number)) {
      #expect(log.those(numbered: number) == told.filter { $0.key.number == number })
    }
    #expect(log.those(numbered: "82").isEmpty)
    for entry in [0, 7, 35, 50, 100] {
      #expect(log.before(entry).all == told.filter { $0.value < entry })
      #expect(log.those(of: [entry, entry + 1]) == told.filter { 0...1 ~= $0.value - entry })
    }
    let gone = Set(told.keys.prefix(9))
    #expect(log.without(gone).all == told.filter { !gone.contains($0.key) })

    var snapshot = SnapshotWriter()
    log.write(to: &snapshot)
    let bytes = snapshot.take()
    var reader = SnapshotReader(bytes)
    #expect(try DecreeLog(from: &reader).all == told)
    #expect(reader.isAtEnd)
  }

  @Test func `is not made of bytes that cannot be one`() {
    var texts = Interner()
    _ = texts.intern("12 bkd.example")
    for entries in [[7], [7, 8], []] as [[UInt32]] {
      var snapshot = SnapshotWriter()
      texts.write(to: &snapshot)
      snapshot.put(entries)
      let bytes = snapshot.take()
      #expect(throws: SnapshotError.self) {
        var reader = SnapshotReader(bytes)
        _ = try DecreeLog(from: &reader)
      }
    }
  }
}
