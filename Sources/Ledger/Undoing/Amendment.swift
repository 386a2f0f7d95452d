/// What amending a decree means for replay: it counts from the decree's own date, as if the decree
/// and the ceremonies that rest on it had always said so.
///
/// A line replaces that of the same official, and where the official has several, that into the
/// same post. A line without a post takes the official's lines out. A line of an official who had
/// none is added where the decree moves people: to the decree itself if it needs no oath, else to
/// the first ceremony that rests on it.
enum Amendment {
  /// Amends every decree that stands amended, in the order of the journal.
  static func apply(to facts: inout Facts) {
    let amendments = facts.events.filter { $0.kind == .decreeAmended && $0[.lines] != nil }
    guard !amendments.isEmpty else { return }
    let register = DecreeRegister(facts)
    let scopes = amendments.map { register.scope(of: $0) }
    func isConcerned(_ act: Act) -> Bool {
      act.isOfLine && scopes.contains { $0.includes(act, register) }
    }
    facts.changeActs(where: isConcerned) { acts, facts in
      for scope in scopes {
        for line in scope.event[.lines]?.elements ?? [] {
          facts.amend(line, scope, register, &acts)
        }
      }
    }
  }
}

extension Facts {
  fileprivate mutating func amend(
    _ line: JSONValue, _ scope: UndoingScope, _ register: DecreeRegister, _ acts: inout [Act]
  ) {
    guard let official = line[.official]?.text.map({ officials.intern($0) }) else { return }
    let post = line[.post]?.text.map { posts.intern($0) }
    let own = acts.lines { $0.official == official && scope.includes($0, register) }
    let same = own.filter { $0.post == post }
    let replaced = post == nil || own.count < 2 ? own : Array(same.prefix(1))
    if replaced.isEmpty, post != nil, let place = place(scope, register, acts) {
      add(line, to: place, by: scope.event.entry, &acts)
    }
    for old in replaced { amend(old, line, by: scope.event.entry, &acts) }
  }

  /// Puts a line in the place of another one of the same official, or takes that one out.
  private mutating func amend(
    _ old: ActLine, _ line: JSONValue, by entry: Int, _ acts: inout [Act]
  ) {
    guard let model = old.any else { return }
    let isTakenOut = line[.post] == nil
    let effect: Act.Effect = model.effect == .confirmed ? .confirmed : .takes
    let amended = isTakenOut ? [] : self.acts(of: line, like: model, effect, by: entry)
    var isDone = false
    acts.rewriteLines(where: { $0.entry == model.entry && $0.official == old.official }) {
      guard !isDone, $0.post == old.post else { return $0.acts }
      isDone = true
      return amended
    }
    let post = old.taken == nil ? nil : old.post
    edits[model.entry, default: []].append(
      LineEdit(
        entry: model.entry, by: UInt32(entry),
        fitting: LinePattern(official: old.official, post: post),
        change: isTakenOut ? .drop : .put(line)))
  }

  /// The first act on officials that rests on what is amended.
  private func place(
    _ scope: UndoingScope, _ register: DecreeRegister, _ acts: [Act]
  ) -> UnnamedPeople? {
    let act = acts.first { scope.includes($0, register) }
    let people = unnamed.first {
      !$0.effect.isSeen
        && scope.includes(decree: $0.decree, rotation: $0.rotation, register, undone: [])
    }
    if let people, people.entry <= act?.entry ?? .max { return people }
    return act.map { act in
      UnnamedPeople(
        entry: act.entry, effect: act.effect == .confirmed ? .confirmed : .takes, days: act.days,
        decree: act.decree, rotation: act.rotation)
    }
  }
}

extension Act {
  /// Whether it may be part of a line of a decree or a ceremony.
  var isOfLine: Bool { isTaking || effect == .leaves }
}
