import CommandLineKit
import Exchange
import Ledger

/// `rotation`: the story of one rotation in order, or a list of all.
struct RotationVerb: Command {
  static let about = About(
    "rotation", "Show how a rotation went, step by step; without an id, list all rotations.",
    discussion: """
      A rotation (gelombang mutasi) ties proposal, decree, briefing, inauguration and evaluation \
      together. Its steps up to the day are listed by date, with what is due because of them, what \
      was said, and where sources disagree.
      """,
    examples: [
      "mutasi rotation --at 2021-12-31 --region 35.10",
      "mutasi rotation 51.01/2021-07 --at 2021-08-15 --format json",
    ])

  @Argument("The rotation's id; all rotations if left out.", placeholder: "ROTATION")
  var id: String?
  @Option("List only rotations of this region and what lies in it.") var region: RegionCode?
  @Options var time: TimeOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    guard let id else {
      let session = try journal.session(time, on: &terminal)
      output.print(
        RotationAnswer.report(
          try session.replay(at: time.day), in: Scope(region: region), basis: session.basis(time)),
        on: &terminal)
      return .done
    }
    if region != nil { throw Misuse("--region narrows the list; one rotation needs no region") }
    var wishes = Session.Wishes()
    wishes.knowledge = try time.knowledge()
    wishes.isVerified = !time.unverified
    wishes.rotation = id
    let session = try Session.open(journal.open(), wishes, on: &terminal)
    let replay = try session.replay(at: time.day)
    guard let story = replay.story(of: id, kept: try session.keptEvents()) else {
      let known = Set(replay.moved(to: .distantFuture).rotations().map(\.rotation))
      throw Unknown.failure("rotation", id, in: replay.facts.rotations) { known.contains($0) }
    }
    output.print(
      RotationAnswer.report(story, at: time.day, basis: session.basis(time)), on: &terminal)
    return .done
  }
}
