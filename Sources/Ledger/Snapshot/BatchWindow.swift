extension Extract {
  /// What decides about a batch by the acts around its days.
  ///
  /// - Parameters:
  ///   - batch: What the batch says, as it was gathered.
  ///   - projection: What the journal said when it was made.
  ///   - tail: What was recorded since, as it was gathered.
  /// - Returns: What was taken; `nil` where it does not suffice.
  /// - Throws: `SnapshotError` where the projection is none.
  static func window(
    of batch: Facts, from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Extract? {
    guard var window = BatchWindow(on: batch, from: projection, tail: tail),
      try window.fill()
    else { return nil }
    var extract = Extract(projection, namingIn: tail)
    for act in window.acts {
      guard let placed = act.placed else { continue }
      try extract.add(placed)
    }
    extract.name(posts: Set(window.spans.keys), officials: window.officials)
    return extract
  }
}

/// What decides about a batch where all that it meets is plain: of the acts on its posts and of its
/// officials, those around its days.
///
/// An oath on a known day ends whatever its official held definitively and, in a post of one seat,
/// whoever held it. So a tenure depends on the acts from its own to the next oath of its official
/// or in its post alone, and a batch changes no tenure that was over before its first day or begins
/// after its last one.
private struct BatchWindow {
  private let batch: Facts
  private let projection: ProjectionReader
  private let tail: Facts
  /// The positions of the acts of the tail, by the posts and officials of the tail.
  private let byPost: Grouped<Int32>
  private let byOfficial: Grouped<Int32>
  /// The days of the batch.
  private let days: ClosedRange<Day>
  /// By post, the days on which it must be told who held it.
  private(set) var spans: [Int: ClosedRange<Day>] = [:]
  /// The acts that were taken.
  private(set) var acts: [WindowAct] = []
  /// Whoever appears in them on one of the posts.
  private(set) var officials: Set<Int> = []

  /// What was read already.
  private var oathsOf: [Int: [WindowAct]] = [:]
  private var actsOn: [Int: [WindowAct]] = [:]

  /// Nothing where a batch does anything else than swear officials in, on known days.
  init?(on batch: Facts, from projection: ProjectionReader, tail: Facts) {
    guard let days = batch.plainDays, tail.remarks.departures.isEmpty,
      tail.postNotes.allSatisfy({ $0.seats <= 1 })
    else { return nil }
    (self.batch, self.projection, self.tail, self.days) = (batch, projection, tail, days)
    let positions = tail.acts.count
    byPost = Grouped(positions, into: tail.posts.count, by: { tail.acts[$0].post }) { Int32($0) }
    byOfficial = Grouped(
      positions, into: tail.officials.count, by: { tail.acts[$0].official }
    ) { Int32($0) }
  }

  /// Takes what is needed.
  ///
  /// - Returns: Whether it suffices: not where posts and officials have other acts than oaths and
  ///   moves on known days, or acts are disputed.
  mutating func fill() throws(SnapshotError) -> Bool {
    // What is disputed is never left out.
    guard try projection.rest().acts.isEmpty else { return false }
    let sworn = try onRecord(batch.officials, official)
    let taken = try onRecord(batch.posts, post)
    for post in taken { spans[post] = days }
    officials = sworn
    var own: [WindowAct] = []
    for official in sworn {
      guard let oaths = try oaths(of: official) else { return false }
      let window = Self.window(days, oaths, taken, by: \.post)
      own += oaths.filter { window.contains($0.day) }
    }
    for oath in own where oath.day <= days.upperBound { spans[oath.post] = days }
    while true {
      acts = own
      guard let windows = try takePosts(sworn) else { return false }
      // An oath by which somebody left one post may be in another one, and what was recorded since
      // is never left out: of a post all acts in between are needed then.
      var met = acts
      for post in spans.keys {
        for act in try acts(on: post) ?? [] where act.position == nil && (act.isOath || act.isMove)
        {
          met.append(act)
        }
      }
      let beyond = met.filter { windows[$0.post]?.contains($0.day) == false }
      if beyond.isEmpty { return true }
      for act in beyond {
        let span = spans[act.post] ?? days
        spans[act.post] = min(span.lowerBound, act.day)...max(span.upperBound, act.day)
      }
    }
  }

  /// Takes what decides who held the posts, and gives for each the days of which that is all acts;
  /// `nil` where it does not suffice.
  private mutating func takePosts(
    _ sworn: Set<Int>
  ) throws(SnapshotError) -> [Int: ClosedRange<Day>]? {
    var windows: [Int: ClosedRange<Day>] = [:]
    for (post, span) in spans {
      guard let onPost = try acts(on: post) else { return nil }
      let oaths = onPost.filter(\.isOath).sorted { $0.order < $1.order }
      let window = Self.window(span, oaths, sworn, by: \.official)
      windows[post] = window
      for act in onPost where act.act.days.last >= window.lowerBound {
        if act.act.days.first > window.upperBound { continue }
        guard act.isOath || act.isMove else { return nil }
        acts.append(act)
        guard let oaths = try self.oaths(of: act.official) else { return nil }
        officials.insert(act.official)
        if act.isOath { acts += WindowAct.oaths(oaths, from: act) }
      }
    }
    return windows
  }

  // MARK: What is on record

  /// Those of a batch that are on record.
  private func onRecord(
    _ named: Interner, _ find: (String) throws(SnapshotError) -> Int?
  ) throws(SnapshotError) -> Set<Int> {
    var found: Set<Int> = []
    for number in 0..<UInt32(named.count) {
      if let known = try find(named.text(number)) { found.insert(known) }
    }
    return found
  }

  /// The number of a post in the projection, or below zero that in the tail.
  private func post(_ id: String) throws(SnapshotError) -> Int? {
    if let known = try projection.post(id) { return Int(known) }
    return tail.posts.find(id).map { -1 - Int($0) }
  }

  private func official(_ id: String) throws(SnapshotError) -> Int? {
    if let known = try projection.official(id) { return Int(known) }
    return tail.officials.find(id).map { -1 - Int($0) }
  }

  /// The acts of a tail of which the positions are given.
  private func recent(_ positions: ArraySlice<Int32>) throws(SnapshotError) -> [WindowAct] {
    var acts: [WindowAct] = []
    for position in positions {
      let act = tail.acts[Int(position)]
      let (none, isOn) = (Int(Act.none), act.post != Act.none)
      acts.append(
        WindowAct(
          act: act, post: isOn ? try post(tail.posts.text(act.post)) ?? none : none,
          official: act.official == Act.none
            ? none : try official(tail.officials.text(act.official)) ?? none))
    }
    return acts
  }

  /// An official's oaths, in order; `nil` where he has acts on which more depends.
  private mutating func oaths(of official: Int) throws(SnapshotError) -> [WindowAct]? {
    if let known = oathsOf[official] { return known }
    var acts: [WindowAct] = []
    var inTail = UInt32(exactly: -1 - official)
    if let number = UInt32(exactly: official) {
      let record = try projection.acts(ofOfficial: number)
      guard record.departures.isEmpty else { return nil }
      acts = record.acts.map { WindowAct($0) }
      inTail = tail.officials.find(try projection.names(ofOfficial: number).id)
    }
    if let inTail { acts += try recent(byOfficial[Int(inTail)]) }
    let oaths = WindowAct.oaths(among: acts)
    oathsOf[official] = oaths
    return oaths
  }

  /// The acts on a post; `nil` where it may have several seats, or acts on which more depends.
  private mutating func acts(on post: Int) throws(SnapshotError) -> [WindowAct]? {
    if let known = actsOn[post] { return known }
    var acts: [WindowAct] = []
    var inTail = UInt32(exactly: -1 - post)
    if let number = UInt32(exactly: post) {
      let names = try projection.names(ofPost: number)
      guard names.notes.allSatisfy({ $0.seats <= 1 }) else { return nil }
      acts = try projection.acts(onPost: number).acts.map { WindowAct($0) }
      inTail = tail.posts.find(names.id)
    }
    if let inTail { acts += try recent(byPost[Int(inTail)]) }
    for act in acts {
      switch act.act.effect {
      case .recorded, .attested, .kept, .confirmed, .abolishes, .headed: return nil
      default: break
      }
    }
    actsOn[post] = acts
    return acts
  }

  // MARK: Days

  /// From the last day of oaths before some days to the first one after them by which all is over
  /// that was on before: none of its oaths repeats one of those in between or of the batch, by
  /// which a tenure may go on.
  private static func window(
    _ days: ClosedRange<Day>, _ oaths: [WindowAct], _ batch: Set<Int>,
    by subject: (WindowAct) -> Int
  ) -> ClosedRange<Day> {
    var window = Day.distantPast...Day.distantFuture
    var repeated: Set<Int> = []
    for oath in oaths.reversed() where oath.day < days.lowerBound {
      if oath.day != window.lowerBound, !repeated.isEmpty {
        let sameDay = oaths.lazy.filter { $0.day == oath.day }.map(subject)
        guard !repeated.isDisjoint(with: sameDay) else { break }
      }
      repeated.insert(subject(oath))
      window = oath.day...window.upperBound
    }
    repeated.formUnion(batch)
    for oath in oaths where days.contains(oath.day) { repeated.insert(subject(oath)) }
    for oath in oaths where oath.day > days.upperBound {
      let sameDay = oaths.lazy.filter { $0.day == oath.day }.map(subject)
      if repeated.isDisjoint(with: sameDay) { return window.lowerBound...oath.day }
      repeated.formUnion(sameDay)
    }
    return window
  }
}

extension Facts {
  /// The days of what a batch moves, where it does nothing but swear officials in, on known days;
  /// `nil` where it does anything else.
  fileprivate var plainDays: ClosedRange<Day>? {
    guard remarks.named.isEmpty, remarks.departures.isEmpty, unnamed.isEmpty,
      postNotes.allSatisfy({ $0.seats == 0 }),
      acts.allSatisfy({ $0.isOath || $0.isMove })
    else { return nil }
    let days = acts.map(\.days.first)
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...last
  }
}
