/// A rule that what is recorded is held against: what it asks, where it comes from, how much it
/// weighs, and the function that finds where it is broken.
///
/// A rule sees the world at all days at once (`Inspection`), so that one and the same function
/// serves `check`, which asks about everything, and `append`, which asks about what a batch
/// touches.
public struct Rule: Sendable {
  /// How much a breach weighs.
  public enum Severity: String, CaseIterable, Sendable {
    /// An indicator, worth a look.
    case info
    /// A formality.
    case low
    /// Doubt about the record or about procedure.
    case medium
    /// Doubt about who holds which post.
    case high
  }

  /// A law or regulation that a rule comes from, while it was in force.
  public struct Version: Sendable {
    /// The law and its article.
    public let source: String
    /// The first day in force; `nil` where it is not limited.
    public let from: Day?
    /// The last day in force; `nil` while it is.
    public let to: Day?

    /// A version in force from one day to another.
    public init(_ source: String, from: Day? = nil, to: Day? = nil) {
      self.source = source
      self.from = from
      self.to = to
    }

    /// Whether it was in force on a day.
    func isInForce(_ day: Day) -> Bool {
      from.map { $0 <= day } ?? true && to.map { day <= $0 } ?? true
    }
  }

  /// The id, such as `R-22`; those of rules of the record itself begin with `D`.
  public let id: String
  /// A short name, which stands for the id on a command line.
  public let name: String
  /// What it asks, in one sentence.
  public let meaning: String
  /// How much a breach weighs.
  public let severity: Severity
  /// The laws it comes from, by time; none for rules of plain logic.
  public var versions: [Version] = []
  /// Whether an append is warned of what it newly finds; not where the entry that is appended says
  /// so itself.
  var warns = true
  /// Whether only a strict check asks it.
  var isStrict = false
  /// Finds where it is broken or doubtful, and says how much it was held against.
  let judge: @Sendable (Inspection) -> Judgement

  /// The source in force on a day; that of the latest version where the day is not known.
  public func version(on day: Day) -> Version? {
    day.isUnbounded ? versions.last : versions.first { $0.isInForce(day) }
  }
}

/// What a rule found, and how many subjects it was held against.
struct Judgement: Sendable {
  var findings: [RuleFinding] = []
  /// How many posts, officials, acts or entries it could be applied to.
  var count = 0

  init(_ findings: [RuleFinding] = [], of count: Int = 0) {
    self.findings = findings
    self.count = count
  }
}

/// What a rule says of one case.
public struct RuleFinding: Sendable {
  /// The five answers of a rule, from the best to the worst.
  public enum Verdict: String, CaseIterable, Sendable {
    /// There is nothing it could be applied to.
    case notApplicable = "not-applicable"
    /// It holds.
    case ok
    /// What is recorded does not suffice to tell.
    case undecidable
    /// It may be broken; a document would tell.
    case needsEvidence = "needs-evidence"
    /// It is broken, in every reading of what is recorded.
    case violation
  }

  /// The rule's id.
  public var rule = ""
  /// What it says.
  public var verdict: Verdict
  /// One sentence that names the entries.
  public var sentence: String
  /// The posts concerned, by id, the first one chiefly.
  public var posts: [String] = []
  /// The officials concerned, by id, the first one chiefly.
  public var officials: [String] = []
  /// The units concerned, by id.
  public var units: [String] = []
  /// The region of the entry, where it gives one.
  public var region: String?
  /// The days concerned; any day where it is about none.
  public var days = DayRange.unknown
  /// The entries it rests on, in order.
  public var entries: [Int] = []

  /// What makes two findings, before an append and after it, one and the same.
  var key: Key {
    Key(
      rule: rule, verdict: verdict, posts: posts, officials: officials, units: units,
      entries: entries)
  }

  struct Key: Hashable {
    var rule: String
    var verdict: Verdict
    var posts: [String]
    var officials: [String]
    var units: [String]
    var entries: [Int]
  }
}
