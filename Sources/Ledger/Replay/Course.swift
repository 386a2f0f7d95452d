/// How sure it is, day by day, that a tenure holds: from each of some days on, up to the next.
///
/// It is told by asking the register on the days on which an answer may change, so that it says
/// nothing of its own.
struct Course: Hashable, Sendable {
  /// From a day on.
  struct Change: Hashable, Sendable {
    var day: Day
    /// In every reading, in some, or (`nil`) in none.
    var certainty: Certainty?
  }

  /// In the order of their days; before the first it holds in no reading.
  private(set) var changes: [Change] = []

  /// Takes what is said of the next day that was asked for.
  mutating func add(_ day: Day, _ certainty: Certainty?) {
    guard changes.last?.certainty != certainty else { return }
    changes.append(Change(day: day, certainty: certainty))
  }

  /// How sure it is on a day.
  func certainty(on day: Day) -> Certainty? {
    changes.last { $0.day <= day }?.certainty ?? nil
  }
}

extension TenureRegister {
  /// How sure it is, day by day, that a tenure holds, in a world without revocations.
  func course(of tenure: Tenure) -> Course {
    var course = Course()
    for day in turns(of: tenure) ?? possibleTurns(of: tenure) {
      course.add(day, certainty(of: tenure, on: day))
    }
    return course
  }

  /// The two days on which an answer changes where every date is a day: its start, and its own end
  /// or the first act that ends it; `nil` where a date is vague, or something else counts.
  private func turns(of tenure: Tenure) -> [Day]? {
    guard tenure.start.first == tenure.start.last, tenure.end.first == tenure.end.last,
      tenure.terms.isEmpty, tenure.seen < 0
    else { return nil }
    var end = tenure.end.first
    var isExact = true
    func find(_ table: EnderTable, _ number: UInt32) {
      for ender in table.enders(of: number, since: tenure.start.first) where isExact {
        if ender.days.first > end { break }
        guard applies(ender, to: tenure) else { continue }
        isExact = ender.days.first == ender.days.last
        let isAfter =
          ender.days.first > tenure.start.first
          || (ender.days.first == tenure.start.first && follows(ender, Int(tenure.entry)))
        if isAfter { end = min(end, ender.days.first) }
      }
    }
    let enders = enders(of: tenure)
    find(enders.takers, tenure.post)
    find(enders.moves, tenure.official)
    if tenure.capacity.isActing { find(enders.actors, tenure.post) }
    guard isExact else { return nil }
    return end == .distantFuture ? [tenure.start.first] : [tenure.start.first, end].sorted()
  }

  /// The days on which an answer may change, in order.
  private func possibleTurns(of tenure: Tenure) -> [Day] {
    var days: Set<Day> = []
    func add(_ range: DayRange) {
      for day in [range.first, range.last] where day != .distantFuture {
        days.insert(day)
        days.insert(day.adding(days: 1))
      }
    }
    add(tenure.start)
    add(tenure.end)
    var latest = tenure.start.last
    for sighting in sightings(of: tenure) {
      add(DayRange(sighting.first, sighting.day))
      latest = max(latest, sighting.day)
    }
    for term in terms[tenure.terms] {
      add(term.from)
      if let until = term.until { add(DayRange(until)) }
    }
    for (table, number) in enderTables(of: tenure) {
      // What follows one that has certainly ended it changes nothing more.
      var final = Day.distantFuture
      for ender in table.enders(of: number, since: tenure.start.first) {
        if ender.days.first > final { break }
        guard applies(ender, to: tenure) else { continue }
        add(ender.days)
        if ender.days.first > latest { final = min(final, ender.days.last) }
      }
    }
    return days.sorted()
  }
}
