@testable import Ledger

/// Trying every reading of the dates.
extension Readings {
  func holds(_ stay: Stay, _ day: Int, _ reading: [Int]) -> Bool {
    guard stay.ends.allSatisfy({ day < reading[$0] }) else { return false }
    let start = reading[stay.start]
    if start <= day, !isEnded(stay, after: (start, order(stay, start)), day, reading) {
      return true
    }
    return stay.seen.contains { $0.day <= day && !isEnded(stay, after: $0, day, reading) }
  }

  /// A start that nobody has recorded may have come after the acts of its day, but no later than it
  /// was seen.
  private func order(_ stay: Stay, _ start: Int) -> Int {
    guard stay.isStartUnknown else { return stay.act.entry }
    if start < ranges[stay.start].upperBound { return .max }
    return stay.seen.isEmpty ? stay.act.entry : -1
  }

  private func isEnded(
    _ stay: Stay, after start: (Int, Int), _ day: Int, _ reading: [Int]
  ) -> Bool {
    stay.enders.contains { ender in
      let end = reading[ender.day]
      return end <= day && (end, ender.entry) > start
    }
  }

  /// As `holds`, but acting only within the term or where it was seen.
  func holdsSurely(_ stay: Stay, _ day: Int, _ reading: [Int]) -> Bool {
    let isInTerm = stay.act.until.map { day <= reading[$0] } ?? true
    guard holds(stay, day, reading) else { return false }
    return isInTerm || stay.seen.contains { $0.day == day }
  }

  /// Whether some reading of the events that the tenure depends on satisfies the condition.
  func isSome(
    _ stay: Stay, and others: [Int] = [], _ condition: ([Int]) -> Bool
  ) -> Bool {
    let variables = Set([stay.start] + stay.ends + stay.enders.map(\.day) + others)
    var reading = ranges.map(\.lowerBound)
    return Readings.some(Array(variables), ranges, &reading, condition)
  }

  private static func some(
    _ variables: [Int], _ ranges: [ClosedRange<Int>], _ reading: inout [Int],
    _ condition: ([Int]) -> Bool
  ) -> Bool {
    let open = variables.filter { ranges[$0].count > 1 }
    for variable in open { reading[variable] = ranges[variable].lowerBound }
    while true {
      if condition(reading) { return true }
      var position = 0
      while position < open.count, reading[open[position]] == ranges[open[position]].upperBound {
        reading[open[position]] = ranges[open[position]].lowerBound
        position += 1
      }
      guard position < open.count else { return false }
      reading[open[position]] += 1
    }
  }

  mutating func simulate() {
    let groups = Dictionary(grouping: stays, by: \.key)
    for (key, stays) in groups {
      let variables = Set(
        stays.flatMap { stay in
          [stay.start] + stay.ends + stay.enders.map(\.day) + (stay.act.until.map { [$0] } ?? [])
        })
      var never: Set<Int> = []
      var sometimes: Set<Int> = []
      var reading = ranges.map(\.lowerBound)
      _ = Readings.some(Array(variables), ranges, &reading) { reading in
        for day in Span.calendar {
          if !never.contains(day), !stays.contains(where: { holdsSurely($0, day, reading) }) {
            never.insert(day)
          }
          if !sometimes.contains(day), stays.contains(where: { holds($0, day, reading) }) {
            sometimes.insert(day)
          }
        }
        return false
      }
      let surely = Set(Span.calendar).subtracting(never)
      if !surely.isEmpty { certain[key] = surely }
      possible[key] = sometimes
    }
  }
}
