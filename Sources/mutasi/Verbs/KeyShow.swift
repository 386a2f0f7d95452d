import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `key show`: which keys may sign, and where their private halves lie on this machine.
struct KeyShow: Command {
  static let about = About(
    "key show",
    "List the keys of the journal: which may sign, since which entry, and where they are.",
    discussion: """
      Needs no private key and shows none. A key is in force, revoked, not yet in force, or ended \
      because another one began anew after all were lost.
      """,
    examples: ["mutasi key show", "mutasi key show --format json"])

  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    var notes: [String] = []
    if let begun = try Keys.begun(reader, terminal) {
      notes.append(
        "the key \(Keys.id(of: begun.signer.key.verifier)) is about to replace another one; "
          + "'mutasi key rotate' completes it")
    }
    let answer = try KeyReport.answer(journal.journal.path, notes: notes, terminal)
    output.print(answer.report, on: &terminal)
    return .done
  }
}

/// `key export`: the public key to hand out, or a copy of the private one.
struct KeyExport: Command {
  static let about = About(
    "key export", "Print the public key to hand out, or copy the private one to a file.",
    discussion: """
      Whoever is to verify the journal needs the public key from somewhere else than the journal: \
      print it in the gazette. With --secret a copy of the private key and of what it signed last \
      is made, for a safe or for the machine that is to go on; 'key import' takes it there.
      """,
    examples: ["mutasi key export > key-for-the-gazette.txt", "mutasi key export --secret usb/key"])

  @Option("Copy the private key to this file, which must not exist.", placeholder: "FILE")
  var secret: FilePath?
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    guard let secret else {
      let inForce = try Keys.inForce(reader)
      guard let key = inForce.first(where: { $0 == reader.signer }) ?? inForce.last else {
        throw Failure(.no, "no key may sign this journal any more")
      }
      terminal.write("\(key)\n")
      return .done
    }
    let signer = try Keys.signer(of: reader, terminal)
    do throws(JournalError) {
      try KeyFile(secret.path).create(signer.key)
      try SignerMemory(besideKey: secret.path, origin: reader.description.origin)
        .inherit(from: signer.memory)
    } catch {
      throw Failure(error)
    }
    terminal.note("the private key is now in \(secret.path) as well: keep it where nobody reads it")
    terminal.write("\(signer.key.verifier)\n")
    return .done
  }
}

/// `key import`: puts a copy of a private key where this program looks for it.
struct KeyImport: Command {
  static let about = About(
    "key import", "Put a copy of a private key of this journal where it is looked for.",
    discussion: """
      For a machine that is to go on where another one stopped, or a key from the safe. What the \
      key signed last comes along if it lies beside the copy. A key that is there already is never \
      overwritten.
      """,
    examples: ["mutasi key import usb/key"])

  @Argument("The copy.") var file: FilePath
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    let copy = try Keys.signer(in: KeyFile(file.path), of: reader)
    guard try Keys.chain(reader).keys.contains(copy.key.verifier) else {
      throw Failure(
        .refused, "this is no key of the journal: \(copy.key.verifier)",
        hint: "'mutasi key show' lists those; a key in force can authorise this one")
    }
    let place = try Keys.file(of: copy.key.verifier, terminal)
    do throws(JournalError) {
      try place.create(copy.key)
      try SignerMemory(besideKey: place.path, origin: reader.description.origin)
        .inherit(from: copy.memory)
    } catch {
      throw Failure(error)
    }
    let notes = ["the private key is now in \(place.path)"]
    output.print(
      try KeyReport.answer(journal.journal.path, notes: notes, terminal).report, on: &terminal)
    return .done
  }
}
