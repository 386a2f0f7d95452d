import Testing

@Suite struct `The verb import careers` {
  private let mutasi: Harness
  private static let header =
    "person_id,person_name,organization_id,organization_name,post_id,post_name,start_date,"
    + "end_date,capacity,source"

  init() throws { mutasi = try Harness.journal("--region", "99.01") }

  /// Imports rows under the neutral headings, which must end with this code.
  @discardableResult
  private func run(
    _ rows: [String], _ options: [String] = [], code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let text = ([Self.header] + rows).joined(separator: "\n") + "\n"
    return try run(Array(text.utf8), options, code: code, location: location)
  }

  @discardableResult
  private func run(
    _ file: [UInt8], _ options: [String] = [], code: Int32 = 0,
    location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try mutasi.write(file, to: "list.csv")
    let outcome = try mutasi.run(["import", "careers", "list.csv", "--format", "json"] + options)
    try #require(
      outcome.code == code, "\(outcome.stderr)\(outcome.stdout)", sourceLocation: location)
    return outcome.stdout.isEmpty ? JSON(nil) : try outcome.json()
  }

  private func refusal(_ file: [UInt8], _ options: [String] = []) throws -> String {
    try mutasi.write(file, to: "list.csv")
    let before = try mutasi.contents()
    let outcome = try mutasi.run(["import", "careers", "list.csv"] + options)
    #expect(outcome.code == 3)
    #expect(outcome.stdout.isEmpty)
    #expect(try mutasi.contents() == before)
    return outcome.stderr
  }

  private func refusal(_ rows: [String], _ options: [String] = []) throws -> String {
    try refusal(Array((([Self.header] + rows).joined(separator: "\n") + "\n").utf8), options)
  }

  private func history(_ post: String) throws -> [[String?]] {
    try mutasi.json("post", post)["history"].elements.map {
      [$0["official"].text, $0["from"].text, $0["to"].text, $0["certainty"].text]
    }
  }

  // MARK: What a row says

  @Test func `takes blank ends at their word and leaves blank starts unknown`() throws {
    try run([
      "p1,A,u,U,q,Q,2020-01-01,,,x", "p2,B,u,U,r,R,,2019-05,Plt,x", "p3,C,u,U,s,S,2018,,deputy,x",
    ])
    let log = try mutasi.json("log", "--type", "TenureRecorded")
    let data = log["entries"].elements.map { $0["data"] }
    #expect(data.map { $0["from"].text } == ["2020-01-01", nil, "2018"])
    #expect(data.map { $0["to"].text } == ["..", "2019-05", ".."])
    #expect(data.map { $0["capacity"].text } == [nil, "acting", "deputy"])
    let posts = try mutasi.json("replay", "--at", "9999-12-31")["posts"]
    #expect(posts.all("post", "q").first?["holders"][0]["certainty"].text == "certain")
  }

  @Test func `a last day is a day, a month or a year before the end`() throws {
    try run(
      [
        "p1,A,u,U,q,Q,2019-01-01,2019-12-31,,x", "p2,B,u,U,r,R,2019-01-01,2020-02,,x",
        "p3,C,u,U,s,S,2019-01-01,2020,,x", "p4,D,u,U,t,T,2019-01-01,,,x",
      ], ["--end-is-last-day"])
    let log = try mutasi.json("log", "--type", "TenureRecorded")
    #expect(
      log["entries"].elements.map { $0["data"]["to"].text } == [
        "2020-01-01", "2020-02-02/2020-03-01", "2020-01-02/2021-01-01", "..",
      ])
    let posts = try mutasi.json("replay", "--at", "2020-12-31")["posts"]
    #expect(posts.all("post", "s").first?["holders"][0]["certainty"].text == "possible")
  }

  @Test func `posts that come with a list displace nobody`() throws {
    try run(["p1,A,u,U,q,Q,2020-01-01,,,x", "p2,B,u,U,q,Q,2021-01-01,,,x"])
    try mutasi.append(
      #"{"type":"OfficialsInaugurated","effective":"2022-01-01","data":{"lines":["#
        + #"{"official":"p3","post":"q"}]}}"#)
    let posts = try mutasi.json("replay", "--at", "2023-01-01")["posts"]
    let holders = posts.all("post", "q").first?["holders"].elements.map { $0["official"].text }
    #expect(holders?.compactMap { $0 }.sorted() == ["p1", "p2", "p3"])
  }

  @Test func `reads what spreadsheets of offices write`() throws {
    let text =
      "\u{FEFF}Pegawai;Nama;Kode;Jabatan;Mulai;Selesai\r\n"
      + "p1;\"Budi\r\nSantoso; S.E.\";q;\"Kepala \"\"Dinas\"\"\";01/02/2019;31-12-2020\r\n"
      + "p2;Siti;q;Kepala Dinas;5 Agustus 2021;17 December 2022\r\n"
    let columns = [
      "person_id=Pegawai", "person_name=Nama", "post_id=Kode", "post_name=Jabatan",
      "start_date=Mulai", "end_date=Selesai",
    ]
    try run(Array(text.utf8), columns.flatMap { ["--column", $0] })
    #expect(
      try history("q") == [
        ["p1", "2019-02-01", "2020-12-31", "certain"],
        ["p2", "2021-08-05", "2022-12-17", "certain"],
      ])
    let names = try mutasi.json("post", "q")["history"].elements.map { $0["name"].text }
    #expect(names == ["Budi\nSantoso; S.E.", "Siti"])

    try mutasi.write(
      (columns + ["delimiter = ;"]).joined(separator: "\n") + "\n", to: "mapping.txt")
    let again = try run(Array(text.utf8), ["--mapping", "mapping.txt"])
    #expect(again["new"].number == 0)
  }

  @Test func `reads other encodings when they are named`() throws {
    let bytes = Array((Self.header + "\np1,Andr").utf8) + [0xE9] + Array(",u,U,q,Q,2020,,,x\n".utf8)
    #expect(try refusal(bytes).contains("--encoding"))
    try run(bytes, ["--encoding", "windows-1252"])
    #expect(try mutasi.json("official", "p1")["name"].text == "André")
  }

  @Test func `never takes a civil-service number`() throws {
    let said = try refusal(["198501012010011001,A,u,U,q,Q,2020,,,x"])
    #expect(said.contains("list.csv:2: person_id"))
    #expect(!said.contains("198501012010011001"))
  }

  // MARK: What looks wrong

  @Test func `reports by kind with line numbers, and records what the source says`() throws {
    let rows = [
      "p1,A,u,U,q,Q,2020-01-01,2021-01-01,,x", "p1,A,u,U,q,Q,2020-01-01,2021-01-01,,x",
      "p2,B,u,U,r,R,2020-05-01,2020-01-01,,x", "p3,C,u,U,s,S,,,,x",
      "p4,D,u,U,t,T,2020-01-01,2022-01-01,,x", "p4,D,u,U,v,V,2021-01-01,2023-01-01,,x",
      "p5,E,u,U,w,W,1950-01-01,,,x", "p6,F,u,U,w,W,1960-01-01,1961-01-01,,x",
      "p7,E,u,U,z,Z,2020-01-01,2020-01-01,,x",
    ]
    let dry = try run(rows, ["--dry-run"])
    func lines(_ kind: String) -> [Int] {
      dry["findings"].all("kind", kind).compactMap { $0["line"].number }
    }
    #expect(lines("exact-repeat") == [3])
    #expect(lines("end-before-start") == [4])
    #expect(lines("no-dates") == [5])
    #expect(lines("person-overlap") == [3, 7])
    #expect(lines("stale-open-end") == [8])
    #expect(lines("same-name") == [10])
    #expect(lines("zero-length") == [10])
    #expect(try mutasi.json("verify")["size"].number == 0)

    #expect(try refusal(rows, ["--strict"]).contains("exact-repeat: 1, the first on line 3"))
    #expect(try run(rows)["new"].number == 9)
    #expect(try history("r") == [["p2", "2020-05-01", "2020-01-01", nil]])
    #expect(
      try mutasi.json("check", code: 1)["findings"].elements.contains {
        $0["name"].text == "empty-tenure"
      })
  }

  @Test func `refuses rows that cannot be entries, all of them at once`() throws {
    let rows = [
      "p1,A,u,U,q,Q,2020-02-30,,,x", ",B,u,U,q,Q,2020,,,x", "p3,C,u,U,,Q,2020,,,x",
      "p4,D,u,U,q q,Q,2020,,,x", "p5,E,u,U,q,Q,2020,,", "p6,F,u,U,q,Q,2020,,,x",
    ]
    let said = try refusal(rows)
    for line in 2...6 { #expect(said.contains("list.csv:\(line): ")) }
    #expect(!said.contains("list.csv:7"))
    let rehearsed = try mutasi.run("import", "careers", "list.csv", "--dry-run")
    #expect(rehearsed.code == 3)
    #expect(rehearsed.stdout.contains("would be recorded with --skip-bad, else nothing: "))
    let recorded = try run(rows, ["--skip-bad"])
    #expect(recorded["new"].number == 1)
  }

  @Test func `refuses files that are no list`() throws {
    let header = Self.header
    for (text, words) in [
      ("", "empty"), ("a,b\n1,2\n", "there is no column person_id"),
      (header + "\np1,A,u,U,q,\"Q,2020,,,x\n", "list.csv:2"),
      (header + "\np1,A\u{0},u,U,q,Q,2020,,,x\n", "list.csv:2"),
    ] {
      #expect(try refusal(Array(text.utf8)).contains(words))
    }
    #expect(try mutasi.run("import", "careers", "nowhere.csv").code == 4)
    #expect(try mutasi.run("import", "careers", "home").code == 4)
  }

  // MARK: Editions

  @Test func `the next edition adds what is new and says what changed and vanished`() throws {
    let first = [
      "p1,A,u,U,q,Q,2020-01-01,2021-01-01,,1", "p2,B,u,U,q,Q,2021-01-01,,,2",
      "p3,C,u,U,r,R,2019,2020,,3",
    ]
    let second = [
      first[0], "p2,B,u,U,q,Q,2021-01-01,2022-05-01,,2", "p4,D,u,U,q,Q,2022-05-01,,,4",
    ]
    try run(first)
    #expect(try run(first)["entries"].number == 0)
    let answer = try run(second)
    #expect(["new", "known", "changed", "vanished"].map { answer[$0].number } == [1, 1, 1, 1])
    let changes = answer["changes"]
    #expect(changes.all("kind", "changed").map { $0["official"].text } == ["p2"])
    #expect(changes.all("kind", "vanished").map { $0["official"].text } == ["p3"])
    #expect(try history("q").map { $0[2] } == ["2021-01-01", nil, nil])

    try run(second, ["--apply-changes"])
    #expect(try history("q").map { $0[2] } == ["2021-01-01", "2022-05-01", nil])
    #expect(try run(second, ["--apply-changes"])["entries"].number == 0)
  }

  /// Corrects the end of an entry by hand.
  private func correct(_ entry: Int, to day: String) throws {
    let outcome = try mutasi.run("correct", "\(entry)", "--set", "to=\(day)", "--reason", "SK")
    try #require(outcome.code == 0, "\(outcome.stderr)")
  }

  @Test func `what was corrected by hand stays as long as the list says the same`() throws {
    let rows = ["p1,A,u,U,q,Q,2019-01-01,2020-01-01,,1"]
    let first = try run(rows)
    let entry = try #require(first["lastEntry"].number)
    try correct(entry, to: "2020-05-01")
    for options in [[], ["--apply-changes"]] {
      let again = try run(rows, options)
      #expect(["entries", "new", "known", "changed"].map { again[$0].number } == [0, 0, 1, 0])
    }
    #expect(try history("q").map { $0[2] } == ["2020-05-01"])

    // A list that has come to say what was corrected changes nothing either.
    let agreeing = try run(["p1,A,u,U,q,Q,2019-01-01,2020-05-01,,1"], ["--apply-changes"])
    #expect(["entries", "known", "changed"].map { agreeing[$0].number } == [0, 1, 0])

    // One that says something else is taken at its word, where that is asked for.
    let other = try run(["p1,A,u,U,q,Q,2019-01-01,2020-03-01,,1"], ["--apply-changes"])
    #expect(other["changed"].number == 1)
    #expect(other["changes"][0]["fields"][0]["recorded"].text == "2020-05-01")
    #expect(try history("q").map { $0[2] } == ["2020-03-01"])
    #expect(try run(rows)["changed"].number == 1)
  }

  @Test func `an applied change that was corrected by hand, or taken back, stays so`() throws {
    try run(["p1,A,u,U,q,Q,2019-01-01,2020-01-01,,1"])
    let second = ["p1,A,u,U,q,Q,2019-01-01,2020-02-01,,1"]
    let applied = try run(second, ["--apply-changes"])
    try correct(2, to: "2020-05-01")
    #expect(try run(second, ["--apply-changes"])["entries"].number == 0)
    #expect(try history("q").map { $0[2] } == ["2020-05-01"])
    let change = try #require(applied["lastEntry"].number)
    for entry in [change + 1, change] {
      let outcome = try mutasi.run("retract", "\(entry)", "--reason", "wrong")
      try #require(outcome.code == 0, "\(outcome.stderr)")
    }
    #expect(try run(second, ["--apply-changes"])["entries"].number == 0)
    #expect(try history("q").map { $0[2] } == ["2020-01-01"])
  }

  @Test func `a blank capacity and a definitive one are the same`() throws {
    try run(["p1,A,u,U,q,Q,2019-01-01,2020-01-01,,1", "p2,B,u,U,r,R,2019-01-01,,definitif,1"])
    let again = try run([
      "p1,A,u,U,q,Q,2019-01-01,2020-01-01,definitif,1", "p2,B,u,U,r,R,2019-01-01,,,1",
    ])
    #expect(["new", "known", "changed"].map { again[$0].number } == [0, 2, 0])
  }
}
