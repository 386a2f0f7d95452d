import Ledger
import Testing

@Suite struct DayTests {
  @Test func `every day from 1600 to 2400 follows the one before it`() throws {
    var (year, month, day) = (1600, 1, 1)
    var expected = try #require(Day(year: 1600, month: 1, day: 1)).daysSince1970
    var weekday = 6  // 1 January 1600 was a Saturday
    var faults = 0
    while year <= 2400 {
      let made = Day(year: year, month: month, day: day)
      let back = Day(daysSince1970: Int(expected))
      if made != back || back.year != year || back.month != month || back.day != day
        || back.weekday != weekday
      {
        faults += 1
      }
      expected += 1
      weekday = weekday % 7 + 1
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      if day < length {
        day += 1
      } else {
        if Day(year: year, month: month, day: day + 1) != nil { faults += 1 }
        (month, day) = (month % 12 + 1, 1)
        if month == 1 { year += 1 }
      }
    }
    #expect(faults == 0)
  }

  @Test func `text and number go round for days of all years`() throws {
    for days in stride(from: -719_162, through: 2_932_896, by: 97) {
      let day = Day(daysSince1970: days)
      let again = try #require(Day(parsing: day.description))
      let civil = try #require(Day(year: day.year, month: day.month, day: day.day))
      guard again == day, civil == day, Int(day.daysSince1970) == days else {
        Issue.record("day \(days) does not go round")
        return
      }
    }
  }

  @Test func `known days have their numbers and weekdays`() {
    #expect(Day(parsing: "1970-01-01")?.daysSince1970 == 0)
    #expect(Day(parsing: "0001-01-01") == .first)
    #expect(Day(parsing: "9999-12-31") == .last)
    #expect(Day(parsing: "2000-02-29")?.daysSince1970 == 11_016)
    #expect(Day(parsing: "2021-10-05")?.weekday == 2)  // printed as a Friday in the press
    #expect(Day(parsing: "2024-03-22")?.weekday == 5)
  }

  @Test(arguments: [
    "", "2021-11-5", "2021-11-055", "2021/11/05", "21-11-05", "2021-13-01", "2021-00-10",
    "2021-01-00", "2021-02-29", "1900-02-29", "2021-04-31", "0000-01-01", "+021-01-01",
    "2021-11-05 ", " 2021-11-05", "２021-1-05", "2021-1a-05", "2021-11:05", "-2021-11-0",
  ])
  func `refuses what is no day`(text: String) {
    #expect(Day(parsing: text) == nil)
  }

  @Test func `reads a day inside other bytes`() {
    let bytes = Array("x2021-11-05y".utf8)
    #expect(Day(bytes: bytes, 1..<11) == Day(year: 2021, month: 11, day: 5))
    #expect(Day(bytes: bytes, 0..<10) == nil)
  }

  @Test(arguments: [
    ("2021-01-31", 1, "2021-02-28"), ("2020-01-31", 1, "2020-02-29"),
    ("2021-08-31", 6, "2022-02-28"), ("2021-03-31", -1, "2021-02-28"),
    ("2021-12-15", 1, "2022-01-15"), ("2021-01-15", -1, "2020-12-15"),
    ("2020-02-29", 12, "2021-02-28"), ("0001-01-01", -1, ".."), ("9999-12-01", 1, ".."),
    ("9999-11-30", 1, "9999-12-30"), ("2021-05-05", Int.max, ".."), ("2021-05-05", Int.min, ".."),
  ])
  func `adds calendar months, clamped to the end of the month`(
    text: String, months: Int, expected: String
  ) throws {
    let day = try #require(Day(parsing: text))
    #expect(day.adding(months: months).description == expected)
  }

  @Test func `a month later is the next month, whatever the day`() throws {
    var day = try #require(Day(parsing: "1999-12-01"))
    for _ in 0..<2000 {
      let later = day.adding(months: 1)
      guard later.month == day.month % 12 + 1, later.day <= day.day,
        later.day == day.day || later == later.endOfMonth
      else {
        Issue.record("one month after \(day) is not \(later)")
        return
      }
      day = day.adding(days: 1)
    }
  }

  @Test func `saturates at the unbounded ends and stays there`() {
    #expect(Day.last.adding(days: 1) == .distantFuture)
    #expect(Day.first.adding(days: -1) == .distantPast)
    #expect(Day.last.adding(days: .max) == .distantFuture)
    #expect(Day.first.adding(days: .min) == .distantPast)
    #expect(Day.distantFuture.adding(days: -400_000) == .distantFuture)
    #expect(Day.distantPast.adding(months: 5) == .distantPast)
    #expect(Day.distantPast < .first)
    #expect(Day.last < .distantFuture)
    #expect(Day.distantFuture.description == "..")
    #expect(Day(daysSince1970: .max) == .distantFuture)
  }
}
