import Testing

@Suite struct `The verb rotation` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  @Test func `lists all rotations without an id`() throws {
    let answer = try mutasi.json("rotation")
    #expect(answer["rotations"].elements.map { $0["rotation"].text } == ["r-2020", "r-2021"])
    let elsewhere = try mutasi.json("rotation", "--region", "51")
    #expect(elsewhere["rotations"].elements.isEmpty)
  }

  @Test func `tells the steps in the order of the world`() throws {
    try mutasi.append(
      #"""
      {"type":"OfficialsBriefed","effective":"2021-02-25","data":{"rotation":"r-2021",\#
      "place":"Aula","group":{"count":2},"note":"pagi"}}
      """#,
      #"""
      {"type":"DirectiveIssued","effective":"2021-02-25","data":{"by":["bupati"],\#
      "rotation":"r-2021","points":[{"text":"kerja"}]}}
      """#,
      #"""
      {"type":"ClaimDisputed","data":{"entries":[6],"field":"effective",\#
      "values":[{"value":"2021-03-01"},{"value":"2021-03-02"}]}}
      """#
    )
    let answer = try mutasi.json("rotation", "r-2021", "--at", "2021-12-01")
    #expect(answer["rotation"].text == "r-2021")
    #expect(answer["stage"].text == "inaugurated")
    #expect(answer["inaugurated"].number == 2)
    #expect(answer["unconfirmed"].flag == false)
    let steps = answer["steps"].elements
    #expect(
      steps.map { $0["type"].text } == [
        "OfficialsBriefed", "DirectiveIssued", "OfficialsInaugurated", "EvaluationScheduled",
      ])
    #expect(steps.map { $0["entry"].number } == [12, 13, 6, 8])
    #expect(steps.map { $0["count"].number } == [2, nil, 2, nil])
    #expect(steps[0]["place"].text == "Aula")
    #expect(steps[0]["note"].text == "pagi")
    #expect(answer["obligations"].elements.map { $0["state"].text } == ["overdue"])
    #expect(answer["directives"].elements.map { $0["entry"].number } == [13])
    #expect(answer["disputes"].elements.map { $0["entries"].numbers } == [[6]])
  }

  @Test func `stops at the day`() throws {
    let answer = try mutasi.json("rotation", "r-2020", "--at", "2020-01-08")
    #expect(answer["stage"].text == "decreed")
    #expect(answer["inaugurated"].isNull)
    #expect(answer["steps"].elements.map { $0["entry"].number } == [3, 4])
    let before = try mutasi.json("rotation", "r-2020", "--at", "2019-01-01")
    #expect(before["rotation"].text == "r-2020")
    #expect(before["stage"].isNull)
    #expect(before["steps"].elements.isEmpty)
  }

  @Test func `shows a corrected step as corrected`() throws {
    try mutasi.append(
      #"""
      {"type":"EntryCorrected","data":{"entry":3,"reason":"date",\#
      "replacement":{"type":"ApprovalGranted","effective":"2020-01-06",\#
      "data":{"rotation":"r-2020"}}}}
      """#
    )
    let steps = try mutasi.json("rotation", "r-2020")["steps"].elements
    #expect(steps.map { $0["effective"].text } == ["2020-01-06", "2020-01-08", "2020-01-10"])
    #expect(steps[0]["entry"].number == 3)
  }

  @Test func `names the nearest id where it knows none`() throws {
    let outcome = try mutasi.run("rotation", "r-2022")
    #expect(outcome.code == 1)
    #expect(outcome.stderr.contains("no entry speaks of rotation 'r-2022'; did you mean 'r-202"))
  }
}
