/// A post on a day of which it is known who holds it.
extension Replay {
  func view(of post: UInt32, by standings: Standings) -> PostView {
    if let known = standings.views[post] { return known }
    var holdings = standings.holdings[post] ?? []
    if holdings.count > 1 {
      holdings.sort { isOrdered($0, $1) }
      var listed: Set<UInt64> = []
      holdings = holdings.filter { holding in
        let who = UInt64(holding.official) << 16 | UInt64(holding.capacity.code)
        return holding.certainty == .certain ? listed.insert(who).inserted : !listed.contains(who)
      }
    }
    let ownTitle = holdings.first { $0.title != Act.none }?.title
    return view(
      of: post, ownTitle: ownTitle, status: status(of: post, holdings, standings),
      holders: holdings.map { holder($0) })
  }

  private func isOrdered(_ one: Standings.Holding, _ other: Standings.Holding) -> Bool {
    func order(_ holding: Standings.Holding) -> (Int, Int, Day, UInt32) {
      (
        holding.certainty == .certain ? 0 : 1, holding.capacity.isActing ? 1 : 0,
        holding.since.first, holding.entry
      )
    }
    if order(one) != order(other) { return order(one) < order(other) }
    return facts.officials.text(one.official) < facts.officials.text(other.official)
  }

  private func status(
    of post: UInt32, _ holdings: [Standings.Holding], _ standings: Standings
  ) -> PostView.Status {
    let certain = holdings.filter { $0.certainty == .certain }
    if certain.contains(where: { !$0.capacity.isActing }) { return .held }
    if !certain.isEmpty { return .acting }
    guard holdings.isEmpty else { return .unknown }
    let isKnown = standings.states.indices.contains(Int(post))
    let state = isKnown ? standings.states[Int(post)] : Standings.State()
    if let from = state.heldFrom, from <= day { return .vacant }
    let isStillAnother = state.anotherFrom.map { $0 <= day } ?? false
    return directory.isFounded(post) && !isStillAnother ? .vacant : .unknown
  }

  private func holder(_ holding: Standings.Holding) -> PostView.Holder {
    PostView.Holder(
      official: facts.officials.text(holding.official), name: directory.name(holding.official),
      capacity: facts.text(holding.capacity), since: holding.since.text,
      certainty: holding.certainty, entry: Int(holding.entry), disputes: [], isDisputed: false)
  }
}

extension Replay {
  /// What is known of a post beside who holds it on a day; `nil` where who holds it cannot be told
  /// from courses of single tenures: a decree was revoked, somebody without a name took it, or
  /// something that it rests on is disputed.
  func state(of post: UInt32) -> Standings.State? {
    let tenures = register.tenures(of: post)
    let isUnnamed = register.enders.takers[post].contains {
      facts.acts[Int($0.act)].official == Act.none
        && facts.acts[Int($0.act)].effect != .abolishes
    }
    guard !register.revokedPosts.contains(post), !isUnnamed,
      disputed.isEmpty || tenures.allSatisfy({ disputes(about: evidence(of: $0)).isEmpty })
    else { return nil }
    var state = Standings.State()
    for tenure in tenures {
      state.hasTenures = true
      let from = min(tenure.start.first, tenure.end.last)
      state.heldFrom = state.heldFrom.map { min($0, from) } ?? from
      let act = facts.acts[Int(tenure.act)]
      if act.effect == .confirmed, act.detail >= 0 {
        state.anotherFrom =
          state.anotherFrom.map { min($0, tenure.since.first) }
          ?? tenure.since.first
      }
    }
    return state
  }
}
