import Testing

@testable import Ledger

/// What is said of one post or official from a projection and what was recorded since is what the
/// whole journal says.
@Suite struct ProjectionTests {
  /// All that is shown of a post on some days.
  private static func shown(post id: String, _ replay: Replay) -> String {
    ReplayLawTests.days.compactMap { Day(parsing: $0) }.map { day in
      let replay = replay.moved(to: day)
      guard let post = replay.number(ofPost: id), let history = replay.history(ofPost: id) else {
        return "not there"
      }
      let isListed = replay.directory.isListed(post)
      return """
        \(isListed) \(replay.view(of: post)) \(history) \(replay.succession(of: post)) \
        \(replay.titles(ofPost: post))
        """
    }.joined(separator: "\n")
  }

  /// All that is shown of an official on some days.
  private static func shown(official id: String, _ replay: Replay) -> String {
    ReplayLawTests.days.compactMap { Day(parsing: $0) }.map { day in
      let replay = replay.moved(to: day)
      guard let official = replay.number(ofOfficial: id),
        let history = replay.history(ofOfficial: id)
      else { return "not there" }
      let name = replay.directory.name(official) ?? "-"
      return "\(name) \(replay.holdings(of: official)) \(history)"
    }.joined(separator: "\n")
  }

  static func source(_ bytes: [UInt8]) -> (Range<Int>) throws(SnapshotError) -> [UInt8] {
    { range throws(SnapshotError) in
      guard range.lowerBound >= 0, range.upperBound <= bytes.count else {
        throw SnapshotError(text: "beyond the end", offset: bytes.count)
      }
      return Array(bytes[range])
    }
  }

  /// Compares everything at every split of a journal; answers how many questions a projection
  /// answered, how many it left, and how many of whoever bears a name it answered.
  private static func compare(
    _ journal: SampleJournal, _ entries: [String]
  ) throws -> (answered: Int, left: Int, named: Int) {
    var counts = (answered: 0, left: 0, named: 0)
    let facts = try journal.facts()
    let whole = try Replay(facts, at: .distantFuture)
    try compareNear(journal, whole, entries)
    // Backwards, so that one is of all entries.
    for split in stride(from: journal.lines.count, through: 0, by: -3) {
      let bytes = Projection.bytes(
        of: try Replay(journal.facts(0..<split), at: .distantFuture), IDIndex())
      let tail = try journal.facts(split..<journal.lines.count)
      func ask(_ subject: Projection.Subject, _ show: (Replay) -> String, _ id: String) throws {
        guard
          let part = try Projection.replay(
            about: subject, after: tail, Self.source(bytes))
        else {
          counts.left += 1
          return
        }
        counts.answered += 1
        expectEqual(show(part), show(whole), "\(id), split at \(split)", entries)
      }
      for day in ReplayLawTests.days.compactMap({ Day(parsing: $0) }) {
        try ask(.everything(day), { $0.moved(to: day).digest }, "\(day)")
      }
      try askAll(whole, ask)
      counts.named += try compareNames(whole, entries) { subject throws(SnapshotError) in
        try Projection.replay(about: subject, after: tail, Self.source(bytes))
      }
    }
    return counts
  }

  /// Compares what is said of whoever is asked for by a name; answers how often something was.
  private static func compareNames(
    _ whole: Replay, _ entries: [String],
    _ ask: (Projection.Subject) throws(SnapshotError) -> Replay?
  ) throws -> Int {
    var answered = 0
    for word in 0..<UInt32(whole.facts.words.count) {
      let name = whole.facts.words.text(word)
      // As a person may type it.
      for text in [name, "  " + name.uppercased().replacing(" ", with: "   ")] {
        if whole.facts.posts.find(text) == nil, let part = try ask(.post(text)) {
          let ids = part.posts(called: text)
          #expect(ids == whole.posts(called: text), "\(text)")
          for id in ids { expectEqual(shown(post: id, part), shown(post: id, whole), id, entries) }
          answered += ids.count
        }
        if whole.facts.officials.find(text) == nil, let part = try ask(.official(text)) {
          let ids = part.officials(called: text)
          #expect(ids == whole.officials(called: text), "\(text)")
          for id in ids {
            expectEqual(shown(official: id, part), shown(official: id, whole), id, entries)
          }
          answered += ids.count
        }
      }
    }
    return answered
  }

  /// Asks about every post and official.
  private static func askAll(
    _ whole: Replay,
    _ ask: (Projection.Subject, (Replay) -> String, _ id: String) throws -> Void
  ) throws {
    for number in 0..<UInt32(whole.facts.posts.count) {
      let id = whole.facts.posts.text(number)
      try ask(.post(id), { shown(post: id, $0) }, id)
    }
    for number in 0..<UInt32(whole.facts.officials.count) {
      let id = whole.facts.officials.text(number)
      try ask(.official(id), { shown(official: id, $0) }, id)
    }
  }

  /// Expects one answer to be the other, and tells the journal where it is not.
  private static func expectEqual(
    _ one: String, _ other: String, _ question: String, _ entries: [String]
  ) {
    guard one != other else { return }
    let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
    Issue.record("\(question)\n\(numbered)\n\(one)\n---\n\(other)")
  }

  /// Compares what is said of every post and official from the acts near to it alone, and from the
  /// lines that may matter to it; answers how often these did not suffice.
  @discardableResult
  private static func compareNear(
    _ journal: SampleJournal, _ whole: Replay, _ entries: [String]
  ) throws -> Int {
    let facts = try journal.facts()
    var left = 0
    try askAll(whole) { subject, show, id in
      let near = try Replay(facts, at: .distantFuture, about: subject)
      #expect(near.facts.acts.count <= whole.facts.acts.count)
      expectEqual(show(near), show(whole), "\(id), by what is near", entries)
      if let sifted = try journal.sifted(about: subject) {
        expectEqual(show(sifted), show(whole), "\(id), by the lines that matter", entries)
      } else {
        left += 1
      }
    }
    return left
  }

  @Test func `a projection and what was recorded since say what the whole journal says`() throws {
    var (answered, named) = (0, 0)
    for (entries, journal) in try ReplayLawTests.journals(
      701...UInt64(700 + 10 * Soak.factor), length: 15, undoing: false)
    {
      let counts = try Self.compare(journal, entries)
      (answered, named) = (answered + counts.answered, named + counts.named)
    }
    #expect(answered > 150 && named > 50)
  }

  @Test func `where later entries change earlier ones, it answers rightly or not at all`() throws {
    var counts = (answered: 0, left: 0)
    for (entries, journal) in try ReplayLawTests.journals(
      20_001...UInt64(20_000 + 10 * Soak.factor), length: 15)
    {
      let own = try Self.compare(journal, entries)
      counts = (counts.answered + own.answered, counts.left + own.left)
    }
    #expect(counts.answered > 20 && counts.left > 20)
  }

  @Test func `the same holds of records, sightings, pools and undone decrees`() throws {
    var answered = 0
    for seed in 1...UInt64(20 * Soak.factor) {
      var random = RandomJournal(seed: seed)
      var undoing = UndoingJournal(seed: seed)
      for items in [random.items(), undoing.items()] {
        let journal = try UndoneReadingsTests.journal(items)
        answered += try Self.compare(journal, items.map { "\($0)" }).answered
      }
    }
    #expect(answered > 150)
  }

  @Test func `the same holds of oaths on known days, with little else among them`() throws {
    var answered = 0
    for seed in 1...UInt64(4 * Soak.factor) {
      for others in [0, 8] {
        var random = OathJournal(seed: seed, others: others)
        let entries = random.entries(24)
        answered += try Self.compare(SampleJournal(entries), entries).answered
      }
    }
    #expect(answered > 150)
  }

  /// A journal of few people on few posts; some ids are alike to those who do not compare bytes.
  private static func crowd(seed: UInt64, claims: Bool) throws -> (SampleJournal, [String]) {
    var generator = SeededGenerator(seed: seed)
    func pick<Element>(_ list: [Element]) -> Element {
      list[Int.random(in: list.indices, using: &generator)]
    }
    let posts = ["p1", "p2", "caf\u{e9}", "cafe\u{301}", "p5", "p6"]
    let officials = ["o1", "o2", "K", "\u{212A}", "o5"]
    var entries: [String] = []
    for entry in 0..<14 {
      let who = #""official":"\#(pick(officials))","post":"\#(pick(posts))""#
      let day = "2020-01-\(pick(Array(10...28)))"
      let target = entry == 0 ? 0 : pick(Array(0..<entry))
      let kinds = claims && entry > 2 ? 1...8 : 1...6
      let (type, data) =
        switch pick(Array(kinds)) {
        case 1: ("DutyStarted", who)
        case 2, 3: ("OfficialsInaugurated", #""lines":[{\#(who)}]"#)
        case 4:
          ("TenureRecorded", #"\#(who),"from":"2020-01-02","to":"2020-01-\#(pick([20, 25]))""#)
        case 5: ("OfficialsConfirmed", #""lines":[{\#(who),"from":"\#(pick(posts))"}]"#)
        case 6: ("OfficialsConfirmed", #""lines":[{\#(who)}]"#)
        case 7: ("ClaimDisputed", #""entries":[\#(target)],"field":"official""#)
        default:
          (
            "ClaimResolved",
            #""entries":[\#(target)],"field":"official","chosen":"\#(pick(officials))""#
          )
        }
      let effective = type == "TenureRecorded" ? "" : #""effective":"\#(day)","#
      entries.append(#"{"type":"\#(type)",\#(effective)"data":{\#(data)}}"#)
    }
    return (try SampleJournal(entries), entries)
  }

  @Test func `who was confirmed from post to post, or seen, is near as far as it decides`() throws {
    for seed in 1...UInt64(30 * Soak.factor) {
      let (journal, entries) = try Self.crowd(seed: seed, claims: false)
      let whole = try Replay(journal.facts(), at: .distantFuture)
      #expect(try Self.compareNear(journal, whole, entries) == 0)
    }
  }

  @Test func `the same holds of what is disputed and was resolved`() throws {
    // By the resolution budi had the post in which he is confirmed, so that he keeps the other.
    let kept = [
      #"{"type":"TenureRecorded","data":{"official":"carl","post":"a","from":"2005","to":"2020"}}"#,
      #"{"type":"ClaimResolved","data":{"chosen":"budi","entries":[0],"field":"official"}}"#,
      #"{"type":"OfficialsInaugurated","effective":"2011-10-27","#
        + #""data":{"lines":[{"official":"budi","post":"c"}]}}"#,
      #"{"type":"OfficialsConfirmed","effective":"2015-01-01","#
        + #""data":{"lines":[{"official":"budi","post":"a"}]}}"#,
    ]
    var answered = try Self.compare(SampleJournal(kept), kept).answered
    for seed in 1...UInt64(20 * Soak.factor) {
      let (journal, entries) = try Self.crowd(seed: 1000 + seed, claims: true)
      answered += try Self.compare(journal, entries).answered
    }
    #expect(answered > 150)
  }

  @Test func `who alone bears a name is found by it, and nobody where several do`() throws {
    func oath(_ official: String, _ name: String, _ post: String) -> String {
      #"{"type":"OfficialsInaugurated","effective":"2020-01-10","data":{"lines":[{"#
        + #""official":"\#(official)","name":"\#(name)","post":"\#(post)","title":"T \#(post)"}]}}"#
    }
    let entries = [
      oath("a", "Siti Aminah", "p"), oath("b", "Budi", "q"), oath("c", "BUDI", "r"),
      oath("a", "Dr. Siti", "s"),
    ]
    let replay = try Replay(SampleJournal(entries).facts(), at: .distantFuture)
    let bytes = Projection.bytes(of: replay, IDIndex())
    func ask(_ subject: Projection.Subject, _ tail: Facts = Facts()) throws -> Replay? {
      try Projection.replay(about: subject, after: tail, Self.source(bytes))
    }
    for name in ["Siti Aminah", "siti  aminah", "Dr. Siti"] {
      #expect(try ask(.official(name))?.officials(called: name) == ["a"])
    }
    for name in ["Budi", "budi", "Siti", "", " "] { #expect(try ask(.official(name)) == nil) }
    #expect(try ask(.post("t q"))?.posts(called: "t q") == ["q"])
    // Who bears it since then is not left out.
    let tail = try SampleJournal(entries + [oath("d", "SITI AMINAH", "u")]).facts(4..<5)
    #expect(try ask(.official("Siti Aminah"), tail) == nil)
    #expect(try ask(.official("Dr. Siti"), tail) != nil)
  }

  @Test func `of whoever was sworn into a post only what ended that is read`() throws {
    let entries = (1...28).map { day in
      #"{"type":"OfficialsInaugurated","effective":"2020-01-\#(day < 10 ? "0" : "")\#(day)","#
        + #""data":{"lines":[{"official":"o","post":"p\#(day)"}]}}"#
    }
    let replay = try Replay(SampleJournal(entries).facts(), at: .distantFuture)
    let bytes = Projection.bytes(of: replay, IDIndex())
    let part = try #require(
      try Projection.replay(about: .post("p7"), after: Facts(), Self.source(bytes)))
    #expect(part.facts.acts.count == 2)
    let facts = try SampleJournal(
      entries + [
        #"{"type":"OfficialsInaugurated","effective":"2020-02-01","#
          + #""data":{"lines":[{"official":"q","post":"p99"}]}}"#
      ]
    ).facts()
    #expect(try Replay(facts, at: .distantFuture, about: .post("p7")).facts.acts.count == 28)
    #expect(Self.shown(post: "p7", part) == Self.shown(post: "p7", replay))
  }

  @Test func `damaged bytes are refused or answer something, and never trap`() throws {
    let (entries, journal) = try #require(try ReplayLawTests.journals(901...901, length: 14).first)
    let whole = try Replay(journal.facts(), at: .distantFuture)
    let bytes = Projection.bytes(of: whole, IDIndex())
    let post = whole.facts.posts.text(0)
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[index] ^= 0xFF
      let part = try? Projection.replay(
        about: .post(post), after: Facts(), Self.source(damaged))
      _ = part.map { Self.shown(post: post, $0) }
      let day = try #require(Day(parsing: "2021-03-12"))
      let all = try? Projection.replay(
        about: .everything(day), after: Facts(), Self.source(damaged))
      _ = all?.digest
    }
    #expect(!entries.isEmpty)
  }
}

extension Projection {
  /// All bytes of a projection.
  static func bytes(of replay: Replay, _ ids: IDIndex) -> [UInt8] {
    var rest: [UInt8] = []
    let head = write(replay, ids) { rest += $0 }
    return head + rest
  }
}
