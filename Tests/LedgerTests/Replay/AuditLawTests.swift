import Testing

@testable import Ledger

/// What is asked about one official or post is that part of what is told about all.
@Suite struct AuditLawTests {
  private static func rows(
    _ journal: SampleJournal, _ replay: Replay, official: String? = nil, post: String? = nil,
    recorded: Bool
  ) throws -> [Move] {
    var filter = MoveFilter()
    (filter.official, filter.post) = (official, post)
    filter.takesRecorded = recorded
    let kept = try journal.lines.indices.map { try journal.event($0) }
      .filter { filter.mayInclude($0.kind, $0.effective) && filter.includes($0) }
    return Audit.moves(replay, kept: kept, filter)
  }

  @Test func `the moves of an official or a post are those of all that are about it`() throws {
    var journals = try ReplayLawTests.journals(4001...UInt64(4000 + 20 * Soak.factor), length: 20)
    for seed in 1...UInt64(20 * Soak.factor) {
      var undoing = UndoingJournal(seed: seed)
      let items = undoing.items()
      journals.append((items.map { "\($0)" }, try UndoneReadingsTests.journal(items)))
    }
    var found = 0
    for (entries, journal) in journals {
      let replay = try Replay(journal.facts(), at: .distantFuture)
      for recorded in [false, true] {
        let all = try Self.rows(journal, replay, recorded: recorded)
        func compare(_ what: String, _ own: [Move], _ expected: [Move]) {
          found += own.count
          guard own.map({ "\($0)" }) != expected.map({ "\($0)" }) else { return }
          let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
          Issue.record("\(what)\n\(numbered)\n\(own)\n---\n\(expected)")
        }
        for number in 0..<UInt32(replay.facts.officials.count) {
          let official = replay.facts.officials.text(number)
          let own = try Self.rows(journal, replay, official: official, recorded: recorded)
          compare(official, own, all.filter { $0.official == official })
        }
        for number in 0..<UInt32(replay.facts.posts.count) {
          let post = replay.facts.posts.text(number)
          let own = try Self.rows(journal, replay, post: post, recorded: recorded)
          compare(post, own, all.filter { $0.to == post || $0.from.contains(post) })
        }
      }
    }
    #expect(found > 100)
  }
}
