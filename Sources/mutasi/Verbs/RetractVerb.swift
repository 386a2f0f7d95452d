import CommandLineKit
import Exchange
import Ledger

/// `retract`: withdraws an entry that was recorded wrongly.
struct RetractVerb: Command {
  static let about = About(
    "retract", "Withdraw an entry that should not have been recorded.",
    discussion: """
      The entry stays in the journal; from now on it counts for no date, while --known-on still \
      shows what was believed. To retract a retraction or a correction restores what it took back. \
      For a decree that was annulled in law, use annul: it is no error of the record.
      """,
    examples: ["mutasi retract 17 --reason 'another person of the same name'"], group: "Record",
    asks: true)

  @Argument("The number of the entry.", placeholder: "ENTRY") var entry: Int
  let given = RetractVerb.fields.declared()
  @Options var recording: RecordingOptions
  @Options var confirming: ConfirmingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  private static let fields = FieldOptions(
    .of(.entryRetracted), leavingOut: [.entry, .effective])

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let entry = entry
    let retraction = try Self.fields.entry(from: given, on: &terminal).setting(
      .integer(Int64(entry)), at: [.name(FieldName.data.text), .name(FieldName.entry.text)])
    let draft = Draft(.entryRetracted, retraction)
    var wishes = Session.Wishes()
    wishes.entries = [entry]
    wishes.ids = Intake.ids(of: [draft])
    let proposal = Proposal(wishes) { session throws(Failure) in
      let event = try session.standing(entry)
      return Proposal.Content(
        drafts: [draft],
        days: try session.days(of: event.kind, effective: event.effective, data: event.data))
    }
    return try DailyRecording(recording, confirming, output, journal).run(proposal, on: &terminal)
  }
}
