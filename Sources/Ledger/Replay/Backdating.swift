/// Entries that were recorded long after they took effect, and what each of them changed about the
/// past: the view of the day on which it took effect, as it was known before the entry and with it.
public struct Backdated: Sendable {
  /// The entry.
  public let event: Event
  /// The day at which it is taken: the last day of its range.
  public let day: Day
  /// How many days lie between that day and the day of recording.
  public let delay: Int
  /// The posts that it concerns and that stand otherwise with it; `nil` where that was not looked
  /// into.
  public let changes: [Difference.Post]?
}

extension Replay {
  /// What entries that were recorded late changed about the past.
  ///
  /// - Parameters:
  ///   - events: Entries of the journal, kept whole.
  ///   - facts: What the journal says, before anything is taken back.
  ///   - duration: How long after it took effect an entry is late.
  ///   - most: Of how many entries, the latest to be recorded, the changes are looked into.
  ///   - workforce: Who looks into them, an entry each.
  /// - Returns: The late ones, in the journal's order.
  /// - Throws: `LineError` where a correction's replacement is no event.
  public static func backdated(
    _ events: [Event], in facts: Facts, by duration: CalendarDuration, most: Int,
    by workforce: some Workforce = OneWorker()
  ) throws(LineError) -> [Backdated] {
    let late = events.filter { $0.isLate(by: duration) }.sorted { $0.entry < $1.entry }
    let first = late.count - most
    let links = facts.links
    let looked = workforce.map(late.count) { index in
      Result { () throws(LineError) -> Backdated? in
        let event = late[index]
        guard let day = event.dayOfEffect else { return nil }
        let changes = index < first ? nil : try facts.changes(by: event, on: day, links)
        let delay = Int(event.recordedTime.day.daysSince1970) - Int(day.daysSince1970)
        return Backdated(event: event, day: day, delay: delay, changes: changes)
      }
    }
    var found: [Backdated] = []
    for result in looked { if let one = try result.get() { found.append(one) } }
    return found
  }
}

extension Backdated {
  /// Whether entries of a type take effect in the world on a day of their own.
  public static func mayBeLate(_ kind: EventKind) -> Bool {
    switch kind {
    case .entryRetracted, .entryCorrected, .claimDisputed, .claimResolved, .officialIdentified,
      .holderAsserted, .headcountReported:
      false
    default: true
    }
  }
}

extension MoveFilter {
  /// Whether the day on which an entry took effect lies in the period.
  public func takes(_ event: Event) -> Bool {
    event.dayOfEffect.map { includes(DayRange($0, $0)) } ?? false
  }
}

extension Replay {
  /// Those of some entries that concern the official, the post, the unit and the region asked for,
  /// by what they do or say; what they undo is not looked at.
  public func entries(concerning filter: MoveFilter, among events: [Event]) -> [Event] {
    let isNarrow = filter.official != nil || filter.post != nil || filter.scope.unit != nil
    let wanted = Set(events.map { UInt32($0.entry) })
    var officials: [UInt32: Set<UInt32>] = [:]
    var posts: [UInt32: Set<UInt32>] = [:]
    for act in facts.acts where wanted.contains(act.entry) {
      officials[act.entry, default: []].insert(act.official)
      posts[act.entry, default: []].insert(act.post)
    }
    for note in facts.postNotes where wanted.contains(note.entry) {
      posts[note.entry, default: []].insert(note.post)
    }
    let official = filter.official.flatMap { facts.officials.find($0) }
    let post = filter.post.flatMap { facts.posts.find($0) }
    let unit = filter.scope.unit.flatMap { facts.units.find($0) }
    return events.filter { event in
      let own = (posts[UInt32(event.entry)] ?? []).subtracting([Act.none])
      let regions = event.region.map { [$0] } ?? own.compactMap { directory.region($0) }
      if filter.scope.region != nil, !regions.contains(where: { filter.scope.includes(region: $0) })
      {
        return false
      }
      guard isNarrow else { return true }
      if filter.official != nil {
        guard let official, officials[UInt32(event.entry)]?.contains(official) == true else {
          return false
        }
      }
      if filter.post != nil {
        guard let post, own.contains(post) else { return false }
      }
      guard filter.scope.unit != nil else { return true }
      return own.contains { post in
        guard let unit, let of = directory.unitNumber(post) else { return false }
        return directory.unit(of, isWithin: unit)
      }
    }
  }
}

extension Event {
  /// The last day on which it may have taken effect: a tenure from a record on its first day, else
  /// when it was first seen held.
  var dayOfEffect: Day? {
    let written = effective ?? self[.decree]?[.date]?.period
    var period = daysOfMove ?? written.map { DayRange($0) }
    if kind == .tenureRecorded || kind == .headOfRegionTerm {
      let days = [self[.from]] + (self[.heldOn]?.elements ?? []).map { $0 }
      period = days.lazy.compactMap { $0?.period }.first.map { DayRange($0) }
    }
    guard let last = period?.last, !last.isUnbounded else { return nil }
    return last
  }

  /// Whether it was recorded more than so long after it took effect.
  public func isLate(by duration: CalendarDuration) -> Bool {
    dayOfEffect.map { $0.adding(duration) < recordedTime.day } ?? false
  }
}

extension Facts {
  /// The posts that an entry concerns and that stand otherwise with it than without it, by all that
  /// had been recorded before it.
  fileprivate func changes(
    by event: Event, on day: Day, _ links: [Link]
  ) throws(LineError) -> [Difference.Post] {
    let isUndoing = EventKind.undoing.contains(event.kind)
    let near = isUndoing ? self : neighbourhood(of: UInt32(event.entry), links)
    let before = try Replay(near.known(before: event.entry), at: day)
    let after = try Replay(near.known(before: event.entry + 1), at: day)
    return Difference.posts(before, after)
  }

  /// Posts and officials that an event which undoes others names, so that by it any of these may
  /// have acts on any of those.
  fileprivate struct Link {
    var posts: [UInt32] = []
    var officials: [UInt32] = []
  }

  /// What events that undo others, or tell of disputes, name.
  fileprivate var links: [Link] {
    events.compactMap { event in
      guard Self.touchesOthers(event.kind) else { return nil }
      var link = Link()
      event.data.forEachText { text in
        if let post = posts.find(text) { link.posts.append(post) }
        if let official = officials.find(text) { link.officials.append(official) }
      }
      return link
    }
  }

  /// The acts and notes on the posts and officials that an entry concerns, and on those that they
  /// depend on: everything on those posts, and everything of whoever appears there.
  private func neighbourhood(of entry: UInt32, _ links: [Link]) -> Facts {
    var officials = Members(of: self.officials)
    var posts = Members(of: self.posts)
    for act in acts where act.entry == entry {
      officials.insert(act.official)
      posts.insert(act.post)
    }
    for note in postNotes where note.entry == entry { posts.insert(note.post) }
    for act in acts where officials.contains(act.official) { posts.insert(act.post) }
    for link in links where link.officials.contains(where: officials.contains) {
      for post in link.posts { posts.insert(post) }
    }
    for act in acts where posts.contains(act.post) { officials.insert(act.official) }
    for link in links where link.posts.contains(where: posts.contains) {
      for official in link.officials { officials.insert(official) }
    }
    var near = self
    near.acts = acts.filter { posts.contains($0.post) || officials.contains($0.official) }
    near.postNotes = postNotes.filter { posts.contains($0.post) }
    near.steps = []
    near.events.removeAll { !Self.touchesOthers($0.kind) }
    return near
  }

  /// Some of what has numbers: to look one up costs as little as can be, as each act is.
  private struct Members {
    private var holds: [Bool]

    /// None of what an interner holds.
    init(of interner: Interner) { holds = [Bool](repeating: false, count: interner.count) }

    /// Takes a number in; not that which stands for nothing.
    mutating func insert(_ number: UInt32) {
      if number != Act.none { holds[Int(number)] = true }
    }

    func contains(_ number: UInt32) -> Bool { number != Act.none && holds[Int(number)] }
  }

  /// Whether an event of that kind says something of what others say.
  private static func touchesOthers(_ kind: EventKind) -> Bool {
    EventKind.undoing.contains(kind) || kind == .claimDisputed
  }

  /// What had been recorded before an entry.
  ///
  /// Of names and titles that were said again and again the first and the last is kept, so that the
  /// days between may be told by the first alone.
  private func known(before entry: Int) -> Facts {
    var known = self
    known.acts = acts.filter { Int($0.entry) < entry }
    known.postNotes = postNotes.compactMap { $0.said(before: entry) }
    known.officialNotes = officialNotes.compactMap { $0.said(before: entry) }
    known.unitNotes.removeAll { Int($0.entry) >= entry }
    known.unnamed.removeAll { Int($0.entry) >= entry }
    known.steps.removeAll { Int($0.entry) >= entry }
    known.events.removeAll { $0.entry >= entry }
    // Only what acts upon decrees asks which there are.
    known.decrees = known.events.isEmpty ? DecreeLog() : decrees.before(entry)
    known.remarks = Remarks()
    known.count = min(count, entry)
    return known
  }
}

extension Repeatable {
  /// The note without what was recorded from an entry on; `nil` where nothing is left of it.
  fileprivate func said(before entry: Int) -> Self? {
    guard Int(self.entry) < entry else { return nil }
    var note = self
    if let again, Int(again.entry) >= entry { note.again = nil }
    return note
  }
}

extension JSONValue {
  /// Hands out every text in the value.
  fileprivate func forEachText(_ body: (String) -> Void) {
    switch self {
    case .object(let members): for member in members { member.value.forEachText(body) }
    case .array(let elements): for element in elements { element.forEachText(body) }
    case .string(let text): body(text)
    case .integer, .bool, .null, .number: break
    }
  }
}
