import Testing

@testable import Ledger

/// What a check must be, whatever is recorded.
@Suite("A check") struct CheckLawTests {
  static let rules = Rule.all.filter { !$0.isStrict }

  /// Ordinary moves on exact days: from post to post, with approvals of nobody, departures at the
  /// end.
  private static func ordinary(_ seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    let officials = 12
    var holder: [Int: Int] = [:]
    var post: [Int: Int] = [:]
    var gone: Set<Int> = []
    var entries: [String] = []
    for step in 1...40 {
      let month = (step - 1) / 28 + 1
      let day = "2021-0\(month)-" + ((step - 1) % 28 < 9 ? "0" : "") + "\((step - 1) % 28 + 1)"
      let official = Int.random(in: 0..<officials, using: &generator)
      guard !gone.contains(official) else { continue }
      let wanted = Int.random(in: 0..<8, using: &generator)
      switch Int.random(in: 1...10, using: &generator) {
      case 1:
        entries.append(
          TenureTests.event("OfficialRetired", day, #""official":"o\#(official)""#))
        gone.insert(official)
        if let left = post[official] { holder[left] = nil }
        post[official] = nil
      case 2 where post[official] != nil:
        entries.append(TenureTests.left(day, "o\(official)", "p\(post[official] ?? 0)"))
        if let left = post[official] { holder[left] = nil }
        post[official] = nil
      case 3:
        entries.append(
          TenureTests.event(
            "ActingAssigned", day,
            #""official":"o\#(official)","post":"p\#(wanted)","until":"2021-12-31""#))
      default:
        let left = post[official]
        let from = left.map { #","from":"p\#($0)""# } ?? ""
        guard left != wanted else { continue }
        entries.append(TenureTests.oath(day, "o\(official)", "p\(wanted)", more: from))
        if let left { holder[left] = nil }
        if let replaced = holder[wanted] { post[replaced] = nil }
        holder[wanted] = official
        post[official] = wanted
      }
    }
    return entries
  }

  @Test(arguments: Soak.seeds(40)) func `finds nothing in ordinary moves`(_ seed: UInt64) throws {
    let entries = Self.ordinary(seed)
    let replay = try SampleJournal(entries).replay(at: "2022-01-01")
    let found = Check(replay, Self.rules).findings
    #expect(found.isEmpty, "seed \(seed): \(found.map(\.sentence)) in \(entries)")
  }

  /// A random journal of one of three kinds: vague moves, decrees undone, events of every type.
  private static func journal(_ seed: UInt64) throws -> SampleJournal {
    if seed % 4 == 0 {
      var varied = VariedJournal(seed: seed)
      return try SampleJournal(varied.entries(14))
    }
    var random = RandomJournal(seed: seed)
    var undoing = UndoingJournal(seed: seed)
    let items = seed % 4 == 1 ? random.items() : undoing.items()
    var numbers: [Int: Int] = [:]
    var journal = SampleJournal()
    for item in items {
      guard let text = item.json(numbers) else { continue }
      numbers[item.id] = numbers.count
      try journal.add(text)
    }
    return journal
  }

  @Test(arguments: Soak.seeds(60))
  func `over all posts finds what a check of each finds`(_ seed: UInt64) throws {
    let replay = try Replay(Self.journal(seed).facts(), at: .distantFuture)
    let all = Check(replay, Self.rules).findings.filter { !$0.posts.isEmpty }
    var found: Set<RuleFinding.Key> = []
    for post in 0..<UInt32(replay.facts.posts.count) {
      let inspection = Inspection(replay, posts: [post], officials: [])
      let id = replay.facts.posts.text(post)
      for rule in Self.rules {
        let own = inspection.judgement(of: rule).findings.filter { $0.posts.contains(id) }
        found.formUnion(own.map(\.key))
      }
    }
    #expect(found == Set(all.map(\.key)), "seed \(seed)")
  }

  @Test(arguments: Soak.seeds(80))
  func `after an append finds what was found before and what was warned of`(
    _ seed: UInt64
  ) throws {
    let journal = try Self.journal(seed)
    let count = journal.lines.count
    for size in [count / 2, count - 1] where size >= 0 {
      let (before, after) = (try journal.facts(0..<size), try journal.facts())
      func doubts(_ facts: Facts) throws -> [RuleFinding] {
        Check(try Replay(facts, at: .distantFuture), Self.rules.filter(\.warns)).findings
          .filter { $0.verdict >= .needsEvidence }
      }
      let known = Set(try doubts(before).map(\.key))
      let new = try doubts(after).filter { !known.contains($0.key) }
      let warned = try Invariants.newFindings(before: before, after: after)
      #expect(
        Set(warned.map(\.key)) == Set(new.map(\.key)),
        """
        seed \(seed), \(size) of \(count): warned \(warned.map(\.sentence)), \
        new \(new.map(\.sentence))
        """
      )
    }
  }

  /// Two holders of one seat on one day, found by looking at every pair on every day.
  @Test(arguments: Soak.seeds(60))
  func `finds two holders of one seat exactly where some day has them`(_ seed: UInt64) throws {
    let journal = try Self.journal(seed * 2 + 1)
    let replay = try Replay(journal.facts(), at: .distantFuture)
    let rule = try #require(Rule.all.first { $0.id == "R-22" })
    let found = Check(replay, [rule]).findings
    for post in 0..<UInt32(replay.facts.posts.count) where replay.register.seats[Int(post)] == 1 {
      let id = replay.facts.posts.text(post)
      let days = Span.calendar.compactMap { Day(parsing: Span.text($0)) }
      let isDouble = days.contains { day in
        let holders = replay.register.tenures(of: post).filter {
          $0.capacity == .definitive && replay.register.isCertain($0, on: day)
        }
        return Set(holders.map(\.official)).count > 1
      }
      // A record with an end of its own contradicts whoever took the post within it as well.
      let hasRecord = replay.register.tenures(of: post).contains(where: \.isRecorded)
      let isFound = found.contains { $0.posts == [id] && $0.verdict == .violation }
      if isDouble || !hasRecord {
        #expect(isFound == isDouble, "seed \(seed), \(id): \(found.map(\.sentence))")
      }
    }
  }
}
