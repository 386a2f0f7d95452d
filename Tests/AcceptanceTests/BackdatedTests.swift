import Testing

@Suite struct `Entries recorded late` {
  private let mutasi: Harness

  init() throws {
    mutasi = try SmallTown.journal()
    try mutasi.append(
      [
        #"""
        {"type":"OfficialsInaugurated","effective":"2020-06-01","data":{"lines":[{\#
        "official":"hadi","name":"Hadi","post":"camat-a"}]}}
        """#
      ], options: ["--recorded-by", "clerk-7"])
  }

  private func late(_ options: String...) throws -> [JSON] {
    let outcome = try mutasi.run(["audit", "--backdated", "P1Y", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["entries"].elements
  }

  @Test func `are told with the recorder and what they changed about the past`() throws {
    let found = try late("--from", "2020-05-01", "--to", "2020-07-01")
    #expect(found.map { $0["entry"].number } == [12])
    #expect(found[0]["recordedby"].text == "clerk-7")
    #expect(found[0]["effective"].text == "2020-06-01")
    #expect((found[0]["delay"].number ?? 0) > 365)
    let changes = found[0]["changes"].elements
    #expect(changes.map { $0["post"].text } == ["camat-a"])
    #expect(changes[0]["before"]["holders"][0]["official"].text == "cici")
    #expect(changes[0]["after"]["holders"][0]["official"].text == "hadi")
    #expect(changes[0]["entries"].numbers == [5, 12])
  }

  @Test func `are all listed, in the journal's order, and by what they concern`() throws {
    let all = try late()
    #expect(all.map { $0["entry"].number } == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    #expect(try late("--official", "budi").map { $0["entry"].number } == [5, 6, 11])
    #expect(try late("--post", "Camat A").map { $0["entry"].number } == [2, 5, 6, 11, 12])
    #expect(try late("--unit", "dinkes").map { $0["entry"].number } == [1, 5, 6])
    #expect(try late("--to", "2018-06-01").map { $0["entry"].number } == [0, 1, 2])
    #expect(try late("--through", "3").map { $0["entry"].number } == [0, 1, 2, 3])
  }

  @Test func `are none where everything was recorded in time`() throws {
    let outcome = try mutasi.run("audit", "--backdated", "P900Y", "--format", "json")
    #expect(try outcome.json()["entries"].elements.isEmpty)
    #expect(try mutasi.run("audit", "--backdated", "soon").code == 2)
  }
}
