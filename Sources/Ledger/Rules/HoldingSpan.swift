/// The days on which an official certainly holds a post definitively, as far as tenures are
/// compared with each other: from the first day to the last before `end`.
///
/// A record that gives its own end counts to that end, whoever took the post meanwhile: that is
/// what contradicts the other.
struct HoldingSpan: Sendable {
  var begin: Day
  /// The first day after it.
  var end: Day
  var tenure: Tenure
  var isConcurrent: Bool
}

extension TenureRegister {
  /// The spans of a tenure; none where it is not definitive or on no day certain.
  func holdingSpans(of tenure: Tenure) -> [HoldingSpan] {
    guard tenure.capacity == .definitive else { return [] }
    let act = facts.acts[Int(tenure.act)]
    var spans: [HoldingSpan] = []
    func add(_ begin: Day, _ end: Day) {
      guard !begin.isUnbounded, begin < end else { return }
      spans.append(
        HoldingSpan(begin: begin, end: end, tenure: tenure, isConcurrent: act.isConcurrent))
    }
    if let splice = splice(of: tenure) {
      for days in certainDays(of: tenure, splice) { add(days.lowerBound, days.upperBound) }
      return spans
    }
    var end = certainEnd(of: tenure)
    let hasOwnEnd = tenure.end.last != .distantFuture && tenure.endEntry == tenure.entry
    if tenure.isRecorded, !tenure.isEndUnknown, hasOwnEnd { end = max(end, tenure.end.first) }
    if let closes = splice(of: tenure)?.closes { end = min(end, closes.days.first) }
    let opened = splice(of: tenure)?.opens?.days.last ?? .distantPast
    add(max(tenure.start.last, opened), end)
    for sighting in sightings(of: tenure)
    where spans.allSatisfy({ sighting.day < $0.begin || $0.end <= sighting.day })
      && isCertain(tenure, on: sighting.day)
    {
      add(sighting.day, sighting.day.adding(days: 1))
    }
    return spans
  }

  /// The days on which a tenure is certain that a revocation opens or closes, found by asking on
  /// every day on which that can change: there are few such tenures.
  private func certainDays(of tenure: Tenure, _ splice: Splice) -> [Range<Day>] {
    var changes: Set<Day> = []
    func add(_ days: DayRange?) {
      guard let days else { return }
      changes.formUnion([days.first, days.last, days.last.adding(days: 1)])
      changes.insert(days.first.adding(days: 1))
    }
    add(splice.opens?.days)
    add(splice.closes?.days)
    for tenure in [tenure, splice.previous, splice.next].compactMap({ $0 }) {
      add(tenure.start)
      add(tenure.end)
      for sighting in sightings(of: tenure) { add(DayRange(sighting.day, sighting.day)) }
      for (table, number) in enderTables(of: tenure) {
        for ender in table.enders(of: number, since: tenure.start.first) { add(ender.days) }
      }
    }
    let days = changes.filter { !$0.isUnbounded }.sorted()
    var found: [Range<Day>] = []
    for (index, day) in days.enumerated() where isCertain(tenure, on: day) {
      let next = index + 1 < days.count ? days[index + 1] : .distantFuture
      if let last = found.last, last.upperBound == day {
        found[found.count - 1] = last.lowerBound..<next
      } else {
        found.append(day..<next)
      }
    }
    return found
  }

  /// The first day on which a tenure that has certainly begun may have ended.
  private func certainEnd(of tenure: Tenure) -> Day {
    let start = tenure.start
    var end = tenure.end.first
    for (table, number) in enderTables(of: tenure) {
      for ender in table.enders(of: number, since: start.first) {
        // The earliest day on which it can tell, if it can at all.
        let isLater = follows(ender, Int(tenure.entry))
        guard ender.days.last > start.first || (ender.days.last == start.first && isLater) else {
          continue
        }
        let soonest = isLater ? start.first : start.first.adding(days: 1)
        let day = max(ender.days.first, start.last, soonest)
        if ender.days.first > start.last, day >= end { break }
        if day < end, applies(ender, to: tenure) { end = day }
      }
    }
    return end
  }
}

extension Inspection {
  /// The spans of a post's tenures, by their first day, then in the order of the journal.
  func spans(ofPost post: UInt32) -> [HoldingSpan] {
    sorted(register.tenures(of: post).flatMap { register.holdingSpans(of: $0) })
  }

  /// The spans of an official's tenures, by their first day, then in the order of the journal.
  func spans(ofOfficial official: UInt32) -> [HoldingSpan] {
    sorted(register.tenures(ofOfficial: official).flatMap { register.holdingSpans(of: $0) })
  }

  private func sorted(_ spans: [HoldingSpan]) -> [HoldingSpan] {
    spans.sorted {
      ($0.begin, $0.tenure.entry, $0.tenure.act) < ($1.begin, $1.tenure.entry, $1.tenure.act)
    }
  }
}

/// The span that goes on longest among those seen so far, and the longest of any other kind: enough
/// to tell in one pass whether a new span meets one of another kind.
struct LongestSpans {
  private var longest: HoldingSpan?
  private var other: HoldingSpan?
  private let kind: (Tenure) -> UInt32

  /// - Parameter kind: What must differ between two spans that meet: the official, or the post.
  init(by kind: @escaping (Tenure) -> UInt32) { self.kind = kind }

  /// The longest span of another kind than the tenure's.
  func longest(beside tenure: Tenure) -> HoldingSpan? {
    guard let longest else { return nil }
    return kind(longest.tenure) == kind(tenure) ? other : longest
  }

  /// Takes a span in.
  mutating func add(_ span: HoldingSpan) {
    guard let known = longest else {
      longest = span
      return
    }
    if kind(known.tenure) == kind(span.tenure) {
      if span.end > known.end { longest = span }
    } else if span.end > known.end {
      other = known
      longest = span
    } else if other.map({ span.end > $0.end }) ?? true {
      other = span
    }
  }
}
