import Testing

@testable import Ledger

/// The sentences of the specification on post status, obligations, statements and disputes.
@Suite struct StatementTests {
  private typealias Make = TenureTests

  // MARK: Post status

  @Test func `a post is held, acting, vacant or unknown`() throws {
    let journal = try SampleJournal([
      Make.oath("2020-01-10", "a", "p"), Make.left("2020-06-01", "a", "p"),
      Make.acting("ActingAssigned", "2020-07-01", "b", #","until":"2020-08-01""#),
      Make.oath("2020-10-01", "c", "p"),
    ])
    #expect(try journal.status("p", at: "2020-01-09") == .unknown)
    #expect(try journal.status("p", at: "2020-01-10") == .held)
    #expect(try journal.status("p", at: "2020-06-01") == .vacant)
    #expect(try journal.status("p", at: "2020-07-01") == .acting)
    #expect(try journal.status("p", at: "2020-08-02") == .unknown)
    #expect(try journal.status("p", at: "2020-10-01") == .held)
  }

  @Test func `a post is held even while somebody acts on it`() throws {
    let journal = try SampleJournal([
      Make.oath("2020-01-10", "a", "p"), Make.acting("ActingAssigned", "2020-07-01", "b"),
    ])
    #expect(try journal.status("p", at: "2020-07-02") == .held)
  }

  @Test func `a founded post that nobody has held is vacant`() throws {
    let journal = try SampleJournal([Make.event("PostEstablished", "2020-01-10", #""post":"p""#)])
    #expect(try journal.status("p", at: "2020-01-09") == nil)
    #expect(try journal.status("p", at: "2020-01-10") == .vacant)
  }

  @Test func `a founding without a date only declares the post`() throws {
    let journal = try SampleJournal([#"{"type":"PostEstablished","data":{"post":"p"}}"#])
    #expect(try journal.status("p", at: "1990-01-01") == .unknown)
  }

  @Test func `an abolished post is not listed`() throws {
    let journal = try SampleJournal([
      Make.oath("2020-01-10", "a", "p"),
      Make.event("PostAbolished", "2021-01-10", #""post":"p""#),
      Make.event("PostEstablished", "2022-01-10", #""post":"p""#),
    ])
    #expect(try journal.status("p", at: "2021-01-09") == nil)
    let kept = try SampleJournal([
      Make.oath("2020-01-10", "a", "p"),
      Make.event("PostAbolished", "2021-01-10", #""post":"p""#),
    ])
    #expect(try kept.status("p", at: "2021-01-09") == .held)
    #expect(try kept.status("p", at: "2021-01-10") == nil)
    #expect(try journal.status("p", at: "2022-01-10") == .vacant)
  }

  // MARK: Obligations

  private static func states(
    _ entries: [String], at day: String
  ) throws -> [ObligationView.State] {
    try SampleJournal(entries).obligations(at: day).map(\.state)
  }

  private static let evaluation = Make.event(
    "EvaluationScheduled", "2021-01-31", #""of":"r","within":"P1M""#)

  @Test func `an evaluation is overdue once its latest due day has passed`() throws {
    #expect(try Self.states([Self.evaluation], at: "2021-01-30") == [])
    #expect(try Self.states([Self.evaluation], at: "2021-02-28") == [.open])
    #expect(try Self.states([Self.evaluation], at: "2021-03-01") == [.overdue])
    let vague = Make.event("EvaluationScheduled", "2021-01", #""of":"r","within":"P1M""#)
    #expect(try Self.states([vague], at: "2021-02-28") == [.open])
  }

  @Test func `what is done late is kept`() throws {
    let held = Make.event("EvaluationHeld", "2021-06-01", #""of":{"rotation":"r"}"#)
    #expect(try Self.states([Self.evaluation, held], at: "2021-05-31") == [.overdue])
    for entries in [[Self.evaluation, held], [held, Self.evaluation]] {
      #expect(try Self.states(entries, at: "2021-06-01") == [.kept])
    }
    let cancelled = Make.event("EvaluationCancelled", "2021-02-01", #""of":"r""#)
    #expect(try Self.states([Self.evaluation, cancelled], at: "2021-06-01") == [.cancelled])
  }

  @Test func `an evaluation closes what was announced before it and nothing later`() throws {
    let entries = [
      Self.evaluation, Make.event("EvaluationHeld", "2021-02-20", #""of":"r""#),
      Make.event("EvaluationScheduled", "2021-03-01", #""of":"r","due":"2021-05-01""#),
    ]
    let cancelled = Make.event("EvaluationCancelled", "2021-04-01", #""of":"r""#)
    #expect(try Self.states(entries, at: "2021-06-01") == [.kept, .overdue])
    #expect(try Self.states(entries + [cancelled], at: "2021-06-01") == [.kept, .cancelled])
  }

  @Test func `only CommitmentMade creates a commitment`() throws {
    let made = Make.event("CommitmentMade", "2021-01-10", #""text":"x","due":"2021-02-01""#)
    let kept = Make.event("CommitmentKept", "2021-03-01", #""text":"x""#)
    let broken = Make.event("CommitmentBroken", "2021-03-01", #""of":{"entry":0}"#)
    #expect(try Self.states([made], at: "2021-02-01") == [.open])
    #expect(try Self.states([made], at: "2021-02-02") == [.overdue])
    #expect(try Self.states([made, kept], at: "2021-03-01") == [.kept])
    #expect(try Self.states([kept, made], at: "2021-03-01") == [.kept])
    #expect(try Self.states([made, broken], at: "2021-03-01") == [.broken])
    #expect(try Self.states([kept], at: "2021-03-01") == [])
  }

  @Test func `a commitment kept after it was broken is kept`() throws {
    let made = Make.event("CommitmentMade", "2021-01-10", #""text":"x","due":"2021-02-01""#)
    let broken = Make.event("CommitmentBroken", "2021-03-01", #""text":"x""#)
    let kept = Make.event("CommitmentKept", "2021-04-01", #""text":"x""#)
    #expect(try Self.states([made, kept, broken], at: "2021-04-01") == [.kept])
    #expect(try Self.states([made, kept, broken], at: "2021-03-31") == [.broken])
  }

  private static func plan(_ type: String, _ on: String, for day: String) -> String {
    Make.event(type, on, #""rotation":"r","on":"\#(day)""#)
  }

  @Test func `a reschedule moves an inauguration and any inauguration keeps it`() throws {
    let scheduled = Self.plan("InaugurationScheduled", "2021-01-06", for: "2021-01-20")
    let moved = Self.plan("InaugurationRescheduled", "2021-01-15", for: "2021-03-01")
    let cancelled = Self.plan("InaugurationCancelled", "2021-01-16", for: "2021-03-01")
    let held = Make.event(
      "OfficialsInaugurated", "2021-04-01", #""rotation":"r","group":{"count":1}"#)
    #expect(try Self.states([scheduled], at: "2021-01-21") == [.overdue])
    let journal = try SampleJournal([scheduled, moved])
    #expect(try journal.obligations(at: "2021-01-21").map(\.state) == [.open])
    #expect(try journal.obligations(at: "2021-01-21").map(\.due?.description) == ["2021-03-01"])
    #expect(try Self.states([scheduled, moved], at: "2021-03-02") == [.overdue])
    #expect(try Self.states([scheduled, moved, cancelled], at: "2021-03-02") == [.cancelled])
    #expect(try Self.states([scheduled, moved, held], at: "2021-04-01") == [.kept])
  }

  @Test func `the end of an acting term is due and an extension moves it`() throws {
    let assigned = Make.acting("ActingAssigned", "2020-01-10", "a", #","until":"2020-04-10""#)
    let extended = Make.acting("ActingExtended", "2020-04-01", "a", #","until":"2020-07-10""#)
    let ended = Make.acting("ActingEnded", "2020-08-01", "a")
    #expect(try Self.states([assigned], at: "2020-01-09") == [])
    #expect(try Self.states([assigned], at: "2020-04-10") == [.open])
    #expect(try Self.states([assigned], at: "2020-04-11") == [.overdue])
    #expect(try Self.states([assigned, extended], at: "2020-04-11") == [.open])
    #expect(try Self.states([assigned, extended], at: "2020-07-11") == [.overdue])
    #expect(try Self.states([assigned, extended, ended], at: "2020-08-01") == [.kept])
    #expect(
      try Self.states([assigned, Make.oath("2020-05-01", "b", "p")], at: "2020-06-01") == [.kept])
  }

  // MARK: Statements

  @Test func `directives and headcounts show from their day on`() throws {
    let replay = try SampleJournal([
      Make.event(
        "DirectiveIssued", "2021-01-10",
        #""by":["a"],"claimedCount":3,"points":[{"text":"x","kind":"order"},{"text":"y"}]"#),
      Make.event(
        "HeadcountReported", "2021-02",
        #""figures":[{"count":5,"asOf":"2020"},{"count":6,"definition":"all"}]"#),
    ]).replay(at: "2021-02-27")
    let directive = try #require(replay.directives().first)
    #expect(directive.points.map(\.no) == [1, 2])
    #expect(directive.points.map(\.kind) == ["order", nil])
    #expect(directive.claimedCount == 3)
    #expect(replay.headcounts().isEmpty)
    let later = replay.moved(to: replay.day.adding(days: 1))
    #expect(later.headcounts().map(\.count) == [5, 6])
    #expect(later.headcounts().map(\.definition) == [nil, "all"])
    let before = try #require(Day(parsing: "2021-01-09"))
    #expect(replay.moved(to: before).directives().isEmpty)
  }

  @Test func `a dispute keeps every value until one is chosen`() throws {
    let oath = Make.oath("2021-01-10", "a", "p")
    let dispute = #"""
      {"type":"ClaimDisputed","data":{"entries":[0,0],"field":"effective",\#
      "values":[{"value":"2021-01-10","source":"x"},{"value":"2021-01-11"}]}}
      """#
    let resolution =
      #"{"type":"ClaimResolved","data":{"entries":[1],"chosen":"2021-01-10"}}"#
    let open = try SampleJournal([oath, dispute])
    #expect(try open.replay(at: "2021-01-09").disputes().isEmpty)
    let shown = try #require(try open.replay(at: "2021-01-10").disputes().first)
    #expect(shown.values.count == 2)
    #expect(shown.chosen == nil)
    let closed = try SampleJournal([oath, dispute, resolution])
    #expect(try closed.replay(at: "2021-01-10").disputes().first?.chosen == "2021-01-10")
    let known = try closed.replay(at: "2021-01-10", known: .through(1))
    #expect(known.disputes().first?.chosen == nil)
  }
}
