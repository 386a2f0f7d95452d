/// Which entries start and end what differs between two states of the world.
extension Difference {
  /// A holder that one side has and the other has not, or not so surely.
  struct HolderChange {
    var official: String
    /// The entry that starts the tenure.
    var entry: Int
    /// Whether the later side has lost it, or is less sure of it.
    var isLost: Bool
  }

  /// The holders in whom two views of a post differ.
  static func changes(_ old: PostView?, _ new: PostView?) -> [HolderChange] {
    func key(_ holder: PostView.Holder) -> ExactText {
      ExactText("\(holder.entry)\u{1F}\(holder.official)\u{1F}\(holder.capacity)")
    }
    func certainty(_ view: PostView?) -> [ExactText: Certainty] {
      Dictionary(
        (view?.holders ?? []).map { (key($0), $0.certainty) },
        uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (certainty(old), certainty(new))
    let holders = (old?.holders ?? []) + (new?.holders ?? []).filter { before[key($0)] == nil }
    return holders.compactMap { holder in
      let (was, now) = (before[key(holder)], after[key(holder)])
      guard was != now else { return nil }
      let isLost = was == .certain || now == nil
      return HolderChange(official: holder.official, entry: holder.entry, isLost: isLost)
    }
  }

  /// The entries that make a post differ.
  static func entries(
    of id: String, _ old: PostView?, _ new: PostView?, _ replays: (before: Replay, after: Replay)
  ) -> Set<Int> {
    var entries: Set<Int> = []
    for change in changes(old, new) { entries.formUnion(self.entries(of: change, in: id, replays)) }
    // What became of the post itself: founded, renamed, re-graded, abolished.
    let sides = [replays.before, replays.after].map { replay in
      replay.facts.posts.find(id).map { replay.directory.declarations($0) } ?? []
    }
    return entries.union(sides[0].symmetricDifference(sides[1]))
  }

  /// The entries that start and end the tenure in which a holder differs.
  static func entries(
    of change: HolderChange, in post: String, _ replays: (before: Replay, after: Replay)
  ) -> Set<Int> {
    guard change.isLost else { return [change.entry] }
    // The side that has lost the holder knows why; where it does not know the tenure, the other.
    for replay in [replays.after, replays.before] {
      guard let number = replay.facts.posts.find(post),
        let official = replay.facts.officials.find(change.official)
      else { continue }
      let tenure = replay.register.tenures(of: number).first {
        Int($0.entry) == change.entry && $0.official == official
      }
      guard let tenure else { continue }
      var entries: Set<Int> = [change.entry]
      let last = max(replays.before.day, replays.after.day)
      if let end = replay.register.end(of: tenure), end.entry != Act.none, end.days.first <= last {
        entries.insert(Int(end.entry))
      }
      return entries
    }
    return [change.entry]
  }
}

extension PostDirectory {
  /// The entries that had declared, renamed, re-graded or abolished a post by the day.
  func declarations(_ post: UInt32) -> Set<Int> {
    Set(
      postNotes[Int(post)].filter {
        $0.source != .mentioned && (!$0.hasDate || $0.days.last <= day)
      }.map { Int($0.entry) })
  }
}
