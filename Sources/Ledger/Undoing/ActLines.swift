/// What one line of an entry does: the post it leaves and the post it takes.
///
/// A line's acts follow one another in `Facts.acts`, what it leaves before what it takes.
struct ActLine {
  var left: Act?
  var taken: Act?

  /// Either act; a line has at least one.
  var any: Act? { taken ?? left }
  /// The official; `Act.none` for a line without a name.
  var official: UInt32 { any?.official ?? Act.none }
  /// The post taken; where the line takes none, the one left.
  var post: UInt32 { any?.post ?? Act.none }
  /// The acts in order.
  var acts: [Act] { [left, taken].compactMap { $0 } }
}

extension [Act] {
  /// Rewrites the lines to which some acts belong.
  ///
  /// - Parameters:
  ///   - isConcerned: Whether an act belongs to a line that may change; all others stay.
  ///   - rewrite: The acts that stand in a line's place.
  mutating func rewriteLines(where isConcerned: (Act) -> Bool, _ rewrite: (ActLine) -> [Act]) {
    var changed: [Act] = []
    changed.reserveCapacity(count)
    var index = 0
    while index < count {
      guard isConcerned(self[index]) else {
        changed.append(self[index])
        index += 1
        continue
      }
      let line = line(at: index)
      changed += rewrite(line)
      index += line.acts.count
    }
    self = changed
  }

  /// The lines to which some acts belong, in order.
  func lines(where isConcerned: (Act) -> Bool) -> [ActLine] {
    var found: [ActLine] = []
    var index = 0
    while index < count {
      guard isConcerned(self[index]) else {
        index += 1
        continue
      }
      let line = line(at: index)
      found.append(line)
      index += line.acts.count
    }
    return found
  }

  /// Adds acts behind those of their entry.
  mutating func insert(_ added: [Act]) {
    guard let entry = added.first?.entry else { return }
    let place = firstIndex { $0.entry > entry } ?? count
    insert(contentsOf: added, at: place)
  }

  /// The line that begins with the act at a position.
  func line(at index: Int) -> ActLine {
    let act = self[index]
    guard act.effect == .leaves else { return ActLine(taken: act) }
    var line = ActLine(left: act)
    if index + 1 < count {
      let next = self[index + 1]
      if next.entry == act.entry, next.official == act.official, next.isTaking { line.taken = next }
    }
    return line
  }
}

extension Facts {
  /// Changes the acts of some entries, apart from the many others, and puts them back in order.
  ///
  /// - Parameters:
  ///   - isConcerned: Whether an act is one of an entry that may change.
  ///   - change: Changes them, in the journal's order.
  mutating func changeActs(
    where isConcerned: (Act) -> Bool, _ change: (inout [Act], inout Facts) -> Void
  ) {
    var concerned = acts.filter(isConcerned)
    change(&concerned, &self)
    var merged: [Act] = []
    merged.reserveCapacity(acts.count)
    var next = 0
    for act in acts where !isConcerned(act) {
      while next < concerned.count, concerned[next].entry < act.entry {
        merged.append(concerned[next])
        next += 1
      }
      merged.append(act)
    }
    acts = merged + concerned[next...]
  }

  /// The acts of a line that is given in words, in the place of those of an entry.
  ///
  /// - Parameters:
  ///   - line: The line.
  ///   - model: An act of that entry, whose days and ceremony the line shares.
  ///   - effect: What its lines do.
  /// - Returns: What it leaves and what it takes; nothing for a line without an official.
  mutating func acts(
    of line: JSONValue, like model: Act, _ effect: Act.Effect
  ) -> [Act] {
    guard let official = line[.official]?.text, !effect.isSeen else { return [] }
    var act = model
    act.effect = .leaves
    act.capacity = .definitive
    act.isConcurrent = false
    act.detail = -1
    act.official = officials.intern(official)
    var acts: [Act] = []
    let post = line[.post]?.text.map { posts.intern($0) }
    let from = line[.from]?.text.map { posts.intern($0) }
    if let from, from != post {
      act.post = from
      acts.append(act)
    }
    guard let post else { return acts }
    let capacity = line[.capacity]?.text.flatMap { Capacity(rawValue: $0) } ?? .definitive
    act.post = post
    act.capacity = CapacityCode(capacity)
    act.isConcurrent = line[.concurrent]?.isTrue ?? false
    act.effect = capacity == .definitive ? effect : .acts
    if effect == .confirmed, capacity == .definitive, let from, from != post {
      act.detail = Int32(from)
    }
    return acts + [act]
  }
}

extension Act {
  /// Whether it gives its official a post.
  var isTaking: Bool { effect == .takes || effect == .confirmed || effect == .acts }
}

extension Act.Effect {
  /// Whether it moves nobody.
  var isSeen: Bool { self == .attested }
}

extension UnnamedPeople {
  /// An act of nobody, whose days and ceremony the lines of the entry share.
  var model: Act {
    Act(
      effect: effect, capacity: .definitive, post: Act.none, official: Act.none, days: days,
      entry: entry, decree: decree, rotation: rotation)
  }
}
