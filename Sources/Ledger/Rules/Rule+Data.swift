/// The rules of the record itself: what must hold whatever the law says.
extension Rule {
  /// Every rule, by id.
  public static let all: [Rule] = data

  /// The rules of a check: those named, else all that it asks.
  ///
  /// - Parameters:
  ///   - names: Ids or names, case put aside; all rules if there are none.
  ///   - isStrict: Whether what only a strict check asks is among all.
  /// - Returns: The rules, or the first name that is none.
  public static func named(_ names: [String], strict isStrict: Bool) -> Result<[Rule], Unknown> {
    guard !names.isEmpty else { return .success(all.filter { isStrict || !$0.isStrict }) }
    var rules: [Rule] = []
    for name in names {
      let wanted = name.lowercased()
      guard let rule = all.first(where: { $0.id.lowercased() == wanted || $0.name == wanted })
      else { return .failure(Unknown(name: name)) }
      if !rules.contains(where: { $0.id == rule.id }) { rules.append(rule) }
    }
    return .success(rules)
  }

  /// A name that no rule has.
  public struct Unknown: Error {
    /// What was given.
    public let name: String
  }

  private static let data: [Rule] = [
    Rule(
      id: "D-01", name: "holder-asserted",
      meaning: "Who is asserted to have held a post on a day is its holder by all that is "
        + "recorded.",
      severity: .high, judge: Assertions.judge),
    Rule(
      id: "D-02", name: "empty-tenure",
      meaning: "A tenure ends after it begins, on a later day.", severity: .medium,
      judge: ActRules.dates),
    Rule(
      id: "D-03", name: "acting-term", meaning: "An acting term ends no earlier than it begins.",
      severity: .medium, judge: ActRules.terms),
    Rule(
      id: "D-04", name: "wrong-leaver",
      meaning: "Nobody is moved out of a post that another is on record as holding.",
      severity: .high, judge: ActRules.leavers),
    Rule(
      id: "D-05", name: "no-oath",
      meaning: "Whoever is named in a decree that needs an oath has taken it.", severity: .medium,
      judge: DecreeRules.absentees),
    Rule(
      id: "D-06", name: "undeclared",
      meaning: "Posts, officials and units are declared by an entry of their own.",
      severity: .info, warns: false, isStrict: true, judge: RecordRules.undeclared),
    Rule(
      id: "R-22", name: "double-office",
      meaning: "Nobody holds two definitive posts at one time unless concurrently, and no post has "
        + "more definitive holders than seats.",
      severity: .high,
      versions: [Version("PP 11/2017 Ps 53", from: Day(year: 2017, month: 4, day: 1))],
      judge: DoubleHolding.judge),
    Rule(
      id: "R-23", name: "departed",
      meaning: "Nobody takes a post, or acts, after death or retirement.", severity: .high,
      judge: ActRules.departed),
    Rule(
      id: "R-30", name: "weekday", meaning: "A weekday as printed goes with the date.",
      severity: .low, judge: RecordRules.weekdays),
    Rule(
      id: "R-31", name: "counts",
      meaning: "People counted in several ways, and the lines that name them, agree.",
      severity: .medium, judge: CountRules.judge),
    Rule(
      id: "R-32", name: "decree-number", meaning: "One number is that of one decree.",
      severity: .medium, judge: DecreeRules.duplicates),
    Rule(
      id: "R-33", name: "post-exists",
      meaning: "A post is held only from its founding to its abolition.", severity: .high,
      judge: ActRules.untimely),
    Rule(
      id: "R-35", name: "open-dispute", meaning: "What sources disagree about is settled.",
      severity: .medium, warns: false, judge: RecordRules.disputes),
  ]
}
