import CommandLineKit
import Exchange
import Ledger

/// `audit`: who moved where, when, on which decree and with which approval.
struct AuditVerb: Command {
  static let about = About(
    "audit", "Show who moved where, when, on which decree and with which approval.",
    discussion: """
      One row for each line of an inauguration, a confirmation or a decree that needs no oath, for \
      each acting assignment and each departure; one more for the rest of a ceremony, who are \
      known only by their count. Nothing that was only planned or decreed is a move. An act of a \
      vague date counts on its last day; --from and --to are inclusive. Such an act is `possible` \
      where only some days of its range lie in the period, `certain` where all do.
      """,
    examples: [
      "mutasi audit --from 2021-01-01 --to 2021-12-31",
      "mutasi audit --region 35.10 --format csv",
    ])

  @Option("Only moves on this day or later.") var from: Day?
  @Option("Only moves on this day or earlier.") var to: Day?
  @Option("Only moves of this official.", placeholder: "OFFICIAL") var official: String?
  @Option("Only moves into or out of this post.", placeholder: "POST") var post: String?
  @Options var scope: ScopeOptions
  @Options var reading: ReadingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let from, let to, to < from { throw Misuse("--to lies before --from") }
    var filter = MoveFilter()
    filter.from = from
    filter.to = to
    let asked = filter
    var wishes = try reading.wishes()
    wishes.keeps = { kind, effective in asked.mayInclude(kind, effective) }
    wishes.selects = { asked.includes($0) }
    let session = try Session.open(journal.open(), wishes, on: &terminal)
    let replay = try session.replay(at: to ?? Clock.today())
    filter.scope = try Names.scope(scope, replay, on: &terminal)
    filter.official = try Names.filter(official: official, replay, on: &terminal)
    filter.post = try Names.filter(post: post, replay, on: &terminal)
    let movedIn = Audit.movedIn(replay, kept: session.kept, filter)
    let kept = try session.kept + session.events(movedIn, reading.wishes(), on: &terminal)
    output.print(
      AuditAnswer.report(
        Audit.moves(replay, kept: kept, filter), filter,
        basis: session.basis(reading.knownText)), on: &terminal)
    return .done
  }
}
