import Exchange
import Ledger

/// Dates as people write them, the values that have a grammar of their own, entries in JSON Lines,
/// and mapping files.
enum FuzzValue {
  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for order in DateReader.Order.allCases {
      if let reading = try? DateReader(order).read(text) { hold(reading.period, order) }
    }
    if let period = try? Period(parsing: text) {
      expect(period.description.utf8.elementsEqual(text.utf8), "a period is written otherwise")
      if let duration = try? CalendarDuration(parsing: "P1Y2M3D") {
        let later = period.adding(duration)
        expect(later.first >= period.first && later.last >= period.last, "later is earlier")
      }
    }
    if let duration = try? CalendarDuration(parsing: text) {
      let again = try? CalendarDuration(parsing: duration.description)
      expect(again == duration, "a duration is written otherwise")
      if let day = Day(year: 2020, month: 2, day: 29) {
        expect(day.adding(duration) >= day, "later is earlier")
      }
    }
    if let region = try? RegionCode(parsing: text) {
      expect(region.description.utf8.elementsEqual(text.utf8), "a region is written otherwise")
      expect(region.includes(region), "a region is not in itself")
    }
    if let instant = Instant(parsing: text) {
      expect(instant.description.utf8.elementsEqual(text.utf8), "an instant is written otherwise")
    }
    _ = Instant(rfc3339: text)
  }

  /// What was read as a date is one that may be written, and reads as the same.
  private static func hold(_ period: Period, _ order: DateReader.Order) {
    expect(period.first <= period.last, "a date ends before it begins")
    let written = period.description
    expect((try? Period(parsing: written)) == period, "a date is written otherwise: \(written)")
    expect((try? DateReader(order).period(written)) == period, "read otherwise: \(written)")
  }

  static func readDrafts(_ bytes: [UInt8]) {
    let (drafts, problems) = Draft.read(bytes, file: "-")
    let lines = bytes.count { $0 == 0x0A } + 1
    expect(drafts.count + problems.count <= lines, "more entries than lines")
    for draft in drafts { expect((1...lines).contains(draft.line), "line \(draft.line)") }
    for problem in problems { expect((1...lines).contains(problem.line), "line \(problem.line)") }
    let mapping = CareerMapping.read(bytes)
    for problem in mapping.problems { expect(problem.line > 0, "line \(problem.line)") }
  }
}
