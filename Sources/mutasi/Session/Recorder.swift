import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// The one way from entries to a journal that holds them, for every verb that records: judged as a
/// whole against the journal, then written all or none.
struct Recorder {
  let journal: JournalOptions
  let options: RecordingOptions
  /// Whether the entries' own times of recording are kept, which only an empty journal allows.
  var keepsTime = false
  /// The region of entries that name none; the journal's own if not given.
  var region: RegionCode?
  /// How many warnings are told one by one.
  var mostTold = 200
  /// Who signs, if not the key that is found.
  var signer: Keys.Signer?
  /// The clerk, and how long to wait, where the verb has these options elsewhere.
  var recordedBy: String?
  var wait: WaitingTime?
  /// Why the journal shall go on although its signer remembers another one.
  var adopting: String?
  /// Whether it is shown how what is recorded changes the view of everything.
  var showsView = true
  /// Whether the entries begin anew after every key was lost.
  var isRecovery = false

  /// Everything but the writing: works on a read-only journal and without a key.
  ///
  /// - Throws: `Failure` with exit code 3 and every problem where the entries are refused.
  func rehearse(_ proposal: Proposal, on terminal: inout Terminal) throws(Failure) -> Batch {
    let reader = try journal.open()
    return try Batch.judge(
      proposal, reader, filling: try filling(reader), expectSize: options.expectSize,
      showsView: true, on: &terminal)
  }

  /// Judges the entries and writes them.
  ///
  /// - Parameters:
  ///   - proposal: What is to be recorded.
  ///   - rehearsed: What was shown to whoever agreed to it, if anybody was asked.
  ///   - terminal: Where notes and warnings go; not again what was said at the rehearsal.
  /// - Returns: What was recorded, and the checkpoint that it gave: the receipt.
  /// - Throws: `Failure` where they are refused (3), or where the journal cannot be written or the
  ///   outcome is unknown (4).
  func record(
    _ proposal: Proposal, after rehearsed: Batch? = nil, on terminal: inout Terminal
  ) throws(Failure) -> (batch: Batch, checkpoint: SignedCheckpoint) {
    let reader = try journal.open()
    let signer: Keys.Signer
    if let given = self.signer {
      signer = given
    } else {
      signer = try Keys.signer(of: reader, terminal)
    }
    let writer: JournalWriter
    do throws(JournalError) {
      writer = try JournalWriter(
        opening: journal.journal.path, key: signer.key, memory: signer.memory,
        waitMilliseconds: (wait ?? options.wait)?.milliseconds ?? 0, adopting: adopting,
        after: reader)
    } catch {
      throw Failure(error)
    }
    for note in writer.recovery.sentences { terminal.warn(note) }
    if let rehearsed, writer.reader.size != rehearsed.before.count {
      throw Failure(
        .refused,
        "the journal had \(rehearsed.before.count) entries when you were asked and has "
          + "\(writer.reader.size) now; nothing was recorded", hint: "look again, then decide again"
      )
    }
    var proposal = proposal
    proposal.wishes.isQuiet = rehearsed != nil
    var filling = try filling(writer.reader)
    filling.prove = prover(signer.key, writer.checkpoint)
    let batch = try Batch.judge(
      proposal, writer.reader, filling: filling,
      expectSize: options.expectSize, showsView: showsView, on: &terminal)
    if rehearsed == nil { try judge(batch, on: &terminal) }
    if !batch.intake.lines.isEmpty {
      do throws(JournalError) {
        try writer.takeUpDerived()
        _ = try writer.append(batch.intake.lines)
      } catch {
        throw Self.failure(error, batch)
      }
      for note in writer.notes { terminal.warn(note.sentence) }
      terminal.accomplishment = Self.accomplishment(batch, writer.checkpoint)
    }
    return (batch, writer.checkpoint)
  }

  /// Makes the proofs of keys that the entries authorise.
  private func prover(
    _ signer: SigningKey, _ last: SignedCheckpoint
  ) -> @Sendable (String) -> String? {
    // Nobody can vouch for a key that begins anew; the last word of the lost one stands there.
    if isRecovery { return { _ in String(decoding: last.bytes, as: UTF8.self) } }
    return { key in
      // What is no key is refused when the entry is written.
      guard let key = try? VerifierKey(parsing: key) else { return nil }
      return try? KeyProof.text(authorizing: key, after: last.checkpoint, by: signer)
    }
  }

  /// Warnings are told; with `--strict` they refuse the batch.
  func judge(_ batch: Batch, on terminal: inout Terminal) throws(Failure) {
    guard !batch.warnings.isEmpty else { return }
    let told = batch.told(most: mostTold, isRefused: options.strict)
    if options.strict { throw Failure(.refused, told + ["--strict: nothing was recorded"]) }
    for warning in told { terminal.warn(warning) }
  }

  private func filling(_ reader: JournalReader) throws(Failure) -> Filling {
    if keepsTime, reader.size > 0 {
      throw Failure(
        .refused,
        "--keep-time records into an empty journal only; this one has \(reader.size) entries")
    }
    return Filling(
      source: reader.description.source, region: region?.description ?? reader.description.region,
      recordedBy: recordedBy ?? options.recordedBy, time: Clock.now(), keepsTime: keepsTime)
  }

  /// What was done, for who cannot be given the receipt.
  private static func accomplishment(_ batch: Batch, _ checkpoint: SignedCheckpoint) -> String {
    let (first, size) = (batch.before.count, checkpoint.checkpoint.size)
    let entries = size - first == 1 ? "entry \(first) was" : "entries \(first) to \(size - 1) were"
    let root = checkpoint.checkpoint.root.base64
    return "\(entries) recorded all the same: size \(size), root \(root)"
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
