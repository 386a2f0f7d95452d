/// What resolving a disagreement means for replay: the value chosen takes the place of the field in
/// every entry concerned.
///
/// What the sources said stays in the dispute. It acts in knowledge time only: once it is known,
/// the entries stand for every date as if they had said so. The latest resolution of a field wins.
enum ClaimResolution {
  /// Resolves everything that stands resolved.
  static func apply(to facts: inout Facts) {
    let disputes = Dictionary(
      facts.events.filter { $0.kind == .claimDisputed }.map { ($0.entry, $0) },
      uniquingKeysWith: { first, _ in first })
    for event in facts.events where event.kind == .claimResolved {
      guard let chosen = event[.chosen] else { continue }
      var entries: Set<UInt32> = []
      var field = event[.field]?.text
      for entry in (event[.entries]?.elements ?? []).compactMap(\.integer) {
        // Naming the dispute is naming what it is about.
        if let dispute = disputes[entry] {
          field = field ?? dispute[.field]?.text
          entries.formUnion(dispute.disputedEntries)
        } else {
          entries.insert(UInt32(clamping: entry))
        }
      }
      guard let field else { continue }
      let path = Self.path(field)
      facts.set(path, chosen, in: entries)
      for entry in entries {
        let edit = LineEdit(entry: entry, by: UInt32(event.entry), change: .set(path, chosen))
        facts.edits[entry, default: []].append(edit)
      }
    }
  }

  /// The names that lead to a field: `data.` may stand before those of the type's own fields.
  private static func path(_ field: String) -> [String] {
    let names = field.split(separator: ".").map(String.init)
    return names.first == "data" && names.count > 1 ? Array(names.dropFirst()) : names
  }
}

extension Event {
  /// The entries that a dispute is about.
  var disputedEntries: Set<UInt32> {
    Set((self[.entries]?.elements ?? []).compactMap(\.integer).map { UInt32(clamping: $0) })
  }
}

extension Facts {
  /// Takes a value for a field of some entries, as far as the facts hold that field.
  fileprivate mutating func set(_ path: [String], _ value: JSONValue, in entries: Set<UInt32>) {
    for index in events.indices where entries.contains(UInt32(clamping: events[index].entry)) {
      events[index].set(path, value)
    }
    let days = value.period.map { DayRange($0) }
    switch path {
    case ["effective"], ["tmt"]:
      guard let days else { return }
      setDays(days, isEffective: path == ["effective"], in: entries)
      guard path == ["tmt"] else { return }
      for index in remarks.tallies.indices
      where entries.contains(remarks.tallies[index].entry)
        && remarks.tallies[index].kind == .decreeIssued
      {
        remarks.tallies[index].tmt = value.period
      }
    case ["from"], ["to"]: setTerm(path == ["from"], value, in: entries)
    case ["on"]:
      for index in steps.indices where entries.contains(steps[index].entry) {
        steps[index].on = value.period ?? steps[index].on
      }
    case ["group", "count"], ["count"]:
      for index in steps.indices where entries.contains(steps[index].entry) {
        steps[index].groupCount = value.integer ?? steps[index].groupCount
      }
    case ["official"]: setID(value, in: entries, \.officials, \.official)
    case ["post"]: setID(value, in: entries, \.posts, \.post)
    default: break
    }
  }

  /// The official or post of entries that are about one; which of several lines is meant, the name
  /// of a field does not say.
  private mutating func setID(
    _ value: JSONValue, in entries: Set<UInt32>, _ ids: WritableKeyPath<Facts, Interner>,
    _ member: WritableKeyPath<Act, UInt32>
  ) {
    guard let id = value.text else { return }
    let number = self[keyPath: ids].intern(id)
    let own = Dictionary(
      grouping: acts.indices.filter { entries.contains(acts[$0].entry) }, by: { acts[$0].entry })
    for places in own.values where Set(places.map { acts[$0][keyPath: member] }).count == 1 {
      for place in places where acts[place][keyPath: member] != Act.none {
        acts[place][keyPath: member] = number
      }
    }
  }

  /// The days of what moves officials: a decree moves them at its TMT if it has one, everything
  /// else when it took effect; records of tenures have days of their own.
  private mutating func setDays(_ days: DayRange, isEffective: Bool, in entries: Set<UInt32>) {
    let decrees = Dictionary(
      remarks.tallies.filter { entries.contains($0.entry) && $0.kind == .decreeIssued }.map {
        ($0.entry, $0)
      }, uniquingKeysWith: { first, _ in first })
    let moved = entries.filter { entry in
      decrees[entry].map { isEffective ? $0.tmt == nil : true } ?? isEffective
    }
    for index in acts.indices where moved.contains(acts[index].entry) && !acts[index].isFromRecord {
      acts[index].days = days
    }
    for index in unnamed.indices where moved.contains(unnamed[index].entry) {
      unnamed[index].days = days
    }
    guard isEffective else { return }
    for index in steps.indices where entries.contains(steps[index].entry) {
      steps[index].days = days
    }
    for index in postNotes.indices where entries.contains(postNotes[index].entry) {
      postNotes[index].days = days
    }
    for index in officialNotes.indices where entries.contains(officialNotes[index].entry) {
      officialNotes[index].days = days
    }
    for index in unitNotes.indices where entries.contains(unitNotes[index].entry) {
      unitNotes[index].days = days
    }
  }

  /// An end of recorded tenures.
  private mutating func setTerm(_ isStart: Bool, _ value: JSONValue, in entries: Set<UInt32>) {
    makeRecords(ofSightingsIn: entries)
    for index in acts.indices
    where entries.contains(acts[index].entry) && acts[index].effect == .recorded {
      let place = Int(acts[index].detail)
      if isStart, let start = value.period {
        recorded[place].from = start
        acts[index].days = DayRange(start)
      } else if !isStart {
        recorded[place].end = value.period.map { .on($0) } ?? .open
      }
    }
  }

  /// What was only known by the days on which it was seen becomes one record that holds those days.
  private mutating func makeRecords(ofSightingsIn entries: Set<UInt32>) {
    var isFirst: [UInt32: Bool] = [:]
    var kept: [Act] = []
    kept.reserveCapacity(acts.count)
    for var act in acts {
      if act.effect == .attested, act.detail >= 0, entries.contains(act.entry) {
        if act.days.first == act.days.last { recorded[Int(act.detail)].seen.append(act.days.first) }
        guard isFirst.updateValue(false, forKey: act.entry) == nil else { continue }
        act.effect = .recorded
        act.days = .unknown
      }
      kept.append(act)
    }
    acts = kept
  }
}

extension Act {
  /// Whether its days come from a record of a tenure rather than from when it took effect.
  fileprivate var isFromRecord: Bool {
    effect == .recorded || (effect == .attested && detail >= 0)
  }
}
