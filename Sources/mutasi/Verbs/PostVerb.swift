import CommandLineKit
import Exchange
import Ledger

/// `post`: who held a post, from the first on record.
struct PostVerb: Command {
  static let about = About(
    "post", "Show who held a post, oldest first, and how it stands on a day.",
    discussion: """
      Every tenure on record is listed, also of a post that is abolished or not yet established on \
      the day. `certain` means that it holds on some day in every reading of vague dates, \
      `possible` that it does so in some readings only. The entry that starts and the one that \
      ends a tenure stand beside it. What comes before a day on which a source saw somebody in the \
      post only interrupts the tenure, and does not end it. A title that only one post ever bore \
      stands for its id.
      """,
    examples: [
      "mutasi post 51.01/bupati",
      "mutasi post kadis-pu --at 2020-06-01 --known-on 2021-01-31 --format json",
    ])

  @Argument("The post's id, or a title that it ever bore.", placeholder: "POST") var id: String
  @Options var time: TimeOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let session = try journal.session(time, about: .post(self.id), on: &terminal)
    let replay = try session.replay(at: time.day)
    let id = try Names.post(self.id, replay, on: &terminal)
    guard let post = replay.number(ofPost: id), let history = replay.history(ofPost: id) else {
      throw Failure(.no, "no entry speaks of post \(UsageError.quote(id))")
    }
    output.print(
      HistoryAnswer.report(
        post: post, history: history, replay: replay, basis: session.basis(time)),
      on: &terminal)
    return .done
  }
}
