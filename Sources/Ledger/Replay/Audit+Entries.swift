/// Which entries must be read whole for an audit, told from facts alone.
extension Audit {
  /// The entries from which the moves that a filter asks for are told; others may be among them.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - facts: The same before anything was undone.
  ///   - filter: What is asked for.
  /// - Returns: Their numbers, in order.
  public static func entries(
    _ replay: Replay, in facts: Facts, _ filter: MoveFilter
  ) -> [Int] {
    var entries: Set<Int> = []
    let movers = movers(replay, filter)
    for said in [facts, replay.facts] {
      let asked = Asked(filter, movers, said)
      for act in said.acts where asked.takes(act) { entries.insert(Int(act.entry)) }
      for people in said.unnamed where asked.takes(people) { entries.insert(Int(people.entry)) }
    }
    // What was said of these later may have put them where they are asked for.
    entries.formUnion(replay.facts.edits.keys.map { Int($0) })
    entries.formUnion(replay.facts.resolved.keys)
    // Who leaves by a revocation is named by no line of it.
    for event in facts.events where event.kind == .decreeRevoked { entries.insert(event.entry) }
    return entries.sorted()
  }

  /// What is asked for, in the numbers of some facts.
  private struct Asked {
    let filter: MoveFilter
    /// The officials asked for, and those who ever held the post; all if `nil`.
    let officials: Set<UInt32>?
    let post: UInt32?

    init(_ filter: MoveFilter, _ movers: Set<ExactText>?, _ facts: Facts) {
      self.filter = filter
      officials = movers.map { Set($0.compactMap { facts.officials.find($0.text) }) }
      post = filter.official == nil ? filter.post.flatMap { facts.posts.find($0) } : nil
    }

    func takes(_ act: Act) -> Bool {
      guard filter.includes(act.days) else { return false }
      guard let officials else { return true }
      return officials.contains(act.official) || act.post == post
    }

    func takes(_ people: UnnamedPeople) -> Bool {
      guard filter.includes(people.days) else { return false }
      guard let officials else { return true }
      // A line that names nobody may name the post as the one that is left: facts do not tell.
      return !officials.isDisjoint(with: people.idle) || (post != nil && !people.lines.isEmpty)
    }
  }
}
