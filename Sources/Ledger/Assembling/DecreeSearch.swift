/// Finds the decree that somebody means by its number, and perhaps its issuer and date, as entries
/// of the journal name it.
public struct DecreeSearch {
  /// A decree on record.
  public struct Match: Sendable, Hashable {
    /// The first entry that names it so.
    public let entry: Int
    let decree: DecreeIndex.Decree
  }

  private let facts: Facts

  /// A search among what a journal says.
  public init(_ facts: Facts) { self.facts = facts }

  /// The decrees of that number and, as far as they are given, that issuer and date; blanks and
  /// case put aside.
  ///
  /// Who names less of a decree than another entry does names the same one.
  public func decrees(number: String, issuer: String?, date: String?) -> [Match] {
    let wanted = DecreeIndex.Decree(written: number, issuer: issuer, date: date)
    let fitting = facts.decrees.those(numbered: wanted.number).filter {
      $0.key.agrees(with: wanted)
    }
    let whole = fitting.filter { part, _ in
      !fitting.keys.contains { $0 != part && part.isPart(of: $0) }
    }
    return whole.map { Match(entry: $0.value, decree: $0.key) }.sorted { $0.entry < $1.entry }
  }

  /// The decrees whose numbers are nearest to this one, at most so many.
  public func nearest(to number: String, most: Int) -> [Match] {
    let wanted = DecreeKey.normalised(number)
    return facts.decrees.all.map { decree, entry in
      (
        distance: decree.number.contains(wanted) && !wanted.isEmpty
          ? 0 : Nearest.distance(wanted, decree.number),
        match: Match(entry: entry, decree: decree)
      )
    }
    .filter { $0.distance <= max(wanted.count / 2, 2) }
    .sorted { ($0.distance, $0.match.entry) < ($1.distance, $1.match.entry) }
    .prefix(most).map(\.match)
  }

  /// Whether an event acts upon the decree, or the rotation, that some data name.
  public func isSame(_ event: Event, _ data: JSONValue) -> Bool {
    guard let decree = data[.decree] else {
      return event[.decree] == nil && event[.rotation] == data[.rotation]
    }
    let register = DecreeRegister(facts)
    let meant = register.decrees(named: decree, before: facts.count)
    guard let other = event[.decree] else { return false }
    return !register.decrees(named: other, before: event.entry).isDisjoint(with: meant)
  }

  /// The last days of what rests on a decree, or on any decree of a rotation, each once.
  ///
  /// - Parameters:
  ///   - decree: The decree as an event names it; nil where only the rotation is named.
  ///   - rotation: The rotation's id, where no decree is named.
  /// - Returns: The days, in no order.
  public func days(of decree: JSONValue?, rotation: String?) -> Set<Day> {
    Set(acts(of: decree, rotation: rotation).map(\.days.last).filter { !$0.isUnbounded })
  }

  /// The officials whom a decree, or any decree of a rotation, moves.
  ///
  /// - Parameters: As for `days`.
  public func officials(of decree: JSONValue?, rotation: String?) -> Set<String> {
    let acts = acts(of: decree, rotation: rotation).filter { $0.official != Act.none }
    return Set(acts.map { facts.officials.text($0.official) })
  }

  /// The lines of an act upon a decree that are none of it: of officials whom it moves, but into
  /// other posts.
  ///
  /// - Parameters:
  ///   - lines: The lines, which may give an official, a post, or both.
  ///   - decree: As for `days`.
  ///   - rotation: As for `days`.
  /// - Returns: The lines, each with the posts into which the decree moves its official.
  public func misplaced(
    _ lines: [JSONValue], of decree: JSONValue?, rotation: String?
  ) -> [(line: JSONValue, posts: [String])] {
    let known = acts(of: decree, rotation: rotation).lines { _ in true }
    return lines.compactMap { line in
      guard let official = line[.official]?.text.flatMap({ facts.officials.find($0) }),
        let post = line[.post]?.text
      else { return nil }
      let posts = Set(known.filter { $0.official == official }.map(\.post))
      guard !posts.isEmpty, facts.posts.find(post).map({ !posts.contains($0) }) ?? true else {
        return nil
      }
      return (line, posts.map { facts.posts.text($0) }.sorted())
    }
  }

  /// What rests on a decree, or on any decree of a rotation.
  private func acts(of decree: JSONValue?, rotation: String?) -> [Act] {
    let register = DecreeRegister(facts)
    var decrees: Set<UInt32> = []
    var rotations: Set<UInt32> = []
    if let decree {
      decrees = register.decrees(named: decree, before: facts.count)
      rotations = register.rotations(of: decrees)
    } else if let number = rotation.flatMap({ facts.rotations.find($0) }) {
      decrees = register.decrees(ofRotation: number + 1)
      rotations = [number + 1]
    }
    return facts.acts.filter {
      decrees.contains($0.decree) || ($0.decree == 0 && rotations.contains($0.rotation))
    }
  }
}
