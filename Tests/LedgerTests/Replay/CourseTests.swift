import Testing

@testable import Ledger

/// What is told of a tenure from the days on which it may change holds on every day.
@Suite struct CourseTests {
  @Test func `a course says of every day what the register says`() throws {
    var changes = 0
    for (entries, journal) in try ReplayLawTests.journals(1001...1060, length: 18) {
      let register = try Replay(journal.facts(), at: .distantFuture).register
      guard register.revokedPosts.isEmpty else { continue }
      let first = try #require(Day(parsing: "2021-02-20"))
      let days = [Day.distantPast] + (0..<60).map { first.adding(days: $0) } + [.last]
      for tenure in register.tenures {
        let course = register.course(of: tenure)
        changes += course.changes.count
        for day in days where course.certainty(on: day) != register.certainty(of: tenure, on: day) {
          let numbered = entries.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
          Issue.record("\(tenure) on \(day): \(course)\n\(numbered)")
          return
        }
      }
    }
    #expect(changes > 500)
  }
}
