import Ledger
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2021-11-05", "2021-11-05", "2021-11-05"), ("2021-11", "2021-11-01", "2021-11-30"),
    ("2020-02", "2020-02-01", "2020-02-29"), ("2021", "2021-01-01", "2021-12-31"),
    ("../2020-01-13", "..", "2020-01-13"), ("2021-01/..", "2021-01-01", ".."),
    ("../..", "..", ".."), ("2021/2021-03", "2021-01-01", "2021-03-31"),
    ("2021-06/2021", "2021-06-01", "2021-12-31"), ("2021-06/2021-06", "2021-06-01", "2021-06-30"),
    ("0001-01-01/9999-12-31", "0001-01-01", "9999-12-31"), ("../2021", "..", "2021-12-31"),
  ])
  func `spans the days it says and prints as it was given`(
    text: String, first: String, last: String
  ) throws {
    let period = try Period(parsing: text)
    #expect(period.first.description == first)
    #expect(period.last.description == last)
    #expect(period.first == .distantPast || !period.first.isUnbounded)
    #expect(period.description == text)
    let bytes = Array(("[" + text + "]").utf8)
    #expect(try Period(bytes: bytes, 1..<(bytes.count - 1)) == period)
  }

  @Test func `text goes round for random periods`() throws {
    var random = SeededGenerator(seed: 2021)
    for _ in 0..<5000 {
      let ends = (0..<2).map { _ in randomEnd(&random) }
      let isInterval = Bool.random(using: &random)
      guard isInterval || ends[0] != ".." else { continue }
      let text = isInterval ? ends[0] + "/" + ends[1] : ends[0]
      do throws(ValueError) {
        let period = try Period(parsing: text)
        guard period.description == text, period.first <= period.last,
          period.isInterval == isInterval
        else {
          Issue.record("\(text) does not go round")
          return
        }
      } catch {
        guard error.code == .emptyInterval else {
          Issue.record("\(text) refused: \(error)")
          return
        }
      }
    }
  }

  private func randomEnd(_ random: inout SeededGenerator) -> String {
    let day = Day(daysSince1970: Int.random(in: 0...30_000, using: &random)).description
    return switch Int.random(in: 0...3, using: &random) {
    case 0: ".."
    case 1: String(day.prefix(4))
    case 2: String(day.prefix(7))
    default: day
    }
  }

  @Test(arguments: [
    ("", ValueError.Code.malformedDate), ("..", .malformedDate), ("../", .malformedDate),
    ("/..", .malformedDate), ("/", .malformedDate), ("2021-", .malformedDate),
    ("2021-1", .malformedDate), ("202", .malformedDate), ("20211105", .malformedDate),
    ("2021-11-05/", .malformedDate), ("2021/2022/2023", .malformedDate),
    ("2021 / 2022", .malformedDate), ("2021-11-05T00:00", .malformedDate),
    ("2021-x1-05", .malformedDate), ("2021.11.05", .malformedDate), ("2021-11.05", .malformedDate),
    ("2021-02-30", .impossibleDate), ("2021-13", .impossibleDate), ("2021-00-01", .impossibleDate),
    ("0000", .impossibleDate), ("2021-11-00", .impossibleDate), ("../2021-02-29", .impossibleDate),
    ("2021-02/2021-01", .emptyInterval), ("2022/2021", .emptyInterval),
    ("2021-11-06/2021-11-05", .emptyInterval),
  ])
  func `refuses what is no date and says why`(text: String, code: ValueError.Code) {
    let error = #expect(throws: ValueError.self) { try Period(parsing: text) }
    #expect(error?.code == code)
  }

  @Test func `names the impossible day`() {
    let error = #expect(throws: ValueError.self) { try Period(parsing: "2021-02-30") }
    #expect(error?.message == "there is no day 2021-02-30; that month has 28 days")
  }

  @Test(arguments: [
    ("2021-11-05", "P6M", "2022-05-05"), ("2021-08-31", "P6M", "2022-02-28"),
    ("2021-11-05", "P30D", "2021-12-05"), ("2021-01-31", "P1M1D", "2021-03-01"),
    ("2021-11", "P6M", "2022-05"), ("2021-02", "P1M", "2021-03"), ("2021-01", "P1M", "2021-02"),
    ("2021", "P1Y", "2022"), ("2021", "P24M", "2023"), ("2021", "P6M", "2021-07/2022-06"),
    ("2021-02", "P30D", "2021-03-03/2021-03-30"), ("2021-02", "P0D", "2021-02"),
    ("../2021-01-31", "P1M", "../2021-02-28"), ("2021-11/..", "P2W", "2021-11-15/.."),
    ("2021-06/2022", "P1Y", "2022-06/2023"), ("../..", "P5Y", "../.."),
    ("9999", "P1Y", "9999-12-31/.."), ("9999-12-31", "P1D", "9999-12-31/.."),
  ])
  func `adds a duration, as vaguely as it was`(base: String, duration: String, sum: String) throws {
    let later = try Period(parsing: base).adding(CalendarDuration(parsing: duration))
    #expect(later.description == sum)
    #expect(try Period(parsing: sum) == later)
  }

  @Test func `is exact only if one day is possible`() throws {
    #expect(try Period(parsing: "2021-11-05").isExact)
    #expect(try Period(parsing: "2021-11-05/2021-11-05").isExact)
    #expect(try !Period(parsing: "2021-11").isExact)
    #expect(try !Period(parsing: "../..").isExact)
  }

  @Test func `a period from days goes round too`() throws {
    let day = try #require(Day(parsing: "2021-11-05"))
    for period in [
      Period(day), Period(from: day, through: day), Period(from: .distantPast, through: day),
      Period(from: day, through: .distantFuture), Period(.distantPast), Period(.distantFuture),
    ] {
      let period = try #require(period)
      #expect(try Period(parsing: period.description) == period)
    }
    #expect(Period(from: day, through: day.adding(days: -1)) == nil)
  }
}
