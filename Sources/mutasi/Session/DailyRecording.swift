import CommandLineKit
import Exchange
import Ledger
import MerkleLog

/// How the daily verbs record: they show what they will write and how the view changes, ask whoever
/// can be asked, and write.
///
/// Standard output has one answer, in the format asked for. What a person must see before agreeing
/// goes to standard error with the question, so that the answer can go to a file.
struct DailyRecording {
  let recorder: Recorder
  let confirming: ConfirmingOptions
  let output: OutputOptions

  init(
    _ recording: RecordingOptions, _ confirming: ConfirmingOptions, _ output: OutputOptions,
    _ journal: JournalOptions
  ) {
    recorder = Recorder(journal: journal, options: recording)
    self.confirming = confirming
    self.output = output
  }

  /// Records what is proposed.
  ///
  /// - Throws: `Failure` where it is refused, by the journal or by who was asked.
  func run(_ proposal: Proposal, on terminal: inout Terminal) throws(Failure) -> ExitCode {
    if recorder.options.dryRun {
      let batch = try recorder.rehearse(proposal, on: &terminal)
      output.print(try report(batch, checkpoint: nil), on: &terminal)
      try recorder.judge(batch, on: &terminal)
      return .done
    }
    guard terminal.isInteractive, !confirming.yes else {
      let (batch, checkpoint) = try recorder.record(proposal, on: &terminal)
      output.print(try report(batch, checkpoint: checkpoint), on: &terminal)
      try batch.leave(on: &terminal)
      return .done
    }
    let rehearsed = try recorder.rehearse(proposal, on: &terminal)
    if !rehearsed.intake.lines.isEmpty { try confirm(rehearsed, on: &terminal) }
    let (batch, checkpoint) = try recorder.record(proposal, after: rehearsed, on: &terminal)
    // Who has just read all of it on this very screen wants the receipt.
    let isSeen = terminal.outputIsTerminal && output.format == .table
    let answer =
      isSeen
      ? AppendReport.receipt(batch, checkpoint) : try report(batch, checkpoint: checkpoint)
    output.print(answer, on: &terminal)
    try batch.leave(on: &terminal)
    return .done
  }

  private func confirm(_ batch: Batch, on terminal: inout Terminal) throws(Failure) {
    let preview = try report(batch, checkpoint: nil, isPreview: true)
    terminal.note(preview.text(in: output.lang ?? terminal.language, width: terminal.width))
    try recorder.judge(batch, on: &terminal)
    do throws(StreamError) {
      if try terminal.confirm("write this? [y/N] ") == true { return }
    } catch {
      throw Failure(error)
    }
    throw Failure(.refused, "nothing was recorded, as you wished")
  }

  private func report(
    _ batch: Batch, checkpoint: SignedCheckpoint?, isPreview: Bool = false
  ) throws(Failure) -> Report {
    let (day, difference) = try batch.difference(at: recorder.options.at, today: Clock.today())
    let entries = zip(batch.intake.receipts, try batch.recorded()).map { receipt, event in
      RecordingAnswer.Entry(entry: receipt.entry, isRepeated: receipt.isRepeated, event: event)
    }
    var notes = ["the view is that of \(day)"]
    if let checkpoint = checkpoint?.checkpoint {
      notes.append("size \(checkpoint.size), root \(checkpoint.root.base64)")
    } else if !isPreview {
      notes.append("nothing was recorded")
    }
    return Report(
      head: AppendReport.head(batch) + [
        .init("dryRun", .bool(checkpoint == nil)), .init("at", .string(day.description)),
        .init("size", .number(checkpoint?.checkpoint.size ?? batch.before.count)),
        .init("root", .text(checkpoint?.checkpoint.root.base64)),
        .init(
          "checkpoint", .text(checkpoint.map { String(decoding: $0.bytes, as: UTF8.self) })),
      ],
      sections: [RecordingAnswer.entries(entries)] + batch.content.sections
        + DifferenceAnswer.sections(difference),
      notes: notes)
  }
}

extension Report {
  /// The report as a person reads it, without the last line end.
  fileprivate func text(in language: Terminal.Language, width: Int?) -> String {
    let bytes = render(
      .table, width: width, language: language == .indonesian ? .indonesian : .english)
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }
}
