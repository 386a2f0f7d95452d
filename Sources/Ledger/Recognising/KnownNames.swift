/// An official on record, as a list of names is compared with those who are known.
public struct KnownOfficial: Sendable {
  /// The id.
  public let id: String
  /// Every name on record, the one as of the day first.
  public let names: [String]
  /// The posts held on the day, certainly or possibly, in any capacity.
  public let posts: [String]
  /// The regions of every post ever held, as far as they are on record.
  public let regions: [String]
  /// The entry that speaks of the official first.
  public let first: Int
  /// The entry by which the official died, retired or left the service by the day.
  public let departed: Int?
}

/// A post on record.
public struct KnownPost: Sendable {
  /// The id.
  public let id: String
  /// What it is called: by its founding or renaming, and by lines that mention it.
  public let titles: [String]
  /// The unit that it belongs to.
  public let unit: String?
  /// Its region code.
  public let region: String?
  /// Its echelon.
  public let echelon: String?
  /// Whether more than one may hold it.
  public let hasSeveralSeats: Bool
}

/// A unit on record.
public struct KnownUnit: Sendable {
  /// The id.
  public let id: String
  /// Every name on record.
  public let names: [String]
}

extension Replay {
  /// The officials of whom some name is wanted, by id.
  ///
  /// - Parameter isWanted: Whether a name is one of those looked for; asked once a name.
  /// - Returns: Who was so called at any time.
  public func officials(called isWanted: (String) -> Bool) -> [KnownOfficial] {
    var verdicts: [UInt32: Bool] = [:]
    var found: Set<UInt32> = []
    for note in facts.officialNotes {
      guard let name = facts.word(note.name) else { continue }
      let verdict = verdicts[note.name] ?? isWanted(name)
      verdicts[note.name] = verdict
      if verdict { found.insert(note.official) }
    }
    return officials(found)
  }

  /// The official of an id, if some standing entry gives a post or a name.
  public func official(_ id: String) -> KnownOfficial? {
    number(ofOfficial: id).flatMap { officials([$0]).first }
  }

  private func officials(_ wanted: Set<UInt32>) -> [KnownOfficial] {
    guard !wanted.isEmpty else { return [] }
    var names: [UInt32: [String]] = [:]
    var firsts: [UInt32: UInt32] = [:]
    for note in facts.officialNotes where wanted.contains(note.official) {
      firsts[note.official] = min(firsts[note.official] ?? note.entry, note.entry)
      guard let name = facts.word(note.name) else { continue }
      names[note.official, default: []].append(name)
    }
    var departures: [UInt32: Int] = [:]
    for act in facts.acts where wanted.contains(act.official) {
      firsts[act.official] = min(firsts[act.official] ?? act.entry, act.entry)
      guard act.effect == .departs, act.days.last <= day else { continue }
      departures[act.official] = Int(act.entry)
    }
    let views = wanted.map { official in
      let tenures = register.tenures(ofOfficial: official)
      let held = tenures.filter { register.certainty(of: $0, on: day) != nil }
      let current = [directory.name(official)].compactMap { $0 }
      return KnownOfficial(
        id: facts.officials.text(official),
        names: Self.unique(current + (names[official] ?? [])),
        posts: Self.unique(held.map { facts.posts.text($0.post) }),
        regions: Self.unique(tenures.compactMap { directory.region($0.post) }),
        first: firsts[official].map { Int($0) } ?? 0, departed: departures[official])
    }
    return views.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// Every post that exists on the day or on a later one, by id.
  ///
  /// - Parameter later: The later day.
  /// - Returns: The posts with what they are called on either day.
  public func knownPosts(orOn later: Day) -> [KnownPost] {
    let then = directory.moved(to: later)
    var posts: [KnownPost] = []
    for post in 0..<UInt32(facts.posts.count)
    where directory.isListed(post) || then.isListed(post) {
      guard directory.hasNotes(post) || !register.tenures(of: post).isEmpty else { continue }
      let titles = [
        directory.title(post), directory.mentionedTitle(post), then.title(post),
      ]
      posts.append(
        KnownPost(
          id: facts.posts.text(post), titles: Self.unique(titles.compactMap { $0 }),
          unit: directory.unit(post), region: directory.region(post),
          echelon: directory.echelon(post), hasSeveralSeats: register.seats[Int(post)] > 1))
    }
    return posts
  }

  /// Every unit on record, by the order in which entries first name them.
  public func knownUnits() -> [KnownUnit] {
    var names: [UInt32: [String]] = [:]
    for note in facts.unitNotes {
      guard let name = facts.word(note.name) else { continue }
      names[note.unit, default: []].append(name)
    }
    return (0..<UInt32(facts.units.count)).map {
      KnownUnit(id: facts.units.text($0), names: Self.unique(names[$0] ?? []))
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
