/// Lays out what the journal says, as it stands, so that what concerns one post or one official is
/// read alone.
struct ProjectionWriter {
  private let replay: Replay
  private let facts: Facts
  private let ids: IDIndex
  private var sections: [ProjectionLayout.Section: [UInt8]] = [:]

  init(_ replay: Replay, _ ids: IDIndex) {
    self.replay = replay
    self.ids = ids
    facts = replay.facts
  }

  /// The bytes of the projection, in pieces.
  mutating func pieces() -> [[UInt8]] {
    let facts = facts
    sections = StandingsWriter(replay).sections()
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

    let postNotes = Grouped(facts.postNotes, into: facts.posts.count) { $0.post }
    let officialNotes = Grouped(facts.officialNotes, into: facts.officials.count) { $0.official }
    let departures = Grouped(
      facts.remarks.departures, into: facts.officials.count, by: \.official)
    var records = SnapshotWriter()
    records.reserve(facts.acts.count * 2 * PlacedAct.leastBytes)
    let officials = starts(facts.officials.count, &records) { number, records in
      putNames(facts.officials.text(number), Array(officialNotes[Int(number)]), &records)
    } acts: { number, records in
      putActs(byOfficial[Int(number)], &records)
      records.put(Array(departures[Int(number)]))
      records.put([RecordPlace]())
    }
    let posts = starts(facts.posts.count, &records) { number, records in
      putNames(facts.posts.text(number), Array(postNotes[Int(number)]), &records)
    } acts: { number, records in
      putActs(byPost[Int(number)], &records)
      records.put([Departure]())
      records.put(places(byPost[Int(number)], officials))
    }
    sections[.officials] = bytes(of: officials)
    sections[.posts] = bytes(of: posts)
    sections[.records] = records.take()
    sections[.postSlots] = slots(facts.posts)
    sections[.officialSlots] = slots(facts.officials)
    sections[.instantSlots] = slots(facts.instants)
    sections[.instantTexts] = texts(facts.instants)
    sections[.rotationSlots] = slots(facts.rotations)
    sections[.rotationTexts] = texts(facts.rotations)
    var revoked = SnapshotWriter()
    revoked.put(replay.register.revokedPosts.sorted())
    sections[.revoked] = revoked.take()
    let rest = facts.belongingToNone()
    sections[.rest] = rest.isNothing ? [] : rest.snapshot()
    addWhatBatchesMeet()
    return joined()
  }

  /// What a batch is held against.
  private mutating func addWhatBatchesMeet() {
    sections[.ids] = ids.bytes()
    func put(_ section: ProjectionLayout.Section, _ texts: some Sequence<String>) {
      sections[section] = HashSlots.bytes(HashSlots.words(texts), hash: HashSlots.hash)
    }
    let issued = facts.issued
    put(.decreeNumbers, facts.decreeNumbers)
    put(.issuedNumbers, issued.numbers)
    put(.issuedRotations, issued.rotations)
    put(
      .assertedPosts,
      facts.events.lazy.filter { $0.kind == .holderAsserted }.compactMap { $0[.post]?.text })
  }

  /// Whether what is recorded later may change what was recorded before, since decrees or unnamed
  /// people were acted upon.
  private var isEntangled: Bool {
    let kinds: Set<EventKind> = [
      .decreeAmended, .decreeAnnulled, .decreeRevoked, .officialIdentified,
    ]
    return facts.events.contains { kinds.contains($0.kind) }
  }

  private func joined() -> [[UInt8]] {
    var head = SnapshotWriter()
    head.put(ProjectionLayout.mark)
    head.put(ProjectionLayout.version << 32 | UInt64(Facts.snapshotVersion))
    head.put(EventKindTable.fingerprint)
    head.put(UInt32(facts.posts.count), UInt32(facts.officials.count))
    head.put(
      UInt32(facts.instants.count), UInt32(facts.rotations.count) << 1 | (isEntangled ? 1 : 0))
    var start = ProjectionLayout.headWords * 8
    for section in ProjectionLayout.Section.allCases {
      head.put(start)
      start += sections[section]?.count ?? 0
    }
    head.put(start)
    return [head.take()] + ProjectionLayout.Section.allCases.map { sections[$0] ?? [] }
  }

  /// Writes two records for each number; gives where each begins, and where the last one ends.
  private func starts(
    _ count: Int, _ records: inout SnapshotWriter, names: (UInt32, inout SnapshotWriter) -> Void,
    acts: (UInt32, inout SnapshotWriter) -> Void
  ) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(count * 2 + 1)
    for number in 0..<UInt32(count) {
      starts.append(records.count)
      names(number, &records)
      starts.append(records.count)
      acts(number, &records)
    }
    starts.append(records.count)
    return starts
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

  private func slots(_ interner: Interner) -> [UInt8] {
    var slots = SnapshotWriter()
    slots.reserve(interner.slotWords.count * 8)
    for slot in interner.slotWords { slots.put(slot) }
    return slots.take()
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
