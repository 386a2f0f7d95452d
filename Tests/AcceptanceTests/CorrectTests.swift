import Testing

@Suite struct `The verbs correct and retract` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private func correct(_ words: String..., code: Int32 = 0) throws -> JSON {
    let outcome = try mutasi.run(["correct"] + words + ["--format", "json"])
    try #require(outcome.code == code, "\(outcome.stderr)")
    return try outcome.json()
  }

  private func holder(_ post: String, _ options: String...) throws -> String? {
    let outcome = try mutasi.run(["replay", "--format", "json"] + options)
    try #require(outcome.code == 0, "\(outcome.stderr)")
    return try outcome.json()["posts"].all("post", post).first?["holders"][0]["official"].text
  }

  @Test func `a correction replaces the entry, and the record before it still says the old`() throws
  {
    let answer = try correct("7", "--set", "official=dodi", "--reason", "misread the letter")
    #expect(answer["entries"][0]["type"].text == "EntryCorrected")
    let data = answer["entries"][0]["event"]["data"]
    #expect(data["entry"].number == 7)
    #expect(data["replacement"]["type"].text == "ActingAssigned")
    #expect(data["replacement"]["region"].text == "35.10")
    #expect(data["replacement"]["data"]["until"].text == "2021-06-01")
    #expect(answer["changes"].elements.count == 1)
    #expect(answer["changes"][0]["field"].text == "data.official")
    #expect(answer["changes"][0]["before"].text == "cici")
    #expect(answer["changes"][0]["after"].text == "dodi")
    #expect(answer["posts"].all("post", "kadis-pu").count == 1)
    #expect(try holder("kadis-pu", "--at", "2021-04-01") == "dodi")
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--through", "11") == "cici")
    let last = try mutasi.json("show", "11")["entries"][0]["event"]["recordedtime"].text ?? "-"
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--known-on", last) == "cici")
    #expect(try mutasi.run("verify").code == 0)
  }

  @Test func `a second correction begins where the first one ended`() throws {
    _ = try correct("7", "--set", "official=dodi", "--reason", "misread")
    let second = try correct(
      "7", "--set", "until=2021-09-01", "--unset", "order.date", "--reason", "extended by letter")
    let replaced = second["entries"][0]["event"]["data"]["replacement"]["data"]
    #expect(replaced["official"].text == "dodi")
    #expect(replaced["until"].text == "2021-09-01")
    #expect(replaced["order"].names == ["number"])
    #expect(try holder("kadis-pu", "--at", "2021-08-01") == "dodi")
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--through", "12") == "dodi")
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--through", "11") == "cici")
  }

  @Test func `a correction can itself be corrected, and what was never true falls away`() throws {
    _ = try correct("7", "--set", "official=dodi", "--reason", "misread")
    let fixed = try correct(
      "12", "--set", "replacement.data.official=emi", "--reason", "misread again")
    #expect(fixed["entries"][0]["event"]["data"]["entry"].number == 12)
    #expect(try holder("kadis-pu", "--at", "2021-04-01") == "emi")
    // What stands now is where the next correction begins.
    let third = try correct("7", "--set", "until=2021-09-01", "--reason", "letter")
    let replaced = third["entries"][0]["event"]["data"]["replacement"]["data"]
    #expect(replaced["official"].text == "emi")
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--through", "12") == "dodi")
  }

  @Test func `retracting a correction restores what it replaced`() throws {
    _ = try correct("7", "--set", "official=dodi", "--reason", "misread")
    let undone = try mutasi.json("retract", "12", "--reason", "it was cici after all")
    #expect(undone["posts"].all("post", "kadis-pu").count == 1)
    #expect(try holder("kadis-pu", "--at", "2021-04-01") == "cici")
    #expect(try holder("kadis-pu", "--at", "2021-04-01", "--through", "12") == "dodi")
  }

  @Test func `lines are named by place or by number, and a list may grow`() throws {
    let answer = try correct(
      "5", "--set", "lines#2.post=camat-c", "--set", "lines[0].kind=lateral", "--set",
      "lines[4].official=hadi", "--set", "lines[4].post=camat-d", "--set", "group.count=12",
      "--set", "place=Aula, lantai 2", "--set", "witnesses=Pak A,\"Bu B, S.H.\"", "--unset",
      "lines#4", "--reason", "annex read again")
    let data = answer["entries"][0]["event"]["data"]["replacement"]["data"]
    #expect(data["lines"][1]["post"].text == "camat-c")
    #expect(data["lines"][0]["kind"].text == "lateral")
    #expect(data["lines"].elements.map { $0["official"].text } == ["ani", "budi", "cici", "hadi"])
    #expect(data["group"]["count"].number == 12)
    #expect(data["place"].text == "Aula, lantai 2")
    #expect(data["witnesses"].texts == ["Pak A", "Bu B, S.H."])
    #expect(try holder("camat-d", "--at", "2020-06-01") == "hadi")
  }

  /// Corrections that are refused, and what the message says.
  static let refused: [([String], String, Int32)] = [
    (["7", "--set", "offical=x"], "data.offical: is not a field of ActingAssigned", 3),
    (["7", "--set", "offical=x"], "did you mean 'official'", 3),
    (["7", "--set", "efective=2021"], "did you mean 'effective'", 3),
    (["7", "--set", "order.nmber=1"], "data.order.nmber: is not a field of instrument", 3),
    (["5", "--set", "lines[9].post=x"], "the list has [0] to [3]; [4] adds to it", 3),
    (["5", "--set", "lines#9.post=x"], "it has 1, 2, 3, 4", 3),
    (["5", "--set", "lines.post=x"], "is a list", 3),
    (["5", "--set", "place.x=y"], "data.place: has no fields", 3),
    (["5", "--set", "place[0]=y"], "data.place: is not a list", 3),
    (["5", "--set", "lines[x].post=y"], "is not the path of a field", 3),
    (["5", "--set", "group.count=many"], "data.group.count: expected a whole number", 3),
    (["5", "--set", "effective=2021-02-30"], "effective: there is no day 2021-02-30", 3),
    (["5", "--set", "lines[0].kind=promotoin"], "did you mean 'promotion'", 3),
    (["5", "--set", "type=OfficialInaugurated"], "did you mean 'OfficialsInaugurated'", 3),
    (["5", "--set", "data=x"], "field by field", 3),
    (["5", "--unset", "witnesses"], "data.witnesses: is not set", 3),
    (["5", "--unset", "effective"], "effective: is missing", 3),
    (["5", "--unset", "lines", "--unset", "group"], "is missing 'group' or 'lines'", 3),
    (["5", "--set", "place=Pendopo"], "says so already", 3),
    (["5", "--set", "note=198001012000011001"], "data.replacement.data.note: ", 3),
    (["99", "--set", "note=x"], "there is no entry 99; the journal has 0 to 11", 3),
    (["-1", "--set", "note=x"], "", 2),
    (["5", "--set", "note"], "a field's path, =, and the value", 2),
    (["five", "--set", "note=x"], "'ENTRY': expected a whole number", 2),
    (["5"], "missing '--set FIELD=VALUE' or '--unset FIELD'", 2),
  ]

  @Test func `a correction that cannot be is refused, with the field, and nothing is written`()
    throws
  {
    let before = try mutasi.contents()
    for (words, message, code) in Self.refused {
      let outcome = try mutasi.run(["correct"] + words + ["--reason", "wrong"])
      #expect(outcome.code == code, "\(words): \(outcome.stderr)")
      #expect(outcome.stderr.contains(message), "\(words): \(outcome.stderr)")
      #expect(!outcome.stderr.contains("198001012000011001"))
    }
    let silent = try mutasi.run("correct", "5", "--set", "note=x")
    #expect(silent.code == 2)
    #expect(silent.stderr.contains("missing '--reason TEXT'"))
    #expect(try mutasi.contents() == before)
  }

  @Test func `a correction shows the day that it concerns where today shows nothing`() throws {
    let answer = try correct("0", "--set", "effective=2017-01-01", "--reason", "older")
    #expect(answer["at"].text == "2017-01-01")
    #expect(answer["posts"].elements.map { $0["post"].text } == ["kadis-pu"])
    let future = try correct("11", "--set", "effective=2999-01-01", "--reason", "next millennium")
    #expect(future["posts"].all("post", "camat-a").count == 1)
    let past = try correct(
      "7", "--set", "official=dodi", "--reason", "misread", "--at", "2021-04-01")
    #expect(past["at"].text == "2021-04-01")
  }

  @Test func `a retraction withdraws the entry, and is refused a second time`() throws {
    let answer = try mutasi.json("retract", "11", "--reason", "wrong person")
    #expect(answer["entries"][0]["event"]["data"]["reason"].text == "wrong person")
    #expect(answer["posts"].elements.map { $0["post"].text } == ["camat-a"])
    #expect(try holder("camat-a", "--at", "2024-01-01") == "budi")
    #expect(try holder("camat-a", "--at", "2024-01-01", "--through", "11") == nil)
    let size = try mutasi.json("verify")["size"].number
    for words in [["retract", "11"], ["correct", "11", "--set", "note=x"]] {
      let again = try mutasi.run(words + ["--reason", "again"])
      #expect(again.code == 3)
      #expect(again.stderr.contains("entry 11 was retracted by entry 12; nothing was recorded"))
      #expect(again.stderr.contains("hint: 'mutasi retract 12"))
    }
    #expect(try mutasi.json("verify")["size"].number == size)
  }

  @Test func `a retraction that is retracted never was`() throws {
    let before = try mutasi.json("replay", "--at", "2024-01-01")["posts"].elements.count
    _ = try mutasi.json("retract", "11", "--reason", "wrong person")
    let restored = try mutasi.json("retract", "12", "--reason", "it was the right one")
    #expect(restored["posts"].elements.map { $0["post"].text } == ["camat-a"])
    #expect(try holder("camat-a", "--at", "2024-01-01") == nil)
    #expect(try mutasi.json("replay", "--at", "2024-01-01")["posts"].elements.count == before)
    #expect(try mutasi.json("retract", "11", "--reason", "no")["size"].number == 15)
  }

  @Test func `retract needs an entry that is there, and a reason`() throws {
    #expect(try mutasi.run("retract", "12", "--reason", "x").code == 3)
    let silent = try mutasi.run("retract", "3")
    #expect(silent.code == 2)
    #expect(silent.stderr.contains("missing '--reason TEXT'"))
    #expect(try mutasi.run("retract", "--reason", "x").stderr.contains("missing 'ENTRY'"))
  }
}
