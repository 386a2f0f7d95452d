/// Who holds which post on a day, from a projection and what was recorded since.
struct StandingsReader {
  private let projection: ProjectionReader
  private let tail: Facts
  private let day: Day

  /// Beyond so many posts that must be told one by one, the whole is told sooner.
  private static let mostSingle = 200

  /// The state of the world on a day.
  ///
  /// - Returns: The state; `nil` where it takes the whole journal to tell.
  static func replay(
    at day: Day, from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Replay? {
    guard Extract.mayFollow(tail, projection) else { return nil }
    let reader = StandingsReader(projection: projection, tail: tail, day: day)
    return try reader.replay()
  }

  private func replay() throws(SnapshotError) -> Replay? {
    let (states, complex) = try projection.states()
    let touched = try touched()
    let single = Set(complex).union(touched.known)
    guard single.count + touched.new.count <= Self.mostSingle else { return nil }
    var facts = try projection.directory()
    facts.append(tail)
    let holdings = try projection.holdings(on: day).filter { !single.contains($0.post) }
    var standings = Standings(
      day: day, holdings: Grouped(holdings, into: facts.posts.count) { $0.post }, states: states,
      acting: [])
    for span in try projection.acting() where !single.contains(span.acting.post) {
      var acting = span.acting
      acting.isOver = span.course.certainty(on: day) == nil
      standings.acting.append(acting)
    }
    // Nothing was on record of a new post, so that what was recorded since says all of it.
    let ids = single.sorted().map { facts.posts.text($0) }
    guard !ids.isEmpty || !touched.new.isEmpty else { return Replay(facts, standings) }
    guard let part = try Extract.facts(aboutPosts: ids, from: projection, tail: tail) else {
      return nil
    }
    let replay = Replay(standing: part, at: day)
    let wanted = Set(ids + touched.new)
    standings.obligations = replay.actingTerms().filter { wanted.contains($0.of ?? "") }
    for id in ids + touched.new {
      guard let number = facts.posts.find(id), let own = replay.facts.posts.find(id) else {
        return nil
      }
      standings.views[number] = replay.view(of: own)
      while standings.states.count <= Int(number) { standings.states.append(Standings.State()) }
      standings.states[Int(number)].hasTenures = !replay.register.tenures(of: own).isEmpty
    }
    return Replay(facts, standings)
  }

  /// The posts on which something may be otherwise since: those of the acts, and of their
  /// officials.
  private func touched() throws(SnapshotError) -> (known: Set<UInt32>, new: [String]) {
    var known: Set<UInt32> = []
    var new: Set<ExactText> = []
    var officials: Set<UInt32> = []
    func touch(_ post: UInt32) throws(SnapshotError) {
      guard post != Act.none else { return }
      let id = tail.posts.text(post)
      if let number = try projection.post(id) {
        known.insert(number)
      } else {
        new.insert(ExactText(id))
      }
    }
    // How many seats a post has decides who makes way for whom.
    for note in tail.postNotes where note.source != .mentioned { try touch(note.post) }
    for act in tail.acts {
      try touch(act.post)
      if act.effect == .confirmed, act.detail >= 0 { try touch(UInt32(act.detail)) }
      if act.official != Act.none { officials.insert(act.official) }
    }
    for official in officials {
      guard let number = try projection.official(tail.officials.text(official)) else { continue }
      for act in try projection.acts(ofOfficial: number).acts where act.act.post != Act.none {
        known.insert(act.act.post)
        if act.act.effect == .confirmed, act.act.detail >= 0 {
          known.insert(UInt32(act.act.detail))
        }
      }
    }
    return (known, new.sorted().map(\.text))
  }
}
