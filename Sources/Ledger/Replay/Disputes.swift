/// Something about which sources disagree.
public struct DisputeView: Sendable {
  /// The entries concerned.
  public let entries: [Int]
  /// The field they disagree about.
  public let field: String?
  /// What each source says: objects with `value` and perhaps `source`.
  public let values: [JSONValue]
  /// The value taken; `nil` while the dispute is open.
  public let chosen: JSONValue?
  /// The entry that records the disagreement.
  public let entry: Int
  /// The entry that settles it, if a later one does.
  public let resolvedBy: Int?

  /// Whether nothing says which value is right.
  public var isOpen: Bool { chosen == nil && resolvedBy == nil }
}

/// The disputes of a journal by the entries concerned, open and settled: a view that rests on such
/// an entry says so.
public struct DisputeIndex: Sendable {
  private var byEntry: [Int: [Int]] = [:]

  /// The disputes that the facts hold.
  init(_ facts: Facts) {
    for event in facts.events where event.kind == .claimDisputed {
      for entry in Set(event[.entries]?.elements.compactMap(\.integer) ?? []) {
        byEntry[entry, default: []].append(event.entry)
      }
    }
  }

  /// The entries of the disputes about some entries, in order, each once.
  func disputes(about entries: [Int]) -> [Int] {
    guard !byEntry.isEmpty else { return [] }
    return Set(entries.flatMap { byEntry[$0] ?? [] }).sorted()
  }
}

/// A dispute with what the entries concerned are about.
struct DisputeRecord {
  var view: DisputeView
  var region: String?
  var posts: [String]
  var officials: [String]
  /// The days on which what is disputed may have happened; any day where nothing says.
  var days: DayRange
}

extension Replay {
  /// The disputes about some entries, by the entries that record them, in order.
  public func disputes(about entries: [Int?]) -> [Int] {
    disputed.disputes(about: entries.compactMap { $0 })
  }

  /// The disputes about what may have happened by the day, open and resolved.
  public func disputes(in scope: Scope = Scope()) -> [DisputeView] {
    disputeRecords().filter { scope.includes(region: $0.region) && $0.days.first <= day }
      .map(\.view)
  }

  /// Every dispute, in the journal's order.
  func disputeRecords() -> [DisputeRecord] {
    let disputes = facts.events.filter { $0.kind == .claimDisputed }
    guard !disputes.isEmpty else { return [] }
    let subjects = DisputedSubjects(facts, disputes)
    return disputes.map { event in
      let entries = event[.entries]?.elements.compactMap(\.integer) ?? []
      let resolution = resolution(of: event)
      let view = DisputeView(
        entries: entries, field: event[.field]?.text, values: event[.values]?.elements ?? [],
        chosen: resolution?[.chosen] ?? event[.chosen], entry: event.entry,
        resolvedBy: resolution?.entry)
      let claimed = view.values.compactMap { $0[.value]?.period }.map { DayRange($0) }
      let days = claimed + entries.flatMap { subjects.days[$0] ?? [] }
      let first = days.map(\.first).min()
      let last = days.map(\.last).max()
      return DisputeRecord(
        view: view, region: event.region,
        posts: Set(entries.flatMap { subjects.posts[$0] ?? [] }).map { facts.posts.text($0) }
          .sorted(),
        officials: Set(entries.flatMap { subjects.officials[$0] ?? [] })
          .map { facts.officials.text($0) }.sorted(),
        days: DayRange(first ?? .distantPast, last ?? .distantFuture))
    }
  }

  /// The sets of entries that disagree about one event: it is one event, also once it is settled
  /// what was right.
  func disputedEntries() -> [Set<Int>] {
    facts.events.filter { $0.kind == .claimDisputed }
      .map { Set($0[.entries]?.elements.compactMap(\.integer) ?? []) }
  }

  /// The latest resolution that speaks of the same entries and field.
  private func resolution(of dispute: Event) -> Event? {
    let entries = Set(dispute[.entries]?.elements.compactMap(\.integer) ?? [])
    return facts.events.last {
      guard $0.kind == .claimResolved, $0.entry > dispute.entry else { return false }
      let resolved = Set($0[.entries]?.elements.compactMap(\.integer) ?? [])
      return resolved.contains(dispute.entry)
        || (resolved == entries && $0[.field]?.text == dispute[.field]?.text)
    }
  }
}

/// What the entries under dispute are about, found in one pass over the facts.
private struct DisputedSubjects {
  var days: [Int: [DayRange]] = [:]
  var posts: [Int: Set<UInt32>] = [:]
  var officials: [Int: Set<UInt32>] = [:]

  init(_ facts: Facts, _ disputes: [Event]) {
    let entries = Set(disputes.flatMap { $0[.entries]?.elements.compactMap(\.integer) ?? [] })
    for act in facts.acts where entries.contains(Int(act.entry)) {
      let entry = Int(act.entry)
      days[entry, default: []].append(act.days)
      if act.post != Act.none { posts[entry, default: []].insert(act.post) }
      if act.official != Act.none { officials[entry, default: []].insert(act.official) }
    }
    for step in facts.steps where entries.contains(Int(step.entry)) {
      days[Int(step.entry), default: []].append(step.days)
    }
    for event in facts.events where entries.contains(event.entry) {
      if let effective = event.effective { days[event.entry, default: []].append(.init(effective)) }
      if let number = event[.post]?.text.flatMap({ facts.posts.find($0) }) {
        posts[event.entry, default: []].insert(number)
      }
      if let number = event[.official]?.text.flatMap({ facts.officials.find($0) }) {
        officials[event.entry, default: []].insert(number)
      }
    }
    for note in facts.postNotes where entries.contains(Int(note.entry)) && note.source != .mentioned
    {
      posts[Int(note.entry), default: []].insert(note.post)
    }
  }
}
