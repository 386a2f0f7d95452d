import Testing

@testable import Ledger

/// What a late entry changed about the past is told of what lies near to it, and is what two
/// replays of everything show.
@Suite struct BackdatingLawTests {
  private static func event(_ line: [UInt8], _ entry: Int) throws -> Event {
    var reader = EntryReader()
    try reader.read(line, 0..<line.count)
    return reader.event(entry)
  }

  private static func shown(_ posts: [Difference.Post]) -> [String] {
    posts.map { "\($0.post): \($0.before as Any) -> \($0.after as Any), \($0.entries)" }
  }

  @Test func `it is the difference between all that was known before it and with it`() throws {
    var counts = (late: 0, changed: 0)
    let duration = try CalendarDuration(parsing: "P1D")
    for length in [14, 30] {
      let seeds: ClosedRange<UInt64> = 7001...7000 + UInt64(25 * Soak.factor)
      for (entries, journal) in try ReplayLawTests.journals(seeds, length: length) {
        let events = try journal.lines.enumerated().map { try Self.event($1, $0) }
        let late = try Replay.backdated(events, in: journal.facts(), by: duration, most: .max)
        for found in late {
          let entry = found.event.entry
          let before = try Replay(journal.facts(0..<entry), at: found.day)
          let after = try Replay(journal.facts(0..<(entry + 1)), at: found.day)
          let changes = try #require(found.changes)
          counts.late += 1
          counts.changed += changes.count
          #expect(
            Self.shown(changes) == Self.shown(Difference(before, after).posts),
            "entry \(entry) of \(entries)")
        }
      }
    }
    #expect(counts.late > 100 && counts.changed > 100, "\(counts)")
  }
}
