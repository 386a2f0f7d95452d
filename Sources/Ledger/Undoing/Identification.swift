/// What naming people recorded without a name means for replay: the entry stands as if it had had
/// their lines (`OfficialIdentified`).
///
/// It acts in knowledge time only. The count of the ceremony does not grow: whoever is named was
/// counted already.
enum Identification {
  /// Names whoever stands identified.
  static func apply(to facts: inout Facts) {
    let places = Dictionary(
      facts.unnamed.map { ($0.entry, $0) }, uniquingKeysWith: { first, _ in first })
    let named = facts.events.filter { $0.kind == .officialIdentified }
    let entries = Set(named.compactMap { $0[.at]?[.entry]?.integer }.map { UInt32(clamping: $0) })
    guard !entries.isEmpty else { return }
    facts.changeActs(where: { entries.contains($0.entry) }) { acts, facts in
      var counted = CountedPeople(facts, acts, places)
      for event in named {
        guard let at = event[.at], let entry = at[.entry]?.integer.map({ UInt32(clamping: $0) }),
          let place = places[entry]
            ?? acts.first(where: { $0.entry == entry && $0.isOfLine }).map({ UnnamedPeople($0) })
        else { continue }
        let lines = event[.lines]?.elements ?? []
        let unnamed = at[.no]?.integer.flatMap { no in place.lines.first { $0.no == no } }
        var rest = lines[...]
        if let unnamed, let first = rest.popFirst() {
          facts.fill(unnamed, of: place, with: first, by: event.entry, &acts)
        }
        for line in rest { facts.add(line, to: place, by: event.entry, &acts) }
        facts.count(lines, of: place, filling: unnamed)
        counted.count(lines, of: place, filling: unnamed, by: event.entry, &facts)
      }
    }
  }
}

/// Who is counted already in the tallies of some entries, while people of theirs are named.
private struct CountedPeople {
  private var named: [UInt32: Set<UInt32>] = [:]
  private var placed: [UInt32: Set<UInt32>] = [:]
  /// Where the tally of each entry stands.
  private var tallies: [UInt32: Int] = [:]

  init(_ facts: Facts, _ acts: [Act], _ places: [UInt32: UnnamedPeople]) {
    for (index, tally) in facts.remarks.tallies.enumerated() where tally.group >= 0 {
      tallies[tally.entry] = index
    }
    for act in acts where act.isTaking { placed[act.entry, default: []].insert(act.official) }
    named = placed
    for (entry, place) in places where tallies[entry] != nil {
      named[entry, default: []].formUnion(place.idle)
    }
    // A briefing moves nobody.
    for event in facts.events where tallies[UInt32(clamping: event.entry)] != nil {
      let entry = UInt32(clamping: event.entry)
      for line in event[.lines]?.elements ?? [] {
        guard let official = line[.official]?.text.flatMap({ facts.officials.find($0) }) else {
          continue
        }
        named[entry, default: []].insert(official)
        if line[.post] != nil { placed[entry, default: []].insert(official) }
      }
    }
  }

  /// Counts whom an identification names in the tally of the entry, each once; who is put in an
  /// unnamed line was counted with it.
  mutating func count(
    _ lines: [JSONValue], of place: UnnamedPeople, filling unnamed: UnnamedPeople.Line?,
    by entry: Int, _ facts: inout Facts
  ) {
    guard let index = tallies[place.entry] else { return }
    var tally = facts.remarks.tallies[index]
    tally.identified.append(UInt32(clamping: entry))
    for (position, line) in lines.enumerated() {
      let official = line[.official]?.text.map { facts.officials.intern($0) }
      let isFilling = position == 0 && unnamed != nil && unnamed?.post != Act.none
      let isNew = official.map { named[place.entry, default: []].insert($0).inserted } ?? true
      if isNew, !isFilling { tally.named += 1 }
      guard line[.post] != nil || isFilling else { continue }
      let isPlaced = official.map { placed[place.entry, default: []].insert($0).inserted } ?? true
      if isPlaced, !isFilling { tally.placed += 1 }
    }
    facts.remarks.tallies[index] = tally
  }
}

extension Facts {
  /// Puts a line with a name in the place of one without.
  fileprivate mutating func fill(
    _ unnamed: UnnamedPeople.Line, of place: UnnamedPeople, with line: JSONValue, by entry: Int,
    _ acts: inout [Act]
  ) {
    var named = line
    if named[.post] == nil, unnamed.post != Act.none {
      named = named.setting(["post"], to: .string(posts.text(unnamed.post)))
    }
    let replacement = self.acts(of: named, like: place.model, place.effect)
    var isFilled = false
    acts.rewriteLines(where: { $0.entry == place.entry && $0.official == Act.none }) { line in
      guard !isFilled, line.post == unnamed.post else { return line.acts }
      isFilled = true
      return replacement
    }
    if !isFilled { acts.insert(replacement) }
    edits[place.entry, default: []].append(
      LineEdit(
        entry: place.entry, by: UInt32(entry),
        fitting: LinePattern(official: Act.none, no: unnamed.no), change: .put(named)))
  }

  /// Adds a line to an entry.
  mutating func add(
    _ line: JSONValue, to place: UnnamedPeople, by entry: Int, _ acts: inout [Act]
  ) {
    acts.insert(self.acts(of: line, like: place.model, place.effect))
    edits[place.entry, default: []].append(
      LineEdit(entry: place.entry, by: UInt32(entry), change: .add(line)))
  }

  /// Counts the people named among those of the entry's step in its rotation.
  fileprivate mutating func count(
    _ lines: [JSONValue], of place: UnnamedPeople, filling unnamed: UnnamedPeople.Line?
  ) {
    let isPlaced = unnamed.map { $0.post != Act.none } ?? false
    for index in steps.indices where steps[index].entry == place.entry {
      var placed = Array(people[steps[index].people].prefix(steps[index].placedCount))
      var others = Array(people[steps[index].people].dropFirst(steps[index].placedCount))
      for line in lines {
        guard let official = line[.official]?.text.map({ officials.intern($0) }),
          !placed.contains(official)
        else { continue }
        others.removeAll { $0 == official }
        if line[.post] != nil || isPlaced {
          placed.append(official)
        } else {
          others.append(official)
        }
      }
      if isPlaced, steps[index].unnamedCount > 0 { steps[index].unnamedCount -= 1 }
      steps[index].people = people.count..<(people.count + placed.count + others.count)
      steps[index].placedCount = placed.count
      people += placed + others
    }
  }
}
