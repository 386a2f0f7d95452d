/// Which post or official alone ever bore a title or name, so that few bytes are read to look one
/// up; case and blanks are put aside, as where names are searched.
struct NameIndex {
  /// Stands for a number where several bear a name.
  private static let several = UInt32.max

  private let facts: Facts
  /// The hash of each word that was met as a name.
  private var hashes: [UInt32: UInt32] = [:]
  /// Who bears the names of a hash, by number.
  private var bearers: [UInt32: UInt32] = [:]

  private init(_ facts: Facts) { self.facts = facts }

  /// The titles that posts ever bore.
  static func posts(of replay: Replay) -> NameIndex {
    var index = NameIndex(replay.facts)
    for note in replay.facts.postNotes { index.add(note.title, of: note.post) }
    for tenure in replay.register.tenures { index.add(tenure.title, of: tenure.post) }
    return index
  }

  /// The names that officials ever bore.
  static func officials(of replay: Replay) -> NameIndex {
    var index = NameIndex(replay.facts)
    for note in replay.facts.officialNotes { index.add(note.name, of: note.official) }
    return index
  }

  private mutating func add(_ word: UInt32, of number: UInt32) {
    guard word != Act.none else { return }
    let hash = hashes[word] ?? Self.hash(Replay.normalised(facts.words.text(word)))
    hashes[word] = hash
    if let other = bearers[hash], other != number {
      bearers[hash] = Self.several
    } else {
      bearers[hash] = number
    }
  }

  /// The index by hash, as `HashSlots` reads it.
  func bytes() -> [UInt8] {
    let words = bearers.map { hash, number in
      UInt64(hash) << 32 | UInt64(number == Self.several ? number : number + 1)
    }
    return HashSlots.bytes(words, hash: HashSlots.hash)
  }

  /// The hash of a name without regard to case and blanks.
  static func hash(_ normalised: String) -> UInt32 { Interner.hash(normalised) }

  /// The number in a word of the index; `nil` where several bear the name.
  static func bearer(in word: UInt64) -> UInt32? {
    let number = UInt32(truncatingIfNeeded: word)
    return number == several || number == 0 ? nil : number - 1
  }
}

extension ProjectionReader {
  /// The id of the post meant: one of that id, else the only one that ever bore the title.
  ///
  /// - Parameters:
  ///   - text: The id or title.
  ///   - tail: What was recorded since the projection was made.
  /// - Returns: The id; the text itself where it takes all that is on record to tell.
  /// - Throws: `SnapshotError` where the projection is none.
  func id(ofPost text: String, tail: Facts) throws(SnapshotError) -> String {
    if tail.posts.find(text) != nil { return text }
    if try post(text) != nil { return text }
    let name = Replay.normalised(text)
    guard !tail.holds(name), let number = try bearer(of: name, in: .titles) else { return text }
    let names = try names(ofPost: number)
    var titles = names.notes.map(\.title).filter { $0 != Act.none }.map { names.words[Int($0)] }
    let acts = try acts(onPost: number)
    titles += acts.acts.compactMap { $0.recorded?.title }.map { acts.words[Int($0)] }
    return titles.contains { Replay.normalised($0) == name } ? names.id : text
  }

  /// The id of the official meant: one of that id, else the only one who ever bore the name.
  ///
  /// - Parameters:
  ///   - text: The id or name.
  ///   - tail: What was recorded since the projection was made.
  /// - Returns: The id; the text itself where it takes all that is on record to tell.
  /// - Throws: `SnapshotError` where the projection is none.
  func id(ofOfficial text: String, tail: Facts) throws(SnapshotError) -> String {
    if tail.officials.find(text) != nil { return text }
    if try official(text) != nil { return text }
    let name = Replay.normalised(text)
    guard !tail.holds(name), let number = try bearer(of: name, in: .names) else { return text }
    let names = try names(ofOfficial: number)
    let own = names.notes.map(\.name).filter { $0 != Act.none }.map { names.words[Int($0)] }
    return own.contains { Replay.normalised($0) == name } ? names.id : text
  }
}

extension Facts {
  /// Whether a word here is a name, case and blanks put aside.
  fileprivate func holds(_ name: String) -> Bool {
    (0..<UInt32(words.count)).contains { Replay.normalised(words.text($0)) == name }
  }
}
