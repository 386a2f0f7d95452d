import CommandLineKit
import Exchange
import Ledger

/// `replay`: the state of every post and rotation on a day.
struct ReplayVerb: Command {
  static let about = About(
    "replay", "Show every post and who holds it on a day, the rotations, and what is due.",
    discussion: """
      An answer is `certain` where it holds in every reading of vague dates, `possible` where it \
      holds in some. --at asks for a day in the world; --known-on for what had been recorded by \
      then.
      """,
    examples: [
      "mutasi replay --at 2021-07-27 --region 51.01",
      "mutasi replay --at 2021-08-15 --known-on 2021-08-01 --format json",
    ])

  @Options var time: TimeOptions
  @Options var scope: ScopeOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions
  @Flag("Show vacant posts only.") var vacant = false
  @Flag("Print the digest of the holders on that day, to be compared between offices.")
  var digest = false

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let session = try journal.session(time, about: .everything(time.day), on: &terminal)
    let replay = try session.replay(at: time.day)
    let scope = try Names.scope(self.scope, replay, on: &terminal)
    if digest {
      let digest = StateDigest.of(replay.posts(in: scope))
      // A line that two offices compare; programs get it with what it rests on.
      guard output.format != .table else {
        terminal.write(digest + "\n")
        return .done
      }
      output.print(
        ReplayAnswer.report(digest: digest, at: time.day, basis: session.basis(time)),
        on: &terminal)
      return .done
    }
    output.print(
      ReplayAnswer.report(
        replay, in: scope, onlyVacant: vacant, basis: session.basis(time)), on: &terminal)
    return .done
  }
}
