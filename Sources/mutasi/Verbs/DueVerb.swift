import CommandLineKit
import Exchange
import Ledger

/// `due`: evaluations, promises, acting terms and inaugurations that fall due.
struct DueVerb: Command {
  static let about = About(
    "due", "Show what falls due: evaluations, promises, acting terms, inaugurations.",
    discussion: """
      What is overdue on the day comes first, then what is open, by its latest due day; without a \
      due day last. What was kept, broken or cancelled is shown with --all only. --within and \
      --until leave out what falls due later, and what has no due day.
      """,
    examples: [
      "mutasi due --within P90D", "mutasi due --at 2022-06-01 --kind evaluation --region 35.10",
    ])

  @Option("Only what falls due this long from the day, such as P90D or P3M.")
  var within: CalendarDuration?
  @Option("Only what falls due on this day or earlier.") var until: Day?
  @Option("Only obligations of this kind.") var kind: [ObligationView.Kind] = []
  @Option("Only this region and what lies in it.") var region: RegionCode?
  @Flag("Show also what was kept, broken or cancelled.") var all = false
  @Options var time: TimeOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if within != nil, until != nil {
      throw Misuse("--within and --until both end the list; give one")
    }
    let session = try journal.session(time, about: .everything(time.day), on: &terminal)
    let limit = within.map { time.day.adding($0) } ?? until
    let known = try session.replay(at: time.day).obligations(in: Scope(region: region))
    let asked = known.filter { obligation in
      let isWanted = all || obligation.state == .open || obligation.state == .overdue
      let isDue = limit.map { limit in obligation.due.map { $0.last <= limit } ?? false } ?? true
      return isWanted && isDue && (kind.isEmpty || kind.contains(obligation.kind))
    }
    output.print(
      DueAnswer.report(asked, at: time.day, basis: session.basis(time)), on: &terminal)
    return .done
  }
}
