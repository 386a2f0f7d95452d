/// Something that falls due: an evaluation, a commitment, the end of an acting term, an
/// inauguration.
public struct ObligationView: Sendable {
  /// What falls due.
  public enum Kind: String, CaseIterable, Sendable {
    /// An evaluation that was announced.
    case evaluation
    /// Something that somebody committed to.
    case commitment
    /// The end of an acting assignment.
    case actingTerm = "acting-term"
    /// An inauguration that was announced.
    case inauguration
  }

  /// How it stands.
  public enum State: String, CaseIterable, Sendable {
    /// Not yet due, or without a date.
    case open
    /// Done, even if late.
    case kept
    /// Declared broken.
    case broken
    /// Past its latest due day and not closed.
    case overdue
    /// Called off.
    case cancelled
  }

  /// What falls due.
  public let kind: Kind
  /// The id of the rotation, post or official it is about.
  public let of: String?
  /// What it is in words.
  public let text: String?
  /// When it falls due.
  public let due: Period?
  /// On what the date rests.
  public let basis: String?
  /// How it stands on the day.
  public let state: State
  /// The entry that creates it.
  public let entry: Int
  /// The region code.
  public let region: String?
}

extension Replay {
  /// Everything due or done, known by the day; by due day, without a date last.
  public func obligations(in scope: Scope = Scope()) -> [ObligationView] {
    let events = facts.events.filter { hasHappened($0) }
    let all = evaluations(events) + commitments(events) + inaugurations(events) + actingTerms()
    return all.filter { scope.includes(region: $0.region) }.sorted { order(of: $0) < order(of: $1) }
  }

  private func order(of obligation: ObligationView) -> (Day, Int) {
    (obligation.due?.last ?? .distantFuture, obligation.entry)
  }

  func hasHappened(_ event: Event) -> Bool {
    event.effective.map { $0.last <= day } ?? true
  }

  /// Overdue once the day lies after the latest due day and nothing closed it.
  private func state(due: Period?) -> ObligationView.State {
    guard let due, due.last < day else { return .open }
    return .overdue
  }

  private func evaluations(_ events: [Event]) -> [ObligationView] {
    let closings = Dictionary(
      grouping: events.filter { $0.kind == .evaluationHeld || $0.kind == .evaluationCancelled }
    ) { Target($0[.of])?.text }
    return events.filter { $0.kind == .evaluationScheduled }.map { event in
      let target = Target(event[.of])
      // The first that comes after it: a later evaluation has an announcement of its own.
      let closing = closings[target?.text]?.filter {
        $0.comesAfter(event) && Target($0[.of]) == target
      }.min { $1.comesAfter($0) }
      let due = event.due
      let state: ObligationView.State =
        switch closing?.kind {
        case .evaluationHeld: .kept
        case .evaluationCancelled: .cancelled
        default: state(due: due)
        }
      return ObligationView(
        kind: .evaluation, of: target?.text, text: event[.consequence]?.text, due: due,
        basis: event[.basis]?.text ?? event.dueBasis, state: state, entry: event.entry,
        region: event.region)
    }
  }

  private func commitments(_ events: [Event]) -> [ObligationView] {
    let closings = Dictionary(
      grouping: events.filter { $0.kind == .commitmentKept || $0.kind == .commitmentBroken }
    ) { closing in
      let entry = closing[.of]?[.entry]?.integer.map { "entry \($0)" }
      return entry ?? closing[.text]?.text ?? Target(closing[.of])?.text
    }
    return events.filter { $0.kind == .commitmentMade }.map { event in
      // By its words, its subject or its entry.
      let names = Set([event[.text]?.text, Target(event[.of])?.text, "entry \(event.entry)"])
      let closing = names.compactMap { $0 }.flatMap { closings[$0] ?? [] }
        .filter { $0.closes(event) }.max { $1.comesAfter($0) }
      let state: ObligationView.State =
        switch closing?.kind {
        case .commitmentKept: .kept
        case .commitmentBroken: .broken
        default: state(due: event.due)
        }
      return ObligationView(
        kind: .commitment, of: Target(event[.of])?.text, text: event[.text]?.text, due: event.due,
        basis: event.dueBasis, state: state, entry: event.entry, region: event.region)
    }
  }

  /// One obligation a rotation: a reschedule moves it, any inauguration of the rotation keeps it.
  private func inaugurations(_ events: [Event]) -> [ObligationView] {
    var plans: [ExactText: [Event]] = [:]
    for event in events {
      switch event.kind {
      case .inaugurationScheduled, .inaugurationRescheduled, .inaugurationCancelled:
        let rotation = ExactText(event[.rotation]?.text ?? "entry \(event.entry)")
        plans[rotation, default: []].append(event)
      default: break
      }
    }
    let held = Set(
      facts.steps.filter {
        hasHappened($0.days)
          && ($0.kind == .officialsInaugurated || $0.kind == .officialsConfirmed)
      }.map { ExactText(facts.rotations.text($0.rotation)) })
    return plans.values.compactMap { events -> ObligationView? in
      let inOrder = events.sorted {
        ($0.effective?.last ?? day, $0.entry) < ($1.effective?.last ?? day, $1.entry)
      }
      guard let latest = inOrder.last, let first = inOrder.first,
        let plan = inOrder.last(where: { $0.kind != .inaugurationCancelled }) ?? inOrder.last
      else { return nil }
      let rotation = latest[.rotation]?.text
      let due = plan[.on]?.period
      let isHeld = rotation.map { held.contains(ExactText($0)) } ?? false
      let state: ObligationView.State =
        isHeld ? .kept : latest.kind == .inaugurationCancelled ? .cancelled : state(due: due)
      return ObligationView(
        kind: .inauguration, of: rotation, text: plan[.place]?.text, due: due,
        basis: "announced in entry \(plan.entry)", state: state, entry: first.entry,
        region: first.region)
    }
  }

  /// The end of each acting term; an ended or overtaken assignment has kept it.
  func actingTerms() -> [ObligationView] {
    if let standings { return standings.acting.compactMap { term(of: $0) } + standings.obligations }
    return register.actingTenures.compactMap { tenure in
      term(
        of: Standings.Acting(
          post: tenure.post, official: tenure.official, capacity: tenure.capacity,
          entry: tenure.entry, terms: register.actingTerms(of: tenure),
          isOver: !register.isPossible(tenure, on: day)))
    }
  }

  private func term(of tenure: Standings.Acting) -> ObligationView? {
    let terms = tenure.terms.filter { hasHappened($0.from) }
    let latest = terms.max { ($0.from.last, $0.entry) < ($1.from.last, $1.entry) }
    guard let latest, let due = latest.until else { return nil }
    let name = directory.name(tenure.official) ?? facts.officials.text(tenure.official)
    return ObligationView(
      kind: .actingTerm, of: facts.posts.text(tenure.post),
      text: "\(facts.text(tenure.capacity)): \(name)", due: due,
      basis: "the term given in entry \(latest.entry)",
      state: tenure.isOver ? .kept : state(due: due), entry: Int(tenure.entry),
      region: directory.region(tenure.post))
  }
}

extension TenureRegister {
  /// The acting tenures that have terms.
  var actingTenures: [Tenure] { tenures.filter { $0.capacity.isActing && !$0.terms.isEmpty } }

  /// The terms of a tenure, as an obligation shows them.
  func actingTerms(of tenure: Tenure) -> [ActingTerm] {
    terms[tenure.terms].map { ActingTerm(from: $0.from, until: $0.until, entry: $0.entry) }
  }
}

/// What an obligation is about: an id, whichever way it is written, or an entry.
struct Target: Equatable {
  let text: String
  /// Which name space the id is of; nil where it was given bare.
  private let kind: FieldName?

  init?(_ value: JSONValue?) {
    guard let value else { return nil }
    if let text = value.text {
      self.text = text
      kind = nil
      return
    }
    let kinds: [FieldName] = [.rotation, .post, .official]
    if let named = kinds.first(where: { value[$0]?.text != nil }) {
      text = value[named]?.text ?? ""
      kind = named
    } else if let entry = value[.entry]?.integer {
      text = "entry \(entry)"
      kind = .entry
    } else {
      return nil
    }
  }

  /// A bare id is that of whatever bears it; otherwise the name spaces must be one.
  static func == (one: Target, other: Target) -> Bool {
    guard one.text.utf8.elementsEqual(other.text.utf8) else { return false }
    return one.kind == nil || other.kind == nil || one.kind == other.kind
  }
}

extension Event {
  /// When it falls due: the day given, or the duration counted from when it took effect.
  var due: Period? {
    if let due = self[.due]?.period { return due }
    guard let within = self[.within]?.text, let effective,
      let duration = try? CalendarDuration(parsing: within)
    else { return nil }
    return effective.adding(duration)
  }

  /// On what the due day rests where the event does not say.
  fileprivate var dueBasis: String? {
    guard self[.due] == nil, let within = self[.within]?.text, let effective else { return nil }
    return "\(within) from \(effective)"
  }

  /// Whether it happened after the other, in the order of their days, and of one day the journal's.
  fileprivate func comesAfter(_ other: Event) -> Bool {
    let days = effective?.last ?? .distantPast
    return (other.effective?.last ?? .distantPast, other.entry) < (days, entry)
  }

  /// Whether this says that the commitment was kept or broken: by its entry, its words or its
  /// subject.
  fileprivate func closes(_ commitment: Event) -> Bool {
    if let entry = self[.of]?[.entry]?.integer { return entry == commitment.entry }
    guard comesAfter(commitment) else { return false }
    if let text = self[.text]?.text { return text == commitment[.text]?.text }
    guard let target = Target(self[.of]) else { return false }
    return target == Target(commitment[.of])
  }
}
