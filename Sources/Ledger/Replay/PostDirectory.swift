/// What posts, officials and units are called and where they belong, as of a day.
public struct PostDirectory: Sendable {
  private let facts: Facts
  private let day: Day
  private var postNotes: [[PostNote]]
  private var officialNotes: [[OfficialNote]]
  private var unitNotes: [[UnitNote]]

  /// The attributes as of the day.
  public init(_ facts: Facts, at day: Day) {
    self.facts = facts
    self.day = day
    postNotes = [[PostNote]](repeating: [], count: facts.posts.count)
    for note in facts.postNotes { postNotes[Int(note.post)].append(note) }
    officialNotes = [[OfficialNote]](repeating: [], count: facts.officials.count)
    for note in facts.officialNotes { officialNotes[Int(note.official)].append(note) }
    unitNotes = [[UnitNote]](repeating: [], count: facts.units.count)
    for note in facts.unitNotes { unitNotes[Int(note.unit)].append(note) }
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
    let notes = postNotes[Int(post)]
    return facts.word(latest(notes.filter { $0.source != .mentioned }, \.title))
  }

  /// A title that some line or record mentions.
  public func mentionedTitle(_ post: UInt32) -> String? {
    facts.word(latest(postNotes[Int(post)].filter { $0.source == .mentioned }, \.title))
  }

  /// The unit the post belongs to.
  public func unit(_ post: UInt32) -> String? {
    unitNumber(post).map { facts.units.text($0) }
  }

  func unitNumber(_ post: UInt32) -> UInt32? {
    let unit = latest(postNotes[Int(post)], \.unit)
    return unit == Act.none ? nil : unit
  }

  /// The post's tier.
  public func tier(_ post: UInt32) -> String? { facts.word(latest(postNotes[Int(post)], \.tier)) }

  /// The post's echelon.
  public func echelon(_ post: UInt32) -> String? {
    facts.word(latest(postNotes[Int(post)], \.echelon))
  }

  /// The region of the entries that declare the post, else of those that mention it.
  public func region(_ post: UInt32) -> String? {
    let notes = postNotes[Int(post)].filter { $0.region != Act.none }
    let declared = notes.last { $0.source != .mentioned } ?? notes.first
    return declared.flatMap { facts.word($0.region) }
  }

  /// The official's name.
  public func name(_ official: UInt32) -> String? {
    let notes = officialNotes[Int(official)].filter { $0.name != Act.none }
    let reached = notes.filter { $0.days.last <= day || $0.days == .unknown }
    let chosen =
      reached.max { $0.order(by: day) < $1.order(by: day) }
      ?? notes.min { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }
    return chosen.flatMap { facts.word($0.name) }
  }

  /// Whether the unit is the other one or lies below it.
  public func unit(_ unit: UInt32, isWithin other: UInt32) -> Bool {
    var current = unit
    var seen: Set<UInt32> = []
    while seen.insert(current).inserted {
      if current == other { return true }
      let parent = unitNotes[Int(current)].last { $0.parent != Act.none }?.parent
      guard let parent else { return false }
      current = parent
    }
    return false
  }

  /// The value of the latest note reached by the day that has one; before the first, that one's.
  private func latest(_ notes: [PostNote], _ value: KeyPath<PostNote, UInt32>) -> UInt32 {
    let telling = notes.filter { $0[keyPath: value] != Act.none }
    let reached = telling.filter { $0.days.last <= day || !$0.hasDate }
    let chosen =
      reached.max { $0.order(by: day) < $1.order(by: day) }
      ?? telling.min { ($0.days.first, $0.entry) < ($1.days.first, $1.entry) }
    return chosen?[keyPath: value] ?? Act.none
  }
}
