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
    let hash = hashes[word] ?? Interner.hash(Replay.normalised(facts.words.text(word)))
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

  /// The number in a word of the index; `nil` where several bear the name.
  static func bearer(in word: UInt64) -> UInt32? {
    let number = UInt32(truncatingIfNeeded: word)
    return number == several || number == 0 ? nil : number - 1
  }
}

extension ProjectionReader {
  /// The id of the only post that ever bore a title.
  ///
  /// - Parameters:
  ///   - title: The title.
  ///   - tail: What was recorded since the projection was made.
  /// - Returns: The id; `nil` for the id of a post, and where it takes all that is on record to
  ///   tell.
  /// - Throws: `SnapshotError` where the projection is none.
  func id(ofPostCalled title: String, tail: Facts) throws(SnapshotError) -> String? {
    guard tail.posts.find(title) == nil, try post(title) == nil else { return nil }
    return try id(called: title, .titles, tail) { number throws(SnapshotError) in
      let (names, acts) = (try names(ofPost: number), try acts(onPost: number))
      let noted = names.notes.map(\.title).filter { $0 != Act.none }
      let recorded = acts.acts.compactMap { $0.recorded?.title }
      return (names.id, noted.map { names.words[Int($0)] } + recorded.map { acts.words[Int($0)] })
    }
  }

  /// The id of the only official who ever bore a name; for the rest as above.
  func id(ofOfficialCalled name: String, tail: Facts) throws(SnapshotError) -> String? {
    guard tail.officials.find(name) == nil, try official(name) == nil else { return nil }
    return try id(called: name, .names, tail) { number throws(SnapshotError) in
      let names = try names(ofOfficial: number)
      let noted = names.notes.map(\.name).filter { $0 != Act.none }
      return (names.id, noted.map { names.words[Int($0)] })
    }
  }

  // `known` gives the id of a number, and what it was ever called.
  private func id(
    called text: String, _ section: ProjectionLayout.Section, _ tail: Facts,
    _ known: (UInt32) throws(SnapshotError) -> (id: String, names: [String])
  ) throws(SnapshotError) -> String? {
    let name = Replay.normalised(text)
    guard !tail.holds(name), let number = try bearer(of: name, in: section) else { return nil }
    let (id, names) = try known(number)
    return names.contains { Replay.normalised($0) == name } ? id : nil
  }
}

extension Facts {
  /// Whether a word here is a name, case and blanks put aside.
  fileprivate func holds(_ name: String) -> Bool {
    (0..<UInt32(words.count)).contains { Replay.normalised(words.text($0)) == name }
  }
}
