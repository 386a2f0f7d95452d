extension Extract {
  /// The facts that decide what a batch makes doubtful, without the batch.
  ///
  /// A batch changes tenures only on the posts that it touches and on those of the officials whom
  /// it touches: of these everything is taken that decides who holds them. Of the officials whose
  /// tenures there it does change, all other tenures are looked at as well.
  ///
  /// - Parameters:
  ///   - batch: What the batch says, as it was gathered.
  ///   - projection: What the journal said when it was made.
  ///   - tail: What was recorded since, as it was gathered.
  /// - Returns: The facts; `nil` where it takes the whole journal to judge the batch: it acts on
  ///   what was recorded before, or names a decree that was issued, or the rotation of one.
  /// - Throws: `SnapshotError` where the projection is none.
  static func facts(
    near batch: Facts, from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Facts? {
    var joined = tail
    joined.append(batch)
    guard mayFollow(tail, projection), mayFollow(batch, projection),
      !batch.events.contains(where: { $0.kind == .holderAsserted }),
      try knowsDecrees(of: batch, after: tail, joined, projection)
    else { return nil }
    if let window = try window(of: batch, from: projection, tail: tail) {
      return try window.facts(meeting: batch, after: tail)
    }
    var extract = try Extract(projection, joined)
    try extract.name(batch)
    for post in try extract.touchedPosts(by: batch) { try extract.take(post: post) }
    for official in extract.acting() { try extract.take(official: official) }
    try extract.takeConfirmations()
    try extract.takeSeen()
    guard let changed = try extract.changed(by: batch, after: tail) else { return nil }
    for id in changed {
      guard let official = try projection.official(id.text) else { continue }
      try extract.take(official: official)
      for post in extract.held(by: official) { try extract.take(post: post) }
    }
    try extract.takeConfirmations()
    try extract.takeSeen()
    return try extract.facts(meeting: batch, after: tail)
  }

  /// The facts of all that was taken, and what was recorded since; `nil` where it takes the whole
  /// journal to judge the batch.
  private func facts(meeting batch: Facts, after tail: Facts) throws(SnapshotError) -> Facts? {
    guard posts.isDisjoint(with: try projection.revoked()) else { return nil }
    let facts = try facts(followedBy: tail)
    guard !facts.events.contains(where: { $0.kind == .claimResolved }),
      tellsApart(facts),
      try !projection.mayHold(facts.posts, in: .assertedPosts),
      try !projection.mayHold(batch.posts, in: .assertedPosts)
    else { return nil }
    return facts
  }

  /// Whether all is known without the projection that was sworn on the issued decrees which a batch
  /// is about.
  private static func knowsDecrees(
    of batch: Facts, after tail: Facts, _ joined: Facts, _ projection: ProjectionReader
  ) throws(SnapshotError) -> Bool {
    let numbers = batch.decreeNumbers
    for number in numbers where try projection.mayHold(number, in: .issuedNumbers) {
      return false
    }
    if try projection.mayHold(batch.rotations, in: .issuedRotations) { return false }
    let (own, earlier) = (batch.issued, tail.issued)
    let isAboutOne =
      !own.numbers.isEmpty || !own.rotations.isEmpty
      || !numbers.isDisjoint(with: earlier.numbers)
      || earlier.rotations.contains { batch.rotations.find($0) != nil }
    guard isAboutOne else { return true }
    let all = joined.issued
    for number in all.numbers where try projection.mayHold(number, in: .decreeNumbers) {
      return false
    }
    for rotation in all.rotations where try projection.rotation(rotation) != nil { return false }
    return true
  }

  /// Notes the decrees and rotations that a batch names.
  private mutating func name(_ batch: Facts) throws(SnapshotError) {
    for number in 0..<UInt32(batch.instants.count) {
      let text = batch.instants.text(number)
      if let known = try projection.instant(text) { namedDecrees[known + 1] = text }
    }
    for number in 0..<UInt32(batch.rotations.count) {
      let text = batch.rotations.text(number)
      if let known = try projection.rotation(text) { namedRotations[known + 1] = text }
    }
  }

  /// Whether no act in dispute, which has marks of its own, has such a decree or rotation.
  private func tellsApart(_ facts: Facts) -> Bool {
    namedDecrees.keys.allSatisfy { facts.instants.find(Self.mark($0)) == nil }
      && namedRotations.keys.allSatisfy { facts.rotations.find(Self.mark($0)) == nil }
  }

  /// The posts of a batch, and those of its officials, as far as the projection knows them.
  private mutating func touchedPosts(by batch: Facts) throws(SnapshotError) -> Set<UInt32> {
    var touched: Set<UInt32> = []
    for number in 0..<UInt32(batch.posts.count) {
      if let post = try projection.post(batch.posts.text(number)) { touched.insert(post) }
    }
    var named: Set<UInt32> = []
    for number in 0..<UInt32(batch.officials.count) {
      let id = batch.officials.text(number)
      if let own = tail.officials.find(id) { named.insert(own) }
      guard let official = try projection.official(id) else { continue }
      try take(official: official)
      touched.formUnion(held(by: official))
    }
    // The projection does not know who was first named since.
    for act in tail.acts where act.official != Act.none && named.contains(act.official) {
      if act.post != Act.none, let post = tailPosts[act.post] { touched.insert(post) }
    }
    return touched
  }

  /// The officials, by id, whose days in some post change with a batch; `nil` where that cannot be
  /// told.
  private func changed(
    by batch: Facts, after tail: Facts
  ) throws(SnapshotError) -> Set<ExactText>? {
    let before = try facts(followedBy: tail)
    var after = before
    after.append(batch)
    guard let old = try? Replay(before, at: .distantFuture),
      let new = try? Replay(after, at: .distantFuture)
    else { return nil }
    let (known, now) = (Inspection(old), Inspection(new))
    var changed: Set<ExactText> = []
    for post in 0..<UInt32(after.posts.count) {
      let id = after.posts.text(post)
      // Of others it is not known who else holds them; nor does the batch touch them.
      if Self.isMark(id) { continue }
      let earlier = before.posts.find(id).map { Self.days(inPost: $0, known) } ?? [:]
      let later = Self.days(inPost: post, now)
      for id in Set(earlier.keys).union(later.keys) where earlier[id] != later[id] {
        changed.insert(id)
      }
    }
    return changed
  }

  /// The days on which each official, by id, certainly holds a post.
  private static func days(
    inPost post: UInt32, _ inspection: Inspection
  ) -> [ExactText: [Range<Day>]] {
    Dictionary(grouping: inspection.spans(ofPost: post)) {
      ExactText(inspection.facts.officials.text($0.tenure.official))
    }.mapValues { spans in spans.map { $0.begin..<$0.end } }
  }
}

extension Facts {
  /// The numbers of the decrees that were issued, blanks and case put aside, and their rotations.
  var issued: (numbers: Set<String>, rotations: Set<String>) {
    var issued: (numbers: Set<String>, rotations: Set<String>) = ([], [])
    for tally in remarks.tallies where tally.kind == .decreeIssued {
      if tally.decree != 0, let key = decree(tally.decree) {
        issued.numbers.insert(key.number)
      }
      if tally.rotation != 0 { issued.rotations.insert(rotations.text(tally.rotation - 1)) }
    }
    return issued
  }

  /// The numbers of the decrees that are named, blanks and case put aside.
  var decreeNumbers: Set<String> {
    var numbers = Set(decrees.all.keys.map(\.number))
    for number in 0..<UInt32(instants.count) {
      if let key = decree(number + 1) { numbers.insert(key.number) }
    }
    return numbers
  }
}

extension ProjectionReader {
  /// Whether one of the texts may be among those of a section.
  func mayHold(
    _ texts: Interner, in section: ProjectionLayout.Section
  ) throws(SnapshotError) -> Bool {
    guard try holdsAny(in: section) else { return false }
    for number in 0..<UInt32(texts.count)
    where try mayHold(texts.text(number), in: section) {
      return true
    }
    return false
  }
}
