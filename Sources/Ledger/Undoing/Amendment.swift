/// What amending a decree means for replay: it counts from the decree's own date, as if the decree
/// and the ceremonies that rest on it had always said so.
///
/// A line replaces that of the same official, and where the official has several, that into the
/// same post. A line without a post takes the official's lines out. A line of an official who had
/// none is added where the decree moves people: to the decree itself if it needs no oath, else to
/// the first ceremony that rests on it. Who was taken out by an earlier amendment comes back where
/// his lines were.
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
      // The lines that amendments took out so far, each by an act of it.
      var takenOut: [Act] = []
      for scope in scopes {
        for line in scope.event[.lines]?.elements ?? [] {
          facts.amend(line, scope, register, &acts, &takenOut)
        }
      }
    }
  }
}

extension Facts {
  fileprivate mutating func amend(
    _ line: JSONValue, _ scope: UndoingScope, _ register: DecreeRegister, _ acts: inout [Act],
    _ takenOut: inout [Act]
  ) {
    guard let official = line[.official]?.text.map({ officials.intern($0) }) else { return }
    let post = line[.post]?.text.map { posts.intern($0) }
    let own = acts.lines { $0.official == official && scope.includes($0, register) }
    for lines in Dictionary(grouping: own, by: { $0.any?.entry }).values {
      let same = lines.filter { $0.post == post }
      let replaced = post == nil || lines.count < 2 ? lines : Array(same.prefix(1))
      for old in replaced { amend(old, line, by: scope.event.entry, &acts) }
      if post == nil { takenOut += replaced.compactMap(\.any) }
    }
    if own.isEmpty, post != nil {
      let former = takenOut.filter { $0.official == official && scope.includes($0, register) }
      if !former.isEmpty {
        takenOut.removeAll { $0.official == official && scope.includes($0, register) }
        for places in Dictionary(grouping: former, by: \.entry).values {
          add(line, of: official, at: UnnamedPeople(places[0]), by: scope.event.entry, &acts)
        }
        return
      }
    }
    let several = Set(own.map { $0.any?.entry }).count < own.count
    let isAdded = own.isEmpty || (several && !own.contains { $0.post == post })
    guard isAdded, post != nil, !isAwaited(official, scope, register, acts),
      let place = place(of: official, scope, register, acts + takenOut)
    else { return }
    add(
      line, of: own.isEmpty ? official : nil, at: place, by: scope.event.entry, &acts)
  }

  /// Adds a line to an entry, in the place of that of an official if it has one of his.
  private mutating func add(
    _ line: JSONValue, of official: UInt32?, at place: UnnamedPeople, by entry: Int,
    _ acts: inout [Act]
  ) {
    acts.insert(self.acts(of: line, like: place.model, place.effect))
    edits[place.entry, default: []].append(
      LineEdit(
        entry: place.entry, by: UInt32(entry), fitting: LinePattern(official: official),
        change: .put(line)))
  }

  /// Whether the decree names the official and he has not been at the oath: whatever the amendment
  /// says, he holds nothing by it.
  private func isAwaited(
    _ official: UInt32, _ scope: UndoingScope, _ register: DecreeRegister, _ acts: [Act]
  ) -> Bool {
    let named = Set(remarks.named.filter { $0.official == official }.map(\.entry))
    // Whoever a ceremony names without a post was there.
    let wasThere = unnamed.contains {
      !$0.effect.isSeen && $0.idle.contains(official)
        && scope.includes(decree: $0.decree, rotation: $0.rotation, register, undone: [])
    }
    guard !named.isEmpty, !wasThere else { return false }
    return remarks.tallies.contains {
      named.contains($0.entry)
        && scope.includes(decree: $0.decree, rotation: $0.rotation, register, undone: [])
    } || acts.contains { named.contains($0.entry) && scope.includes($0, register) }
  }

  /// Puts a line in the place of another one of the same official, or takes that one out.
  private mutating func amend(
    _ old: ActLine, _ line: JSONValue, by entry: Int, _ acts: inout [Act]
  ) {
    guard let model = old.any else { return }
    let isTakenOut = line[.post] == nil
    // A line that takes no post does not show what those of its entry do.
    let isConfirmed =
      model.effect == .confirmed
      || unnamed.contains { $0.entry == model.entry && $0.effect == .confirmed }
    let effect: Act.Effect = isConfirmed ? .confirmed : .takes
    let amended = isTakenOut ? [] : self.acts(of: line, like: model, effect)
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

  /// The act on officials that rests on what is amended and names the official without a post, else
  /// the first of all, its lines taken out or not.
  private func place(
    of official: UInt32, _ scope: UndoingScope, _ register: DecreeRegister, _ acts: [Act]
  ) -> UnnamedPeople? {
    let act = acts.filter { scope.includes($0, register) }.min { $0.entry < $1.entry }
    let resting = unnamed.filter {
      !$0.effect.isSeen
        && scope.includes(decree: $0.decree, rotation: $0.rotation, register, undone: [])
    }
    if let own = resting.first(where: { $0.idle.contains(official) }) { return own }
    let people = resting.first
    if let people, people.entry <= act?.entry ?? .max { return people }
    return act.map { UnnamedPeople($0) }
  }
}

extension UnnamedPeople {
  /// The place of further lines in the entry of an act.
  init(_ act: Act) {
    self.init(
      entry: act.entry, effect: act.effect == .confirmed ? .confirmed : .takes, days: act.days,
      decree: act.decree, rotation: act.rotation)
  }
}

extension Act {
  /// Whether it may be part of a line of a decree or a ceremony.
  var isOfLine: Bool { isTaking || effect == .leaves }
}
