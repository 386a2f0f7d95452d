/// The decrees that were issued, each with its parts, and what was sworn on each of them.
///
/// Decrees are the same by number, issuer and date; what an entry leaves out matches anything, if
/// one decree alone fits.
struct DecreeBook {
  /// A decree with all entries that issue it.
  struct Issued {
    var key: DecreeIndex.Decree
    /// The entries that issue it, in order, one a part unless it was recorded several times.
    var parts: [Tally]

    /// How many lines are recorded: the fullest record of each part, added up.
    var lineCount: Int {
      let byPart = Dictionary(grouping: parts, by: \.part)
      return byPart.values.reduce(0) { $0 + ($1.map(\.lines).max() ?? 0) }
    }

    /// The number as it was written first.
    func name(_ facts: Facts) -> String {
      parts.lazy.compactMap { facts.word($0.number) }.first ?? "without a number"
    }
  }

  let facts: Facts
  /// By number, issuer and date.
  private(set) var issued: [Issued] = []
  private var byNumber: [String: [Int]] = [:]
  /// What amends, revokes or annuls decrees.
  private var changes: [UndoingScope] = []
  /// What was sworn on each issued decree, by its position.
  private(set) var sworn: [Int: Sworn] = [:]
  /// For each rotation (number plus one) the issued decrees that belong to it.
  private var ofRotation: [UInt32: Set<Int>] = [:]

  init(_ facts: Facts) {
    self.facts = facts
    var parts: [UInt32: [Tally]] = [:]
    for tally in facts.tallies where tally.kind == .decreeIssued && tally.decree != 0 {
      parts[tally.decree, default: []].append(tally)
    }
    // Everything below is about decrees that were issued.
    guard !parts.isEmpty else { return }
    for (reference, parts) in parts.sorted(by: { $0.key < $1.key }) {
      guard let key = facts.decree(reference) else { continue }
      issued.append(Issued(key: key, parts: parts))
    }
    byNumber = Dictionary(grouping: issued.indices) { issued[$0].key.number }
    for (index, decree) in issued.enumerated() {
      for part in decree.parts where part.rotation != 0 {
        ofRotation[part.rotation, default: []].insert(index)
      }
    }
    sworn = oaths().mapValues { Self.counted($0) }
    let events = facts.events.filter {
      $0.kind == .decreeAmended || $0.kind == .decreeRevoked || $0.kind == .decreeAnnulled
    }
    guard !events.isEmpty else { return }
    let register = DecreeRegister(facts)
    changes = events.map { register.scope(of: $0) }
  }

  /// Whether a later act on the decree is about a line of it, or about all.
  func isChanged(_ decree: Issued, official: UInt32, post: UInt32) -> Bool {
    changes.contains { scope in
      isAbout(scope, decree) && (scope.lines != nil || scope.event.kind != .decreeAmended)
        && scope.fits(official: official, post: post)
    }
  }

  /// Whether a later act amends, revokes or annuls the decree or a line of it, so that its numbers
  /// of people say nothing of the oaths that stand.
  func isChanged(_ decree: Issued) -> Bool { changes.contains { isAbout($0, decree) } }

  private func isAbout(_ scope: UndoingScope, _ decree: Issued) -> Bool {
    decree.parts.contains { part in
      scope.decrees.contains(part.decree)
        || (part.rotation != 0 && scope.rotation == part.rotation)
    }
  }

  /// The other issued decrees of the same number.
  func sameNumber(as index: Int) -> [Int] {
    (byNumber[issued[index].key.number] ?? []).filter { $0 != index }
  }

  /// The issued decree that a reference means; `nil` where that is none or several.
  private func meaning(of reference: UInt32) -> Int? {
    guard let key = facts.decree(reference), let named = byNumber[key.number] else { return nil }
    let fitting = named.filter { issued[$0].key.agrees(with: key) }
    return fitting.first { issued[$0].key == key } ?? (fitting.count == 1 ? fitting[0] : nil)
  }

  /// The issued decrees that acts rest on: the one that an act names, else the only one of its
  /// rotation.
  private struct Bases {
    let book: DecreeBook
    /// What references mean that were asked for before: many acts name one decree.
    private var meanings: [UInt32: Int?] = [:]

    init(_ book: DecreeBook) { self.book = book }

    mutating func index(decree: UInt32, rotation: UInt32) -> Int? {
      if decree != 0 {
        if let known = meanings[decree] { return known }
        let meaning = book.meaning(of: decree)
        meanings[decree] = .some(meaning)
        return meaning
      }
      guard let own = book.ofRotation[rotation], own.count == 1 else { return nil }
      return own.first
    }
  }

  /// The oaths taken on a decree.
  struct Sworn {
    /// How many took it; `nil` where no ceremony is on record.
    var count: Int?
    var officials: Set<UInt32> = []
    var entries: [Int] = []
    /// Whether some took it who are known only by their count.
    var hasUnnamed = false
    fileprivate var groups: [DayRange: Int] = [:]
    fileprivate var people: [DayRange: Set<UInt32>] = [:]
    fileprivate var unnamed: [DayRange: Int] = [:]

    fileprivate mutating func add(_ act: Act) {
      if act.official == Act.none {
        unnamed[act.days, default: 0] += 1
      } else {
        people[act.days, default: []].insert(act.official)
      }
      entries.append(Int(act.entry))
    }
  }

  /// Every oath by the decree it was taken on.
  ///
  /// Whoever acts by a line of the ceremony, or is relieved by one, was there like those who take a
  /// post.
  private func oaths() -> [Int: Sworn] {
    var oaths: [Int: Sworn] = [:]
    var bases = Bases(self)
    var relieved: [(decree: Int, act: Act)] = []
    for act in facts.acts {
      switch act.effect {
      case .takes, .confirmed, .acts, .leaves: break
      default: continue
      }
      guard act.decree != 0 || act.rotation != 0,
        let index = bases.index(decree: act.decree, rotation: act.rotation),
        !issued[index].parts.contains(where: { $0.entry == act.entry })
      else { continue }
      if act.effect == .leaves {
        relieved.append((index, act))
      } else {
        oaths[index, default: Sworn()].add(act)
      }
    }
    let ceremonies = oaths.mapValues { Set($0.entries) }
    for (index, act) in relieved where ceremonies[index]?.contains(Int(act.entry)) == true {
      oaths[index, default: Sworn()].add(act)
    }
    for tally in facts.tallies
    where tally.group >= 0
      && (tally.kind == .officialsInaugurated || tally.kind == .officialsConfirmed)
    {
      guard let index = bases.index(decree: tally.decree, rotation: tally.rotation) else {
        continue
      }
      oaths[index, default: Sworn()].groups[tally.days, default: 0] =
        max(oaths[index]?.groups[tally.days] ?? 0, tally.group)
      oaths[index, default: Sworn()].entries.append(Int(tally.entry))
    }
    return oaths
  }

  /// Whoever is named on several days is one person; who is known by a count alone, on each day
  /// another.
  private static func counted(_ oaths: Sworn) -> Sworn {
    var sworn = oaths
    var unnamed = 0
    let days = Set(oaths.groups.keys).union(oaths.people.keys).union(oaths.unnamed.keys)
    for day in days {
      let named = oaths.people[day] ?? []
      let all = named.count + (oaths.unnamed[day] ?? 0)
      unnamed += max(oaths.groups[day] ?? 0, all) - named.count
      sworn.officials.formUnion(named)
    }
    sworn.hasUnnamed = unnamed > 0
    sworn.count = sworn.officials.count + unnamed
    sworn.entries = Set(oaths.entries).sorted()
    return sworn
  }
}
