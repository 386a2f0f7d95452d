import CommandLineKit
import Exchange
import Ledger

/// `check`: what is recorded, held against rules.
struct CheckVerb: Command {
  static let about = About(
    "check", "Hold what is recorded against rules and list what breaks them.",
    discussion: """
      A finding is a `violation` where a rule is broken in every reading of vague dates, \
      `needs-evidence` where it may be or where a document is wanted, `undecidable` where too \
      little is recorded to tell. A rule is `ok` where it was applied and nothing was found, \
      `not-applicable` where there was nothing to apply it to. Each finding names the entries it \
      rests on. The exit code is 1 where a finding is at or above --fail-on. The same rules, asked \
      about what a batch touches, give the warnings of append.
      """,
    examples: [
      "mutasi check", "mutasi check R-22 holder-asserted --unit dinkes --format json",
      "mutasi check --from 2021-01-01 --to 2021-12-31 --fail-on needs-evidence",
      "mutasi check --strict",
    ])

  @Argument("Ids or names of rules; all if left out.", placeholder: "RULE") var rules: [String] = []
  @Flag("List as well what is used but was never declared: posts, officials, units.")
  var strict = false
  @Flag("List as well what a rule found to be in order.") var all = false
  @Option("Exit with 1 where a finding is as bad as this or worse.") var failOn: FailureLevel =
    .violation
  @Option("Only findings about this day or later.") var from: Day?
  @Option("Only findings about this day or earlier.") var to: Day?
  @Option("Only findings about this official.", placeholder: "OFFICIAL") var official: String?
  @Option("Only findings about this post.", placeholder: "POST") var post: String?
  @Options var scope: ScopeOptions
  @Options var reading: ReadingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let from, let to, to < from { throw Misuse("--to lies before --from") }
    let asked = try wanted()
    let session = try Session.open(journal.open(), reading.wishes(), on: &terminal)
    let replay = try session.replay(at: to ?? Clock.today())
    var filter = Check.Filter()
    filter.from = from
    filter.to = to
    filter.official = try Names.filter(official: official, replay, on: &terminal)
    filter.post = try Names.filter(post: post, replay, on: &terminal)
    filter.scope = try Names.scope(scope, replay, on: &terminal)
    let check = Check(replay, asked, filter)
    output.print(
      CheckAnswer.report(check, replay, showsAll: all, basis: session.basis(reading.knownText)),
      on: &terminal)
    let isBroken = check.findings.contains { failOn.includes($0.verdict) }
    return isBroken ? .no : .done
  }

  private func wanted() throws -> [Rule] {
    switch Rule.named(rules, strict: strict) {
    case .success(let rules): return rules
    case .failure(let unknown):
      let known = Rule.all.flatMap { [$0.id, $0.name] }
      let nearest = Spelling.nearest(to: unknown.name, in: known)
      throw Misuse(
        "there is no rule \(UsageError.quote(unknown.name))",
        hint: nearest.map { "did you mean \(UsageError.quote($0))?" }
          ?? "'mutasi check --format csv' lists the rules")
    }
  }
}

/// From which verdict on a check fails.
enum FailureLevel: String, CaseIterable, ArgumentValue {
  case violation
  case needsEvidence = "needs-evidence"
  case undecidable
  case never

  /// Whether a verdict makes the check fail.
  func includes(_ verdict: RuleFinding.Verdict) -> Bool {
    switch self {
    case .violation: verdict >= .violation
    case .needsEvidence: verdict >= .needsEvidence
    case .undecidable: verdict >= .undecidable
    case .never: false
    }
  }
}
