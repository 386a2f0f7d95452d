import Testing

@Suite struct `The verb audit` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private func moves(_ options: String...) throws -> [JSON] {
    let outcome = try mutasi.run(["audit", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["moves"].elements
  }

  @Test func `has a row for every line and one for the rest of the ceremony`() throws {
    let rows = try moves("--to", "2020-12-31")
    #expect(rows.map { $0["official"].text } == ["ani", "budi", "cici", nil, nil])
    #expect(rows.map { $0["to"].text } == ["kadis-pu", "kadis-kes", "camat-a", "camat-b", nil])
    #expect(rows.map { $0["no"].number } == [1, 2, 3, 4, nil])
    #expect(rows.map { $0["group"]["count"].number } == [nil, nil, nil, nil, 6])
    #expect(rows.map { $0["kind"].text } == ["promotion", nil, nil, nil, nil])
    for row in rows {
      #expect(row["effective"].text == "2020-01-10")
      #expect(row["entry"].number == 5)
      #expect(row["rotation"].text == "r-2020")
      #expect(row["status"].text == "official-document")
      #expect(row["sources"][0]["publisher"].text == "Radar")
      #expect(row["decree"].text == "821/1/2020")
      #expect(row["decreeDate"].text == "2020-01-08")
      #expect(row["approvals"].elements.map { $0["authority"].text } == ["KASN"])
      #expect(row["approvals"][0]["granted"].flag == true)
      #expect(row["approvals"][0]["entry"].number == 3)
      #expect(row["verdicts"].elements.isEmpty && !row["verdicts"].isNull)
    }
  }

  @Test func `says which posts were left, also where no line names them`() throws {
    let rows = try moves("--from", "2021-01-01", "--to", "2022-12-31")
    #expect(rows.map { $0["official"].text } == ["ani", "budi", "cici", "ani"])
    #expect(rows.map { $0["from"].text } == ["kadis-pu", "kadis-kes", nil, "kadis-kes"])
    #expect(rows.map { $0["to"].text } == ["kadis-kes", "camat-a", "kadis-pu", nil])
    #expect(
      rows.map { $0["capacity"].text } == ["definitive", "definitive", "acting", "definitive"])
    #expect(rows.map { $0["decree"].text } == ["821/9/2021", "821/9/2021", "800/3", nil])
    #expect(rows[0]["decreeDate"].text == "2021-02-27")
  }

  @Test func `takes a vague date at its last day`() throws {
    #expect(try moves("--from", "2022-01-01", "--to", "2022-05-30").isEmpty)
    let rows = try moves("--from", "2022-05-31", "--to", "2022-05-31")
    #expect(rows.map { $0["effective"].text } == ["2022-05"])
  }

  @Test func `narrows to an official, a post, a unit, a region`() throws {
    #expect(try moves("--official", "ani").map { $0["entry"].number } == [5, 6, 9])
    #expect(try moves("--post", "kadis-kes").map { $0["entry"].number } == [5, 6, 6, 9])
    #expect(try moves("--unit", "kec-a").map { $0["entry"].number } == [5, 6, 11])
    #expect(try moves("--region", "35").count == 10)
    #expect(try moves("--region", "51").isEmpty)
  }

  @Test func `has no move where nothing was done but planned or decreed`() throws {
    try mutasi.append(
      #"""
      {"type":"DecreeIssued","effective":"2024-01-01","data":{"decree":{"number":"1/2024"},\#
      "lines":[{"official":"ani","post":"camat-b"}]}}
      """#,
      #"""
      {"type":"OfficialsBriefed","effective":"2024-01-02","data":{"rotation":"r-2024",\#
      "group":{"count":87}}}
      """#,
      #"""
      {"type":"InaugurationScheduled","effective":"2024-01-02","data":{"rotation":"r-2024",\#
      "on":"2024-01-03","group":{"count":87}}}
      """#
    )
    #expect(try moves("--from", "2024-01-01").isEmpty)
  }

  @Test func `takes a decree without oath from its TMT`() throws {
    try mutasi.append(
      #"""
      {"type":"DecreeIssued","effective":"2024-01-01","data":{"decree":{"number":"2/2024"},\#
      "oath":"none","tmt":"2024-03-01","group":{"count":3},"lines":[{"official":"gani",\#
      "name":"Gani","post":"staf-1"}]}}
      """#
    )
    #expect(try moves("--from", "2024-01-01", "--to", "2024-02-29").isEmpty)
    let rows = try moves("--from", "2024-03-01")
    #expect(rows.map { $0["effective"].text } == ["2024-03-01", "2024-03-01"])
    #expect(rows.map { $0["group"]["count"].number } == [nil, 2])
    #expect(rows.map { $0["decree"].text } == ["2/2024", "2/2024"])
  }

  @Test func `counts a ceremony once that two entries tell of`() throws {
    let ceremony =
      #"""
      {"type":"OfficialsInaugurated","effective":"2024-05-0DAY","data":{"group":{"count":COUNT},\#
      "rotation":"ROTATION"}}
      """#
    func told(_ day: String, _ count: String, _ rotation: String) -> String {
      ceremony.replacing("DAY", with: day).replacing("COUNT", with: count)
        .replacing("ROTATION", with: rotation)
    }
    try mutasi.append(told("1", "20", "a"), told("1", "22", "a"))  // 12, 13: one date
    try mutasi.append(told("2", "30", "b"), told("3", "31", "b"))  // 14, 15: two dates
    #expect(
      try moves("--from", "2024-05-01").map { $0["group"]["count"].number } == [22, 30, 31])
    try mutasi.append(#"{"type":"ClaimDisputed","data":{"entries":[14,15],"field":"effective"}}"#)
    #expect(try moves("--from", "2024-05-01").map { $0["group"]["count"].number } == [22, 31])
    // Settled or not, it was one ceremony.
    try mutasi.append(#"{"type":"ClaimResolved","data":{"entries":[14,15],"field":"effective"}}"#)
    #expect(try moves("--from", "2024-05-01").map { $0["group"]["count"].number } == [22, 31])
  }

  @Test func `leaves out what was retracted, and shows what was corrected as corrected`() throws {
    #expect(try moves("--from", "2023-01-01").map { $0["official"].text } == ["budi"])
    try mutasi.append(SmallTown.retraction)
    #expect(try moves("--from", "2023-01-01").isEmpty)
    #expect(try moves("--from", "2023-01-01", "--through", "11").count == 1)
    // The act moves into the period by its correction, and out of another.
    try mutasi.append(
      #"""
      {"type":"EntryCorrected","data":{"entry":7,"reason":"year",\#
      "replacement":{"type":"ActingAssigned","effective":"2023-03-02","data":{"post":"kadis-pu",\#
      "official":"budi"}}}}
      """#
    )
    let rows = try moves("--from", "2023-01-01")
    #expect(rows.map { $0["entry"].number } == [7])
    #expect(rows[0]["official"].text == "budi")
    #expect(try moves("--official", "cici").map { $0["entry"].number } == [5])
  }

  @Test func `holds an approval against the lines that it names`() throws {
    try mutasi.append(
      #"""
      {"type":"ApprovalRefused","effective":"2021-02-20","data":{"rotation":"r-2021",\#
      "authority":"Mendagri","lines":[{"official":"ani"}]}}
      """#
    )
    let rows = try moves("--from", "2021-03-01", "--to", "2021-03-01")
    #expect(rows.map { $0["approvals"].elements.count } == [1, 0])
    #expect(rows[0]["approvals"][0]["granted"].flag == false)
    #expect(rows[0]["approvals"][0]["date"].text == "2021-02-20")
  }

  @Test func `refuses a period that ends before it begins`() throws {
    let outcome = try mutasi.run("audit", "--from", "2021-02-01", "--to", "2021-01-01")
    #expect(outcome.code == 2)
  }

  @Test func `says for which period and from what it speaks`() throws {
    let answer = try mutasi.json("audit", "--from", "2021-01-01", "--unverified")
    #expect(answer["from"].text == "2021-01-01")
    #expect(answer["to"].isNull)
    #expect(answer["basis"].text == "unverified")
  }
}
