import Testing

@testable import Ledger

/// What annulling, revoking and amending a decree, naming people afterwards and resolving a claim
/// do to who holds a post, sentence by sentence.
@Suite struct UndoingTests {
  private typealias Tenure = TenureTests

  /// The decree `821/1`, and an oath on 2021-03-22 that rests on it: `b` from `q` to `p`.
  private static let decree = #""decree":{"number":"821/1","date":"2021-03-21","issuer":"Bupati"}"#
  private static let oath = ceremony(
    "2021-03-22", #"{"official":"b","post":"p","from":"q"}"#, #","# + decree)
  private static let before = [
    Tenure.oath("2020-01-10", "a", "p"), Tenure.oath("2020-01-11", "b", "q"),
  ]

  static func ceremony(_ on: String, _ lines: String, _ more: String = "") -> String {
    Tenure.event("OfficialsInaugurated", on, #""lines":[\#(lines)]\#(more)"#)
  }

  static func undoing(_ type: String, _ on: String, _ more: String = "") -> String {
    Tenure.event(type, on, #""decree":{"number":"821 / 1"}\#(more)"#)
  }

  static func retraction(_ entry: Int) -> String {
    #"{"type":"EntryRetracted","data":{"entry":\#(entry),"reason":"typing error"}}"#
  }

  private static func expect(
    _ entries: [String], _ answers: [(post: String, day: String, holders: [String])],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let journal = try SampleJournal(entries)
    for answer in answers {
      let found = try journal.holders(answer.post, at: answer.day)
      #expect(
        found == answer.holders.map { $0 + " definitive certain" },
        "\(answer.post) on \(answer.day)", sourceLocation: location)
    }
  }

  // MARK: Annulment

  @Test func `an annulled decree gives posts back at every date`() throws {
    let entries = Self.before + [Self.oath, Self.undoing("DecreeAnnulled", "2021-09-01")]
    try Self.expect(
      entries,
      [
        ("p", "2021-03-21", ["a"]), ("p", "2021-03-22", ["a"]), ("p", "2021-12-01", ["a"]),
        ("q", "2021-03-22", ["b"]), ("q", "2021-12-01", ["b"]),
      ])
  }

  @Test func `what was believed before the annulment stays visible`() throws {
    let journal = try SampleJournal(
      Self.before + [Self.oath, Self.undoing("DecreeAnnulled", "2021-09-01")])
    let then = try journal.replay(at: "2021-04-01", known: .through(2))
    #expect(then.holders("p") == ["b definitive certain"])
    #expect(then.holders("q") == [])
  }

  @Test func `an annulment that was retracted never was`() throws {
    let plain = try SampleJournal(Self.before + [Self.oath])
    let undone = try SampleJournal(
      Self.before + [Self.oath, Self.undoing("DecreeAnnulled", "2021-09-01"), Self.retraction(3)])
    for day in ["2021-03-21", "2021-03-22", "2021-12-01"] {
      #expect(try plain.replay(at: day).digest == undone.replay(at: day).digest)
    }
  }

  @Test func `single lines are annulled by official and post`() throws {
    let oath = Self.ceremony(
      "2021-03-22", #"{"official":"b","post":"p"},{"official":"c","post":"r"}"#, "," + Self.decree)
    for lines in [
      #"{"official":"b","post":"p"}"#, #"{"official":"b"}"#, #"{"post":"p"}"#,
    ] {
      try Self.expect(
        Self.before + [
          oath, Self.undoing("DecreeAnnulled", "2021-04-01", #","lines":[\#(lines)]"#),
        ],
        [("p", "2021-05-01", ["a"]), ("q", "2021-05-01", ["b"]), ("r", "2021-05-01", ["c"])])
    }
    try Self.expect(
      Self.before + [
        oath,
        Self.undoing("DecreeAnnulled", "2021-04-01", #","lines":[{"official":"b","post":"r"}]"#),
      ],
      [("p", "2021-05-01", ["b"]), ("r", "2021-05-01", ["c"])])
  }

  @Test func `an inauguration without a decree rests on those of its rotation`() throws {
    func issued(_ number: String) -> String {
      Tenure.event(
        "DecreeIssued", "2021-03-21",
        #""rotation":"r","decree":{"number":"\#(number)","date":"2021-03-21"}"#)
    }
    let oath = Self.ceremony("2021-03-22", #"{"official":"b","post":"p"}"#, #","rotation":"r""#)
    let annulled = Self.undoing("DecreeAnnulled", "2021-04-01")
    try Self.expect(
      Self.before + [issued("821/1"), oath, annulled], [("p", "2021-05-01", ["a"])])
    // One of two decrees does not take the ceremony away, both do.
    try Self.expect(
      Self.before + [issued("821/1"), issued("821/2"), oath, annulled],
      [("p", "2021-05-01", ["b"])])
    let other = Tenure.event("DecreeAnnulled", "2021-04-02", #""decree":{"number":"821/2"}"#)
    try Self.expect(
      Self.before + [issued("821/1"), issued("821/2"), oath, annulled, other],
      [("p", "2021-05-01", ["a"])])
    let rotation = Tenure.event("DecreeAnnulled", "2021-04-02", #""rotation":"r""#)
    try Self.expect(Self.before + [oath, rotation], [("p", "2021-05-01", ["a"])])
  }

  @Test func `what annulled lines attest of the past stays attested`() throws {
    let journal = try SampleJournal([
      Self.oath, Self.undoing("DecreeAnnulled", "2021-09-01"),
    ])
    #expect(try journal.holders("p", at: "2021-04-01") == [])
    #expect(try journal.holders("q", at: "2021-03-22") == ["b definitive certain"])
    #expect(try journal.holders("q", at: "2021-08-31") == ["b definitive certain"])
    #expect(try journal.holders("q", at: "2022-08-31") == ["b definitive possible"])
    #expect(try journal.holders("q", at: "2021-03-21") == ["b definitive possible"])
    // Unless something else ended it.
    let moved = try SampleJournal([
      Self.oath, Tenure.oath("2021-06-01", "b", "s"), Self.undoing("DecreeAnnulled", "2021-09-01"),
    ])
    #expect(try moved.holders("q", at: "2021-05-31") == ["b definitive certain"])
    #expect(try moved.holders("q", at: "2021-08-31") == [])
  }

  @Test func `of decrees of one number that of the issuer named is annulled`() throws {
    let other = #","decree":{"number":"821/1","date":"2021-03-20","issuer":"Gubernur"}"#
    let entries = [
      Self.ceremony("2021-03-22", #"{"official":"b","post":"p"}"#, "," + Self.decree),
      Self.ceremony("2021-03-22", #"{"official":"c","post":"r"}"#, other),
      Tenure.event(
        "DecreeAnnulled", "2021-04-01", #""decree":{"number":"821/1","issuer":"BUPATI"}"#),
    ]
    try Self.expect(entries, [("p", "2021-05-01", []), ("r", "2021-05-01", ["c"])])
  }

  @Test func `a rotation is annulled from the day on which all its decrees are`() throws {
    let journal = try SampleJournal([
      Tenure.event("DecreeIssued", "2021-03-21", Self.decree + #","rotation":"r""#),
      Self.ceremony("2021-03-22", #"{"official":"b","post":"p"}"#, #","rotation":"r""#),
      Self.undoing("DecreeAnnulled", "2021-09-01"),
    ])
    #expect(try journal.rotation(at: "2021-08-31")?.stage == .inaugurated)
    #expect(try journal.rotation(at: "2021-09-01")?.stage == .annulled)
    #expect(try journal.rotation(at: "2021-09-01")?.entries == [0, 1, 2])
  }

  // MARK: Revocation

  @Test func `a revoked decree counts until its revocation`() throws {
    let entries = Self.before + [Self.oath, Self.undoing("DecreeRevoked", "2021-09-01")]
    try Self.expect(
      entries,
      [
        ("p", "2021-03-21", ["a"]), ("p", "2021-08-31", ["b"]), ("p", "2021-09-01", ["a"]),
        ("q", "2021-08-31", []), ("q", "2021-09-01", ["b"]), ("q", "2022-01-01", ["b"]),
      ])
    let history = try SampleJournal(entries).replay(at: "2022-01-01").history(ofPost: "p")
    #expect(history?.map(\.official) == ["a", "b", "a"])
    #expect(history?.map(\.from) == ["2020-01-10", "2021-03-22", "2021-09-01"])
    #expect(history?.map(\.startedBy) == [0, 2, 3])
    #expect(history?.map(\.endedBy) == [2, 3, nil])
  }

  @Test func `a revocation does not bring back whom somebody else has followed`() throws {
    try Self.expect(
      Self.before + [
        Self.oath, Tenure.oath("2021-06-01", "c", "p"),
        Self.undoing("DecreeRevoked", "2021-09-01"),
      ],
      [("p", "2021-08-31", ["c"]), ("p", "2021-09-01", ["c"])])
    // What happens after the revocation finds the posts as it left them.
    try Self.expect(
      Self.before + [
        Self.oath, Self.undoing("DecreeRevoked", "2021-09-01"),
        Tenure.oath("2021-10-01", "c", "p"),
      ],
      [("p", "2021-09-30", ["a"]), ("p", "2021-10-01", ["c"]), ("q", "2021-10-01", ["b"])])
  }

  @Test func `a tenure on record has its own end also when it comes back`() throws {
    let journal = try SampleJournal([
      Tenure.tenure("a", "p", #","from":"2020-01-01","to":"2022-01-01""#),
      Self.ceremony("2021-03-22", #"{"official":"b","post":"p"}"#, "," + Self.decree),
      Self.undoing("DecreeRevoked", "2021-09-01"),
    ])
    #expect(try journal.holders("p", at: "2021-12-31") == ["a definitive certain"])
    #expect(try journal.holders("p", at: "2022-01-01") == [])
  }

  @Test func `an acting term goes on where its end was revoked`() throws {
    let journal = try SampleJournal([
      Tenure.acting("ActingAssigned", "2021-01-01", "a", #","until":"2021-12-31""#),
      Self.ceremony("2021-03-22", #"{"official":"b","post":"p"}"#, "," + Self.decree),
      Self.undoing("DecreeRevoked", "2021-09-01"),
    ])
    #expect(try journal.holders("p", at: "2021-08-31") == ["b definitive certain"])
    #expect(try journal.holders("p", at: "2021-12-31") == ["a acting certain"])
    #expect(try journal.holders("p", at: "2022-01-01") == ["a acting possible"])
  }

  // MARK: Amendment

  @Test func `an amended line counts from the decree's own date`() throws {
    let amended = Self.undoing(
      "DecreeAmended", "2021-09-01", #","lines":[{"official":"b","post":"r","from":"q"}]"#)
    try Self.expect(
      Self.before + [Self.oath, amended],
      [("p", "2021-03-22", ["a"]), ("q", "2021-03-22", []), ("r", "2021-03-22", ["b"])])
  }

  @Test func `a line without a post takes the official out of the decree`() throws {
    let amended = Self.undoing("DecreeAmended", "2021-09-01", #","lines":[{"official":"b"}]"#)
    try Self.expect(
      Self.before + [Self.oath, amended],
      [("p", "2021-03-22", ["a"]), ("q", "2021-03-22", ["b"])])
  }

  @Test func `an official whom the decree left out is added to its ceremony`() throws {
    let amended = Self.undoing(
      "DecreeAmended", "2021-09-01", #","lines":[{"official":"c","post":"r"}]"#)
    try Self.expect(
      Self.before + [Self.oath, amended],
      [("p", "2021-03-22", ["b"]), ("r", "2021-03-21", []), ("r", "2021-03-22", ["c"])])
  }

  @Test func `the latest of several amendments counts, and annulment takes amended lines too`()
    throws
  {
    let first = Self.undoing(
      "DecreeAmended", "2021-09-01", #","lines":[{"official":"b","post":"r"}]"#)
    let second = Self.undoing(
      "DecreeAmended", "2021-10-01", #","lines":[{"official":"b","post":"s"}]"#)
    try Self.expect(
      Self.before + [Self.oath, first, second],
      [("p", "2021-03-22", ["a"]), ("r", "2021-03-22", []), ("s", "2021-03-22", ["b"])])
    try Self.expect(
      Self.before + [Self.oath, first, second, Self.undoing("DecreeAnnulled", "2021-11-01")],
      [("s", "2021-03-22", []), ("q", "2021-03-22", ["b"])])
  }

  // MARK: Identification

  @Test func `naming a group gives its people their posts and leaves the count`() throws {
    let journal = try SampleJournal([
      Tenure.event("OfficialsInaugurated", "2021-07-28", #""rotation":"r","group":{"count":87}"#),
      #"{"type":"OfficialIdentified","data":{"at":{"entry":0,"group":true},"#
        + #""lines":[{"official":"a","name":"A","post":"p"},{"official":"b","name":"B"}]}}"#,
    ])
    #expect(try journal.holders("p", at: "2021-07-27") == [])
    #expect(try journal.holders("p", at: "2021-07-28") == ["a definitive certain"])
    let rotation = try journal.rotation(at: "2021-08-01")
    #expect(rotation?.inaugurated == 87)
    #expect(rotation?.named == 2)
    let then = try journal.replay(at: "2021-08-01", known: .through(0))
    #expect(then.rotations().first?.named == 0)
  }

  @Test func `naming an unnamed line puts the official in its post`() throws {
    let journal = try SampleJournal([
      Tenure.oath("2020-01-01", "z", "p"),
      Self.ceremony(
        "2021-07-28", #"{"post":"p"},{"post":"q"},{"official":"c","post":"s"}"#, #","rotation":"r""#
      ),
      #"{"type":"OfficialIdentified","data":{"at":{"entry":1,"no":2},"#
        + #""lines":[{"official":"b","from":"t"}]}}"#,
    ])
    #expect(try journal.holders("q", at: "2021-07-28") == ["b definitive certain"])
    #expect(try journal.status("p", at: "2021-07-28") == .unknown)
    #expect(try journal.rotation(at: "2021-08-01")?.inaugurated == 3)
    #expect(try journal.rotation(at: "2021-08-01")?.named == 2)
  }

  // MARK: Claims

  @Test func `a resolved claim moves the entries to the day chosen`() throws {
    let journal = try SampleJournal([
      Self.ceremony("2021-10-05", #"{"official":"a","post":"p"}"#),
      #"{"type":"ClaimDisputed","data":{"entries":[0],"field":"effective","values":["#
        + #"{"value":"2021-10-05","source":"x"},{"value":"2021-11-05","source":"y"}]}}"#,
      #"{"type":"ClaimResolved","data":{"entries":[1],"chosen":"2021-11-05"}}"#,
    ])
    #expect(try journal.holders("p", at: "2021-10-05") == [])
    #expect(try journal.holders("p", at: "2021-11-05") == ["a definitive certain"])
    let then = try journal.replay(at: "2021-10-05", known: .through(1))
    #expect(then.holders("p") == ["a definitive certain"])
    #expect(then.disputes().first?.values.count == 2)
  }

  @Test func `a resolved claim gives a record the dates chosen`() throws {
    let journal = try SampleJournal([
      Tenure.tenure("a", "p", #","from":"2020-01-01","to":"2021-01-01""#),
      #"{"type":"ClaimResolved","data":{"entries":[0],"field":"data.to","chosen":"2022-01-01"}}"#,
      #"{"type":"ClaimResolved","data":{"entries":[0],"field":"from","chosen":"2020-06-01"}}"#,
    ])
    #expect(try journal.holders("p", at: "2020-03-01") == [])
    #expect(try journal.holders("p", at: "2021-12-31") == ["a definitive certain"])
    #expect(try journal.holders("p", at: "2022-01-01") == [])
  }

  @Test func `a resolved claim tells one official from another, but no line from another`() throws {
    func resolved(_ entry: String) throws -> [String] {
      let journal = try SampleJournal([
        entry,
        #"{"type":"ClaimResolved","data":{"entries":[0],"field":"official","chosen":"z"}}"#,
      ])
      return try journal.holders("p", at: "2021-06-01")
    }
    #expect(
      try resolved(Tenure.tenure("a", "p", #","from":"2020","to":"..""#))
        == ["z definitive certain"])
    let lines = #"{"official":"a","post":"p"},{"official":"b","post":"q"}"#
    #expect(try resolved(Self.ceremony("2021-01-01", lines)) == ["a definitive certain"])
  }
}
