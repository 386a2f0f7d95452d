/// What a batch makes doubtful, seen in the world's time: a late event meets the future it lands
/// before.
///
/// Nothing here is forbidden, since reality does all of it. The rules are those of `check`, asked
/// about the posts and officials that the batch touches, without the batch and with it.
public enum Invariants {
  /// What is doubtful with a batch that was not so without it.
  ///
  /// - Parameters:
  ///   - before: What the journal says without the batch.
  ///   - after: What it says with it.
  /// - Returns: One sentence for each doubt, which names the entries, in the order of the entries.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public static func warnings(
    before: Facts, after: Facts
  ) throws(LineError) -> [String] {
    try newFindings(before: before, after: after).map(\.sentence)
  }

  /// The findings that a batch adds, violations and what needs evidence.
  ///
  /// - Parameters:
  ///   - before: What the journal says without the batch.
  ///   - after: What it says with it.
  ///   - isNear: Whether acts that cannot matter are left out of account, which is quicker where
  ///     the batch touches little of a long journal.
  /// - Returns: The findings, in the order of the last entry of each.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public static func newFindings(
    before: Facts, after: Facts, isNear: Bool = true
  ) throws(LineError) -> [RuleFinding] {
    guard after.count > before.count else { return [] }
    var touched = Touched(before: before, after: after)
    let neighbourhood = isNear ? touched.neighbourhood(in: try Undoing.standing(after)) : nil
    func replay(_ facts: Facts) throws(LineError) -> Replay {
      try Replay(neighbourhood.map { facts.near($0) } ?? facts, at: .distantFuture)
    }
    let new = try replay(after)
    touched.spread(over: new)
    // Rules go through posts and officials by their numbers, which depend on what was taken in.
    let found = touched.doubts(new).sorted { $0.order < $1.order }
    guard !found.isEmpty else { return [] }
    // What was known before is asked only where there is something to compare with.
    let known = Set(touched.doubts(try replay(before)).map(\.key))
    return found.filter { !known.contains($0.key) }
  }
}

extension RuleFinding {
  /// Where it stands among the findings that a batch adds.
  fileprivate var order: (Int, Int, String, String) {
    (entries.last ?? -1, entries.first ?? -1, rule, sentence)
  }
}

/// The posts and officials that a batch touches, by id: numbers differ between two states.
private struct Touched {
  private var posts: Set<ExactText> = []
  private var officials: Set<ExactText> = []
  /// Whether an entry takes back or changes what others said, which may be about anything.
  private var isEverything: Bool
  /// The first entry of the batch.
  private let first: Int

  init(before: Facts, after: Facts) {
    first = before.count
    isEverything = after.events.contains {
      $0.entry >= before.count && EventKind.undoing.contains($0.kind)
    }
    guard !isEverything else { return }
    for act in after.acts[min(before.acts.count, after.acts.count)...] {
      if act.post != Act.none { posts.insert(ExactText(after.posts.text(act.post))) }
      if act.official != Act.none {
        officials.insert(ExactText(after.officials.text(act.official)))
      }
    }
    for note in after.postNotes where Int(note.entry) >= before.count && note.source != .mentioned {
      posts.insert(ExactText(after.posts.text(note.post)))
    }
    for event in after.events where event.entry >= before.count && event.kind == .holderAsserted {
      if let post = event[.post]?.text { posts.insert(ExactText(post)) }
    }
    for line in after.remarks.named where Int(line.entry) >= before.count {
      officials.insert(ExactText(after.officials.text(line.official)))
    }
  }

  /// All on which the tenures of whom and what is touched depend; `nil` where that is everything.
  func neighbourhood(in facts: Facts) -> Neighbourhood? {
    isEverything
      ? nil : Neighbourhood(facts, posts: posts, officials: officials, since: first)
  }

  /// Whoever takes a post leaves his others, and makes way for nobody else there: those posts and
  /// their earlier holders are touched as well.
  mutating func spread(over replay: Replay) {
    guard !isEverything else { return }
    for id in officials {
      guard let official = replay.facts.officials.find(id.text) else { continue }
      for tenure in replay.register.tenures(ofOfficial: official) {
        posts.insert(ExactText(replay.facts.posts.text(tenure.post)))
      }
    }
    for id in posts {
      guard let post = replay.facts.posts.find(id.text) else { continue }
      for tenure in replay.register.tenures(of: post) {
        officials.insert(ExactText(replay.facts.officials.text(tenure.official)))
      }
    }
  }

  /// What is doubtful about them.
  func doubts(_ replay: Replay) -> [RuleFinding] {
    let inspection =
      isEverything
      ? Inspection(replay)
      : Inspection(
        replay, posts: Set(posts.compactMap { replay.facts.posts.find($0.text) }),
        officials: Set(officials.compactMap { replay.facts.officials.find($0.text) }))
    return Rule.all.filter { $0.warns && !$0.isStrict }
      .flatMap { inspection.judgement(of: $0).findings }
      .filter { $0.verdict >= .needsEvidence }
  }
}
