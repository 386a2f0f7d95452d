import Testing

@testable import Ledger

/// The sentences of the specification on who holds a post, one by one.
@Suite struct TenureTests {
  /// An oath of one official: `o` takes `p`, perhaps leaving a post.
  static func oath(_ on: String, _ official: String, _ post: String, more: String = "") -> String {
    #"{"type":"OfficialsInaugurated","effective":"\#(on)","data":{"lines":[{"official":"#
      + #""\#(official)","post":"\#(post)"\#(more)}]}}"#
  }

  static func event(_ type: String, _ on: String, _ data: String) -> String {
    #"{"type":"\#(type)","effective":"\#(on)","data":{\#(data)}}"#
  }

  static func tenure(_ official: String, _ post: String, _ more: String = "") -> String {
    #"{"type":"TenureRecorded","data":{"official":"\#(official)","post":"\#(post)"\#(more)}}"#
  }

  static func left(_ on: String, _ official: String, _ post: String) -> String {
    event("AssignmentEnded", on, #""official":"\#(official)","post":"\#(post)""#)
  }

  static func acting(
    _ type: String, _ on: String, _ official: String, _ more: String = ""
  ) -> String {
    event(type, on, #""official":"\#(official)","post":"p"\#(more)"#)
  }

  typealias Answer = (day: String, holders: [String])

  static func expect(
    _ entries: [String], _ answers: [Answer], _ post: String = "p",
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let journal = try SampleJournal(entries)
    for answer in answers {
      let found = try journal.holders(post, at: answer.day)
      #expect(found == answer.holders, "on \(answer.day)", sourceLocation: location)
    }
  }

  // MARK: Days

  @Test func `on the day of the hand-over the successor is the holder`() throws {
    try Self.expect(
      [Self.oath("2020-01-10", "a", "p"), Self.oath("2021-05-05", "b", "p")],
      [
        ("2020-01-09", []), ("2020-01-10", ["a definitive certain"]),
        ("2021-05-04", ["a definitive certain"]), ("2021-05-05", ["b definitive certain"]),
      ])
  }

  @Test func `an event recorded late counts at its effective date`() throws {
    try Self.expect(
      [Self.oath("2021-05-05", "b", "p"), Self.oath("2020-01-10", "a", "p")],
      [("2020-06-01", ["a definitive certain"]), ("2021-06-01", ["b definitive certain"])])
  }

  @Test func `a vague oath makes old and new holder possible until it must have happened`() throws {
    try Self.expect(
      [Self.oath("2020-01-10", "a", "p"), Self.oath("2021-05", "b", "p")],
      [
        ("2021-04-30", ["a definitive certain"]),
        ("2021-05-01", ["a definitive possible", "b definitive possible"]),
        ("2021-05-30", ["a definitive possible", "b definitive possible"]),
        ("2021-05-31", ["b definitive certain"]),
      ])
  }

  @Test func `an end before its start covers no day`() throws {
    try Self.expect(
      [Self.tenure("a", "p", #","from":"2020-05-01","to":"2020-01-01""#)],
      [("2019-06-01", []), ("2020-03-01", []), ("2020-06-01", [])])
    try Self.expect(
      [Self.oath("2020-05-01", "a", "p"), Self.left("2020-05-01", "a", "p")],
      [("2020-04-30", []), ("2020-05-01", []), ("2020-06-01", [])])
  }

  @Test func `of two oaths of one day the later recorded one counts`() throws {
    try Self.expect(
      [Self.oath("2020-01-10", "a", "p"), Self.oath("2020-01-10", "b", "p")],
      [("2020-01-10", ["b definitive certain"])])
  }

  // MARK: One instant

  @Test func `two definitive holders in one decree both hold the post`() throws {
    try Self.expect(
      [
        Self.event(
          "OfficialsInaugurated", "2020-01-10",
          #""lines":[{"official":"a","post":"p"},{"official":"b","post":"p"}]"#)
      ],
      [("2020-01-10", ["a definitive certain", "b definitive certain"])])
  }

  @Test(arguments: [
    (
      #","decree":{"number":"821/1","issuer":"Bupati"}"#,
      #","decree":{"number":"821 / 1","issuer":"BUPATI"}"#
    ),
    (#","rotation":"r""#, #","rotation":"r""#),
    (#","rotation":"r","decree":{"number":"1"}"#, #","rotation":"r""#),
    (#","rotation":"r","decree":{"number":"1"}"#, #","rotation":"r","decree":{"number":"2"}"#),
  ])
  func `entries of one decree or ceremony and day are one instant`(
    _ first: String, _ second: String
  ) throws {
    func part(_ official: String, _ more: String, _ day: String) -> String {
      Self.event(
        "OfficialsInaugurated", day, #""lines":[{"official":"\#(official)","post":"p"}]"# + more)
    }
    try Self.expect(
      [part("a", first, "2020-01-10"), part("b", second, "2020-01-10")],
      [("2020-01-10", ["a definitive certain", "b definitive certain"])])
    try Self.expect(
      [part("a", first, "2020-01-10"), part("b", second, "2020-01-11")],
      [("2020-01-11", ["b definitive certain"])])
  }

  @Test func `six officials change places in one ceremony`() throws {
    let before = (0..<6).map { Self.oath("2019-01-0\($0 + 1)", "o\($0)", "p\($0)") }
    let lines = (0..<6).map {
      #"{"official":"o\#($0)","post":"p\#(($0 + 1) % 6)","from":"p\#($0)"}"#
    }
    let journal = try SampleJournal(
      before + [
        Self.event(
          "OfficialsInaugurated", "2020-01-10", #""lines":["# + lines.joined(separator: ",") + "]")
      ])
    for index in 0..<6 {
      let then = try journal.holders("p\(index)", at: "2020-01-09")
      #expect(then == ["o\(index) definitive certain"])
      let now = try journal.holders("p\(index)", at: "2020-01-10")
      #expect(now == ["o\((index + 5) % 6) definitive certain"])
    }
  }

  // MARK: Who ends what

  @Test func `an official who takes another post leaves his own unless it is concurrent`() throws {
    let first = Self.oath("2020-01-10", "a", "p")
    try Self.expect(
      [first, Self.oath("2021-01-10", "a", "q")],
      [("2021-01-09", ["a definitive certain"]), ("2021-01-10", [])])
    try Self.expect(
      [first, Self.oath("2021-01-10", "a", "q", more: #","concurrent":true"#)],
      [("2021-01-10", ["a definitive certain"])])
  }

  @Test func `an official inaugurated again into the post he holds keeps his tenure`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-10", "a", "p"), Self.oath("2021-01-10", "a", "p"),
    ])
    let view = try #require(try journal.replay(at: "2022-01-01").post("p"))
    #expect(view.holders.count == 1)
    #expect(view.holders.first?.since == "2020-01-10")
    #expect(view.holders.first?.entry == 0)
  }

  @Test func `who returns after another has a tenure of its own`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-10", "a", "p"), Self.oath("2020-06-01", "b", "p"),
      Self.oath("2021-01-10", "a", "p"),
    ])
    #expect(try journal.replay(at: "2022-01-01").post("p")?.holders.first?.since == "2021-01-10")
  }

  @Test func `a line's from ends the tenure there`() throws {
    try Self.expect(
      [
        Self.oath("2020-01-10", "a", "p"),
        Self.oath("2021-01-10", "a", "q", more: #","from":"p","concurrent":true"#),
      ], [("2021-01-09", ["a definitive certain"]), ("2021-01-10", [])])
  }

  @Test func `a from with nothing on record attests a tenure of unknown start`() throws {
    try Self.expect(
      [Self.oath("2021-01-10", "a", "q", more: #","from":"p""#)],
      [
        ("1990-01-01", ["a definitive possible"]), ("2021-01-09", ["a definitive possible"]),
        ("2021-01-10", []),
      ])
    try Self.expect(
      [Self.oath("2021-01-10", "a", "q", more: #","from":"p","capacity":"acting""#)],
      [("2021-01-09", ["a definitive possible"])])
    try Self.expect(
      [Self.left("2021-01-10", "a", "p")],
      [("2021-01-09", ["a definitive possible"]), ("2021-01-10", [])])
    try Self.expect(
      [Self.acting("ActingEnded", "2021-01-10", "a")],
      [("2021-01-09", ["a acting possible"]), ("2021-01-10", [])])
  }

  @Test(arguments: ["OfficialRetired", "OfficialDied", "OfficialTransferredOut"])
  func `who leaves the service holds nothing`(_ type: String) throws {
    try Self.expect(
      [
        Self.oath("2020-01-10", "a", "p"), Self.acting("ActingAssigned", "2020-02-01", "b"),
        Self.event(type, "2021-01-10", #""official":"a""#),
        Self.event(type, "2021-02-10", #""official":"b""#),
      ],
      [
        ("2021-01-09", ["a definitive certain", "b acting certain"]),
        ("2021-01-10", ["b acting certain"]), ("2021-02-10", []),
      ])
  }

  @Test func `the abolition of a post ends every tenure of it`() throws {
    try Self.expect(
      [
        Self.oath("2020-01-10", "a", "p"), Self.acting("ActingAssigned", "2020-02-01", "b"),
        Self.event("PostAbolished", "2021-01-10", #""post":"p""#),
      ], [("2021-01-09", ["a definitive certain", "b acting certain"]), ("2021-01-10", [])])
  }

  @Test(arguments: [#""pool""#, "2"])
  func `pools and posts of several seats displace nobody`(_ seats: String) throws {
    try Self.expect(
      [
        #"{"type":"PostEstablished","data":{"post":"p","seats":\#(seats)}}"#,
        Self.oath("2020-01-10", "a", "p"), Self.oath("2021-01-10", "b", "p"),
        Self.acting("ActingAssigned", "2021-01-11", "c"),
        Self.acting("ActingAssigned", "2021-01-12", "d"), Self.oath("2021-01-13", "e", "p"),
      ],
      [
        (
          "2021-01-13",
          [
            "a definitive certain", "b definitive certain", "c acting certain",
            "d acting certain", "e definitive certain",
          ]
        )
      ])
  }

  // MARK: Decrees

  @Test func `a person in a decree but not at the oath holds nothing`() throws {
    let lines = #""lines":[{"official":"a","post":"p"}]"#
    let decree = #""decree":{"number":"1","date":"2020-01-02"},"#
    try Self.expect(
      [Self.event("DecreeIssued", "2020-01-02", decree + lines)], [("2020-06-01", [])])
    try Self.expect(
      [Self.event("DecreeIssued", "2020-01-02", decree + #""oath":"none","# + lines)],
      [("2020-01-01", []), ("2020-01-02", ["a definitive certain"])])
    try Self.expect(
      [
        Self.event(
          "DecreeIssued", "2020-01-02", decree + #""oath":"none","tmt":"2020-03-01","# + lines)
      ], [("2020-02-29", []), ("2020-03-01", ["a definitive certain"])])
    try Self.expect(
      [#"{"type":"DecreeIssued","data":{"# + decree + #""oath":"none","# + lines + "}}"],
      [("2020-01-01", []), ("2020-01-02", ["a definitive certain"])])
  }

  @Test func `a confirmed official's tenure continues in the renamed post`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-10", "a", "p"),
      Self.event(
        "OfficialsConfirmed", "2021-01-10",
        #""lines":[{"official":"a","post":"q","from":"p"}]"#),
    ])
    let replay = try journal.replay(at: "2021-01-10")
    #expect(replay.holders("p") == [])
    #expect(replay.post("q")?.holders.first?.since == "2020-01-10")
  }

  @Test func `a confirmation that only lets somebody act names no post that goes on`() throws {
    for capacity in ["acting", "interim"] {
      let line = #"{"official":"a","post":"q","from":"p","capacity":"\#(capacity)"}"#
      let journal = try SampleJournal([
        Self.oath("2020-01-10", "a", "p"),
        Self.event("OfficialsConfirmed", "2021-01-10", "\"lines\":[\(line)]"),
      ])
      let replay = try journal.replay(at: "2021-01-10")
      #expect(replay.holders("p") == [])
      #expect(replay.post("q")?.holders.map(\.since) == ["2021-01-10"])
    }
  }

  @Test func `a confirmation moves no start and ends no concurrent post`() throws {
    let oaths = Self.event(
      "OfficialsInaugurated", "2020-01-01",
      #""lines":[{"official":"x","post":"k1"},{"official":"x","post":"k2","concurrent":true}]"#)
    for lines in [
      #"{"official":"x","post":"k1"},{"official":"x","post":"k2"}"#,
      #"{"official":"x","post":"k1"}"#,
      #"{"official":"x","post":"k2"}"#,
    ] {
      let confirmed = Self.event("OfficialsConfirmed", "2021-01-10", "\"lines\":[\(lines)]")
      let replay = try SampleJournal([oaths, confirmed]).replay(at: "2021-01-10")
      for post in ["k1", "k2"] {
        #expect(replay.holders(post) == ["x definitive certain"])
        #expect(replay.post(post)?.holders.first?.since == "2020-01-01")
      }
    }
    let renamed = Self.event(
      "OfficialsConfirmed", "2021-01-10", #""lines":[{"official":"x","post":"n1","from":"k1"}]"#)
    let replay = try SampleJournal([oaths, renamed]).replay(at: "2021-01-10")
    #expect(["k1", "k2", "n1"].map { replay.holders($0).count } == [0, 1, 1])
    #expect(replay.post("n1")?.holders.first?.since == "2020-01-01")
  }

  @Test
  func `a confirmation after the old post's abolition continues what that had ended`() throws {
    let confirmed = Self.event(
      "OfficialsConfirmed", "2021-01-14", #""lines":[{"official":"a","post":"q","from":"p"}]"#)
    let journal = try SampleJournal([
      Self.oath("2020-01-10", "a", "p"), Self.event("PostAbolished", "2021-01-01", #""post":"p""#),
      confirmed,
    ])
    let replay = try journal.replay(at: "2021-01-14")
    #expect(replay.post("q")?.holders.first?.since == "2020-01-10")
    let history = try #require(replay.history(ofOfficial: "a"))
    #expect(history.map(\.post) == ["p", "q"])
    #expect(history[0].to == "2021-01-01" && history[0].continuedAs == "q")
    #expect(history[1].continuedFrom == "p" && history[1].confirmed == "2021-01-14")
    #expect(try journal.replay(at: "2021-01-07").holders("q") == [])
  }
}
