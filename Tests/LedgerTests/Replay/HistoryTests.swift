import Testing

@testable import Ledger

/// A history and the holders on a day are two views of the same tenures.
@Suite struct HistoryTests {
  private typealias Make = TenureTests

  @Test func `what only interrupts a tenure does not end it`() throws {
    let record = #","from":"1995-01-01","to":"1997-09-12","heldOn":["1996-04-07"]"#
    let entries = [Make.tenure("a", "p", record), Make.oath("1996-02-21", "c", "p")]
    try Make.expect(
      entries,
      [
        ("1996-02-20", ["a definitive certain"]), ("1996-03-01", ["c definitive certain"]),
        ("1996-04-07", ["a definitive certain", "c definitive certain"]),
        ("1997-09-12", ["c definitive certain"]),
      ])
    let replay = try SampleJournal(entries).replay(at: "1996-12-31")
    let history = try #require(replay.history(ofPost: "p"))
    #expect(history.map(\.official) == ["a", "c"])
    #expect(history.map(\.to) == ["1997-09-12", nil] && history.map(\.endedBy) == [0, nil])
  }

  @Test func `a move that interrupts a tenure has left it`() throws {
    let record = #","from":"1995-01-01","to":"1997-09-12","heldOn":["1996-04-07"]"#
    let journal = try SampleJournal([
      Make.tenure("a", "p", record), Make.oath("1996-02-21", "a", "q"),
    ])
    let replay = try journal.replay(at: "1996-12-31")
    let moves = Moves(replay, MoveFilter(), of: EventSource([try journal.event(1)]))
    #expect(moves(0..<moves.count).map(\.from) == [["p"]])
    #expect(try #require(replay.history(ofOfficial: "a")).map(\.to) == ["1997-09-12", nil])
  }

  @Test func `what may come before the day on which it was seen does not end it`() throws {
    let entries = [
      Make.oath("2020", "b", "p"),
      #"{"type":"DutyStarted","effective":"2020-07-14","data":{"official":"b","post":"q"}}"#,
    ]
    let replay = try SampleJournal(entries).replay(at: "2025-01-01")
    let official = try #require(replay.number(ofOfficial: "b"))
    #expect(replay.holdings(of: official).map(\.post) == ["p", "q"])
    #expect(try #require(replay.history(ofOfficial: "b")).map(\.to) == [nil, nil])
  }

  @Test func `whoever certainly holds a post on a day has not left it by his history`() throws {
    var held = 0
    for seed in 1...UInt64(60 * Soak.factor) {
      var random = RandomJournal(seed: seed)
      var undoing = UndoingJournal(seed: seed)
      for items in [random.items(), undoing.items()] {
        let register = try Replay(
          UndoneReadingsTests.journal(items).facts(), at: .distantFuture
        ).register
        for tenure in register.tenures {
          guard let end = register.lastEnd(of: tenure)?.days.last else { continue }
          for day in Span.calendar.compactMap({ Day(parsing: Span.text($0)) })
          where register.isCertain(tenure, on: day) {
            held += 1
            guard day >= end else { continue }
            let numbered = items.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
            Issue.record("\(tenure) on \(day), ended by \(end)\n\(numbered)")
            return
          }
        }
      }
    }
    #expect(held > 200)
  }
}
