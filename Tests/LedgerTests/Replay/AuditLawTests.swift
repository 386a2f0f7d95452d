import Synchronization
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
    return try moves(journal, replay, filter, of: journal.lines.indices)
  }

  private static func moves(
    _ journal: SampleJournal, _ replay: Replay, _ filter: MoveFilter, of entries: some Sequence<Int>
  ) throws -> [Move] {
    var kept = try self.kept(journal, filter, of: entries)
    kept += try Audit.movedIn(replay, kept: kept.map(\.entry), filter).map { try journal.event($0) }
    let moves = Moves(replay, filter, of: EventSource(kept))
    return moves(0..<moves.count)
  }

  private static func kept(
    _ journal: SampleJournal, _ filter: MoveFilter, of entries: some Sequence<Int>
  ) throws -> [Event] {
    try entries.map { try journal.event($0) }
      .filter { filter.mayInclude($0.kind, $0.effective) && filter.includes($0) }
  }

  @Test func `moves are the same whoever looks at the events, and however many are made at a time`()
    throws
  {
    var (found, groups) = (0, 0)
    var random = SeededGenerator(seed: 9)
    for (entries, journal) in try Self.journals() {
      let replay = try Replay(journal.facts(), at: .distantFuture)
      for filter in Self.filters(replay).shuffled(using: &random).prefix(12) + [MoveFilter()] {
        let expected = try Self.moves(journal, replay, filter, of: journal.lines.indices)
        let kept = try Self.kept(journal, filter, of: journal.lines.indices)
        let others = try Audit.movedIn(replay, kept: kept.map(\.entry), filter)
          .map { try journal.event($0) }
        for size in 1...3 {
          let moves = Moves(
            replay, filter, of: EventSource(kept), and: others,
            by: ReplayLawTests.Reversed(size: 3), pieceSize: size)
          let made = stride(from: 0, to: moves.count, by: size)
            .flatMap { moves($0..<min($0 + size, moves.count)) }
          #expect(made.map { "\($0)" } == expected.map { "\($0)" }, "\(filter) \(entries)")
        }
        found += expected.count
        groups += expected.count { $0.groupCount != nil }
      }
    }
    #expect(found > 400)
    #expect(groups > 20)
  }

  @Test func `groups are those of all ceremonies, of which most are not looked at`() throws {
    var found = 0
    for (entries, journal) in try Self.journals() {
      let replay = try Replay(journal.facts(), at: .distantFuture)
      let kept = try Self.kept(journal, MoveFilter(), of: journal.lines.indices)
      let audit = Audit(replay, MoveFilter())
      let all = audit.groups(audit.standing(replay.facts.standing(kept)))
      let moves = Moves(replay, MoveFilter(), of: EventSource(kept))
      let told = moves(0..<moves.count).filter { $0.groupCount != nil }
      #expect(Set(told.map { "\($0)" }) == Set(all.map { "\($0)" }), "\(entries)")
      #expect(told.count == all.count)
      found += all.count
    }
    #expect(found > 20)
  }

  @Test func `moves are told without events of which it is not known what they say`() throws {
    var found = 0
    for (_, journal) in try Self.journals().prefix(20) {
      let replay = try Replay(journal.facts(), at: .distantFuture)
      let filter = MoveFilter()
      let kept = try Self.kept(journal, filter, of: journal.lines.indices)
      for missing in kept.indices {
        let source = EventSource(count: kept.count) { places in
          places.filter { $0 != missing }.map { kept[$0] }
        }
        var rest = kept
        rest.remove(at: missing)
        let moves = Moves(replay, filter, of: source)
        let expected = Moves(replay, filter, of: EventSource(rest))
        #expect(
          moves(0..<moves.count).map { "\($0)" }
            == expected(0..<expected.count).map { "\($0)" })
        found += moves.count
      }
    }
    #expect(found > 100)
  }

  @Test func `moves end at the first whose event cannot be read any more`() throws {
    var ended = 0
    for (_, journal) in try Self.journals().prefix(20) {
      let replay = try Replay(journal.facts(), at: .distantFuture)
      let kept = try Self.kept(journal, MoveFilter(), of: journal.lines.indices)
      for missing in kept.indices {
        let gone = Mutex<Int?>(nil)
        let source = EventSource(count: kept.count) { places in
          places.filter { place in gone.withLock { $0 != place } }.map { kept[$0] }
        }
        let moves = Moves(replay, MoveFilter(), of: source)
        let whole = moves(0..<moves.count)
        gone.withLock { $0 = missing }
        let left = moves(0..<moves.count)
        #expect(left.map { "\($0)" } == whole.prefix(left.count).map { "\($0)" })
        if left.count < whole.count {
          #expect(whole[left.count].entry == kept[missing].entry)
          ended += 1
        }
      }
    }
    #expect(ended > 50)
  }

  @Test func `the entries that facts tell of are all that an audit rests on`() throws {
    var (found, read, all) = (0, 0, 0)
    for (entries, journal) in try Self.journals() {
      let facts = try journal.facts()
      let replay = try Replay(facts, at: .distantFuture)
      for filter in Self.filters(replay) {
        let told = Audit.entries(replay, in: facts, filter)
        let own = try Self.moves(journal, replay, filter, of: told)
        let expected = try Self.moves(journal, replay, filter, of: journal.lines.indices)
        (found, read, all) = (found + own.count, read + told.count, all + journal.lines.count)
        guard own.map({ "\($0)" }) != expected.map({ "\($0)" }) else { continue }
        let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
        Issue.record("\(filter)\n\(numbered)\n\(told)\n\(own)\n---\n\(expected)")
      }
    }
    #expect(found > 100)
    #expect(read * 2 < all)
  }

  /// One for each official, each post, each of both, and some periods.
  private static func filters(_ replay: Replay) -> [MoveFilter] {
    let (officials, posts) = (replay.facts.officials, replay.facts.posts)
    let people = [nil] + (0..<UInt32(officials.count)).map { officials.text($0) }
    let places = [nil] + (0..<UInt32(posts.count)).map { posts.text($0) }
    var filters: [MoveFilter] = []
    for (number, official) in people.enumerated() {
      for (other, post) in places.enumerated() {
        var filter = MoveFilter()
        (filter.official, filter.post) = (official, post)
        filter.takesRecorded = (number + other).isMultiple(of: 2)
        filters.append(filter)
        let days = ReplayLawTests.days.compactMap { Day(parsing: $0) }
        filter.from = days[(number + other) % 3]
        if (number + other).isMultiple(of: 3) { filter.to = days[3] }
        filters.append(filter)
      }
    }
    return filters
  }

  private static func journals() throws -> [(entries: [String], journal: SampleJournal)] {
    var journals = try ReplayLawTests.journals(4001...UInt64(4000 + 20 * Soak.factor), length: 20)
    for seed in 1...UInt64(20 * Soak.factor) {
      var undoing = UndoingJournal(seed: seed)
      let items = undoing.items()
      journals.append((items.map { "\($0)" }, try UndoneReadingsTests.journal(items)))
    }
    return journals
  }

  @Test func `the moves of an official or a post are those of all that are about it`() throws {
    var found = 0
    for (entries, journal) in try Self.journals() {
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
