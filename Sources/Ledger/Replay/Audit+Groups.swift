/// The people of a ceremony who are known only by their count.
extension Audit {
  /// One row a ceremony for the people who have none of their own.
  ///
  /// Whoever was taken out of it was one of those counted, and is none of those unknown.
  ///
  /// - Parameter events: The events, as they were before anything was done to a decree.
  /// - Returns: The rows.
  func groups(_ events: [Event]) -> [Move] {
    ceremonies(events.map { replay.facts.resolved($0) }).compactMap { whole in
      let ceremony = whole.compactMap { replay.facts.edited($0) }
      guard let first = ceremony.first else { return nil }
      let counted = ceremony.max {
        ($0[.group]?[.count]?.integer ?? -1, -$0.entry)
          < ($1[.group]?[.count]?.integer ?? -1, -$1.entry)
      }
      let group = counted?[.group]?[.count]?.integer ?? 0
      let placed = people(ceremony) { $0[.post] != nil }
      let count =
        max(group, placed) - people(ceremony) { _ in true }
        - takenOut(of: whole, ceremony)
      guard count > 0 else { return nil }
      var move = move(counted ?? first)
      move.groupCount = count
      move.approvals = approvals(of: first, covering: nil)
      var sources: [JSONValue] = []
      for source in ceremony.flatMap({ $0[.sources]?.elements ?? [] })
      where !sources.contains(source) { sources.append(source) }
      move.sources = sources
      return move
    }
  }

  /// How many people have no line in a ceremony any more.
  private func takenOut(of whole: [Event], _ ceremony: [Event]) -> Int {
    let lines = whole.flatMap { replay.facts.dropped(from: $0) }
    let present = Set(ceremony.flatMap { self.lines(of: $0) }.compactMap { $0[.official]?.text })
    return Set(lines.compactMap { $0[.official]?.text }).subtracting(present).count
      + lines.count { $0[.official] == nil }
  }

  /// Entries of one rotation, else of one decree, and one date are one ceremony.
  ///
  /// So are entries under one open dispute. An act without an oath is never part of one with an
  /// oath.
  private func ceremonies(_ events: [Event]) -> [[Event]] {
    var ceremonies: [[Event]] = []
    var byKey: [String: Int] = [:]
    for event in events {
      guard let key = ceremonyKey(event) else { continue }
      let disputed = disputes.touching([event.entry])
      let same =
        byKey[key]
        ?? (disputed.isEmpty
          ? nil
          : ceremonies.firstIndex { ceremony in
            ceremony.contains { other in disputed.contains { $0.contains(other.entry) } }
          })
      if let same {
        ceremonies[same].append(event)
        byKey[key] = same
      } else {
        byKey[key] = ceremonies.count
        ceremonies.append([event])
      }
    }
    return ceremonies
  }

  func ceremonyKey(_ event: Event) -> String? {
    switch event.kind {
    case .officialsInaugurated, .officialsConfirmed, .decreeIssued: break
    default: return nil
    }
    let act: String
    if let rotation = event[.rotation]?.text {
      act = "rotation " + rotation
    } else if let decree = event[.decree].flatMap({ DecreeIndex.decree($0) }) {
      act = "decree " + [decree.issuer, decree.number, decree.date].joined(separator: "\u{1F}")
    } else {
      act = "entry \(event.entry)"
    }
    let oath = event.kind == .decreeIssued ? "none" : "taken"
    return [act, oath, event.daysOfMove?.text ?? ""].joined(separator: "\u{1F}")
  }

  /// The distinct people in those lines of a ceremony that count, a line without an id being one.
  ///
  /// Parts of one list add up; entries that disagree about the date tell of the same people.
  private func people(_ ceremony: [Event], where counts: (JSONValue) -> Bool) -> Int {
    let counted = ceremony.map { lines(of: $0).filter(counts) }
    let officials = counted.map { Set($0.compactMap { $0[.official]?.text }) }
    let unnamed = counted.map { $0.filter { $0[.official] == nil }.count }
    let isOneDate = ceremony.allSatisfy { $0.daysOfMove == ceremony[0].daysOfMove }
    if isOneDate {
      return officials.reduce(into: Set()) { $0.formUnion($1) }.count + unnamed.reduce(0, +)
    }
    return zip(officials, unnamed).map { $0.count + $1 }.max() ?? 0
  }
}
