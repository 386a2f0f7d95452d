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

      Tenures known from records only, such as an imported list of careers, are not moves unless \
      --recorded asks for them: then the start of each is one, from the post that the official's \
      latest tenure before it was in.

      --backdated lists instead what was recorded late, by whom, and what each such entry changed \
      about the day on which it took effect.
      """,
    examples: [
      "mutasi audit --from 2021-01-01 --to 2021-12-31",
      "mutasi audit --region 35.10 --format csv",
      "mutasi audit --recorded --post kadis-pu",
      "mutasi audit --backdated P30D --from 2021-01-01",
    ])

  @Option("Only moves on this day or later.") var from: Day?
  @Option("Only moves on this day or earlier.") var to: Day?
  @Option("Only moves of this official.", placeholder: "OFFICIAL") var official: String?
  @Option("Only moves into or out of this post.", placeholder: "POST") var post: String?
  @Flag("Also the starts of tenures that are known from records only.") var recorded = false
  @Option("Instead: entries recorded so long after they took effect, such as P30D.")
  var backdated: CalendarDuration?
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
    filter.takesRecorded = recorded
    if let backdated { return try listBackdated(by: backdated, filter, on: &terminal) }
    let reader = try journal.open()
    var wishes = try reading.wishes()
    var known: MoveFilter?
    let isNarrow = from != nil || to != nil || official != nil || post != nil
    if isNarrow, let session = try Session.openKept(reader, wishes, on: &terminal) {
      let replay = try session.replay(at: to ?? Clock.today())
      let narrow = try narrowed(filter, replay, on: &terminal)
      let entries = Audit.entries(replay, in: session.facts, narrow)
      // Of more of them it is as quick to take every line.
      if entries.count <= session.size / 4 {
        let events = try session.events(entries)
        print(
          Moves(replay, narrow, of: EventSource(events)), session, replay, narrow, on: &terminal)
        return .done
      }
      // What there is to say on the side was said.
      (known, wishes.isQuiet) = (narrow, true)
    }
    let period = filter
    wishes.keeps = { kind, effective in period.mayInclude(kind, effective) }
    wishes.selects = { period.includes($0) }
    let session = try Session.open(reader, wishes, on: &terminal)
    let replay = try session.replay(at: to ?? Clock.today())
    filter = try known ?? narrowed(filter, replay, on: &terminal)
    let movedIn = try session.events(
      Audit.movedIn(replay, kept: session.keptEntries, filter))
    let events = EventsAgain(session)
    let moves = Moves(replay, filter, of: events.source, and: movedIn, by: Cores())
    try events.check()
    print(moves, session, replay, filter, on: &terminal)
    try events.check()
    return .done
  }

  /// The filter with what is asked for beside the period.
  private func narrowed(
    _ period: MoveFilter, _ replay: Replay, on terminal: inout Terminal
  ) throws(Failure) -> MoveFilter {
    var filter = period
    filter.scope = try Names.scope(scope, replay, on: &terminal)
    filter.official = try Names.filter(official: official, replay, on: &terminal)
    filter.post = try Names.filter(post: post, replay, on: &terminal)
    return filter
  }

  private func print(
    _ moves: Moves, _ session: Session, _ replay: Replay, _ filter: MoveFilter,
    on terminal: inout Terminal
  ) {
    output.print(
      AuditAnswer.report(
        moves, filter, recorded: moves.count == 0 ? Audit.recordedStarts(replay, filter) : 0,
        basis: session.basis(reading.knownText)), on: &terminal)
  }

  /// What was recorded so long after it took effect, in the period by the day of its effect.
  private func listBackdated(
    by duration: CalendarDuration, _ period: MoveFilter, on terminal: inout Terminal
  ) throws(Failure) -> ExitCode {
    var wishes = try reading.wishes()
    wishes.keeps = { kind, _ in Backdated.mayBeLate(kind) }
    wishes.selects = { $0.isLate(by: duration) && period.takes($0) }
    let session = try Session.open(journal.open(), wishes, on: &terminal)
    let replay = try session.replay(at: to ?? Clock.today())
    let filter = try narrowed(period, replay, on: &terminal)
    let events = replay.entries(concerning: filter, among: try session.keptEvents())
    do throws(LineError) {
      output.print(
        BackdatedAnswer.report(
          try Replay.backdated(
            events, in: session.facts, by: duration, most: Self.mostChanges, by: Cores()),
          by: duration, filter, basis: session.basis(reading.knownText)), on: &terminal)
    } catch {
      throw Failure(correction: error)
    }
    return .done
  }

  /// Of how many late entries the changes are looked into: each is replayed twice.
  private static let mostChanges = 200
}
