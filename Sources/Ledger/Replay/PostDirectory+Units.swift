/// Units as of a day: what they are called, where they stand in the tree, and what took their
/// place.
extension PostDirectory {
  /// The unit's name.
  public func name(ofUnit unit: UInt32) -> String? {
    facts.word(latest(unit) { $0.name } ?? Act.none)
  }

  /// The name of the unit that a post belongs to.
  public func unitName(_ post: UInt32) -> String? {
    unitNumber(post).flatMap { name(ofUnit: $0) }
  }

  /// The unit above it.
  func parent(_ unit: UInt32) -> UInt32? { latest(unit) { $0.parent } }

  /// Whether the unit is the other one, lies below it, or is or lies below one of those that have
  /// taken its place by the day.
  public func unit(_ unit: UInt32, isWithin other: UInt32) -> Bool {
    let wanted = standing(for: other)
    var current: UInt32? = unit
    var seen: Set<UInt32> = []
    while let unit = current, seen.insert(unit).inserted {
      if wanted.contains(unit) { return true }
      current = parent(unit)
    }
    return false
  }

  /// The unit and all units that have taken its place by the day.
  private func standing(for unit: UInt32) -> Set<UInt32> {
    var standing: Set<UInt32> = []
    var open = [unit]
    while let unit = open.popLast() {
      guard standing.insert(unit).inserted else { continue }
      for note in unitNotes[Int(unit)] where note.days.last <= day { open += note.successors }
    }
    return standing
  }

  /// The value of the latest note reached by the day that has one; before the first, that one's.
  private func latest(_ unit: UInt32, _ value: (UnitNote) -> UInt32) -> UInt32? {
    let notes = unitNotes[Int(unit)].filter { value($0) != Act.none }
    func order(_ note: UnitNote) -> (Day, UInt32) {
      (note.days == .unknown ? .distantPast : note.days.last, note.entry)
    }
    let reached = notes.filter { $0.days.last <= day || $0.days == .unknown }
    let note =
      reached.max { order($0) < order($1) } ?? notes.min { order($0) < order($1) }
    return note.map(value)
  }
}

/// What came before a post or unit, or after it.
public struct Succession: Sendable {
  /// The post, where one was renamed, re-organised or converted into another.
  public let post: String?
  /// The unit, where one was merged into others, split or dissolved.
  public let unit: String?
  /// When, as a date; `nil` where it is not on record.
  public let effective: String?
  /// The entries that say so.
  public let entries: [Int]
}

/// A title that a post bore.
public struct PostTitle: Sendable {
  /// The title.
  public let title: String
  /// From when on it is on record, as a date; `nil` where no day is.
  public let from: String?
  /// The entry.
  public let entry: Int
}

extension Replay {
  /// The posts and units from which a post comes, or which have taken its place.
  ///
  /// Posts are linked by officials who were confirmed in the one from the other, units by a merger
  /// or dissolution that names successors.
  public func succession(of post: UInt32) -> (before: [Succession], after: [Succession]) {
    var before: [UInt32: [Act]] = [:]
    var after: [UInt32: [Act]] = [:]
    for act in facts.acts where act.effect == .confirmed && act.detail >= 0 {
      let left = UInt32(act.detail)
      if act.post == post { before[left, default: []].append(act) }
      if left == post { after[act.post, default: []].append(act) }
    }
    let units = Set(directory.postNotes[Int(post)].map(\.unit)).subtracting([Act.none])
    var older: [Succession] = []
    var newer: [Succession] = []
    for note in facts.unitNotes.sorted(by: { $0.entry < $1.entry }) {
      func link(_ unit: UInt32) -> Succession {
        Succession(
          post: nil, unit: facts.units.text(unit), effective: note.days.text,
          entries: [Int(note.entry)])
      }
      if units.contains(note.unit) {
        newer += note.successors.filter { !units.contains($0) }.map(link)
      } else if !units.isDisjoint(with: note.successors) {
        older.append(link(note.unit))
      }
    }
    return (links(before) + older, links(after) + newer)
  }

  private func links(_ acts: [UInt32: [Act]]) -> [Succession] {
    let links = acts.map { post, acts in
      let first = acts.map(\.days).min { ($0.first, $0.last) < ($1.first, $1.last) }
      return Succession(
        post: facts.posts.text(post), unit: nil, effective: first?.text,
        entries: Set(acts.map { Int($0.entry) }).sorted())
    }
    return links.sorted { ($0.entries[0], $0.post ?? "") < ($1.entries[0], $1.post ?? "") }
  }

  /// The titles that a post bore by its founding and renamings, oldest first; where none is
  /// declared, those that lines and records mention.
  public func titles(ofPost post: UInt32) -> [PostTitle] {
    let notes = directory.postNotes[Int(post)].filter { $0.title != Act.none }
    let declared = notes.filter { $0.source != .mentioned }
    let telling = (declared.isEmpty ? Array(notes) : declared).sorted {
      (day($0), $0.entry) < (day($1), $1.entry)
    }
    var titles: [(word: UInt32, title: PostTitle)] = []
    for note in telling where titles.last?.word != note.title {
      titles.append(
        (
          note.title,
          PostTitle(
            title: facts.words.text(note.title), from: note.hasDate ? note.days.text : nil,
            entry: Int(note.entry))
        ))
    }
    return titles.map(\.title)
  }

  private func day(_ note: PostNote) -> Day { note.hasDate ? note.days.first : .distantPast }
}
