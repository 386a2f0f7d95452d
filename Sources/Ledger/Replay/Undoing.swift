/// What the recorders took back: entries retracted and entries replaced by a correction.
///
/// A retraction or correction acts in knowledge time only: once it is known, the entry stands for
/// every date as retracted or replaced. The latest surviving correction of an entry wins, and to
/// retract a correction restores what it replaced.
enum Undoing {
  /// The facts without retracted entries and with corrected ones replaced.
  static func standing(_ facts: Facts) throws(LineError) -> Facts {
    let undoing = facts.events.filter { $0.kind == .entryRetracted || $0.kind == .entryCorrected }
    guard !undoing.isEmpty else { return facts }
    let (retractions, corrections) = surviving(undoing)
    var standing = facts
    standing.remove(Set(retractions.keys).union(corrections.keys))
    for (target, correction) in corrections.sorted(by: { $0.key < $1.key }) {
      guard let replacement = correction.replacement(of: target) else { continue }
      var gatherer = Gatherer()
      try gatherer.replace(entry: target, with: replacement)
      standing.append(gatherer.facts)
      standing.count -= 1
    }
    standing.events.sort { $0.entry < $1.entry }
    return standing
  }

  /// The retractions and corrections that were not themselves retracted, by the entry they are of.
  fileprivate static func surviving(
    _ undoing: [Event]
  ) -> (retractions: [Int: Event], corrections: [Int: Event]) {
    var retractions: [Int: Event] = [:]
    var corrections: [Int: Event] = [:]
    for event in undoing.reversed() where retractions[event.entry] == nil {
      guard let target = event[.entry]?.integer else { continue }
      if event.kind == .entryRetracted {
        if retractions[target] == nil { retractions[target] = event }
      } else if corrections[target] == nil {
        corrections[target] = event
      }
    }
    return (retractions, corrections.filter { retractions[$0.key] == nil })
  }
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
    let (retractions, corrections) = Undoing.surviving(
      events.filter { $0.kind == .entryRetracted || $0.kind == .entryCorrected })
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
    let (retractions, corrections) = Undoing.surviving(
      events.filter { $0.kind == .entryRetracted || $0.kind == .entryCorrected })
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
  /// Takes out everything that the entries say.
  fileprivate mutating func remove(_ entries: Set<Int>) {
    acts.removeAll { entries.contains(Int($0.entry)) }
    postNotes.removeAll { entries.contains(Int($0.entry)) }
    officialNotes.removeAll { entries.contains(Int($0.entry)) }
    unitNotes.removeAll { entries.contains(Int($0.entry)) }
    steps.removeAll { entries.contains(Int($0.entry)) }
    events.removeAll { entries.contains($0.entry) }
  }
}
