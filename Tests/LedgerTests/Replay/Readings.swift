@testable import Ledger

/// Who holds what, straight from the definition: every reading of the dates, one after the other.
///
/// A reading puts each event on one day of its range. In it a tenure with start s holds on D if
/// s <= D, D lies before its own ends, and no act that ends it lies in (s, D], acts of one day
/// going by the journal. Certain = in every reading, possible = in some. Every act that gives a
/// post is a tenure of its own here; who is given again what he holds then holds it by either.
struct Readings {
  struct Key: Hashable {
    var post: Int
    var official: Int
    var capacity: String
  }

  enum Kind { case takes, acts, recorded, leaves, actingEnds, departs, abolishes }

  struct Act {
    var kind: Kind
    var official = -1
    var post = -1
    var capacity = "definitive"
    var isConcurrent = false
    /// Whether it confirms its official, and names the post of which this one is the successor.
    var confirmation: (Bool, hasFrom: Bool) = (false, false)
    /// The day on which it falls, by number in `ranges`.
    var day: Int
    var span: Span
    var entry: Int
    var decree: Int?
    var rotation: Int?
    var until: Int?
    /// Of what an undone act attests: the day of the undoing.
    var stoodUntil: Int?

    func isOneInstant(_ other: Act) -> Bool {
      entry == other.entry
        || (span == other.span
          && ((decree != nil && decree == other.decree)
            || (rotation != nil && rotation == other.rotation)))
    }
  }

  struct Stay {
    var act: Act
    var start: Int
    var ends: [Int] = []
    var enders: [Act] = []
    /// Days on which a source has seen it, with the source's entry.
    var seen: [(day: Int, entry: Int)] = []
    /// Whether a record or an act of leaving gives it an end.
    var hasOwnEnd = false
    var hasRecordedEnd = false
    var isStartUnknown = false
    var key: Key { Key(post: act.post, official: act.official, capacity: act.capacity) }
  }

  /// Days before the calendar and after it stand for the unbounded ends.
  static let past = 0
  static let future = 14

  var ranges: [ClosedRange<Int>] = []
  var acts: [Act] = []
  private var sightings: [Act] = []
  private var seats: [Int: Int] = [:]
  var stays: [Stay] = []
  var certain: [Key: Set<Int>] = [:]
  var possible: [Key: Set<Int>] = [:]

  /// Simulates a journal; nil where it has too many readings to try them all.
  init?(_ statements: [Statement], limit: Int = 6000) {
    for statement in statements { add(statement.what, statement.on, statement.entry) }
    continueConfirmed()
    for act in acts where (act.kind == .takes || act.kind == .acts) && act.official >= 0 {
      stays.append(Stay(act: act, start: act.day))
    }
    for index in stays.indices { findEnders(index) }
    keepRecorded()
    guard size <= limit else { return nil }
    let leaving = acts.filter { $0.kind == .leaves || $0.kind == .actingEnds }
    for act in leaving.sorted(by: Readings.order) { leave(act) }
    for act in sightings.sorted(by: Readings.order) { see(act) }
    guard size <= limit else { return nil }
    simulate()
  }

  private var size: Int {
    ranges.reduce(1) { min(1_000_000, $0 * $1.count) }
  }

  private static func order(_ one: Act, _ other: Act) -> Bool {
    (one.span.first, one.span.last, one.entry) < (other.span.first, other.span.last, other.entry)
  }

  // MARK: What was said

  private mutating func variable(_ range: ClosedRange<Int>) -> Int {
    ranges.append(range)
    return ranges.count - 1
  }

  private mutating func variable(_ span: Span) -> Int { variable(span.first...span.last) }

  private mutating func add(_ what: Happening, _ on: Span, _ entry: Int) {
    let day = variable(on)
    func act(_ kind: Kind, _ official: Int = -1, _ post: Int = -1) -> Act {
      Act(kind: kind, official: official, post: post, day: day, span: on, entry: entry)
    }
    switch what {
    case .inaugurated(let lines, let basis):
      for line in lines { move(line, day, on, entry, basis) }
    case .confirmed(let lines, let basis):
      for line in lines { move(line, day, on, entry, basis, isConfirmed: true) }
    case .decreed(let lines, let basis, let oath, let tmt):
      guard !oath else { return }
      let own = tmt.map { variable($0) } ?? day
      for line in lines { move(line, own, tmt ?? on, entry, basis) }
    case .recorded(let official, let post, let isActing, let from, let to, let heldOn):
      var act = act(.recorded, official, post)
      if isActing { act.capacity = Item.capacity(official) }
      if from == nil, to == .unknown, !heldOn.isEmpty {
        for seen in heldOn {
          act.span = seen
          sightings.append(act)
        }
      } else {
        record(act, from, to, heldOn)
      }
    case .started(let official, let post):
      var act = act(.recorded, official, post)
      act.capacity = ""
      sightings.append(act)
    case .left(let official, let post, let decree):
      var act = act(.leaves, official, post)
      act.decree = decree
      acts.append(act)
    case .acting(let kind, let official, let post, let until):
      var act = act(kind == .ended ? .actingEnds : .acts, official, post)
      act.capacity = Item.capacity(official)
      act.until = until.map { variable($0) }
      acts.append(act)
    case .departed(let official): acts.append(act(.departs, official))
    case .abolished(let post): acts.append(act(.abolishes, -1, post))
    case .established(let post, let seats): self.seats[post] = seats
    case .stood(let official, let post, let until):
      var act = act(.recorded, official, post)
      act.stoodUntil = until
      sightings.append(act)
    case .retracted, .corrected, .undone, .identified, .resolved: break
    }
  }

  private mutating func move(
    _ line: Happening.Line, _ day: Int, _ on: Span, _ entry: Int, _ basis: Happening.Basis,
    isConfirmed: Bool = false
  ) {
    var act = Act(
      kind: .leaves, isConcurrent: line.isConcurrent, day: day, span: on, entry: entry,
      decree: basis.decree, rotation: basis.rotation)
    guard let official = line.official else {
      // Nobody knows who it is; but whoever held the post does so no more.
      guard let post = line.post else { return }
      act.post = post
      act.kind = .takes
      acts.append(act)
      return
    }
    act.official = official
    if let from = line.from, from != line.post {
      act.post = from
      acts.append(act)
    }
    guard let post = line.post else { return }
    act.post = post
    act.kind = .takes
    act.confirmation = (isConfirmed, line.from != nil && line.from != post)
    acts.append(act)
  }

  /// A tenure with dates of its own, narrowed by the days on which it was seen.
  private mutating func record(
    _ act: Act, _ from: Span?, _ to: Happening.End, _ heldOn: [Span]
  ) {
    let seenBy = heldOn.map(\.last).min()
    let seenTo = heldOn.map(\.first).max()
    var start = from.map { $0.first...$0.last } ?? Readings.past...(seenBy ?? Readings.future)
    if let seenBy {
      start = start.lowerBound...min(start.upperBound, max(start.lowerBound, seenBy))
    }
    var stay = Stay(act: act, start: variable(start))
    stay.isStartUnknown = from == nil
    switch to {
    case .open: break
    case .on(let span):
      let first = max(span.first, min((seenTo ?? 0) + 1, span.last))
      stay.ends.append(variable(first...span.last))
      stay.hasOwnEnd = true
      stay.hasRecordedEnd = true
    case .unknown:
      let held = [from?.first, seenTo].compactMap { $0 }.max()
      stay.ends.append(variable((held.map { $0 + 1 } ?? Readings.past)...Readings.future))
    }
    let before = stay.ends.map { ranges[$0].upperBound }.min() ?? Readings.future
    stay.seen = heldOn.filter { $0.first == $0.last }.map { ($0.first, act.entry) }
      .filter { start.lowerBound <= $0.0 && $0.0 < before }
    stays.append(stay)
  }

  // MARK: Who ends what

  private mutating func findEnders(_ index: Int) {
    stays[index].enders = acts.filter { ends($0, stays[index]) }
  }

  /// Who takes what he certainly has by a record that gives its end keeps that tenure.
  private mutating func keepRecorded() {
    let kept = stays.indices.filter { index in
      let again = stays[index]
      guard again.act.kind == .takes else { return false }
      let days = ranges[again.start]
      let tenure = stays.indices.first { held in
        let stay = stays[held]
        return stay.hasRecordedEnd && stay.key == again.key
          && (ranges[stay.start].upperBound, stay.act.entry) < (days.lowerBound, again.act.entry)
          && isEvery(stay, days)
      }
      guard let tenure else { return false }
      stays[tenure].seen.append((days.upperBound, again.act.entry))
      return true
    }
    for index in kept.reversed() { stays.remove(at: index) }
  }

  private func isEvery(_ stay: Stay, _ days: ClosedRange<Int>) -> Bool {
    ![days.lowerBound, days.upperBound].contains { day in
      isSome(stay) { !holds(stay, day, $0) }
    }
  }

  private func ends(_ act: Act, _ stay: Stay) -> Bool {
    if act.isOneInstant(stay.act) { return false }
    let isHere = act.post == stay.act.post
    let isSelf = act.official == stay.act.official
    let isActing = stay.act.capacity != "definitive"
    let hasOneSeat = seats[stay.act.post] ?? 1 == 1
    switch act.kind {
    case .abolishes: return isHere
    case .departs: return isSelf
    case .leaves: return isHere && isSelf
    case .actingEnds: return isHere && isSelf && isActing
    case .acts:
      return isHere && !isSelf && hasOneSeat && act.capacity == stay.act.capacity
    case .takes:
      if isActing { return isHere && (hasOneSeat || isSelf) }
      return isHere ? !isSelf && hasOneSeat : isSelf && !act.isConcurrent
    case .recorded: return false
    }
  }

  /// An ending is the own end of the one tenure that it may be of; else it only ends what is on.
  private mutating func leave(_ act: Act) {
    let own = stays.indices.filter {
      stays[$0].act.official == act.official && stays[$0].act.post == act.post
    }
    let fitting = own.filter {
      (act.kind == .leaves || stays[$0].act.capacity != "definitive")
        && isOn(stays[$0], before: act)
    }
    let latest = fitting.max { startOrder($0) < startOrder($1) }
    for index in fitting {
      let stay = stays[index]
      let isBefore = (ranges[stay.start].upperBound, stay.act.entry) < (act.span.first, act.entry)
      guard fitting.count == 1 || isBefore else { continue }
      guard !stay.seen.contains(where: { $0.day >= act.span.first }) else { continue }
      stays[index].ends.append(act.day)
      if index == latest { stays[index].hasOwnEnd = true }
    }
    // Who held a post until it was abolished leaves it later without having held it again.
    let isKnown = acts.contains { abolition in
      abolition.kind == .abolishes && abolition.post == act.post
        && abolition.span.last <= act.span.first
        && own.contains { isOn(stays[$0], before: abolition) }
    }
    if fitting.isEmpty, !isKnown {
      var stay = Stay(act: act, start: variable(Readings.past...Readings.future))
      stay.isStartUnknown = true
      stay.ends = [act.day]
      stay.hasOwnEnd = true
      stays.append(stay)
      findEnders(stays.count - 1)
    }
  }

  /// Whether the stay was on in some reading just before the act.
  private func isOn(_ stay: Stay, before act: Act) -> Bool {
    guard !stay.act.isOneInstant(act) else { return false }
    return isSome(stay, and: [act.day]) { reading in
      let day = reading[act.day]
      let start = reading[stay.start]
      if start == day {
        return !stay.isStartUnknown && stay.act.entry < act.entry
          && stay.ends.allSatisfy { reading[$0] >= day }
      }
      return start < day && holds(stay, day - 1, reading)
    }
  }

  /// A sighting joins a tenure that may hold then, or is one of unknown start and end; another's
  /// open tenure in a post of one seat has ended by then.
  private mutating func see(_ act: Act) {
    var act = act
    let capacities =
      act.capacity == "" ? ["definitive", Item.capacity(act.official)] : [act.capacity]
    let first = act.span.last
    let last = act.span.first
    func fits(_ stay: Stay) -> Bool {
      isSome(stay) { holds(stay, first, $0) } && isSome(stay) { holds(stay, last, $0) }
    }
    let isExact = act.span.first == act.span.last
    var joined: Int?
    for capacity in capacities where joined == nil {
      joined = stays.indices.filter {
        let stay = stays[$0]
        return stay.act.official == act.official && stay.act.post == act.post
          && stay.act.capacity == capacity && fits(stay)
      }.max { startOrder($0) < startOrder($1) }
    }
    if joined == nil, act.stoodUntil != nil, wasOn(before: act) { return }
    act.capacity = joined.map { stays[$0].act.capacity } ?? capacities[0]
    if let joined {
      let start = ranges[stays[joined].start]
      stays[joined].start = variable(
        start.lowerBound...min(start.upperBound, max(start.lowerBound, first)))
      stays[joined].ends = stays[joined].ends.map { end in
        let range = ranges[end]
        let stood = max(last, act.stoodUntil ?? 0) + 1
        return variable(max(range.lowerBound, min(stood, range.upperBound))...range.upperBound)
      }
    } else {
      var stay = Stay(act: act, start: variable(Readings.past...first))
      stay.isStartUnknown = true
      stay.ends = [variable((max(last, act.stoodUntil ?? 0) + 1)...Readings.future)]
      stays.append(stay)
      findEnders(stays.count - 1)
    }
    if isExact { stays[joined ?? stays.count - 1].seen.append((last, act.entry)) }
    guard act.stoodUntil == nil, act.capacity == "definitive", seats[act.post] ?? 1 == 1 else {
      return
    }
    for index in stays.indices {
      let stay = stays[index]
      guard stay.act.post == act.post, stay.act.official != act.official,
        stay.act.capacity == "definitive", !stay.hasOwnEnd, ranges[stay.start].upperBound < first,
        isSome(stay, { holds(stay, last, $0) })
      else { continue }
      let again = retakings(stay).filter { $0 < last }
      let known = ([ranges[stay.start].upperBound] + stay.seen.map(\.day) + again).max() ?? 0
      stays[index].ends.append(variable(min(known + 1, first)...first))
    }
  }

  /// Whether the official held the post just before the act, or until the post was abolished.
  private func wasOn(before act: Act) -> Bool {
    let abolitions = acts.filter {
      $0.kind == .abolishes && $0.post == act.post && $0.span.last <= act.span.first
    }
    return ([act] + abolitions).contains { act in
      stays.contains {
        $0.act.official == act.official && $0.act.post == act.post && isOn($0, before: act)
      }
    }
  }

  /// The days by which the official had been given again what he certainly held then.
  private func retakings(_ stay: Stay) -> [Int] {
    stays.filter { again in
      let days = ranges[again.start]
      return again.act.kind == .takes && again.key == stay.key
        && ranges[stay.start].upperBound <= days.lowerBound
        && isEvery(stay, days)
    }.map { ranges[$0.start].upperBound }
  }

  private func startOrder(_ index: Int) -> (Int, Int) {
    (ranges[stays[index].start].lowerBound, stays[index].act.entry)
  }
}
