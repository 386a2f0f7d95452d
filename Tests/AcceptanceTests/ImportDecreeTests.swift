import Testing

@Suite struct `The verb import decree` {
  private let mutasi: Harness

  init() throws {
    mutasi = try Harness.journal("--region", "99.01")
    try mutasi.write(Annexes.clerk, to: "lampiran.csv")
  }

  /// Imports a file, which must end with this code.
  @discardableResult
  private func run(
    _ file: String = "lampiran.csv", _ options: [String] = [], code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let outcome = try mutasi.run(["import", "decree", file, "--format", "json"] + options)
    try #require(
      outcome.code == code, "\(outcome.stderr)\(outcome.stdout)", sourceLocation: location)
    return code == 0 || !outcome.stdout.isEmpty ? try outcome.json() : JSON(nil)
  }

  private func event(_ number: Int) throws -> JSON {
    let answer = try mutasi.run("show", "\(number)", "--format", "json")
    return try answer.json()["entries"][0]["event"]
  }

  private func holder(_ post: String, at day: String) throws -> String? {
    let posts = try mutasi.json("replay", "--at", day)["posts"]
    return posts.all("post", post).first?["holders"][0]["official"].text
  }

  @Test func `takes an annex as clerks have it`() throws {
    let answer = try run()
    #expect(answer["decree"]["number"].text == "821.2/17/2021")
    #expect(answer["decree"]["date"].text == "2021-11-04")
    #expect(answer["decree"]["issuer"].text == "Bupati Sukamaju")
    let lines = answer["lines"].elements
    #expect(
      lines.map { $0["name"].text } == [
        "Dr. Hj. SITI AMINAH, S.Sos., M.Si", "BUDI SANTOSO, S.Pd.", "I WAYAN TEST",
        "RINA MARLINA, S.E.", "DODI HARTONO",
      ])
    #expect(
      lines.map { $0["official"].text } == [
        "siti-aminah", "budi-santoso", "i-wayan-test", "rina-marlina", "dodi-hartono",
      ])
    #expect(lines.map { $0["capacity"].text }[2] == "acting")
    #expect(lines[3]["post"].isNull)
    #expect(lines.map { $0["echelon"].text } == ["II.b", "III.a", nil, nil, "III.a"])
    #expect(lines.map { $0["kind"].text } == ["promotion", "lateral", nil, nil, "lateral"])
    #expect(lines[0]["note"].text == "pangkat: Pembina, IV/a")
    let types = answer["entries"].elements.compactMap { $0["type"].text }
    #expect(types.last == "DecreeIssued")
    #expect(types.filter { $0 == "DecreeIssued" }.count == 1)
    #expect(try holder("99.01/kepala-dinas-pendidikan", at: "2021-12-01") == nil)
  }

  @Test func `no number or birth date of anybody reaches the journal or any output`() throws {
    var said = ""
    let calls: [[String]] = [
      ["--dry-run"], ["--dry-run", "--format", "json"], ["--strict"], ["--format", "csv"],
      ["--inaugurated", "2021-11-05", "--format", "markdown"], ["--official", "99=x"],
      ["--column", "post=NO SUCH"], ["--new-officials", "refuse", "--number", "X"],
    ]
    for options in calls {
      let outcome = try mutasi.run(["import", "decree", "lampiran.csv"] + options)
      said += outcome.stdout + outcome.stderr
    }
    for verb in ["replay", "log", "check"] {
      let outcome = try mutasi.run(verb, "--format", "json")
      said += outcome.stdout + outcome.stderr
    }
    #expect(said.contains("SITI AMINAH"))
    let written = try mutasi.contents().values.map { String(decoding: $0, as: UTF8.self) }
    let births = ["12 Maret 1979", "05-04-1980", "17-07-1981"]
    let digits = Annexes.numbers.flatMap { [$0, String($0.prefix(8)), String($0.suffix(10))] }
    for secret in digits + births {
      #expect(!said.contains(secret))
      for content in written { #expect(!content.contains(secret)) }
    }
  }

  @Test func `the same annex once more adds nothing`() throws {
    try run("lampiran.csv", ["--inaugurated", "2021-11-05", "--absent", "5"])
    let before = try mutasi.contents()
    let again = try run("lampiran.csv", ["--inaugurated", "2021-11-05", "--absent", "5"])
    #expect(again["entries"].elements.isEmpty)
    #expect(again["warnings"].elements.isEmpty)
    #expect(again["lines"].elements.allSatisfy { $0["officialIs"].text == "known" })
    #expect(try mutasi.contents()["entries/000000.jsonl"] == before["entries/000000.jsonl"])
  }

  @Test func `records the oath of all but the absent, who hold nothing until theirs`() throws {
    try run("lampiran.csv", ["--inaugurated", "5 November 2021", "--absent", "dodi-hartono"])
    #expect(try holder("99.01/kepala-dinas-pendidikan", at: "2021-11-05") == "siti-aminah")
    #expect(try holder("99.01/camat-sukasari", at: "2022-01-01") == nil)
    let late = try run("lampiran.csv", ["--inaugurated", "2021-12-01"])
    #expect(late["entries"].elements.map { $0["type"].text } == ["OfficialsInaugurated"])
    #expect(try holder("99.01/camat-sukasari", at: "2022-01-01") == "dodi-hartono")
    #expect(try holder("99.01/camat-sukasari", at: "2021-11-30") == nil)
  }

  @Test func `two officials who change places both hold the other's post`() throws {
    try run("lampiran.csv", ["--inaugurated", "2021-11-05"])
    #expect(try holder("99.01/kepala-dinas-pendidikan", at: "2021-11-06") == "siti-aminah")
    #expect(try holder("99.01/sekretaris-dinas-pendidikan", at: "2021-11-06") == "budi-santoso")
    #expect(try holder("99.01/kepala-dinas-pendidikan", at: "2021-11-04") == "budi-santoso")
  }

  @Test func `nine hundred lines are split, and count and move as one ceremony`() throws {
    try mutasi.write(Annexes.long(900), to: "long.csv")
    let options = [
      "--number", "1", "--date", "2022-01-03", "--rotation", "r", "--inaugurated", "2022-01-05",
    ]
    let answer = try run("long.csv", options)
    let types = answer["entries"].elements.compactMap { $0["type"].text }
    let parts = types.filter { $0 == "DecreeIssued" }.count
    #expect(parts > 1)
    #expect(types.filter { $0 == "OfficialsInaugurated" }.count == parts)
    let last = try event(types.count - 1)
    #expect(last["data"]["decree"]["part"]["no"].number == parts)
    #expect(last["data"]["decree"]["part"]["of"].number == parts)
    for line in try mutasi.bytes(of: "journal/entries/000000.jsonl").split(separator: 0x0A) {
      #expect(line.count <= 65_535)
    }
    let replay = try mutasi.json("replay", "--at", "2022-02-01")
    #expect(replay["rotations"][0]["inaugurated"].number == 900)
    #expect(replay["posts"].elements.count == 900)
    #expect(replay["posts"].elements.allSatisfy { $0["status"].text == "held" })
    let audit = try mutasi.json("audit", "--from", "2022-01-01", "--to", "2022-12-31")
    #expect(audit["moves"].elements.count == 900)
    #expect(try run("long.csv", options)["entries"].elements.isEmpty)
  }

  @Test func `an amended edition becomes an amendment of what changed, came and went`() throws {
    try run("lampiran.csv", ["--inaugurated", "2021-11-05"])
    try mutasi.write(
      Annexes.edition([
        (";Camat Sukasari;", ";Camat Sukarame;"),
        ("3;\"I WAYAN TEST", "3;\"MADE BARU"),
      ]), to: "ralat.csv")
    let options = ["--order-number", "821.2/18/2021", "--order-date", "2021-11-20"]
    let rehearsed = try run("ralat.csv", ["--dry-run"] + options)
    let changes = rehearsed["changes"].elements
    #expect(changes.map { $0["change"].text } == ["added", "changed", "removed"])
    #expect(changes[1]["official"].text == "dodi-hartono")
    #expect(changes[1]["fields"].texts == ["post", "title"])
    #expect(changes[2]["official"].text == "i-wayan-test")
    let answer = try run("ralat.csv", options)
    let types = answer["entries"].elements.compactMap { $0["type"].text }
    #expect(types == ["PostEstablished", "DecreeAmended"])
    #expect(try holder("99.01/camat-sukarame", at: "2021-11-06") == "dodi-hartono")
    #expect(try holder("99.01/camat-sukasari", at: "2021-11-06") == nil)
    #expect(try holder("99.01/kepala-bidang-smp-dinas-pendidikan", at: "2021-11-06") == "made-baru")
    #expect(try run("ralat.csv", options)["entries"].elements.isEmpty)
  }

  @Test func `a line that one edition took out and the next put back counts again`() throws {
    let head = "No,Nama,Jabatan Lama,Jabatan Baru\n1,Andi,-,Lurah Satu\n"
    try mutasi.write(head + "2,Beni,-,Lurah Dua\n", to: "first.csv")
    try mutasi.write(head, to: "second.csv")
    let decree = ["--number", "1/2021", "--date", "2021-01-05", "--issuer", "Bupati"]
    try run("first.csv", decree + ["--inaugurated", "2021-01-06"])
    try run("second.csv", decree)
    #expect(try holder("99.01/lurah-dua", at: "2021-03-01") == nil)
    let again = try run("first.csv", decree)
    #expect(again["entries"].elements.compactMap { $0["type"].text } == ["DecreeAmended"])
    #expect(try holder("99.01/lurah-dua", at: "2021-01-06") == "beni")
    let moves = try mutasi.json("audit")["moves"]
    #expect(moves.elements.compactMap { $0["official"].text } == ["andi", "beni"])
    #expect(try run("first.csv", decree)["entries"].elements.isEmpty)
  }

  @Test func `another annex of the same decree is not taken for an edition of it`() throws {
    try run()
    try mutasi.write(
      "No,Nama,Jabatan Lama,Jabatan Baru\n1,LAIN SEKALI,Lurah A,Lurah B\n", to: "other.csv")
    let options = [
      "--number", "821.2/17/2021", "--date", "2021-11-04", "--issuer", "Bupati Sukamaju",
    ]
    let refused = try mutasi.run(["import", "decree", "other.csv"] + options)
    #expect(refused.code == 3)
    #expect(refused.stderr.contains("--only-add"))
    let added = try run("other.csv", options + ["--only-add"])
    #expect(added["entries"].elements.last?["type"].text == "DecreeIssued")
    for file in ["lampiran.csv", "other.csv"] {
      #expect(try run(file, options + ["--only-add"])["entries"].elements.isEmpty)
      #expect(try run(file, options)["entries"].elements.isEmpty)
    }
  }

  @Test func `a name of several is listed and never guessed`() throws {
    try mutasi.append(
      #"{"type":"OfficialRegistered","data":{"official":"siti-1","name":"Siti Aminah"}}"#,
      #"{"type":"OfficialRegistered","data":{"official":"siti-2","name":"SITI AMINAH, S.H."}}"#)
    let before = try mutasi.contents()
    let rehearsed = try run("lampiran.csv", ["--dry-run"], code: 3)
    let finding = try #require(rehearsed["findings"].all("kind", "official-ambiguous").first)
    #expect(finding["candidates"].elements.map { $0["id"].text } == ["siti-1", "siti-2"])
    #expect(finding["numbers"].numbers == [1])
    let refused = try mutasi.run("import", "decree", "lampiran.csv")
    #expect(refused.code == 3)
    #expect(refused.stderr.contains("--official 1=ID"))
    #expect(refused.stderr.contains("siti-2"))
    #expect(try mutasi.contents() == before)
    let chosen = try run("lampiran.csv", ["--official", "1=siti-2"])
    #expect(chosen["lines"][0]["official"].text == "siti-2")
  }

  @Test func `of two officials of one name the one who holds the old post is meant`() throws {
    try mutasi.append(
      #"{"type":"PostEstablished","data":{"post":"sekdis","title":"Sekretaris Dinas Pendidikan"}}"#,
      #"""
      {"type":"OfficialsInaugurated","effective":"2020-01-01","data":{"lines":[{"official":"s1",\#
      "name":"Siti Aminah","post":"sekdis"},{"official":"s2","name":"Siti Aminah","post":"x"}]}}
      """#)
    let lines = try run()["lines"]
    #expect(lines[0]["official"].text == "s1")
    #expect(lines[0]["from"].text == "sekdis")
    #expect(lines[1]["post"].text == "sekdis")
  }

  @Test func `a roster outside the journal says who is who`() throws {
    try mutasi.append(
      #"{"type":"OfficialRegistered","data":{"official":"siti-1","name":"Siti Aminah"}}"#,
      #"{"type":"OfficialRegistered","data":{"official":"siti-2","name":"Siti Aminah"}}"#)
    try mutasi.write("nip,official\n\(Annexes.siti),siti-1\n", to: "roster.csv")
    #expect(
      try run("lampiran.csv", ["--roster", "roster.csv"])["lines"][0]["official"].text
        == "siti-1")
  }

  @Test func `an annulled decree is not amended unnoticed, and adds nothing by itself`() throws {
    try run("lampiran.csv", ["--inaugurated", "2021-11-05"])
    try mutasi.append(
      #"""
      {"type":"DecreeAnnulled","effective":"2022-01-01","data":{"decree":{\#
      "number":"821.2/17/2021","date":"2021-11-04","issuer":"Bupati Sukamaju"},\#
      "reason":"no approval"}}
      """#)
    #expect(try run("lampiran.csv", ["--strict"])["entries"].elements.isEmpty)
    try mutasi.write(Annexes.edition([(";Camat Sukasari;", ";Camat Sukarame;")]), to: "ralat.csv")
    let answer = try run("ralat.csv")
    #expect(answer["findings"].all("kind", "decree-undone").count == 1)
  }

  @Test func `a decree that was retracted can be recorded anew`() throws {
    let first = try run()["entries"].elements
    let entry = try #require(first.last?["entry"].number)
    try mutasi.append(#"{"type":"EntryRetracted","data":{"entry":\#(entry),"reason":"wrong"}}"#)
    let again = try run()["entries"].elements
    #expect(again.map { $0["type"].text } == ["DecreeIssued"])
    #expect(again[0]["id"].text != first.last?["id"].text)
  }

  @Test func `a person with two lines of one NIP is one person`() throws {
    try mutasi.write(
      "NAMA;NIP;JABATAN BARU\nALI;\(Annexes.budi);Lurah A\nALI, S.H.;\(Annexes.budi);Lurah B\n"
        + "ALI;\(Annexes.wayan);Lurah C\n", to: "twice.csv")
    let answer = try run("twice.csv", ["--number", "1", "--date", "2021-01-01"])
    #expect(answer["lines"].elements.map { $0["official"].text } == ["ali", "ali", "ali-2"])
    #expect(answer["findings"].all("kind", "official-twice").count == 1)
    #expect(
      try run("twice.csv", ["--number", "1", "--date", "2021-01-01"])["entries"].elements.isEmpty)
  }

  @Test func `two lines of one name without a NIP are a question`() throws {
    try mutasi.write("NAMA;JABATAN BARU\nALI;Lurah A\nALI;Lurah B\n", to: "names.csv")
    let options = ["--number", "1", "--date", "2021-01-01"]
    let refused = try mutasi.run(["import", "decree", "names.csv"] + options)
    #expect(refused.code == 3)
    #expect(refused.stderr.contains("namesakes"))
    let settled = options + ["--official", "1=ali", "--official", "2=new"]
    #expect(
      try run("names.csv", settled)["lines"].elements.map { $0["official"].text }
        == ["ali", "ali-2"])
  }

  @Test func `who died before the decree is told`() throws {
    try mutasi.append(
      #"{"type":"OfficialRegistered","data":{"official":"budi-santoso","name":"Budi Santoso"}}"#,
      #"{"type":"OfficialDied","effective":"2021-10-01","data":{"official":"budi-santoso"}}"#)
    let finding = try run()["findings"].all("kind", "official-departed").first
    #expect(finding?["numbers"].numbers == [2])
    #expect(finding?["text"].text?.contains("entry 1") == true)
  }

  @Test func `what looks wrong is recorded as the source says, and refused if strict`() throws {
    try mutasi.write(
      """
      official,name,post,kind
      a,Ali,p,promotion
      b,Bahar,p,lateral
      a,Ali,q,lateral
      c,Cici,,demotion

      """, to: "ids.csv")
    let options = ["--number", "7", "--date", "2022-01-01"]
    let refused = try mutasi.run(["import", "decree", "ids.csv", "--strict"] + options)
    #expect(refused.code == 3)
    let answer = try run("ids.csv", options)
    let findings = answer["findings"]
    #expect(findings.all("kind", "two-into-one-post").first?["lines"].numbers == [2, 3])
    #expect(findings.all("kind", "official-twice").first?["lines"].numbers == [2, 4])
    #expect(answer["lines"].elements.map { $0["post"].text } == ["p", "p", "q", nil])
  }

  @Test(arguments: [
    ["--absent", "3"], ["--oath", "none", "--inaugurated", "2021-11-05"],
    ["--official", "1=a", "--official", "1=b"], ["--date", "kemarin"], ["--official", "1"],
  ])
  func `refuses options that do not go together`(options: [String]) throws {
    #expect(try mutasi.run(["import", "decree", "lampiran.csv"] + options).code == 2)
  }

  @Test(arguments: [
    "", "\n\n", "a,b,c\n1,2,3\n", "NO,NAMA,JABATAN BARU\n", "NO;NAMA;\"JABATAN BARU\n1;A;B\n",
  ])
  func `a file that is no annex is refused with where and why`(text: String) throws {
    try mutasi.write(text, to: "bad.csv")
    let outcome = try mutasi.run("import", "decree", "bad.csv", "--number", "1", "--date", "2021")
    #expect(outcome.code == 3)
    #expect(outcome.stderr.contains("bad.csv"))
  }
}
