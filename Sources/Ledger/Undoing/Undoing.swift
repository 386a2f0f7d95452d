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
    var standing = try withoutRecordingErrors(facts)
    ClaimResolution.apply(to: &standing)
    Identification.apply(to: &standing)
    Amendment.apply(to: &standing)
    Annulment.apply(to: &standing)
    return standing
  }

  /// The facts without retracted entries and with corrected ones replaced.
  private static func withoutRecordingErrors(_ facts: Facts) throws(LineError) -> Facts {
    let (retractions, corrections) = surviving(facts)
    guard !retractions.isEmpty || !corrections.isEmpty else { return facts }
    var standing = facts
    standing.remove(Set(retractions.keys).union(corrections.keys))
    let kept = standing
    for (target, correction) in corrections.sorted(by: { $0.key < $1.key }) {
      guard let replacement = correction.replacement(of: target) else { continue }
      var gatherer = Gatherer()
      try gatherer.replace(entry: target, with: replacement)
      standing.append(gatherer.facts)
      standing.count -= 1
    }
    standing.restoreOrder(after: kept)
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
    guard let replacement = self[.replacement], let data = replacement[.data],
      let kind = replacement[.type]?.text.flatMap({ EventKind(rawValue: $0) })
    else { return nil }
    return Event(
      entry: target, id: id, kind: kind, source: source, recordedTime: recordedTime,
      effective: replacement[.effective]?.period, region: replacement[.region]?.text,
      subject: replacement[.subject]?.text, recordedBy: recordedBy, data: data)
  }
}

extension Facts {
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
