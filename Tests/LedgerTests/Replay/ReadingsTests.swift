import Testing

@testable import Ledger

@Suite struct ReadingsTests {
  /// Where the engine and the definition differ on a journal; empty where they agree.
  static func differences(_ items: [Item]) throws -> [String]? {
    guard let readings = Readings(Statement.standing(items)) else { return nil }
    var journal = SampleJournal()
    var numbers: [Int: Int] = [:]
    for item in items {
      guard let json = item.json(numbers) else { continue }
      numbers[item.id] = journal.lines.count
      try journal.add(json, checked: false)
    }
    var differences: [String] = []
    let replay = try Replay(try journal.facts(), at: .distantFuture)
    for day in Span.calendar {
      guard let date = Day(parsing: Span.text(day)) else { continue }
      let moved = replay.moved(to: date)
      var expected: Set<String> = []
      for (key, days) in readings.possible where days.contains(day) {
        let isCertain = readings.certain[key]?.contains(day) == true
        expected.insert(
          "p\(key.post): o\(key.official) \(key.capacity) \(isCertain ? "certain" : "possible")")
      }
      var found: Set<String> = []
      for post in 0..<UInt32(moved.facts.posts.count) {
        let view = moved.view(of: post)
        found.formUnion(moved.holders(view.post).map { "\(view.post): \($0)" })
      }
      for missing in expected.subtracting(found).sorted() {
        differences.append("day \(day): by definition \(missing)")
      }
      for extra in found.subtracting(expected).sorted() {
        differences.append("day \(day): by replay \(extra)")
      }
    }
    return differences
  }

  /// Leaves out entries as long as the journal still differs.
  static func shrunk(_ items: [Item]) throws -> [Item] {
    var items = items
    var index = 0
    while index < items.count {
      var fewer = items
      fewer.remove(at: index)
      let known = Set(fewer.map(\.id))
      fewer.removeAll { item in
        !item.targets.allSatisfy(known.contains)
      }
      if try differences(fewer)?.isEmpty == false {
        items = fewer
        index = 0
      } else {
        index += 1
      }
    }
    return items
  }

  @Test func `who holds what is what every reading of the dates says`() throws {
    var failures = 0
    var compared = 0
    for seed in UInt64(1)...3000 {
      var random = RandomJournal(seed: seed)
      let items = random.items()
      guard let differences = try Self.differences(items) else { continue }
      compared += 1
      guard !differences.isEmpty else { continue }
      failures += 1
      guard failures <= 5 else { continue }
      let least = try Self.shrunk(items)
      var numbers: [Int: Int] = [:]
      var lines: [String] = []
      for item in least {
        lines.append("\(numbers.count): " + (item.json(numbers) ?? "?"))
        numbers[item.id] = numbers.count
      }
      let found = try Self.differences(least) ?? []
      Issue.record(
        Comment(rawValue: (["seed \(seed)"] + lines + found).joined(separator: "\n")))
    }
    #expect(failures == 0)
    #expect(compared > 2000)
  }
}
