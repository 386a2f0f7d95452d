/// What happened to one rotation, in order: how it stands on the day, the steps that led there,
/// what is due because of it, what was said at it, and where sources disagree about it.
public struct RotationStory: Sendable {
  /// One entry of the story.
  public struct Step: Sendable {
    /// The entry.
    public let entry: Int
    /// Its event type.
    public let type: EventKind
    /// When, as a date; `nil` where the entry does not say.
    public let effective: String?
    /// How many people it concerns; `nil` where none are counted.
    public let count: Int?
    /// Where.
    public let place: String?
    /// The day planned, of an announcement.
    public let on: String?
    /// The number of the decree that it names.
    public let decree: String?
    /// How well it is attested.
    public let status: String?
    /// What a reader should know.
    public let note: String?
  }

  /// The rotation's id.
  public let rotation: String
  /// How it stands; `nil` where nothing has happened by the day.
  public let view: RotationView?
  /// The entries by the day, by date.
  public let steps: [Step]
  /// What is due, or was.
  public let obligations: [ObligationView]
  /// What was said.
  public let directives: [DirectiveView]
  /// Where sources disagree.
  public let disputes: [DisputeView]
}

extension Replay {
  /// The story of a rotation; `nil` where no standing entry speaks of it.
  ///
  /// - Parameters:
  ///   - rotation: The rotation's id.
  ///   - kept: The events that name it, kept whole while the journal was read.
  /// - Returns: The story up to the day.
  public func story(of rotation: String, kept: [Event]) -> RotationStory? {
    let own = facts.standing(kept).map { facts.resolved($0) }.filter {
      $0[.rotation]?.text == rotation
    }
    let decrees = Set(own.compactMap { $0[.decree].flatMap { DecreeIndex.decree($0) } })
    let others = facts.events.filter { event in
      event[.rotation] == nil
        && (Target(event[.of])?.text == rotation || acts(event, onOneOf: decrees))
    }
    guard !own.isEmpty || !others.isEmpty else { return nil }
    let events = (own + others).filter { hasHappened(storyDays($0)) }
      .sorted { (storyDays($0).last, $0.entry) < (storyDays($1).last, $1.entry) }
    let entries = Set(events.map(\.entry))
    let counted = Dictionary(
      facts.steps.filter { entries.contains(Int($0.entry)) }.map { (Int($0.entry), $0) },
      uniquingKeysWith: { first, _ in first })
    return RotationStory(
      rotation: rotation, view: rotations().first { $0.rotation == rotation },
      steps: events.map { event in
        step(event, count: counted[event.entry].flatMap { ceremonyCount([$0]) })
      },
      obligations: obligations().filter { $0.of == rotation || entries.contains($0.entry) },
      directives: directives().filter { entries.contains($0.entry) },
      disputes: disputes().filter { !entries.isDisjoint(with: $0.entries) })
  }

  /// Whether the event amends, revokes or annuls one of the decrees.
  private func acts(_ event: Event, onOneOf decrees: Set<DecreeIndex.Decree>) -> Bool {
    let kinds: [EventKind] = [.decreeAmended, .decreeRevoked, .decreeAnnulled]
    guard kinds.contains(event.kind), let named = event[.decree].flatMap({ DecreeIndex.decree($0) })
    else { return false }
    return decrees.contains { $0.agrees(with: named) }
  }

  /// When it happened; a decree that gives no other day, on its own date.
  private func storyDays(_ event: Event) -> DayRange {
    storyDate(event).map { DayRange($0) } ?? .unknown
  }

  private func storyDate(_ event: Event) -> Period? {
    event.effective ?? event[.decree]?[.date]?.period
  }

  private func step(_ event: Event, count: Int?) -> RotationStory.Step {
    RotationStory.Step(
      entry: event.entry, type: event.kind, effective: storyDate(event)?.description, count: count,
      place: event[.place]?.text, on: event[.on]?.text, decree: event[.decree]?[.number]?.text,
      status: event[.status]?.text, note: event[.note]?.text)
  }
}
