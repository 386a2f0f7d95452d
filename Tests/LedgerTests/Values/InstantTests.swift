import Ledger
import Testing

@Suite struct InstantTests {
  @Test func `text goes round for random moments`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      let range = Int64(-62_135_596_800_000)...253_402_300_799_999
      let moment = Instant(milliseconds: Int64.random(in: range, using: &random))
      guard Instant(parsing: moment.description) == moment,
        Instant(rfc3339: moment.description) == moment
      else {
        Issue.record("\(moment.milliseconds) does not go round")
        return
      }
    }
  }

  @Test func `known moments have their numbers`() {
    #expect(Instant(milliseconds: 0).description == "1970-01-01T00:00:00.000Z")
    #expect(Instant(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
    #expect(Instant(parsing: "2001-09-09T01:46:40.123Z")?.milliseconds == 1_000_000_000_123)
  }

  @Test(arguments: [
    "", "2021-11-05", "2021-11-05T10:00:00Z", "2021-11-05T10:00:00.12Z",
    "2021-11-05T10:00:00.1234Z",
    "2021-11-05t10:00:00.123Z", "2021-11-05T10:00:00.123z", "2021-11-05 10:00:00.123Z",
    "2021-11-05T24:00:00.000Z", "2021-11-05T23:60:00.000Z", "2021-11-05T23:59:60.000Z",
    "2021-02-29T10:00:00.123Z", "2021-11-05T10:00:00,123Z", "2021-11-05T1a:00:00.123Z",
    "2021-11-05T10:00:00.12+Z", "2021-11-05T10.00:00.123Z",
  ])
  func `refuses every other written form`(text: String) {
    #expect(Instant(parsing: text) == nil)
  }

  @Test(arguments: [
    ("2021-11-05T10:00:00Z", "2021-11-05T10:00:00.000Z"),
    ("2021-11-05t10:00:00z", "2021-11-05T10:00:00.000Z"),
    ("2021-11-05T10:00:00.5Z", "2021-11-05T10:00:00.500Z"),
    ("2021-11-05T10:00:00.123999999Z", "2021-11-05T10:00:00.123Z"),
    ("2021-11-05T07:30:00+08:00", "2021-11-04T23:30:00.000Z"),
    ("2021-11-05T20:00:00.25-05:30", "2021-11-06T01:30:00.250Z"),
  ])
  func `takes RFC 3339 on the command line`(text: String, expected: String) {
    #expect(Instant(rfc3339: text)?.description == expected)
  }

  @Test(arguments: [
    "", "2021-11-05", "2021-11-05T10:00:00", "2021-11-05T10:00:00.Z", "2021-11-05T10:00:00+0800",
    "2021-11-05T10:00:00+24:00", "2021-11-05T10:00:00+08:60", "2021-11-05T10:00:00ZZ",
    "2021-11-05T10:00:00.1234567890Z", "2021-11-05 10:00:00Z", "2021-11-05T10:00Z............",
    "2021-11-05T10:00:60Z", "2021-11-05T10:00:00+08:0", "2021-11-05T10:00:00 08:00",
  ])
  func `refuses what RFC 3339 does`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `the end of a day is its last millisecond`() throws {
    let day = try #require(Day(parsing: "2021-11-05"))
    let end = Instant(endOf: day)
    #expect(end.description == "2021-11-05T23:59:59.999Z")
    #expect(end.day == day)
    #expect(Instant(milliseconds: end.milliseconds + 1).day == day.adding(days: 1))
    let old = Day(daysSince1970: -400)
    #expect(Instant(endOf: old).day == old)
    #expect(Instant(endOf: .distantPast) < Instant(endOf: .first))
    #expect(Instant(endOf: .last) < Instant(endOf: .distantFuture))
  }

  @Test func `moments beyond the calendar still print`() {
    #expect(Instant(milliseconds: .max).description == "9223372036854775807 ms")
    #expect(Instant(milliseconds: .min).day == .distantPast)
  }
}
