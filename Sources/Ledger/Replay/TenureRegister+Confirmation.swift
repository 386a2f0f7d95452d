/// Tenures that go on under another name: who was confirmed (`pengukuhan`) in a renamed or
/// re-organised post has held it since he took the one before.
extension TenureRegister {
  /// Whether one tenure is confirmed to continue another: its act names the post of the other as
  /// the one left, and ended it, or found it ended by the abolition of that post.
  func continues(_ later: Tenure, _ earlier: Tenure) -> Bool {
    let act = facts.acts[Int(later.act)]
    guard act.effect == .confirmed, act.detail >= 0, UInt32(act.detail) == earlier.post,
      later.official == earlier.official
    else { return false }
    if earlier.endEntry == later.entry { return true }
    guard let end = end(of: earlier) else { return false }
    return abolitions(of: earlier.post, before: act).contains {
      facts.acts[Int($0.act)].entry == end.entry
    }
  }

  /// The abolitions of a post that certainly came before an act, or on its day.
  func abolitions(of post: UInt32, before act: Act) -> [Ender] {
    enders.takers[post].filter {
      facts.acts[Int($0.act)].effect == .abolishes && $0.days.last <= act.days.first
    }
  }

  /// The last day on which the official was confirmed in the post in the course of a tenure.
  func confirmation(of tenure: Tenure) -> DayRange? {
    let act = facts.acts[Int(tenure.act)]
    let beginning = act.effect == .confirmed && tenure.start != tenure.since ? tenure.start : nil
    let later = enders(of: tenure).takers[tenure.post].last { ender in
      let act = facts.acts[Int(ender.act)]
      return act.effect == .confirmed && act.official == tenure.official
        && ender.act != tenure.act && isPossible(tenure, on: ender.days.last)
    }
    return later?.days ?? beginning
  }
}
