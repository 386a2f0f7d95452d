internal import MerkleLog

/// A signed checkpoint that lies in a journal's folder beside the newest one, and that the journal
/// must extend: the key has signed both.
struct EarlierNote: Sendable {
  let signed: SignedCheckpoint
  /// The file that holds it, relative to the journal.
  let file: String
  /// Where in that file.
  let offset: Int

  /// What shows that two histories were signed; nil if this one is a part of the journal, or if
  /// lines are missing, so that there is nothing to compare.
  func contradiction(to roots: [Int: Hash], of newest: SignedCheckpoint) -> Finding? {
    let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
    guard let own = roots[size], own != root else { return nil }
    return Finding(
      .inconsistent,
      "a signed checkpoint of \(size) entries has another root than this journal had then: two "
        + "histories were signed", file: file, offset: offset, expected: own.description,
      actual: root.description,
      evidence: [signed, newest].map { String(decoding: $0.bytes, as: UTF8.self) })
  }
}

extension JournalReader {
  /// The signed checkpoints of fewer entries that lie in the folder.
  func earlierNotes() throws(JournalError) -> [EarlierNote] {
    var notes = slots.enumerated().compactMap { number, slot in
      slot.map { EarlierNote(signed: $0, file: "commit", offset: number * Layout.slotBytes) }
    }
    notes.append(EarlierNote(signed: settled, file: "checkpoint", offset: 0))
    if let cosigned = try cosigned() {
      notes.append(EarlierNote(signed: cosigned, file: "cosigned", offset: 0))
    }
    return notes.filter { $0.signed.checkpoint.size < size }
  }
}
