/// Dated assertions of who held a post: everything recorded, before or later, must satisfy them.
///
/// The day asserted is one unknown day of its range. An assertion holds if the record says so on
/// every day of it; it fails (`violation`) if the record says otherwise on every day of it. Where
/// the record only allows it, a document is wanted; where it says nothing, nothing can be decided.
enum Assertions {
  static func judge(_ inspection: Inspection) -> Judgement {
    var judgement = Judgement()
    for event in inspection.facts.events where event.kind == .holderAsserted {
      guard let id = event[.post]?.text, let on = event[.on]?.period else { continue }
      let claim = Claim(event, post: id)
      let official = claim.official.flatMap { inspection.facts.officials.find($0) }
      let post = inspection.facts.posts.find(id)
      guard inspection.asks(post: post ?? Act.none, official: official ?? Act.none) else {
        continue
      }
      judgement.count += 1
      let answer = answer(to: claim, of: post, on: DayRange(on), by: official, inspection)
      var finding = RuleFinding(
        verdict: answer.verdict,
        sentence: "entry \(event.entry) asserts that \(claim.text) on \(on): \(answer.reason)",
        posts: [id], officials: claim.official.map { [$0] } ?? [], region: event.region,
        days: DayRange(on), entries: Inspection.entries([UInt32(event.entry)] + answer.entries))
      finding.officials += answer.officials.filter { !finding.officials.contains($0) }
      judgement.findings.append(finding)
    }
    return judgement
  }

  private static func answer(
    to claim: Claim, of post: UInt32?, on days: DayRange, by official: UInt32?,
    _ inspection: Inspection
  ) -> Answer {
    if claim.isContradictory {
      return Answer(verdict: .violation, reason: "nobody can hold a vacant post")
    }
    // A post that only assertions name may be a slip of the pen; `check --strict` lists it.
    guard let post else {
      return Answer(
        verdict: .undecidable, reason: "no other entry knows the post; is its id mistyped?")
    }
    let assertion = Assertion(
      inspection: inspection, post: post, days: days, official: official,
      name: claim.official ?? "")
    if claim.official != nil { return assertion.holding() }
    return claim.isVacant ? assertion.vacancy() : assertion.occupation()
  }
}

/// What an entry asserts of a post.
private struct Claim {
  let official: String?
  /// Whether nobody is said to have held it; without an official `false` says that somebody did.
  let isVacant: Bool
  /// The claim in words.
  let text: String

  /// Whether it says both that somebody held the post and that nobody did.
  var isContradictory: Bool { official != nil && isVacant }

  init(_ event: Event, post: String) {
    let isVacant = event[.vacant]?.isTrue ?? false
    let vacancy = isVacant ? "\(post) was vacant" : "\(post) was not vacant"
    official = event[.official]?.text
    self.isVacant = isVacant
    text = official.map { "\($0) held \(post)" + (isVacant ? " and \(vacancy)" : "") } ?? vacancy
  }
}

/// What the record says of an assertion.
private struct Answer {
  var verdict: RuleFinding.Verdict
  var reason: String
  var entries: [UInt32] = []
  var officials: [String] = []
}

/// One assertion, held against the tenures of its post.
private struct Assertion {
  let inspection: Inspection
  let post: UInt32
  let days: DayRange
  /// The official asserted; `nil` where no entry knows the id, or none is.
  let official: UInt32?
  let name: String

  private var register: TenureRegister { inspection.register }

  /// Whether the official held the post.
  func holding() -> Answer {
    let own = register.tenures(of: post).filter { $0.official == official }
    if let sure = own.first(where: { isCertain($0) }) {
      return Answer(verdict: .ok, reason: "so it is recorded", entries: [sure.entry])
    }
    let possible = own.filter { isPossible($0) }
    if !possible.isEmpty {
      return answer(
        .needsEvidence, "the record allows it, but does not say so for certain", possible)
    }
    let others = definitive.filter { isCertain($0) }
    if !others.isEmpty, register.seats[Int(post)] <= UInt32(others.count) {
      return answer(.violation, "\(holders(others)) held it", others)
    }
    if !own.isEmpty {
      return answer(.violation, "\(name) is on record there, but not then", own)
    }
    if isAbsent { return answer(.violation, "the post did not exist", [], isAbsent: true) }
    let last = ended()
    if isVacant { return answer(.violation, "the post was vacant", last) }
    return answer(.undecidable, "nothing recorded says who held it", [])
  }

  /// Whether nobody held the post.
  func vacancy() -> Answer {
    if isAbsent { return Answer(verdict: .ok, reason: "the post did not exist") }
    let sure = register.tenures(of: post).filter { isCertain($0) }
    let holding = sure.filter { !$0.capacity.isActing }
    if !holding.isEmpty { return answer(.violation, "\(holders(holding)) held it", holding) }
    if !sure.isEmpty { return answer(.needsEvidence, "\(holders(sure)) acted on it", sure) }
    let possible = register.tenures(of: post).filter { isPossible($0) }
    if !possible.isEmpty {
      return answer(.needsEvidence, "\(holders(possible)) may have held it", possible)
    }
    if isVacant { return Answer(verdict: .ok, reason: "so it is recorded") }
    return answer(.undecidable, "nothing recorded says whether somebody held it", [])
  }

  /// Whether somebody held the post.
  func occupation() -> Answer {
    if isAbsent { return answer(.violation, "the post did not exist", [], isAbsent: true) }
    let sure = register.tenures(of: post).filter { isCertain($0) }
    let holding = sure.filter { !$0.capacity.isActing }
    if let holder = holding.first {
      return Answer(verdict: .ok, reason: "so it is recorded", entries: [holder.entry])
    }
    if !sure.isEmpty { return answer(.needsEvidence, "\(holders(sure)) only acted on it", sure) }
    let possible = register.tenures(of: post).filter { isPossible($0) }
    if !possible.isEmpty {
      return answer(
        .needsEvidence, "the record allows it, but does not say so for certain", possible)
    }
    if isVacant { return answer(.violation, "the post was vacant", ended()) }
    return answer(.undecidable, "nothing recorded says whether somebody held it", [])
  }

  private var definitive: [Tenure] {
    register.tenures(of: post).filter { !$0.capacity.isActing && $0.official != official }
  }

  private func isCertain(_ tenure: Tenure) -> Bool {
    guard !days.first.isUnbounded, !days.last.isUnbounded else { return false }
    if days.first == days.last { return register.isCertain(tenure, on: days.first) }
    // From a certain start on, a tenure that is certain on a later day is so in between.
    return register.isCertain(tenure, on: days.first) && register.isCertain(tenure, on: days.last)
      && tenure.start.last <= days.first
      && register.isCertainlyUnended(tenure, on: days.last)
  }

  /// Whether the tenure may hold on some day of the range: days between are alike but for those on
  /// which it may start or was seen.
  private func isPossible(_ tenure: Tenure) -> Bool {
    let first = max(days.first, tenure.start.first)
    let last = min(days.last, tenure.end.last)
    guard first <= last else { return false }
    let seen = register.sightings(of: tenure).map(\.day).filter { first <= $0 && $0 <= last }
    let candidates =
      [first, first.adding(days: 1), min(max(first, tenure.start.last), last)] + seen
    return candidates.contains {
      days.first <= $0 && $0 <= days.last && register.isPossible(tenure, on: $0)
    }
  }

  /// Whether the post did not exist on any day of the range.
  private var isAbsent: Bool {
    inspection.lifecycles[post] != nil
      && !inspection.replay.directory.moved(to: days.first).isListed(post)
      && !inspection.replay.directory.moved(to: days.last).isListed(post)
  }

  /// Whether the record has it vacant on the first and on the last day of the range.
  private var isVacant: Bool {
    inspection.replay.moved(to: days.first).view(of: post).status == .vacant
      && inspection.replay.moved(to: days.last).view(of: post).status == .vacant
  }

  /// The last tenure that was over by then, as what leaves the post vacant.
  private func ended() -> [Tenure] {
    let over = register.tenures(of: post).compactMap { tenure in
      register.end(of: tenure).map { (tenure, $0.days.last) }
    }
    let latest = over.filter { $0.1 <= days.first }.max { $0.1 < $1.1 }
    return latest.map { [$0.0] } ?? []
  }

  private func holders(_ tenures: [Tenure]) -> String {
    let named = tenures.prefix(3).map { inspection.holder($0) }
    return Inspection.list(named, of: tenures.count)
  }

  /// An answer with the entries that give and end the tenures it rests on.
  private func answer(
    _ verdict: RuleFinding.Verdict, _ reason: String, _ tenures: [Tenure], isAbsent: Bool = false
  ) -> Answer {
    var entries = tenures.map(\.entry)
    entries += tenures.compactMap { register.end(of: $0)?.entry }
    if isAbsent { entries += (inspection.lifecycles[post] ?? []).map(\.entry) }
    let officials = tenures.map { inspection.official($0.official) }
    return Answer(verdict: verdict, reason: reason, entries: entries, officials: officials)
  }
}
