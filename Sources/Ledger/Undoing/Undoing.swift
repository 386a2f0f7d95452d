/// What later entries make of earlier ones, in the order in which that is resolved.
///
/// First what the recorders took back: entries retracted and entries replaced by a correction. That
/// acts in knowledge time only: once it is known, the entry stands for every date as retracted or
/// replaced. The latest surviving correction of an entry wins, and to retract a correction restores
/// what it replaced. Of what then stands, claims are resolved and unnamed people named; then
/// decrees are amended, annulled and revoked.
enum Undoing {
  /// The facts as everything known about them has them.
  static func standing(_ facts: Facts) throws(LineError) -> Facts {
    var standing = try recorded(facts)
    Amendment.apply(to: &standing)
    Annulment.apply(to: &standing)
    return standing
  }

  /// The facts as the record has them, before anything was done to a decree: corrected, claims
  /// resolved, people identified.
  static func recorded(_ facts: Facts) throws(LineError) -> Facts {
    var recorded = try corrected(facts)
    try ClaimResolution.apply(to: &recorded)
    Identification.apply(to: &recorded)
    return recorded
  }

  /// The facts without retracted entries and with corrected ones replaced.
  static func corrected(_ facts: Facts) throws(LineError) -> Facts {
    let (retractions, corrections) = surviving(facts)
    guard !retractions.isEmpty || !corrections.isEmpty else { return facts }
    var standing = facts
    var replacements: [Int: Event] = [:]
    for (target, correction) in corrections {
      replacements[target] = correction.replacement(of: target)
      standing.whole[target] = replacements[target]
    }
    for target in retractions.keys { standing.whole[target] = nil }
    try standing.replace(
      replacements, without: Set(retractions.keys).union(corrections.keys))
    return standing
  }

  /// The retractions and corrections that stand, by the entry they are of.
  ///
  /// An entry can be undone by later ones only, so that from the last to the first each is judged
  /// once: by then it is known whether it was retracted, and what a correction put in its place.
  fileprivate static func surviving(
    _ facts: Facts
  ) -> (retractions: [Int: Event], corrections: [Int: Event]) {
    var retractions: [Int: Event] = [:]
    var corrections: [Int: Event] = [:]
    var open = facts.events.filter(isUndoing)
    while let event = open.popLast() {
      let entry = event.entry
      guard retractions[entry] == nil, let target = event[.entry]?.integer, target < entry else {
        continue
      }
      if event.kind == .entryRetracted {
        if retractions[target] == nil { retractions[target] = event }
      } else if corrections[target] == nil {
        corrections[target] = event
        // What replaces an undoing entry, or makes one of it, is judged in its place.
        let place = open.firstIndex { $0.entry >= target } ?? open.count
        if place < open.count, open[place].entry == target { open.remove(at: place) }
        if let replacement = event.replacement(of: target), isUndoing(replacement) {
          open.insert(replacement, at: place)
        }
      }
    }
    return (retractions, corrections.filter { retractions[$0.key] == nil })
  }

  private static func isUndoing(_ event: Event) -> Bool {
    event.kind == .entryRetracted || event.kind == .entryCorrected
  }
}

extension EventKind {
  /// The types that change what earlier entries mean.
  static let undoing: Set<EventKind> = [
    .entryRetracted, .entryCorrected, .claimResolved, .officialIdentified, .decreeAmended,
    .decreeAnnulled, .decreeRevoked,
  ]

  /// Those of them that change what the record says, rather than what holds in law.
  static let revising: Set<EventKind> = [.entryRetracted, .entryCorrected, .claimResolved]
}

/// How an entry was taken back.
public struct Undone: Hashable, Sendable {
  /// The two ways of taking back.
  public enum Kind: String, Sendable {
    /// Withdrawn.
    case retracted
    /// Replaced whole.
    case corrected
  }

  /// The entry that takes it back.
  public let by: Int
  /// In which way.
  public let kind: Kind
}

extension Facts {
  /// The entries that were taken back, by number, each with the latest act that still stands.
  public func undone() -> [Int: Undone] {
    let (retractions, corrections) = Undoing.surviving(self)
    var undone = corrections.mapValues { Undone(by: $0.entry, kind: .corrected) }
    for (target, event) in retractions {
      undone[target] = Undone(by: event.entry, kind: .retracted)
    }
    return undone
  }

  /// What an entry says by the record: as corrected, with claims about it resolved.
  ///
  /// - Parameter event: The entry as it was recorded; these facts are those of the record.
  /// - Returns: The event; `nil` where it was retracted.
  public func said(by event: Event) -> Event? {
    standing([event]).first { $0.entry == event.entry }.map { resolved($0) }
  }

  /// What stands of events that were kept whole: without those taken back, and with the replacement
  /// of every corrected entry, whether or not that was among those kept.
  ///
  /// - Parameter kept: Some events of the journal.
  /// - Returns: The events by entry; the caller holds the replacements against its own conditions.
  public func standing(_ kept: [Event]) -> [Event] {
    let (retractions, corrections) = Undoing.surviving(self)
    let untouched = kept.filter {
      retractions[$0.entry] == nil && corrections[$0.entry] == nil
    }
    let replacements = corrections.compactMap { $0.value.replacement(of: $0.key) }
    return (untouched + replacements).sorted { $0.entry < $1.entry }
  }
}

extension Event {
  /// The event that a correction puts in the place of the entry it corrects.
  func replacement(of target: Int) -> Event? {
    self[.replacement].flatMap { standing(as: $0, entry: target) }
  }

  /// The event that says something else in the place of an entry.
  ///
  /// - Parameters:
  ///   - said: `type`, `data`, and of `effective`, `region` and `subject` what it has.
  ///   - target: The entry.
  /// - Returns: The event; `nil` where that is none.
  func standing(as said: JSONValue, entry target: Int) -> Event? {
    guard let data = said[.data], let kind = said[.type]?.text.flatMap({ EventKind(rawValue: $0) })
    else { return nil }
    return Event(
      entry: target, id: id, kind: kind, source: source, recordedTime: recordedTime,
      effective: said[.effective]?.period, region: said[.region]?.text,
      subject: said[.subject]?.text, recordedBy: recordedBy, data: data)
  }
}

extension Facts {
  /// The facts as the record has them, before anything was done to a decree: those in which a
  /// decree is looked up.
  ///
  /// - Throws: `LineError` where a correction's replacement is no event.
  public func asRecorded() throws(LineError) -> Facts { try Undoing.recorded(self) }

  /// Puts events in the place of what the entries of their numbers say.
  ///
  /// - Parameters:
  ///   - events: The events by entry.
  ///   - taken: The entries of which nothing else is left; those of the events if not given.
  /// - Throws: `LineError` where one is no event.
  mutating func replace(
    _ events: [Int: Event], without taken: Set<Int>? = nil
  ) throws(LineError) {
    let taken = taken ?? Set(events.keys)
    remove(taken)
    let kept = self
    for (entry, event) in events.sorted(by: { $0.key < $1.key }) {
      var gatherer = Gatherer()
      try gatherer.replace(entry: entry, with: event)
      append(gatherer.facts, isFollowing: false)
      count -= 1
    }
    restoreOrder(after: kept)
    latestNotes = LatestNotes(self)
    forgetDecrees(of: taken)
  }

  /// Strikes off the decrees that entries first named and none names any more.
  private mutating func forgetDecrees(of entries: Set<Int>) {
    let doubtful = decrees.those(of: entries)
    guard !doubtful.isEmpty else { return }
    var named = Set(acts.lazy.map(\.decree))
    named.formUnion(steps.lazy.map(\.decree))
    named.formUnion(unnamed.lazy.map(\.decree))
    named.formUnion(remarks.tallies.lazy.map(\.decree))
    let left = Set(named.filter { $0 != 0 }.compactMap { decree($0) })
    decrees = decrees.without(Set(doubtful.keys).subtracting(left))
  }

  /// Puts what corrections say, which was appended to the facts that were kept, where the entries
  /// that they correct stand in the journal.
  fileprivate mutating func restoreOrder(after kept: Facts) {
    acts = Self.merged(acts, from: kept.acts.count) { Int($0.entry) }
    postNotes = Self.merged(postNotes, from: kept.postNotes.count) { Int($0.entry) }
    officialNotes = Self.merged(officialNotes, from: kept.officialNotes.count) { Int($0.entry) }
    unitNotes = Self.merged(unitNotes, from: kept.unitNotes.count) { Int($0.entry) }
    unnamed = Self.merged(unnamed, from: kept.unnamed.count) { Int($0.entry) }
    steps = Self.merged(steps, from: kept.steps.count) { Int($0.entry) }
    events = Self.merged(events, from: kept.events.count) { $0.entry }
    remarks.restoreOrder()
  }

  /// Merges the two parts of a list, each of which is in order.
  private static func merged<Fact>(
    _ list: [Fact], from start: Int, by entry: (Fact) -> Int
  ) -> [Fact] {
    guard start > 0, start < list.count else { return list }
    var merged: [Fact] = []
    merged.reserveCapacity(list.count)
    var next = start
    for fact in list[..<start] {
      while next < list.count, entry(list[next]) < entry(fact) {
        merged.append(list[next])
        next += 1
      }
      merged.append(fact)
    }
    return merged + list[next...]
  }

  /// Takes out everything that the entries say.
  fileprivate mutating func remove(_ entries: Set<Int>) {
    acts.removeAll { entries.contains(Int($0.entry)) }
    postNotes = postNotes.compactMap { $0.without(entries) }
    officialNotes = officialNotes.compactMap { $0.without(entries) }
    unitNotes.removeAll { entries.contains(Int($0.entry)) }
    unnamed.removeAll { entries.contains(Int($0.entry)) }
    steps.removeAll { entries.contains(Int($0.entry)) }
    events.removeAll { entries.contains($0.entry) }
    remarks.remove(entries)
  }
}
