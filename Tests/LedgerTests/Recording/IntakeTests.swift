import Testing

@testable import Ledger

/// How a batch is judged: whole or not at all, with every problem, and repetitions told apart.
@Suite struct IntakeTests {
  private static let clock = Instant(milliseconds: 1_800_000_000_000)

  /// Judges texts against a journal, as an append does.
  private static func intake(
    _ texts: [String], into journal: SampleJournal = SampleJournal(), source: String? = "/office",
    region: String? = nil, recordedBy: String? = nil, keepsTime: Bool = false,
    latest: Instant = SampleJournal.time(0)
  ) throws -> Intake {
    let (drafts, problems) = Draft.read(Array(texts.joined(separator: "\n").utf8), file: "f")
    #expect(problems.isEmpty)
    var known: [String: (entry: Int, line: [UInt8])] = [:]
    for (number, line) in journal.lines.enumerated() {
      guard let id = try JSONParser.parse(line)[.id]?.text else { continue }
      if Intake.ids(of: drafts).contains(id) { known[id] = (number, line) }
    }
    var ids = (0..<100).reversed().map { "new-\($0)" }
    return Intake(
      drafts,
      filling: Filling(
        source: source, region: region, recordedBy: recordedBy, time: clock, keepsTime: keepsTime),
      facts: try journal.facts(), known: known, clock: clock, latest: latest,
      makeID: { ids.popLast() ?? "?" })
  }

  /// A journal of lines that an intake gave.
  private static func journal(_ intake: Intake) throws -> SampleJournal {
    var journal = SampleJournal()
    for line in intake.lines { try journal.add(kept: line) }
    return journal
  }

  private static func codes(_ intake: Intake) -> [LineError.Code] {
    intake.refusals.map(\.error.code)
  }

  private static func oath(_ official: String = "a", more: String = "") -> String {
    #"{"type":"OfficialsInaugurated","effective":"2021-01-10"\#(more),"data":{"lines":["#
      + #"{"official":"\#(official)","post":"p"}]}}"#
  }

  // MARK: Filling

  @Test func `an entry is completed with all that the recorder need not write`() throws {
    let intake = try Self.intake([Self.oath()], region: "35.10", recordedBy: "clerk")
    let value = try JSONParser.parse(try #require(intake.lines.first))
    #expect(value[.id]?.text == "new-0")
    #expect(value[.specversion]?.text == "1.0")
    #expect(value[.source]?.text == "/office")
    #expect(value[.region]?.text == "35.10")
    #expect(value[.recordedby]?.text == "clerk")
    #expect(value[.recordedtime]?.text == Self.clock.description)
    #expect(EntryChecker.problems(of: value).isEmpty)
  }

  @Test func `what the recorder wrote is not filled over`() throws {
    let own = #","id":"x","source":"/own","region":"51.01""#
    let intake = try Self.intake([Self.oath(more: own)], region: "35.10")
    let value = try JSONParser.parse(try #require(intake.lines.first))
    #expect(value[.id]?.text == "x")
    #expect(value[.source]?.text == "/own")
    #expect(value[.region]?.text == "51.01")
  }

  private static func numbers(_ data: String) throws -> [Int]? {
    let intake = try intake([
      #"{"type":"OfficialsInaugurated","effective":"2021-01-10","data":\#(data)}"#
    ])
    let line = intake.lines.first
    return try line.map { try JSONParser.parse($0)[.data]?[.lines]?.elements ?? [] }?
      .compactMap { $0[.no]?.integer }
  }

  @Test func `lines get the numbers that are left and no number stands twice`() throws {
    let line = #"{"official":"a","post":"p"}"#
    #expect(try Self.numbers(#"{"lines":[\#(line),\#(line)]}"#) == [1, 2])
    let given = #"{"official":"a","post":"p","no":2}"#
    #expect(try Self.numbers(#"{"lines":[\#(line),\#(given),\#(line)]}"#) == [1, 2, 3])
    #expect(try Self.numbers(#"{"lines":[\#(given),\#(given)]}"#) == nil)
  }

  @Test func `the lines of a replacement get numbers too`() throws {
    let journal = try SampleJournal([Self.oath()])
    let intake = try Self.intake(
      [
        #"{"type":"EntryCorrected","data":{"entry":0,"reason":"x","replacement":"#
          + Self.oath("b") + "}}"
      ], into: journal)
    let value = try JSONParser.parse(try #require(intake.lines.first))
    let lines = value[.data]?[.replacement]?[.data]?[.lines]?.elements
    #expect(lines?.map { $0[.no]?.integer } == [1])
  }

  // MARK: Repetition

  @Test func `the same id with the same content is answered with its number`() throws {
    let first = try Self.intake([Self.oath(more: #","id":"x""#)], recordedBy: "one")
    let journal = try Self.journal(first)
    let spaced = Self.oath(more: #", "id" : "x", "datacontenttype":"application/json""#)
    for text in [Self.oath(more: #","id":"x""#), spaced] {
      let again = try Self.intake([text, Self.oath("b")], into: journal, recordedBy: "two")
      #expect(again.refusals.isEmpty)
      #expect(again.receipts.map(\.entry) == [0, 1])
      #expect(again.receipts.map(\.isRepeated) == [true, false])
      #expect(again.lines.count == 1)
    }
  }

  @Test func `what the call fills in does not make other content`() throws {
    let first = try Self.intake([Self.oath(more: #","id":"x""#)], source: "/one", region: "35.10")
    let journal = try Self.journal(first)
    let again = try Self.intake(
      [Self.oath(more: #","id":"x""#)], into: journal, source: "/two", region: "51.01")
    #expect(again.receipts.map(\.isRepeated) == [true])
  }

  @Test func `the same id with other content is refused`() throws {
    let journal = try Self.journal(try Self.intake([Self.oath(more: #","id":"x""#)]))
    let others = [
      Self.oath("b", more: #","id":"x""#), Self.oath(more: #","id":"x","region":"35.10""#),
      Self.oath(more: #","id":"x","source":"/other""#),
    ]
    for other in others {
      let intake = try Self.intake([other], into: journal)
      #expect(Self.codes(intake) == [.duplicateName])
      #expect(intake.lines.isEmpty)
    }
  }

  @Test func `a repetition within the batch is recorded once`() throws {
    let text = Self.oath(more: #","id":"x""#)
    let intake = try Self.intake([text, text])
    #expect(intake.lines.count == 1)
    #expect(intake.receipts.map(\.entry) == [0, 0])
    #expect(intake.receipts.map(\.isRepeated) == [false, true])
    let refused = try Self.intake([text, Self.oath("b", more: #","id":"x""#)])
    #expect(refused.lines.isEmpty)
    #expect(Self.codes(refused) == [.duplicateName])
  }

  // MARK: References

  private static func retraction(_ entry: Int) -> String {
    #"{"type":"EntryRetracted","data":{"entry":\#(entry),"reason":"x"}}"#
  }

  @Test func `an entry refers to earlier entries only`() throws {
    let journal = try SampleJournal([Self.oath()])
    #expect(try Self.intake([Self.retraction(0)], into: journal).refusals.isEmpty)
    #expect(Self.codes(try Self.intake([Self.retraction(1)], into: journal)) == [.unknownReference])
    let batch = [Self.oath("b"), Self.retraction(1)]
    #expect(try Self.intake(batch, into: journal).refusals.isEmpty)
    let dispute = #"{"type":"ClaimDisputed","data":{"entries":[0,7]}}"#
    let refused = try Self.intake([dispute], into: journal)
    #expect(refused.refusals.map(\.error.path) == ["data.entries[1]"])
  }

  @Test func `every problem of a batch is listed and none that is not one`() throws {
    let bad = #"{"type":"OfficialsInaugurated","data":{"lines":[]},"colour":"red"}"#
    let intake = try Self.intake([bad, Self.retraction(0), Self.retraction(9)])
    #expect(intake.lines.isEmpty)
    #expect(Set(intake.refusals.map(\.line)) == [1, 3])
    #expect(intake.refusals.filter { $0.line == 1 }.count >= 3)
  }

  // MARK: Decrees

  private static func decree(_ decree: String) -> String {
    #"{"type":"DecreeIssued","effective":"2021-01-04","data":{"decree":\#(decree)}}"#
  }

  private static func annulled(_ decree: String, after entries: [String]) throws -> Bool {
    let text =
      #"{"type":"DecreeAnnulled","effective":"2021-06-01","data":{"decree":\#(decree)}}"#
    let recorded = try intake([text], into: try SampleJournal(entries))
    let inBatch = try intake(entries + [text])
    #expect(recorded.refusals.isEmpty == inBatch.refusals.isEmpty)
    #expect(codes(recorded).allSatisfy { $0 == .unknownReference })
    return recorded.refusals.isEmpty
  }

  @Test func `a decree is found whatever its blanks and case`() throws {
    let full = #"{"number":"821.2 / 099","issuer":"Bupati Banyuwangi","date":"2021-01-04"}"#
    let other = #"{"number":"821.2/099","issuer":"BUPATI  banyuwangi","date":"2021-01-04"}"#
    #expect(try Self.annulled(other, after: [Self.decree(full)]))
    #expect(try Self.annulled(#"{"number":"821.2/099"}"#, after: [Self.decree(full)]))
    #expect(try !Self.annulled(#"{"number":"821.2/100"}"#, after: [Self.decree(full)]))
    #expect(
      try !Self.annulled(#"{"number":"821.2/099","issuer":"Gubernur"}"#, after: [Self.decree(full)])
    )
    #expect(try !Self.annulled(other, after: []))
  }

  @Test func `a number that is not unique needs issuer or date`() throws {
    let entries = [
      Self.decree(#"{"number":"1","issuer":"A","date":"2020-01-01"}"#),
      Self.decree(#"{"number":"1","issuer":"B","date":"2021-01-01"}"#),
    ]
    #expect(try !Self.annulled(#"{"number":"1"}"#, after: entries))
    #expect(try Self.annulled(#"{"number":"1","issuer":"b"}"#, after: entries))
    #expect(try Self.annulled(#"{"number":"1","date":"2020-01-01"}"#, after: entries))
  }

  @Test func `an entry that names less of a decree does not make it two`() throws {
    let entries = [
      Self.decree(#"{"number":"1","issuer":"A","date":"2020-01-01"}"#),
      #"{"type":"OfficialsInaugurated","effective":"2021-01-10","data":{"group":{"count":1},"#
        + #""decree":{"number":"1","issuer":"A"}}}"#,
    ]
    #expect(try Self.annulled(#"{"number":"1"}"#, after: entries))
    #expect(
      try Self.annulled(#"{"number":"1","issuer":"A","date":"2020-01-01"}"#, after: entries))
  }

  // MARK: Times

  private static func timed(_ time: Instant) -> String {
    oath(more: #","recordedtime":"\#(time)""#)
  }

  @Test func `a time of recording is refused unless times are kept`() throws {
    let early = Self.timed(SampleJournal.time(1))
    #expect(Self.codes(try Self.intake([early])) == [.badValue])
    let kept = try Self.intake([early], keepsTime: true)
    #expect(kept.refusals.isEmpty)
    #expect(
      try JSONParser.parse(try #require(kept.lines.first))[.recordedtime]?.text
        == SampleJournal.time(1).description)
    #expect(Self.codes(try Self.intake([Self.oath()], keepsTime: true)) == [.missingField])
  }

  @Test func `kept times neither run backwards nor lie in the future`() throws {
    let ahead = Instant(milliseconds: 1_800_000_000_001)
    #expect(Self.codes(try Self.intake([Self.timed(ahead)], keepsTime: true)) == [.badValue])
    #expect(try Self.intake([Self.timed(Self.clock)], keepsTime: true).refusals.isEmpty)
    let backwards = [Self.timed(SampleJournal.time(2)), Self.timed(SampleJournal.time(1))]
    #expect(Self.codes(try Self.intake(backwards, keepsTime: true)) == [.badValue])
    let level = [Self.timed(SampleJournal.time(2)), Self.timed(SampleJournal.time(2))]
    #expect(try Self.intake(level, keepsTime: true).refusals.isEmpty)
  }

  @Test func `what is undone is on record`() throws {
    let undoing = #"{"type":"DecreeAnnulled","effective":"2021-02-01","data":{"rotation":"r"}}"#
    let refused = try Self.intake([undoing])
    #expect(Self.codes(refused) == [.unknownReference])
    #expect(refused.refusals.first?.error.path == "data.rotation")
    let briefed =
      #"{"type":"OfficialsBriefed","effective":"2021-01-01","data":{"rotation":"r"}}"#
    #expect(try Self.intake([briefed, undoing]).refusals.isEmpty)
    let journal = try Self.journal(Self.intake([briefed]))
    #expect(try Self.intake([undoing], into: journal).refusals.isEmpty)
  }
}
