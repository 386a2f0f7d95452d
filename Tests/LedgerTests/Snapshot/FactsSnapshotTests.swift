import Testing

@testable import Ledger

/// Facts come back from their bytes as they were, and bytes that nobody vouches for do no harm.
@Suite struct FactsSnapshotTests {
  /// The facts of some of a journal's entries as they are gathered, before anything is completed.
  private static func gathered(
    _ journal: SampleJournal, _ stretch: Range<Int>, after facts: Facts = Facts()
  ) throws -> Facts {
    var gatherer = Gatherer(after: facts)
    for number in stretch {
      let line = journal.lines[number]
      _ = try gatherer.read(line, 0..<line.count, entry: number)
    }
    return gatherer.facts
  }

  private static func completed(_ facts: Facts, _ journal: SampleJournal) throws -> Facts {
    var facts = facts
    facts.complete(with: try facts.incomplete.map { try journal.event($0) })
    return facts
  }

  @Test func `facts taken back from bytes are the facts that were written`() throws {
    for (entries, journal) in try ReplayLawTests.journals(301...330, length: 14) {
      let facts = try Self.gathered(journal, 0..<entries.count)
      let bytes = facts.snapshot()
      let back = try Facts(snapshot: bytes)
      #expect(back.snapshot() == bytes)
      try ReplayLawTests.same(
        Self.completed(facts, journal), Self.completed(back, journal), "taken back", entries)
    }
  }

  @Test func `reading on from the facts of a beginning says what reading the whole says`() throws {
    for (entries, journal) in try ReplayLawTests.journals(401...412, length: 10) {
      let whole = try journal.facts()
      for split in 0...entries.count {
        let beginning = try Self.gathered(journal, 0..<split).snapshot()
        let rest = try Self.gathered(
          journal, split..<entries.count, after: Facts(snapshot: beginning))
        try ReplayLawTests.same(
          whole, Self.completed(rest, journal), "resumed at \(split)", entries)
      }
    }
  }

  @Test func `damaged bytes are refused or give facts that replay, and never trap`() throws {
    var refused = 0
    for (entries, journal) in try ReplayLawTests.journals(501...501, length: 9) {
      let bytes = try Self.gathered(journal, 0..<entries.count).snapshot()
      for index in stride(from: 0, to: bytes.count, by: 3) {
        for flip in [UInt8(1), 0xFF] {
          var damaged = bytes
          damaged[index] ^= flip
          do {
            let facts = try Facts(snapshot: damaged)
            _ = try? Replay(facts, at: .distantFuture).digest
          } catch {
            refused += 1
          }
        }
      }
      for length in stride(from: 0, to: bytes.count, by: 5) {
        #expect(throws: SnapshotError.self) { try Facts(snapshot: Array(bytes[..<length])) }
      }
    }
    #expect(refused > 100)
  }

  @Test func `bytes of another version are refused`() throws {
    var bytes = Facts().snapshot()
    bytes[0] += 1
    #expect(throws: SnapshotError.self) { try Facts(snapshot: bytes) }
  }

  /// Where this fails the bytes, or what is gathered, have changed: raise `Facts.snapshotVersion`
  /// and note the new digest.
  @Test func `the version stands for the bytes of a known journal`() throws {
    var bytes: [UInt8] = []
    for (entries, journal) in try ReplayLawTests.journals(601...640, length: 20) {
      bytes += try Self.gathered(journal, 0..<entries.count).snapshot()
    }
    let digest = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    #expect(Facts.snapshotVersion == 3)
    #expect(String(digest, radix: 16) == "eeb804adde36834a")
  }
}
