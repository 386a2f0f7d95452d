import CommandLineKit
import Exchange
import Ledger

/// `official`: which posts somebody held, from the first on record.
struct OfficialVerb: Command {
  static let about = About(
    "official", "Show which posts an official held, oldest first, and which on a day.",
    discussion: """
      Every tenure on record is listed, definitive and acting. `certain` means that it holds on \
      some day in every reading of vague dates, `possible` that it does so in some readings only. \
      An official who was confirmed in a renamed or re-organised post holds it since the tenure \
      before; the two are linked. What comes before a day on which a source saw the official in a \
      post only interrupts the tenure, and does not end it. A name that only one official ever \
      bore stands for the id.
      """,
    examples: [
      "mutasi official i-nengah-tamba",
      "mutasi official budi --known-on 2021-01-31 --format csv",
    ])

  @Argument("The official's id, or a name that he or she ever bore.", placeholder: "OFFICIAL")
  var id: String
  @Options var time: TimeOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let session = try journal.session(time, about: .official(self.id), on: &terminal)
    let replay = try session.replay(at: time.day)
    let id = try Names.official(self.id, replay, on: &terminal)
    guard let official = replay.number(ofOfficial: id),
      let history = replay.history(ofOfficial: id)
    else { throw Failure(.no, "no entry gives official \(UsageError.quote(id)) a post or a name") }
    output.print(
      HistoryAnswer.report(
        official: official, history: history, replay: replay, basis: session.basis(time)),
      on: &terminal)
    return .done
  }
}
