internal import MerkleLog

/// The signed checkpoints in a journal's folder: two slots of `commit`, and `checkpoint`.
struct CheckpointFiles: Sendable {
  /// The newest of all that verify.
  let newest: SignedCheckpoint
  /// What `checkpoint` holds, if it verifies.
  let published: SignedCheckpoint?
  /// What the slots of `commit` hold; a slot that does not verify was torn by a crash.
  let slots: [SignedCheckpoint?]
  /// What is wrong with the files.
  let findings: [Finding]
  /// Who may sign, if that had to be found out; nil if the first key signed everything here.
  let chain: KeyChain?
  /// Whether all lines were read for that because what was kept of them would not do.
  private(set) var isScanned = false

  static let slotCount = 2

  /// The slot to write next: not the one that holds the newest checkpoint.
  var nextSlot: Int { slots[0]?.checkpoint == newest.checkpoint ? 1 : 0 }

  /// Reads the files and verifies every signature, by the journal's first key or by one that its
  /// entries authorise.
  ///
  /// - Parameters:
  ///   - layout: where the files lie.
  ///   - description: what the journal says of itself.
  ///   - files: the file system.
  ///   - known: what was verified by the same keys already, and is not again where it lies there
  ///     still, byte by byte.
  /// - Throws: `CHECKPOINT_MISSING` and its like when none verifies, or the reason why a file
  ///   cannot be read.
  init(
    _ layout: Layout, _ description: LedgerDescription, _ files: any FileSystem,
    known: [SignedCheckpoint] = []
  ) throws(JournalError) {
    let notes = try Notes(layout, files)
    var candidates = [description.key] + description.recovered
    var chain: KeyChain?
    // A note by another key of this origin: perhaps the first one was replaced. The entries tell;
    // that they are the signed ones is proven later, like all else.
    if let claimed = notes.claim(ofStrangersTo: [description.key], description.origin) {
      let index = KeyIndex(layout: layout, files: files)
      let found = try index.found(of: claimed, beside: notes.claims(description.origin))
      var followed = KeyChain(description, found.statements)
      // What is derived must not decide that a checkpoint is nobody's.
      if found.unread < claimed.size,
        notes.claim(ofStrangersTo: followed.keys, description.origin) != nil
      {
        followed = KeyChain(description, try index.scan(upTo: claimed.size))
        isScanned = true
      }
      candidates = followed.keys
      chain = followed
    }
    self.chain = chain
    var findings = notes.findings
    var known = known.filter { candidates.contains($0.signer) }
    let published = notes.published.flatMap { bytes in
      Self.verified(bytes, candidates, description.origin, known, &findings)
    }
    if let published { known.append(published) }
    var slots: [SignedCheckpoint?] = []
    for bytes in notes.slots {
      // A slot that is torn does not verify, and one that does not verify is as good as torn.
      var torn: [Finding] = []
      slots.append(
        bytes.flatMap { Self.verified($0, candidates, description.origin, known, &torn) })
    }
    if notes.hasCommit, slots.allSatisfy({ $0 == nil }) {
      findings.append(
        Finding(
          .commitMalformed, "no slot holds a signed checkpoint; no crash harms both",
          file: "commit"))
    } else if let published, notes.hasCommit,
      slots.allSatisfy({ ($0?.checkpoint.size ?? 0) < published.checkpoint.size })
    {
      // A commit is on the disk before the checkpoint is replaced.
      findings.append(
        Finding(
          .commitMalformed,
          "no slot holds the newest checkpoint, as 'checkpoint' does; no crash does that, and the "
            + "next writer makes it anew", file: "commit", isViolation: false))
    }
    let all = ([published] + slots).compactMap { $0 }
    guard var newest = all.first else {
      let cause = findings.first { $0.isViolation }
      throw JournalError(
        cause ?? Finding(.checkpointMissing, "the journal has no signed checkpoint"),
        hint: "restore the files checkpoint and commit from a copy of the journal")
    }
    for other in all where other.checkpoint.size > newest.checkpoint.size { newest = other }
    if let fork = Self.fork(of: newest, among: all) { findings.append(fork) }
    self.newest = newest
    self.published = published
    self.slots = slots
    self.findings = findings
  }

  /// Two signed checkpoints of one size with different roots: a crime, not an accident.
  private static func fork(
    of newest: SignedCheckpoint, among all: [SignedCheckpoint]
  ) -> Finding? {
    let (size, root) = (newest.checkpoint.size, newest.checkpoint.root)
    let other = all.first { $0.checkpoint.size == size && $0.checkpoint.root != root }
    guard let other else { return nil }
    return Finding(
      .fork, "two signed checkpoints of one size have different roots", file: "commit",
      expected: root.description, actual: other.checkpoint.root.description,
      evidence: [newest, other].map { String(decoding: $0.alone.bytes, as: UTF8.self) })
  }

  /// A note that verifies with one of the keys.
  private static func verified(
    _ bytes: [UInt8], _ keys: [VerifierKey], _ origin: String, _ known: [SignedCheckpoint],
    _ findings: inout [Finding]
  ) -> SignedCheckpoint? {
    if let known = known.first(where: { $0.bytes == bytes }) { return known }
    do throws(MerkleError) {
      return try SignedCheckpoint(parsing: bytes, keys: keys, origin: origin)
    } catch {
      findings.append(Finding(.init(merkle: error.code), error.detail, file: "checkpoint"))
      return nil
    }
  }

  /// The content of a slot: the note with the journal's own signature, filled up with LF.
  ///
  /// Nil if that is too long. The signatures of witnesses, of any number and length, lie in
  /// `checkpoint` and `cosigned`.
  static func slotBytes(_ signed: SignedCheckpoint) -> [UInt8]? {
    let note = signed.alone.bytes
    guard note.count <= Layout.slotBytes else { return nil }
    return note + [UInt8](repeating: 0x0A, count: Layout.slotBytes - note.count)
  }

  /// The content of a slot without the LFs that fill it up.
  static func note(inSlot number: Int, of file: [UInt8]) -> [UInt8] {
    note(filling: file.dropFirst(number * Layout.slotBytes).prefix(Layout.slotBytes))
  }

  /// Bytes without the LFs that fill them up, but for one.
  static func note(filling bytes: ArraySlice<UInt8>) -> [UInt8] {
    var end = bytes.endIndex
    while end > bytes.startIndex, bytes[end - 1] == 0x0A { end -= 1 }
    return bytes[..<end] + [0x0A]
  }
}

/// The notes as they lie in the files, before anybody asked who signed them.
private struct Notes {
  private(set) var published: [UInt8]?
  private(set) var slots: [[UInt8]?] = [nil, nil]
  private(set) var hasCommit = false
  private(set) var findings: [Finding] = []

  init(_ layout: Layout, _ files: any FileSystem) throws(JournalError) {
    // `checkpoint` first: an append that runs meanwhile writes it last, so that the slots are never
    // behind it.
    published = try read(
      layout.checkpoint, limit: SignedNote.maximumLength, files,
      missing: Finding(
        .checkpointMissing, "the file is missing; no crash removes it", file: "checkpoint"),
      tooLarge: .checkpointMalformed)
    // A copy for readers may leave `commit` out: the file checkpoint says all they need.
    let commit = try read(
      layout.commit, limit: CheckpointFiles.slotCount * Layout.slotBytes, files,
      missing: Finding(
        .commitMissing, "the file is missing; the next writer makes it anew", file: "commit",
        isViolation: false), tooLarge: .commitMalformed)
    guard let commit else { return }
    hasCommit = true
    slots = (0..<CheckpointFiles.slotCount).map {
      CheckpointFiles.note(inSlot: $0, of: commit)
    }
  }

  private mutating func read(
    _ path: String, limit: Int, _ files: any FileSystem, missing: Finding,
    tooLarge: JournalError.Code
  ) throws(JournalError) -> [UInt8]? {
    do throws(JournalError) {
      return try files.contents(of: path, limit: limit)
    } catch {
      switch error.code {
      case .notFound: findings.append(missing)
      case .symbolicLink:
        findings.append(Finding(.symbolicLink, "the file is a symbolic link", file: missing.file))
      case .tooLarge: findings.append(Finding(tooLarge, error.message, file: missing.file))
      default: throw error
      }
      return nil
    }
  }

  /// The longest checkpoint of this origin that a key of the name of these signed, and none of
  /// them, as it claims; nil if there is none.
  func claim(ofStrangersTo keys: [VerifierKey], _ origin: String) -> Checkpoint? {
    parsed(origin).filter { note, _ in
      note.signatures.contains { signature in
        keys.contains { $0.name.utf8.elementsEqual(signature.name.utf8) }
      }
        && !note.signatures.contains { signature in
          keys.contains { $0.keyID == signature.keyID }
        }
    }.map(\.checkpoint).max { $0.size < $1.size }
  }

  /// What the notes of an origin claim, whoever signed them.
  func claims(_ origin: String) -> [Checkpoint] { parsed(origin).map(\.checkpoint) }

  private func parsed(_ origin: String) -> [(note: SignedNote, checkpoint: Checkpoint)] {
    ([published] + slots).compactMap { bytes in
      guard let bytes, let note = try? SignedNote(parsing: bytes),
        let checkpoint = try? Checkpoint(parsing: note.text),
        checkpoint.origin.utf8.elementsEqual(origin.utf8)
      else { return nil }
      return (note, checkpoint)
    }
  }
}

extension JournalError.Code {
  /// The code of this module for what a note or key was refused for.
  init(merkle code: MerkleError.Code) {
    self =
      switch code {
      case .malformedNote, .malformedCheckpoint: .checkpointMalformed
      case .malformedProof: .proofMalformed
      case .newerFormat: .newerFormat
      case .unknownKey: .unknownKey
      case .badSignature: .signatureInvalid
      case .originMismatch: .originMismatch
      case .malformedKey: .keyMalformed
      case .libraryFailure: .crypto
      }
  }
}

extension JournalError {
  /// A failure of signing or of reading what was signed.
  init(_ error: MerkleError, file: String? = nil) {
    self.init(
      Code(merkle: error.code), .environment, error.detail, file: file, hint: error.remedy)
  }
}
