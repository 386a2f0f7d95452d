import CommandLineKit
import Exchange
import Ledger

/// `log`: the entries as they were recorded, in order.
struct Log: Command {
  static let about = About(
    "log", "List the entries as they were recorded, in order.",
    discussion: """
      Entries that were retracted or corrected later are listed as recorded, and marked. --from \
      and --to take an entry at the last day of its date, and at the day of recording where it has \
      no date. Several of one option widen the list, different options narrow it.
      """,
    examples: [
      "mutasi log --last 20", "mutasi log --type DirectiveIssued --region 73.10",
      "mutasi log --official budi --from 2020-01-01 --to 2021-12-31 --format jsonl",
    ])

  @Option("Only entries of this type.", placeholder: "TYPE")
  var type: [EventTypeName] = []
  @Option("Only entries of this region and what lies in it.") var region: RegionCode?
  @Option("Only entries that took effect on this day or later.") var from: Day?
  @Option("Only entries that took effect on this day or earlier.") var to: Day?
  @Option("Only entries that name this official.", placeholder: "OFFICIAL") var official: String?
  @Option("Only entries that name this post.", placeholder: "POST") var post: String?
  @Option("Only entries of this rotation.", placeholder: "ROTATION") var rotation: String?
  @Option("Only the last of them.", placeholder: "N") var last: Int?
  @Options var reading: ReadingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let from, let to, to < from { throw Misuse("--to lies before --from") }
    if let last, last < 0 { throw Misuse("--last is a number of entries; expected 0 or more") }
    var wishes = try reading.wishes()
    let kinds = Set(type.map(\.kind))
    wishes.keeps = { kind, _ in kinds.isEmpty || kinds.contains(kind) }
    let filter = EventFilter(
      region: region, from: from, to: to, official: official, post: post, rotation: rotation)
    if filter != EventFilter() { wishes.selects = { filter.accepts($0) } }
    wishes.keepsLast = last
    let session = try Session.open(journal.open(), wishes, on: &terminal)
    let entries = EventsAgain(session)
    output.print(
      EntriesAnswer.log(
        entries.source, undone: session.facts.undone(),
        claims: ClaimNotes(try session.asRecorded()), basis: session.basis(reading.knownText)),
      on: &terminal)
    try entries.check()
    return .done
  }
}
