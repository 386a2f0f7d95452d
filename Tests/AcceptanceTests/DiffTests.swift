import Testing

@Suite struct `The verb diff` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  @Test func `tells two days apart, with exit code 1`() throws {
    let answer = try mutasi.json("diff", "2021-01-01", "2021-04-01", code: 1)
    #expect(answer["from"]["at"].text == "2021-01-01")
    #expect(answer["to"]["at"].text == "2021-04-01")
    #expect(answer["from"]["root"].text == answer["to"]["root"].text)
    let posts = answer["posts"].elements
    #expect(posts.map { $0["post"].text } == ["camat-a", "kadis-kes", "kadis-pu"])
    #expect(posts[0]["change"].text == "changed hands")
    #expect(posts[0]["before"]["holders"][0]["official"].text == "cici")
    #expect(posts[0]["after"]["holders"][0]["official"].text == "budi")
    #expect(answer["officials"].elements.map { $0["official"].text } == ["ani", "budi", "cici"])
    #expect(answer["rotations"].elements.map { $0["rotation"].text } == ["r-2021"])
    #expect(answer["entries"].isNull)
  }

  @Test func `finds nothing where nothing changed, with exit code 0`() throws {
    let answer = try mutasi.json("diff", "2021-04-01", "2021-04-02")
    #expect(answer["posts"].elements.isEmpty)
    #expect(answer["officials"].elements.isEmpty)
  }

  @Test func `tells ids apart that are alike to the eye`() throws {
    let mutasi = try Harness.journal()
    // A letter with its accent, and the same written as two; both are recorded as they are.
    let (one, two) = ("caf\u{e9}", "cafe\u{301}")
    func plan(_ rotation: String, _ day: String) -> String {
      #"{"type":"InaugurationScheduled","effective":"2020-01-05","data":{"#
        + #""rotation":"\#(rotation)","on":"\#(day)"}}"#
    }
    func oath(_ day: String, _ official: String, _ post: String) -> String {
      #"{"type":"OfficialsInaugurated","effective":"\#(day)","data":{"rotation":"\#(post)","#
        + #""lines":[{"official":"\#(official)","post":"\#(post)"}]}}"#
    }
    try mutasi.append(plan(one, "2020-02-01"), plan(two, "2020-03-01"))
    try mutasi.append(
      oath("2020-02-01", "ani", one), oath("2020-03-01", "budi", two),
      oath("2020-04-01", one, "camat"), oath("2020-05-01", two, "camat"))
    let answer = try mutasi.json("diff", "2020-01-31", "2020-03-31", code: 1)
    #expect(answer["posts"].elements.count == 2)
    #expect(answer["rotations"].elements.count == 2)
    let officials = try mutasi.json("diff", "2020-04-01", "2020-05-01", code: 1)["officials"]
    #expect(officials.elements.count == 2)
    #expect(try mutasi.json("audit", "--post", one)["moves"].elements.count == 1)
    #expect(try mutasi.json("audit", "--official", two)["moves"].elements.count == 1)
    let due = try mutasi.json("due", "--at", "2020-02-15", "--all")["obligations"].elements
    #expect(due.map { $0["state"].text } == ["kept", "open"])
  }

  @Test func `keeps to a region and a unit`() throws {
    let unit = try mutasi.json("diff", "2021-01-01", "2021-04-01", "--unit", "kec-a", code: 1)
    #expect(unit["posts"].elements.map { $0["post"].text } == ["camat-a"])
    let elsewhere = try mutasi.json("diff", "2021-01-01", "2021-04-01", "--region", "51")
    #expect(elsewhere["posts"].elements.isEmpty)
  }

  @Test func `names the entries that make the difference in what is known`() throws {
    try mutasi.append(
      SmallTown.retraction,
      #"{"type":"PostEstablished","effective":"2025-01-01","data":{"post":"unrelated"}}"#,
      #"""
      {"type":"OfficialsInaugurated","effective":"2020-06-01","data":{"lines":[{"official":"hadi",\#
      "name":"Hadi","post":"camat-c"}]}}
      """#
    )
    let answer = try mutasi.json("diff", "--at", "2023-06-01", "--through", "11", code: 1)
    #expect(answer["from"]["size"].number == 12)
    #expect(answer["to"]["size"].number == 15)
    #expect(answer["from"]["root"].text != answer["to"]["root"].text)
    #expect(answer["posts"].elements.map { $0["post"].text } == ["camat-a", "camat-c"])
    #expect(answer["entries"].elements.map { $0["entry"].number } == [12, 14])
    #expect(answer["entries"][0]["type"].text == "EntryRetracted")
  }

  @Test func `has no difference where later entries are about something else`() throws {
    try mutasi.append(SmallTown.retraction)
    let answer = try mutasi.json("diff", "--at", "2022-12-31", "--through", "11")
    #expect(answer["posts"].elements.isEmpty)
    #expect(answer["entries"].elements.isEmpty)
  }

  @Test func `compares two days of recording`() throws {
    let answer = try mutasi.json(
      "diff", "--at", "2021-04-01", "--known-on", "2001-01-01", "--and", "2099-01-01", code: 1)
    #expect(answer["from"]["knownOn"].text == "2001-01-01")
    #expect(answer["from"]["size"].number == 0)
    #expect(answer["to"]["knownOn"].text == "2099-01-01")
    #expect(answer["to"]["size"].number == 12)
  }

  @Test(arguments: [
    ["diff"], ["diff", "2021-01-01"], ["diff", "--at", "2021-01-01"],
    ["diff", "2021-01-01", "2021-01-02", "--at", "2021-01-01"],
    ["diff", "2021-01-01", "2021-01-02", "--and", "2021-01-01"],
  ])
  func `refuses what does not say what to compare`(arguments: [String]) throws {
    #expect(try mutasi.run(arguments).code == 2)
  }
}
