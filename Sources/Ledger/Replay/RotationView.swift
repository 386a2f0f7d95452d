/// A rotation on a day: how far it is, and how many people it concerns.
public struct RotationView: Sendable {
  /// How far a rotation is; a later case is further.
  public enum Stage: String, CaseIterable, Sendable {
    /// Proposed, considered by the panel, or before an approving authority.
    case proposed
    /// A decree was issued.
    case decreed
    /// The officials were briefed.
    case briefed
    /// The inauguration has a date.
    case scheduled
    /// The inauguration was called off and not planned anew.
    case cancelled
    /// Officials took the oath.
    case inaugurated
    /// All its decrees were annulled.
    case annulled
  }

  /// The rotation's id.
  public let rotation: String
  /// The region code.
  public let region: String?
  /// How far it is; `nil` where no entry says so.
  public let stage: Stage?
  /// How many were briefed, over all briefings; `nil` where none was counted.
  public let briefed: Int?
  /// The latest day planned for the inauguration.
  public let scheduledFor: Period?
  /// How many were inaugurated, over all ceremonies; `nil` where none was counted.
  public let inaugurated: Int?
  /// How many distinct officials are named.
  public let named: Int
  /// Whether the day planned has passed and nothing was inaugurated or cancelled.
  public let isUnconfirmed: Bool
  /// The entries it rests on.
  public let entries: [Int]
  /// The entries that record disagreement about one of them.
  public let disputes: [Int]
}

extension Replay {
  /// Every rotation of which something has happened by the day, by id.
  public func rotations(in scope: Scope = Scope()) -> [RotationView] {
    var steps: [UInt32: [RotationStep]] = [:]
    for step in facts.steps where hasHappened(step.days) {
      steps[step.rotation, default: []].append(step)
    }
    let disputes = DisputedEntries(facts)
    let views = steps.values.map { view(of: $0.sorted { $0.entry < $1.entry }, disputes) }
    return views.filter { scope.includes(region: $0.region) }
      .sorted { $0.rotation.utf8.lexicographicallyPrecedes($1.rotation.utf8) }
  }

  /// All but tenures takes an event at the last day of its range.
  func hasHappened(_ days: DayRange) -> Bool { days.last <= day || days == .unknown }

  private func view(of steps: [RotationStep], _ disputes: DisputedEntries) -> RotationView {
    let plans = steps.filter {
      $0.kind == .inaugurationScheduled || $0.kind == .inaugurationRescheduled
    }
    let plan = plans.max { ($0.days.last, $0.entry) < ($1.days.last, $1.entry) }
    let ceremonies = steps.filter {
      $0.kind == .officialsInaugurated || $0.kind == .officialsConfirmed
    }
    let cancelled = steps.last { step in
      step.kind == .inaugurationCancelled
        && plan.map { ($0.days.last, $0.entry) < (step.days.last, step.entry) } ?? true
    }
    let people = Set(steps.flatMap { facts.people[$0.people] })
    let isPast = plan?.on.map { $0.last < day } ?? false
    return RotationView(
      rotation: facts.rotations.text(steps[0].rotation),
      region: steps.first { $0.region != Act.none }.flatMap { facts.word($0.region) },
      stage: stage(steps, isPlanned: plan != nil, isCancelled: cancelled != nil),
      briefed: count(steps.filter { $0.kind == .officialsBriefed }, disputes),
      scheduledFor: cancelled == nil ? plan?.on : nil,
      inaugurated: count(ceremonies, disputes), named: people.count,
      isUnconfirmed: isPast && ceremonies.isEmpty && cancelled == nil,
      entries: Set(steps.map { Int($0.entry) }).sorted(),
      disputes: self.disputes(about: steps.map { Int($0.entry) }))
  }

  private func stage(
    _ steps: [RotationStep], isPlanned: Bool, isCancelled: Bool
  ) -> RotationView.Stage? {
    func has(_ kinds: EventKind...) -> Bool { steps.contains { kinds.contains($0.kind) } }
    if has(.decreeAnnulled), isAnnulled(steps) { return .annulled }
    if has(.officialsInaugurated, .officialsConfirmed) { return .inaugurated }
    if isCancelled { return .cancelled }
    if isPlanned { return .scheduled }
    if has(.officialsBriefed) { return .briefed }
    if has(.decreeIssued) { return .decreed }
    let isProposed = has(
      .rotationProposed, .panelConsidered, .approvalGranted, .approvalRefused, .invitationSent)
    return isProposed ? .proposed : nil
  }

  /// Whether every decree of the rotation was annulled whole, or the rotation itself.
  private func isAnnulled(_ steps: [RotationStep]) -> Bool {
    let annulments = steps.filter {
      $0.kind == .decreeAnnulled && $0.people.isEmpty && $0.unnamedCount == 0 && $0.groupCount < 0
    }
    if annulments.contains(where: { $0.decree == 0 }) { return true }
    let annulled = Set(annulments.map(\.decree))
    let issuing: Set<EventKind> = [.decreeIssued, .officialsInaugurated, .officialsConfirmed]
    let issued = Set(steps.filter { issuing.contains($0.kind) && $0.decree != 0 }.map(\.decree))
    return !annulled.isEmpty && issued.isSubset(of: annulled)
  }

  /// The people of ceremonies, each counted once: entries of one date are one ceremony, and of
  /// ceremonies with entries under one open dispute only the largest counts.
  private func count(_ steps: [RotationStep], _ disputes: DisputedEntries) -> Int? {
    let byDate = Dictionary(grouping: steps, by: \.days).values
    var ceremonies = byDate.map { steps in
      (entries: Set(steps.map { Int($0.entry) }), count: ceremonyCount(steps))
    }
    for dispute in disputes.touching(steps.map { Int($0.entry) }) {
      let disputed = ceremonies.filter { !$0.entries.isDisjoint(with: dispute) }
      guard disputed.count > 1 else { continue }
      ceremonies.removeAll { !$0.entries.isDisjoint(with: dispute) }
      let entries = disputed.reduce(into: Set<Int>()) { $0.formUnion($1.entries) }
      ceremonies.append((entries, disputed.compactMap(\.count).max()))
    }
    let counts = ceremonies.compactMap(\.count)
    return counts.isEmpty ? nil : counts.reduce(0, +)
  }

  /// The people of one ceremony: the larger of what is said of the group and who is in the
  /// lines; `nil` where they count none.
  func ceremonyCount(_ steps: [RotationStep]) -> Int? {
    let group = steps.map(\.groupCount).max() ?? -1
    let unnamed = steps.map(\.unnamedCount).reduce(0, +)
    let placed = steps.flatMap { facts.people[$0.people].prefix($0.placedCount) }
    let named = Set(placed).count + unnamed
    return group < 0 && named == 0 ? nil : max(group, named)
  }
}
