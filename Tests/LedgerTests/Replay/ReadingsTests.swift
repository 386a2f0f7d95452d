import Testing

@testable import Ledger

@Suite struct ReadingsTests {
  /// Where the engine and the definition differ on a journal; empty where they agree.
  static func differences(_ items: [Item]) throws -> [String]? {
    guard let readings = Readings(Statement.standing(items)) else { return nil }
    let journal = try UndoneReadingsTests.journal(items)
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

  @Test func `who holds what is what every reading of the dates says`() throws {
    var failures = 0
    var compared = 0
    for seed in Soak.seeds(3000) {
      var random = RandomJournal(seed: seed)
      let items = random.items()
      guard let differences = try Self.differences(items) else { continue }
      compared += 1
      guard !differences.isEmpty else { continue }
      failures += 1
      guard failures <= 5 else { continue }
      let least = try Shrinking.least(items) { try Self.differences($0)?.isEmpty == false }
      let report =
        ["seed \(seed)"] + UndoneReadingsTests.lines(least) + (try Self.differences(least) ?? [])
      Issue.record(Comment(rawValue: report.joined(separator: "\n")))
    }
    #expect(failures == 0)
    #expect(compared > 2000)
  }
}
