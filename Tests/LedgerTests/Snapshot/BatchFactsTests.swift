import Testing

@testable import Ledger

/// A batch is judged from a projection as it is judged from the whole journal.
@Suite struct BatchFactsTests {
  /// Compares what is found by both, for every batch at the end of some beginnings of a journal;
  /// answers how many batches the projection judged, how many of them by the acts around their days
  /// alone, and how much was found by them.
  private static func compare(
    _ journal: SampleJournal, _ entries: [String]
  ) throws -> (judged: Int, windows: Int, found: Int) {
    var counts = (judged: 0, windows: 0, found: 0)
    for split in stride(from: 0, to: journal.lines.count, by: 3) {
      let replay = try Replay(journal.facts(0..<split), at: .distantFuture)
      let bytes = Projection.bytes(of: replay, IDIndex())
      for first in split..<min(split + 4, journal.lines.count) {
        let end = min(first + 1 + first % 3, journal.lines.count)
        let batch = try journal.facts(first..<end)
        let near = try Projection.facts(
          near: batch, bringing: [], after: journal.facts(split..<first),
          ProjectionTests.source(bytes))
        guard var near else { continue }
        let window = try Extract.window(
          of: batch, from: ProjectionReader(ProjectionTests.source(bytes)),
          tail: journal.facts(split..<first))
        if window != nil { counts.windows += 1 }
        near.setCount(first)
        var after = near
        after.append(batch)
        let found = try Invariants.warnings(before: near, after: after)
        let all = try Invariants.warnings(
          before: journal.facts(0..<first), after: journal.facts(0..<end))
        counts = (counts.judged + 1, counts.windows, counts.found + all.count)
        guard found != all else { continue }
        let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
        Issue.record(
          "split at \(split), batch \(first)..<\(end)\n\(numbered)\n\(found)\n---\n\(all)")
      }
    }
    return counts
  }

  @Test func `what a batch makes doubtful is found in what lies near to it`() throws {
    var counts = (judged: 0, found: 0)
    func add(_ journal: SampleJournal, _ entries: [String]) throws {
      let own = try Self.compare(journal, entries)
      counts = (counts.judged + own.judged, counts.found + own.found)
    }
    for (entries, journal) in try ReplayLawTests.journals(
      3001...UInt64(3000 + 10 * Soak.factor), length: 20, undoing: false)
    {
      try add(journal, entries)
    }
    for seed in 1...UInt64(15 * Soak.factor) {
      var random = RandomJournal(seed: seed)
      var undoing = UndoingJournal(seed: seed)
      for items in [random.items(), undoing.items()] {
        try add(UndoneReadingsTests.journal(items), items.map { "\($0)" })
      }
    }
    for seed in 1...UInt64(20 * Soak.factor) {
      var random = DecreeJournal(seed: seed)
      let entries = random.entries(12)
      try add(SampleJournal(entries), entries)
    }
    #expect(counts.judged > 100 && counts.found > 20)
  }

  @Test func `a batch of oaths among oaths is judged by the acts around its days`() throws {
    var counts = (judged: 0, windows: 0, found: 0)
    for seed in 1...UInt64(12 * Soak.factor) {
      for others in [0, 8] {
        var random = OathJournal(seed: seed, others: others)
        let entries = random.entries(24)
        let own = try Self.compare(SampleJournal(entries), entries)
        counts.windows += own.windows
        counts.found += own.found
      }
    }
    #expect(counts.windows > 200 && counts.found > 50)
  }

  @Test func `an id is found wherever it stands, and others hardly ever`() throws {
    var index = IDIndex()
    var ids: [String] = []
    for stretch in 0..<5 {
      var table = IDTable()
      for _ in 0..<(100 * stretch + 1) {
        ids.append("entry-\(ids.count)")
        table.add(Array(ids[ids.count - 1].utf8), 0..<ids[ids.count - 1].utf8.count)
      }
      let first = ids.count - (100 * stretch + 1)
      let places = try IDTable.places(
        of: Set(ids[first...]).union(["other"]), in: table.snapshot())
      #expect(places.map(\.place) == Array(0..<(100 * stretch + 1)))
      #expect(places.map(\.id) == Array(ids[first...]))
      #expect(throws: SnapshotError.self) {
        try IDTable.places(of: ["other"], in: table.snapshot() + [0])
      }
      if stretch.isMultiple(of: 2) {
        index.add(table, from: first)
      } else {
        try index.add(table.snapshot(), from: first)
      }
    }
    let replay = try Replay(Facts(), at: .distantFuture)
    let bytes = Projection.bytes(of: replay, index)
    func isFree(_ id: String) throws -> Bool {
      try Projection.facts(
        near: Facts(), bringing: [id], after: Facts(), ProjectionTests.source(bytes)) != nil
    }
    for id in ids { #expect(try !isFree(id)) }
    #expect(try (0..<1000).count { try isFree("other-\($0)") } > 990)
  }

  @Test func `a batch that names an issued decree is left to the whole`() throws {
    let entries = try #require(
      try ReplayLawTests.journals(3001...3060, length: 20, undoing: false)
        .first { try !$0.1.facts().issued.numbers.isEmpty })
    let facts = try entries.1.facts()
    let bytes = Projection.bytes(of: try Replay(facts, at: .distantFuture), IDIndex())
    #expect(
      try Projection.facts(
        near: facts, bringing: [], after: Facts(), ProjectionTests.source(bytes)) == nil)
  }
}
