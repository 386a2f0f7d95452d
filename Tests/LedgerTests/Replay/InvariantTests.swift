import Testing

@testable import Ledger

/// What an append warns of: a late event that meets the future it lands before.
@Suite struct InvariantTests {
  private typealias Make = TenureTests

  /// The warnings of appending the last entries to those before.
  private static func warnings(_ before: [String], adding batch: [String]) throws -> [String] {
    let journal = try SampleJournal(before + batch)
    return try Invariants.warnings(
      before: try journal.facts(0..<before.count), after: try journal.facts())
  }

  /// Whether there is one warning and it names all that is given.
  private static func warns(
    _ before: [String], adding entry: String, of names: String...,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try warnings(before, adding: [entry])
    #expect(found.count == 1, "\(found)", sourceLocation: location)
    for name in names {
      #expect(found.first?.contains(name) == true, "\(found): \(name)", sourceLocation: location)
    }
  }

  @Test func `an oath after another's is no cause for a warning`() throws {
    let first = Make.oath("2020-01-10", "a", "p")
    #expect(try Self.warnings([], adding: [first]) == [])
    #expect(try Self.warnings([first], adding: [Make.oath("2021-01-10", "b", "p")]) == [])
    #expect(try Self.warnings([first], adding: [Make.oath("2019-01-10", "b", "p")]) == [])
  }

  @Test func `two definitive holders of one seat are named with their entries`() throws {
    let decree = Make.event(
      "OfficialsInaugurated", "2020-01-10",
      #""lines":[{"official":"a","post":"p"},{"official":"b","post":"p"}]"#)
    try Self.warns([], adding: decree, of: "p has two", "2020-01-10", "a (entry 0)", "b (entry 0)")
    let pool = #"{"type":"PostEstablished","data":{"post":"p","seats":"pool"}}"#
    #expect(try Self.warnings([pool], adding: [decree]) == [])
  }

  @Test func `a late oath within a tenure on record is warned of`() throws {
    let record = Make.tenure("a", "p", #","from":"2020-01-10","to":"2022-01-10""#)
    let late = Make.oath("2021-01-10", "b", "p")
    try Self.warns([record], adding: late, of: "2021-01-10", "a (entry 0)", "b (entry 1)")
    try Self.warns([late], adding: record, of: "2021-01-10", "a (entry 1)", "b (entry 0)")
  }

  @Test func `a move out of a post that another holds is warned of`() throws {
    let later = Make.oath("2021-06-01", "a", "q", more: #","from":"p""#)
    let before = [Make.oath("2020-01-10", "a", "p"), later]
    try Self.warns(
      before, adding: Make.oath("2021-01-10", "b", "p"), of: "entry 1 moves a", "b (entry 2)")
    #expect(try Self.warnings(before, adding: [Make.oath("2021-07-01", "b", "p")]) == [])
  }

  @Test func `a post taken before its founding or after its abolition is warned of`() throws {
    let founded = Make.event("PostEstablished", "2020-01-10", #""post":"p""#)
    let abolished = Make.event("PostAbolished", "2022-01-10", #""post":"p""#)
    let early = Make.oath("2019-01-10", "a", "p")
    let late = Make.oath("2022-01-11", "a", "p")
    try Self.warns([founded], adding: early, of: "entry 1", "established (entry 0)")
    try Self.warns([early], adding: founded, of: "entry 0", "established (entry 1)")
    try Self.warns([abolished], adding: late, of: "entry 1", "abolished (entry 0)")
    #expect(try Self.warnings([founded], adding: [Make.oath("2020-01-10", "a", "p")]) == [])
  }

  @Test func `what was doubtful before is not warned of again`() throws {
    let decree = Make.event(
      "OfficialsInaugurated", "2020-01-10",
      #""lines":[{"official":"a","post":"p"},{"official":"b","post":"p"}]"#)
    let other = Make.acting("ActingAssigned", "2020-02-01", "c")
    #expect(try Self.warnings([decree], adding: [other]) == [])
  }

  @Test func `a retraction that brings back a doubt is warned of`() throws {
    let entries = [
      Make.tenure("a", "p", #","from":"2020-01-10","to":"2022-01-10""#),
      Make.oath("2021-01-10", "b", "p"),
      #"{"type":"EntryRetracted","data":{"entry":0,"reason":"x"}}"#,
    ]
    try Self.warns(
      entries, adding: #"{"type":"EntryRetracted","data":{"entry":2,"reason":"x"}}"#,
      of: "a (entry 0)", "b (entry 1)")
  }
}
