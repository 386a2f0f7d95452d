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
    var retracted: Set<Int> = []
    var corrections: [Int: Event] = [:]
    for event in undoing.reversed() where !retracted.contains(event.entry) {
      guard let target = event[.entry]?.integer else { continue }
      if event.kind == .entryRetracted {
        retracted.insert(target)
      } else if corrections[target] == nil {
        corrections[target] = event
      }
    }
    corrections = corrections.filter { !retracted.contains($0.key) }
    var standing = facts
    standing.remove(retracted.union(corrections.keys))
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
