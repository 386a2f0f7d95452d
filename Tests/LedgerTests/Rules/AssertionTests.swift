import Testing

@testable import Ledger

/// A dated assertion of who held a post, against everything recorded before it and after it.
@Suite("An assertion") struct AssertionTests {
  private typealias Make = TenureTests

  private static func asserted(_ on: String, _ who: String) -> String {
    let claim = who == "-" ? #""vacant":true"# : #""official":"\#(who)""#
    return #"{"type":"HolderAsserted","data":{"post":"p","on":"\#(on)",\#(claim)}}"#
  }

  /// The verdict on one assertion that is recorded first, and the entries that it names.
  private static func verdict(
    _ on: String, _ who: String, _ entries: [String]
  ) throws -> (verdict: RuleFinding.Verdict?, entries: [Int]) {
    let replay = try SampleJournal([asserted(on, who)] + entries).replay(at: "2024-01-01")
    let found = Check(replay, Rule.all.filter { $0.id == "D-01" }).findings
    return (found.first?.verdict, found.first?.entries ?? [])
  }

  private static let oath = Make.oath("2020-01-10", "a", "p")
  private static let vague = Make.oath("2020-03", "b", "p")
  private static let left = Make.left("2021-01-10", "b", "p")

  @Test func `of a holder is held against certain and possible ones`() throws {
    let entries = [Self.oath, Self.vague, Self.left]
    let cases: [(String, String, RuleFinding.Verdict, [Int])] = [
      ("2020-02-01", "a", .ok, [0, 1]), ("2020-02-01", "b", .violation, [0, 1, 2]),
      ("2020-03-10", "a", .needsEvidence, [0, 1, 2]),
      ("2020-03-10", "b", .needsEvidence, [0, 2, 3]),
      ("2020-04", "b", .ok, [0, 2]), ("2020-04", "c", .violation, [0, 2, 3]),
      ("2020-02/2020-05", "b", .needsEvidence, [0, 2, 3]),
      ("2021-02-01", "b", .violation, [0, 2, 3]), ("2021-02-01", "c", .violation, [0, 2, 3]),
      ("2020-02-01", "-", .violation, [0, 1, 2]),
      ("2020-03-10", "-", .needsEvidence, [0, 1, 2, 3]),
      ("2021-02-01", "-", .ok, [0]), ("2019-01-01", "c", .undecidable, [0]),
    ]
    for (on, who, verdict, named) in cases {
      let found = try Self.verdict(on, who, entries)
      #expect(found.verdict == verdict, "\(who) on \(on)")
      #expect(found.entries == named, "\(who) on \(on)")
    }
  }

  @Test func `of a post that did not exist fails, of its vacancy holds`() throws {
    let founded = [Make.event("PostEstablished", "2020-01-10", #""post":"p""#)]
    #expect(try Self.verdict("2019-01-01", "a", founded).verdict == .violation)
    #expect(try Self.verdict("2019-01-01", "a", founded).entries == [0, 1])
    #expect(try Self.verdict("2019-01-01", "-", founded).verdict == .ok)
    #expect(try Self.verdict("2020-02-01", "-", founded).verdict == .ok)
    #expect(try Self.verdict("2020-02-01", "a", founded).verdict == .violation)
  }

  @Test func `of vacancy is doubtful while somebody acts`() throws {
    let acting = [Make.acting("ActingAssigned", "2020-02-01", "a", #","until":"2020-05-01""#)]
    #expect(try Self.verdict("2020-03-01", "-", acting).verdict == .needsEvidence)
    #expect(try Self.verdict("2020-03-01", "a", acting).verdict == .ok)
  }

  @Test func `of a post that nothing else names cannot be decided, and is undeclared`() throws {
    let entries = [
      Make.event("PostEstablished", "2010-01-01", #""post":"q""#), Self.asserted("2020-01-01", "x"),
    ]
    let check = Check(try SampleJournal(entries).replay(at: "2024-01-01"), Rule.all)
    let found = check.findings.filter { $0.rule == "D-01" }
    #expect(found.map(\.verdict) == [.undecidable])
    #expect(found.map(\.entries) == [[1]])
    let undeclared = check.findings.filter { $0.sentence.contains("never declared") }
    #expect(undeclared.flatMap(\.posts) == ["p"])
    #expect(undeclared.flatMap(\.officials) == ["x"])
    #expect(undeclared.allSatisfy { $0.entries == [1] })
  }

  @Test func `that a post was not vacant holds while somebody holds it`() throws {
    func verdict(_ on: String, _ claim: String) throws -> RuleFinding.Verdict? {
      let asserted =
        #"{"type":"HolderAsserted","data":{"post":"p","on":"\#(on)",\#(claim)}}"#
      let entries = [asserted, Self.oath, Self.left, Make.left("2021-02-10", "a", "p")]
      let replay = try SampleJournal(entries).replay(at: "2024-01-01")
      return Check(replay, Rule.all.filter { $0.id == "D-01" }).findings.first?.verdict
    }
    #expect(try verdict("2020-02-01", #""vacant":false"#) == .ok)
    #expect(try verdict("2021-03-01", #""vacant":false"#) == .violation)
    #expect(try verdict("2020-02-01", #""official":"a","vacant":false"#) == .ok)
    // Nobody can have held a post that was vacant.
    #expect(try verdict("2020-02-01", #""official":"a","vacant":true"#) == .violation)
    #expect(try verdict("2021-03-01", #""official":"a","vacant":true"#) == .violation)
  }

  @Test func `says the same whether it is recorded before or after what it is about`() throws {
    let entries = [Self.oath, Self.vague, Self.left]
    for on in ["2020-02-01", "2020-03-10", "2020-04-01", "2021-02-01", "2019-06-01"] {
      for who in ["a", "b", "c", "-"] {
        let first = try SampleJournal([Self.asserted(on, who)] + entries)
        let last = try SampleJournal(entries + [Self.asserted(on, who)])
        let rules = Rule.all.filter { $0.id == "D-01" }
        let verdicts = try [first, last].map {
          Check(try $0.replay(at: "2024-01-01"), rules).findings.map(\.verdict)
        }
        #expect(verdicts[0] == verdicts[1], "\(who) on \(on)")
      }
    }
  }

  @Test func `is warned of at append when it fails, and when something later makes it fail`() throws
  {
    let before = [Self.oath, Self.asserted("2020-02-01", "a")]
    let journal = try SampleJournal(before + [Make.oath("2020-01-20", "c", "p")])
    let warnings = try Invariants.warnings(before: journal.facts(0..<2), after: journal.facts())
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("c (entry 2) held it") == true, "\(warnings)")
    let wrong = try SampleJournal([Self.oath, Self.asserted("2020-02-01", "b")])
    #expect(try Invariants.warnings(before: wrong.facts(0..<1), after: wrong.facts()).count == 1)
    let right = try SampleJournal(before)
    #expect(try Invariants.warnings(before: right.facts(0..<1), after: right.facts()).isEmpty)
  }
}
