/// What revoking a decree means for replay: nothing before its date; from then on the world is as
/// if the decree had been annulled.
///
/// Both worlds are computed for the posts and officials concerned. A tenure that is the same in
/// both goes on; one of the first world alone ceases to count on the day of the revocation, and one
/// of the second alone begins to.
struct Revocation {
  private let register: DecreeRegister
  private var tenures: TenureRegister
  /// The positions of the acts that rest on each decree, and on each rotation.
  private var byDecree: [UInt32: [Int32]] = [:]
  private var byRotation: [UInt32: [Int32]] = [:]
  private var byPost: Grouped<Int32>
  private var byOfficial: Grouped<Int32>
  /// The tenures of the posts concerned so far.
  private var changed: [UInt32: [Tenure]] = [:]
  /// The acts that the revocations so far undo, with the day until which what they leave was kept.
  private var revoked: [Int32: Day] = [:]
  private var placements: [Annulment.Placement] = []

  /// Revokes everything that stands revoked, in the order of the days.
  static func apply(to tenures: inout TenureRegister) {
    let events = tenures.facts.events.filter { $0.kind == .decreeRevoked }.sorted {
      (DayRange($0).last, $0.entry) < (DayRange($1).last, $1.entry)
    }
    guard !events.isEmpty else { return }
    var revocation = Revocation(tenures)
    var undone: Set<UInt32> = []
    var steps: [Step] = []
    for event in events {
      let scope = revocation.register.scope(of: event)
      if scope.lines == nil { undone.formUnion(scope.decrees) }
      let acts = revocation.acts(revokedBy: scope, undone)
      guard !acts.isEmpty else { continue }
      let edge = Splice.Edge(days: DayRange(event), entry: UInt32(event.entry))
      if let known = steps.firstIndex(where: { $0.acts == acts }) {
        steps[known].edge = steps[known].edge.orEarlier(edge)
      } else {
        steps.append(Step(acts: acts, edge: edge))
      }
    }
    for step in steps.sorted(by: { $0.order < $1.order }) { revocation.revoke(step) }
    tenures = revocation.result()
  }

  /// The acts that one revocation undoes, or several that undo the same: on the day that is the
  /// first in a reading.
  private struct Step {
    let acts: [Int32]
    var edge: Splice.Edge

    var order: (Day, UInt32) { (edge.days.last, edge.entry) }
  }

  private init(_ tenures: TenureRegister) {
    let facts = tenures.facts
    self.tenures = tenures
    register = DecreeRegister(facts)
    byPost = Grouped(facts.acts.count, into: facts.posts.count, by: { facts.acts[$0].post }) {
      Int32($0)
    }
    byOfficial = Grouped(
      facts.acts.count, into: facts.officials.count, by: { facts.acts[$0].official }
    ) { Int32($0) }
    for (position, act) in facts.acts.enumerated() {
      if act.decree != 0 { byDecree[act.decree, default: []].append(Int32(position)) }
      if act.rotation != 0 { byRotation[act.rotation, default: []].append(Int32(position)) }
    }
  }

  private mutating func revoke(_ step: Step) {
    let (own, days) = (step.acts, step.edge.days)
    for position in own where revoked[position] == nil {
      let act = tenures.facts.acts[Int(position)]
      revoked[position] = days.first
      if act.effect != .leaves {
        placements.append(
          Annulment.Placement(
            official: act.official, post: act.post,
            days: DayRange(act.days.first, max(act.days.first, days.last))))
      }
    }
    let (near, posts) = neighbourhood(of: own)
    let world = world(of: near)
    for post in posts { splice(post, world, at: step.edge) }
  }

  /// The positions of the acts that a revocation undoes from its date on.
  private func acts(revokedBy scope: UndoingScope, _ undone: Set<UInt32>) -> [Int32] {
    let acts = tenures.facts.acts
    var candidates = Set(scope.decrees.flatMap { byDecree[$0] ?? [] })
    let rotations = register.rotations(of: scope.decrees).union(scope.rotation.map { [$0] } ?? [])
    for rotation in rotations { candidates.formUnion(byRotation[rotation] ?? []) }
    var found: [Int32] = []
    for position in candidates.sorted() where found.last.map({ $0 < position }) ?? true {
      let act = acts[Int(position)]
      // What an annulled line left behind never rested on the decree's force.
      guard act.effect != .kept,
        scope.includes(decree: act.decree, rotation: act.rotation, register, undone: undone)
      else { continue }
      let line = acts.line(at: Int(position))
      guard scope.fits(official: line.official, post: line.post) else { continue }
      found += line.acts.indices.map { position + Int32($0) }
    }
    return found
  }

  /// The acts that decide who holds the posts that some acts concern, among them all the posts of
  /// their officials: everything on those posts, and everything of whoever appears there.
  private func neighbourhood(of own: [Int32]) -> (acts: [Int32], posts: [UInt32]) {
    let acts = tenures.facts.acts
    let officials = Set(own.map { acts[Int($0)].official })
    var posts = Set(own.map { acts[Int($0)].post })
    for official in officials {
      for position in byOfficial[Int(official)] { posts.insert(acts[Int(position)].post) }
    }
    posts.remove(Act.none)
    var near = Set(posts.flatMap { byPost[Int($0)] })
    let involved = Set(near.map { acts[Int($0)].official }).union(officials)
    for official in involved { near.formUnion(byOfficial[Int(official)]) }
    return (near.sorted(), posts.sorted())
  }

  /// The tenures that some acts give without what is revoked.
  private mutating func world(of near: [Int32]) -> TenureRegister {
    var selected: [Int32] = []
    for position in near {
      let act = tenures.facts.acts[Int(position)]
      if let until = revoked[position] {
        guard act.effect == .leaves else { continue }
        selected.append(Int32(tenures.facts.acts.count))
        tenures.append(act.kept(until: until))
      } else if !placements.contains(where: { $0.isStart(act) }) {
        selected.append(position)
      }
    }
    return TenureBuilder.register(of: tenures.facts, selected, seats: tenures.seats)
  }

  // MARK: From one world to the other

  private mutating func splice(_ post: UInt32, _ world: TenureRegister, at edge: Splice.Edge) {
    var before = changed[post] ?? Array(tenures.tenures(of: post))
    var after: [Tenure] = []
    var matched: Set<Int> = []
    for tenure in world.tenures(of: post) {
      let same = before.indices.first { index in
        !matched.contains(index) && tenures.closing(of: before[index]) == nil
          && tenures.tells(before[index], theSameAs: tenure, of: world)
      }
      if let same { matched.insert(same) } else { after.append(tenure) }
    }
    after = after.filter { world.mayReach($0, edge) }.map { adopted($0, world, at: edge) }
    for index in before.indices where !matched.contains(index) {
      let tenure = before[index]
      guard tenures.closing(of: tenure) == nil else { continue }
      var splice = tenures.splice(of: tenure) ?? Splice()
      splice.closes = edge
      if let other = after.firstIndex(where: { $0.isSameHolding(as: tenure) }) {
        splice.next = after[other]
        tenures.splices[Int(after[other].splice)].previous = tenure
      }
      before[index].splice = Int32(tenures.splices.count)
      tenures.splices.append(splice)
    }
    let counting = before.filter { tenure in
      tenures.splice(of: tenure)?.closes.map { tenure.start.first < $0.days.last } ?? true
    }
    changed[post] = counting + after
  }

  /// A tenure of another world, with its terms and sightings, which counts from the edge on.
  private mutating func adopted(
    _ tenure: Tenure, _ world: TenureRegister, at edge: Splice.Edge
  ) -> Tenure {
    var tenure = tenure
    let terms = world.terms[tenure.terms]
    tenure.terms = tenures.terms.count..<(tenures.terms.count + terms.count)
    tenures.terms += terms
    var seen: Int32 = -1
    for sighting in world.sightings(of: tenure).reversed() {
      tenures.sightings.append(
        Sighting(day: sighting.day, first: sighting.first, entry: sighting.entry, next: seen))
      seen = Int32(tenures.sightings.count) - 1
    }
    tenure.seen = seen
    tenure.splice = Int32(tenures.splices.count)
    tenures.splices.append(Splice(opens: edge, closes: nil, enders: world.enders))
    return tenure
  }

  /// The register with the tenures of the posts concerned in their places.
  private func result() -> TenureRegister {
    var result = tenures
    guard !changed.isEmpty else { return result }
    result.revokedPosts = Set(changed.keys)
    result.tenures = TenureList(of: tenures.facts.acts)
    result.tenures.reserveCapacity(tenures.tenures.count)
    result.postRanges = []
    for post in 0..<UInt32(tenures.postRanges.count) {
      let first = result.tenures.count
      if let own = changed[post] {
        result.tenures.append(contentsOf: own)
      } else {
        result.tenures.append(contentsOf: tenures.tenures(of: post))
      }
      result.postRanges.append(first..<result.tenures.count)
    }
    let all = result.tenures
    result.byOfficial = Grouped(
      all.count, into: result.facts.officials.count, by: { all[$0].official }
    ) { Int32($0) }
    return result
  }
}

extension Tenure {
  /// Whether both are of one official in one post and capacity.
  fileprivate func isSameHolding(as other: Tenure) -> Bool {
    official == other.official && post == other.post && capacity == other.capacity
  }
}

extension TenureRegister {
  /// Whether a tenure here and one of another world hold on the same days in every reading: begun
  /// by the same act, with the same dates and terms, and ended by the same acts.
  fileprivate func tells(
    _ one: Tenure, theSameAs other: Tenure, of world: TenureRegister
  ) -> Bool {
    one.act == other.act && one.official == other.official && one.capacity == other.capacity
      && one.start == other.start && one.end == other.end && one.since == other.since
      && one.endEntry == other.endEntry
      && terms[one.terms].elementsEqual(world.terms[other.terms]) { $0.act == $1.act }
      && sightings(of: one).elementsEqual(world.sightings(of: other)) {
        $0.day == $1.day && $0.entry == $1.entry
      }
      && endingActs(of: one) == world.endingActs(of: other)
  }

  /// Whether a tenure may hold on a day of the revocation or later.
  fileprivate func mayReach(_ tenure: Tenure, _ edge: Splice.Edge) -> Bool {
    let first = edge.days.first
    let starts = [tenure.start.first, tenure.start.first.adding(days: 1), tenure.start.last]
    let seen = sightings(of: tenure).map(\.day)
    return ([first, edge.days.last] + (starts + seen).filter { $0 >= first }).contains {
      isPossible(tenure, on: $0)
    }
  }

  /// The acts that may end a tenure, in the order of its tables.
  private func endingActs(of tenure: Tenure) -> [Int32] {
    enderTables(of: tenure).flatMap { table, number in
      table[number].filter { applies($0, to: tenure) }.map(\.act)
    }
  }
}
