import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `key new`: a private key that may sign nothing yet, for an office or for the safe; or one for a
/// witness, who never signs the journal itself.
struct KeyNew: Command {
  static let about = About(
    "key new", "Make a private key that may sign nothing until it is authorised.",
    discussion: """
      Make a spare key, authorise it and put its file into a safe: it is the way out if the key in \
      daily use is lost or stolen. Other offices make theirs and send you what is printed.

      With --witness the key is one to cosign checkpoints with, under the name of the witness; no \
      journal is needed. What is printed is handed out to whoever verifies with --witness.
      """,
    examples: [
      "mutasi key new usb/spare-key",
      "mutasi key new witness.key --witness inspektorat.example/w1 > witness.pub",
    ])

  @Argument("The file, which must not exist.") var file: FilePath
  @Option("Make the key of a witness of this name, for 'checkpoint cosign'.", placeholder: "NAME")
  var witness: String?
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let witness { return try makeWitness(witness, on: &terminal) }
    let reader = try journal.open()
    let key = try Keys.generate(for: reader)
    do throws(JournalError) {
      try KeyFile(file.path).create(key)
    } catch {
      throw Failure(error)
    }
    terminal.note("'mutasi key authorize KEY' lets it sign")
    terminal.write("\(key.verifier)\n")
    return .done
  }

  private func makeWitness(
    _ name: String, on terminal: inout Terminal
  ) throws(Failure) -> ExitCode {
    guard VerifierKey.isValidName(name) else {
      throw Failure(
        .usage, "the name of a witness is not empty and holds neither white space nor '+'",
        hint: "use a name such as inspektorat.example/w1")
    }
    let (key, witness): (SigningKey, VerifierKey)
    do throws(MerkleError) {
      key = try SigningKey.generate(name: name)
      witness = try key.witness
    } catch {
      throw Failure(error)
    }
    do throws(JournalError) { try KeyFile(file.path).create(key) } catch { throw Failure(error) }
    terminal.note("'mutasi checkpoint cosign \(file.path)' signs as this witness")
    terminal.write("\(witness)\n")
    return .done
  }
}

/// What a statement about a key may say besides.
struct KeyOptions: OptionGroup {
  static let title = "Key"
  @Option("Why.") var reason: FilledText?
  @Option("The clerk who records, as claimed.", placeholder: "NAME") var recordedBy: String?
  @Option("Wait this long for another writer to finish: 500ms, 10s, 2m.", placeholder: "DURATION")
  var wait: WaitingTime?

  init() {}

  /// The entry that says it.
  func draft(
    _ kind: EventKind, _ key: VerifierKey, holder: String? = nil, from: Day? = nil
  ) -> Draft {
    KeyDraft.make(kind, key, reason: reason?.argument, holder: holder, from: from)
  }

  func recorder(_ journal: JournalOptions, signer: Keys.Signer? = nil) -> Recorder {
    Recorder(
      journal: journal, options: RecordingOptions(), signer: signer, recordedBy: recordedBy,
      wait: wait)
  }
}

/// `key authorize`: lets another key sign.
struct KeyAuthorize: Command {
  static let about = About(
    "key authorize", "Let another key sign the journal from now on.",
    discussion: """
      The entry carries a proof signed by the key in use, so that everybody can follow the way \
      from the first key to this one.
      """,
    examples: ["mutasi key authorize \"$(cat spare-key.pub)\" --reason 'cadangan di brankas'"])

  @Argument("The public key.", placeholder: "KEY") var key: VerifierKey
  @Option("The office that holds it.") var holder: FilledText?
  @Option("The first day on which it may sign; today if not given (UTC).") var from: Day?
  @Options var options: KeyOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    guard key.name == reader.description.origin else {
      throw Failure(
        .refused, "the key is named \(key.name), not \(reader.description.origin)",
        hint: "make it with 'mutasi key new', which names it after the journal")
    }
    if try Keys.inForce(reader).contains(key) {
      throw Failure(.refused, "this key may sign already")
    }
    let done = try options.recorder(journal).record(
      Proposal([options.draft(.keyAuthorized, key, holder: holder?.argument, from: from)]),
      on: &terminal)
    let notes = ["entry \(done.batch.intake.receipts[0].entry) authorises \(Keys.id(of: key))"]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }
}

/// `key revoke`: lets a key sign no more.
struct KeyRevoke: Command {
  static let about = About(
    "key revoke", "Let a key sign the journal no more.",
    discussion: """
      Another key in force must record it: name its file in MUTASI_KEY if it is not in your \
      folder. For a stolen key give the day of the theft with --from: verification then points at \
      what was recorded since.
      """,
    examples: [
      "MUTASI_KEY=usb/spare-key mutasi key revoke 01988489 --reason 'dicuri' --from 2026-03-01"
    ])

  @Argument("The public key, or its id.", placeholder: "KEY") var key: String
  @Option("The first day on which it may not sign; today if not given (UTC).") var from: Day?
  @Options var options: KeyOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    let inForce = try Keys.inForce(reader)
    guard let key = inForce.first(where: { $0.description == key || Keys.id(of: $0) == key }) else {
      throw Failure(
        .refused, "no key in force is \(UsageError.quote(key))",
        hint: "'mutasi key show' lists the keys")
    }
    let signer = try Keys.signer(of: reader, terminal, butNot: key)
    let done = try options.recorder(journal, signer: signer).record(
      Proposal([options.draft(.keyRevoked, key, from: from)]), on: &terminal)
    let notes = ["entry \(done.batch.intake.receipts[0].entry) revokes \(Keys.id(of: key))"]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }
}
