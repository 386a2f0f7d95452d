import Testing

/// A disagreement that is resolved: what is chosen counts, whatever the field, or is refused.
@Suite struct `A resolved disagreement` {
  private let mutasi: Harness

  init() throws { mutasi = try Harness.journal("--region", "35.10") }

  private func record(_ arguments: String..., code: Int32 = 0) throws -> Harness.Outcome {
    let outcome = try mutasi.run(["record"] + arguments)
    try #require(outcome.code == code, "\(outcome.stderr)")
    return outcome
  }

  @discardableResult
  private func resolve(
    _ entry: Int, _ field: String, _ chosen: String, code: Int32 = 0
  ) throws -> String {
    try record(
      "resolution", "--entry", "\(entry)", "--field", field, "--chosen", chosen, code: code
    ).stderr
  }

  private func holder(_ post: String, at day: String) throws -> JSON {
    let posts = try mutasi.json("replay", "--at", day)["posts"]
    return posts.all("post", post).first?["holders"][0] ?? JSON(nil)
  }

  @Test func `moves the end of an acting term`() throws {
    _ = try record(
      "acting", "--post", "a", "--official", "x", "--effective", "2021-01-01", "--until",
      "2021-12-31")
    _ = try record(
      "dispute", "--entry", "0", "--field", "until", "--value", "value=2021-12-31,source=A",
      "--value", "value=2021-06-30,source=B")
    #expect(try holder("a", at: "2021-08-01")["certainty"].text == "certain")
    try resolve(0, "until", "2021-06-30")
    #expect(try holder("a", at: "2021-08-01")["certainty"].text == "possible")
    let due = try mutasi.json("due", "--at", "2021-08-01")["obligations"][0]
    #expect(due["due"].text == "2021-06-30")
    #expect(due["state"].text == "overdue")
  }

  @Test func `tells the capacity, and whom of several lines a name is of`() throws {
    _ = try record(
      "acting", "--post", "a", "--official", "x", "--effective", "2021-01-01")
    try resolve(0, "capacity", "daily-acting")
    #expect(try holder("a", at: "2021-02-01")["capacity"].text == "daily-acting")
    _ = try record(
      "inauguration", "--effective", "2021-03-01", "--line", "official=p,post=b", "--line",
      "official=q,post=c")
    try resolve(2, "lines[0].official", "r")
    try resolve(2, "lines#2.post", "d")
    #expect(try holder("b", at: "2021-03-01")["official"].text == "r")
    #expect(try holder("d", at: "2021-03-01")["official"].text == "q")
    let rows = try mutasi.json("audit", "--from", "2021-03-01")["moves"].elements
    #expect(rows.map { $0["official"].text } == ["r", "q"])
    #expect(rows.map { $0["to"].text } == ["b", "d"])
  }

  @Test func `says that a decree needed no oath`() throws {
    _ = try record(
      "decree", "--decree-number", "5", "--decree-date", "2021-01-05", "--line",
      "official=p,post=b,from=a")
    #expect(try holder("b", at: "2021-02-01").isNull)
    try resolve(0, "oath", "none")
    #expect(try holder("b", at: "2021-01-05")["official"].text == "p")
  }

  @Test func `gives a decree the number under which it is then found, and verifies`() throws {
    _ = try record(
      "inauguration", "--effective", "2021-01-06", "--decree-number", "5", "--decree-date",
      "2021-01-05", "--line", "official=p,post=b")
    try resolve(0, "decree.number", "6")
    let old = try mutasi.run("annul", "5", "--by", "Bupati", "--reason", "no approval")
    #expect(old.code == 3)
    #expect(old.stderr.contains("no decree '5' is on record"))
    let new = try mutasi.run(
      "annul", "6", "--by", "Bupati", "--reason", "no approval", "--effective", "2021-02-01")
    #expect(new.code == 0, "\(new.stderr)")
    #expect(try holder("b", at: "2021-01-06").isNull)
    #expect(try mutasi.run("verify").code == 0)
  }

  @Test func `of the date of a decree leaves one decree, found by its number alone`() throws {
    _ = try record(
      "inauguration", "--effective", "2021-01-06", "--decree-number", "5", "--decree-date",
      "2021-01-05", "--line", "official=p,post=b")
    _ = try record(
      "inauguration", "--effective", "2021-01-07", "--decree-number", "5", "--decree-date",
      "2021-01-04", "--line", "official=q,post=c")
    try resolve(1, "decree.date", "2021-01-05")
    let annulled = try mutasi.run("annul", "5", "--by", "Bupati", "--reason", "no approval")
    #expect(annulled.code == 0, "\(annulled.stderr)")
    #expect(try holder("b", at: "2021-02-01").isNull)
    #expect(try holder("c", at: "2021-02-01").isNull)
    #expect(try mutasi.run("verify").code == 0)
  }

  @Test func `is refused where no entry has the field, or none can hold the value`() throws {
    _ = try record(
      "inauguration", "--effective", "2021-03-01", "--line", "official=p,post=b", "--line",
      "official=q,post=c")
    for (field, chosen, said) in [
      ("tanggal", "2021-03-02", "entry 0 (OfficialsInaugurated) has no such field"),
      ("lines[7].post", "d", "has no such field"), ("until", "2021-12-31", "has no such field"),
      ("effective", "2021-13-01", "is not what this field of entry 0"),
      ("lines[0].capacity", "caretaker", "is not what this field of entry 0"),
      ("lines[0].post", "two words", "is not what this field of entry 0"),
    ] {
      let refusal = try resolve(0, field, chosen, code: 3)
      #expect(refusal.contains(said), "\(field): \(refusal)")
      #expect(refusal.contains("nothing was recorded"))
    }
    #expect(try mutasi.json("log")["entries"].elements.count == 1)
  }

  @Test func `is about the field of its dispute where it names none`() throws {
    _ = try record(
      "inauguration", "--effective", "2021-03-01", "--line", "official=p,post=b")
    _ = try record(
      "dispute", "--entry", "0", "--field", "official", "--value", "value=p", "--value", "value=r")
    // Of the only line the field alone is enough.
    _ = try record("resolution", "--entry", "1", "--chosen", "r")
    #expect(try holder("b", at: "2021-03-01")["official"].text == "r")
  }
}
