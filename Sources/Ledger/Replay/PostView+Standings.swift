/// What standings take from a register: what is known of a post on any day.
extension TenureRegister {
  /// What is known of a post beside who holds it on a day.
  func state(of post: UInt32) -> Standings.State {
    var state = Standings.State()
    for tenure in tenures(of: post) {
      state.hasTenures = true
      let from = min(tenure.start.first, tenure.end.last)
      state.heldFrom = state.heldFrom.map { min($0, from) } ?? from
      let act = facts.acts[Int(tenure.act)]
      if act.effect == .confirmed, act.detail >= 0 {
        state.anotherFrom =
          state.anotherFrom.map { min($0, tenure.since.first) } ?? tenure.since.first
      }
    }
    return state
  }
}

extension Replay {
  /// Whether who holds a post cannot be told from courses of single tenures: a decree was revoked,
  /// somebody without a name took it, or something that it rests on is disputed.
  func isEntangled(_ post: UInt32) -> Bool {
    if register.revokedPosts.contains(post) { return true }
    let isUnnamed = register.enders.takers[post].contains {
      let act = facts.acts[Int($0.act)]
      return act.official == Act.none && act.effect != .abolishes
    }
    if isUnnamed { return true }
    return !disputed.isEmpty
      && register.tenures(of: post).contains { !disputes(about: evidence(of: $0)).isEmpty }
  }
}
