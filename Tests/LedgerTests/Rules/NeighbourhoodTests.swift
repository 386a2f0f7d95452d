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

  @Test func `an append tells of decrees what check finds after it and not before`() throws {
    let rules = Rule.all.filter { ["D-05", "R-31", "R-32"].contains($0.id) }
    func found(_ facts: Facts) throws -> [RuleFinding] {
      Check(try Replay(facts, at: .distantFuture), rules).findings
        .filter { $0.verdict >= .needsEvidence }
    }
    var count = 0
    for seed in 1...UInt64(60 * Soak.factor) {
      var random = DecreeJournal(seed: 1000 + seed)
      let entries = random.entries(8)
      let journal = try SampleJournal(entries)
      for end in 1...entries.count {
        let before = try journal.facts(0..<(end - 1))
        let after = try journal.facts(0..<end)
        let known = Set(try found(before).map(\.key))
        let expected = try found(after).filter { !known.contains($0.key) }.map(\.sentence)
        let told = try Invariants.newFindings(before: before, after: after)
          .filter { finding in rules.contains { $0.id == finding.rule } }.map(\.sentence)
        count += told.count
        guard told.sorted() != expected.sorted() else { continue }
        let numbered = entries.prefix(end).enumerated().map { "\($0): \($1)" }
        Issue.record("\(numbered.joined(separator: "\n"))\n\(told)\n---\n\(expected)")
      }
    }
    #expect(count > 100)
  }
}
