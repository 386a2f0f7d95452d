import CommandLineKit
import Journal
import MerkleLog

/// Where private keys lie: `MUTASI_KEY` names one, else each is in the user's configuration folder
/// under its id.
///
/// A key that is to replace another one lies beside it under the name `….next` until it has.
enum Keys {
  /// A key that can sign, where it lies, and what was signed from there.
  struct Signer {
    let file: KeyFile
    let key: SigningKey
    let memory: SignerMemory
  }

  /// The file that `MUTASI_KEY` names.
  static func namedFile(_ terminal: borrowing Terminal) -> KeyFile? {
    guard let path = terminal.environment("MUTASI_KEY"), !path.isEmpty else { return nil }
    return KeyFile(path)
  }

  /// The file of a key.
  static func file(
    of key: VerifierKey, _ terminal: borrowing Terminal
  ) throws(Failure) -> KeyFile {
    if let named = namedFile(terminal) { return named }
    return KeyFile(try folder(terminal) + "/" + id(of: key) + ".key")
  }

  /// The file of the key that is to replace the one in a file.
  static func next(of file: KeyFile) -> KeyFile { KeyFile(file.path + ".next") }

  /// The id of a key in a journal's notes: eight hexadecimal digits.
  static func id(of key: VerifierKey) -> String {
    let digits = String(key.keyID, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The user's folder for keys.
  private static func folder(_ terminal: borrowing Terminal) throws(Failure) -> String {
    if let folder = terminal.environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/mutasi"
    }
    guard let home = terminal.environment("HOME"), home.hasPrefix("/") else {
      throw Failure(
        .failed, "there is no folder for the signing key: HOME is not set",
        hint: "name a file for it in MUTASI_KEY")
    }
    return home + "/.config/mutasi"
  }

  /// The key that is to sign a journal: of those in force the one that signed last, else the one
  /// that was authorised last, as far as its file is here.
  ///
  /// - Throws: `Failure` with exit code 4 where there is none, and what to do then.
  static func signer(
    of reader: JournalReader, _ terminal: borrowing Terminal, butNot excluded: VerifierKey? = nil
  ) throws(Failure) -> Signer {
    let inForce = try inForce(reader).filter { $0 != excluded }
    let others = inForce.filter { $0 != reader.signer }.reversed()
    var missing: KeyFile?
    for key in inForce.filter({ $0 == reader.signer }) + others {
      let file = try file(of: key, terminal)
      guard try exists(file) else {
        missing = missing ?? file
        continue
      }
      let signer = try signer(in: file, of: reader)
      if inForce.contains(signer.key.verifier) { return signer }
      missing = file
      break
    }
    if try begun(reader, terminal) != nil {
      throw Failure(
        .failed, "KEY_WRONG: the key was being replaced, and that was interrupted",
        hint: "'mutasi key rotate' completes it")
    }
    guard let missing else {
      throw Failure(
        .failed,
        excluded == nil
          ? "KEY_MISSING: no key may sign this journal any more"
          : "KEY_MISSING: no other key may sign this journal",
        hint: excluded == nil
          ? "'mutasi key recover' begins anew with another one"
          : "authorise another one first, or replace it with 'mutasi key rotate'")
    }
    // Reading it says what is wrong with it; a key that may not sign is refused by the journal.
    return try signer(in: missing, of: reader)
  }

  /// The key of a file as a signer of a journal; what it signed is remembered beside that file or
  /// another one.
  static func signer(
    in file: KeyFile, of reader: JournalReader, memoryBeside place: KeyFile? = nil
  ) throws(Failure) -> Signer {
    let origin = reader.description.origin
    do throws(JournalError) {
      return Signer(
        file: file, key: try file.read().renamed(origin),
        memory: SignerMemory(besideKey: (place ?? file).path, origin: origin))
    } catch {
      throw Failure(error)
    }
  }

  /// A key in force that was to replace another one and still lies beside it, and that other one's
  /// file.
  static func begun(
    _ reader: JournalReader, _ terminal: borrowing Terminal
  ) throws(Failure) -> (signer: Signer, replaces: KeyFile)? {
    let inForce = try inForce(reader)
    for key in try chain(reader).keys.reversed() {
      let file = try file(of: key, terminal)
      guard try exists(next(of: file)) else { continue }
      let signer = try signer(in: next(of: file), of: reader)
      if inForce.contains(signer.key.verifier) { return (signer, file) }
    }
    return nil
  }

  /// A new key for a journal, which nothing knows of yet.
  static func generate(for reader: JournalReader) throws(Failure) -> SigningKey {
    do throws(MerkleError) {
      return try SigningKey.generate(name: reader.description.origin)
    } catch {
      throw Failure(error)
    }
  }

  /// What the journal says about who may sign.
  static func chain(_ reader: JournalReader) throws(Failure) -> KeyChain {
    do throws(JournalError) { return try reader.keyChain() } catch { throw Failure(error) }
  }

  /// The keys that may sign the journal as it stands.
  static func inForce(_ reader: JournalReader) throws(Failure) -> [VerifierKey] {
    let chain = try chain(reader)
    do throws(JournalError) { return try reader.keysInForce(chain) } catch { throw Failure(error) }
  }

  /// Whether a key's file is there.
  static func exists(_ file: KeyFile) throws(Failure) -> Bool {
    do throws(JournalError) { return try file.exists() } catch { throw Failure(error) }
  }
}
