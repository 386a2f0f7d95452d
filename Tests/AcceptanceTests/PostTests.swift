import Testing

@Suite struct `The verb post` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  @Test func `lists who held it, oldest first, with the entries`() throws {
    let answer = try mutasi.json("post", "kadis-kes", "--at", "2021-12-01")
    #expect(answer["version"].number == 1)
    #expect(answer["at"].text == "2021-12-01")
    #expect(answer["knownOn"].isNull)
    #expect(answer["size"].number == 12)
    #expect(answer["basis"].text == "full")
    #expect(answer["title"].text == "Kepala Dinas Kesehatan")
    #expect(answer["status"].text == "held")
    #expect(answer["holders"].elements.map { $0["official"].text } == ["ani"])
    let history = answer["history"].elements
    #expect(history.map { $0["official"].text } == ["budi", "ani"])
    #expect(history.map { $0["from"].text } == ["2020-01-10", "2021-03-01"])
    #expect(history.map { $0["to"].text } == ["2021-03-01", "2022-05"])
    #expect(history.map { $0["startedBy"].number } == [5, 6])
    #expect(history.map { $0["endedBy"].number } == [6, 9])
    #expect(history.allSatisfy { $0["certainty"].text == "certain" })
    #expect(history.allSatisfy { $0["capacity"].text == "definitive" })
    #expect(history.allSatisfy { $0["title"].text == "Kepala Dinas Kesehatan" })
  }

  @Test func `shows a tenure that covers no day, and says why`() throws {
    let history = try mutasi.json("post", "kadis-pu")["history"]
    let dodi = history.all("official", "dodi")
    try #require(dodi.count == 1)
    #expect(dodi[0]["certainty"].isNull)
    #expect(dodi[0]["from"].text == "2019")
    #expect(dodi[0]["to"].text == "2018-05-01")
    let table = try mutasi.run("post", "kadis-pu").stdout
    #expect(table.contains("dodi in kadis-pu (entry 10)"))
    #expect(table.contains("it covers no day"))
  }

  @Test func `has an acting tenure on top, without an end on record`() throws {
    let acting = try mutasi.json("post", "kadis-pu")["history"].all("capacity", "acting")
    #expect(acting.map { $0["official"].text } == ["cici"])
    #expect(acting[0]["to"].isNull)
    #expect(acting[0]["endedBy"].isNull)
  }

  @Test func `tells a tenure of which only the end is on record`() throws {
    try mutasi.append(
      #"""
      {"type":"AssignmentEnded","effective":"2019-06-01","data":{"post":"camat-a",\#
      "official":"eka"}}
      """#
    )
    let eka = try mutasi.json("post", "camat-a")["history"].all("official", "eka")[0]
    #expect(eka["from"].isNull)
    #expect(eka["startedBy"].isNull)
    #expect(eka["to"].text == "2019-06-01")
    #expect(eka["endedBy"].number == 12)
    #expect(eka["certainty"].text == "possible")
  }

  @Test func `keeps the history of an abolished post, under the titles of its time`() throws {
    try mutasi.append(
      #"""
      {"type":"PostRenamed","effective":"2021-01-01","data":{"post":"kadis-kes",\#
      "title":"Kepala Dinkes PPKB"}}
      """#,
      #"{"type":"PostAbolished","effective":"2024-01-01","data":{"post":"kadis-kes"}}"#)
    let answer = try mutasi.json("post", "kadis-kes", "--at", "2025-01-01")
    #expect(answer["status"].isNull)
    #expect(answer["holders"].elements.isEmpty)
    #expect(
      answer["history"].elements.map { $0["title"].text } == [
        "Kepala Dinas Kesehatan", "Kepala Dinkes PPKB",
      ])
  }

  @Test func `takes a retraction into account, but not before it was known`() throws {
    try mutasi.append(SmallTown.retraction)
    let now = try mutasi.json("post", "camat-a")["history"].all("official", "budi")[0]
    #expect(now["to"].isNull)
    let then = try mutasi.json("post", "camat-a", "--through", "11")
    #expect(then["size"].number == 12)
    #expect(then["history"].all("official", "budi")[0]["endedBy"].number == 11)
  }

  @Test func `names the nearest id where it knows none`() throws {
    let outcome = try mutasi.run("post", "kadis-up")
    #expect(outcome.code == 1)
    #expect(outcome.stdout.isEmpty)
    #expect(outcome.stderr.contains("no entry speaks of post 'kadis-up'; did you mean 'kadis-pu'?"))
  }

  @Test(arguments: ["table", "jsonl", "csv", "markdown"])
  func `speaks every format`(format: String) throws {
    let outcome = try mutasi.run(
      "post", "camat-a", "--format", format, "--lang", "id", "--unverified")
    #expect(outcome.code == 0)
    #expect(outcome.stdout.contains("cici"))
  }
}
