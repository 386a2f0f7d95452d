import CommandLineKit
import Journal
import MerkleLog

/// Where private keys lie: `MUTASI_KEY` names one, else each journal's is in the user's
/// configuration folder under the id of its key.
enum Keys {
  /// The key file of a journal.
  static func file(
    of key: VerifierKey, _ terminal: borrowing Terminal
  ) throws(Failure) -> KeyFile {
    if let path = terminal.environment("MUTASI_KEY"), !path.isEmpty { return KeyFile(path) }
    return KeyFile(try folder(terminal) + "/" + name(of: key))
  }

  /// The file name of a key: its id in the journal's notes, eight hexadecimal digits.
  private static func name(of key: VerifierKey) -> String {
    let digits = String(key.keyID, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + ".key"
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

  /// The signing key of a journal and what it signed before.
  static func signer(
    of description: LedgerDescription, _ terminal: borrowing Terminal
  ) throws(Failure) -> (key: SigningKey, memory: SignerMemory) {
    let file = try file(of: description.key, terminal)
    do throws(JournalError) {
      let key = try file.read().renamed(description.origin)
      return (key, try SignerMemory(besideKey: file.path, origin: description.origin))
    } catch {
      throw Failure(error)
    }
  }
}
