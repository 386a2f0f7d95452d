import Testing

/// Posts and units that are renamed, re-graded, re-organised and merged keep their history, under
/// old names and new ones.
@Suite struct `A post through change` {
  private let mutasi: Harness

  private static let entries = [
    #"""
    {"type":"UnitEstablished","effective":"2010-01-01","data":{"unit":"dinas-a","name":"Dinas A"}}
    """#,
    #"""
    {"type":"UnitEstablished","effective":"2025-01-01","data":{"unit":"dinas-ab",\#
    "name":"Dinas A dan B"}}
    """#,
    #"""
    {"type":"PostEstablished","effective":"2010-01-01","data":{"post":"kadis-a",\#
    "title":"Kepala Kantor A","unit":"dinas-a","echelon":"III.a"}}
    """#,
    #"""
    {"type":"PostRenamed","effective":"2015-01-01","data":{"post":"kadis-a",\#
    "title":"Kepala Dinas A"}}
    """#,
    #"{"type":"PostRegraded","effective":"2016-01-01","data":{"post":"kadis-a","echelon":"II.b"}}"#,
    #"""
    {"type":"OfficialsInaugurated","effective":"2014-03-01","data":{"lines":[{"official":"ani",\#
    "name":"Ani Lestari","post":"kadis-a"}]}}
    """#,
    #"""
    {"type":"UnitMerged","effective":"2025-01-01","data":{"unit":"dinas-a",\#
    "successors":["dinas-ab"]}}
    """#,
    #"""
    {"type":"PostEstablished","effective":"2025-01-01","data":{"post":"kadis-ab",\#
    "title":"Kepala Dinas A dan B","unit":"dinas-ab"}}
    """#,
    #"""
    {"type":"OfficialsConfirmed","effective":"2025-02-13","data":{"lines":[{"official":"ani",\#
    "post":"kadis-ab","from":"kadis-a"}]}}
    """#,
    #"{"type":"PostAbolished","effective":"2025-02-13","data":{"post":"kadis-a"}}"#,
  ]

  init() throws {
    mutasi = try Harness.journal()
    try mutasi.append(Self.entries)
  }

  private func post(_ id: String, at day: String, _ options: String...) throws -> JSON? {
    let outcome = try mutasi.run(["replay", "--at", day, "--format", "json"] + options)
    return try outcome.json()["posts"].all("post", id).first
  }

  @Test func `has on each day the title, the grade and the unit of that day`() throws {
    let old = try post("kadis-a", at: "2014-06-01")
    #expect(old?["title"].text == "Kepala Kantor A")
    #expect(old?["echelon"].text == "III.a")
    #expect(old?["unitName"].text == "Dinas A")
    let new = try post("kadis-a", at: "2016-06-01")
    #expect(new?["title"].text == "Kepala Dinas A")
    #expect(new?["echelon"].text == "II.b")
    #expect(new?["holders"][0]["since"].text == "2014-03-01")
  }

  @Test func `is found by every title that it ever bore`() throws {
    for name in ["kadis-a", "Kepala Kantor A", "kepala  dinas a"] {
      let outcome = try mutasi.run("post", name, "--at", "2020-01-01", "--format", "json")
      #expect(outcome.code == 0)
      #expect(try outcome.json()["post"].text == "kadis-a")
      #expect(outcome.stderr.contains("kadis-a") == (name != "kadis-a"))
    }
    #expect(try mutasi.json("official", "ani lestari")["official"].text == "ani")
    #expect(try mutasi.run("post", "Kepala Dinas C").code == 1)
  }

  @Test func `is not guessed where several bear the name`() throws {
    try mutasi.append(
      #"{"type":"PostEstablished","data":{"post":"kadis-a2","title":"Kepala Dinas A"}}"#,
      #"{"type":"OfficialRegistered","data":{"official":"ani2","name":"Ani Lestari"}}"#)
    let post = try mutasi.run("post", "Kepala Dinas A")
    #expect(post.code == 2)
    #expect(post.stderr.contains("kadis-a ") && post.stderr.contains("kadis-a2"))
    let official = try mutasi.run("official", "Ani Lestari")
    #expect(official.code == 2)
    #expect(official.stderr.contains("ani2"))
    #expect(try mutasi.json("post", "kadis-a")["post"].text == "kadis-a")
  }

  @Test func `shows what it was called and what it comes from and goes on as`() throws {
    let old = try mutasi.json("post", "kadis-a", "--at", "2025-03-01")
    #expect(old["status"].isNull)
    #expect(
      old["titles"].elements.map { $0["title"].text } == ["Kepala Kantor A", "Kepala Dinas A"])
    #expect(old["titles"].elements.map { $0["from"].text } == ["2010-01-01", "2015-01-01"])
    #expect(old["successors"][0]["post"].text == "kadis-ab")
    #expect(old["successors"][0]["entries"].numbers == [8])
    #expect(old["successors"][1]["unit"].text == "dinas-ab")
    #expect(old["history"][0]["to"].text == "2025-02-13")
    #expect(old["history"][0]["continuedAs"].text == "kadis-ab")
    let new = try mutasi.json("post", "kadis-ab", "--at", "2025-03-01")
    #expect(new["predecessors"].elements.compactMap { $0["post"].text } == ["kadis-a"])
    #expect(new["predecessors"].elements.compactMap { $0["unit"].text } == ["dinas-a"])
  }

  @Test func `keeps the tenure of whoever is confirmed in it`() throws {
    let story = try mutasi.json("official", "ani", "--at", "2025-03-01")
    #expect(story["holds"].elements.map { $0["post"].text } == ["kadis-ab"])
    #expect(story["holds"][0]["since"].text == "2014-03-01")
    let history = story["history"].elements
    #expect(history.map { $0["post"].text } == ["kadis-a", "kadis-ab"])
    #expect(history[1]["from"].text == "2014-03-01")
    #expect(history[1]["confirmed"].text == "2025-02-13")
    #expect(history[1]["continuedFrom"].text == "kadis-a")
    // Before that it is no vacant post: it is still the other one.
    #expect(try post("kadis-ab", at: "2025-02-01")?["status"].text == "unknown")
    #expect(try post("kadis-ab", at: "2025-02-13")?["status"].text == "held")
  }

  @Test func `belongs to its old unit before the merger and to the successor after it`() throws {
    func posts(_ unit: String, _ day: String) throws -> [String?] {
      try mutasi.json("replay", "--at", day, "--unit", unit)["posts"].elements
        .map { $0["post"].text }
    }
    #expect(try posts("dinas-a", "2024-12-31") == ["kadis-a"])
    #expect(try posts("Dinas A", "2024-12-31") == ["kadis-a"])
    #expect(try posts("dinas-a", "2025-03-01") == ["kadis-ab"])
    #expect(try posts("dinas-ab", "2025-03-01") == ["kadis-ab"])
    #expect(try posts("dinas-ab", "2024-12-31") == [])
    let moves = try mutasi.json("audit", "--unit", "dinas a")["moves"].elements
    #expect(moves.map { $0["entry"].number } == [5, 8])
  }
}
