import Testing

@Suite struct `The verbs annul, revoke and amend` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private func holder(_ post: String, _ options: String...) throws -> String? {
    let outcome = try mutasi.run(["replay", "--format", "json"] + options)
    return try outcome.json()["posts"].all("post", post).first?["holders"][0]["official"].text
  }

  @Test func `an annulled decree gave nobody a post, and the record before it says it did`() throws
  {
    let answer = try mutasi.json(
      "annul", " 821 / 9 / 2021", "--by", "ptun", "--reason", "no approval", "--effective",
      "2021-05-01", "--at", "2021-04-01")
    let event = answer["entries"][0]["event"]
    #expect(event["type"].text == "DecreeAnnulled")
    #expect(event["effective"].text == "2021-05-01")
    #expect(event["data"]["decree"]["number"].text == "821/9/2021")
    #expect(event["data"]["decree"]["date"].text == "2021-02-27")
    #expect(event["data"]["by"].texts == ["ptun"])
    #expect(event["data"]["lines"].isNull)
    #expect(
      answer["posts"].all("post", "kadis-kes")[0]["after"]["holders"][0]["official"].text
        == "budi")
    #expect(answer["rotations"].elements.map { $0["rotation"].text } == [])
    #expect(try holder("kadis-kes", "--at", "2021-04-01") == "budi")
    #expect(try holder("kadis-kes", "--at", "2021-04-01", "--through", "11") == "ani")
    let undone = try mutasi.json("retract", "12", "--reason", "the court has not spoken yet")
    #expect(!undone["posts"].elements.isEmpty)
    #expect(try holder("kadis-kes", "--at", "2021-04-01") == "ani")
  }

  @Test func `the day is today where none is given, and the change shows`() throws {
    let answer = try mutasi.json("annul", "821/9/2021", "--by", "ptun", "--reason", "no approval")
    let today = try mutasi.json("replay")["at"].text
    #expect(answer["entries"][0]["event"]["effective"].text == today)
    #expect(!answer["posts"].elements.isEmpty)
    #expect(answer["rotations"][0]["after"]["stage"].text == "annulled")
  }

  @Test func `a decree is annulled for some of its lines`() throws {
    let answer = try mutasi.json(
      "annul", "821/9/2021", "--by", "ptun", "--reason", "budi was not heard", "--line",
      "official=budi,post=camat-a", "--at", "2021-04-01")
    #expect(answer["entries"][0]["event"]["data"]["lines"][0]["official"].text == "budi")
    #expect(try holder("camat-a", "--at", "2021-04-01") == "cici")
    #expect(try holder("kadis-kes", "--at", "2021-04-01") == "ani")
    let warned = try mutasi.run(
      "annul", "821/9/2021", "--by", "ptun", "--reason", "x", "--line", "official=bud",
      "--dry-run")
    #expect(warned.stderr.contains("nothing on record moves official 'bud'"), "\(warned.stderr)")
    #expect(warned.stderr.contains("did you mean 'budi'"))
    let misplaced = try mutasi.run(
      "annul", "821/9/2021", "--by", "ptun", "--reason", "x", "--line",
      "official=budi,post=kadis-kes", "--dry-run")
    #expect(
      misplaced.stderr.contains("moves official 'budi' to 'camat-a', not to 'kadis-kes'"),
      "\(misplaced.stderr)")
  }

  @Test func `an authority in words is who issued the instrument`() throws {
    let words = ["annul", "821/9/2021", "--reason", "x", "--dry-run", "--by"]
    let data = try mutasi.run(
      words + ["PTUN Surabaya", "--order-number", "7/G/2021", "--format", "json"]
    )
    .json()["entries"][0]["event"]["data"]
    #expect(data["by"].isNull)
    #expect(data["order"]["issuer"].text == "PTUN Surabaya")
    #expect(data["order"]["number"].text == "7/G/2021")
    let two = try mutasi.run(words + ["PTUN Surabaya", "--order-issuer", "Mahkamah Agung"])
    #expect(two.code == 2)
  }

  @Test func `a rotation is annulled whole`() throws {
    let answer = try mutasi.json(
      "annul", "--rotation", "r-2021", "--by", "ptun", "--reason", "x", "--at", "2021-04-01")
    #expect(answer["entries"][0]["event"]["data"]["decree"].isNull)
    #expect(try holder("kadis-kes", "--at", "2021-04-01") == "budi")
    let unknown = try mutasi.run("annul", "--rotation", "r-2023", "--by", "p", "--reason", "x")
    #expect(unknown.code == 3)
    #expect(unknown.stderr.contains("did you mean 'r-2020'"))
  }

  @Test func `what is annulled already is told`() throws {
    _ = try mutasi.json("annul", "821/9/2021", "--by", "ptun", "--reason", "x")
    let again = try mutasi.run("annul", "821/9/2021", "--by", "ptun", "--reason", "x", "--strict")
    #expect(again.code == 3)
    #expect(again.stderr.contains("entry 12 (DecreeAnnulled) says so of the decree already"))
  }

  @Test func `a revocation counts from its day`() throws {
    _ = try mutasi.json(
      "revoke", "821/9/2021", "--by", "bupati", "--reason", "x", "--effective", "2021-05-01")
    #expect(try holder("kadis-kes", "--at", "2021-04-30") == "ani")
    #expect(try holder("kadis-kes", "--at", "2021-05-01") == "budi")
  }

  @Test func `an amendment replaces a line of the decree`() throws {
    let answer = try mutasi.json(
      "amend", "821/9/2021", "--line", "official=budi,post=camat-b", "--at", "2021-04-01")
    #expect(answer["posts"].elements.map { $0["post"].text } == ["camat-a", "camat-b"])
    #expect(try holder("camat-b", "--at", "2021-04-01") == "budi")
  }

  @Test func `an unknown decree is refused with the nearest on record`() throws {
    let before = try mutasi.contents()
    let outcome = try mutasi.run("annul", "821/8/2021", "--by", "ptun", "--reason", "x")
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("no decree '821/8/2021' is on record; nothing was recorded"))
    #expect(outcome.stderr.contains("'821/9/2021' of 2021-02-27 (entry 6)"))
    let date = try mutasi.run(
      "annul", "821/9/2021", "--date", "2021-02-28", "--by", "ptun", "--reason", "x")
    #expect(date.code == 3)
    #expect(date.stderr.contains("of that issuer or date"))
    #expect(try mutasi.contents() == before)
  }

  @Test func `decrees of one number are told apart by issuer and date`() throws {
    func decree(_ date: String, _ issuer: String) -> String {
      #"""
      {"type":"DecreeIssued","data":{"decree":{"number":"800/1","date":"\#(date)",\#
      "issuer":"\#(issuer)"},"lines":[{"official":"ani","post":"camat-a"}]}}
      """#
    }
    try mutasi.append(decree("2023-02-01", "Bupati"), decree("2023-03-01", "Sekda"))
    let words = ["annul", "800/1", "--by", "ptun", "--reason", "x"]
    let outcome = try mutasi.run(words)
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("2 decrees '800/1' are on record"))
    #expect(outcome.stderr.contains("'800/1' of 2023-02-01 by 'Bupati' (entry 12)"))
    #expect(outcome.stderr.contains("'800/1' of 2023-03-01 by 'Sekda' (entry 13)"))
    #expect(outcome.stderr.contains("hint: tell them apart with --issuer and --date"))
    for (option, value) in [("--issuer", "SEKDA"), ("--date", "2023-03-01")] {
      let told = try mutasi.run(words + [option, value, "--dry-run", "--format", "json"])
      let decree = try told.json()["entries"][0]["event"]["data"]["decree"]
      #expect(decree["issuer"].text == "Sekda")
      #expect(decree["date"].text == "2023-03-01")
    }
  }

  @Test func `who annuls and why must be said`() throws {
    for (words, missing) in [
      (["annul"], "'DECREE' or '--rotation ROTATION'"), (["annul", "821/9/2021"], "'--by "),
      (["annul", "821/9/2021", "--by", "p"], "'--reason TEXT'"),
      (["revoke", "821/9/2021", "--by", "p"], "'--reason TEXT'"),
      (
        ["annul", "--rotation", "r", "--issuer", "B", "--by", "p", "--reason", "x"],
        "give the number"
      ),
    ] {
      let outcome = try mutasi.run(words)
      #expect(outcome.code == 2)
      #expect(outcome.stderr.contains(missing), "\(outcome.stderr)")
    }
  }
}
