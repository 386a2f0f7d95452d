/// From the numbers of a projection to those of the facts taken out of it.
struct LocalNumbers {
  private let projection: ProjectionReader
  private let decrees: [UInt32: String]
  private let rotations: [UInt32: String]
  var posts = LocalIDs()
  var officials = LocalIDs()

  init(
    _ projection: ProjectionReader, _ decrees: [UInt32: String], _ rotations: [UInt32: String]
  ) {
    (self.projection, self.decrees, self.rotations) = (projection, decrees, rotations)
  }

  /// What is said of a post.
  mutating func name(post: UInt32, in facts: inout Facts) throws(SnapshotError) {
    let record = try projection.names(ofPost: post)
    let number = posts.set(post, record.id, in: &facts.posts)
    facts.postNotes += Self.notes(record, about: number, &facts.words, &facts.units)
  }

  /// What is said of an official.
  mutating func name(official: UInt32, in facts: inout Facts) throws(SnapshotError) {
    let record = try projection.names(ofOfficial: official)
    let number = officials.set(official, record.id, in: &facts.officials)
    facts.officialNotes += Self.notes(record, about: number, &facts.words, &facts.units)
  }

  /// Gives posts and officials that only disputed acts name the ids that these name, where other
  /// acts may be on the same: both are of somebody or on a post that was named.
  mutating func nameDisputed(
    _ posts: Set<UInt32>, _ officials: Set<UInt32>, in facts: inout Facts
  ) throws(SnapshotError) {
    // Most often nothing is disputed.
    if facts.acts.isEmpty { return }
    let ownPosts = Set(posts.map { self.posts.number($0, in: &facts.posts) })
    let ownOfficials = Set(officials.map { self.officials.number($0, in: &facts.officials) })
    var (open, others): (Set<UInt32>, Set<UInt32>) = ([], [])
    for act in facts.acts {
      if ownOfficials.contains(act.official) {
        open.insert(act.post)
        if act.effect == .confirmed, act.detail >= 0 { open.insert(UInt32(act.detail)) }
      }
      if ownPosts.contains(act.post) { others.insert(act.official) }
    }
    for post in open where post != Act.none && !ownPosts.contains(post) {
      let id = facts.posts.text(post)
      if let number = try projection.post(id) { self.posts.set(number, id, in: &facts.posts) }
    }
    for official in others where official != Act.none && !ownOfficials.contains(official) {
      let id = facts.officials.text(official)
      if let number = try projection.official(id) {
        self.officials.set(number, id, in: &facts.officials)
      }
    }
  }

  private static func notes<Note>(
    _ record: NamesRecord<Note>, about number: UInt32, _ words: inout Interner,
    _ units: inout Interner
  ) -> [Note] {
    let own = record.words.map { words.intern($0) }
    let ownUnits = record.units.map { units.intern($0) }
    return record.notes.map { note in
      note.renumbered(about: number, word: { own[Int($0)] }, unit: { ownUnits[Int($0)] })
    }
  }

  /// An act, with what it refers to.
  mutating func add(_ placed: PlacedAct, _ titles: [String], to facts: inout Facts) {
    var placed = placed
    placed.act.post = posts.number(placed.act.post, in: &facts.posts)
    placed.act.official = officials.number(placed.act.official, in: &facts.officials)
    placed.act.mark(in: &facts, decrees: decrees, rotations: rotations)
    if let title = placed.recorded?.title {
      placed.recorded?.title = facts.words.intern(titles[Int(title)])
    }
    if placed.act.effect == .confirmed, placed.act.detail >= 0 {
      let left = posts.number(UInt32(placed.act.detail), in: &facts.posts)
      placed.act.detail = Int32(left)
    }
    facts.add(placed)
  }

  /// The tail with the marks of those decrees and rotations that stand in the projection.
  func translated(_ tail: Facts) throws(SnapshotError) -> Facts {
    var facts = tail
    facts.instants = try marked(tail.instants, decrees) { text throws(SnapshotError) in
      try projection.instant(text)
    }
    facts.rotations = try marked(tail.rotations, rotations) { text throws(SnapshotError) in
      try projection.rotation(text)
    }
    return facts
  }

  private func marked(
    _ texts: Interner, _ named: [UInt32: String],
    _ find: (String) throws(SnapshotError) -> UInt32?
  ) throws(SnapshotError) -> Interner {
    var marked = Interner()
    for number in 0..<UInt32(texts.count) {
      let text = texts.text(number)
      let known = try find(text)
      _ = marked.intern(known.map { named[$0 + 1] ?? Extract.mark($0 + 1) } ?? text)
    }
    return marked
  }
}

/// The numbers that ids of a projection have in the facts taken out of it.
struct LocalIDs {
  private var known: [UInt32: UInt32] = [:]

  /// Gives a number the id that it stands for.
  @discardableResult
  mutating func set(_ number: UInt32, _ id: String, in ids: inout Interner) -> UInt32 {
    let own = ids.intern(id)
    known[number] = own
    return own
  }

  /// What stands for a number; a post of which only the acts of some officials are known, or an
  /// official who only ends what others held, gets no id, since none is shown.
  mutating func number(_ number: UInt32, in ids: inout Interner) -> UInt32 {
    if number == Act.none { return number }
    return known[number] ?? set(number, Extract.mark(number), in: &ids)
  }
}
