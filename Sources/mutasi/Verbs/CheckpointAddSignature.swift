import CommandLineKit
import Exchange
import Journal
import MerkleLog

/// `checkpoint add-signature`: takes the signatures of others into the journal's checkpoint.
struct CheckpointAddSignature: Command {
  static let about = About(
    "checkpoint add-signature", "Add the signatures of witnesses to the journal's checkpoint.",
    discussion: """
      FILE is what 'checkpoint cosign' printed: the checkpoint with further signatures, or \
      signature lines alone, which do not say what they sign, so that the keys of their signers \
      must be given with --witness. A signature of a witness that is given, and does not verify, \
      is refused; those of others are taken as they are. The lines stay on the checkpoint until an \
      append makes a new one; the file 'cosigned' keeps the last note that was cosigned, and \
      'verify' holds the journal against it ever after.
      """,
    examples: [
      "mutasi checkpoint add-signature cosigned",
      "mutasi checkpoint cosign witness.key | mutasi checkpoint add-signature -",
      "mutasi checkpoint add-signature line.txt --witness witness.pub",
    ])

  @Argument("The note or the signature lines.") var file: FilePath
  @Option("The public key of a witness, or a file with it.")
  var witness: [KeyWord] = []
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    var witnesses: [VerifierKey] = []
    for word in witness { witnesses.append(try word.key(.cosignature)) }
    let bytes = try Inputs.note(file, on: &terminal)
    do throws(JournalError) {
      let report = try Countersignatures.add(
        bytes, toJournalIn: journal.journal.path, witnesses: witnesses)
      terminal.note(
        "added to the checkpoint of \(report.size) entries: "
          + report.names.joined(separator: ", "))
      if !report.isNewest {
        terminal.note("that checkpoint is not the newest; it is kept in the file cosigned")
      }
      let reader = try JournalReader(opening: journal.journal.path)
      output.print(
        try report.isNewest ? reader.settled : reader.cosigned() ?? reader.settled,
        on: &terminal)
    } catch {
      throw Failure(error)
    }
    return .done
  }
}
