/// What annulling a decree means for replay: its moves never were, at every date, whatever the
/// annulment's own date, and posts go back to their earlier holders.
///
/// What the undone lines attest of the past stays attested: the official held the post that a line
/// leaves, when it was made and until it was annulled. A start of duty in a post that was never
/// taken goes with the line.
enum Annulment {
  /// Annuls everything that stands annulled.
  static func apply(to facts: inout Facts) {
    let events = facts.events.filter { $0.kind == .decreeAnnulled }
    guard !events.isEmpty else { return }
    let register = DecreeRegister(facts)
    let scopes = events.map { register.scope(of: $0) }.sorted {
      (DayRange($0.event).first, $0.event.entry) < (DayRange($1.event).first, $1.event.entry)
    }
    let whole = scopes.filter { $0.lines == nil }.reduce(into: Set()) { $0.formUnion($1.decrees) }
    func annulling(_ decree: UInt32, _ rotation: UInt32) -> [UndoingScope] {
      scopes.filter {
        $0.includes(decree: decree, rotation: rotation, register, undone: whole)
      }
    }
    var undone: [Placement] = []
    facts.changeActs {
      !annulling($0.decree, $0.rotation).isEmpty
    } _: { acts, facts in
      acts.rewriteLines(where: { _ in true }) { line in
        guard let act = line.any,
          let scope = Self.decisive(
            annulling(act.decree, act.rotation).filter {
              $0.fits(official: line.official, post: line.post)
            }, for: act)
        else { return line.acts }
        facts.noteAnnulled(line, by: scope)
        let until = DayRange(scope.event).last
        if let taken = line.taken {
          undone.append(
            Placement(
              official: taken.official, post: taken.post,
              days: DayRange(taken.days.first, max(taken.days.first, until))))
        }
        return line.left.map { [$0.kept(until: DayRange(scope.event).first)] } ?? []
      }
    }
    for people in facts.unnamed {
      for scope in annulling(people.decree, people.rotation) where scope.lines == nil {
        facts.edits[people.entry, default: []].append(
          LineEdit(entry: people.entry, by: UInt32(scope.event.entry), change: .dropAll))
      }
    }
    for scope in scopes {
      guard let count = scope.event[.group]?[.count]?.integer,
        let place = facts.unnamed.first(where: {
          scope.includes(decree: $0.decree, rotation: $0.rotation, register, undone: [])
        })
      else { continue }
      facts.edits[place.entry, default: []].append(
        LineEdit(entry: place.entry, by: UInt32(scope.event.entry), change: .lessen(count)))
    }
    facts.dropStartsOfDuty(undone)
    facts.markStages(scopes, register)
  }

  /// The annulment by which an act is undone: the first; but the last, where an act names only a
  /// rotation and is undone once all its decrees are.
  private static func decisive(_ scopes: [UndoingScope], for act: Act) -> UndoingScope? {
    let isByDecrees = act.decree == 0 && scopes.allSatisfy { $0.rotation == nil && $0.lines == nil }
    return isByDecrees ? scopes.last : scopes.first
  }

  /// A post taken by a move that was undone, and the days on which that seemed so.
  struct Placement {
    var official: UInt32
    var post: UInt32
    var days: DayRange

    /// Whether an act is a start of duty in it, which goes with it.
    func isStart(_ act: Act) -> Bool {
      act.effect == .attested && act.detail < 0 && act.official == official && act.post == post
        && days.first <= act.days.last && act.days.first <= days.last
    }
  }
}

extension DayRange {
  /// The days on which an event took effect.
  init(_ event: Event) {
    self = event.effective.map { DayRange($0) } ?? .unknown
  }
}

extension Act {
  /// The move out of a post as one that was undone.
  func kept(until day: Day) -> Act {
    var act = self
    act.effect = .kept
    act.capacity = .definitive
    act.detail = day.isUnbounded ? -1 : day.daysSince1970
    return act
  }
}

extension Facts {
  fileprivate mutating func noteAnnulled(_ line: ActLine, by scope: UndoingScope) {
    guard let act = line.any else { return }
    let pattern = LinePattern(official: line.official, post: line.taken?.post)
    edits[act.entry, default: []].append(
      LineEdit(
        entry: act.entry, by: UInt32(scope.event.entry), fitting: pattern,
        change: scope.lines == nil ? .dropAll : .drop))
  }

  /// Duty did not start in a post that was not taken.
  fileprivate mutating func dropStartsOfDuty(_ undone: [Annulment.Placement]) {
    guard !undone.isEmpty else { return }
    let byOfficial = Dictionary(grouping: undone, by: \.official)
    acts.removeAll { act in
      byOfficial[act.official]?.contains { $0.isStart(act) } ?? false
    }
  }

  /// An annulment that names only the decree is a step of every rotation of that decree.
  fileprivate mutating func markStages(_ scopes: [UndoingScope], _ register: DecreeRegister) {
    var added: [RotationStep] = []
    for scope in scopes where scope.rotation == nil && scope.lines == nil {
      for rotation in register.rotations(of: scope.decrees).sorted() {
        let entry = UInt32(scope.event.entry)
        for decree in scope.decrees.sorted() {
          added.append(
            RotationStep(
              rotation: rotation - 1, kind: .decreeAnnulled, days: DayRange(scope.event),
              entry: entry, region: Act.none, groupCount: -1, unnamedCount: 0, people: 0..<0,
              placedCount: 0, on: nil, decree: decree))
        }
      }
    }
    guard !added.isEmpty else { return }
    steps = (steps + added).sorted { $0.entry < $1.entry }
  }
}
