import Testing

@testable import Ledger

/// The sentences of the specification on rotations: how far they are and whom they count.
@Suite struct RotationTests {
  private static func step(_ type: String, _ on: String, _ more: String = "") -> String {
    TenureTests.event(type, on, #""rotation":"r""# + more)
  }

  private static func plan(_ type: String, _ on: String, for day: String) -> String {
    step(type, on, #","on":"\#(day)""#)
  }

  private static func ceremony(_ on: String, _ more: String) -> String {
    step("OfficialsInaugurated", on, "," + more)
  }

  private static func lines(_ officials: String...) -> String {
    #""lines":["#
      + officials.map { #"{"official":"\#($0)","post":"p-\#($0)"}"# }.joined(separator: ",") + "]"
  }

  private static let decree = step("DecreeIssued", "2021-01-04", #","decree":{"number":"1"}"#)
  private static let briefing = step("OfficialsBriefed", "2021-01-05")
  private static let scheduled = plan("InaugurationScheduled", "2021-01-06", for: "2021-01-20")
  private static let cancelled = plan("InaugurationCancelled", "2021-01-07", for: "2021-01-20")
  private static let held = ceremony("2021-01-20", lines("a"))

  // MARK: Stages

  @Test(arguments: ["RotationProposed", "PanelConsidered", "ApprovalGranted"])
  func `a proposal, a panel or an approval makes a rotation proposed`(_ type: String) throws {
    let journal = try SampleJournal([Self.step(type, "2021-01-02")])
    #expect(try journal.rotation(at: "2021-01-01") == nil)
    #expect(try journal.rotation(at: "2021-01-02")?.stage == .proposed)
  }

  @Test func `the stage is the furthest that was reached by the day`() throws {
    let entries = [
      Self.step("RotationProposed", "2021-01-02"), Self.decree, Self.briefing, Self.scheduled,
      Self.cancelled, Self.held, Self.step("DecreeAnnulled", "2021-03-01"),
    ]
    let expected: [(String, RotationView.Stage)] = [
      ("2021-01-03", .proposed), ("2021-01-04", .decreed), ("2021-01-05", .briefed),
      ("2021-01-06", .scheduled), ("2021-01-07", .cancelled), ("2021-01-20", .inaugurated),
      ("2021-03-01", .annulled),
    ]
    for journal in [try SampleJournal(entries), try SampleJournal(entries.reversed())] {
      for (day, stage) in expected {
        #expect(try journal.rotation(at: day)?.stage == stage, "on \(day)")
      }
    }
  }

  @Test func `a vague step counts from the last day of its range`() throws {
    let journal = try SampleJournal([Self.step("OfficialsBriefed", "2021-02")])
    #expect(try journal.rotation(at: "2021-02-27") == nil)
    #expect(try journal.rotation(at: "2021-02-28")?.stage == .briefed)
  }

  @Test func `a cancelled inauguration is cancelled until it is planned anew`() throws {
    let anew = Self.plan("InaugurationScheduled", "2021-01-10", for: "2021-02-01")
    let journal = try SampleJournal([Self.scheduled, Self.cancelled, anew])
    #expect(try journal.rotation(at: "2021-01-09")?.stage == .cancelled)
    #expect(try journal.rotation(at: "2021-01-09")?.scheduledFor == nil)
    #expect(try journal.rotation(at: "2021-01-10")?.stage == .scheduled)
    #expect(try journal.rotation(at: "2021-01-10")?.scheduledFor?.description == "2021-02-01")
  }

  @Test func `a rotation is unconfirmed once its day has passed and nothing came of it`() throws {
    let planned = try SampleJournal([Self.scheduled])
    #expect(try planned.rotation(at: "2021-01-20")?.isUnconfirmed == false)
    #expect(try planned.rotation(at: "2021-01-21")?.isUnconfirmed == true)
    for end in [Self.cancelled, Self.held] {
      let ended = try SampleJournal([Self.scheduled, end])
      #expect(try ended.rotation(at: "2021-01-21")?.isUnconfirmed == false)
    }
    let moved = try SampleJournal([
      Self.scheduled, Self.plan("InaugurationRescheduled", "2021-01-12", for: "2021-03-01"),
    ])
    #expect(try moved.rotation(at: "2021-02-01")?.isUnconfirmed == false)
    #expect(try moved.rotation(at: "2021-03-02")?.isUnconfirmed == true)
  }

  // MARK: Counts

  private static func inaugurated(_ entries: String...) throws -> Int? {
    try SampleJournal(entries).rotation(at: "2022-01-01")?.inaugurated
  }

  @Test func `a ceremony counts the larger of its group and the people in its lines`() throws {
    let two = Self.lines("a", "b")
    #expect(try Self.inaugurated(Self.ceremony("2021-01-20", #""group":{"count":87}"#)) == 87)
    #expect(
      try Self.inaugurated(Self.ceremony("2021-01-20", two + #","group":{"count":87}"#)) == 87)
    #expect(try Self.inaugurated(Self.ceremony("2021-01-20", two + #","group":{"count":1}"#)) == 2)
    #expect(try Self.inaugurated(Self.briefing) == nil)
  }

  @Test func `only lines with a post count, each official once and an unnamed line as one`() throws
  {
    let lines = """
      "lines":[{"official":"a","post":"p"},{"official":"a","post":"q"},{"official":"b"},\
      {"post":"s"},{"name":"C"}]
      """
    #expect(try Self.inaugurated(Self.ceremony("2021-01-20", lines)) == 2)
    let other = Self.ceremony("2021-01-20", Self.lines("c"))
    #expect(try Self.inaugurated(Self.ceremony("2021-01-20", lines), other) == 3)
  }

  @Test func `entries of one rotation and day are one ceremony`() throws {
    let first = Self.ceremony("2021-01-20", Self.lines("a", "b"))
    let second = Self.ceremony("2021-01-20", Self.lines("b", "c"))
    #expect(try Self.inaugurated(first, second) == 3)
    let group = Self.ceremony("2021-01-20", #""group":{"count":5}"#)
    #expect(try Self.inaugurated(first, group, second) == 5)
  }

  @Test func `ceremonies of several days are waves and add up`() throws {
    #expect(
      try Self.inaugurated(
        Self.ceremony("2021-01-20", #""group":{"count":87}"#),
        Self.ceremony("2021-02-20", Self.lines("a", "b"))) == 89)
  }

  @Test func `entries under a dispute are counted once, open or settled`() throws {
    let first = Self.ceremony("2021-01-20", #""group":{"count":87}"#)
    let part = Self.ceremony("2021-01-20", Self.lines("a", "b"))
    let other = Self.ceremony("2021-01-21", #""group":{"count":90}"#)
    let disputed = #"{"type":"ClaimDisputed","data":{"entries":[0,2],"field":"effective"}}"#
    let resolved =
      #"{"type":"ClaimResolved","data":{"entries":[0,2],"field":"effective","chosen":"x"}}"#
    #expect(try Self.inaugurated(first, part, other) == 177)
    #expect(try Self.inaugurated(first, part, other, disputed) == 90)
    #expect(try Self.inaugurated(first, part, other, disputed, resolved) == 90)
    let third = Self.ceremony("2021-01-20", Self.lines("c"))
    let chained = #"{"type":"ClaimDisputed","data":{"entries":[0,1],"field":"effective"}}"#
    #expect(
      try Self.inaugurated(
        Self.ceremony("2021-01-20", Self.lines("a", "b")),
        Self.ceremony("2021-01-21", Self.lines("a")), third, chained) == 3)
  }

  @Test func `the briefed are counted apart from the inaugurated and named are distinct`() throws {
    let journal = try SampleJournal([
      Self.step("OfficialsBriefed", "2021-01-05", #","group":{"count":131}"#),
      Self.ceremony("2021-01-20", Self.lines("a", "b")),
      Self.ceremony("2021-02-20", Self.lines("b", "c")),
    ])
    let view = try #require(try journal.rotation(at: "2022-01-01"))
    #expect(view.briefed == 131)
    #expect(view.inaugurated == 4)
    #expect(view.named == 3)
    #expect(view.entries == [0, 1, 2])
  }
}
