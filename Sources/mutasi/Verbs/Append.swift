import CommandLineKit
import Exchange
import Ledger

/// `append`: records entries, all of a call or none.
struct Append: Command {
  static let about = About(
    "append", "Record entries: JSON Lines from files or standard input, all or none.",
    discussion: """
      Each line is an event in the CloudEvents JSON format. id, recordedtime, source, region and \
      the numbers of lines are filled where they are left out. An entry with a known id and the \
      same content is skipped and answered with its number, so that a call may be repeated. The \
      numbers and the checkpoint that are printed are the receipt.
      """,
    examples: [
      "mutasi append --example OfficialsInaugurated > sk-17.jsonl",
      "mutasi append --dry-run sk-17.jsonl",
      "mutasi append sk-17.jsonl",
    ])

  @Argument("JSON Lines files to record; - is standard input.") var files: [FilePath] = []
  @Option("Print a filled example of this event type and record nothing.", placeholder: "TYPE")
  var example: EventTypeName?
  @Flag("Keep the entries' own times of recording; into an empty journal only.")
  var keepTime = false
  @Options var recording: RecordingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let example {
      terminal.write(
        bytes: LineWriter.write(Examples.example(example.kind, isComplete: true)) + [0x0A])
      return .done
    }
    let proposal = Proposal(try Inputs.read(files, on: &terminal))
    var recorder = Recorder(journal: journal, options: recording, keepsTime: keepTime)
    recorder.showsView = false
    if recording.dryRun {
      let batch = try recorder.rehearse(proposal, on: &terminal)
      output.print(try AppendReport.rehearsal(batch, at: recording.at), on: &terminal)
      try recorder.judge(batch, on: &terminal)
    } else {
      let (batch, checkpoint) = try recorder.record(proposal, on: &terminal)
      output.print(AppendReport.receipt(batch, checkpoint), on: &terminal)
      try batch.leave(on: &terminal)
    }
    return .done
  }
}

/// The name of an event type given on the command line.
struct EventTypeName: ArgumentValue {
  let kind: EventKind

  init?(argument: String) {
    guard let kind = EventKind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  var argument: String { kind.rawValue }
  static var placeholder: String { "TYPE" }
  static var choices: [String] { EventKind.allCases.map(\.rawValue) }
}
