import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

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
  @Flag("Show what would be recorded and how the view would change; write nothing.")
  var dryRun = false
  @Flag("Refuse what would only be warned of.") var strict = false
  @Option("Record only if the journal has this many entries.", placeholder: "N")
  var expectSize: Int?
  @Option("Wait this long for another writer to finish: 500ms, 10s, 2m.", placeholder: "DURATION")
  var wait: WaitingTime?
  @Option("The clerk who records, as claimed.", placeholder: "NAME") var recordedBy: String?
  @Flag("Keep the entries' own times of recording; into an empty journal only.")
  var keepTime = false
  @Option("The day whose view --dry-run compares; the latest day concerned if not given.")
  var at: Day?
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let example {
      terminal.write(
        bytes: LineWriter.write(Examples.example(example.kind, isComplete: true)) + [0x0A])
      return .done
    }
    let drafts = try Inputs.read(files, on: &terminal)
    return dryRun ? try rehearse(drafts, on: &terminal) : try record(drafts, on: &terminal)
  }

  /// Everything but the writing: works on a read-only journal and without a key.
  private func rehearse(_ drafts: [Draft], on terminal: inout Terminal) throws(Failure) -> ExitCode
  {
    let reader = try journal.open()
    let batch = try Batch.judge(
      drafts, reader, filling: try filling(reader), expectSize: expectSize, on: &terminal)
    let report = try AppendReport.rehearsal(batch, at: at)
    output.print(report, on: &terminal)
    return try verdict(on: batch, on: &terminal)
  }

  private func record(_ drafts: [Draft], on terminal: inout Terminal) throws(Failure) -> ExitCode {
    let reader = try journal.open()
    let signer = try Keys.signer(of: reader.description, terminal)
    let writer: JournalWriter
    do throws(JournalError) {
      writer = try JournalWriter(
        opening: journal.journal.path, key: signer.key, memory: signer.memory,
        waitMilliseconds: wait?.milliseconds ?? 0)
    } catch {
      throw Failure(error)
    }
    for note in writer.recovery.sentences { terminal.warn(note) }
    let batch = try Batch.judge(
      drafts, writer.reader, filling: try filling(writer.reader), expectSize: expectSize,
      on: &terminal)
    _ = try verdict(on: batch, on: &terminal)
    if !batch.intake.lines.isEmpty {
      do throws(JournalError) {
        _ = try writer.append(batch.intake.lines)
      } catch {
        throw Self.failure(error, batch)
      }
      for note in writer.notes { terminal.warn(note.sentence) }
    }
    output.print(AppendReport.receipt(batch, writer.checkpoint), on: &terminal)
    return .done
  }

  /// Warnings are told; with `--strict` they refuse the batch.
  private func verdict(on batch: Batch, on terminal: inout Terminal) throws(Failure) -> ExitCode {
    guard !batch.warnings.isEmpty else { return .done }
    if strict { throw Failure(.refused, batch.toldWarnings + ["--strict: nothing was recorded"]) }
    for warning in batch.toldWarnings { terminal.warn(warning) }
    return .done
  }

  private func filling(_ reader: JournalReader) throws(Failure) -> Filling {
    if keepTime, reader.size > 0 {
      throw Failure(
        .refused,
        "--keep-time records into an empty journal only; this one has \(reader.size) entries")
    }
    return Filling(
      source: reader.description.source, region: reader.description.region, recordedBy: recordedBy,
      time: Clock.now(), keepsTime: keepTime)
  }

  /// An unknown outcome names the ids under which the call can be repeated.
  private static func failure(_ error: JournalError, _ batch: Batch) -> Failure {
    guard error.code == .outcomeUnknown else { return Failure(error) }
    let ids = batch.intake.receipts.filter { !$0.isRepeated }.map(\.id)
    return Failure(
      .failed,
      Failure(error).lines + ["repeat the call with the same ids:"] + ids.map { "  " + $0 })
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

/// How long to wait for a lock: a number of milliseconds, seconds or minutes.
struct WaitingTime: ArgumentValue {
  let milliseconds: Int
  let argument: String

  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let units = ["ms": 1, "s": 1000, "m": 60_000, "": 1000]
    guard let number = Int(digits), let unit = units[String(argument.dropFirst(digits.count))],
      number <= 86_400_000 / unit
    else { return nil }
    milliseconds = number * unit
    self.argument = argument
  }

  static var placeholder: String { "DURATION" }
  static var expectation: String { "a duration such as 500ms, 10s or 2m" }
}
