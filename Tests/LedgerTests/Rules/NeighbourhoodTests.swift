import Testing

@testable import Ledger

/// What a batch makes doubtful is found near to what it touches.
@Suite struct NeighbourhoodTests {
  /// Compares what is found near with what is found everywhere, for every end of a journal.
  private static func compare(_ journal: SampleJournal, _ entries: [String]) throws -> Int {
    var found = 0
    for split in stride(from: 1, to: journal.lines.count, by: 2) {
      let before = try journal.facts(0..<split)
      let after = try journal.facts()
      let near = try Invariants.newFindings(before: before, after: after).map(\.sentence)
      let all = try Invariants.newFindings(before: before, after: after, isNear: false)
        .map(\.sentence)
      found += all.count
      guard near.sorted() != all.sorted() else { continue }
      let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
      Issue.record("split at \(split)\n\(numbered)\n\(near)\n---\n\(all)")
    }
    return found
  }

  @Test func `nothing is found elsewhere that is not found near`() throws {
    var found = 0
    for (entries, journal) in try ReplayLawTests.journals(
      3001...UInt64(3000 + 15 * Soak.factor), length: 20)
    {
      found += try Self.compare(journal, entries)
    }
    for seed in 1...UInt64(20 * Soak.factor) {
      var random = RandomJournal(seed: seed)
      var undoing = UndoingJournal(seed: seed)
      for items in [random.items(), undoing.items()] {
        found += try Self.compare(UndoneReadingsTests.journal(items), items.map { "\($0)" })
      }
    }
    #expect(found > 40)
  }

  @Test func `oaths count for a decree whatever they leave out of it`() throws {
    var found = 0
    for seed in 1...UInt64(60 * Soak.factor) {
      var random = DecreeJournal(seed: seed)
      let entries = random.entries(9)
      found += try Self.compare(try SampleJournal(entries), entries)
    }
    #expect(found > 40)
  }
}
