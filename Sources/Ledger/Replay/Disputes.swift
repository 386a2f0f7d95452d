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

extension Facts {
  /// The entries about which sources disagree or disagreed.
  var disputedEntries: Set<UInt32> {
    Set(
      events.filter { $0.kind == .claimDisputed }.flatMap(\.claimedEntries)
        .map { UInt32(clamping: $0) })
  }
}

/// The disputes of a journal by the entries concerned, open and settled.
///
/// A view that rests on such an entry says so; and as long as a dispute is open, so does a view
/// that another value would change.
public struct DisputeIndex: Sendable {
  /// An open dispute about who moved, where or when: whom and what it may concern, and when.
  private struct Doubt {
    var entry: Int
    var posts: Set<UInt32> = []
    var officials: Set<UInt32> = []
    var days: DayRange?

    mutating func add(_ other: DayRange) {
      days = days.map { DayRange(min($0.first, other.first), max($0.last, other.last)) } ?? other
    }
  }

  private var byEntry: [Int: [Int]] = [:]
  private var open: Set<Int> = []
  private var doubts: [Doubt] = []
  /// Which of the doubts concern each post and each official.
  private var byPost: [UInt32: [Int]] = [:]
  private var byOfficial: [UInt32: [Int]] = [:]

  /// The fields that decide who makes way for whom.
  private static let deciding: Set<String> = [
    "effective", "tmt", "official", "post", "from", "capacity", "oath", "concurrent",
  ]

  /// The disputes that the facts hold.
  init(_ facts: Facts) {
    let disputes = facts.events.filter { $0.kind == .claimDisputed }
    guard !disputes.isEmpty else { return }
    let resolutions = facts.resolutions
    for event in disputes {
      // To rest on a dispute is to depend on what it is about.
      for entry in Set(event.claimedEntries + [event.entry]) {
        byEntry[entry, default: []].append(event.entry)
      }
      let resolved = facts.resolution(of: event, among: resolutions)
      if resolved == nil, event[.chosen] == nil { open.insert(event.entry) }
    }
    for event in disputes where open.contains(event.entry) {
      guard let doubt = Self.doubt(event, facts) else { continue }
      for post in doubt.posts { byPost[post, default: []].append(doubts.count) }
      for official in doubt.officials { byOfficial[official, default: []].append(doubts.count) }
      doubts.append(doubt)
    }
  }

  private static func doubt(_ dispute: Event, _ facts: Facts) -> Doubt? {
    let names = dispute[.field]?.text?.split { ".[]#".contains($0) } ?? []
    guard let field = names.last.map(String.init), deciding.contains(field) else { return nil }
    let entries = Set(dispute.claimedEntries.map { UInt32(clamping: $0) })
    var doubt = Doubt(entry: dispute.entry)
    // Records of tenures make nobody give way.
    for act in facts.acts where entries.contains(act.entry) && act.effect != .recorded {
      doubt.add(act.days)
      if act.post != Act.none { doubt.posts.insert(act.post) }
      if act.official != Act.none { doubt.officials.insert(act.official) }
    }
    guard doubt.days != nil else { return nil }
    for value in (dispute[.values]?.elements ?? []).compactMap({ $0[.value] }) {
      switch field {
      case "effective", "tmt": if let days = value.period { doubt.add(DayRange(days)) }
      case "official":
        if let id = value.text.flatMap({ facts.officials.find($0) }) { doubt.officials.insert(id) }
      case "post", "from":
        if let id = value.text.flatMap({ facts.posts.find($0) }) { doubt.posts.insert(id) }
      default: break
      }
    }
    return doubt
  }

  /// Whether there are none.
  var isEmpty: Bool { byEntry.isEmpty }

  /// Whether one of some disputes is open.
  func hasOpen(_ disputes: [Int]) -> Bool { disputes.contains { open.contains($0) } }

  /// The open disputes about others on which it depends whether somebody held a post, and how long.
  ///
  /// - Parameters:
  ///   - tenure: The tenure.
  ///   - end: Tells when it ended, if it did.
  /// - Returns: The entries of the disputes on its days, in its post or about its official.
  func disputes(touching tenure: Tenure, until end: () -> DayRange?) -> [Int] {
    let concerned = (byPost[tenure.post] ?? []) + (byOfficial[tenure.official] ?? [])
    guard !concerned.isEmpty else { return [] }
    let last = end()?.last ?? .distantFuture
    return concerned.map { doubts[$0] }.filter { doubt in
      doubt.days.map { tenure.start.first <= $0.last && $0.first <= last } ?? false
    }.map(\.entry)
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
    let resolutions = facts.resolutions
    return disputes.map { event in
      let entries = event[.entries]?.elements.compactMap(\.integer) ?? []
      let resolution = facts.resolution(of: event, among: resolutions)
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
}

/// The sets of entries that disagree about one event: it is one event, also once it is settled what
/// was right.
struct DisputedEntries {
  /// By dispute, in the journal's order.
  private let all: [Set<Int>]
  /// The disputes that each entry is part of.
  private var byEntry: [Int: [Int]] = [:]

  init(_ facts: Facts) {
    all = facts.events.filter { $0.kind == .claimDisputed }
      .map { Set($0[.entries]?.elements.compactMap(\.integer) ?? []) }
    for (number, entries) in all.enumerated() {
      for entry in entries { byEntry[entry, default: []].append(number) }
    }
  }

  /// Those with one of some entries, in the journal's order.
  func touching(_ entries: some Sequence<Int>) -> [Set<Int>] {
    Set(entries.flatMap { byEntry[$0] ?? [] }).sorted().map { all[$0] }
  }
}

extension Facts {
  /// The resolutions of disputes, in the journal's order.
  var resolutions: [Event] { events.filter { $0.kind == .claimResolved } }

  /// The latest resolution that speaks of the same entries and field.
  func resolution(of dispute: Event, among resolutions: [Event]) -> Event? {
    let entries = Set(dispute.claimedEntries)
    return resolutions.last {
      guard $0.entry > dispute.entry else { return false }
      let resolved = Set($0.claimedEntries)
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
