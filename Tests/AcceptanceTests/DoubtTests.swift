import Testing

/// Vague dates and sources that disagree, as every view tells of them.
@Suite struct `What is doubtful` {
  private let mutasi: Harness

  private static let entries = [
    #"""
    {"type":"OfficialsInaugurated","effective":"2021-06","data":{"rotation":"r",\#
    "lines":[{"official":"ani","name":"Ani","post":"p"}]}}
    """#,
    #"{"type":"AssignmentEnded","effective":"2022","data":{"official":"ani","post":"p"}}"#,
    #"""
    {"type":"ClaimDisputed","data":{"entries":[0],"field":"effective","values":[\#
    {"value":"2021-06-01","source":"Radar"},{"value":"2021-06-30","source":"Kompas"}]}}
    """#,
  ]
  private static let resolved =
    #"{"type":"ClaimResolved","data":{"entries":[2],"field":"effective","chosen":"2021-06-30"}}"#

  init() throws {
    mutasi = try Harness.journal()
    try mutasi.append(Self.entries)
  }

  @Test(arguments: [
    ("2021-05-31", nil), ("2021-06-01", "possible"), ("2021-06-30", "certain"),
    ("2021-12-31", "certain"), ("2022-06-01", "possible"), ("2022-12-31", nil),
  ])
  func `is certain, possible or absent alike in every view`(
    _ day: String, _ certainty: String?
  ) throws {
    let replay = try mutasi.json("replay", "--at", day)["posts"][0]["holders"]
    let post = try mutasi.json("post", "p", "--at", day)["holders"]
    let official = try mutasi.json("official", "ani", "--at", day)["holds"]
    for view in [replay, post, official] {
      #expect(view.elements.map { $0["certainty"].text } == (certainty.map { [$0] } ?? []))
    }
  }

  @Test func `is a possible move where the period holds some of its days only`() throws {
    func moves(_ from: String, _ to: String) throws -> [String?] {
      try mutasi.json("audit", "--from", from, "--to", to)["moves"].elements
        .map { $0["certainty"].text }
    }
    #expect(try moves("2021-01-01", "2021-12-31") == ["certain"])
    #expect(try moves("2021-06-15", "2021-12-31") == ["possible"])
    // An act is taken at the last day of its range.
    #expect(try moves("2021-01-01", "2021-06-15") == [])
  }

  @Test func `is a difference when it becomes certain, with the entries that start and end it`()
    throws
  {
    let sure = try mutasi.json("diff", "2021-06-10", "2021-07-10", code: 1)["posts"][0]
    #expect(sure["change"].text == "became certain")
    #expect(sure["before"]["holders"][0]["certainty"].text == "possible")
    #expect(sure["after"]["holders"][0]["certainty"].text == "certain")
    #expect(sure["entries"].numbers == [0])
    let unsure = try mutasi.json("diff", "2021-07-10", "2022-03-01", code: 1)["posts"][0]
    #expect(unsure["change"].text == "became uncertain")
    #expect(unsure["entries"].numbers == [0, 1])
    let gone = try mutasi.json("diff", "2021-07-10", "2023-01-01", code: 1)
    #expect(gone["posts"][0]["change"].text == "vacated")
    #expect(gone["posts"][0]["entries"].numbers == [0, 1])
    #expect(gone["officials"][0]["entries"].numbers == [0, 1])
  }

  @Test func `compares what is known now with what was known, today if no day is given`() throws {
    try mutasi.append(
      #"{"type":"OfficialsInaugurated","effective":"2023-01-10","data":{"lines":[{"#
        + #""official":"budi","post":"p"}]}}"#)
    let today = try mutasi.json("diff", "--through", "2", code: 1)
    #expect(today["posts"][0]["change"].text == "filled")
    #expect(today["entries"].elements.map { $0["entry"].number } == [3])
    #expect(try mutasi.run("diff", "--through", "1", "--and-through", "2").code == 0)
    #expect(try mutasi.run("diff", "--known-on", "2001-01-01", "--at", "2021-08-01").code == 1)
    #expect(
      try mutasi.run("diff", "--through", "1", "--and-through", "2", "--and", "2021-01-01").code
        == 2)
  }

  @Test func `names its disputes in every view that rests on the entry`() throws {
    let replay = try mutasi.json("replay", "--at", "2021-08-01")
    #expect(replay["posts"][0]["holders"][0]["disputes"].numbers == [2])
    #expect(replay["rotations"][0]["disputes"].numbers == [2])
    #expect(replay["disputes"][0]["state"].text == "open")
    for verb in [["post", "p"], ["official", "ani"]] {
      let outcome = try mutasi.run(verb + ["--at", "2021-08-01", "--format", "json"])
      let answer = try outcome.json()
      #expect(answer["history"][0]["disputes"].numbers == [2])
      #expect(
        answer["disputes"][0]["values"].elements.map { $0["source"].text }
          == ["Radar", "Kompas"])
    }
    #expect(try mutasi.json("audit")["moves"][0]["disputes"].numbers == [2])
    let diff = try mutasi.json("diff", "2021-01-01", "2021-08-01", code: 1)
    #expect(diff["posts"][0]["after"]["holders"][0]["disputes"].numbers == [2])
    let check = try mutasi.json("check")["findings"].all("rule", "R-35")
    #expect(check.first?["disputes"].numbers == [2])
    #expect(check.first?["verdict"].text == "needs-evidence")
    #expect(try mutasi.run("replay", "--at", "2021-08-01").stdout.contains("Ani (disputed)"))
  }

  @Test func `stays visible when it is settled, with the value taken and by which entry`() throws {
    try mutasi.append(Self.resolved)
    let replay = try mutasi.json("replay", "--at", "2021-08-01")
    #expect(replay["posts"][0]["holders"][0]["since"].text == "2021-06-30")
    #expect(replay["posts"][0]["holders"][0]["disputes"].numbers == [2])
    let dispute = replay["disputes"][0]
    #expect(dispute["state"].text == "resolved")
    #expect(dispute["chosen"].text == "2021-06-30")
    #expect(dispute["resolvedBy"].number == 3)
    #expect(dispute["values"].elements.count == 2)
    #expect(try mutasi.json("check", "R-35")["rules"][0]["verdict"].text == "ok")
  }

  @Test func `is no longer doubted by a reader once it is settled`() throws {
    try mutasi.append(Self.resolved)
    let replay = try mutasi.run("replay", "--at", "2021-08-01").stdout
    #expect(replay.contains("Ani"))
    #expect(!replay.contains("Ani (disputed)"))
    let post = try mutasi.json("replay", "--at", "2021-08-01")["posts"][0]
    #expect(post["holders"][0]["disputed"].flag == false)
  }

  @Test func `marks whoever another value would have made way`() throws {
    func oath(_ day: String, _ official: String, _ post: String) -> String {
      #"{"type":"OfficialsInaugurated","effective":"\#(day)","data":{"lines":[{"#
        + #""official":"\#(official)","post":"\#(post)"}]}}"#
    }
    let mutasi = try Harness.journal()
    try mutasi.append(
      oath("2020-01-01", "w", "a"), oath("2020-01-01", "x", "b"), oath("2021-07-26", "x", "a"),
      oath("2021-07-27", "y", "a"), oath("2022-01-01", "z", "a"),
      #"{"type":"ClaimDisputed","data":{"entries":[2],"field":"effective","values":["#
        + #"{"value":"2021-07-26"},{"value":"2021-08-01"}]}}"#)
    let holders = try mutasi.json("replay", "--at", "2021-09-01")["posts"].all("post", "a")
    let y = try #require(holders.first)["holders"][0]
    #expect(y["official"].text == "y")
    #expect(y["disputes"].numbers == [5])
    #expect(y["disputed"].flag == true)
    // Who went before, and what the official left for it; but nobody who came long after.
    for (official, disputes) in [("w", [5]), ("x", [5]), ("y", [5]), ("z", [])] {
      let history = try mutasi.json("official", official)["history"].elements
      #expect(history.allSatisfy { $0["disputes"].numbers == disputes }, "\(official)")
    }
    try mutasi.append(
      #"{"type":"ClaimResolved","data":{"entries":[5],"chosen":"2021-07-26"}}"#)
    #expect(try mutasi.json("official", "y")["history"][0]["disputes"].numbers == [])
  }

  @Test func `shows with an entry, and in the list of entries`() throws {
    #expect(try mutasi.json("show", "0")["entries"][0]["disputes"].numbers == [2])
    #expect(try mutasi.json("log")["entries"][0]["disputes"].numbers == [2])
    try mutasi.append(Self.resolved)
    for words in [["log", "--official", "ani"], ["show", "0"]] {
      let entry = try mutasi.run(words + ["--format", "json"]).json()["entries"][0]
      #expect(entry["disputes"].numbers == [2])
      #expect(entry["resolutions"][0]["by"].number == 3)
      #expect(entry["resolutions"][0]["field"].text == "effective")
      #expect(entry["resolutions"][0]["chosen"].text == "2021-06-30")
    }
    let told = try mutasi.run("show", "0", "--lang", "en").stdout
    #expect(told.contains("effective = 2021-06-30, by entry 3"))
    let then = try mutasi.json("show", "0", "--through", "2")["entries"][0]
    #expect(then["resolutions"].elements.isEmpty)
  }

  @Test func `is reported where an end precedes its start, and covers no day`() throws {
    try mutasi.append(
      #"{"type":"TenureRecorded","data":{"official":"dodi","post":"q","from":"2020","to":"2019"}}"#)
    let post = try mutasi.json("post", "q")
    #expect(post["history"][0]["certainty"].isNull)
    #expect(post["history"][0]["defect"].text?.contains("covers no day") == true)
    let found = try mutasi.json("check", "D-02", code: 1)["findings"][0]
    #expect(found["entries"].numbers == [3])
  }
}
