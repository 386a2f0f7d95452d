import Ledger

/// An annex whose people, posts and units were recognised: what is known under its id, what is new
/// and gets one, and what has to be decided first.
public struct AnnexMatching {
  /// What a line or a part of it was recognised as.
  public struct Recognised: Sendable {
    /// How it stands.
    public enum Decision: String, Sendable {
      /// On record.
      case known
      /// Not on record: it gets the id.
      case new
      /// One of several.
      case ambiguous
    }

    /// How it stands.
    public let decision: Decision
    /// The id; `nil` while it is ambiguous.
    public let id: String?
    /// By what it is known.
    public let by: String?
  }

  /// A post or unit that is declared with the decree.
  public struct Declared: Sendable {
    /// The id it gets.
    public let id: String
    /// The title or name as it is written first.
    public let name: String
    /// The unit of a post.
    public let unit: String?
    /// The echelon of a post.
    public let echelon: String?
    /// The tier of a post.
    public let tier: String?
    /// Whether any number of people may hold the post.
    public let isPool: Bool
    /// The line of the file that names it first.
    public let fileLine: Int
  }

  /// The lines.
  public let lines: [AnnexLine]
  /// Who each line is; `nil` where it names nobody.
  public internal(set) var officials: [Recognised?] = []
  /// The post moved to of each line.
  public internal(set) var posts: [Recognised?] = []
  /// The post left of each line.
  public internal(set) var from: [Recognised?] = []
  /// The unit of the post moved to of each line.
  public internal(set) var units: [String?] = []
  /// Posts that are new.
  public internal(set) var newPosts: [Declared] = []
  /// Units that are new.
  public internal(set) var newUnits: [Declared] = []
  /// What is remarkable about it.
  public internal(set) var findings: [AnnexFinding] = []

  let choices: AnnexChoices
  let knowledge: AnnexKnowledge
  let matcher: PostMatcher
  let byID: [String: KnownOfficial]
  var postsByKey: [String: String] = [:]
  /// The new posts of each title, whatever their unit.
  var postsByTitle: [String: Set<String>] = [:]
  var unitsByKey: [String: String] = [:]
  /// Lines whose old post is left out, since its text cannot mean one post.
  public internal(set) var unclear: Set<Int> = []
  var given: Set<String> = []
  /// The id of the first line of everybody who is not on record.
  private var newcomers: [Newcomer: String] = [:]

  /// What makes lines of people who are not on record those of one person.
  private struct Newcomer: Hashable {
    let key: String
    let number: CivilNumber?

    /// Nobody where the line has no name.
    init?(_ line: AnnexLine) {
      guard let name = line.name else { return nil }
      key = PersonName.key(name)
      number = line.civilNumber
    }
  }

  /// Recognises what an annex speaks of.
  ///
  /// - Parameters:
  ///   - lines: The lines as they were read.
  ///   - knowledge: What the journal knows.
  ///   - choices: What was decided beforehand.
  public init(_ lines: [AnnexLine], _ knowledge: AnnexKnowledge, _ choices: AnnexChoices) {
    self.lines = lines
    self.knowledge = knowledge
    self.choices = choices
    matcher = PostMatcher(knowledge.posts, knowledge.units, region: choices.region)
    byID = Dictionary(
      knowledge.officials.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    checkChoices()
    let fromCandidates = lines.map { candidates($0.from, choices.from[$0.number]) }
    let postCandidates = lines.map { candidates($0.post, choices.posts[$0.number]) }
    let verdicts = recognise(fromCandidates, postCandidates)
    for case .known(let id, _) in verdicts {
      given.insert("\(IdentifierKind.official.rawValue) \(id)")
    }
    for index in lines.indices { settleOfficial(index, verdicts[index]) }
    for index in lines.indices { settlePost(index, postCandidates[index]) }
    for index in lines.indices { settleFrom(index, fromCandidates[index]) }
    leaveOutUnclear()
    judgeLines(fromCandidates)
  }

  /// Whether everything was recognised.
  public var isSettled: Bool { !findings.contains { $0.level == .refusal } }

  // MARK: Candidates

  /// The posts that a part of a line may mean; an option decides.
  private func candidates(_ post: AnnexPost?, _ choice: String?) -> [KnownPost] {
    if let choice { return matcher.post(choice).map { [$0] } ?? [] }
    return post.map { matcher.posts($0) } ?? []
  }

  private mutating func checkChoices() {
    let numbers = Set(lines.map(\.number))
    for (option, chosen) in [
      ("official", choices.officials), ("post", choices.posts), ("from", choices.from),
    ] {
      for (number, id) in chosen.sorted(by: { $0.key < $1.key }) {
        if !numbers.contains(number) {
          refuse(.optionUnused, [], "--\(option) \(number)=…: the annex has no line \(number)")
        } else if let problem = Identifier.problem(in: id) {
          refuse(.badID, [], "--\(option) \(number)=…: \(problem.message)")
        }
      }
    }
    for (index, line) in lines.enumerated() {
      for id in [line.official, line.post?.id, line.from?.id] {
        guard let id, let problem = Identifier.problem(in: id) else { continue }
        refuse(.badID, [index], problem.message)
      }
      guard let official = line.official, IdentityGuard.finding(in: official) != nil else {
        continue
      }
      refuse(.badID, [index], "the column of the official's id holds a personal number")
    }
  }

  // MARK: People

  private func recognise(
    _ from: [[KnownPost]], _ posts: [[KnownPost]]
  ) -> [OfficialMatcher.Verdict] {
    let recorded = recordedPeople(from, posts)
    let own = knowledge.edition?.entries ?? []
    let clues = lines.enumerated().map { index, line in
      OfficialMatcher.Clue(
        key: line.name.map { PersonName.key($0) } ?? "", number: line.civilNumber,
        given: choices.officials[line.number] ?? line.official, from: from[index].map(\.id),
        fromKey: line.from.map { $0.id ?? PostMatcher.key($0) } ?? "", onRecord: recorded[index],
        isNewByDecree: recorded[index].flatMap { byID[$0] }.map { own.contains($0.first) } ?? false)
    }
    return OfficialMatcher(
      clues, among: knowledge.officials, roster: choices.roster, region: choices.region
    ).verdicts
  }

  /// The officials in whose lines this decree, as it is on record, has the same people: those of
  /// one name where both have it once, else those who also have the same posts.
  private func recordedPeople(_ from: [[KnownPost]], _ posts: [[KnownPost]]) -> [Int: String] {
    guard let edition = knowledge.edition else { return [:] }
    let named = edition.lines.filter { $0[.official] != nil }
    let byName = Dictionary(
      grouping: named, by: { PersonName.key($0[.name]?.text ?? $0[.official]?.text ?? "") })
    let own = Dictionary(
      grouping: lines.indices, by: { lines[$0].name.map { PersonName.key($0) } ?? "" })
    var people: [Int: String] = [:]
    for (key, rows) in own where !key.isEmpty {
      let recorded = byName[key] ?? []
      let officials = Set(recorded.compactMap { $0[.official]?.text })
      if rows.count == 1, officials.count == 1 {
        people[rows[0]] = officials.first
        continue
      }
      for row in rows {
        let same = recorded.filter { line in
          isOne(lines[row].post, posts[row], line[.post]?.text)
            && isOne(lines[row].from, from[row], line[.from]?.text)
        }
        if same.count == 1 { people[row] = same[0][.official]?.text }
      }
    }
    return people
  }

  private func isOne(_ post: AnnexPost?, _ known: [KnownPost], _ id: String?) -> Bool {
    guard let id else { return post == nil }
    return post?.id == id || known.contains { $0.id == id }
  }

  private mutating func settleOfficial(_ index: Int, _ verdict: OfficialMatcher.Verdict) {
    let line = lines[index]
    switch verdict {
    case .unnamed: officials.append(nil)
    case .known(let id, let by):
      let isKnown = knowledge.isTaken(.official, id)
      if !isKnown { remember(id, of: line) }
      officials.append(Recognised(decision: isKnown ? .known : .new, id: id, by: by))
    case .new:
      guard choices.newOfficials != .refuse || choices.officials[line.number] != nil else {
        officials.append(Recognised(decision: .new, id: nil, by: nil))
        return refuse(
          .officialUnknown, [index],
          "\(line.name ?? "line \(line.number)") is not on record (--new-officials refuse)")
      }
      officials.append(Recognised(decision: .new, id: newOfficial(index), by: nil))
    case .open(let ids, let doubt):
      officials.append(Recognised(decision: .ambiguous, id: nil, by: nil))
      let found = ids.compactMap { byID[$0] }
      refuse(
        .officialAmbiguous, [index],
        "\(line.name ?? "line \(line.number)") may be \(meant(by: ids, doubt, line)): --official "
          + "\(line.number)=ID says who, --official \(line.number)=new that it is nobody of them",
        found.map { AnnexFinding.Candidate(id: $0.id, name: $0.names.first, about: $0.posts) })
    case .namesake(let unnumbered):
      officials.append(Recognised(decision: .ambiguous, id: nil, by: nil))
      let numbers = unnumbered.map { String(lines[$0].number) }.joined(separator: ", ")
      let doubt =
        switch unnumbered.count {
        case 0: "no NIP tells whether that is one person"
        case 1: "line \(numbers) has no NIP, so that nothing tells whether it is one of the others"
        default: "lines \(numbers) have no NIP, so that nothing tells who of the others they are"
        }
      refuse(
        .namesakes, [index],
        "\(line.name ?? "line \(line.number)") stands in several lines, and \(doubt): --official "
          + "\(line.number)=ID (or =new) says who it is")
    }
  }

  /// Who may be meant, in words, where it is a question.
  private func meant(
    by ids: [String], _ doubt: OfficialMatcher.Doubt, _ line: AnnexLine
  ) -> String {
    switch doubt {
    case .several: return "any of \(ids.count) officials on record"
    case .elsewhere: return "somebody on record in another region, or a namesake"
    case .otherPost:
      let posts = ids.compactMap { byID[$0] }.flatMap(\.posts).joined(separator: ", ")
      let left = line.from?.title ?? line.from?.id ?? "another post"
      return "somebody on record in \(posts), not in '\(left)', or a namesake"
    }
  }

  /// The id of somebody who is not on record; the same for all lines of that person.
  private mutating func newOfficial(_ index: Int) -> String {
    let line = lines[index]
    if let person = Newcomer(line), let id = newcomers[person],
      choices.officials[line.number] == nil
    {
      return id
    }
    let id = makeOfficial(line)
    remember(id, of: line)
    return id
  }

  private mutating func remember(_ id: String, of line: AnnexLine) {
    guard let person = Newcomer(line), newcomers[person] == nil else { return }
    newcomers[person] = id
  }

  private mutating func makeOfficial(_ line: AnnexLine) -> String {
    if choices.newOfficials == .random { return knowledge.makeID() }
    let slug = line.name.map { PersonName.slug($0) } ?? ""
    return unique(slug.isEmpty ? "official" : slug, .official)
  }

  /// An id that nothing on record has and nothing that is new: with a number behind, if need be.
  mutating func unique(_ base: String, _ kind: IdentifierKind) -> String {
    var id = base
    var number = 1
    while knowledge.isTaken(kind, id) || given.contains("\(kind.rawValue) \(id)") {
      number += 1
      id = "\(base)-\(number)"
    }
    given.insert("\(kind.rawValue) \(id)")
    return id
  }

  // MARK: Findings

  mutating func refuse(
    _ kind: AnnexFinding.Kind, _ rows: [Int], _ text: String,
    _ candidates: [AnnexFinding.Candidate] = []
  ) {
    tell(kind, .refusal, rows, text, candidates)
  }

  mutating func tell(
    _ kind: AnnexFinding.Kind, _ level: AnnexFinding.Level, _ rows: [Int], _ text: String,
    _ candidates: [AnnexFinding.Candidate] = []
  ) {
    findings.append(
      AnnexFinding(
        kind, level, lines: rows.map { lines[$0].fileLine }, numbers: rows.map { lines[$0].number },
        text, candidates: candidates))
  }
}
