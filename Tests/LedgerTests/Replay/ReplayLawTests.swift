import Testing

@testable import Ledger

/// Laws that hold for every journal, tried on random ones; a failure shows the entries.
@Suite struct ReplayLawTests {
  static let days = ["2021-03-04", "2021-03-12", "2021-03-21", "2021-04-02"]

  /// Everything a reader can see on the days, from facts.
  static func digest(_ facts: Facts) throws -> String {
    let replay = try Replay(facts, at: .distantFuture)
    return days.compactMap { Day(parsing: $0) }.map { replay.moved(to: $0).digest }
      .joined(separator: "\n---\n")
  }

  static func same(
    _ one: Facts, _ other: Facts, _ what: String, _ entries: [String]
  ) throws {
    let first = try digest(one)
    let second = try digest(other)
    guard first != second else { return }
    let difference = zip(first.split(separator: "\n"), second.split(separator: "\n"))
      .first { $0 != $1 }
    let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
    Issue.record(
      "\(what)\n\(numbered)\n\(difference?.0 ?? "more")\n\(difference?.1 ?? "or less")")
  }

  /// Random journals with their texts, one for each seed.
  static func journals(
    _ seeds: ClosedRange<UInt64>, length: Int, undoing: Bool = true
  ) throws -> [(entries: [String], journal: SampleJournal)] {
    try seeds.map { seed in
      var random = VariedJournal(seed: seed)
      let entries = random.entries(length, undoing: undoing)
      return (entries, try SampleJournal(entries))
    }
  }

  /// Does many pieces of work, the last one first.
  struct Reversed: Workforce {
    let size: Int

    func pieces(of amount: Int) -> Int { size }

    func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
      (0..<count).reversed().map(work).reversed()
    }
  }

  @Test func `tenures do not depend on how many build them`() throws {
    var (terms, sightings) = (0, 0)
    for (entries, journal) in try Self.journals(401...440, length: 20) {
      let facts = try journal.facts()
      let alone = try Replay(facts, at: .distantFuture)
      for size in [1, 2, 3, 7, 50] {
        let shared = try Replay(facts, at: .distantFuture, by: Reversed(size: size))
        #expect(shared.digest == alone.digest, "\(size): \(entries)")
        let isSame =
          Array(shared.register.tenures) == Array(alone.register.tenures)
          && "\(shared.register.sightings)" == "\(alone.register.sightings)"
          && "\(shared.register.terms)" == "\(alone.register.terms)"
        #expect(isSame, "\(size): \(entries)")
        #expect(shared.register.postRanges == alone.register.postRanges)
      }
      let posts = alone.register.postRanges.dropFirst()
      let later = alone.register.tenures[(posts.first?.lowerBound ?? 0)...]
      terms += later.count { !$0.terms.isEmpty }
      sightings += later.count { $0.seen >= 0 }
    }
    // Both kinds of places in other lists were met.
    #expect(terms > 0 && sightings > 0)
  }

  @Test func `stretches joined at any point say what one reading says`() throws {
    for (entries, journal) in try Self.journals(1...25, length: 12) {
      let whole = try journal.facts()
      for split in 0...entries.count {
        var joined = try journal.facts(0..<split)
        joined.append(try journal.facts(split..<entries.count))
        #expect(joined.count == whole.count)
        try Self.same(whole, joined, "split at \(split)", entries)
      }
      var singly = Facts()
      for number in entries.indices { singly.append(try journal.facts(number..<number + 1)) }
      try Self.same(whole, singly, "entry by entry", entries)
    }
  }

  @Test func `what was known through an entry does not change when entries are appended`() throws {
    for (entries, journal) in try Self.journals(101...125, length: 12) {
      for count in stride(from: 0, through: entries.count, by: 3) {
        let then = try journal.facts(0..<count)
        try Self.same(
          then, try journal.facts(known: .through(count - 1)), "through \(count - 1)", entries)
        guard count > 0 else { continue }
        let time = journal.times[count - 1]
        try Self.same(
          then, try journal.facts(known: .recordedBy(time)), "by \(time)", entries)
      }
    }
  }

  @Test func `what is known now is everything`() throws {
    for (entries, journal) in try Self.journals(201...240, length: 14) {
      let now = try #require(journal.times.last)
      try Self.same(
        try journal.facts(), try journal.facts(known: .recordedBy(now)), "known now", entries)
    }
  }

  @Test func `every prefix of a journal can be replayed to any day`() throws {
    for (entries, journal) in try Self.journals(301...330, length: 15) {
      for count in 0...entries.count {
        let replay = try Replay(try journal.facts(0..<count), at: .distantPast)
        for day in [Day.distantPast, .first, .last, .distantFuture] {
          _ = replay.moved(to: day).digest
        }
        _ = try Invariants.warnings(
          before: try journal.facts(0..<count), after: try journal.facts())
      }
    }
  }

  @Test func `a retraction that is retracted leaves everything as it was`() throws {
    for (entries, journal) in try Self.journals(401...440, length: 10) {
      for target in entries.indices {
        var undone = journal
        try undone.add(#"{"type":"EntryRetracted","data":{"entry":\#(target),"reason":"x"}}"#)
        try undone.add(
          #"{"type":"EntryRetracted","data":{"entry":\#(entries.count),"reason":"x"}}"#)
        try Self.same(try journal.facts(), try undone.facts(), "retracted \(target)", entries)
      }
    }
  }

  @Test func `a retracted entry might as well not have been recorded`() throws {
    let inert =
      #"{"type":"ElectionStageSet","data":{"election":"e","stage":"vote","on":"2020"}}"#
    for (entries, journal) in try Self.journals(501...540, length: 10, undoing: false) {
      for target in entries.indices {
        var undone = journal
        try undone.add(#"{"type":"EntryRetracted","data":{"entry":\#(target),"reason":"x"}}"#)
        var without = entries
        without[target] = inert
        try Self.same(
          try SampleJournal(without).facts(), try undone.facts(), "retracted \(target)", entries)
      }
    }
  }

  @Test func `a corrected entry says what its replacement would have said`() throws {
    var random = VariedJournal(seed: 7)
    for (entries, journal) in try Self.journals(601...640, length: 10, undoing: false) {
      for target in entries.indices {
        let replacement = random.plain()
        var corrected = journal
        try corrected.add(
          #"{"type":"EntryCorrected","data":{"entry":\#(target),"reason":"x","replacement":"#
            + replacement + "}}")
        var rightly = entries
        rightly[target] = replacement
        try Self.same(
          try SampleJournal(rightly).facts(), try corrected.facts(),
          "corrected \(target) to \(replacement)", entries)
      }
    }
  }

  // MARK: Order of recording

  /// Whether two entries touch no post and no official in common, or fall on different days.
  static func areIndependent(_ one: Item, _ other: Item) -> Bool {
    guard let first = one.touched, let second = other.touched else { return false }
    let isApart = first.ids.isDisjoint(with: second.ids)
    guard let days = first.days, let otherDays = second.days else { return isApart }
    return isApart || days.last < otherDays.first || otherDays.last < days.first
  }

  static func view(_ items: [Item]) throws -> String {
    var journal = SampleJournal()
    for item in items {
      if let json = item.json([:]) { try journal.add(json, checked: false) }
    }
    let replay = try Replay(try journal.facts(), at: .distantFuture)
    return Span.calendar.compactMap { Day(parsing: Span.text($0)) }.map { day in
      "\(day): "
        + replay.moved(to: day).posts().map { post in
          "\(post.post) \(post.status) "
            + post.holders.map {
              "\($0.official)/\($0.capacity)/\($0.since ?? "-")/\($0.certainty)"
            }.sorted().joined(separator: " ")
        }.joined(separator: "; ")
    }.joined(separator: "\n")
  }

  @Test func `independent entries may be recorded in any order`() throws {
    var swaps = 0
    for seed in UInt64(20_001)...20_500 {
      var random = RandomJournal(seed: seed)
      let items = random.items().filter { $0.touched != nil }
      guard items.count > 1 else { continue }
      let expected = try Self.view(items)
      for index in 1..<items.count where Self.areIndependent(items[index - 1], items[index]) {
        var swapped = items
        swapped.swapAt(index - 1, index)
        swaps += 1
        let found = try Self.view(swapped)
        guard found != expected else { continue }
        let lines = items.compactMap { $0.json([:]) }.joined(separator: "\n")
        let difference = zip(expected.split(separator: "\n"), found.split(separator: "\n"))
          .first { $0 != $1 }
        Issue.record(
          """
          seed \(seed), entries \(index - 1) and \(index)
          \(lines)
          \(difference?.0 ?? "")
          \(difference?.1 ?? "")
          """)
      }
    }
    #expect(swaps > 500)
  }
}

extension Item {
  /// The posts and officials of an entry and its days, where it has days; nil where it undoes.
  var touched: (ids: Set<String>, days: Span?)? {
    switch what {
    case .inaugurated(let lines, _), .confirmed(let lines, _):
      return (Item.ids(lines), on)
    case .decreed(let lines, _, _, let tmt): return (Item.ids(lines), tmt ?? on)
    case .recorded(let official, let post, _, _, _, _): return (["o\(official)", "p\(post)"], nil)
    case .started(let official, let post), .left(let official, let post, _):
      return (["o\(official)", "p\(post)"], on)
    case .acting(_, let official, let post, _): return (["o\(official)", "p\(post)"], on)
    case .departed(let official): return (["o\(official)"], on)
    case .abolished(let post): return (["p\(post)"], on)
    case .established(let post, _): return (["p\(post)"], nil)
    case .retracted, .corrected, .undone, .identified, .resolved, .stood: return nil
    }
  }

  private static func ids(_ lines: [Happening.Line]) -> Set<String> {
    Set(
      lines.flatMap { line in
        (line.official.map { ["o\($0)"] } ?? [])
          + [line.post, line.from].compactMap { $0 }.map { "p\($0)" }
      })
  }
}
