/// Every tenure that the facts give, with what ends it: who held which post, on any day.
public struct TenureRegister: Sendable {
  private var sharedFacts: Shared<Facts>
  /// What ends tenures, as long as no decree is revoked.
  let enders: Enders
  /// The tenures, those of one post together.
  public internal(set) var tenures: TenureList
  var terms: [Term] = []
  var sightings: [Sighting] = []
  var postRanges: [Range<Int>] = []
  /// The positions of each official's tenures.
  var byOfficial = Grouped<Int32>()
  /// Where tenures begin to count and cease to, as decrees are revoked.
  var splices: [Splice] = []
  /// The posts whose tenures are others since decrees were revoked.
  var revokedPosts: Set<UInt32> = []
  /// How many may hold each post at once.
  var seats: [UInt32]

  /// A register without tenures.
  init(facts: Facts, seats: [UInt32], enders: Enders) {
    sharedFacts = Shared(facts)
    tenures = TenureList(of: facts.acts)
    self.seats = seats
    self.enders = enders
  }

  /// What the journal says.
  var facts: Facts { sharedFacts.value }
  /// The acts of the facts, had without holding on to all that these consist of.
  var acts: [Act] { tenures.acts }

  /// Adds an act to the facts, without a copy of the others where nobody else holds them.
  mutating func append(_ act: Act) {
    var facts = sharedFacts.value
    sharedFacts = Shared(Facts())
    tenures.acts = []
    facts.acts.append(act)
    tenures.acts = facts.acts
    sharedFacts = Shared(facts)
  }

  /// Adds the tenures of the posts that follow.
  mutating func append(_ other: TenureRegister) {
    guard !postRanges.isEmpty else {
      self = other
      return
    }
    let first = tenures.count
    let (firstTerm, firstSighting) = (Int32(terms.count), Int32(sightings.count))
    tenures.append(other.tenures) { tenure in
      if tenure.termCount > 0 { tenure.firstTerm += firstTerm }
      if tenure.seen >= 0 { tenure.seen += firstSighting }
    }
    terms += other.terms
    for var sighting in other.sightings {
      if sighting.next >= 0 { sighting.next += firstSighting }
      sightings.append(sighting)
    }
    for range in other.postRanges {
      postRanges.append((range.lowerBound + first)..<(range.upperBound + first))
    }
  }

  /// The tenures of a post.
  public func tenures(of post: UInt32) -> Slice<TenureList> {
    tenures[Int(post) < postRanges.count ? postRanges[Int(post)] : 0..<0]
  }

  /// The tenures of an official.
  public func tenures(ofOfficial official: UInt32) -> [Tenure] {
    byOfficial[Int(official)].map { tenures[Int($0)] }
  }

  /// Whether the tenure holds on the day: in every reading, in some, or (`nil`) in none.
  public func certainty(of tenure: Tenure, on day: Day) -> Certainty? {
    guard isPossible(tenure, on: day) else { return nil }
    return isCertain(tenure, on: day) ? .certain : .possible
  }

  /// Whether it holds on the day in some reading: each act falls on one day of its range, all of
  /// them independently, and the tenure has one start.
  ///
  /// Written without closures, of which each would hold on to all that the register consists of;
  /// so is what it asks.
  func isPossible(_ tenure: Tenure, on day: Day) -> Bool {
    guard day < tenure.end.last, isOpen(tenure, on: day) else { return false }
    // The best reading starts it as late as it can be, and every ender either before or after D.
    let latest = min(tenure.start.last, day)
    if tenure.start.first <= day,
      !mustHaveEnded(tenure, since: latest, tenure.startOrder(on: latest), by: day)
    {
      return true
    }
    for seen in sightings(of: tenure) where seen.day <= day {
      if !mustHaveEnded(tenure, since: seen.day, Int(seen.entry), by: day) { return true }
    }
    return false
  }

  /// Whether it holds on the day in every reading.
  ///
  /// A day on which a source has seen it held stands in every reading, whatever ended before.
  func isCertain(_ tenure: Tenure, on day: Day) -> Bool {
    isOpen(tenure, on: day) && isSurelyOpen(tenure, on: day) && holdsSurely(tenure, on: day)
  }

  /// Whether it holds on the day in every reading, in the world that it is of.
  func holdsSurely(_ tenure: Tenure, on day: Day) -> Bool {
    guard day < tenure.end.first else { return false }
    let seen = sightings(of: tenure)
    guard isInTerm(tenure, day) || seen.contains(where: { $0.day == day }) else { return false }
    if isCertainlyUnended(tenure, on: day) { return true }
    for seen in seen where seen.day <= day {
      if !mayHaveEnded(tenure, since: seen.first, Int(seen.entry), by: day) { return true }
    }
    return false
  }

  /// The days on which a source has seen it held.
  func sightings(of tenure: Tenure) -> [Sighting] {
    var found: [Sighting] = []
    var next = tenure.seen
    while next >= 0 {
      found.append(sightings[Int(next)])
      next = sightings[Int(next)].next
    }
    return found
  }

  /// Whether it has started by the day, and no act has ended it, in every reading; terms aside.
  func isCertainlyUnended(_ tenure: Tenure, on day: Day) -> Bool {
    guard tenure.start.last <= day, day < tenure.end.first else { return false }
    return !mayHaveEnded(tenure, since: tenure.start.first, Int(tenure.entry), by: day)
  }

  /// Whether in some reading an act has ended by the day what was on since another.
  private func mayHaveEnded(
    _ tenure: Tenure, since start: Day, _ entry: Int, by day: Day
  ) -> Bool {
    isEnded(tenure, since: start, entry, by: day, inAll: false)
  }

  /// Whether in every reading an act has ended by the day what was on since another.
  private func mustHaveEnded(
    _ tenure: Tenure, since start: Day, _ entry: Int, by day: Day
  ) -> Bool {
    isEnded(tenure, since: start, entry, by: day, inAll: true)
  }

  /// An acting tenure is certain within its terms only.
  private func isInTerm(_ tenure: Tenure, _ day: Day) -> Bool {
    guard !tenure.terms.isEmpty else { return true }
    return terms[tenure.terms].contains { term in
      (term.act == tenure.act || term.from.last <= day)
        && term.until.map { day <= $0.first } ?? true
    }
  }

  private func isEnded(
    _ tenure: Tenure, since start: Day, _ entry: Int, by day: Day, inAll: Bool
  ) -> Bool {
    if tenure.splice < 0 {
      return isEnded(tenure, by: enders, since: start, entry, by: day, inAll: inAll)
    }
    return isEnded(tenure, by: enders(of: tenure), since: start, entry, by: day, inAll: inAll)
  }

  @inline(__always)
  private func isEnded(
    _ tenure: Tenure, by enders: Enders, since start: Day, _ entry: Int, by day: Day, inAll: Bool
  ) -> Bool {
    isEnded(tenure, enders.takers, tenure.post, since: start, entry, by: day, inAll: inAll)
      || isEnded(
        tenure, enders.moves, tenure.official, since: start, entry, by: day, inAll: inAll)
      || tenure.capacity.isActing
        && isEnded(tenure, enders.actors, tenure.post, since: start, entry, by: day, inAll: inAll)
  }

  @inline(__always)
  private func isEnded(
    _ tenure: Tenure, _ table: EnderTable, _ number: UInt32, since start: Day, _ entry: Int,
    by day: Day, inAll: Bool
  ) -> Bool {
    // By position: each slice would hold on to the table.
    for position in table.positions(of: number, by: day, since: start).reversed() {
      let ender = table.ender(at: position)
      if inAll, ender.days.last > day { continue }
      // In all readings it comes after the start if it does on its first day, in some on its last.
      let decisive = inAll ? ender.days.first : min(ender.days.last, day)
      let isAfter = decisive > start || (decisive == start && follows(ender, entry))
      if isAfter, applies(ender, to: tenure) { return true }
    }
    return false
  }

  /// The tables in which the tenure's enders stand, with the number under which they do.
  func enderTables(of tenure: Tenure) -> [(table: EnderTable, number: UInt32)] {
    let enders = enders(of: tenure)
    var tables: [(table: EnderTable, number: UInt32)] = [
      (table: enders.takers, number: tenure.post), (table: enders.moves, number: tenure.official),
    ]
    if tenure.capacity.isActing { tables.append((table: enders.actors, number: tenure.post)) }
    return tables
  }

  /// Whether the act of an ender ends this tenure, if it comes after the tenure's start.
  func applies(_ ender: Ender, to tenure: Tenure) -> Bool {
    guard ender.act != tenure.act else { return false }
    let act = acts[Int(ender.act)]
    // A tenure starts on a day of its act: other days, other instants. Most acts need not be looked
    // up for that.
    let mayBeOneInstant =
      act.entry == tenure.entry
      || act.days.first <= tenure.start.first && tenure.start.last <= act.days.last
    if mayBeOneInstant, act.isOneInstant(with: acts[Int(tenure.act)]) { return false }
    switch act.effect {
    case .abolishes, .departs: return true
    case .leaves: return act.post == tenure.post
    case .actingEnds: return act.post == tenure.post && tenure.capacity.isActing
    case .headed: return act.post == tenure.post && tenure.capacity.isActing
    case .acts, .extends:
      return act.capacity == tenure.capacity && act.official != tenure.official
        && seats[Int(act.post)] == 1
    default: break
    }
    if act.post == tenure.post {
      if tenure.capacity.isActing {
        return seats[Int(act.post)] == 1 || act.official == tenure.official
      }
      return act.official != tenure.official && seats[Int(act.post)] == 1
    }
    return act.official == tenure.official && !tenure.capacity.isActing
      && !enders(of: tenure).keepsOthers(act)
  }

  /// On one and the same day the journal's order decides.
  func follows(_ ender: Ender, _ entry: Int) -> Bool {
    Int(acts[Int(ender.act)].entry) > entry
  }

  /// When the tenure ended, and by which entry: its own end, or the first act that ends it, perhaps
  /// no longer than until a source saw it held again.
  public func end(of tenure: Tenure) -> (days: DayRange, entry: UInt32)? {
    firstEnd(of: tenure, after: [])
  }

  /// When the tenure ended for good, and by which entry: what comes before a day on which a source
  /// has seen it held only interrupts it.
  public func lastEnd(of tenure: Tenure) -> (days: DayRange, entry: UInt32)? {
    firstEnd(of: tenure, after: sightings(of: tenure))
  }

  /// Its own end, or the first act that ends it and comes after those sightings.
  private func firstEnd(
    of tenure: Tenure, after seen: [Sighting]
  ) -> (days: DayRange, entry: UInt32)? {
    var result: (days: DayRange, entry: UInt32)?
    if tenure.end.last != .distantFuture || tenure.endEntry != Act.none {
      result = (tenure.end, tenure.endEntry)
    }
    let start = tenure.start
    for (table, number) in enderTables(of: tenure) {
      for ender in table.enders(of: number, since: start.first) {
        guard comes(ender, after: start, Int(tenure.entry)),
          seen.allSatisfy({ comes(ender, after: DayRange($0.first, $0.day), Int($0.entry)) }),
          applies(ender, to: tenure)
        else { continue }
        if let known = result,
          (known.days.last, known.days.first) <= (ender.days.last, ender.days.first)
        {
          break
        }
        result = (ender.days, acts[Int(ender.act)].entry)
        break
      }
    }
    guard let closing = closing(of: tenure) else { return result }
    let isEarlier = result.map {
      (closing.days.last, closing.days.first) < ($0.days.last, $0.days.first)
    }
    return isEarlier ?? true ? closing : result
  }

  /// Whether an ender is taken to come after what an entry says of some days.
  private func comes(_ ender: Ender, after days: DayRange, _ entry: Int) -> Bool {
    ender.days.first > days.first && ender.days.last >= days.last
      || (ender.days == days && follows(ender, entry))
  }
}
