/// What posts, officials and units are called and where they belong, as of a day.
public struct PostDirectory: Sendable {
  private let sharedFacts: Shared<Facts>
  private(set) var day: Day
  let postNotes: Grouped<PostNote>
  let officialNotes: Grouped<OfficialNote>
  let unitNotes: Grouped<UnitNote>

  /// The attributes as of the day.
  public init(_ facts: Facts, at day: Day) {
    sharedFacts = Shared(facts)
    self.day = day
    postNotes = Grouped(facts.postNotes, into: facts.posts.count) { $0.post }
    officialNotes = Grouped(facts.officialNotes, into: facts.officials.count) { $0.official }
    unitNotes = Grouped(facts.unitNotes, into: facts.units.count) { $0.unit }
  }

  /// What the journal says.
  var facts: Facts { sharedFacts.value }

  /// The same notes as of another day.
  public func moved(to day: Day) -> PostDirectory {
    var directory = self
    directory.day = day
    return directory
  }

  /// How many may hold each post at once: 1 unless its founding says otherwise.
  static func seats(_ facts: Facts) -> [UInt32] {
    var seats = [UInt32](repeating: 1, count: facts.posts.count)
    for note in facts.postNotes where note.seats > 0 { seats[Int(note.post)] = note.seats }
    return seats
  }

  /// Whether the post exists on the day, as far as is known: established and not abolished.
  public func isListed(_ post: UInt32) -> Bool {
    let dated = postNotes[Int(post)].filter {
      $0.hasDate && ($0.source == .established || $0.source == .abolished)
    }
    let reached = dated.filter {
      $0.source == .established ? $0.days.first <= day : $0.days.last <= day
    }
    let latest = reached.max { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }
    if let latest { return latest.source == .established }
    return !dated.contains { $0.source == .established }
  }

  /// Whether any entry speaks of the post's attributes.
  func hasNotes(_ post: UInt32) -> Bool { !postNotes[Int(post)].isEmpty }

  /// Whether the post's founding, on or before the day, is on record.
  func isFounded(_ post: UInt32) -> Bool {
    postNotes[Int(post)].contains {
      $0.hasDate && $0.source == .established && $0.days.last <= day
    }
  }

  /// When the post was founded, if that is on record.
  func founded(_ post: UInt32) -> (days: DayRange, entry: UInt32)? {
    let notes = postNotes[Int(post)].filter { $0.hasDate && $0.source == .established }
    return notes.min { $0.days.first < $1.days.first }.map { ($0.days, $0.entry) }
  }

  /// The abolition that the post was under on a day, if it certainly was.
  func abolished(_ post: UInt32, by day: Day) -> (days: DayRange, entry: UInt32)? {
    let notes = postNotes[Int(post)].filter {
      $0.hasDate && ($0.source == .established || $0.source == .abolished) && $0.days.last <= day
    }
    let latest = notes.max { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }
    return latest.flatMap { $0.source == .abolished ? ($0.days, $0.entry) : nil }
  }

  /// The post's title by its founding or renaming, if one is on record.
  public func title(_ post: UInt32) -> String? {
    facts.word(latest(post) { $0.source == .mentioned ? Act.none : $0.title })
  }

  /// A title that some line or record mentions.
  public func mentionedTitle(_ post: UInt32) -> String? {
    facts.word(latest(post) { $0.source == .mentioned ? $0.title : Act.none })
  }

  /// The unit the post belongs to.
  public func unit(_ post: UInt32) -> String? {
    unitNumber(post).map { facts.units.text($0) }
  }

  func unitNumber(_ post: UInt32) -> UInt32? {
    let unit = latest(post) { $0.unit }
    return unit == Act.none ? nil : unit
  }

  /// The post's tier.
  public func tier(_ post: UInt32) -> String? { facts.word(latest(post) { $0.tier }) }

  /// The post's echelon.
  public func echelon(_ post: UInt32) -> String? { facts.word(latest(post) { $0.echelon }) }

  /// The region of the entries that declare the post, else of those that mention it.
  public func region(_ post: UInt32) -> String? {
    let notes = postNotes[Int(post)]
    let declared = notes.last { $0.region != Act.none && $0.source != .mentioned }
    let telling = declared ?? notes.first { $0.region != Act.none }
    return telling.flatMap { facts.word($0.region) }
  }

  /// The official's name.
  public func name(_ official: UInt32) -> String? {
    let name = value(
      officialNotes[Int(official)], { $0.name },
      isReached: { $0.days.last <= day || $0.days == .unknown })
    return facts.word(name)
  }

  /// Whether some entry gives the unit of that id a name.
  public func isNamed(unit id: String) -> Bool {
    guard let unit = facts.units.find(id) else { return false }
    return unitNotes[Int(unit)].contains { $0.name != Act.none }
  }

  private func latest(_ post: UInt32, _ value: (PostNote) -> UInt32) -> UInt32 {
    self.value(
      postNotes[Int(post)], value, isReached: { $0.days.last <= day || !$0.hasDate })
  }

  /// The value of the latest note reached by the day that has one; before the first, that one's.
  private func value<Note: Repeatable>(
    _ notes: ArraySlice<Note>, _ value: (Note) -> UInt32, isReached: (Note) -> Bool
  ) -> UInt32 {
    var latest: (order: (Day, UInt32), value: UInt32)?
    var earliest: (order: (Day, UInt32), value: UInt32)?
    for note in notes {
      let value = value(note)
      guard value != Act.none else { continue }
      if isReached(note) {
        let order = note.order(by: day)
        if latest.map({ $0.order < order }) ?? true { latest = (order, value) }
      } else {
        let order = (note.days.first, note.entry)
        if earliest.map({ order < $0.order }) ?? true { earliest = (order, value) }
      }
    }
    return latest?.value ?? earliest?.value ?? Act.none
  }
}
