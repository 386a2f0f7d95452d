import CommandLineKit
import Exchange
import Journal
import MerkleLog

/// What `key` verbs print: the keys of a journal as they are after the work.
enum KeyReport {
  /// The keys of a journal.
  static func answer(
    _ folder: String, notes: [String] = [], _ terminal: borrowing Terminal
  ) throws(Failure) -> KeyAnswer {
    let reader = try JournalOptions.open(folder)
    let chain = try Keys.chain(reader)
    let inForce = try Keys.inForce(reader)
    var answer = KeyAnswer(origin: reader.description.origin, size: reader.size)
    answer.notes = notes
    for key in chain.keys {
      let said = chain.statements.filter { $0.key == key }
      let revoked = chain.revocation(of: key)
      let state =
        if inForce.contains(key) {
          "in-force"
        } else if revoked != nil {
          "revoked"
        } else {
          chain.hasEnded(key) ? "ended" : "not-yet"
        }
      var row = KeyAnswer.Key(
        key: key.description, id: Keys.id(of: key), state: state, isSigner: key == reader.signer)
      row.authorized = said.first { $0.act == .authorized }?.entry
      row.revoked = revoked
      row.holder = said.last { $0.holder != nil }?.holder
      row.reason = said.last?.reason
      row.file = try file(of: key, reader, terminal)
      answer.keys.append(row)
    }
    answer.remembered = try remembered(inForce, reader, terminal)
    return answer
  }

  /// Where the private half of a key lies on this machine, if it does; nothing secret is shown.
  private static func file(
    of key: VerifierKey, _ reader: JournalReader, _ terminal: borrowing Terminal
  ) throws(Failure) -> String? {
    let file = try Keys.file(of: key, terminal)
    for place in [file, Keys.next(of: file)] where try Keys.exists(place) {
      // One file may be named for all keys; a file that is not to be read is no reason not to
      // answer, and using it will say what is wrong with it.
      let found = try? place.read().renamed(reader.description.origin).verifier
      if found == key || (found == nil && Keys.namedFile(terminal) == nil) { return place.path }
    }
    return nil
  }

  private static func remembered(
    _ inForce: [VerifierKey], _ reader: JournalReader, _ terminal: borrowing Terminal
  ) throws(Failure) -> Int? {
    var sizes: [Int] = []
    for key in inForce {
      let file = try Keys.file(of: key, terminal)
      do throws(JournalError) {
        let memory = SignerMemory(besideKey: file.path, origin: reader.description.origin)
        if let last = try memory.last() { sizes.append(last.size) }
      } catch {
        throw Failure(error)
      }
    }
    return sizes.max()
  }
}
