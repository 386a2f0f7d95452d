import Foundation
import Testing

/// The chiefs of mission and principal officers of the United States since 1779, 6,844 tenures, and
/// twelve questions whose answers another program has computed from the source.
@Suite struct `The careers of a foreign service` {
  private let mutasi: Harness
  private let answers: JSON
  /// What the import said of the list.
  private let report: JSON

  /// Where the list and the answers lie; none where the data are not beside the checkout.
  static let folder = SharedData.path("us-pocom")

  init() throws {
    mutasi = try Harness.journal()
    guard let folder = Self.folder else {
      answers = JSON(nil)
      report = JSON(nil)
      return
    }
    report = try mutasi.json("import", "careers", folder + "/tenures.csv", "--dataset", "pocom")
    let bytes = try Data(contentsOf: URL(filePath: folder + "/answers.json"))
    answers = JSON(try JSONSerialization.jsonObject(with: bytes))
  }

  @Test(.enabled(if: folder != nil))
  func `are answered for as their own record does, in twelve questions`() throws {
    try onDays()
    try histories()
    try counts()
    try moves()
    try quality()
    try again()
  }

  // MARK: The questions

  private func answer(_ number: Int) throws -> JSON {
    let id = "pocom-" + (number < 10 ? "0" : "") + "\(number)"
    return try #require(answers.all("id", id).first)["answer"]
  }

  /// 1 to 5: who held a post on a day, for certain and perhaps.
  private func onDays() throws {
    let (mission, secretary) = ("chief-of-mission/indonesia", "principal/secretary")
    try expect(try answer(1), mission, "1960-01-01")
    try expect(try answer(2), secretary, "1945-07-03")
    try expect(try answer(3), secretary, "1980-05-03")
    try expect(try answer(4)["1981-11-10"], mission, "1981-11-10")
    try expect(try answer(4)["1982-06-01"], mission, "1982-06-01")
    try expect(try answer(5), secretary, "2018-04-10")
  }

  private func expect(_ answer: JSON, _ post: String, _ day: String) throws {
    let view = try mutasi.json("post", "pocom:" + post, "--at", day)
    for (word, certainty) in [("yes", "certain"), ("maybe", "possible")] {
      let holders = view["holders"].all("certainty", certainty).map { holder in
        let tenure = view["history"].elements.first {
          $0["startedBy"].number == holder["entry"].number
        }
        let span = "\(tenure?["from"].text ?? "")..\(tenure?["to"].text ?? "")"
        let official = short(holder["official"].text)
        return "\(holder["name"].text ?? "") (\(official)) \(holder["capacity"].text ?? ""), "
          + "\(tenure?["title"].text ?? ""), \(span)"
      }
      #expect(holders == answer[word].texts, "\(post) on \(day)")
    }
  }

  private func short(_ id: String?) -> String { String((id ?? "").dropFirst("pocom:".count)) }

  /// 6 and 7: the whole history of an official, and of a post.
  private func histories() throws {
    let career = try mutasi.json("official", "pocom:newsom-david-dunlap")["history"].elements
    #expect(
      career.map {
        [
          $0["from"].text, $0["to"].text, short($0["post"].text), $0["title"].text,
          $0["capacity"].text,
        ]
      } == (try answer(6).elements.map { $0.elements.map(\.text) }))
    let post = try mutasi.json("post", "pocom:chief-of-mission/indonesia")["history"].elements
    #expect(
      post.map {
        [$0["from"].text, $0["to"].text ?? "", $0["name"].text, $0["capacity"].text]
      } == (try answer(7).elements.map { $0.elements.map(\.text) }))
  }

  /// 8 and 11: how much was held on a day, and by whom most.
  private func counts() throws {
    let posts = try mutasi.json("replay", "--at", "1900-01-01")["posts"].elements
    let held = posts.filter { !$0["holders"].all("certainty", "certain").isEmpty }
    let others = posts.filter {
      !$0["holders"].elements.isEmpty && $0["holders"].all("certainty", "certain").isEmpty
    }
    let undated = others.filter { $0["holders"].elements.allSatisfy { $0["since"].isNull } }
    let certain = entries(certainOf: posts)
    let forever = entries(
      certainOf: try mutasi.json("replay", "--at", "9999-12-31")["posts"].elements)
    let answer = try answer(8)
    #expect(held.count == answer["posts_certain"].number)
    #expect(others.count - undated.count == answer["posts_possible_partial_date"].number)
    #expect(undated.count == answer["posts_possible_no_start"].number)
    #expect(certain.count == answer["tenures_certain"].number)
    #expect(
      certain.intersection(forever).count
        == answer["tenures_certain_without_recorded_end"].number)

    var missions: [String: [String]] = [:]
    for post in try mutasi.json("replay", "--at", "1980-06-01")["posts"].elements {
      let id = short(post["post"].text)
      guard id.hasPrefix("chief-of-mission/") else { continue }
      for holder in post["holders"].all("certainty", "certain") {
        missions[short(holder["official"].text), default: []].append(id)
      }
    }
    let most = missions.values.map(\.count).max()
    let expected = try self.answer(11)
    let leaders = missions.filter { $0.value.count == most }
    #expect(leaders.keys.sorted() == expected.names)
    for (official, posts) in leaders { #expect(posts.sorted() == expected[official].texts) }
  }

  private func entries(certainOf posts: [JSON]) -> Set<Int> {
    Set(
      posts.flatMap { $0["holders"].all("certainty", "certain") }.compactMap { $0["entry"].number })
  }

  /// 9 and 10: who went from one post to another, and how many began in a month.
  private func moves() throws {
    for (question, from, to) in [
      ("lebanon->pakistan", "chief-of-mission/lebanon", "pakistan"),
      ("asean->indonesia", "mission-org/representative-to-asean", "indonesia"),
    ] {
      let moves = try mutasi.json(
        "audit", "--recorded", "--post", "pocom:chief-of-mission/" + to)
      let found = moves["moves"].all("from", "pocom:" + from)
      let expected = try answer(9)[question].elements
      #expect(found.map { $0["name"].text } == expected.map { $0[0].text })
      #expect(found.map { short($0["official"].text) } == expected.map { $0[1].text })
      #expect(found.map { $0["effective"].text } == expected.map { $0[4].text })
    }
    let month = try mutasi.json(
      "audit", "--recorded", "--from", "1961-06-01", "--to", "1961-06-30")["moves"].elements
    #expect(
      month.filter { $0["effective"].text?.count == 10 }.count
        == (try answer(10)["day_known"].number))
    #expect(
      month.filter { $0["effective"].text == "1961-06" }.count
        == (try answer(10)["month_only"].number))
  }

  /// 12: what looks wrong in the list, and under which titles a post was held.
  private func quality() throws {
    let findings = report["findings"]
    let answer = try answer(12)
    func count(_ kind: String) -> Int? {
      report["problems"].all("kind", kind).first?["count"].number
    }
    #expect(count("no-end") == answer["no_end"].number)
    #expect(count("no-start") == answer["no_start"].number)
    #expect(
      findings.all("kind", "no-end").filter { $0["from"].text.map { $0 < "1990" } ?? false }.count
        == answer["no_end_started_before_1990"].number)
    #expect(
      findings.all("kind", "end-before-start").map { [$0["from"].text, $0["to"].text] }
        == answer["end_before_start"].elements.map { [$0[1].text, $0[2].text] })
    #expect(count("several-titles") == answer["posts_with_2+_titles"].number)
    let view = try mutasi.json("post", "pocom:chief-of-mission/mexico")
    var titles: [String] = []
    for title in view["titles"].elements.compactMap({ $0["title"].text })
    where !titles.contains(title) { titles.append(title) }
    #expect(titles == answer["mexico_titles"].texts)

    // The question counts neighbours in a career only; the report also those whom another post,
    // held at the same time, stands between.
    let first = try #require(try mutasi.json("verify")["size"].number) - 6844
    var careers: [String: [(day: String, entry: Int)]] = [:]
    for move in try mutasi.json("audit", "--recorded")["moves"].elements {
      careers[move["official"].text ?? "", default: []].append(
        (move["effective"].text ?? "", move["entry"].number ?? -1))
    }
    let retitled = findings.all("kind", "retitled").filter { finding in
      let career = (careers[finding["official"].text ?? ""] ?? []).sorted { $0 < $1 }
      func place(_ line: Int?) -> Int {
        career.firstIndex { $0.entry == first + (line ?? 0) - 2 } ?? -1
      }
      return place(finding["line"].number) - place(finding["others"][0].number) == 1
    }
    #expect(retitled.count == answer["retitled_in_place_same_day"].number)
  }

  /// The same list again, under another name of the file, adds nothing; the journal holds.
  private func again() throws {
    let list = try #require(Self.folder) + "/tenures.csv"
    let repeated = try mutasi.run(
      ["import", "careers", "-", "--dataset", "pocom", "--format", "json"],
      stdin: try String(contentsOfFile: list, encoding: .utf8))
    #expect(try repeated.json()["entries"].number == 0)
    #expect(try repeated.json()["known"].number == 6844)
    #expect(try repeated.json()["vanished"].number == 0)
    #expect(try mutasi.run("verify").code == 0)
  }
}
