import Testing

/// Whom the lines of an annex mean, where that is a question.
@Suite struct `People of an annex` {
  private let mutasi: Harness
  private static let decree = ["--number", "1/2021", "--date", "2021-01-05", "--issuer", "Bupati"]

  init() throws { mutasi = try Harness.journal("--region", "99.01") }

  /// Imports an annex, which must end with this code.
  @discardableResult
  private func run(
    _ rows: [String], _ options: [String] = [], code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try mutasi.write(rows.joined(separator: "\n") + "\n", to: "annex.csv")
    let outcome = try mutasi.run(
      ["import", "decree", "annex.csv", "--format", "json"] + Self.decree + options)
    try #require(
      outcome.code == code, "\(outcome.stderr)\(outcome.stdout)", sourceLocation: location)
    return outcome.stdout.isEmpty ? JSON(nil) : try outcome.json()
  }

  private static let budi = ["No,Nama,Jabatan Lama,Jabatan Baru", "1,Budi,Kasi Lain,Kabid Z"]

  private func seat(_ official: String, _ name: String, _ post: String, _ title: String) throws {
    try mutasi.append(
      #"""
      {"type":"OfficialsInaugurated","effective":"2020-01-01","data":{"lines":[{"official":\#
      "\#(official)","name":"\#(name)","post":"\#(post)","title":"\#(title)"}]}}
      """#)
  }

  @Test func `a namesake in another post than the one left is a question, not a guess`() throws {
    try seat("budi-1", "Budi", "sekdis", "Sekretaris Dinas")
    try seat("wati", "Wati", "kasi", "Kasi Lain")
    let before = try mutasi.contents()
    let refused = try run(Self.budi, ["--dry-run"], code: 3)
    let finding = try #require(refused["findings"].all("kind", "official-ambiguous").first)
    #expect(finding["candidates"].elements.map { $0["id"].text } == ["budi-1"])
    #expect(finding["numbers"].numbers == [1])
    try run(Self.budi, ["--inaugurated", "2021-01-06"], code: 3)
    #expect(try mutasi.contents() == before)

    let known = try run(Self.budi, ["--dry-run", "--official", "1=budi-1"])
    #expect(known["findings"].all("kind", "old-post-differs").count == 1)
    let new = try run(Self.budi, ["--official", "1=new"])
    #expect(new["lines"][0]["official"].text == "budi")
  }

  @Test func `who leaves a post that nobody knows is known by name, with a warning`() throws {
    try seat("budi-1", "Budi", "sekdis", "Sekretaris Dinas")
    let answer = try run(Self.budi)
    #expect(answer["lines"][0]["official"].text == "budi-1")
    #expect(answer["findings"].all("kind", "old-post-differs").count == 1)
  }

  @Test func `who was new stays the same person when the annex comes again`() throws {
    try seat("budi-1", "Budi", "sekdis", "Sekretaris Dinas")
    let options = ["--official", "1=new", "--inaugurated", "2021-01-06"]
    #expect(try run(Self.budi, options)["lines"][0]["official"].text == "budi")
    let again = try run(Self.budi, options)
    #expect(again["entries"].elements.isEmpty)
    #expect(again["lines"][0]["official"].text == "budi")
  }

  @Test func `who was taken for somebody known can still be said to be new`() throws {
    try seat("budi-1", "Budi", "sekdis", "Sekretaris Dinas")
    try run(Self.budi + ["2,Ani,-,Kabid Y"], ["--official", "1=budi-1"])
    let answer = try run(Self.budi + ["2,Ani,-,Kabid Y"], ["--official", "1=new"])
    #expect(answer["lines"][0]["official"].text == "budi")
    #expect(
      answer["changes"].elements.map { $0["change"].text } == ["added", "removed"])
  }

  @Test func `of lines of one name the one without a NIP is named`() throws {
    let rows = [
      "No,Nama,NIP,Jabatan Baru", "1,Ali,\(Annexes.budi),Lurah A", "2,Ali,\(Annexes.wayan),Lurah B",
      "3,Ali,,Lurah C",
    ]
    let refused = try run(rows, ["--dry-run"], code: 3)
    let texts = refused["findings"].all("kind", "namesakes").map { $0["text"].text ?? "" }
    #expect(texts.count == 3)
    #expect(texts.allSatisfy { $0.contains("line 3 has no NIP") })
    #expect(texts.allSatisfy { !$0.contains("no NIP tells") })
  }

  @Test(arguments: ["Jabatan Lama", "Pangkat", "Ket"])
  func `a NIP in a cell of its own kind is dropped with a notice`(_ column: String) throws {
    let rows = ["No,Nama,Jabatan Baru,\(column)", "1,Ani,Camat B,Penata NIP \(Annexes.siti)"]
    let answer = try run(rows)
    #expect(answer["findings"].all("kind", "personal-data-dropped").first?["lines"].numbers == [2])
  }

  @Test func `those who will act are not missed at the oath that has their lines`() throws {
    try run(
      ["No,Nama,Jabatan Lama,Jabatan Baru", "1,Tono,-,Plt. Camat A", "2,Ani,-,Camat B"],
      ["--inaugurated", "2021-01-06"])
    #expect(try mutasi.json("check", "no-oath", "counts")["findings"].elements.isEmpty)
  }
}
