import CommandLineKit
import Exchange
import Journal
import MerkleLog

/// `checkpoint cosign`: somebody outside signs that the journal only grew since they last looked.
struct CheckpointCosign: Command {
  static let about = About(
    "checkpoint cosign", "Sign, as a witness, that the journal only grew since you last looked.",
    discussion: """
      For an inspectorate, a newspaper, another office: whoever keeps a key of their own, made \
      with 'key new --witness NAME', holds the checkpoint against the last one they cosigned and \
      signs it with the time (C2SP cosignature/v1). What was cosigned last is remembered beside \
      the key, before anybody is told: a journal that was rewritten or cut back is refused, with \
      both checkpoints as evidence. The signed note is printed; 'checkpoint add-signature' takes \
      it into the journal. With --log the witness needs the published folder only.
      """,
    examples: [
      "mutasi checkpoint cosign witness.key > cosigned",
      "mutasi checkpoint cosign witness.key --log public --key key-from-the-gazette.txt",
    ])

  @Argument("The file of the witness's private key.") var witnessKey: FilePath
  @Option("Cosign what this published folder holds, instead of a journal.") var log: FolderPath?
  @Option(
    "The public key of the journal that you got elsewhere, or a file with it; the journal's own "
      + "if not given.")
  var key: KeyWord?
  @Flag("Print the new signature line alone.") var line = false
  @Flag("Do not hold the entries of the journal against the checkpoint first.")
  var unverified = false
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let known = try key?.key(.ed25519)
    let signed: SignedCheckpoint
    let rootAt: (Int) throws(JournalError) -> Hash
    if let log {
      guard let known else {
        throw Misuse(
          "--log needs --key",
          hint: "the public key must come from elsewhere than what is cosigned")
      }
      let published = try Self.open(log, known)
      signed = published.checkpoint
      rootAt = { size throws(JournalError) in try published.root(at: size) }
    } else {
      let reader = try journal.open()
      if let known { try Self.check(known, reader) }
      if !unverified { try CheckpointVerb.verify(reader, on: &terminal) }
      signed = reader.settled
      rootAt = { size throws(JournalError) in try reader.root(at: size) }
    }
    let signature: SignedNote.Signature
    do throws(JournalError) {
      signature = try Witness(keyPath: witnessKey.path, origin: signed.checkpoint.origin)
        .cosign(signed, rootAt: rootAt)
    } catch {
      throw Failure(error)
    }
    if line {
      terminal.write(signature.line + "\n")
    } else {
      output.print(signed.adding(signature), on: &terminal)
    }
    return .done
  }

  private static func open(
    _ log: FolderPath, _ key: VerifierKey
  ) throws(Failure) -> PublishedLog {
    do throws(JournalError) {
      return try PublishedLog(opening: log.path, key: key)
    } catch {
      throw Failure(error)
    }
  }

  /// Whether the journal is signed by the key that the witness knows, or by one that it leads to.
  private static func check(_ key: VerifierKey, _ reader: JournalReader) throws(Failure) {
    if key == reader.signer { return }
    guard try Keys.chain(reader).leads(from: key, to: reader.signer) else {
      throw Failure(
        .no,
        "SIG_UNKNOWN_KEY: the journal is signed with another key than the one given; nothing was "
          + "cosigned", hint: "it is signed with \(reader.signer)")
    }
  }
}
