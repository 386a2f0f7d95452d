/// What ends a tenure by its own record, and what sightings say of tenures.
extension TenureBuilder {
  /// Ends the tenure that was on, or attests one of unknown start up to the act.
  ///
  /// It ends what started before it, and a tenure that may have started before or after it if that
  /// is the only one which it can be the end of: that one has not lasted beyond it in any reading.
  /// A tenure that was seen later it only interrupts.
  mutating func leave(_ index: Int32) {
    let act = facts.acts[Int(index)]
    guard act.effect == .leaves || act.effect == .actingEnds else { return }
    let fitting = group.indices.filter { index in
      (act.effect == .leaves || group[index].capacity.isActing) && isOn(group[index], before: act)
    }
    if fitting.isEmpty, !heldUntilAbolition(before: act) {
      var attested = Tenure(startedBy: act, at: index, .unknown)
      attested.isStartUnknown = true
      attested.endBy(act.days, act.entry)
      start(attested)
    }
    let latest = fitting.max {
      (group[$0].start.first, group[$0].entry) < (group[$1].start.first, group[$1].entry)
    }
    for index in fitting {
      let tenure = group[index]
      guard !register.sightings(of: tenure).contains(where: { $0.day >= act.days.first }) else {
        continue
      }
      if fitting.count == 1 || (tenure.start.last, tenure.entry) < (act.days.first, act.entry) {
        let isOpen = group[index].isOpen
        group[index].endBy(act.days, act.entry)
        if index != latest { group[index].isOpen = isOpen }
      }
    }
  }

  /// Whether the post was abolished by then, and a tenure at hand was on up to that: such a post is
  /// left, days later, by those who held it last.
  private func heldUntilAbolition(before act: Act) -> Bool {
    register.abolitions(of: act.post, before: act).contains { abolition in
      group.contains { isOn($0, before: facts.acts[Int(abolition.act)]) }
    }
  }

  /// Whether the tenure may have been on just before the act: on the eve of a day on which the act
  /// may have happened, or from that very day on.
  func isOn(_ tenure: Tenure, before act: Act) -> Bool {
    guard !facts.acts[Int(tenure.act)].isOneInstant(with: act) else { return false }
    let days = act.days
    if !tenure.isStartUnknown, tenure.entry < act.entry, tenure.start.first <= days.last,
      tenure.start.last >= days.first,
      tenure.end.last >= days.first
    {
      return true
    }
    // As long as it may still start, only an act of the very day rules a day out; from then on it
    // is first possible and then no more.
    let first = max(tenure.start.first, days.first.adding(days: -1))
    let last = days.last.adding(days: -1)
    guard first <= last else { return false }
    let candidates = [first, first.adding(days: 1), min(max(first, tenure.start.last), last)]
    let seen = register.sightings(of: tenure).map(\.day)
    return (candidates + seen).contains {
      $0 >= first && $0 <= last && register.isPossible(tenure, on: $0)
    }
  }

  // MARK: Sightings

  func isSighting(_ index: Int32) -> Bool {
    let effect = facts.acts[Int(index)].effect
    return effect == .attested || effect == .kept
  }

  /// Takes the sightings of a post in the order of their days: each joins a tenure of the official
  /// that it fits, or is one of unknown start and end.
  mutating func addSightings(_ acts: [Int32], from first: Int) {
    let sightings = acts.filter { isSighting($0) }.sorted { order(of: $0) < order(of: $1) }
    guard !sightings.isEmpty else { return }
    var own: [UInt32: [Int]] = [:]
    for index in first..<register.tenures.count {
      own[register.tenures[index].official, default: []].append(index)
    }
    for index in sightings {
      let act = facts.acts[Int(index)]
      let tenures = own[act.official] ?? []
      if act.effect == .kept {
        let fitting = fitting(act, tenures)
        // Whoever held it up to then, and was displaced that day, is on record already.
        if fitting == nil, wasOn(before: act, tenures) { continue }
        let joined = fitting ?? register.tenures.count
        if joined == register.tenures.count {
          own[act.official, default: []].append(joined)
          register.tenures.append(sighted(act, index))
        }
        keep(joined, act)
        continue
      }
      let joined = fitting(act, tenures)
      if let joined {
        register.tenures[joined].holdOn(act.days.last, act.days.first)
      } else if let again = tenures.last(where: { isOn($0, act, act.days.last) }),
        let before = tenures.first(where: {
          isOn($0, act, act.days.first) && gaveWay($0, to: again)
        })
      {
        // Seen on an unknown day around the one on which he was given the post again.
        register.tenures[before].holdOn(act.days.last, act.days.first)
        endOthers(act, from: first, unless: register.tenures[again].capacity.isActing)
        continue
      } else {
        own[act.official, default: []].append(register.tenures.count)
        register.tenures.append(sighted(act, index))
      }
      let held = joined ?? register.tenures.count - 1
      if act.days.first == act.days.last {
        let seen = register.tenures[held].seen
        register.tenures[held].seen = note(act.days.first, act.entry, after: seen)
      }
      endOthers(act, from: first, unless: register.tenures[held].capacity.isActing)
    }
  }

  /// Whether one of the tenures was on just before the act, or until the post was abolished.
  private func wasOn(before act: Act, _ own: [Int]) -> Bool {
    let acts =
      [act] + register.abolitions(of: act.post, before: act).map { facts.acts[Int($0.act)] }
    return acts.contains { act in own.contains { isOn(register.tenures[$0], before: act) } }
  }

  /// The latest tenure that may have been on when it was seen; a start of duty, which names no
  /// capacity, also fits an acting one.
  private func fitting(_ act: Act, _ own: [Int]) -> Int? {
    let fitting = own.filter { isOn($0, act, act.days.first) && isOn($0, act, act.days.last) }
    return fitting.max { order(ofTenure: $0, act) < order(ofTenure: $1, act) }
  }

  private func isOn(_ index: Int, _ act: Act, _ day: Day) -> Bool {
    let tenure = register.tenures[index]
    return (tenure.capacity == act.capacity || act.detail < 0)
      && register.isPossible(tenure, on: day)
  }

  private func gaveWay(_ index: Int, to other: Int) -> Bool {
    register.tenures[index].endEntry == register.tenures[other].entry
  }

  private func order(ofTenure index: Int, _ act: Act) -> (Int, Day, UInt32) {
    let tenure = register.tenures[index]
    return (tenure.capacity == act.capacity ? 1 : 0, tenure.start.first, tenure.entry)
  }

  /// Still held when a move out of it was made, and until that was undone, unless something else
  /// ended it.
  private mutating func keep(_ held: Int, _ act: Act) {
    let undone = act.detail < 0 ? act.days.last : Day(daysSince1970: Int(act.detail))
    register.tenures[held].holdOn(act.days.last, max(act.days.last, undone))
    guard !act.days.last.isUnbounded else { return }
    let seen = register.tenures[held].seen
    register.tenures[held].seen = note(
      act.days.last, act.entry, after: seen, since: act.days.first)
  }

  private func sighted(_ act: Act, _ index: Int32) -> Tenure {
    var seen = Tenure(startedBy: act, at: index, DayRange(.distantPast, act.days.last))
    seen.end.first = act.days.first.adding(days: 1)
    seen.isEndUnknown = true
    seen.isRecorded = true
    seen.isStartUnknown = true
    if act.effect == .attested, act.detail >= 0 {
      seen.title = facts.recorded[Int(act.detail)].title ?? Act.none
    }
    return seen
  }

  /// In a post of one seat, another official seen there definitively had by then replaced who held
  /// it with an open end.
  private mutating func endOthers(_ act: Act, from first: Int, unless isActing: Bool) {
    guard register.seats[Int(act.post)] == 1, !isActing else { return }
    for held in first..<register.tenures.count {
      let tenure = register.tenures[held]
      guard tenure.official != act.official, !tenure.capacity.isActing, tenure.isOpen,
        tenure.start.last < act.days.last, register.isPossible(tenure, on: act.days.first)
      else { continue }
      let seen = register.sightings(of: tenure).map(\.day)
      let known = seen.reduce(tenure.start.last) { max($0, $1) }
      let end = DayRange(min(known.adding(days: 1), act.days.last), act.days.last)
      register.tenures[held].endOpenly(end, act.entry)
    }
  }
}
