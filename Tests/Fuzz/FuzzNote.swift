import MerkleLog

/// Signed notes, keys and checkpoints: each has one spelling.
enum FuzzNote {
  static func read(_ bytes: [UInt8]) {
    do throws(MerkleError) {
      let note = try SignedNote(parsing: bytes)
      expect(note.bytes == bytes, "a note that reads is written otherwise")
      readCheckpoint(Array(note.text.utf8))
      for signature in note.signatures {
        guard let again = try? SignedNote.Signature(parsingLine: signature.line) else {
          fatalError("a signature line of a note does not read alone")
        }
        expect(again == signature, "a signature line reads otherwise alone")
      }
    } catch {
      expect(!error.detail.isEmpty, "an error says why")
    }
  }

  static func readCheckpoint(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let checkpoint = try? Checkpoint(parsing: text) {
      expect(checkpoint.text.utf8.elementsEqual(text.utf8), "a checkpoint is written otherwise")
      expect(checkpoint.size >= 0, "a size below zero")
    }
    if let key = try? VerifierKey(parsing: text) {
      expect(key.description.utf8.elementsEqual(text.utf8), "a key is written otherwise")
    }
  }
}
