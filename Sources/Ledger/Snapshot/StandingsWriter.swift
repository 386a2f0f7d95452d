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
    spans.reserveCapacity(replay.register.tenures.count)
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
  }

  /// The places of spans in an order in which those of one day stand in few groups: by the day from
  /// which they hold, and of some groups together those that end early first.
  private func order() -> [UInt32] {
    // Spans of one post follow one another.
    var places = spans.indices.map { (reach: spans[$0].reach, span: UInt32($0)) }
    places.sort { ($0.reach.first, $0.span) < ($1.reach.first, $1.span) }
    let size = Self.group * Self.groupsTogether
    for start in stride(from: 0, to: places.count, by: size) {
      places[start..<min(start + size, places.count)].sort {
        ($0.reach.last, $0.span) < ($1.reach.last, $1.span)
      }
    }
    return places.map(\.span)
  }

  /// So many groups cover the same days of beginning.
  private static let groupsTogether = 32

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

  /// Writes the sections, in the order in which they lie.
  func write<Failure: Error>(
    _ put: (ProjectionLayout.Section, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let index = try writeSpans { bytes throws(Failure) in try put(.spans, bytes) }
    try put(.spanIndex, index)
    var states = SnapshotWriter()
    states.put(self.states)
    states.put(complex)
    try put(.states, states.take())
    var acting = SnapshotWriter()
    acting.put(self.acting)
    try put(.acting, acting.take())
    try put(.directory, facts.withoutActs(replay.directory).snapshot())
  }

  /// Writes the tenures.
  ///
  /// - Returns: The days of each group of them.
  private func writeSpans<Failure: Error>(
    into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    var bytes = SnapshotWriter()
    var index = SnapshotWriter()
    let order = order()
    for start in stride(from: 0, to: spans.count, by: Self.group) {
      var reach = DayRange(.distantFuture, .distantPast)
      for place in order[start..<min(start + Self.group, spans.count)] {
        let span = spans[Int(place)]
        span.write(to: &bytes)
        reach = DayRange(min(reach.first, span.reach.first), max(reach.last, span.reach.last))
      }
      index.put(reach)
      if bytes.count >= ProjectionLayout.pieceBytes { try sink(bytes.take()) }
    }
    try sink(bytes.take())
    return index.take()
  }
}

extension Facts {
  /// What a view of all posts needs beside who holds them: what they are called, rotations, and
  /// what was said; acts only where something is disputed.
  ///
  /// The directory of the same facts has the names grouped as whoever reads them groups them.
  fileprivate func withoutActs(_ directory: PostDirectory) -> Facts {
    var facts = self
    facts.acts = []
    facts.recorded = []
    facts.terms = []
    facts.unnamed = []
    facts.remarks = Remarks()
    facts.decrees = DecreeLog()
    (facts.edits, facts.whole, facts.resolved) = ([:], [:], [:])
    facts.postNotes = directory.postNotes.elements
    facts.officialNotes = directory.officialNotes.elements
    let disputed = disputedEntries
    for position in acts.indices where disputed.contains(acts[position].entry) {
      facts.add(PlacedAct(position, of: self))
    }
    facts.keepNamedDecrees()
    return facts
  }

  /// Lets go of the decrees that nothing here names.
  private mutating func keepNamedDecrees() {
    let all = instants
    instants = Interner()
    for index in steps.indices where steps[index].decree != 0 {
      steps[index].decree = instants.intern(all.text(steps[index].decree - 1)) + 1
    }
    for index in acts.indices where acts[index].decree != 0 {
      acts[index].decree = instants.intern(all.text(acts[index].decree - 1)) + 1
    }
  }
}
