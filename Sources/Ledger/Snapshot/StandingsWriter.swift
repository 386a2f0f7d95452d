/// Lays out who holds which post on any day, in the order of the days from which they do, so that
/// of all tenures those of one day are read alone.
struct StandingsWriter {
  private let replay: Replay
  private var facts: Facts { replay.facts }
  private var spans: [TenureSpan] = []
  private var acting: [ActingSpan] = []
  private var states: [Standings.State] = []
  /// The posts of which more is needed.
  private var complex: [UInt32] = []

  init(_ replay: Replay) {
    self.replay = replay
    for post in 0..<UInt32(facts.posts.count) {
      guard !replay.isEntangled(post), let own = own(post) else {
        complex.append(post)
        states.append(Standings.State(hasTenures: true))
        continue
      }
      states.append(replay.register.state(of: post))
      spans += own.spans
      acting += own.acting
    }
    spans.sort {
      ($0.reach.first, $0.holding.post, $0.holding.entry)
        < ($1.reach.first, $1.holding.post, $1.holding.entry)
    }
  }

  /// The tenures of a post; `nil` where one has a course too long for a span.
  private func own(_ post: UInt32) -> (spans: [TenureSpan], acting: [ActingSpan])? {
    var spans: [TenureSpan] = []
    var acting: [ActingSpan] = []
    for tenure in replay.register.tenures(of: post) {
      let course = replay.register.course(of: tenure)
      guard course.changes.count <= TenureSpan.mostChanges else { return nil }
      if !tenure.terms.isEmpty, tenure.capacity.isActing {
        acting.append(
          ActingSpan(
            Standings.Acting(
              post: post, official: tenure.official, capacity: tenure.capacity,
              entry: tenure.entry, terms: replay.register.actingTerms(of: tenure), isOver: false),
            course))
      }
      if course.changes.isEmpty { continue }
      let since = replay.register.since(tenure)
      spans.append(TenureSpan(Standings.Holding(tenure, since: since, .certain), course))
    }
    return (spans, acting)
  }

  /// How many spans are read at once.
  static let group = 512

  /// The sections.
  func sections() -> [ProjectionLayout.Section: [UInt8]] {
    var bytes = SnapshotWriter()
    var index = SnapshotWriter()
    bytes.reserve(spans.count * TenureSpan.leastBytes)
    for start in stride(from: 0, to: spans.count, by: Self.group) {
      let own = spans[start..<min(start + Self.group, spans.count)]
      for span in own { span.write(to: &bytes) }
      index.put(
        DayRange(
          own.map(\.reach.first).min() ?? .distantFuture,
          own.map(\.reach.last).max() ?? .distantPast))
    }
    var states = SnapshotWriter()
    states.put(self.states)
    states.put(complex)
    var acting = SnapshotWriter()
    acting.put(self.acting)
    return [
      .spans: bytes.take(), .spanIndex: index.take(), .states: states.take(),
      .acting: acting.take(),
      .directory: facts.withoutActs().snapshot(),
    ]
  }
}

extension Facts {
  /// What a view of all posts needs beside who holds them: what they are called, rotations, and
  /// what was said; acts only where something is disputed.
  fileprivate func withoutActs() -> Facts {
    var facts = self
    facts.acts = []
    facts.recorded = []
    facts.terms = []
    facts.unnamed = []
    facts.remarks = Remarks()
    facts.decrees = [:]
    (facts.edits, facts.whole, facts.resolved) = ([:], [:], [:])
    let disputed = disputedEntries
    guard !disputed.isEmpty else { return facts }
    for position in acts.indices where disputed.contains(acts[position].entry) {
      facts.add(PlacedAct(position, of: self))
    }
    return facts
  }
}
