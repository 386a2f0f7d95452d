import Testing

@testable import Ledger

/// What undone lines and terms of elected heads say where the tenures they speak of are on record.
@Suite struct OnRecordTests {
  @Test func `a name without a date, however often it was said, gives way to a dated one`() throws {
    func named(_ name: String, _ on: String) -> String {
      #"{"type":"OfficialRegistered",\#(on)"data":{"official":"o","name":"\#(name)"}}"#
    }
    let said = named("Undated", "")
    let dated = named("Dated", #""effective":"2021-03-17","#)
    let orders = [[said, dated], [said, said, dated], [dated, said, said], [said, dated, said]]
    for entries in orders {
      let facts = try SampleJournal(entries).facts()
      for day in [try #require(Day(parsing: "2021-04-01")), .distantFuture] {
        #expect(try Replay(facts, at: day).directory.name(0) == "Dated")
      }
    }
  }

  private typealias Tenure = TenureTests

  private static func oath(_ on: String, _ lines: String, _ decree: String? = nil) -> String {
    let basis = decree.map { #","decree":{"number":"\#($0)","date":"\#(on)"}"# } ?? ""
    return Tenure.event("OfficialsInaugurated", on, #""lines":[\#(lines)]\#(basis)"#)
  }

  private func spans(_ replay: Replay, _ official: String) throws -> [String] {
    try #require(replay.history(ofOfficial: official)).map {
      "\($0.post) \($0.from ?? "")..\($0.to ?? "")"
    }
  }

  @Test func `what an annulled line left is no second tenure where one is on record`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-01", #"{"official":"x","post":"a"},{"official":"y","post":"b"}"#),
      Self.oath(
        "2021-01-01",
        #"{"official":"x","post":"b","from":"a"},{"official":"z","post":"a"}"#, "2"),
      Tenure.event(
        "DecreeAnnulled", "2021-03-01",
        #""decree":{"number":"2"},"lines":[{"official":"x","post":"b"}]"#),
    ])
    let replay = try journal.replay(at: "2021-06-01")
    #expect(try spans(replay, "x") == ["a 2020-01-01..2021-01-01"])
    #expect(replay.holders("a") == ["z definitive certain"])
    #expect(replay.holders("b") == ["y definitive certain"])
  }

  @Test func `an annulled confirmation gives back no post that was abolished before`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-01", #"{"official":"x","post":"k1"}"#),
      Tenure.event("PostAbolished", "2021-01-01", #""post":"k1""#),
      Tenure.event(
        "OfficialsConfirmed", "2021-02-01",
        #""decree":{"number":"3"},"lines":[{"official":"x","post":"k2","from":"k1"}]"#),
      Tenure.event("DecreeAnnulled", "2021-03-01", #""decree":{"number":"3"}"#),
    ])
    #expect(
      try spans(journal.replay(at: "2021-06-01"), "x") == ["k1 2020-01-01..2021-01-01"])
  }

  @Test func `a revocation of what was annulled anyway cuts nothing`() throws {
    let oaths = [
      Self.oath("2020-01-01", #"{"official":"x","post":"a"}"#),
      Self.oath("2021-01-01", #"{"official":"x","post":"b","from":"a"}"#, "2"),
    ]
    let revoked = Tenure.event("DecreeRevoked", "2021-06-01", #""decree":{"number":"2"}"#)
    let annulled = Tenure.event("DecreeAnnulled", "2021-07-01", #""decree":{"number":"2"}"#)
    for undoing in [[revoked, annulled], [annulled, revoked]] {
      let replay = try SampleJournal(oaths + undoing).replay(at: "2021-08-01")
      #expect(try spans(replay, "x") == ["a 2020-01-01.."])
    }
  }

  @Test func `an elected head overtakes whoever acted until then`() throws {
    let journal = try SampleJournal([
      Tenure.event(
        "ActingAssigned", "2024-01-08",
        #""post":"bupati","official":"pj","capacity":"interim","until":"2025-01-07""#),
      #"{"type":"HeadOfRegionTerm","data":{"post":"bupati","official":"h","from":"2025-02-20","#
        + #""to":"2030-02-20"}}"#,
    ])
    #expect(try journal.replay(at: "2025-02-19").holders("bupati") == ["pj interim possible"])
    #expect(try journal.replay(at: "2025-02-20").holders("bupati") == ["h definitive certain"])
    #expect(try spans(journal.replay(at: "2025-03-01"), "pj") == ["bupati 2024-01-08..2025-02-20"])
  }

  @Test func `a confirmation in the same post is told beside the tenure that continues`() throws {
    let journal = try SampleJournal([
      Self.oath("2020-01-01", #"{"official":"x","post":"k"}"#),
      Tenure.event("OfficialsConfirmed", "2021-02-01", #""lines":[{"official":"x","post":"k"}]"#),
    ])
    let history = try #require(journal.replay(at: "2021-03-01").history(ofPost: "k"))
    #expect(history.map(\.from) == ["2020-01-01"])
    #expect(history.map(\.confirmed) == ["2021-02-01"])
  }
}
