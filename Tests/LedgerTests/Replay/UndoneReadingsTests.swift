import Testing

@testable import Ledger

/// Who holds what after decrees were annulled, revoked and amended, people named and claims
/// resolved: by replay, and by writing the journal anew and trying every reading of its dates.
@Suite struct UndoneReadingsTests {
  /// Who holds what on each day by definition; nil where there are too many readings.
  static func defined(_ items: [Item]) -> [Int: Set<String>]? {
    var known: [[Statement]: Readings] = [:]
    var possible: [Int: Set<Readings.Key>] = [:]
    var certain: [Int: Set<Readings.Key>] = [:]
    let readings = Statement.worlds(items)
    guard readings.count <= 12 else { return nil }
    for reading in readings {
      for (days, statements) in reading {
        let days = Span.calendar.filter { days.contains($0) }
        guard let world = known[statements] ?? Readings(statements) else { return nil }
        known[statements] = world
        for day in days {
          let held = world.possible.filter { $0.value.contains(day) }.map(\.key)
          let surely = world.certain.filter { $0.value.contains(day) }.map(\.key)
          possible[day, default: []].formUnion(held)
          certain[day] = certain[day]?.intersection(surely) ?? Set(surely)
        }
      }
    }
    return possible.reduce(into: [:]) { result, held in
      result[held.key] = Set(
        held.value.map { key in
          "p\(key.post): o\(key.official) \(key.capacity) "
            + (certain[held.key]?.contains(key) == true ? "certain" : "possible")
        })
    }
  }

  /// The journal as the program reads it.
  static func journal(_ items: [Item]) throws -> SampleJournal {
    var journal = SampleJournal()
    for line in lines(items) { try journal.add(line, checked: false) }
    return journal
  }

  /// The journal as JSON Lines.
  static func lines(_ items: [Item]) -> [String] {
    var numbers: [Int: Int] = [:]
    var lines: [String] = []
    for item in items {
      guard let json = item.json(numbers) else { continue }
      numbers[item.id] = lines.count
      lines.append(json)
    }
    return lines
  }

  /// Who holds what on each day by replay.
  static func replayed(_ journal: SampleJournal) throws -> [Int: Set<String>] {
    let replay = try Replay(try journal.facts(), at: .distantFuture)
    return try Span.calendar.reduce(into: [:]) { result, day in
      let moved = replay.moved(to: try Day(validating: Span.text(day)))
      var found: Set<String> = []
      for post in 0..<UInt32(moved.facts.posts.count) {
        let view = moved.view(of: post)
        found.formUnion(moved.holders(view.post).map { "\(view.post): \($0)" })
      }
      result[day] = found
    }
  }

  static func differences(_ items: [Item]) throws -> [String]? {
    guard Undecided.reason(items) == nil, let expected = defined(items) else { return nil }
    let found = try replayed(try journal(items))
    return Span.calendar.flatMap { day in
      let one = expected[day] ?? []
      let other = found[day] ?? []
      return one.subtracting(other).sorted().map { "day \(day): by definition \($0)" }
        + other.subtracting(one).sorted().map { "day \(day): by replay \($0)" }
    }
  }

  @Test func `undone decrees leave who a journal written anew leaves`() throws {
    var failures = 0
    var compared = 0
    for seed in Soak.seeds(1500) {
      var random = UndoingJournal(seed: seed)
      let items = random.items()
      guard let differences = try Self.differences(items) else { continue }
      compared += 1
      guard !differences.isEmpty else { continue }
      failures += 1
      guard failures <= 5 else { continue }
      let least = try Shrinking.least(items) { try Self.differences($0)?.isEmpty == false }
      let report =
        ["seed \(seed)"] + Self.lines(least) + (try Self.differences(least) ?? [])
      Issue.record(Comment(rawValue: report.joined(separator: "\n")))
    }
    #expect(failures == 0)
    #expect(compared > 400)
  }
}

extension Day {
  init(validating text: String) throws {
    self = try #require(Day(parsing: text))
  }
}
