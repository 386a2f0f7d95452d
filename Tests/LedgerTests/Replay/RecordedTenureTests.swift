import Testing

@testable import Ledger

/// The sentences of the specification on tenures from records, on sightings and on acting tenures.
@Suite struct RecordedTenureTests {
  private typealias Make = TenureTests

  // MARK: Records

  @Test func `a record without an end is certain to the last attested day then possible`() throws {
    try Make.expect(
      [Make.tenure("a", "p", #","from":"2020-01-10""#)],
      [
        ("2020-01-09", []), ("2020-01-10", ["a definitive certain"]),
        ("2020-01-11", ["a definitive possible"]), ("2030-01-01", ["a definitive possible"]),
      ])
    try Make.expect(
      [Make.tenure("a", "p", #","from":"2020-01-10","heldOn":["2020-03-01","2020-02-01"]"#)],
      [
        ("2020-02-20", ["a definitive certain"]), ("2020-03-01", ["a definitive certain"]),
        ("2020-03-02", ["a definitive possible"]),
      ])
  }

  @Test func `a record that shows no end is taken at its word until an ending`() throws {
    let record = Make.tenure("a", "p", #","from":"2020-01-10","to":"..""#)
    try Make.expect([record], [("2030-01-01", ["a definitive certain"])])
    try Make.expect(
      [record, Make.oath("2021-01-10", "b", "p")],
      [("2021-01-09", ["a definitive certain"]), ("2021-01-10", ["b definitive certain"])])
    try Make.expect(
      [record, Make.left("2021-01-10", "a", "p")],
      [("2021-01-09", ["a definitive certain"]), ("2021-01-10", [])])
  }

  @Test func `the end in a record is the first day after the tenure`() throws {
    try Make.expect(
      [Make.tenure("a", "p", #","from":"2020-01-10","to":"2021-01-10""#)],
      [("2021-01-09", ["a definitive certain"]), ("2021-01-10", [])])
  }

  @Test func `the term of a head of region is also a tenure`() throws {
    try Make.expect(
      [
        #"{"type":"HeadOfRegionTerm","data":{"post":"p","official":"a","#
          + #""from":"2020-01-10","to":"2025-01-10"}}"#
      ], [("2025-01-09", ["a definitive certain"]), ("2025-01-10", [])])
  }

  @Test func `a record ends nothing and no other record ends it`() throws {
    try Make.expect(
      [
        Make.oath("2020-01-10", "a", "p"),
        Make.tenure("b", "p", #","from":"2021-01-10","to":"..""#),
        Make.tenure("c", "p", #","from":"2022-01-10","to":"..""#),
      ],
      [("2022-01-10", ["a definitive certain", "b definitive certain", "c definitive certain"])])
  }

  @Test func `a tenure without start or attested day is possible and never certain`() throws {
    try Make.expect(
      [Make.tenure("a", "p", #","to":"..""#)],
      [("1990-01-01", ["a definitive possible"]), ("2030-01-01", ["a definitive possible"])])
  }

  @Test func `a day on which the source speaks narrows the source's own vague dates`() throws {
    try Make.expect(
      [Make.tenure("a", "p", #","from":"2020","to":"2021","heldOn":["2020-05-05","2021-06-06"]"#)],
      [
        ("2020-05-04", ["a definitive possible"]), ("2020-05-05", ["a definitive certain"]),
        ("2021-06-06", ["a definitive certain"]), ("2021-06-07", ["a definitive possible"]),
      ])
  }

  // MARK: Sightings

  @Test func `a sighting alone joins the tenure it fits`() throws {
    let journal = try SampleJournal([
      Make.tenure("a", "p", #","from":"2020-01-10""#),
      Make.tenure("a", "p", #","heldOn":["2020-05-05"]"#),
    ])
    let view = try #require(try journal.replay(at: "2020-05-05").post("p"))
    #expect(view.holders.map(\.since) == ["2020-01-10"])
    #expect(view.holders.map(\.certainty) == [.certain])
    #expect(try journal.holders("p", at: "2020-03-03") == ["a definitive certain"])
    #expect(try journal.holders("p", at: "2020-05-06") == ["a definitive possible"])
  }

  @Test(arguments: [
    Make.tenure("a", "p", #","heldOn":["2020-05-05"]"#),
    Make.event("DutyStarted", "2020-05-05", #""official":"a","post":"p""#),
  ])
  func `a sighting that fits nothing is a tenure of unknown start and end`(_ entry: String) throws {
    try Make.expect(
      [entry],
      [
        ("2020-05-04", ["a definitive possible"]), ("2020-05-05", ["a definitive certain"]),
        ("2020-05-06", ["a definitive possible"]),
      ])
  }

  @Test func `a sighting ends another's open tenure no later than that day`() throws {
    let seen = Make.tenure("b", "p", #","heldOn":["2021-05-05"]"#)
    for open in [
      Make.oath("2020-01-10", "a", "p"), Make.tenure("a", "p", #","from":"2020-01-10","to":"..""#),
    ] {
      try Make.expect(
        [open, seen],
        [
          ("2020-01-10", ["a definitive certain", "b definitive possible"]),
          ("2021-05-04", ["a definitive possible", "b definitive possible"]),
          ("2021-05-05", ["b definitive certain"]), ("2021-05-06", ["b definitive possible"]),
        ])
    }
    try Make.expect(
      [Make.tenure("a", "p", #","from":"2020-01-10","to":"2022-01-10""#), seen],
      [("2021-05-05", ["a definitive certain", "b definitive certain"])])
    try Make.expect(
      [
        #"{"type":"PostEstablished","data":{"post":"p","seats":2}}"#,
        Make.oath("2020-01-10", "a", "p"), seen,
      ], [("2021-05-05", ["a definitive certain", "b definitive certain"])])
  }

  @Test func `who is seen after another's oath holds the post again`() throws {
    try Make.expect(
      [
        Make.oath("2020-01-10", "a", "p"), Make.oath("2021-01-10", "b", "p"),
        Make.tenure("a", "p", #","heldOn":["2021-05-05"]"#),
      ],
      [
        ("2021-01-10", ["a definitive possible", "b definitive certain"]),
        ("2021-05-05", ["a definitive certain"]),
      ])
  }

  @Test func `sightings count by their days and not by their order`() throws {
    let entries = [
      Make.tenure("a", "p", #","heldOn":["2021-01-01"]"#), Make.oath("2021-03-01", "b", "p"),
      Make.tenure("a", "p", #","heldOn":["2021-06-01"]"#),
    ]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      try Make.expect(
        order.map { entries[$0] },
        [
          ("2021-01-01", ["a definitive certain"]), ("2021-06-01", ["a definitive certain"]),
          ("2021-03-01", ["a definitive possible", "b definitive certain"]),
        ])
    }
  }

  @Test func `a start of duty fits the acting tenure of the official`() throws {
    try Make.expect(
      [
        Make.acting("ActingAssigned", "2020-01-10", "a"),
        Make.event("DutyStarted", "2020-01-11", #""official":"a","post":"p""#),
      ], [("2020-01-12", ["a acting certain"])])
  }

  // MARK: Acting

  @Test func `acting is certain to the last day of the term and possible after it`() throws {
    try Make.expect(
      [Make.acting("ActingAssigned", "2020-01-10", "a", #","until":"2020-04-10""#)],
      [
        ("2020-01-09", []), ("2020-01-10", ["a acting certain"]),
        ("2020-04-10", ["a acting certain"]), ("2020-04-11", ["a acting possible"]),
        ("2025-01-01", ["a acting possible"]),
      ])
  }

  @Test func `an extension carries the term on`() throws {
    let entries = [
      Make.acting("ActingAssigned", "2020-01-10", "a", #","until":"2020-04-10""#),
      Make.acting("ActingExtended", "2020-04-15", "a", #","until":"2020-07-10""#),
    ]
    try Make.expect(
      entries,
      [
        ("2020-04-12", ["a acting possible"]), ("2020-04-15", ["a acting certain"]),
        ("2020-07-10", ["a acting certain"]), ("2020-07-11", ["a acting possible"]),
      ])
    let view = try #require(try SampleJournal(entries).replay(at: "2020-05-01").post("p"))
    #expect(view.holders.map(\.since) == ["2020-01-10"])
  }

  @Test func `acting lies on top of the definitive tenure and both are shown`() throws {
    try Make.expect(
      [Make.oath("2020-01-10", "a", "p"), Make.acting("ActingAssigned", "2020-02-01", "b")],
      [("2020-02-01", ["a definitive certain", "b acting certain"])])
  }

  @Test func `acting ends when ended or overtaken`() throws {
    let acting = Make.acting("ActingAssigned", "2020-01-10", "a")
    try Make.expect(
      [acting, Make.acting("ActingEnded", "2020-02-01", "a")],
      [("2020-01-31", ["a acting certain"]), ("2020-02-01", [])])
    try Make.expect(
      [acting, Make.oath("2020-02-01", "b", "p")],
      [("2020-01-31", ["a acting certain"]), ("2020-02-01", ["b definitive certain"])])
    try Make.expect(
      [acting, Make.acting("ActingAssigned", "2020-02-01", "b")],
      [("2020-02-01", ["b acting certain"])])
    try Make.expect(
      [acting, Make.acting("ActingAssigned", "2020-02-01", "b", #","capacity":"daily-acting""#)],
      [("2020-02-01", ["a acting certain", "b daily-acting certain"])])
    try Make.expect(
      [acting, Make.oath("2020-02-01", "a", "p")],
      [("2020-02-01", ["a definitive certain"])])
    try Make.expect(
      [acting, Make.oath("2020-02-01", "a", "q")], [("2020-02-01", ["a acting certain"])])
  }
}
