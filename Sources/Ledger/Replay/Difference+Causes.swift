/// Which entries make the difference between two states of knowledge.
extension Difference {
  /// The entries recorded after a first stretch of the journal that touch what differs: the posts,
  /// the officials and the rotations, by an act of their own or by taking an entry about them back.
  ///
  /// - Parameters:
  ///   - size: How many entries the earlier state knew.
  ///   - facts: What the journal says in the later state, before anything is taken back.
  ///   - day: The day in the world; acts that only begin after it cannot have changed it.
  /// - Returns: The entries in order.
  public func causes(recordedFrom size: Int, in facts: Facts, at day: Day) -> [Int] {
    let mentions = Mentions(facts)
    let ids = Touched(
      posts: Set(posts.compactMap { facts.posts.find($0.post) }),
      officials: Set(officials.compactMap { facts.officials.find($0.official) }),
      rotations: Set(rotations.compactMap { facts.rotations.find($0.rotation) }))
    var causes: Set<Int> = []
    for entry in mentions.entries(of: ids, by: day) where entry >= size { causes.insert(entry) }
    // What acts on those entries is about the same things, and so is what takes that back.
    var about = mentions.entries(of: ids, by: .distantFuture)
    let register = DecreeRegister(facts)
    for event in facts.events where EventKind.undoing.contains(event.kind) {
      if changes(event, about, ids, facts, register) { about.insert(event.entry) }
    }
    for event in facts.events where event.entry >= size {
      switch event.kind {
      case .entryRetracted:
        if let target = event[.entry]?.integer, mentions.reaches(target, about) {
          causes.insert(event.entry)
        }
      case .claimDisputed:
        let entries = event[.entries]?.elements.compactMap(\.integer) ?? []
        if !about.isDisjoint(with: entries) { causes.insert(event.entry) }
      case let kind where EventKind.undoing.contains(kind):
        if about.contains(event.entry) { causes.insert(event.entry) }
      default: break
      }
    }
    return causes.sorted()
  }

  /// Whether an event changes what entries that speak of what differs mean.
  private func changes(
    _ event: Event, _ about: Set<Int>, _ ids: Touched, _ facts: Facts, _ register: DecreeRegister
  ) -> Bool {
    switch event.kind {
    case .entryCorrected:
      return event[.entry]?.integer.map { about.contains($0) } ?? false
        || touches(event.entryReplaced, ids, facts)
    case .claimResolved:
      return !about.isDisjoint(with: event[.entries]?.elements.compactMap(\.integer) ?? [])
    case .officialIdentified:
      return event[.at]?[.entry]?.integer.map { about.contains($0) } ?? false
        || touches(event, ids, facts)
    case .decreeAmended, .decreeAnnulled, .decreeRevoked:
      let scope = register.scope(of: event)
      return touches(event, ids, facts)
        || facts.acts.contains {
          about.contains(Int($0.entry)) && scope.includes($0, register)
            && scope.fits(official: $0.official, post: $0.post)
        }
    default: return false
    }
  }

  /// Whether an event speaks of what differs, in itself or in a line.
  private func touches(_ event: Event?, _ ids: Touched, _ facts: Facts) -> Bool {
    guard let event else { return false }
    let records = [event.data] + (event[.lines]?.elements ?? [])
    return records.contains { record in
      let posts = [record[.post], record[.from]].compactMap { $0?.text.flatMap(facts.posts.find) }
      let official = record[.official]?.text.flatMap(facts.officials.find)
      let rotation = record[.rotation]?.text.flatMap(facts.rotations.find)
      return !ids.posts.isDisjoint(with: posts)
        || official.map { ids.officials.contains($0) } ?? false
        || rotation.map { ids.rotations.contains($0) } ?? false
    }
  }
}

extension Event {
  /// What a correction puts in the place of the entry it corrects.
  fileprivate var entryReplaced: Event? {
    self[.entry]?.integer.flatMap { replacement(of: $0) }
  }
}

/// What differs, by number.
private struct Touched {
  var posts: Set<UInt32>
  var officials: Set<UInt32>
  var rotations: Set<UInt32>
}

/// Which entries speak of what.
private struct Mentions {
  private let facts: Facts
  private var undone: [Int: Int] = [:]

  init(_ facts: Facts) {
    self.facts = facts
    for event in facts.events
    where event.kind == .entryRetracted || event.kind == .entryCorrected {
      undone[event.entry] = event[.entry]?.integer
    }
  }

  /// The entries that speak of them, as far as that can matter on the day.
  func entries(of ids: Touched, by day: Day) -> Set<Int> {
    var entries: Set<Int> = []
    for act in facts.acts where ids.posts.contains(act.post) || ids.officials.contains(act.official)
    {
      // Leaving a post attests that it was held before; every other act works from its day on.
      if act.days.first <= day || act.effect == .leaves || act.effect == .actingEnds
        || act.days == .unknown
      {
        entries.insert(Int(act.entry))
      }
    }
    for note in facts.postNotes where ids.posts.contains(note.post) && note.source != .mentioned {
      if note.days.first <= day || note.source == .established { entries.insert(Int(note.entry)) }
    }
    for step in facts.steps where ids.rotations.contains(step.rotation) && step.days.first <= day {
      entries.insert(Int(step.entry))
    }
    return entries
  }

  /// Whether taking an entry back reaches one of those entries, through corrections and retractions
  /// of corrections.
  func reaches(_ target: Int, _ entries: Set<Int>) -> Bool {
    var target: Int? = target
    while let entry = target {
      if entries.contains(entry) { return true }
      target = undone[entry].flatMap { $0 < entry ? $0 : nil }
    }
    return false
  }
}
