import Ledger

/// Finds who the people of an annex are, and leaves open what would be a guess.
///
/// They are known by an id that is given, by a NIP of a list kept outside the journal, by the
/// decree's own lines on record, by name, and of several of one name by the post left.
struct OfficialMatcher {
  /// Who a line is.
  enum Verdict: Hashable {
    /// Nobody is named.
    case unnamed
    /// Somebody on record, or of an id that was given, and by what that is known.
    case known(String, by: String)
    /// Somebody who is not on record.
    case new
    /// One of these, or perhaps somebody else, and why that is a question.
    case open([String], Doubt)
    /// Perhaps the person of another line of the same name; the lines of that name without a NIP,
    /// by their place, where others have one.
    case namesake(unnumbered: [Int])
  }

  /// Why nobody can be told to be meant.
  enum Doubt: Hashable {
    /// Several on record have the name.
    case several
    /// The only one of that name is on record in another region.
    case elsewhere
    /// The only one of that name is on record in another post than the one said to be left, which
    /// is on record as well.
    case otherPost
  }

  /// What is known of a line before its person is.
  struct Clue {
    var key: String
    var number: CivilNumber?
    /// The id that a column or an option gives; `new` for somebody who is not on record.
    var given: String?
    /// The posts on record that the text of the old post may mean.
    var from: [String]
    /// The old post as it is written, comparable.
    var fromKey: String
    /// The official in whose line on record this decree has the same person.
    var onRecord: String?
    /// Whether nothing recorded before the decree speaks of that official.
    var isNewByDecree = false
  }

  /// The word that says that somebody is not on record.
  static let newWord = "new"

  private let clues: [Clue]
  private let known: [String: [KnownOfficial]]
  private let roster: [CivilNumber: String]
  private let region: String?
  private(set) var verdicts: [Verdict]

  /// - Parameters:
  ///   - clues: What the lines give.
  ///   - officials: Those on record who have one of the names.
  ///   - roster: Ids by NIP.
  ///   - region: The region of the decree.
  init(
    _ clues: [Clue], among officials: [KnownOfficial], roster: [CivilNumber: String],
    region: String?
  ) {
    self.clues = clues
    self.roster = roster
    self.region = region
    var known: [String: [KnownOfficial]] = [:]
    for official in officials {
      for key in Set(official.names.map { PersonName.key($0) }) {
        known[key, default: []].append(official)
      }
    }
    self.known = known
    verdicts = clues.map { _ in .unnamed }
    let groups = Dictionary(grouping: clues.indices, by: { clues[$0].key })
    for (key, rows) in groups { settle(key, rows) }
  }

  /// Everybody of one name.
  private mutating func settle(_ key: String, _ rows: [Int]) {
    var excluded: Set<String> = []
    var open: [Int] = []
    for row in rows {
      let clue = clues[row]
      if let given = clue.given {
        verdicts[row] = given == Self.newWord ? newcomer(clue) : .known(given, by: "given")
      } else if let id = clue.number.flatMap({ roster[$0] }) {
        verdicts[row] = .known(id, by: "roster")
      } else if let id = clue.onRecord {
        verdicts[row] = .known(id, by: "decree")
      } else if !key.isEmpty {
        open.append(row)
      }
      if case .known(let id, _) = verdicts[row] { excluded.insert(id) }
    }
    guard let people = people(open) else {
      let unnumbered = open.filter { clues[$0].number == nil }
      let rest = unnumbered.count < open.count ? unnumbered : []
      for row in open { verdicts[row] = .namesake(unnumbered: rest) }
      return
    }
    let candidates = (known[key] ?? []).filter { !excluded.contains($0.id) }
    let answers = people.count == 1 ? [one(people[0], candidates)] : several(people, candidates)
    for (person, answer) in zip(people, answers) {
      for row in person { verdicts[row] = answer }
    }
  }

  /// Somebody who is said not to be on record: the same one as when the decree was recorded.
  private func newcomer(_ clue: Clue) -> Verdict {
    guard clue.isNewByDecree, let id = clue.onRecord else { return .new }
    return .known(id, by: "decree")
  }

  /// The rows of each person; nil where nothing tells whether two rows are one person.
  private func people(_ rows: [Int]) -> [[Int]]? {
    guard rows.count > 1 else { return rows.isEmpty ? [] : [rows] }
    let numbers = rows.compactMap { clues[$0].number }
    if numbers.count == rows.count {
      let byNumber = Dictionary(grouping: rows, by: { clues[$0].number })
      return byNumber.values.sorted { $0[0] < $1[0] }
    }
    // Without a NIP, whoever leaves the same post is the same person; nothing else says so.
    let posts = Set(rows.map { clues[$0].fromKey })
    return numbers.isEmpty && posts.count == 1 && posts.first?.isEmpty == false ? [rows] : nil
  }

  private func isHolding(_ official: KnownOfficial, _ person: [Int]) -> Bool {
    person.contains { row in clues[row].from.contains(where: official.posts.contains) }
  }

  private func one(_ person: [Int], _ candidates: [KnownOfficial]) -> Verdict {
    if candidates.isEmpty { return .new }
    let holders = candidates.filter { isHolding($0, person) }
    if holders.count == 1 { return .known(holders[0].id, by: "name and old post") }
    guard candidates.count == 1, holders.isEmpty else {
      return .open(candidates.map(\.id), .several)
    }
    let only = candidates[0]
    // Who leaves a post on record and holds another one there is not simply the one of that name.
    if !only.posts.isEmpty, person.contains(where: { !clues[$0].from.isEmpty }) {
      return .open([only.id], .otherPost)
    }
    // Somebody known from another region alone may be a namesake.
    let isElsewhere =
      !only.regions.isEmpty && !only.regions.contains { PostMatcher.isNear($0, region) }
    return isElsewhere ? .open([only.id], .elsewhere) : .known(only.id, by: "name")
  }

  /// People of one name whom their NIPs tell apart.
  private func several(_ people: [[Int]], _ candidates: [KnownOfficial]) -> [Verdict] {
    var answers: [Verdict] = people.map { _ in .new }
    var taken: Set<String> = []
    var open: [Int] = []
    for (index, person) in people.enumerated() {
      let holders = candidates.filter { isHolding($0, person) }
      let isShared = people.indices.contains { other in
        other != index && holders.contains { isHolding($0, people[other]) }
      }
      if holders.count == 1, !isShared {
        answers[index] = .known(holders[0].id, by: "name and old post")
        taken.insert(holders[0].id)
      } else {
        open.append(index)
      }
    }
    let rest = candidates.map(\.id).filter { !taken.contains($0) }
    if !rest.isEmpty { for index in open { answers[index] = .open(rest, .several) } }
    return answers
  }
}
