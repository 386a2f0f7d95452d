import Testing

/// The daily verbs before a person: the program on a terminal of its own.
@Suite struct `At a terminal` {
  private let mutasi: Harness

  init() throws { mutasi = try SmallTown.journal() }

  private func size() throws -> Int? { try mutasi.json("verify")["size"].number }

  @Test func `what is missing is asked for, wrong answers again, and the whole confirmed`() throws {
    let terminal = try mutasi.atTerminal("record", "acting", "--post", "camat-a")
    try terminal.expect("The first day.")
    try terminal.expect("example: 2026-03-06")
    try terminal.expect("effective: ")
    terminal.type("2024-02-30")
    try terminal.expect("there is no day 2024-02-30")
    try terminal.expect("effective: ")
    terminal.type("")
    try terminal.expect("an answer is needed")
    try terminal.expect("effective: ")
    terminal.type("2024-02-01")
    try terminal.expect("official: ")
    terminal.type("dodi")
    try terminal.expect("ActingAssigned")
    try terminal.expect("Dodi (acting)")
    try terminal.expect("write this? [y/N] ")
    terminal.type("y")
    try terminal.expect("size 13, root ")
    #expect(try terminal.wait() == 0)
    let shown = try mutasi.json("show", "12")["entries"][0]["event"]
    #expect(shown["data"]["official"].text == "dodi")
    #expect(shown["effective"].text == "2024-02-01")
  }

  @Test func `lines are asked for one by one, or passed over for a count`() throws {
    let terminal = try mutasi.atTerminal(
      "record", "inauguration", "--effective", "2024-02-01", "--yes")
    try terminal.expect("line: ")
    terminal.type("official=dodi,pots=camat-a")
    try terminal.expect("did you mean 'post'?")
    try terminal.expect("line: ")
    terminal.type("official=dodi,name=\"Dodi, S.Sos.\",post=camat-a")
    try terminal.expect("line: ")
    terminal.type("official=emi,post=camat-b")
    try terminal.expect("line: ")
    terminal.type("")
    #expect(try terminal.wait() == 0)
    let lines = try mutasi.json("show", "12")["entries"][0]["event"]["data"]["lines"]
    #expect(lines.elements.map { $0["official"].text } == ["dodi", "emi"])
    #expect(lines[0]["name"].text == "Dodi, S.Sos.")

    let counting = try mutasi.atTerminal(
      "record", "inauguration", "--effective", "2024-03-01", "--yes")
    try counting.expect("line: ")
    counting.type("")
    try counting.expect("lines: ")
    counting.type("")
    try counting.expect("group-count: ")
    counting.type("87")
    #expect(try counting.wait() == 0)
    let group = try mutasi.json("show", "13")["entries"][0]["event"]["data"]["group"]
    #expect(group["count"].number == 87)
  }

  @Test func `the end of input gives up and writes nothing`() throws {
    let before = try mutasi.contents()
    let asked = try mutasi.atTerminal("record", "acting", "--post", "camat-a")
    try asked.expect("effective: ")
    asked.end()
    try asked.expect("no answer for '--effective DATE'; nothing was done")
    #expect(try asked.wait() == 2)
    let confirmed = try mutasi.atTerminal("retract", "11", "--reason", "wrong")
    try confirmed.expect("write this? [y/N] ")
    confirmed.end()
    try confirmed.expect("nothing was recorded")
    #expect(try confirmed.wait() == 3)
    #expect(try mutasi.contents() == before)
  }

  @Test(arguments: ["", "n", "no", "yess", "tidak"])
  func `only a yes is a yes`(answer: String) throws {
    let before = try mutasi.contents()
    let terminal = try mutasi.atTerminal("retract", "11", "--reason", "wrong")
    try terminal.expect("camat-a")
    try terminal.expect("write this? [y/N] ")
    terminal.type(answer)
    #expect(try terminal.wait() == 3)
    #expect(try mutasi.contents() == before)
  }

  @Test func `nobody is asked with --yes or --dry-run`() throws {
    #expect(try mutasi.atTerminal("retract", "11", "--reason", "x", "--dry-run").wait() == 0)
    #expect(try size() == 12)
    #expect(try mutasi.atTerminal("retract", "11", "--reason", "x", "--yes").wait() == 0)
    #expect(try size() == 13)
  }

  @Test func `the answer may go to a file while the question stays on the screen`() throws {
    let terminal = try mutasi.atTerminal(
      "correct", "7", "--set", "official=dodi", "--reason", "misread", "--format", "json",
      output: "answer.json")
    try terminal.expect("data.official")
    try terminal.expect("write this? [y/N] ")
    terminal.type("ya")
    #expect(try terminal.wait() == 0)
    #expect(!terminal.screen.contains("\"entries\""))
    let text = String(decoding: try mutasi.bytes(of: "answer.json"), as: UTF8.self)
    let answer = try Harness.Outcome(code: 0, stdout: text, stderr: "").json()
    #expect(answer["size"].number == 13)
    #expect(answer["changes"][0]["after"].text == "dodi")
    #expect(
      answer["entries"][0]["id"].text
        == (try mutasi.json("show", "12")["entries"][0]["event"]["id"].text))
  }

  @Test func `a journal that grew while somebody thought is not written`() throws {
    let terminal = try mutasi.atTerminal("retract", "11", "--reason", "wrong")
    try terminal.expect("write this? [y/N] ")
    try mutasi.append(Samples.post("camat-z"))
    terminal.type("y")
    try terminal.expect("the journal had 12 entries when you were asked and has 13 now")
    #expect(try terminal.wait() == 3)
    #expect(try size() == 13)
  }

  @Test func `the decree and the reason are asked for`() throws {
    let terminal = try mutasi.atTerminal("annul")
    try terminal.expect("decree: ")
    terminal.type("821/9/2021")
    try terminal.expect("by: ")
    terminal.type("ptun")
    terminal.type("")
    try terminal.expect("reason: ")
    terminal.type("no approval")
    try terminal.expect("DecreeAnnulled")
    try terminal.expect("write this? [y/N] ")
    terminal.type("y")
    #expect(try terminal.wait() == 0)
    #expect(try size() == 13)
  }
}
