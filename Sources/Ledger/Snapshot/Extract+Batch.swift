extension Extract {
  /// The facts that decide what a batch makes doubtful, without the batch.
  ///
  /// They are those of the neighbourhood (`Neighbourhood`) of what the batch touches.
  ///
  /// - Parameters:
  ///   - batch: What the batch says, as it was gathered.
  ///   - projection: What the journal said when it was made.
  ///   - tail: What was recorded since, as it was gathered.
  /// - Returns: The facts; `nil` where it takes the whole journal to judge the batch: it acts on
  ///   what was recorded before, or names a decree or a rotation that is on record.
  static func facts(
    near batch: Facts, from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Facts? {
    guard mayFollow(tail, projection), try stands(batch, aside: projection) else { return nil }
    var joined = tail
    joined.append(batch)
    var extract = try Extract(projection, joined)
    try extract.takeNeighbourhood(of: batch)
    guard extract.posts.isDisjoint(with: try projection.revoked()) else { return nil }
    let facts = try extract.facts(followedBy: tail)
    guard !facts.events.contains(where: { $0.kind == .claimResolved }),
      try !projection.mayHold(facts.posts, in: .assertedPosts),
      try !projection.mayHold(batch.posts, in: .assertedPosts),
      try !projection.mayHold(facts.officials, in: .departedOfficials)
    else { return nil }
    return facts
  }

  /// Whether a batch is about people and posts alone, as far as the projection knows.
  private static func stands(
    _ batch: Facts, aside projection: ProjectionReader
  ) throws(SnapshotError) -> Bool {
    guard mayFollow(batch, projection),
      !batch.events.contains(where: { $0.kind == .holderAsserted })
    else { return false }
    for number in 0..<UInt32(batch.rotations.count)
    where try projection.rotation(batch.rotations.text(number)) != nil {
      return false
    }
    for decree in batch.decreeNumbers
    where try projection.mayHold(decree, in: .decreeNumbers) {
      return false
    }
    return true
  }

  /// Takes in what a neighbourhood takes in, step by step as it does.
  private mutating func takeNeighbourhood(of batch: Facts) throws(SnapshotError) {
    var near = Near(try links())
    for act in batch.acts {
      if act.post != Act.none { near.posts.insert(try number(ofPost: act.post, in: batch)) }
      if act.official != Act.none {
        near.officials.insert(try number(ofOfficial: act.official, in: batch))
      }
    }
    for note in batch.postNotes where note.source != .mentioned {
      near.posts.insert(try number(ofPost: note.post, in: batch))
    }
    for line in batch.remarks.named {
      near.officials.insert(try number(ofOfficial: line.official, in: batch))
    }
    try take(near)
    near.takePosts(actsTaken)
    try take(near)
    near.takeOfficials(actsTaken) { _ in true }
    for _ in 0..<2 {
      try take(near)
      near.takePosts(actsTaken)
    }
    try take(near)
    near.takeOfficials(actsTaken) { $0 == .attested || $0 == .kept }
    try take(near)
  }

  private mutating func take(_ near: Near) throws(SnapshotError) {
    for post in near.posts where !Near.isNew(post) { try take(post: post) }
    for official in near.officials where !Near.isNew(official) { try take(official: official) }
  }

  private var actsTaken: [Act] { acts.values.map(\.act.act) }

  /// The acts recorded since, in the numbers of the projection.
  private func links() throws(SnapshotError) -> [Act] {
    var links: [Act] = []
    for var act in tail.acts {
      if act.effect == .confirmed, act.detail >= 0 {
        let left = try number(ofPost: UInt32(act.detail), in: tail)
        act.detail = Int32(bitPattern: left)
      }
      if act.post != Act.none { act.post = tailPosts[act.post] ?? Near.new(act.post) }
      if act.official != Act.none {
        act.official = tailOfficials[act.official] ?? Near.new(act.official)
      }
      links.append(act)
    }
    return links
  }

  /// The number of a post of some facts in the projection, or that of a new one.
  private func number(ofPost own: UInt32, in facts: Facts) throws(SnapshotError) -> UInt32 {
    let id = facts.posts.text(own)
    return try projection.post(id) ?? Near.new(tail.posts.find(id) ?? own)
  }

  private func number(ofOfficial own: UInt32, in facts: Facts) throws(SnapshotError) -> UInt32 {
    let id = facts.officials.text(own)
    return try projection.official(id) ?? Near.new(tail.officials.find(id) ?? own)
  }
}

/// The posts and officials near to a batch, in the numbers of a projection; those that it does not
/// know have numbers of their own.
private struct Near {
  var posts: Set<UInt32> = []
  var officials: Set<UInt32> = []
  private let links: [Act]

  init(_ links: [Act]) { self.links = links }

  private static let mark: UInt32 = 1 << 31

  /// The number of what the projection does not know.
  static func new(_ number: UInt32) -> UInt32 { number | mark }

  static func isNew(_ number: UInt32) -> Bool { number & mark != 0 }

  /// The posts of the officials, and those from which or in which they were confirmed.
  mutating func takePosts(_ acts: [Act]) {
    var found = posts
    for list in [acts, links] {
      for act in list where act.official != Act.none && officials.contains(act.official) {
        if act.post != Act.none { found.insert(act.post) }
        // The number of a new post has its highest bit set.
        if act.effect == .confirmed, act.detail != -1 {
          found.insert(UInt32(bitPattern: act.detail))
        }
      }
    }
    posts = found
  }

  /// The officials with such an act on one of the posts.
  mutating func takeOfficials(_ acts: [Act], where isMeant: (Act.Effect) -> Bool) {
    for list in [acts, links] {
      for act in list where act.post != Act.none && posts.contains(act.post) {
        if isMeant(act.effect), act.official != Act.none { officials.insert(act.official) }
      }
    }
  }
}

extension Facts {
  /// The numbers of the decrees that are named, blanks and case put aside.
  var decreeNumbers: Set<String> {
    var numbers = Set(decrees.keys.map(\.number))
    for number in 0..<UInt32(instants.count) {
      if let key = DecreeKey.parts(instants.text(number)) { numbers.insert(key.number) }
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
