import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `key rotate`: another key takes the place of the one in use.
///
/// The new key lies beside the old one until the journal says all there is to say: an entry by the
/// old key that authorises the new one, and one by the new key that revokes the old one. Wherever
/// it is interrupted the journal verifies, one of the two can sign, and the same call completes it.
struct KeyRotate: Command {
  static let about = About(
    "key rotate", "Replace the signing key by a new one.",
    discussion: """
      Makes a new key, lets the old one authorise it and the new one revoke the old one. Whoever \
      verifies with the old public key goes on doing so: the entries lead from it to the new one. \
      If it is interrupted, repeat it: it takes up where it stopped. Where MUTASI_KEY names the \
      key's file, the new key takes that name, and the old one gets the ending '.revoked'.
      """,
    examples: ["mutasi key rotate --reason 'pergantian tahunan'"])

  @Option("The office that holds it.") var holder: FilledText?
  @Options var options: KeyOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    let old: KeyFile
    let oldKey: VerifierKey?
    if let begun = try Keys.begun(reader, terminal) {
      old = begun.replaces
      oldKey = try retiring(in: old, reader)
    } else {
      let signer = try Keys.signer(of: reader, terminal)
      old = signer.file
      oldKey = signer.key.verifier
      try authorize(signer, reader, on: &terminal)
    }
    try complete(old, oldKey, on: &terminal)
    let notes = ["the new key signs from now on; give its public half to whoever verifies"]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }

  /// The key in a file that is being replaced, if it is still there and in force.
  private func retiring(
    in file: KeyFile, _ reader: JournalReader
  ) throws(Failure) -> VerifierKey? {
    guard try Keys.exists(file) else { return nil }
    let key = try Keys.signer(in: file, of: reader).key.verifier
    return try Keys.inForce(reader).contains(key) ? key : nil
  }

  /// Makes the new key, unless an interrupted call did, and lets the old one authorise it.
  private func authorize(
    _ signer: Keys.Signer, _ reader: JournalReader, on terminal: inout Terminal
  ) throws(Failure) {
    let next = Keys.next(of: signer.file)
    let isNew = try !Keys.exists(next)
    if isNew {
      let key = try Keys.generate(for: reader)
      do throws(JournalError) { try next.create(key) } catch { throw Failure(error) }
    }
    let key = try Keys.signer(in: next, of: reader).key.verifier
    do throws(Failure) {
      _ = try options.recorder(journal, signer: signer).record(
        Proposal([options.draft(.keyAuthorized, key, holder: holder?.argument)]), on: &terminal)
    } catch {
      // Nobody has vouched for what was refused; of anything else it is not known.
      if isNew, error.exitCode == .refused {
        do throws(JournalError) { try next.remove() } catch { throw Failure(error) }
      }
      throw error
    }
  }

  /// Lets the new key revoke the old one, and gives it its place.
  private func complete(
    _ old: KeyFile, _ oldKey: VerifierKey?, on terminal: inout Terminal
  ) throws(Failure) {
    let reader = try journal.open()
    let next = Keys.next(of: old)
    let key = try Keys.signer(in: next, of: reader).key.verifier
    let place = try Keys.file(of: key, terminal)
    let signer = try Keys.signer(in: next, of: reader, memoryBeside: place)
    do throws(JournalError) {
      try signer.memory.inherit(
        from: SignerMemory(besideKey: old.path, origin: reader.description.origin))
    } catch {
      throw Failure(error)
    }
    if let oldKey, try Keys.inForce(reader).contains(oldKey) {
      _ = try options.recorder(journal, signer: signer).record(
        Proposal([options.draft(.keyRevoked, oldKey)]), on: &terminal)
    }
    do throws(JournalError) {
      if place.path == old.path, try old.exists() {
        try old.move(to: old.path + ".\(oldName(old, reader)).revoked")
      }
      try next.move(to: place.path)
    } catch {
      throw Failure(error)
    }
  }

  /// The id of the key in a file, for the name under which it is put away.
  private func oldName(_ file: KeyFile, _ reader: JournalReader) throws(JournalError) -> String {
    Keys.id(of: try file.read().renamed(reader.description.origin).verifier)
  }
}
