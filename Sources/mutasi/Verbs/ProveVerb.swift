import CommandLineKit
import Journal
import MerkleLog

/// `prove`: the receipt for one entry, which its holder can check years later without the journal.
struct ProveVerb: Command {
  static let about = About(
    "prove", "Write a receipt: the proof that one entry is in the journal.",
    discussion: """
      The receipt (C2SP tlog-proof) holds the place of the entry, the hashes beside its path to \
      the root, and the signed checkpoint with all its signatures. With the exact line of the \
      entry and the public key it is checked by 'verify --proof', or by the tools of others; the \
      journal is not needed. --line writes that line; keep both. The work does not grow with the \
      journal, unless the entry is named by its id, which must be looked for, or derived hashes \
      are missing. With --checkpoint the proof leads to an older checkpoint, such as one that was \
      printed.
      """,
    examples: [
      "mutasi prove 17 > receipt.tlog-proof",
      "mutasi prove 17 --output receipt.tlog-proof --line entry.json",
      "mutasi prove 01890a5d-ac96-774b-bcce-b302099a8057 --checkpoint checkpoint-2021-08",
      "mutasi verify --proof receipt.tlog-proof --entry entry.json --key key-from-the-gazette.txt",
    ])

  @Argument("The number of the entry, or its id.", placeholder: "ENTRY") var entry: EntryName
  @Option("Write the receipt to this file instead of standard output.", name: "output")
  var receiptFile: FilePath?
  @Option("Write the exact line of the entry to this file.") var line: FilePath?
  @Option("Prove it against this older checkpoint.") var checkpoint: FilePath?
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    // A proof rests on the newest signed checkpoint alone, whatever else is wrong.
    for finding in reader.findings { terminal.warn(finding.sentence) }
    let number = try entry.number(in: reader, on: &terminal)
    var signed = reader.settled
    if let checkpoint { signed = try Self.earlier(checkpoint, reader, on: &terminal) }
    let proven: (line: [UInt8], proof: ProofFile)
    do throws(JournalError) {
      // The settled one: what a power failure may still undo is shown to nobody.
      proven = try reader.proof(of: number, in: signed)
    } catch {
      guard error.code == .noSuchEntry else { throw Failure(error) }
      throw Failure(.no, "\(error)")
    }
    do throws(JournalError) {
      if let line { try OutputFile.write(proven.line + [0x0A], to: line.path) }
      if let receiptFile { try OutputFile.write(proven.proof.bytes, to: receiptFile.path) }
    } catch {
      throw Failure(error)
    }
    if receiptFile == nil { terminal.write(bytes: proven.proof.bytes) }
    return .done
  }

  /// A checkpoint that was kept, such that the journal extends it.
  private static func earlier(
    _ file: FilePath, _ reader: JournalReader, on terminal: inout Terminal
  ) throws(Failure) -> SignedCheckpoint {
    let bytes = try Inputs.note(file, on: &terminal)
    do throws(JournalError) {
      let signed = try reader.earlier(bytes, named: file.path)
      if let finding = try reader.contradiction(to: signed, named: file.path) {
        throw JournalError(
          finding, hint: "no proof was written; the two checkpoints together are the evidence")
      }
      return signed
    } catch {
      throw Failure(error)
    }
  }
}

/// An entry as it is named on the command line: by its number, or by its id.
struct EntryName: ArgumentValue, Equatable {
  let argument: String

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.argument = argument
  }

  static var placeholder: String { "ENTRY" }

  /// The number of the entry; digits are a number, anything else is looked for among the ids.
  func number(
    in reader: JournalReader, on terminal: inout Terminal
  ) throws(Failure) -> Int {
    if let number = Int(argument: argument) { return number }
    var wishes = Session.Wishes()
    wishes.ids = [argument]
    // Whatever is found is proven against the signed root afterwards.
    wishes.isVerified = false
    wishes.isQuiet = true
    guard let found = try Session.open(reader, wishes, on: &terminal).known[argument] else {
      throw Failure(.no, "NO_SUCH_ENTRY: no entry has the id \(UsageError.quote(argument))")
    }
    return found.entry
  }
}
