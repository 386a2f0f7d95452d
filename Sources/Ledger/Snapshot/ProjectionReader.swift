/// Reads what a projection says of single posts and officials.
///
/// Nobody vouches for its bytes: what cannot be is an error, and the journal is read instead.
final class ProjectionReader {
  private let layout: ProjectionLayout
  private let source: (Range<Int>) throws(SnapshotError) -> [UInt8]
  /// Whether what is recorded later may change what was recorded before.
  let isEntangled: Bool
  private var knownRest: Facts?
  /// Where records of officials lie, as far as records of posts have told.
  private var places: [UInt32: RecordPlace] = [:]
  /// Of words and capacities what the part at hand has.
  private var limits: SnapshotReader.Limits

  /// - Parameter source: Gives bytes of the projection.
  /// - Throws: `SnapshotError` where they are none.
  init(_ source: @escaping (Range<Int>) throws(SnapshotError) -> [UInt8]) throws(SnapshotError) {
    self.source = source
    var head = SnapshotReader(try source(0..<ProjectionLayout.headBytes))
    guard try head.word() == ProjectionLayout.mark,
      try head.word() == ProjectionLayout.version << 32 | UInt64(Facts.snapshotVersion),
      try head.word() == EventKindTable.fingerprint
    else { throw head.error("it is no projection, or one of another version") }
    let (posts, officials) = try head.halves()
    let (instants, last) = try head.halves()
    isEntangled = last & 1 == 1
    var starts: [Int] = []
    for _ in 0...ProjectionLayout.Section.allCases.count { starts.append(try head.integer()) }
    guard starts.first == ProjectionLayout.headBytes,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 && $1.isMultiple(of: 8) })
    else { throw head.error("its sections cannot be") }
    layout = ProjectionLayout(
      counts: [Int(posts), Int(officials), Int(instants), Int(last >> 1)], starts: starts)
    var limits = SnapshotReader.Limits()
    (limits.posts, limits.officials) = (Int(posts), Int(officials))
    (limits.instants, limits.rotations) = (Int(instants), Int(last >> 1))
    (limits.recorded, limits.terms) = (Int(Int32.max), Int(Int32.max))
    limits.capacities = Int(UInt16.max) - Capacity.allCases.count
    self.limits = limits
  }

  /// What belongs to no single post or official.
  func rest() throws(SnapshotError) -> Facts {
    if let known = knownRest { return known }
    let range = layout[.rest]
    let facts = range.isEmpty ? Facts() : try Facts(snapshot: try source(range))
    limits.capacities = facts.capacities.count
    knownRest = facts
    return facts
  }

  /// The posts whose tenures a revocation changes.
  func revoked() throws(SnapshotError) -> Set<UInt32> {
    // Most often there is nothing but their number.
    if layout[.revoked].count <= 8 { return [] }
    var reader = SnapshotReader(try source(layout[.revoked]))
    return Set(try reader.numbers())
  }

  // MARK: All posts

  /// What posts and officials are called, rotations, and what was said.
  func directory() throws(SnapshotError) -> Facts {
    let facts = try Facts(snapshot: try source(layout[.directory]))
    guard facts.posts.count == limits.posts, facts.officials.count == limits.officials else {
      throw SnapshotError(text: "it names others than it is about", offset: 0)
    }
    limits.words = facts.words.count
    limits.capacities = facts.capacities.count
    return facts
  }

  /// What is known of each post beside who holds it, and the posts of which more is needed.
  func states() throws(SnapshotError) -> (states: [Standings.State], complex: [UInt32]) {
    var reader = SnapshotReader(try source(layout[.states]))
    let states: [Standings.State] = try reader.values()
    let complex = try reader.numbers()
    for post in complex { _ = try reader.present(post, limits.posts) }
    return (states, complex)
  }

  /// The acting tenures.
  func acting() throws(SnapshotError) -> [ActingSpan] {
    var reader = SnapshotReader(try source(layout[.acting]))
    reader.limits = limits
    return try reader.values()
  }

  /// The tenures that hold or may hold on a day, each as sure as it is then.
  func holdings(on day: Day) throws(SnapshotError) -> [Standings.Holding] {
    var holdings: [Standings.Holding] = []
    let bytes = TenureSpan.byteCount * StandingsWriter.group
    var index = SnapshotReader(try source(layout[.spanIndex]))
    let range = layout[.spans]
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start + bytes, range.upperBound)
      let reach = try index.days()
      if reach.first <= day, day <= reach.last {
        var reader = SnapshotReader(try source(start..<end))
        reader.limits = limits
        while !reader.isAtEnd {
          if let holding = try TenureSpan.holding(on: day, from: &reader) {
            holdings.append(holding)
          }
        }
      }
      start = end
    }
    return holdings
  }

  // MARK: Numbers

  func post(_ id: String) throws(SnapshotError) -> UInt32? {
    try find(id, .postSlots) { number throws(SnapshotError) in try self.id(number, .posts) }
  }

  func official(_ id: String) throws(SnapshotError) -> UInt32? {
    try find(id, .officialSlots) { number throws(SnapshotError) in
      try self.id(number, .officials)
    }
  }

  func instant(_ text: String) throws(SnapshotError) -> UInt32? {
    try find(text, .instantSlots) { number throws(SnapshotError) in
      try self.text(ofInstant: number)
    }
  }

  func rotation(_ text: String) throws(SnapshotError) -> UInt32? {
    try find(text, .rotationSlots) { number throws(SnapshotError) in
      try self.text(ofRotation: number)
    }
  }

  /// What tells an instant apart.
  func text(ofInstant number: UInt32) throws(SnapshotError) -> String {
    try text(number, .instantTexts, limits.instants)
  }

  /// What a rotation is called.
  func text(ofRotation number: UInt32) throws(SnapshotError) -> String {
    try text(number, .rotationTexts, limits.rotations)
  }

  private func find(
    _ text: String, _ section: ProjectionLayout.Section,
    _ textOf: (UInt32) throws(SnapshotError) -> String
  ) throws(SnapshotError) -> UInt32? {
    let range = layout[section]
    let count = range.count / 8
    guard count > 0, count & (count - 1) == 0 else {
      throw SnapshotError(text: "its slots cannot be", offset: range.lowerBound)
    }
    let hash = Interner.hash(text)
    var slot = Int(hash) & (count - 1)
    for _ in 0..<count {
      let start = range.lowerBound + slot * 8
      var reader = SnapshotReader(try source(start..<(start + 8)))
      let taken = try reader.word()
      if taken == 0 { return nil }
      let number = UInt32(truncatingIfNeeded: taken) &- 1
      if taken >> 32 == UInt64(hash), try textOf(number).utf8.elementsEqual(text.utf8) {
        return number
      }
      slot = (slot + 1) & (count - 1)
    }
    return nil
  }

  // MARK: What batches meet

  /// Whether an entry may have the id.
  func mayHold(id: String) throws(SnapshotError) -> Bool {
    let hash = Interner.hash(id)
    return try probe(.ids, from: hash) { HashSlots.hash($0) == hash } != nil
  }

  /// Whether a text may be among those of a section.
  func mayHold(
    _ text: String, in section: ProjectionLayout.Section
  ) throws(SnapshotError) -> Bool {
    let word = HashSlots.word(text)
    return try probe(section, from: HashSlots.hash(word)) { $0 == word } != nil
  }

  /// Whether a section of slots holds anything.
  func holdsAny(in section: ProjectionLayout.Section) throws(SnapshotError) -> Bool {
    let range = layout[section]
    // More slots than the fewest there are hold something.
    if range.count > HashSlots.leastCount * 8 { return true }
    return try source(range).contains { $0 != 0 }
  }

  /// The only post or official who ever bore a name, by number.
  ///
  /// - Parameters:
  ///   - name: The name without regard to case and blanks.
  ///   - section: Where titles or names lie.
  /// - Returns: The number; `nil` where nobody bears it, or several. Another name may have the same
  ///   hash.
  /// - Throws: `SnapshotError` where the section cannot be.
  func bearer(
    of name: String, in section: ProjectionLayout.Section
  ) throws(SnapshotError) -> UInt32? {
    let hash = Interner.hash(name)
    return try probe(section, from: hash) { HashSlots.hash($0) == hash }
      .flatMap { NameIndex.bearer(in: $0) }
  }

  /// The word that is meant in the slots from that of a hash on.
  private func probe(
    _ section: ProjectionLayout.Section, from hash: UInt32, _ isMeant: (UInt64) -> Bool
  ) throws(SnapshotError) -> UInt64? {
    let range = layout[section]
    let count = range.count / 8
    guard count > 0, count & (count - 1) == 0 else {
      throw SnapshotError(text: "its slots cannot be", offset: range.lowerBound)
    }
    for step in 0..<count {
      let slot = (Int(hash) + step) & (count - 1)
      let start = range.lowerBound + slot * 8
      var reader = SnapshotReader(try source(start..<(start + 8)))
      let word = try reader.word()
      if word == 0 { return nil }
      if isMeant(word) { return word }
    }
    return nil
  }

  private func text(
    _ number: UInt32, _ section: ProjectionLayout.Section, _ count: Int
  ) throws(SnapshotError) -> String {
    let range = layout[section]
    let (first, last) = try bounds(number, range.lowerBound, count)
    let base = range.lowerBound + count * 8 + 16
    guard first >= 0, first <= last, base + last <= range.upperBound else {
      throw SnapshotError(text: "its texts cannot be", offset: base)
    }
    return String(decoding: try source((base + first)..<(base + last)), as: UTF8.self)
  }

  private func bounds(
    _ number: UInt32, _ start: Int, _ count: Int
  ) throws(SnapshotError) -> (Int, Int) {
    guard Int(number) < count else {
      throw SnapshotError(text: "it holds a number that stands for nothing", offset: start)
    }
    let place = start + Int(number) * 8
    var reader = SnapshotReader(try source(place..<(place + 16)))
    return (try reader.integer(), try reader.integer())
  }

  // MARK: Records

  /// Which of the two records of a post or official.
  private enum Kind: UInt32 {
    case names, acts
  }

  private func record(
    _ kind: Kind, of number: UInt32, _ section: ProjectionLayout.Section
  ) throws(SnapshotError) -> SnapshotReader {
    let (first, last) = try place(kind, of: number, section)
    let range = layout[.records]
    guard first >= 0, first <= last, last <= range.count else {
      throw SnapshotError(text: "its records cannot be", offset: range.lowerBound)
    }
    var reader = SnapshotReader(
      try source((range.lowerBound + first)..<(range.lowerBound + last)))
    reader.limits = limits
    return reader
  }

  private func place(
    _ kind: Kind, of number: UInt32, _ section: ProjectionLayout.Section
  ) throws(SnapshotError) -> (Int, Int) {
    if section == .officials, let place = places[number] {
      let range = kind == .names ? place.names : place.acts
      return (range.lowerBound, range.upperBound)
    }
    let count = layout[section].count / 8 - 1
    let place = number.multipliedReportingOverflow(by: 2)
    guard !place.overflow else {
      throw SnapshotError(text: "it holds a number that stands for nothing", offset: 0)
    }
    return try bounds(place.partialValue + kind.rawValue, layout[section].lowerBound, count)
  }

  private func id(
    _ number: UInt32, _ section: ProjectionLayout.Section
  ) throws(SnapshotError) -> String {
    var record = try record(.names, of: number, section)
    return try record.string()
  }

  /// What is said of a post: its id, and notes in the numbers of their own words and units.
  func names(ofPost number: UInt32) throws(SnapshotError) -> NamesRecord<PostNote> {
    try NamesRecord(try record(.names, of: number, .posts))
  }

  /// What is said of an official.
  func names(ofOfficial number: UInt32) throws(SnapshotError) -> NamesRecord<OfficialNote> {
    try NamesRecord(try record(.names, of: number, .officials))
  }

  /// The acts on a post, and those that confirm somebody of it in another one.
  func acts(onPost number: UInt32) throws(SnapshotError) -> ActsRecord {
    let record = try ActsRecord(try record(.acts, of: number, .posts))
    for place in record.places { places[place.official] = place }
    return record
  }

  /// The acts of an official.
  func acts(ofOfficial number: UInt32) throws(SnapshotError) -> ActsRecord {
    try ActsRecord(try record(.acts, of: number, .officials))
  }
}

/// What is said of a post or an official: its id, and notes in the numbers of their own words and
/// units.
struct NamesRecord<Note: Renumbered & SnapshotValue> {
  let id: String
  let words: [String]
  let units: [String]
  let notes: [Note]

  init(_ record: SnapshotReader) throws(SnapshotError) {
    var record = record
    id = try record.string()
    words = try record.strings()
    units = try record.strings()
    (record.limits.posts, record.limits.officials) = (1, 1)
    (record.limits.words, record.limits.units) = (words.count, units.count)
    notes = try record.values()
  }
}

/// Acts, with the titles that they name by number; of an official, how he left for good; of a post,
/// where the records of its officials lie.
struct ActsRecord {
  let words: [String]
  let acts: [PlacedAct]
  let departures: [Departure]
  let places: [RecordPlace]

  init(_ record: SnapshotReader) throws(SnapshotError) {
    var record = record
    words = try record.strings()
    record.limits.words = words.count
    acts = try record.values()
    departures = try record.values()
    places = try record.values()
  }
}
