/// Lays out what the journal says, as it stands, so that what concerns one post or one official is
/// read alone.
struct ProjectionWriter {
  private let replay: Replay
  private let facts: Facts
  private let ids: IDIndex
  /// How many bytes each section has, as far as they are written.
  private var counts = [Int](repeating: 0, count: ProjectionLayout.Section.allCases.count)

  init(_ replay: Replay, _ ids: IDIndex) {
    self.replay = replay
    self.ids = ids
    facts = replay.facts
  }

  /// Writes the sections, each let go of before the next one is made.
  ///
  /// - Returns: The head, which comes before them.
  mutating func write<Failure: Error>(
    into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [UInt8] {
    func put(
      _ section: ProjectionLayout.Section, _ bytes: [UInt8]
    ) throws(Failure) {
      let behind = counts[(section.rawValue + 1)...]
      precondition(behind.allSatisfy { $0 == 0 }, "sections are written in their order")
      counts[section.rawValue] += bytes.count
      if !bytes.isEmpty { try sink(bytes) }
    }
    func put(
      _ section: ProjectionLayout.Section, _ texts: some Sequence<String>
    ) throws(Failure) {
      try put(section, HashSlots.bytes(HashSlots.words(texts), hash: HashSlots.hash))
    }
    try put(.ids, ids.bytes())
    try StandingsWriter(replay).write(put)
    let (posts, officials) = try writeRecords { bytes throws(Failure) in try put(.records, bytes) }
    try put(.postSlots, SnapshotWriter.bytes(of: facts.posts.slotWords))
    try put(.posts, bytes(of: posts))
    try put(.officialSlots, SnapshotWriter.bytes(of: facts.officials.slotWords))
    try put(.officials, bytes(of: officials))
    try put(.titles, NameIndex.posts(of: replay).bytes())
    try put(.names, NameIndex.officials(of: replay).bytes())
    try put(.instantSlots, SnapshotWriter.bytes(of: facts.instants.slotWords))
    try put(.instantTexts, texts(facts.instants))
    try put(.rotationSlots, SnapshotWriter.bytes(of: facts.rotations.slotWords))
    try put(.rotationTexts, texts(facts.rotations))
    var revoked = SnapshotWriter()
    revoked.put(replay.register.revokedPosts.sorted())
    try put(.revoked, revoked.take())
    let rest = facts.belongingToNone()
    try put(.rest, rest.isNothing ? [] : rest.snapshot())
    let issued = facts.issued
    try put(.decreeNumbers, facts.decreeNumbers)
    try put(.issuedNumbers, issued.numbers)
    try put(.issuedRotations, issued.rotations)
    try put(
      .assertedPosts,
      facts.events.lazy.filter { $0.kind == .holderAsserted }.compactMap { $0[.post]?.text })
    return head()
  }

  /// Writes what each official and post is called, and the acts.
  ///
  /// - Returns: Where the records of each post, and those of each official, begin.
  private func writeRecords<Failure: Error>(
    into sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> (posts: [Int], officials: [Int]) {
    let facts = facts
    let positions = facts.acts.indices
    let byOfficial = Grouped(
      positions.count, into: facts.officials.count, by: { facts.acts[$0].official }
    ) { Int32($0) }
    // An act that confirms somebody in another post is found under the post left as well.
    let left = positions.filter {
      facts.acts[$0].effect == .confirmed && facts.acts[$0].detail >= 0
        && UInt32(facts.acts[$0].detail) != facts.acts[$0].post
    }
    let byPost = Grouped(
      positions.count + left.count, into: facts.posts.count,
      by: { index in
        index < positions.count
          ? facts.acts[index].post : UInt32(facts.acts[left[index - positions.count]].detail)
      }
    ) { Int32($0 < positions.count ? $0 : left[$0 - positions.count]) }
    let (postNotes, officialNotes) = (replay.directory.postNotes, replay.directory.officialNotes)
    let departures = Grouped(
      facts.remarks.departures, into: facts.officials.count, by: \.official)
    var records = RecordsWriter()
    for number in 0..<UInt32(facts.officials.count) {
      records.begin()
      putNames(
        facts.officials.text(number), Array(officialNotes[Int(number)]), &records.bytes)
      records.begin()
      putActs(byOfficial[Int(number)], &records.bytes)
      records.bytes.put(Array(departures[Int(number)]))
      records.bytes.put([RecordPlace]())
      if let piece = records.piece() { try sink(piece) }
    }
    let officials = records.takeStarts()
    for number in 0..<UInt32(facts.posts.count) {
      records.begin()
      putNames(facts.posts.text(number), Array(postNotes[Int(number)]), &records.bytes)
      records.begin()
      putActs(byPost[Int(number)], &records.bytes)
      records.bytes.put([Departure]())
      records.bytes.put(places(byPost[Int(number)], officials))
      if let piece = records.piece() { try sink(piece) }
    }
    let posts = records.takeStarts()
    try sink(records.bytes.take())
    return (posts, officials)
  }

  /// Whether what is recorded later may change what was recorded before, since decrees or unnamed
  /// people were acted upon.
  private var isEntangled: Bool {
    let kinds: Set<EventKind> = [
      .decreeAmended, .decreeAnnulled, .decreeRevoked, .officialIdentified,
    ]
    return facts.events.contains { kinds.contains($0.kind) }
  }

  private func head() -> [UInt8] {
    var head = SnapshotWriter()
    head.put(ProjectionLayout.mark)
    head.put(ProjectionLayout.version << 32 | UInt64(Facts.snapshotVersion))
    head.put(EventKindTable.fingerprint)
    head.put(UInt32(facts.posts.count), UInt32(facts.officials.count))
    head.put(
      UInt32(facts.instants.count), UInt32(facts.rotations.count) << 1 | (isEntangled ? 1 : 0))
    var start = ProjectionLayout.headBytes
    head.put(start)
    for count in counts {
      start += count
      head.put(start)
    }
    return head.take()
  }

  private func bytes(of numbers: [Int]) -> [UInt8] {
    var bytes = SnapshotWriter()
    bytes.reserve(numbers.count * 8)
    for number in numbers { bytes.put(number) }
    return bytes.take()
  }

  /// Where the records lie of whoever appears in some acts, as they first appear.
  private func places(_ positions: ArraySlice<Int32>, _ starts: [Int]) -> [RecordPlace] {
    var officials = Renumbering()
    for position in positions { _ = officials.number(facts.acts[Int(position)].official) }
    return officials.numbers.compactMap { official in
      let place = Int(official) * 2
      return RecordPlace(
        of: official, names: starts[place], acts: starts[place + 1], end: starts[place + 2])
    }
  }

  /// Where each text begins, and where the last one ends; then the texts.
  private func texts(_ interner: Interner) -> [UInt8] {
    var texts = SnapshotWriter()
    var start = 0
    for number in 0..<UInt32(interner.count) {
      texts.put(start)
      start += interner.length(number)
    }
    texts.put(start)
    texts.put(interner.bytes)
    return texts.take()
  }

  // MARK: Records

  /// An id, the words and units that its notes name, and the notes in their numbers.
  private func putNames<Note: Renumbered & SnapshotValue>(
    _ id: String, _ notes: [Note], _ names: inout SnapshotWriter
  ) {
    var words = Renumbering()
    var units = Renumbering()
    let own = notes.map { note in
      note.renumbered(about: 0, word: { words.number($0) }, unit: { units.number($0) })
    }
    names.put(id)
    names.put(words.numbers.count)
    for word in words.numbers { names.put(facts.words.text(word)) }
    names.put(units.numbers.count)
    for unit in units.numbers { names.put(facts.units.text(unit)) }
    names.put(own)
  }

  /// The titles that its records name, and the acts; who left for good, follows them.
  private func putActs(_ positions: ArraySlice<Int32>, _ acts: inout SnapshotWriter) {
    var words = Renumbering()
    for position in positions {
      if let title = facts.record(of: facts.acts[Int(position)])?.title {
        _ = words.number(title)
      }
    }
    acts.put(words.numbers.count)
    for word in words.numbers { acts.put(facts.words.text(word)) }
    acts.put(positions.count)
    for position in positions {
      PlacedAct.write(Int(position), of: facts, to: &acts) { words.number($0) }
    }
  }
}

extension Facts {
  /// Whether nothing belongs to no single post or official, as where all is oaths.
  fileprivate var isNothing: Bool {
    capacities.count == 0 && unitNotes.isEmpty && events.isEmpty && acts.isEmpty
  }

  /// What belongs to no single post or official: units, disputes, and what is disputed.
  fileprivate func belongingToNone() -> Facts {
    var rest = Facts()
    rest.capacities = capacities
    for var note in unitNotes {
      note.unit = rest.units.intern(units.text(note.unit))
      if note.name != Act.none { note.name = rest.words.intern(words.text(note.name)) }
      if note.parent != Act.none { note.parent = rest.units.intern(units.text(note.parent)) }
      note.successors = note.successors.map { rest.units.intern(units.text($0)) }
      rest.unitNotes.append(note)
    }
    rest.events = events.filter { $0.kind == .claimDisputed || $0.kind == .claimResolved }
    let disputed = Set(
      rest.events.flatMap(\.claimedEntries).map { UInt32(clamping: $0) })
    guard !disputed.isEmpty else { return rest }
    for position in acts.indices where disputed.contains(acts[position].entry) {
      rest.add(PlacedAct(position, of: self), of: self)
    }
    return rest
  }

  /// Adds an act of other facts, with what it refers to.
  private mutating func add(_ placed: PlacedAct, of other: Facts) {
    var placed = placed
    if placed.act.post != Act.none {
      placed.act.post = posts.intern(other.posts.text(placed.act.post))
    }
    if placed.act.official != Act.none {
      placed.act.official = officials.intern(other.officials.text(placed.act.official))
    }
    placed.act.mark(in: &self)
    if let title = placed.recorded?.title {
      placed.recorded?.title = words.intern(other.words.text(title))
    }
    if placed.act.effect == .confirmed, placed.act.detail >= 0 {
      placed.act.detail = Int32(posts.intern(other.posts.text(UInt32(placed.act.detail))))
    }
    add(placed)
  }
}

/// Records one after another, handed on in large pieces, with where each one begins.
private struct RecordsWriter {
  /// What is yet to be handed on.
  var bytes = SnapshotWriter()
  private var handedOn = 0
  private var starts: [Int] = []

  /// The next record begins here.
  mutating func begin() { starts.append(handedOn + bytes.count) }

  /// What is to be handed on, if that is enough.
  mutating func piece() -> [UInt8]? {
    guard bytes.count >= ProjectionLayout.pieceBytes else { return nil }
    handedOn += bytes.count
    defer { bytes.reserve(ProjectionLayout.pieceBytes) }
    return bytes.take()
  }

  /// Where each record since the last call begins, and where the last one ends.
  mutating func takeStarts() -> [Int] {
    begin()
    defer { starts = [] }
    return starts
  }
}

/// Gives numbers a small number each, in the order in which they come.
struct Renumbering {
  private(set) var numbers: [UInt32] = []
  private var known: [UInt32: UInt32] = [:]

  mutating func number(_ number: UInt32) -> UInt32 {
    if number == Act.none { return number }
    if let known = known[number] { return known }
    known[number] = UInt32(numbers.count)
    numbers.append(number)
    return UInt32(numbers.count - 1)
  }
}
