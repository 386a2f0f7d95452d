/// What is recorded, held against rules: every finding, and what each rule comes to.
public struct Check: Sendable {
  /// What one rule comes to.
  public struct Outcome: Sendable {
    /// The rule.
    public let rule: Rule
    /// The worst of its findings within what was asked about; `ok` if it has none, and
    /// `not-applicable` if there was nothing to hold against it.
    public let verdict: RuleFinding.Verdict
    /// To how many posts, officials, acts or entries it was applied.
    public let count: Int
  }

  /// Which findings are asked about; what is not given does not narrow them.
  public struct Filter: Sendable {
    /// The first and the last day.
    public var from: Day?
    /// The last day.
    public var to: Day?
    /// Only what concerns this official.
    public var official: String?
    /// Only what concerns this post.
    public var post: String?
    /// Only this region, and only posts of this unit and those below it.
    public var scope = Scope()

    /// A filter that takes everything.
    public init() {}
  }

  /// The rules in order.
  public let outcomes: [Outcome]
  /// What they found, rule by rule; what is well only where a rule was asked to say so.
  public let findings: [RuleFinding]

  /// Holds what is recorded against rules.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - rules: The rules.
  ///   - filter: What is asked about.
  public init(_ replay: Replay, _ rules: [Rule], _ filter: Filter = Filter()) {
    let inspection = Inspection(replay)
    var outcomes: [Outcome] = []
    var findings: [RuleFinding] = []
    for rule in rules {
      let judgement = inspection.judgement(of: rule)
      let own = judgement.findings.filter { filter.accepts($0, inspection) }
      let verdict = own.map(\.verdict).max() ?? (judgement.count > 0 ? .ok : .notApplicable)
      outcomes.append(Outcome(rule: rule, verdict: verdict, count: judgement.count))
      findings += own
    }
    self.outcomes = outcomes
    self.findings = findings
  }
}

extension Inspection {
  /// What a rule finds, each finding with the rule's id.
  func judgement(of rule: Rule) -> Judgement {
    var judgement = rule.judge(self)
    for index in judgement.findings.indices { judgement.findings[index].rule = rule.id }
    return judgement
  }
}

extension RuleFinding.Verdict: Comparable {
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether the first is better than the second.
  public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }
}

extension Check.Filter {
  /// Whether a finding is one of those asked for.
  func accepts(_ finding: RuleFinding, _ inspection: Inspection) -> Bool {
    if let official, !finding.officials.contains(official) { return false }
    if let post, !finding.posts.contains(post) { return false }
    if let from, finding.days.last < from { return false }
    if let to, to < finding.days.first { return false }
    if scope.region != nil {
      let regions =
        finding.region.map { [$0] }
        ?? finding.posts.compactMap { id in
          inspection.facts.posts.find(id).flatMap { inspection.replay.directory.region($0) }
        }
      guard regions.contains(where: { scope.includes(region: $0) }) else { return false }
    }
    guard let unit = scope.unit else { return true }
    if finding.units.contains(unit) { return true }
    guard let wanted = inspection.facts.units.find(unit) else { return false }
    return finding.posts.contains { id in
      guard let post = inspection.facts.posts.find(id),
        let own = inspection.replay.directory.unitNumber(post)
      else { return false }
      return inspection.replay.directory.unit(own, isWithin: wanted)
    }
  }
}
