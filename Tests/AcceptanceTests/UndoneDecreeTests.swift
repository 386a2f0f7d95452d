import Testing

/// What an auditor sees of a decree that was undone.
@Suite struct `A decree undone` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private func moves(_ options: String...) throws -> [JSON] {
    let outcome = try mutasi.run(["audit", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["moves"].elements
  }

  private func holder(_ post: String, at day: String) throws -> String? {
    let posts = try mutasi.json("replay", "--at", day)["posts"]
    return posts.all("post", post).first?["holders"][0]["official"].text
  }

  @Test func `leaves the audit when it was annulled`() throws {
    try mutasi.append(
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"reason":"no approval","#
        + #""decree":{"number":"821 / 9 / 2021"}}}"#)
    #expect(
      try moves("--from", "2021-01-01", "--to", "2021-12-31").map { $0["entry"].number } == [7])
    #expect(try holder("kadis-pu", at: "2021-05-01") == "ani")
    #expect(try holder("camat-a", at: "2021-05-01") == "cici")
    let then = try moves("--from", "2021-01-01", "--to", "2021-12-31", "--through", "11")
    #expect(then.map { $0["entry"].number } == [6, 6, 7])
    #expect(try mutasi.json("rotation", "r-2021", "--at", "2021-06-01")["stage"].text == "annulled")
  }

  @Test func `leaves the audit with its unnamed people`() throws {
    try mutasi.append(
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"rotation":"r-2020"}}"#)
    #expect(try moves("--to", "2020-12-31").isEmpty)
  }

  @Test func `leaves those of its unnamed people who were not annulled`() throws {
    try mutasi.append(
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"group":{"count":4},"#
        + #""decree":{"number":"821/1/2020"}}}"#)
    let rows = try moves("--to", "2020-12-31")
    #expect(rows.map { $0["official"].text } == ["ani", "budi", "cici", nil, nil])
    #expect(rows.last?["group"]["count"].number == 2)
    let story = try mutasi.json("rotation", "r-2020", "--at", "2021-06-01")
    #expect(story["stage"].text == "inaugurated")
  }

  @Test func `leaves nobody without a name in the place of an annulled line`() throws {
    let mutasi = try Harness.journal("--region", "35.10")
    try mutasi.append(
      #"{"type":"OfficialsInaugurated","effective":"2021-01-05","data":{"group":{"count":5},"#
        + #""decree":{"number":"1"},"lines":[{"official":"x","post":"a"},{"official":"y","#
        + #""post":"b"}]}}"#,
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"decree":{"number":"1"},"#
        + #""lines":[{"official":"x","post":"a"}]}}"#)
    let rows = try mutasi.json("audit")["moves"].elements
    #expect(rows.map { $0["official"].text } == ["y", nil])
    #expect(rows.last?["group"]["count"].number == 3)
    let before = try mutasi.json("audit", "--through", "0")["moves"].elements
    #expect(before.last?["group"]["count"].number == 3)
  }

  @Test func `leaves the lines that were not annulled`() throws {
    try mutasi.append(
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"lines":[{"official":"budi"}],"#
        + #""decree":{"number":"821/9/2021"}}}"#)
    let rows = try moves("--from", "2021-01-01", "--to", "2021-12-31")
    #expect(rows.map { $0["official"].text } == ["ani", "cici"])
  }

  @Test func `is reversed by a revocation, which is a move of its own`() throws {
    try mutasi.append(
      #"{"type":"DecreeRevoked","effective":"2021-06-01","data":"#
        + #"{"decree":{"number":"821/9/2021"}}}"#
    )
    let rows = try moves("--from", "2021-02-01", "--to", "2021-12-31")
    #expect(
      rows.map { $0["type"].text } == [
        "OfficialsInaugurated", "OfficialsInaugurated", "ActingAssigned", "DecreeRevoked",
        "DecreeRevoked", "DecreeRevoked",
      ])
    let reversed = rows.filter { $0["type"].text == "DecreeRevoked" }
    #expect(Set(reversed.map { $0["official"].text }) == ["ani", "budi", "cici"])
    let ani = try #require(reversed.first { $0["official"].text == "ani" })
    #expect(ani["from"].text == "kadis-kes")
    #expect(ani["to"].text == "kadis-pu")
    #expect(ani["effective"].text == "2021-06-01")
    #expect(try holder("kadis-pu", at: "2021-06-01") == "ani")
    #expect(try holder("kadis-kes", at: "2021-05-31") == "ani")
  }

  @Test func `counts as amended from its own date`() throws {
    try mutasi.append(
      #"{"type":"DecreeAmended","effective":"2021-06-01","data":{"decree":{"number":"821/9/2021"},"#
        + #""lines":[{"official":"budi","post":"camat-b"}]}}"#)
    let rows = try moves("--from", "2021-02-01", "--to", "2021-03-01")
    #expect(rows.map { $0["to"].text } == ["kadis-kes", "camat-b"])
    #expect(rows.map { $0["no"].number } == [1, 2])
    #expect(try holder("camat-a", at: "2021-03-01") == "cici")
  }

  @Test func `shows people named afterwards as lines of the ceremony`() throws {
    try mutasi.append(
      #"{"type":"OfficialIdentified","data":{"at":{"entry":5,"no":4},"#
        + #""lines":[{"official":"dewi","name":"Dewi"}]}}"#,
      #"{"type":"OfficialIdentified","data":{"at":{"entry":5,"group":true},"#
        + #""lines":[{"official":"eko","name":"Eko","post":"camat-c"}]}}"#)
    let rows = try moves("--to", "2020-12-31")
    #expect(rows.map { $0["official"].text } == ["ani", "budi", "cici", "dewi", "eko", nil])
    #expect(
      rows.map { $0["to"].text } == [
        "kadis-pu", "kadis-kes", "camat-a", "camat-b", "camat-c", nil,
      ])
    #expect(rows.last?["group"]["count"].number == 5)
    #expect(try holder("camat-b", at: "2020-02-01") == "dewi")
  }

  @Test func `names what undid it among the causes of a difference`() throws {
    try mutasi.append(
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":"#
        + #"{"decree":{"number":"821/9/2021"}}}"#
    )
    try mutasi.append(#"{"type":"EntryRetracted","data":{"entry":12,"reason":"not so"}}"#)
    func causes(through entry: String, code: Int32) throws -> [Int] {
      let outcome = try mutasi.run(
        "diff", "--at", "2021-04-01", "--through", entry, "--format", "json")
      try #require(outcome.code == code, "\(outcome.stderr)")
      return try outcome.json()["entries"].elements.compactMap { $0["entry"].number }
    }
    #expect(try causes(through: "12", code: 1) == [13])
    // Before the annulment all was as it is now that it was taken back.
    #expect(try causes(through: "11", code: 0).isEmpty)
  }
}
