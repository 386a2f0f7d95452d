import Testing

@Suite struct `The verb official` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  @Test func `lists the posts held, oldest first`() throws {
    let answer = try mutasi.json("official", "ani")
    #expect(answer["official"].text == "ani")
    #expect(answer["name"].text == "Ani")
    let history = answer["history"].elements
    #expect(history.map { $0["post"].text } == ["kadis-pu", "kadis-kes"])
    #expect(history.map { $0["title"].text } == ["Kepala Dinas PU", "Kepala Dinas Kesehatan"])
    #expect(history.map { $0["from"].text } == ["2020-01-10", "2021-03-01"])
    #expect(history.map { $0["to"].text } == ["2021-03-01", "2022-05"])
    #expect(history.map { $0["endedBy"].number } == [6, 9])
  }

  @Test func `has acting assignments among them`() throws {
    let history = try mutasi.json("official", "cici")["history"].elements
    #expect(history.map { $0["capacity"].text } == ["definitive", "acting"])
  }

  @Test func `shows the name as of the day`() throws {
    try mutasi.append(
      #"""
      {"type":"OfficialRegistered","effective":"2021-01-01","data":{"official":"ani",\#
      "name":"Ani Baru"}}
      """#
    )
    #expect(try mutasi.json("official", "ani", "--at", "2020-06-01")["name"].text == "Ani")
    #expect(try mutasi.json("official", "ani", "--at", "2021-02-01")["name"].text == "Ani Baru")
  }

  @Test func `lists an official without any post`() throws {
    try mutasi.append(#"{"type":"OfficialRegistered","data":{"official":"fani","name":"Fani"}}"#)
    let answer = try mutasi.json("official", "fani")
    #expect(answer["name"].text == "Fani")
    #expect(answer["history"].elements.isEmpty)
  }

  @Test func `names the nearest id where it knows none`() throws {
    let outcome = try mutasi.run("official", "bud")
    #expect(outcome.code == 1)
    #expect(outcome.stderr.contains("no entry speaks of official 'bud'; did you mean 'budi'?"))
  }

  @Test func `forgets who was only in a retracted entry`() throws {
    try mutasi.append(#"{"type":"EntryRetracted","data":{"entry":10,"reason":"no such person"}}"#)
    #expect(try mutasi.run("official", "dodi").code == 1)
  }
}
