/// Which ways of naming a decree name the same one, and what rests on which decree.
///
/// A decree is told apart by number, issuer and date, blanks and case put aside; what a reference
/// leaves out fits anything, as long as one decree alone fits.
struct DecreeRegister {
  private typealias Decree = DecreeIndex.Decree

  private let facts: Facts
  /// The parts of each decree in `Facts.instants`.
  private let instants: [Decree?]
  private var byNumber: [String: [(decree: Decree, entry: Int)]] = [:]
  /// The decrees that the entries of a rotation issue or rest on.
  private var ofRotation: [UInt32: Set<UInt32>] = [:]

  init(_ facts: Facts) {
    self.facts = facts
    instants = (0..<UInt32(facts.instants.count)).map { facts.decree($0 + 1) }
    for (decree, entry) in facts.decrees.all {
      byNumber[decree.number, default: []].append((decree, entry))
    }
    for step in facts.steps where step.decree != 0 {
      switch step.kind {
      case .decreeIssued, .officialsInaugurated, .officialsConfirmed:
        ofRotation[step.rotation + 1, default: []].insert(step.decree)
      default: break
      }
    }
  }

  /// The decrees of a rotation, all the ways in which its entries name them.
  ///
  /// - Parameter rotation: Its number in `Facts.rotations` plus one.
  /// - Returns: Their numbers in `Facts.instants` plus one.
  func decrees(ofRotation rotation: UInt32) -> Set<UInt32> { ofRotation[rotation] ?? [] }

  /// The rotations with an entry that issues or rests on one of the decrees.
  func rotations(of decrees: Set<UInt32>) -> Set<UInt32> {
    Set(ofRotation.filter { !$0.value.isDisjoint(with: decrees) }.keys)
  }

  /// Every number in `Facts.instants`, plus one, under which the decree stands that an entry names;
  /// none if what was on record before that entry has no such decree, or several.
  func decrees(named value: JSONValue, before entry: Int) -> Set<UInt32> {
    guard let wanted = DecreeIndex.decree(value) else { return [] }
    let known = (byNumber[wanted.number] ?? []).filter { $0.entry < entry }.map(\.decree)
    let fitting = known.filter { $0.agrees(with: wanted) }
    let whole = fitting.filter { part in
      !fitting.contains { $0 != part && part.isPart(of: $0) }
    }
    guard let meant = whole.first, whole.count == 1 else { return [] }
    let others = known.filter { !$0.agrees(with: meant) }
    let same = instants.indices.filter { index in
      guard let decree = instants[index], decree.number == meant.number else { return false }
      return decree.agrees(with: meant) && decree.agrees(with: wanted)
        && !others.contains { decree.isPart(of: $0) }
    }
    return Set(same.map { UInt32($0) + 1 })
  }

  /// The decree or rotation on which an event acts, with the lines it names.
  func scope(of event: Event) -> UndoingScope {
    let named = event[.decree].map { decrees(named: $0, before: event.entry) }
    let rotation = event[.rotation]?.text.flatMap { facts.rotations.find($0) }.map { $0 + 1 }
    // A number of people without names leaves every line as it is.
    let lines = event[.lines]?.elements ?? (event[.group] == nil ? nil : [])
    var scope = UndoingScope(
      event: event, decrees: named ?? [],
      lines: lines.map { facts.patterns($0) })
    // Naming a rotation besides its decree tells nothing more.
    if named == nil, let rotation {
      scope.decrees = decrees(ofRotation: rotation)
      scope.rotation = rotation
    }
    return scope
  }
}

/// What an act upon a decree is about.
struct UndoingScope {
  let event: Event
  /// The decrees, by number in `Facts.instants` plus one.
  var decrees: Set<UInt32>
  /// The rotation, where it was named instead of a decree.
  var rotation: UInt32?
  /// The lines concerned; `nil` for all.
  var lines: [LinePattern]?

  init(event: Event, decrees: Set<UInt32>, lines: [LinePattern]?) {
    self.event = event
    self.decrees = decrees
    self.lines = lines
  }

  /// Whether an act rests on what is undone: it names the decree; or it names only a rotation, all
  /// of whose decrees are undone by this act or those before it.
  ///
  /// - Parameters:
  ///   - decree: The decree that the act names; 0 = none.
  ///   - rotation: The rotation that it names; 0 = none.
  ///   - register: The decrees of each rotation.
  ///   - undone: What acts of this kind have undone whole.
  /// - Returns: Whether it rests on that.
  func includes(
    decree: UInt32, rotation: UInt32, _ register: DecreeRegister, undone: Set<UInt32>
  ) -> Bool {
    if decree != 0, decrees.contains(decree) { return true }
    guard rotation != 0 else { return false }
    if rotation == self.rotation { return true }
    guard decree == 0 else { return false }
    let issued = register.decrees(ofRotation: rotation)
    guard !issued.isDisjoint(with: decrees) else { return false }
    return lines != nil || issued.isSubset(of: decrees.union(undone))
  }

  /// Whether an act rests on what is undone, by this act alone.
  func includes(_ act: Act, _ register: DecreeRegister) -> Bool {
    includes(decree: act.decree, rotation: act.rotation, register, undone: [])
  }

  /// Whether a line is one of those concerned.
  func fits(official: UInt32, post: UInt32) -> Bool {
    lines.map { $0.contains { $0.fits(official: official, post: post) } } ?? true
  }
}

extension Facts {
  /// The decree to which a reference is, by number in `instants` plus one; `nil` where it is none.
  func decree(_ reference: UInt32) -> DecreeIndex.Decree? {
    DecreeKey.parts(instants.text(reference - 1))
  }
}

extension DecreeKey {
  /// Takes a key of `Facts.instants` apart; `nil` for what is no decree.
  fileprivate static func parts(_ key: String) -> DecreeIndex.Decree? {
    guard key.hasPrefix("decree ") else { return nil }
    let parts = key.dropFirst("decree ".count).split(
      separator: "\u{1F}", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return DecreeIndex.Decree(
      number: String(parts[1]), issuer: String(parts[0]), date: String(parts[2]))
  }
}
