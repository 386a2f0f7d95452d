/// Where the latest note of each official's name, and the latest mention of each post, stands among
/// the notes, so that what repeats it adds nothing.
struct LatestNotes: Sendable {
  /// By number; -1 = nowhere.
  private var names: [Int32] = []
  private var mentions: [Int32] = []

  /// No notes.
  init() {}

  /// The latest ones of some notes.
  init(_ facts: Facts) {
    for (index, note) in facts.officialNotes.enumerated() where note.name != Act.none {
      setName(of: note.official, index)
    }
    for (index, note) in facts.postNotes.enumerated() where note.source == .mentioned {
      setMention(of: note.post, index)
    }
  }

  func name(of official: UInt32) -> Int? { Self.place(names, official) }
  func mention(of post: UInt32) -> Int? { Self.place(mentions, post) }

  mutating func setName(of official: UInt32, _ index: Int) { Self.set(&names, official, index) }
  mutating func setMention(of post: UInt32, _ index: Int) { Self.set(&mentions, post, index) }

  private static func place(_ places: [Int32], _ number: UInt32) -> Int? {
    guard Int(number) < places.count, places[Int(number)] >= 0 else { return nil }
    return Int(places[Int(number)])
  }

  private static func set(_ places: inout [Int32], _ number: UInt32, _ index: Int) {
    while places.count <= Int(number) { places.append(-1) }
    places[Int(number)] = Int32(index)
  }
}

extension Facts {
  /// Lets go of what only adding to these facts would need; they can be joined to others still.
  mutating func finish() {
    latestNotes = LatestNotes()
    posts.finish()
    officials.finish()
    units.finish()
    rotations.finish()
    words.finish()
    instants.finish()
    capacities.finish()
    decrees.finish()
  }

  /// Adds what an entry says of an official, which follows all notes that are there, unless it only
  /// repeats the name noted last.
  mutating func add(_ note: OfficialNote) {
    if note.rank == Act.none, let latest = latestNotes.name(of: note.official),
      officialNotes[latest].name == note.name, officialNotes[latest].takesIn(note)
    {
      return
    }
    if note.name != Act.none { latestNotes.setName(of: note.official, officialNotes.count) }
    officialNotes.append(note)
  }

  /// Adds what an entry says of a post, which follows all notes that are there, unless it is a
  /// mention that only repeats the last one.
  mutating func add(_ note: PostNote) {
    guard note.source == .mentioned else { return postNotes.append(note) }
    if let latest = latestNotes.mention(of: note.post), postNotes[latest].says(note),
      postNotes[latest].takesIn(note)
    {
      return
    }
    latestNotes.setMention(of: note.post, postNotes.count)
    postNotes.append(note)
  }
}

extension Repeatable {
  /// Takes in a note that says the same later, with its own repetition.
  fileprivate mutating func takesIn(_ other: Self) -> Bool {
    guard isRepeated(other.days, other.entry) else { return false }
    if let again = other.again { _ = isRepeated(again.days, again.entry) }
    return true
  }
}
