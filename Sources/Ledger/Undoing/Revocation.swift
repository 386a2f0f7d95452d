/// What revoking a decree means for replay: nothing before its date; from then on the world is as
/// if the decree had been annulled.
///
/// Who holds a post by the decree leaves it that day, and who would hold one without it has it
/// again from that day. Both worlds are computed for the officials and posts concerned, and what
/// differs between them on the day becomes acts of the revocation.
enum Revocation {
  /// Revokes everything that stands revoked, in the order of the days.
  static func apply(to facts: inout Facts) {
    let events = facts.events.filter { $0.kind == .decreeRevoked }.sorted {
      (DayRange($0).last, $0.entry) < (DayRange($1).last, $1.entry)
    }
    guard !events.isEmpty else { return }
    let register = DecreeRegister(facts)
    let seats = PostDirectory.seats(facts)
    var undone: Set<UInt32> = []
    for event in events {
      let scope = register.scope(of: event)
      if scope.lines == nil { undone.formUnion(scope.decrees) }
      let acts = facts.acts(revokedBy: scope, register, undone)
      guard !acts.isEmpty else { continue }
      facts.changeActs(where: { _ in false }) { added, facts in
        added = facts.consequences(of: event, revoking: acts, seats)
      }
    }
  }
}

extension Facts {
  /// The positions of the acts that a revocation undoes from its date on.
  fileprivate func acts(
    revokedBy scope: UndoingScope, _ register: DecreeRegister, _ undone: Set<UInt32>
  ) -> Set<Int> {
    let last = DayRange(scope.event).last
    var found: Set<Int> = []
    var index = 0
    while index < acts.count {
      let act = acts[index]
      guard act.days.first <= last, act.effect != .restored,
        scope.includes(decree: act.decree, rotation: act.rotation, register, undone: undone)
      else {
        index += 1
        continue
      }
      let line = acts.line(at: index)
      if scope.fits(official: line.official, post: line.post) {
        found.formUnion(index..<(index + line.acts.count))
      }
      index += line.acts.count
    }
    return found
  }

  /// What becomes of the posts and officials concerned on the day of the revocation.
  fileprivate mutating func consequences(
    of event: Event, revoking revoked: Set<Int>, _ seats: [UInt32]
  ) -> [Act] {
    let (near, posts) = neighbourhood(of: revoked)
    var with = self
    with.acts = near.map { acts[$0] }
    var without = self
    without.acts = near.filter { !revoked.contains($0) }.map { acts[$0] }
    let now = TenureRegister(with, seats)
    let then = TenureRegister(without, seats)
    let days = DayRange(event)
    var added: [Act] = []
    for post in posts.sorted() {
      let held = now.holding(post, on: days.last)
      let due = then.holding(post, on: days.last)
      for tenure in held where !due.contains(where: { $0.isSameHolding(as: tenure) }) {
        added.append(Act(revoking: tenure, .leaves, days, event))
      }
      for tenure in due where !held.contains(where: { $0.isSameHolding(as: tenure) }) {
        var act = Act(revoking: tenure, .restored, days, event)
        if !then.isCertain(tenure, on: days.last) { act.days.last = .distantFuture }
        let start = without.acts[Int(tenure.act)]
        if start.effect == .recorded {
          act.effect = .recorded
          act.detail = continuation(of: Int(start.detail), from: act.days)
        } else if let term = then.terms[tenure.terms].max(by: { $0.from.last < $1.from.last }) {
          act.detail = without.acts[Int(term.act)].detail
        }
        added.append(act)
      }
    }
    return added
  }

  /// A record of the rest of a recorded tenure: it begins anew and ends as the record says.
  private mutating func continuation(of record: Int, from days: DayRange) -> Int32 {
    var rest = Recorded(
      from: Period(from: days.first, through: days.last), end: recorded[record].end)
    rest.title = recorded[record].title
    recorded.append(rest)
    return Int32(recorded.count - 1)
  }

  /// The acts that decide who holds the posts that some acts concern, among them all the posts of
  /// their officials: everything on those posts, and everything of whoever appears there.
  private func neighbourhood(of revoked: Set<Int>) -> (acts: [Int], posts: Set<UInt32>) {
    let officials = Set(revoked.map { acts[$0].official }).subtracting([Act.none])
    var posts = Set(revoked.map { acts[$0].post })
    for act in acts where officials.contains(act.official) { posts.insert(act.post) }
    posts.remove(Act.none)
    var involved = officials
    for act in acts where posts.contains(act.post) && act.official != Act.none {
      involved.insert(act.official)
    }
    let near = acts.indices.filter {
      posts.contains(acts[$0].post) || involved.contains(acts[$0].official)
    }
    return (near, posts)
  }
}

extension TenureRegister {
  fileprivate init(_ facts: Facts, _ seats: [UInt32]) {
    var seats = seats
    seats += [UInt32](repeating: 1, count: max(0, facts.posts.count - seats.count))
    self = TenureBuilder.register(of: facts, seats: seats)
  }

  /// The tenures of a post that hold on a day, certainly or possibly; of one official in one
  /// capacity the surest.
  fileprivate func holding(_ post: UInt32, on day: Day) -> [Tenure] {
    var found: [Tenure] = []
    let possible = tenures(of: post).filter { isPossible($0, on: day) }
    for tenure in possible.filter({ isCertain($0, on: day) }) + possible
    where !found.contains(where: { $0.isSameHolding(as: tenure) }) {
      found.append(tenure)
    }
    return found
  }
}

extension Tenure {
  /// Whether both are of one official in one post and capacity.
  fileprivate func isSameHolding(as other: Tenure) -> Bool {
    official == other.official && post == other.post && capacity == other.capacity
  }
}

extension Act {
  /// What a revocation does to a tenure.
  fileprivate init(revoking tenure: Tenure, _ effect: Effect, _ days: DayRange, _ event: Event) {
    self.init(
      effect: effect, capacity: tenure.capacity, post: tenure.post, official: tenure.official,
      days: days, entry: UInt32(event.entry), evidence: UInt32(event.entry), decree: 0, rotation: 0)
    if effect == .leaves, tenure.capacity.isActing { self.effect = .actingEnds }
  }
}
