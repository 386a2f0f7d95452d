/// What a batch makes doubtful, seen in the world's time: a late event meets the future it lands
/// before.
///
/// Nothing here is forbidden, since reality does all of it; each warning names the entries.
public enum Invariants {
  /// What is doubtful with a batch that was not so without it.
  ///
  /// - Parameters:
  ///   - before: What the journal says without the batch.
  ///   - after: What it says with it.
  /// - Returns: One sentence for each doubt, in the order of the posts.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public static func warnings(
    before: Facts, after: Facts
  ) throws(LineError) -> [String] {
    let touched = touchedPosts(before: before, after: after)
    guard !touched.isEmpty else { return [] }
    let old = try Set(doubts(before, about: touched))
    return try doubts(after, about: touched).filter { !old.contains($0) }.map(\.sentence)
  }

  /// A doubt, compared by what it is about.
  struct Doubt: Hashable {
    var sentence: String
  }

  /// The ids of the posts that new acts concern; all posts where the batch takes something back.
  private static func touchedPosts(before: Facts, after: Facts) -> Set<String> {
    let first = before.acts.count
    let isUndoing = after.events.contains {
      $0.entry >= before.count && EventKind.undoing.contains($0.kind)
    }
    if isUndoing { return Set((0..<UInt32(after.posts.count)).map { after.posts.text($0) }) }
    var posts = Set(
      after.acts[min(first, after.acts.count)...].filter { $0.post != Act.none }.map {
        after.posts.text($0.post)
      })
    for note in after.postNotes where Int(note.entry) >= before.count && note.source != .mentioned {
      posts.insert(after.posts.text(note.post))
    }
    return posts
  }

  private static func doubts(_ facts: Facts, about ids: Set<String>) throws(LineError) -> [Doubt] {
    let replay = try Replay(facts, at: .distantFuture)
    let posts = ids.sorted().compactMap { replay.facts.posts.find($0) }
    var acts = Dictionary(uniqueKeysWithValues: posts.map { ($0, [Act]()) })
    for act in replay.facts.acts { acts[act.post]?.append(act) }
    return posts.flatMap { post in
      let own = acts[post] ?? []
      return doubleHolders(replay, post) + wrongLeavers(replay, post, own)
        + untimely(replay, post, own)
    }
  }

  /// Two officials who certainly hold a post of one seat on one day.
  private static func doubleHolders(_ replay: Replay, _ post: UInt32) -> [Doubt] {
    guard replay.register.seats[Int(post)] == 1 else { return [] }
    let tenures = replay.register.tenures(of: post).filter { !$0.capacity.isActing }
      .sorted { ($0.start.last, $0.entry) < ($1.start.last, $1.entry) }
    var doubts: [Doubt] = []
    for (index, tenure) in tenures.enumerated() {
      let day = tenure.start.last
      guard !day.isUnbounded, replay.register.isCertain(tenure, on: day) else { continue }
      for earlier in tenures[..<index] where earlier.official != tenure.official {
        let isHeld = replay.register.isCertain(earlier, on: day)
        guard isHeld || isRecordedBeyond(earlier, day) else { continue }
        doubts.append(
          Doubt(
            sentence: "\(replay.facts.posts.text(post)) has two definitive holders on \(day): "
              + "\(name(replay, earlier)) (entry \(earlier.entry)) and "
              + "\(name(replay, tenure)) (entry \(tenure.entry))"))
      }
    }
    return doubts
  }

  /// Whether a record says that a tenure lasted beyond the day on which another took the post.
  private static func isRecordedBeyond(_ tenure: Tenure, _ day: Day) -> Bool {
    tenure.isRecorded && !tenure.isEndUnknown && tenure.end.first > day
      && tenure.end.last != .distantFuture && tenure.start.last < day
  }

  /// A move out of a post that another is on record as holding.
  private static func wrongLeavers(_ replay: Replay, _ post: UInt32, _ acts: [Act]) -> [Doubt] {
    acts.filter { $0.effect == .leaves }.compactMap { act in
      let eve = act.days.first.adding(days: -1)
      guard !act.days.first.isUnbounded else { return nil }
      let tenures = replay.register.tenures(of: post)
      let wasOn = tenures.contains {
        $0.official == act.official && $0.start != .unknown
          && ($0.endEntry == act.entry || replay.register.isPossible($0, on: eve))
      }
      let other = tenures.first {
        $0.official != act.official && !$0.capacity.isActing
          && replay.register.isCertain($0, on: eve)
      }
      guard !wasOn, let other else { return nil }
      return Doubt(
        sentence: "entry \(act.entry) moves \(replay.facts.officials.text(act.official)) out of "
          + "\(replay.facts.posts.text(post)), which \(name(replay, other)) (entry \(other.entry)) "
          + "is on record as holding")
    }
  }

  /// A post taken before it was established or after it was abolished.
  private static func untimely(_ replay: Replay, _ post: UInt32, _ acts: [Act]) -> [Doubt] {
    let taking = acts.filter {
      [.takes, .acts, .confirmed, .recorded].contains($0.effect) && !$0.days.last.isUnbounded
    }
    return taking.compactMap { act in
      let directory = replay.directory
      let id = replay.facts.posts.text(post)
      if let founded = directory.founded(post), act.days.last < founded.days.first {
        return Doubt(
          sentence: "entry \(act.entry) has \(id) held on \(act.days.last), before it was "
            + "established (entry \(founded.entry))")
      }
      if let abolished = directory.abolished(post, by: act.days.first) {
        return Doubt(
          sentence: "entry \(act.entry) has \(id) taken on \(act.days.first), after it was "
            + "abolished (entry \(abolished.entry))")
      }
      return nil
    }
  }

  private static func name(_ replay: Replay, _ tenure: Tenure) -> String {
    replay.directory.name(tenure.official) ?? replay.facts.officials.text(tenure.official)
  }
}
