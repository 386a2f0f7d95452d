import Foundation
import Testing

/// The journal that is shipped: five real cases, asked what their readers would ask.
@Suite struct `The founding journal` {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private let harness: Harness

  init() throws { harness = try Harness() }

  private func ask(_ arguments: String..., code: Int32 = 0) throws -> JSON {
    let outcome = try harness.run(
      arguments + ["--journal", Self.package + "/journal", "--format", "json"])
    try #require(outcome.code == code, "\(outcome.stderr)")
    return try outcome.json()
  }

  private func replay(_ day: String, _ region: String) throws -> JSON {
    try ask("replay", "--at", day, "--region", region)
  }

  @Test func `is what its event files give`() throws {
    let build = Process()
    build.executableURL = URL(fileURLWithPath: "/bin/bash")
    build.arguments = [
      Self.package + "/Tests/Founding/build.sh", Harness.program, harness.path("rebuilt"),
    ]
    build.environment = ["PATH": "/usr/bin:/bin", "MUTASI_KEY": harness.path("founding.key")]
    build.standardOutput = FileHandle.nullDevice
    try build.run()
    build.waitUntilExit()
    #expect(build.terminationStatus == 0)
    let rebuilt = try harness.run("verify", "--journal", "rebuilt", "--format", "json").json()
    let shipped = try ask("verify")
    #expect(rebuilt["size"].number == shipped["size"].number)
    #expect(rebuilt["root"].text == shipped["root"].text)
  }

  @Test func `verifies`() throws {
    let answer = try ask("verify")
    #expect(answer["findings"].elements.isEmpty)
    #expect(answer["levels"].elements.allSatisfy { $0["ok"].flag == true })
    #expect(answer["key"].text?.hasPrefix("mutasi.example/founding+") == true)
  }

  @Test func `has Jembrana's rotation scheduled on the day of the briefing`() throws {
    let answer = try replay("2021-07-27", "51.01")
    try #require(answer["rotations"].elements.count == 1)
    let rotation = answer["rotations"][0]
    #expect(rotation["stage"].text == "scheduled")
    #expect(rotation["briefed"].number == 87)
    #expect(rotation["scheduledFor"].text == "2021-07-28")
    #expect(rotation["inaugurated"].isNull)
    #expect(rotation["named"].number == 0)
    #expect(rotation["unconfirmed"].flag == false)
    let regent = answer["posts"].all("post", "51.01/bupati")[0]
    #expect(regent["status"].text == "held")
    #expect(regent["holders"][0]["name"].text == "I Nengah Tamba")
    #expect(regent["holders"][0]["certainty"].text == "certain")
  }

  @Test func `has Jembrana's inauguration overdue and unconfirmed afterwards`() throws {
    let answer = try replay("2021-08-15", "51.01")
    try #require(answer["rotations"].elements.count == 1)
    #expect(answer["rotations"][0]["inaugurated"].isNull)
    #expect(answer["rotations"][0]["unconfirmed"].flag == true)
    let overdue = answer["obligations"].all("state", "overdue").filter {
      $0["kind"].text == "inauguration"
    }
    #expect(overdue.count == 1)
  }

  @Test func `has no rotation in Jembrana a week before, and its regent since February`() throws {
    let answer = try replay("2021-07-20", "51.01")
    #expect(answer["rotations"].elements.isEmpty)
    let holder = answer["posts"].all("post", "51.01/bupati")[0]["holders"][0]
    #expect(holder["certainty"].text == "certain")
    #expect(holder["since"].text == "2021-02-26")
    let source = try ask("show", String(try #require(holder["entry"].number)))
    let sources = source["entries"][0]["event"]["data"]["sources"].elements
    #expect(sources.contains { $0["publisher"].text == "Bali Tribune" })
  }

  @Test(arguments: ["2021-11-01", "2021-12-01"])
  func `attests Banyuwangi's regent on the day she spoke only`(day: String) throws {
    let regent = try replay(day, "35.10")["posts"].all("post", "35.10/bupati")[0]
    #expect(regent["holders"].elements.count == 1)
    #expect(regent["holders"][0]["name"].text == "Ipuk Fiestiandani")
    #expect(regent["holders"][0]["certainty"].text == "possible")
  }

  @Test func `has 131 inaugurated in Banyuwangi, on a disputed day`() throws {
    let answer = try replay("2021-11-06", "35.10")
    try #require(answer["rotations"].elements.count == 1)
    #expect(answer["rotations"][0]["inaugurated"].number == 131)
    #expect(answer["rotations"][0]["named"].number == 0)
    let evaluation = answer["obligations"].all("kind", "evaluation")
    try #require(evaluation.count == 1)
    #expect(["2022-05-05", "2022-05-06"].contains(evaluation[0]["due"].text))
    #expect(evaluation[0]["basis"].text?.contains("2021-11-06") == true)
    #expect(evaluation[0]["state"].text == "open")
    let dispute = answer["disputes"].elements.first { $0["field"].text == "effective" }
    let values = try #require(dispute)["values"].elements.compactMap { $0["value"].text }
    #expect(Set(values) == ["2021-10-05", "2021-11-05", "../2021-11-06"])
    #expect(dispute?["chosen"].isNull == true)
  }

  @Test func `has Banyuwangi's evaluation overdue in June`() throws {
    let answer = try replay("2022-06-01", "35.10")
    #expect(answer["obligations"].all("kind", "evaluation").map { $0["state"].text } == ["overdue"])
  }

  @Test func `has 72 inaugurated and two headcounts in Tegal`() throws {
    let answer = try replay("2021-09-16", "33.28")
    #expect(answer["rotations"].elements.map { $0["inaugurated"].number } == [72])
    let counts = answer["headcounts"].elements.map {
      [$0["asOf"].text, "\($0["count"].number ?? 0)"]
    }
    #expect(counts == [["2020", "9638"], ["2021", "9122"]])
  }

  @Test func `has Pangkep's 21 points as claimed and every statement by itself`() throws {
    let log = try ask("log", "--region", "73.10", "--type", "DirectiveIssued")
    try #require(log["entries"].elements.count == 1)
    let directive = log["entries"][0]
    #expect(directive["effective"].text == "2021-03-01")
    #expect(directive["data"]["claimedCount"].number == 21)
    #expect(directive["data"]["points"].elements.count == 23)
    let shown = try ask("show", String(try #require(directive["entry"].number)))
    #expect(shown["entries"][0]["event"]["data"]["points"].elements.count == 23)
  }

  @Test func `has Balangan's directive no later than the day it was published`() throws {
    let answer = try replay("2020-06-01", "63.11")
    #expect(answer["directives"].elements.map { $0["effective"].text } == ["../2020-01-13"])
  }

  @Test func `audits groups, and nothing that was only planned`() throws {
    let audit = try ask("audit", "--from", "2021-01-01", "--to", "2021-12-31")
    let groups = audit["moves"].elements.filter { !$0["group"].isNull }
    let counts = groups.compactMap { $0["group"]["count"].number }
    #expect(counts.sorted() == [44, 72, 131])
    let jembrana = audit["moves"].elements.filter { $0["rotation"].text == "51.01/2021-07" }
    #expect(jembrana.isEmpty)
  }

  @Test(arguments: ["replay", "audit", "log"])
  func `was empty the day before it was written`(verb: String) throws {
    let answer = try ask(verb, "--known-on", "2026-11-22")
    #expect(answer["size"].number == 0)
    for section in ["posts", "rotations", "moves", "entries"] {
      #expect(answer[section].elements.isEmpty)
    }
  }
}
