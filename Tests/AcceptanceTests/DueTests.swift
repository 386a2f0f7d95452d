import Testing

@Suite struct `The verb due` {
  private let mutasi: Harness

  init() throws {
    mutasi = try SmallTown.journal()
    try mutasi.append(
      #"""
      {"type":"CommitmentMade","effective":"2021-01-01","region":"51.01",\#
      "data":{"text":"tidak ada titipan"}}
      """#,
      #"""
      {"type":"CommitmentMade","effective":"2021-01-01","data":{"text":"rapor",\#
      "due":"2021-02-01"}}
      """#,
      #"{"type":"CommitmentKept","effective":"2021-01-20","data":{"text":"rapor"}}"#)
  }

  private func kinds(_ options: String...) throws -> [String?] {
    let outcome = try mutasi.run(["due", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["obligations"].elements.map { $0["kind"].text }
  }

  @Test func `has what is overdue first, then by due day, then without one`() throws {
    let answer = try mutasi.json("due", "--at", "2021-07-01")
    let rows = answer["obligations"].elements
    #expect(rows.map { $0["kind"].text } == ["acting-term", "evaluation", "commitment"])
    #expect(rows.map { $0["state"].text } == ["overdue", "open", "open"])
    #expect(rows.map { $0["due"].text } == ["2021-06-01", "2021-09-01", nil])
    #expect(rows.map { $0["entry"].number } == [7, 8, 12])
    #expect(answer["at"].text == "2021-07-01")
  }

  @Test func `looks as far ahead as it is asked to`() throws {
    #expect(try kinds("--at", "2021-04-01", "--within", "P2M") == ["acting-term"])
    #expect(try kinds("--at", "2021-04-01", "--within", "P60D").isEmpty)
    #expect(
      try kinds("--at", "2021-04-01", "--until", "2021-09-01") == ["acting-term", "evaluation"])
  }

  @Test func `narrows to a kind and a region`() throws {
    #expect(
      try kinds("--at", "2021-07-01", "--kind", "evaluation", "--kind", "commitment")
        == ["evaluation", "commitment"])
    #expect(try kinds("--at", "2021-07-01", "--region", "51") == ["commitment"])
  }

  @Test func `shows what was kept only when asked`() throws {
    #expect(
      try kinds("--at", "2021-07-01", "--all")
        == ["acting-term", "commitment", "evaluation", "commitment"])
  }

  @Test func `takes one limit, and durations only`() throws {
    #expect(try mutasi.run("due", "--within", "P1M", "--until", "2021-01-01").code == 2)
    #expect(try mutasi.run("due", "--within", "90").code == 2)
  }
}
