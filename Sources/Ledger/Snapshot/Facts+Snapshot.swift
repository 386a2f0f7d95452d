/// The facts of a stretch of the journal as bytes, from which they are had without reading its
/// lines again.
extension Facts {
  /// What the bytes of a snapshot mean: raised whenever they, or what is gathered from the same
  /// lines, change, so that what an older program left is not taken for what this one would say.
  static let snapshotVersion = 3

  /// The bytes of the facts of a stretch as they were gathered, before anything was undone.
  public func snapshot() -> [UInt8] {
    precondition(
      edits.isEmpty && whole.isEmpty && resolved.isEmpty, "facts as they were gathered")
    var snapshot = SnapshotWriter()
    snapshot.reserve(snapshotBytes)
    snapshot.put(Self.snapshotVersion)
    snapshot.put(EventKindTable.fingerprint)
    snapshot.put(count)
    for interner in [posts, officials, units, rotations, words, instants, capacities] {
      interner.write(to: &snapshot)
    }
    snapshot.put(recorded)
    snapshot.put(terms.map { TermEnd($0) })
    snapshot.put(people)
    snapshot.put(acts)
    snapshot.put(postNotes)
    snapshot.put(officialNotes)
    snapshot.put(unitNotes)
    snapshot.put(steps)
    snapshot.put(unnamed)
    remarks.write(to: &snapshot)
    decrees.write(to: &snapshot)
    snapshot.put(events.count)
    for event in events {
      snapshot.put(event.entry)
      snapshot.put(LineWriter.write(event.json))
    }
    return snapshot.take()
  }

  /// About how many bytes a snapshot takes: what grows piece by piece is copied each time.
  private var snapshotBytes: Int {
    let texts = [posts, officials, units, rotations, words, instants, capacities].reduce(0) {
      $0 + $1.bytes.count + 8 * $1.count
    }
    // With the last repetition of each.
    let notes =
      postNotes.count * (PostNote.leastBytes + 16)
      + officialNotes.count * (OfficialNote.leastBytes + 16)
    let others = (recorded.count + steps.count + remarks.tallies.count) * 128 + events.count * 512
    return texts + decrees.snapshotBytes + acts.count * Act.leastBytes + notes + others + 4096
  }

  /// The facts that the bytes of a snapshot hold.
  ///
  /// - Parameter bytes: What `snapshot` gave, perhaps; nobody vouches for them.
  /// - Throws: `SnapshotError` where they cannot be facts, or are those of another version.
  public init(snapshot bytes: [UInt8]) throws(SnapshotError) {
    var snapshot = SnapshotReader(bytes)
    guard try snapshot.integer() == Self.snapshotVersion,
      try snapshot.word() == EventKindTable.fingerprint
    else { throw snapshot.error("it is of another version") }
    self.init()
    count = try snapshot.integer()
    posts = try Interner(from: &snapshot)
    officials = try Interner(from: &snapshot)
    units = try Interner(from: &snapshot)
    rotations = try Interner(from: &snapshot)
    words = try Interner(from: &snapshot)
    instants = try Interner(from: &snapshot)
    capacities = try Interner(from: &snapshot)
    snapshot.limits = limits
    recorded = try snapshot.values()
    terms = try snapshot.values(TermEnd.self).map(\.until)
    people = try snapshot.numbers()
    snapshot.limits = limits
    for official in people { _ = try snapshot.present(official, officials.count) }
    acts = try snapshot.values()
    postNotes = try snapshot.values()
    officialNotes = try snapshot.values()
    latestNotes = LatestNotes(self)
    unitNotes = try snapshot.values()
    steps = try snapshot.values()
    unnamed = try snapshot.values()
    remarks = try Remarks(from: &snapshot)
    decrees = try DecreeLog(from: &snapshot)
    try readEvents(&snapshot)
    guard snapshot.isAtEnd else { throw snapshot.error("more follows than belongs to it") }
  }

  private mutating func readEvents(_ snapshot: inout SnapshotReader) throws(SnapshotError) {
    let count = try snapshot.count(of: 16)
    // Most often there are none, and a reader is not made in no time.
    if count == 0 { return }
    var reader = EntryReader()
    for _ in 0..<count {
      let entry = try snapshot.integer()
      let line = try snapshot.text()
      do throws(LineError) {
        try reader.read(line, 0..<line.count)
      } catch {
        throw snapshot.error("it holds an event that is none: \(error)")
      }
      events.append(reader.event(entry))
    }
  }

  /// How many there are of what numbers stand for.
  private var limits: SnapshotReader.Limits {
    SnapshotReader.Limits(
      posts: posts.count, officials: officials.count, units: units.count,
      rotations: rotations.count, words: words.count, instants: instants.count,
      capacities: capacities.count, recorded: recorded.count, terms: terms.count,
      people: people.count)
  }
}
