import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `key adopt`: goes on with a journal that does not extend what this machine signed last.
struct KeyAdopt: Command {
  static let about = About(
    "key adopt", "Go on with a journal that is not the one this machine signed last.",
    discussion: """
      After a restored backup the journal is shorter than what was signed; appending then would \
      make a second history, and is refused. If the newer entries are lost for good, this verb \
      gives them up: it records the reason and what is given up in the journal, as an entry that \
      authorises the signing key once more, and in a file beside the key. Whoever holds a \
      checkpoint of what is given up can still prove that it was there.
      """,
    examples: [
      "mutasi key adopt --accept-rollback 'server rusak, dipulihkan dari cadangan 3 Maret'"
    ])

  @Option(
    "Why what was signed is given up; recorded for ever, in the journal and beside the key.",
    placeholder: "REASON")
  var acceptRollback: FilledText
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reason = acceptRollback.argument
    let reader = try journal.open()
    let signer = try Keys.signer(of: reader, terminal)
    let conflict = try conflict(signer)
    let given = (try? signer.memory.last()).flatMap { $0 }
    let lost =
      given.map { "\($0.size) entries with root \($0.root.base64)" } ?? "what is unreadable"
    var recorder = Recorder(journal: journal, options: RecordingOptions(), signer: signer)
    recorder.adopting = reason
    let key = signer.key.verifier
    let done = try recorder.record(
      Proposal([
        KeyDraft.make(
          .keyAuthorized, key, reason: "rollback accepted: \(reason); given up: \(lost)")
      ]), on: &terminal)
    let notes = [
      "\(conflict.code.rawValue): \(lost) are given up; entry "
        + "\(done.batch.intake.receipts[0].entry) says so"
    ]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }

  /// Why the signer refuses the journal.
  ///
  /// - Throws: `Failure` with exit code 3 where it does not.
  private func conflict(_ signer: Keys.Signer) throws(Failure) -> JournalError {
    do throws(JournalError) {
      _ = try JournalWriter(
        opening: journal.journal.path, key: signer.key, memory: signer.memory)
    } catch {
      switch error.code {
      case .rollback, .fork, .inconsistent, .memoryDamaged: return error
      default: throw Failure(error)
      }
    }
    throw Failure(
      .refused, "the journal extends what this machine signed last: there is nothing to give up")
  }
}

/// `key recover`: begins anew with another key when every one that might sign is lost.
struct KeyRecover: Command {
  static let about = About(
    "key recover", "Go on with a new key after every key that might sign was lost.",
    discussion: """
      Only for a journal that had no spare key. Nobody can authorise the new key, so nobody who \
      holds the old public key will be convinced by what it signs: that is what a lost key costs. \
      The first entry carries the last checkpoint that the lost key signed, which still vouches \
      for everything before; every later verification says that the key began anew. Publish the \
      new public key as you did the first. If it is interrupted, repeat it.
      """,
    examples: ["mutasi key recover --reason 'laptop terbakar, tidak ada salinan'"])

  @Option("Why, recorded for ever.") var reason: FilledText
  @Option("The office that holds the new key.") var holder: FilledText?
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    var reader = try journal.open()
    for key in try Keys.inForce(reader) {
      let file = try Keys.file(of: key, terminal)
      guard try Keys.exists(file), try Keys.signer(in: file, of: reader).key.verifier == key else {
        continue
      }
      throw Failure(
        .refused, "the key \(Keys.id(of: key)) may sign and is here: \(file.path)",
        hint: "'mutasi key rotate' replaces it")
    }
    let signer = try begin(reader, on: &terminal)
    reader = try journal.open()
    var recorder = Recorder(journal: journal, options: RecordingOptions(), signer: signer)
    recorder.isRecovery = true
    let done = try recorder.record(
      Proposal([
        KeyDraft.make(
          .keyAuthorized, signer.key.verifier, reason: "all keys lost: \(reason.argument)",
          holder: holder?.argument)
      ]), on: &terminal)
    let notes = [
      "entry \(done.batch.intake.receipts[0].entry) begins anew; publish the new public key: "
        + signer.key.verifier.description
    ]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }

  /// The new key, which `ledger.json` names from then on; that of an interrupted call is used.
  private func begin(
    _ reader: JournalReader, on terminal: inout Terminal
  ) throws(Failure) -> Keys.Signer {
    if let named = reader.description.recovered.last, try !Keys.chain(reader).keys.contains(named) {
      let file = try Keys.file(of: named, terminal)
      if try Keys.exists(file) { return try Keys.signer(in: file, of: reader) }
    }
    let key = try Keys.generate(for: reader)
    let file = try Keys.file(of: key.verifier, terminal)
    do throws(JournalError) {
      try file.create(key)
      try KeyRecovery.begin(with: key.verifier, in: journal.journal.path)
    } catch {
      throw Failure(error)
    }
    return try Keys.signer(in: file, of: reader)
  }
}
