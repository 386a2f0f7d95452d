/// Who moved where: a row for every line of every act that moves officials, and one for the rest of
/// each ceremony, who are known only by their count.
public struct Audit {
  private let replay: Replay
  private let filter: MoveFilter
  private var approvals: [String: [Event]] = [:]
  private var decrees: [String: [RotationStep]] = [:]
  private var disputes: [Set<Int>] = []

  /// The moves of a period, by day, then by entry and line; a group after the lines of its ceremony.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - kept: The events of the period, kept whole while the journal was read.
  ///   - filter: The period and what else is asked for.
  /// - Returns: The moves in order.
  public static func moves(_ replay: Replay, kept: [Event], _ filter: MoveFilter) -> [Move] {
    let audit = Audit(replay, filter)
    let events = replay.facts.standing(kept).filter { filter.includes($0) }
    let rows = events.flatMap { audit.rows(of: $0) } + audit.groups(events)
    return rows.filter { audit.accepts($0) }.sorted {
      ($0.day, $0.entry, $0.groupCount == nil ? 0 : 1, $0.no ?? 0)
        < ($1.day, $1.entry, $1.groupCount == nil ? 0 : 1, $1.no ?? 0)
    }
  }

  private init(_ replay: Replay, _ filter: MoveFilter) {
    self.replay = replay
    self.filter = filter
    for event in replay.facts.events
    where event.kind == .approvalGranted || event.kind == .approvalRefused {
      if let rotation = event[.rotation]?.text { approvals[rotation, default: []].append(event) }
    }
    for step in replay.facts.steps where step.kind == .decreeIssued && step.decree != 0 {
      decrees[replay.facts.rotations.text(step.rotation), default: []].append(step)
    }
    disputes = replay.openDisputes()
  }

  // MARK: Rows

  private func rows(of event: Event) -> [Move] {
    switch event.kind {
    case .officialsInaugurated, .officialsConfirmed, .decreeIssued:
      return lines(of: event).map { row(of: $0, in: event) }
    default: return [row(of: event)]
    }
  }

  /// The lines that tell one person from another: by a name, an id or a post.
  private func lines(of event: Event) -> [JSONValue] {
    (event[.lines]?.elements ?? []).filter {
      $0[.official] != nil || $0[.post] != nil || $0[.name] != nil || $0[.title] != nil
    }
  }

  private func row(of line: JSONValue, in event: Event) -> Move {
    var move = move(event)
    move.official = line[.official]?.text
    move.to = line[.post]?.text
    move.name = name(move.official, on: move.day) ?? line[.name]?.text
    move.from = line[.from]?.text.map { [$0] } ?? ended(by: event, of: move.official, to: move.to)
    move.kind = line[.kind]?.text
    move.capacity = line[.capacity]?.text ?? Capacity.definitive.rawValue
    move.no = line[.no]?.integer
    move.approvals = approvals(of: event, covering: line)
    return move
  }

  /// The one move of an act without lines.
  private func row(of event: Event) -> Move {
    var move = move(event)
    let post = event[.post]?.text
    move.official = event[.official]?.text
    move.name = name(move.official, on: move.day) ?? event[.name]?.text
    switch event.kind {
    case .actingAssigned:
      move.to = post
      move.capacity = event[.capacity]?.text ?? Capacity.acting.rawValue
    case .actingEnded:
      move.from = post.map { [$0] } ?? []
      move.capacity = event[.capacity]?.text ?? Capacity.acting.rawValue
    case .assignmentEnded:
      move.from = post.map { [$0] } ?? []
      move.capacity = capacity(endedBy: event) ?? Capacity.definitive.rawValue
    default:
      move.from = ended(by: event, of: move.official, to: nil)
      move.capacity = move.from.isEmpty ? nil : Capacity.definitive.rawValue
    }
    move.approvals = approvals(of: event, covering: nil)
    return move
  }

  private func move(_ event: Event) -> Move {
    let decree = decree(of: event)
    return Move(
      type: event.kind, effective: event.dateOfMove?.description, decree: decree.number,
      decreeDate: decree.date,
      rotation: event[.rotation]?.text, region: event.region, entry: event.entry,
      status: event[.status]?.text, sources: event[.sources]?.elements ?? [],
      day: (event.daysOfMove ?? .unknown).last)
  }

  /// The decree that the event names; where it names none, the only one of its rotation.
  private func decree(of event: Event) -> (number: String?, date: String?) {
    if let own = event.instrument { return (own[.number]?.text, own[.date]?.text) }
    guard event.kind == .officialsInaugurated || event.kind == .officialsConfirmed,
      let issued = event[.rotation]?.text.flatMap({ decrees[$0] }), let first = issued.first,
      Set(issued.map(\.decree)).count == 1
    else { return (nil, nil) }
    return (replay.facts.word(first.decreeNumber), first.decreeDate?.description)
  }

  private func name(_ official: String?, on day: Day) -> String? {
    guard let number = official.flatMap({ replay.facts.officials.find($0) }) else { return nil }
    return replay.directory.moved(to: day).name(number)
  }

  /// The definitive posts of the official that the act ended, other than the one it gives.
  private func ended(by event: Event, of official: String?, to post: String?) -> [String] {
    tenures(of: official, endedBy: event).filter { !$0.capacity.isActing }
      .map { replay.facts.posts.text($0.post) }.filter { $0 != post }.sorted()
  }

  private func capacity(endedBy event: Event) -> String? {
    let ended = tenures(of: event[.official]?.text, endedBy: event).filter {
      replay.facts.posts.text($0.post) == event[.post]?.text
    }
    return ended.first.map { replay.facts.text($0.capacity) }
  }

  private func tenures(of official: String?, endedBy event: Event) -> [Tenure] {
    guard let number = official.flatMap({ replay.facts.officials.find($0) }) else { return [] }
    return replay.register.tenures(ofOfficial: number).filter {
      replay.register.end(of: $0)?.entry == UInt32(event.entry)
    }
  }

  /// The approvals of the event's rotation that cover a line; those without lines cover all.
  private func approvals(of event: Event, covering line: JSONValue?) -> [Move.Approval] {
    let known = event[.rotation]?.text.flatMap { approvals[$0] } ?? []
    let covering = known.filter { approval in
      let lines = approval[.lines]?.elements ?? []
      return lines.isEmpty || lines.contains { covers($0, line) }
    }
    return covering.map {
      Move.Approval(
        entry: $0.entry, isGranted: $0.kind == .approvalGranted, authority: $0[.authority]?.text,
        number: $0[.letter]?[.number]?.text,
        date: $0[.letter]?[.date]?.text ?? $0.effective?.description)
    }
  }

  /// Lines of different entries are matched by official and post, as far as both give them.
  private func covers(_ approved: JSONValue, _ line: JSONValue?) -> Bool {
    guard let line else { return false }
    var isMatched = false
    for name in [FieldName.official, .post] {
      guard let one = approved[name]?.text, let other = line[name]?.text else { continue }
      guard one == other else { return false }
      isMatched = true
    }
    return isMatched
  }

  // MARK: Groups

  /// One row a ceremony for the people who have none of their own.
  private func groups(_ events: [Event]) -> [Move] {
    ceremonies(events).compactMap { ceremony in
      let first = ceremony[0]
      let counted = ceremony.max {
        ($0[.group]?[.count]?.integer ?? -1, -$0.entry)
          < ($1[.group]?[.count]?.integer ?? -1, -$1.entry)
      }
      let group = counted?[.group]?[.count]?.integer ?? 0
      let count = max(group, people(ceremony) { $0[.post] != nil }) - people(ceremony) { _ in true }
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

  /// Entries of one rotation, else of one decree, and one date are one ceremony.
  ///
  /// So are entries under one open dispute. An act without an oath is never part of one with an oath.
  private func ceremonies(_ events: [Event]) -> [[Event]] {
    var ceremonies: [[Event]] = []
    var byKey: [String: Int] = [:]
    for event in events {
      guard let key = ceremonyKey(event) else { continue }
      let disputed = disputes.filter { $0.contains(event.entry) }
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

  private func ceremonyKey(_ event: Event) -> String? {
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

  // MARK: What was asked for

  private func accepts(_ move: Move) -> Bool {
    if let official = filter.official, move.official != official { return false }
    let posts = move.from + (move.to.map { [$0] } ?? [])
    if let post = filter.post, !posts.contains(post) { return false }
    if let unit = filter.scope.unit, !posts.contains(where: { isPost($0, ofUnit: unit) }) {
      return false
    }
    let regions = move.region.map { [$0] } ?? posts.compactMap { region(ofPost: $0) }
    guard filter.scope.region != nil else { return true }
    return regions.contains { filter.scope.includes(region: $0) }
  }

  private func isPost(_ id: String, ofUnit unit: String) -> Bool {
    guard let post = replay.facts.posts.find(id), let wanted = replay.facts.units.find(unit),
      let own = replay.directory.unitNumber(post)
    else { return false }
    return replay.directory.unit(own, isWithin: wanted)
  }

  private func region(ofPost id: String) -> String? {
    replay.facts.posts.find(id).flatMap { replay.directory.region($0) }
  }
}
