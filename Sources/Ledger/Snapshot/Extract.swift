/// The facts that decide what can be said of one post or one official, gathered from a projection
/// and from the entries recorded since.
///
/// Of a post that is everything on it, and everything of whoever appears there; of an official
/// everything of his, and everything on his posts. Where somebody was confirmed from one post in
/// another, the other is taken in as well; and where somebody was seen in a post, everything of
/// his, since a sighting may join any tenure that he had there. All that is computed from these
/// facts about the subject is what the facts of the whole journal give.
struct Extract {
  /// A text that stands for a number of the projection, and can be no id, decree or rotation.
  static func mark(_ number: UInt32) -> String { "\u{0}\(number)" }

  /// Whether a text is one that `mark` gave.
  static func isMark(_ text: String) -> Bool { text.utf8.first == 0 }

  let projection: ProjectionReader
  let tail: Facts
  /// What of the tail stands in the projection: its posts and officials by their numbers there.
  private(set) var tailPosts: [UInt32: UInt32] = [:]
  private(set) var tailOfficials: [UInt32: UInt32] = [:]

  /// The decrees and rotations that a batch names as well, by number from 1; of others it is enough
  /// which acts have the same, unless all are named.
  var namedDecrees: [UInt32: String] = [:]
  var namedRotations: [UInt32: String] = [:]
  private let namesAll: Bool

  private var departures: [Departure] = []
  private(set) var acts: [Int: (act: PlacedAct, titles: [String])] = [:]
  private(set) var posts: Set<UInt32> = []
  private var officials: Set<UInt32> = []

  /// - Parameters:
  ///   - projection: What the journal said when it was made.
  ///   - tail: What was recorded since, as it was gathered.
  /// - Throws: `SnapshotError` where the projection is none.
  init(_ projection: ProjectionReader, _ tail: Facts) throws(SnapshotError) {
    (self.projection, self.tail, namesAll) = (projection, tail, false)
    for act in tail.acts {
      if act.post != Act.none, tailPosts[act.post] == nil {
        tailPosts[act.post] = try projection.post(tail.posts.text(act.post))
      }
      if act.official != Act.none, tailOfficials[act.official] == nil {
        tailOfficials[act.official] = try projection.official(tail.officials.text(act.official))
      }
    }
  }

  /// An extract in which all decrees and rotations go by what they are called, and posts and
  /// officials of the tail are known by their ids alone.
  ///
  /// - Parameters:
  ///   - projection: What the journal said when it was made.
  ///   - tail: What was recorded since, as it was gathered.
  init(_ projection: ProjectionReader, namingIn tail: Facts) {
    (self.projection, self.tail, namesAll) = (projection, tail, true)
  }

  /// The facts about an official as they stand.
  ///
  /// - Returns: The facts; `nil` where they cannot be told from these alone: he is not on record
  ///   under that id, or what was recorded since changes what was recorded before.
  static func facts(
    aboutOfficial id: String, from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Facts? {
    guard mayFollow(tail, projection) else { return nil }
    var extract = try Extract(projection, tail)
    guard let official = try projection.official(id) else { return nil }
    try extract.take(official: official)
    for post in extract.held(by: official) { try extract.take(post: post) }
    return try extract.completed()
  }

  /// The facts about some posts as they stand; `nil` as above.
  static func facts(
    aboutPosts ids: [String], from projection: ProjectionReader, tail: Facts
  ) throws(SnapshotError) -> Facts? {
    guard mayFollow(tail, projection) else { return nil }
    var extract = try Extract(projection, tail)
    for id in ids {
      guard let post = try projection.post(id) else { return nil }
      try extract.take(post: post)
    }
    let takers = try extract.plainTakers()
    for official in extract.acting() {
      if let oaths = takers[official] {
        try extract.take(official: official, around: oaths)
      } else {
        try extract.take(official: official)
      }
    }
    return try extract.completed()
  }

  /// The facts, with what else they depend on; `nil` where a decree was revoked: two worlds meet
  /// there.
  private mutating func completed() throws(SnapshotError) -> Facts? {
    try takeConfirmations()
    try takeSeen()
    guard posts.isDisjoint(with: try projection.revoked()) else { return nil }
    return try facts(followedBy: tail)
  }

  /// Whether what was recorded since only adds to what was recorded before.
  static func mayFollow(_ tail: Facts, _ projection: ProjectionReader) -> Bool {
    let isUndoing = tail.events.contains {
      EventKind.undoing.contains($0.kind) || $0.kind == .claimDisputed
    }
    if isUndoing { return false }
    // Where decrees were acted upon, whatever names one or a rotation may join what was undone.
    return !projection.isEntangled || tail.rotations.count == 0 && tail.decreeNumbers.isEmpty
  }

  // MARK: What is needed

  mutating func take(post: UInt32) throws(SnapshotError) {
    guard posts.insert(post).inserted else { return }
    add(try projection.acts(onPost: post))
  }

  mutating func take(official: UInt32) throws(SnapshotError) {
    guard officials.insert(official).inserted else { return }
    let record = try projection.acts(ofOfficial: official)
    departures += record.departures
    add(record)
  }

  /// Those who appear by oaths on known days alone in a post of which nothing else is known, with
  /// these oaths.
  ///
  /// Of whoever appears in what was recorded since, everything is needed.
  private func plainTakers() throws(SnapshotError) -> [UInt32: [WindowAct]] {
    // What is disputed is never left out.
    guard posts.count == 1, let post = posts.first, tail.remarks.departures.isEmpty,
      try projection.rest().acts.isEmpty
    else { return [:] }
    // What was recorded since may be of another kind, or give the post seats.
    let names = try projection.names(ofPost: post)
    guard tail.posts.find(names.id) == nil, names.notes.allSatisfy({ $0.seats <= 1 }) else {
      return [:]
    }
    var takers: [UInt32: [WindowAct]] = [:]
    var others: Set<UInt32> = Set(tailOfficials.values)
    for (act, _) in acts.values {
      let act = WindowAct(act)
      guard act.isOath || act.isMove else { return [:] }
      if act.isOath {
        takers[act.act.official, default: []].append(act)
      } else {
        others.insert(act.act.official)
      }
    }
    for official in others { takers[official] = nil }
    return takers
  }

  /// Takes of an official what decides how long he held a post that he was sworn into by some
  /// oaths; everything where that does not suffice.
  private mutating func take(
    official: UInt32, around oaths: [WindowAct]
  ) throws(SnapshotError) {
    let record = try projection.acts(ofOfficial: official)
    guard record.departures.isEmpty,
      let all = WindowAct.oaths(among: record.acts.map { WindowAct($0) })
    else { return try take(official: official) }
    officials.insert(official)
    for oath in oaths {
      for act in WindowAct.oaths(all, from: oath) {
        guard let placed = act.placed, acts[placed.position] == nil else { continue }
        acts[placed.position] = (placed, [])
      }
    }
  }

  /// Takes a single act that names no title, and what its decree and rotation are called.
  mutating func add(_ placed: PlacedAct) throws(SnapshotError) {
    guard acts[placed.position] == nil else { return }
    acts[placed.position] = (placed, [])
    let (decree, rotation) = (placed.act.decree, placed.act.rotation)
    if decree != 0, namedDecrees[decree] == nil {
      namedDecrees[decree] = try projection.text(ofInstant: decree - 1)
    }
    if rotation != 0, namedRotations[rotation] == nil {
      namedRotations[rotation] = try projection.text(ofRotation: rotation - 1)
    }
  }

  /// Of posts and officials, by their numbers or below zero, what they are called is needed.
  mutating func name(posts: Set<Int>, officials: Set<Int>) {
    self.posts.formUnion(posts.compactMap { UInt32(exactly: $0) })
    self.officials.formUnion(officials.compactMap { UInt32(exactly: $0) })
  }

  private mutating func add(_ record: ActsRecord) {
    for act in record.acts where acts[act.position] == nil {
      acts[act.position] = (act, record.words)
    }
  }

  /// The officials with an act on one of the posts, or on one that is new.
  func acting() -> Set<UInt32> {
    var found: Set<UInt32> = []
    for (placed, _) in acts.values where posts.contains(placed.act.post) {
      found.insert(placed.act.official)
    }
    for act in tail.acts where act.post != Act.none && act.official != Act.none {
      // Whoever takes a post that is new may have left it by what was recorded before.
      let isWanted = tailPosts[act.post].map { posts.contains($0) } ?? true
      if isWanted, let official = tailOfficials[act.official] { found.insert(official) }
    }
    found.remove(Act.none)
    return found
  }

  /// The posts on which an official has an act.
  func held(by official: UInt32) -> Set<UInt32> {
    var found = Set(acts.values.lazy.filter { $0.act.act.official == official }.map(\.act.act.post))
    for act in tail.acts where act.official != Act.none && tailOfficials[act.official] == official {
      if act.post != Act.none, let post = tailPosts[act.post] { found.insert(post) }
    }
    found.remove(Act.none)
    return found
  }

  /// Takes in the posts from which, or in which, somebody was confirmed, and so on.
  mutating func takeConfirmations() throws(SnapshotError) {
    var known = -1
    while known < posts.count {
      known = posts.count
      for (act, _) in acts.values where act.act.effect == .confirmed && act.act.detail >= 0 {
        let left = UInt32(act.act.detail)
        guard officials.contains(act.act.official),
          posts.contains(left) || posts.contains(act.act.post)
        else { continue }
        try take(post: left)
        try take(post: act.act.post)
      }
      for act in tail.acts where act.effect == .confirmed && act.detail >= 0 {
        for post in [tailPosts[act.post], tailPosts[UInt32(act.detail)]].compactMap({ $0 }) {
          try take(post: post)
        }
      }
    }
  }

  /// Takes in whoever was seen in one of the posts.
  mutating func takeSeen() throws(SnapshotError) {
    let seen = acts.values.filter {
      posts.contains($0.act.act.post)
        && ($0.act.act.effect == .attested || $0.act.act.effect == .kept)
    }
    for official in Set(seen.map(\.act.act.official)) where official != Act.none {
      try take(official: official)
    }
    for act in tail.acts where act.effect == .attested && act.official != Act.none {
      if let official = tailOfficials[act.official] { try take(official: official) }
    }
  }

  // MARK: The facts

  /// The facts of all that was taken, and what was recorded since.
  func facts(followedBy tail: Facts) throws(SnapshotError) -> Facts {
    var numbers = LocalNumbers(projection, namedDecrees, namedRotations)
    var facts = try projection.rest()
    let known = Capacity.allCases.count + facts.capacities.count
    for (placed, _) in acts.values where Int(placed.act.capacity.code) >= known {
      throw SnapshotError(text: "it holds a capacity unknown here", offset: 0)
    }
    let disputed = Set(facts.acts.map(\.entry))
    // What was recorded since speaks of them by their ids.
    for (own, post) in tailPosts {
      numbers.posts.set(post, self.tail.posts.text(own), in: &facts.posts)
    }
    for (own, official) in tailOfficials {
      numbers.officials.set(official, self.tail.officials.text(own), in: &facts.officials)
    }
    for post in posts.sorted() { try numbers.name(post: post, in: &facts) }
    for official in officials.sorted() { try numbers.name(official: official, in: &facts) }
    try numbers.nameDisputed(posts, officials, in: &facts)
    for position in acts.keys.sorted() {
      guard let placed = acts[position], !disputed.contains(placed.act.act.entry) else { continue }
      numbers.add(placed.act, placed.titles, to: &facts)
    }
    for var departure in departures.sorted(by: { $0.entry < $1.entry }) {
      departure.official = numbers.officials.number(departure.official, in: &facts.officials)
      facts.remarks.departures.append(departure)
    }
    facts.append(namesAll ? tail : try numbers.translated(tail))
    return facts
  }
}

extension Act {
  /// Puts the marks of its decree and rotation, or what they are called, in the place of their
  /// numbers.
  mutating func mark(
    in facts: inout Facts, decrees: [UInt32: String] = [:], rotations: [UInt32: String] = [:]
  ) {
    if decree != 0 {
      decree = facts.instants.intern(decrees[decree] ?? Extract.mark(decree)) + 1
    }
    if rotation != 0 {
      rotation = facts.rotations.intern(rotations[rotation] ?? Extract.mark(rotation)) + 1
    }
  }
}
