import Testing

@Suite struct `The verb check` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private static let double = #"""
    {"type":"TenureRecorded","data":{"official":"eka","post":"camat-a","from":"2020-06-01",\#
    "to":"2020-12-31"}}
    """#
  private static let asserted =
    #"{"type":"HolderAsserted","data":{"post":"kadis-kes","on":"2020-06-01","official":"ani"}}"#

  @Test func `names the rule, the verdict, the day and the entries of what breaks it`() throws {
    try mutasi.append(Self.double, Self.asserted)
    let answer = try mutasi.json("check", code: 1)
    let findings = answer["findings"].elements
    #expect(findings.map { $0["rule"].text } == ["D-01", "R-22", "D-02"])
    #expect(findings.allSatisfy { $0["verdict"].text == "violation" })
    #expect(findings[0]["entries"].numbers == [5, 6, 13])
    #expect(findings[0]["days"].text == "2020-06-01")
    #expect(findings[1]["entries"].numbers == [5, 12])
    #expect(findings[1]["posts"].texts == ["camat-a"])
    #expect(findings[1]["officials"].texts == ["cici", "eka"])
    #expect(findings[1]["days"].text == "2020-06-01/2020-12-30")
    #expect(findings[1]["source"].text == "PP 11/2017 Ps 53")
    #expect(findings[1]["version"]["from"].text == "2017-04-01")
    #expect(findings[1]["severity"].text == "high")
    #expect(findings[2]["entries"].numbers == [10])
    let rules = answer["rules"]
    #expect(rules.all("rule", "R-22").first?["verdict"].text == "violation")
    #expect(rules.all("rule", "D-03").first?["verdict"].text == "ok")
    #expect(rules.all("rule", "R-30").first?["verdict"].text == "not-applicable")
  }

  @Test func `asks the rules that are named, by id or by name`() throws {
    try mutasi.append(Self.double, Self.asserted)
    let one = try mutasi.json("check", "r-22", code: 1)
    #expect(one["findings"].elements.map { $0["rule"].text } == ["R-22"])
    #expect(one["rules"].elements.count == 1)
    let two = try mutasi.json("check", "empty-tenure", "D-01", code: 1)
    #expect(two["findings"].elements.map { $0["rule"].text } == ["D-01", "D-02"])
    let unknown = try mutasi.run("check", "R-222")
    #expect(unknown.code == 2)
    #expect(unknown.stderr.contains("did you mean 'R-22'"))
  }

  @Test func `fails from the verdict that is asked for`() throws {
    try mutasi.append(
      #"{"type":"ClaimDisputed","data":{"entries":[6],"field":"effective"}}"#)
    #expect(try mutasi.run("check", "R-35").code == 0)
    #expect(try mutasi.run("check", "R-35", "--fail-on", "needs-evidence").code == 1)
    #expect(try mutasi.run("check", "--fail-on", "never").code == 0)
    let settled =
      #"{"type":"ClaimResolved","data":{"entries":[12],"field":"effective","chosen":"2021-03-02"}}"#
    try mutasi.append(settled)
    #expect(try mutasi.run("check", "R-35", "--fail-on", "needs-evidence").code == 0)
    let well = try mutasi.json("check", "R-35", "--all")["findings"][0]
    #expect(well["verdict"].text == "ok")
    #expect(well["text"].text?.contains("2021-03-02 (entry 13)") == true)
    #expect(try mutasi.json("check", "R-35")["findings"].elements.isEmpty)
  }

  @Test func `keeps to posts, officials, units, days and what was known`() throws {
    try mutasi.append(Self.double, Self.asserted)
    func rules(_ options: String..., code: Int32 = 0) throws -> [String?] {
      let outcome = try mutasi.run(["check", "--format", "json", "--fail-on", "never"] + options)
      return try outcome.json()["findings"].elements.map { $0["rule"].text }
    }
    #expect(try rules("--post", "camat-a") == ["R-22"])
    #expect(try rules("--post", "Camat A") == ["R-22"])
    #expect(try rules("--official", "dodi") == ["D-02"])
    #expect(try rules("--unit", "dinkes") == ["D-01"])
    #expect(try rules("--to", "2020-06-01") == ["D-01", "R-22", "D-02"])
    #expect(try rules("--from", "2020-06-02") == ["R-22"])
    #expect(try rules("--region", "51") == [])
    #expect(try rules("--through", "12") == ["R-22", "D-02"])
  }

  @Test func `lists what was never declared when it is strict`() throws {
    let found = try mutasi.json("check", "undeclared", "--strict", "--fail-on", "never")["findings"]
    #expect(found.elements.flatMap { $0["posts"].texts } == ["camat-b"])
    #expect(found.elements.flatMap { $0["units"].texts } == ["dinas-pu", "dinkes", "kec-a"])
    #expect(found.elements.flatMap { $0["officials"].texts } == ["ani", "budi", "cici", "dodi"])
    #expect(try mutasi.json("check", code: 1)["rules"].all("rule", "D-06").isEmpty)
  }

  @Test func `says the same as the warnings of an append`() throws {
    let before = try mutasi.json("check", "--fail-on", "never")["findings"].elements
    let receipt = try mutasi.append(Self.double, Self.asserted)
    let after = try mutasi.json("check", "--fail-on", "never")["findings"].elements
    let known = Set(before.compactMap { $0["text"].text })
    let new = Set(after.compactMap { $0["text"].text }).subtracting(known)
    #expect(Set(receipt["warnings"].texts) == new)
    #expect(new.count == 2)
  }

  @Test func `is refused a batch that would break a rule when append is strict`() throws {
    let outcome = try mutasi.run("append", "--strict", "-", stdin: Self.double + "\n")
    #expect(outcome.stderr.contains("-:1: "))
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("cici") || outcome.stderr.contains("Cici"))
    #expect(try mutasi.json("check", "R-22")["findings"].elements.isEmpty)
  }
}
