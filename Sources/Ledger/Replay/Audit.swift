/// Who moved where: a row for every line of every act that moves officials, and one for the rest of
/// each ceremony, who are known only by their count.
public struct Audit: Sendable {
  let replay: Replay
  private let filter: MoveFilter
  private let movers: Set<ExactText>?
  private var approvals: [ExactText: [Event]] = [:]
  private var decrees: [ExactText: [RotationStep]] = [:]
  let disputes: DisputedEntries
  /// Which tenures the entries ended, of the officials who are asked about.
  private var endings: Endings
  /// The tenures that cease to count and those that begin to with a revocation, by its entry.
  private var revocations: [Int: (closed: [Tenure], resumed: [Tenure])] = [:]

  /// The entries that a resolved claim moved into the period, and that were not kept when they were
  /// read under the date they give themselves.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - kept: The numbers of those that were kept.
  ///   - filter: The period.
  /// - Returns: Their numbers.
  public static func movedIn(
    _ replay: Replay, kept: some Sequence<Int>, _ filter: MoveFilter
  ) -> [Int] {
    guard !replay.facts.resolved.isEmpty else { return [] }
    let known = Set(kept)
    return replay.facts.resolved.values.filter { !known.contains($0.entry) && filter.includes($0) }
      .map(\.entry).sorted()
  }

  init(_ replay: Replay, _ filter: MoveFilter) {
    self.replay = replay
    self.filter = filter
    endings = Endings(replay.register)
    movers = Self.movers(replay, filter)
    for event in replay.facts.events
    where event.kind == .approvalGranted || event.kind == .approvalRefused {
      if let rotation = event[.rotation]?.text {
        approvals[ExactText(rotation), default: []].append(event)
      }
    }
    for step in replay.facts.steps where step.kind == .decreeIssued && step.decree != 0 {
      decrees[ExactText(replay.facts.rotations.text(step.rotation)), default: []].append(step)
    }
    disputes = DisputedEntries(replay.facts)
    for tenure in replay.register.tenures where tenure.splice >= 0 {
      // What had ended before is not ended by the revocation.
      if let closing = replay.register.closing(of: tenure),
        replay.register.end(of: tenure)?.entry == closing.entry
      {
        revocations[Int(closing.entry), default: ([], [])].closed.append(tenure)
      }
      if let resumption = replay.register.resumption(of: tenure) {
        revocations[Int(resumption.entry), default: ([], [])].resumed.append(tenure)
      }
    }
  }

  // MARK: Which events

  /// Whether everybody's moves are asked for, those of people known only by their count among them:
  /// the rest of a ceremony are nobody in particular, and of no post.
  var isOfEverybody: Bool { movers == nil }

  /// Whether an event, claims about it resolved, is of the period.
  func stands(_ event: Event) -> Bool { filter.includes(replay.facts.resolved(event)) }

  /// Those of some events that are of the period.
  func standing(_ events: [Event]) -> [Event] { events.filter { stands($0) } }

  /// An event as later entries have it; `nil` where they leave nothing of it.
  func edited(_ event: Event) -> Event? { replay.facts.edited(event) }

  // MARK: Rows

  /// The moves of an event that are asked for, by line.
  func moves(of event: Event) -> [Move] {
    rows(of: event).filter { accepts($0) }.enumerated().sorted {
      ($0.element.no ?? 0, $0.offset) < ($1.element.no ?? 0, $1.offset)
    }.map(\.element)
  }

  private func rows(of event: Event) -> [Move] {
    switch event.kind {
    case .officialsInaugurated, .officialsConfirmed, .decreeIssued:
      return lines(of: event).map { row(of: $0, in: event) }
    case .decreeRevoked: return reversals(by: event)
    case .tenureRecorded, .headOfRegionTerm: return [start(of: event)]
    default: return [row(of: event)]
    }
  }

  /// The lines that tell one person from another: by a name, an id or a post.
  func lines(of event: Event) -> [JSONValue] {
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

  /// Who leaves a post and who has one again because a decree was revoked, an official a row.
  private func reversals(by event: Event) -> [Move] {
    let (closed, resumed) = revocations[event.entry] ?? ([], [])
    func goesOn(_ tenure: Tenure, _ others: [Tenure]) -> Bool {
      others.contains {
        $0.official == tenure.official && $0.post == tenure.post && $0.capacity == tenure.capacity
      }
    }
    let lost = closed.filter { !goesOn($0, resumed) }
    let regained = resumed.filter { !goesOn($0, closed) }
    var officials: [UInt32] = []
    for tenure in lost + regained where !officials.contains(tenure.official) {
      officials.append(tenure.official)
    }
    return officials.flatMap { official in
      let left = lost.filter { $0.official == official }
      let back = regained.filter { $0.official == official }
      var move = move(event)
      move.official = replay.facts.officials.text(official)
      move.name = name(move.official, on: move.day)
      move.from = posts(of: left)
      move.capacity = (back.first ?? left.first).map { replay.facts.text($0.capacity) }
      guard !back.isEmpty else { return [move] }
      return back.map { tenure in
        var move = move
        move.to = replay.facts.posts.text(tenure.post)
        move.capacity = replay.facts.text(tenure.capacity)
        return move
      }
    }
  }

  func move(_ event: Event) -> Move {
    let decree = decree(of: event)
    let days = event.daysOfMove ?? .unknown
    return Move(
      type: event.kind, effective: event.dateOfMove?.description, decree: decree.number,
      decreeDate: decree.date,
      rotation: event[.rotation]?.text, region: event.region, entry: event.entry,
      status: event[.status]?.text, sources: event[.sources]?.elements ?? [],
      certainty: filter.certainty(of: days), disputes: replay.disputes(about: [event.entry]),
      day: days.last)
  }

  /// The decree that the event names; where it names none, the only one of its rotation.
  private func decree(of event: Event) -> (number: String?, date: String?) {
    if let own = event.instrument { return (own[.number]?.text, own[.date]?.text) }
    guard event.kind == .officialsInaugurated || event.kind == .officialsConfirmed,
      let issued = event[.rotation]?.text.flatMap({ decrees[ExactText($0)] }),
      let first = issued.first,
      Set(issued.map(\.decree)).count == 1
    else { return (nil, nil) }
    return (replay.facts.word(first.decreeNumber), first.decreeDate?.description)
  }

  func name(_ official: String?, on day: Day) -> String? {
    guard let number = official.flatMap({ replay.facts.officials.find($0) }) else { return nil }
    return replay.directory.moved(to: day).name(number)
  }

  /// The definitive posts of the official that the act ended, other than the one it gives.
  private func ended(by event: Event, of official: String?, to post: String?) -> [String] {
    posts(of: tenures(of: official, endedBy: event).filter { !$0.capacity.isActing })
      .filter { $0 != post }
  }

  /// The posts of tenures, each once.
  private func posts(of tenures: [Tenure]) -> [String] {
    Set(tenures.map(\.post)).map { replay.facts.posts.text($0) }.sorted()
  }

  private func capacity(endedBy event: Event) -> String? {
    let ended = tenures(of: event[.official]?.text, endedBy: event).filter {
      replay.facts.posts.text($0.post) == event[.post]?.text
    }
    return ended.first.map { replay.facts.text($0.capacity) }
  }

  private func tenures(of official: String?, endedBy event: Event) -> [Tenure] {
    guard let number = official.flatMap({ replay.facts.officials.find($0) }) else { return [] }
    return endings.tenures(of: number, endedBy: event.entry)
  }

  /// Asks once for the end of each tenure of some officials; of all if `nil`.
  mutating func collectEndings(of officials: Set<UInt32>?, by workforce: some Workforce) {
    let all = 0..<UInt32(replay.facts.officials.count)
    endings = Endings(replay.register, of: officials?.sorted() ?? Array(all), by: workforce)
  }

  /// The officials whom an event names, as far as they are known.
  func officials(in event: Event) -> [UInt32] {
    ([event.data] + (event[.lines]?.elements ?? [])).compactMap { record in
      record[.official]?.text.flatMap { replay.facts.officials.find($0) }
    }
  }

  /// The approvals of the event's rotation that cover a line; those without lines cover all.
  func approvals(of event: Event, covering line: JSONValue?) -> [Move.Approval] {
    let known = event[.rotation]?.text.flatMap { approvals[ExactText($0)] } ?? []
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

  // MARK: What was asked for

  /// Whether a row of the event may be about the official or the post that is asked for: it names
  /// one of them, or somebody who ever held the post and may leave it.
  func mayMove(_ event: Event) -> Bool {
    guard let movers, event.kind != .decreeRevoked else { return true }
    return ([event.data] + (event[.lines]?.elements ?? [])).contains { record in
      if let official = record[.official]?.text, movers.contains(ExactText(official)) {
        return true
      }
      guard filter.official == nil, let post = filter.post else { return false }
      return record[.post]?.text == post || record[.from]?.text == post
    }
  }

  /// The officials of whom a row may be that names no post asked for; all if `nil`.
  static func movers(_ replay: Replay, _ filter: MoveFilter) -> Set<ExactText>? {
    if let official = filter.official { return [ExactText(official)] }
    guard let post = filter.post else { return nil }
    guard let number = replay.facts.posts.find(post) else { return [] }
    return Set(
      replay.register.tenures(of: number).map {
        ExactText(replay.facts.officials.text($0.official))
      })
  }

  func accepts(_ move: Move) -> Bool {
    if let official = filter.official, move.official.map(ExactText.init) != ExactText(official) {
      return false
    }
    let posts = move.from + (move.to.map { [$0] } ?? [])
    if let post = filter.post, !posts.map(ExactText.init).contains(ExactText(post)) { return false }
    if let unit = filter.scope.unit,
      !posts.contains(where: { isPost($0, ofUnit: unit, on: move.day) })
    {
      return false
    }
    let regions = move.region.map { [$0] } ?? posts.compactMap { region(ofPost: $0) }
    guard filter.scope.region != nil else { return true }
    return regions.contains { filter.scope.includes(region: $0) }
  }

  private func isPost(_ id: String, ofUnit unit: String, on day: Day) -> Bool {
    let then = replay.directory.moved(to: day)
    guard let post = replay.facts.posts.find(id), let wanted = replay.facts.units.find(unit),
      let own = then.unitNumber(post)
    else { return false }
    return then.unit(own, isWithin: wanted)
  }

  private func region(ofPost id: String) -> String? {
    replay.facts.posts.find(id).flatMap { replay.directory.region($0) }
  }
}
