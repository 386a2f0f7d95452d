import Testing

@testable import Ledger

/// Every kind of defect is found by its rule, with its verdict and the entries that show it, and by
/// no other rule.
@Suite("A defect") struct DefectTests {
  private typealias Make = TenureTests

  /// Some entries with one thing wrong.
  struct Defect: CustomTestStringConvertible, Sendable {
    let name: String
    let rule: String
    var verdict = RuleFinding.Verdict.violation
    let at: [Int]
    let entries: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ rule: String, _ verdict: RuleFinding.Verdict = .violation, at: [Int],
      _ entries: String...
    ) {
      self.name = name
      self.rule = rule
      self.verdict = verdict
      self.at = at
      self.entries = entries
    }
  }

  static func findings(_ entries: [String], strict: Bool = false) throws -> [RuleFinding] {
    let replay = try SampleJournal(entries).replay(at: "2024-01-01")
    let rules = Rule.all.filter { strict || !$0.isStrict }
    return Check(replay, rules).findings.filter { $0.verdict > .ok }
  }

  @Test(arguments: Self.posts + Self.acts + Self.records)
  func `is found by its rule and names its entries`(_ defect: Defect) throws {
    let found = try Self.findings(defect.entries)
    #expect(found.map(\.rule) == [defect.rule], "\(found.map(\.sentence))")
    #expect(found.first?.verdict == defect.verdict)
    #expect(found.first?.entries == defect.at, "\(found.map(\.sentence))")
    for entry in defect.at {
      #expect(found.first?.sentence.contains("\(entry)") == true, "\(found.map(\.sentence))")
    }
  }

  private static func lines(_ lines: String...) -> String {
    "\"lines\":[" + lines.map { "{\($0)}" }.joined(separator: ",") + "]"
  }

  private static func person(_ official: String, _ post: String, _ more: String = "") -> String {
    #""official":"\#(official)","post":"\#(post)"\#(more)"#
  }

  private static let ceremony = Make.event(
    "OfficialsInaugurated", "2020-01-10", lines(person("a", "p"), person("b", "p")))

  static let posts = [
    Defect("two holders by one oath", "R-22", at: [0], ceremony),
    Defect(
      "two holders by records", "R-22", at: [0, 1],
      Make.tenure("a", "p", #","from":"2001-01-01","to":"2005-01-01""#),
      Make.tenure("b", "p", #","from":"2004-12-31","to":"2006-01-01""#)),
    Defect(
      "an open end that is stale", "R-22", at: [0, 1],
      Make.tenure("a", "p", #","from":"2001-01-01","to":"..""#),
      Make.tenure("b", "p", #","from":"2004-12-31","to":"2006-01-01""#)),
    Defect(
      "more holders than seats", "R-22", at: [1, 2, 3],
      #"{"type":"PostEstablished","data":{"post":"p","seats":2}}"#,
      Make.oath("2020-01-10", "a", "p"), Make.oath("2020-02-10", "b", "p"),
      Make.oath("2020-03-10", "c", "p")),
    Defect(
      "two posts by one oath", "R-22", at: [0],
      Make.event("OfficialsInaugurated", "2020-01-10", lines(person("a", "p"), person("a", "q")))),
    Defect(
      "two posts by records", "R-22", .needsEvidence, at: [0, 1],
      Make.tenure("a", "p", #","from":"2001","to":"2005-01-01""#),
      Make.tenure("a", "q", #","from":"2003","to":"2006-01-01""#)),
    Defect(
      "a post before its founding", "R-33", at: [0, 1],
      Make.event("PostEstablished", "2020-01-10", #""post":"p""#),
      Make.oath("2019-01-10", "a", "p")),
    Defect(
      "a post after its abolition", "R-33", at: [0, 1],
      Make.event("PostAbolished", "2020-01-10", #""post":"p""#),
      Make.acting("ActingAssigned", "2020-02-01", "a")),
    Defect(
      "an assertion that fails", "D-01", at: [0, 1], Make.oath("2020-01-10", "a", "p"),
      #"{"type":"HolderAsserted","data":{"post":"p","on":"2021-01-01","official":"b"}}"#),
  ]

  static let acts = [
    Defect(
      "a move out of a post that another holds", "D-04", at: [0, 1],
      Make.oath("2020-01-10", "a", "p"),
      Make.oath("2021-06-01", "b", "q", more: #","from":"p""#)),
    Defect(
      "an oath after a death", "R-23", at: [0, 1],
      Make.event("OfficialDied", "2020-01-10", #""official":"a""#),
      Make.oath("2020-01-11", "a", "p")),
    Defect(
      "acting after retirement", "R-23", at: [0, 1],
      Make.event("OfficialRetired", "2020-01", #""official":"a""#),
      Make.acting("ActingAssigned", "2020-02-01", "a")),
    Defect(
      "a record that outlasts a death", "R-23", .needsEvidence, at: [0, 1],
      Make.event(
        "AssignmentEnded", "2020-01-10", #""official":"a","post":"q","cause":"death""#),
      Make.tenure("a", "p", #","from":"2019-01-01","to":"2020-06-01""#)),
    Defect(
      "a term that ends before it begins", "D-03", at: [0],
      Make.acting("ActingAssigned", "2020-02-01", "a", #","until":"2020-01-31""#)),
    Defect(
      "an end before its start", "D-02", at: [0],
      Make.tenure("a", "p", #","from":"2020-01-10","to":"2019-12-31""#)),
    Defect(
      "a tenure of no length", "D-02", at: [0],
      Make.tenure("a", "p", #","from":"2020-01-10","to":"2020-01-10""#)),
    Defect(
      "an end on the first day of its vague start", "D-02", at: [0],
      Make.tenure("a", "p", #","from":"2020-06","to":"2020-06-01""#)),
  ]

  private static func decree(_ number: String, _ date: String, _ more: String = "") -> String {
    Make.event(
      "DecreeIssued", date,
      #""decree":{"number":"\#(number)","date":"\#(date)","issuer":"Bupati"}\#(more)"#)
  }

  private static func identified(_ people: String...) -> String {
    #"{"type":"OfficialIdentified","data":{"at":{"entry":0,"group":true},"lines":["#
      + people.map { "{\($0)}" }.joined(separator: ",") + "]}}"
  }

  private static func oath(_ decree: String, _ more: String) -> String {
    Make.event(
      "OfficialsInaugurated", "2020-02-01", #""decree":{"number":"\#(decree)"},\#(more)"#)
  }

  static let records = [
    Defect(
      "a weekday that does not go with the date", "R-30", at: [0],
      Make.event(
        "PostAbolished", "2021-10-05", #""post":"p","sources":[{"weekday":"Jumat"}]"#)),
    Defect(
      "a word that is no weekday", "R-30", .undecidable, at: [0],
      Make.event(
        "PostAbolished", "2021-10-05", #""post":"p","sources":[{"weekday":"Jumbat"}]"#)),
    Defect(
      "more names than people", "R-31", at: [0],
      Make.event(
        "OfficialsInaugurated", "2020-01-10",
        #""group":{"count":1},"# + lines(person("a", "p"), person("b", "q")))),
    Defect(
      "more people named afterwards than were counted", "R-31", at: [0, 1],
      Make.event("OfficialsInaugurated", "2020-01-10", #""rotation":"r","group":{"count":1}"#),
      identified(person("a", "p"), person("b", "q"))),
    Defect(
      "more names without posts than people", "R-31", .needsEvidence, at: [0, 1],
      Make.event(
        "OfficialsInaugurated", "2020-01-10", #""group":{"count":2},"lines":[{"official":"a"}]"#),
      identified(#""official":"b""#, #""official":"c""#)),
    Defect(
      "parts that do not add up", "R-31", at: [0],
      Make.event(
        "OfficialsBriefed", "2020-01-10",
        #""group":{"count":5,"breakdown":[{"count":3},{"count":3}]}"#)),
    Defect(
      "an annex of another length", "R-31", .needsEvidence, at: [0],
      decree("1", "2020-01-10", #","annexCount":3,"# + lines(person("a", "p")))),
    Defect(
      "more oaths than lines", "R-31", at: [0, 1],
      decree("1", "2020-01-10", #","annexCount":1"#),
      oath("1", lines(person("a", "p"), person("b", "q")))),
    Defect(
      "one number for two dates", "R-32", at: [0, 1], decree("1", "2020-01-10"),
      decree("1", "2020-03-10")),
    Defect(
      "one decree with two contents", "R-32", at: [0, 1],
      decree("1", "2020-01-10", "," + lines(person("a", "p"))),
      decree("1", "2020-01-10", "," + lines(person("b", "p")))),
    Defect(
      "somebody listed as absent", "D-05", .needsEvidence, at: [0],
      Make.event(
        "OfficialsInaugurated", "2020-02-01",
        lines(person("a", "p")) + #","absent":[{"official":"b","post":"q"}]"#)),
    Defect(
      "a dispute left open", "R-35", .needsEvidence, at: [0, 1], Make.oath("2020-01-10", "a", "p"),
      #"{"type":"ClaimDisputed","data":{"entries":[0],"field":"effective"}}"#),
  ]

  /// Lines that give a post, an acting one, and none.
  private static let mixed = lines(
    person("a", "p"), person("b", "q", #","capacity":"acting""#), #""official":"c","from":"r""#)

  @Test func `of a person who took no oath is told with the count that shows it`() throws {
    let entries = [
      Self.decree(
        "1", "2020-01-10", "," + Self.lines(Self.person("a", "p"), Self.person("b", "q"))),
      Self.oath("1", Self.lines(Self.person("a", "p"))),
    ]
    let found = try Self.findings(entries)
    #expect(found.map(\.rule) == ["D-05", "R-31"])
    #expect(found.allSatisfy { $0.entries == [0, 1] && $0.verdict == .needsEvidence })
    #expect(found.first?.officials == ["b"])
    // A group beside the names may hold the one who is missing.
    let more = Self.oath("1", #""group":{"count":2},"# + Self.lines(Self.person("a", "p")))
    #expect(try Self.findings([entries[0], more]).map(\.verdict) == [.undecidable])
    // Nobody is missing from an oath that is still to come, or on a decree that was annulled.
    #expect(try Self.findings([entries[0]]).isEmpty)
    let annulled = Make.event("DecreeAnnulled", "2020-03-01", #""decree":{"number":"1"}"#)
    #expect(try Self.findings(entries + [annulled]).isEmpty)
  }

  @Test func `is none where the law or the record allows it`() throws {
    let allowed: [[String]] = [
      // Whoever took the oath twice is one person.
      [
        Self.decree("1", "2020-01-10", #","annexCount":1,"# + Self.lines(Self.person("a", "p"))),
        Self.oath("1", Self.lines(Self.person("a", "p"))),
        Make.event(
          "OfficialsInaugurated", "2020-02-03",
          #""decree":{"number":"1"},"# + Self.lines(Self.person("a", "p"))),
      ],
      // Whoever acts by the ceremony, or is relieved in it, was there as well.
      [
        Make.tenure("c", "r", #","from":"2019-01-01","to":"..""#),
        Self.decree("1", "2020-01-10", "," + Self.mixed), Self.oath("1", Self.mixed),
      ],
      [#"{"type":"PostEstablished","data":{"post":"p","seats":"pool"}}"#, Self.ceremony],
      [
        Make.event(
          "OfficialsInaugurated", "2020-01-10",
          Self.lines(Self.person("a", "p"), Self.person("a", "q", #","concurrent":true"#)))
      ],
      [
        Make.tenure("a", "p", #","from":"2001","to":"2005""#),
        Make.tenure("b", "p", #","from":"2005","to":"2006""#),
      ],
      [
        Self.decree("1", "2020-01-10"), Self.decree("1", "2021-01-10"),
        Make.event("DecreeIssued", "2020-05-05", #""decree":{"number":"1","issuer":"Gubernur"}"#),
      ],
      [
        Make.event("OfficialRetired", "2020-02-01", #""official":"a""#),
        Make.oath("2020-02-01", "a", "p"),
      ],
      [
        Make.event(
          "PostAbolished", "2021-10-05",
          #""post":"p","sources":[{"published":"2021-10-08","weekday":"Jum'at"}]"#)
      ],
    ]
    for entries in allowed {
      let found = try Self.findings(entries)
      #expect(found.isEmpty, "\(entries): \(found.map(\.sentence))")
    }
  }

  @Test func `of declaration is asked by a strict check only`() throws {
    let entries = [
      #"{"type":"PostEstablished","data":{"post":"p","unit":"u"}}"#,
      Make.oath("2020-01-10", "a", "p"), Make.oath("2020-01-10", "b", "q"),
      #"{"type":"OfficialRegistered","data":{"official":"b","name":"B"}}"#,
    ]
    #expect(try Self.findings(entries).isEmpty)
    let found = try Self.findings(entries, strict: true)
    #expect(
      found.map(\.posts) + found.map(\.officials) + found.map(\.units)
        == [["q"], [], [], [], ["a"], [], [], [], ["u"]])
    #expect(found.map(\.entries) == [[2], [1], [0]])
  }
}
