import Testing

/// A valid signature over lines that break the rules of the journal does not make them right.
@Suite struct SignedNonsenseTests {
  private func findings(_ lines: [String], code: Int32 = 1) throws -> [JSON] {
    let mutasi = try Harness.journal(signing: lines)
    let answer = try mutasi.json("verify", code: code)
    #expect(answer["levels"].all("level", "root").first?["ok"].flag == true)
    // Whoever has the published folder only finds the same.
    try #require(try mutasi.run("publish", "public").code == 0)
    try mutasi.write(try mutasi.run("key", "export").stdout, to: "pub")
    let published = try mutasi.json("verify", "--log", "public", "--key", "pub", code: code)
    for name in ["code", "severity", "text"] {
      let texts = { (answer: JSON) in answer["findings"].elements.map { $0[name].text } }
      #expect(texts(published) == texts(answer))
    }
    let entries = { (answer: JSON) in answer["findings"].elements.map { $0["entry"].number } }
    #expect(entries(published) == entries(answer))
    return answer["findings"].elements
  }

  private let line = Samples.line("a")

  @Test func `a line that is no entry, with the byte of the file`() throws {
    let good = Samples.line("a")
    let bad = Samples.line("b").replacing(#""specversion""#, with: #""specversiom""#)
    let found = try findings([good, bad])
    #expect(found.count == 1)
    #expect(found[0]["code"].text == "LINE_INVALID")
    #expect(found[0]["entry"].number == 1)
    #expect(found[0]["file"].text == "entries/000000.jsonl")
    let offset = try #require(found[0]["offset"].number)
    #expect((good.utf8.count + 1..<good.utf8.count + 1 + bad.utf8.count).contains(offset))
  }

  @Test func `an unwritten form of a valid entry`() throws {
    let found = try findings([line.replacing(#""id""#, with: #" "id""#)])
    #expect(found.map { $0["code"].text } == ["LINE_INVALID"])
  }

  @Test func `time that runs backwards`() throws {
    let found = try findings([
      Samples.line("a", time: "2026-01-02T00:00:00.000Z"),
      Samples.line("b", time: "2026-01-01T23:59:59.999Z"),
      Samples.line("c", time: "2026-01-02T00:00:00.000Z"),
    ])
    #expect(found.map { $0["code"].text } == ["TIME_NOT_MONOTONE"])
    #expect(found[0]["entry"].number == 1)
  }

  @Test func `an id used twice, by an entry of an unknown type too`() throws {
    let found = try findings([
      Samples.line("a"), Samples.line("b"), Samples.line("a"),
      Samples.line("b", type: "PostEstablishedV2"),
    ])
    let duplicates = found.filter { $0["code"].text == "DUPLICATE_ID" }
    #expect(duplicates.map { $0["entry"].number } == [2, 3])
  }

  @Test func `a newer type is noted and no violation`() throws {
    let found = try findings(
      [Samples.line("a"), Samples.line("b", type: "PostEstablishedV2")], code: 0)
    #expect(found.map { $0["code"].text } == ["UNKNOWN_TYPE"])
    #expect(found[0]["entry"].number == 1)
    #expect(found[0]["severity"].text == "warning")
  }

  @Test func `references to what is not there`() throws {
    let decree = #""decree":{"number":"821/7"}"#
    let found = try findings([
      Samples.line("a", type: "EntryRetracted", data: #"{"entry":0,"reason":"r"}"#),
      Samples.line("b", type: "DecreeAnnulled", data: "{\(decree)}"),
      Samples.line("c", type: "DecreeIssued", data: "{\(decree)}"),
      Samples.line("d", type: "DecreeAnnulled", data: "{\(decree)}"),
      Samples.line("e", type: "ClaimDisputed", data: #"{"entries":[1,9]}"#),
    ])
    #expect(found.map { $0["code"].text } == Array(repeating: "REFERENCE_UNKNOWN", count: 3))
    #expect(found.map { $0["entry"].number } == [0, 1, 4])
    #expect(found[2]["text"].text?.contains("data.entries[1]") == true)
  }
}
