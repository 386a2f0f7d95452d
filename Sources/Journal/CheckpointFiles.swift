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

  static let slotCount = 2

  /// The slot to write next: not the one that holds the newest checkpoint.
  var nextSlot: Int { slots[0]?.checkpoint == newest.checkpoint ? 1 : 0 }

  /// Reads the files and verifies every signature.
  ///
  /// - Throws: `CHECKPOINT_MISSING` and its like when none verifies, or the reason why a file
  ///   cannot be read.
  init(
    _ layout: Layout, _ description: LedgerDescription, _ files: any FileSystem
  ) throws(JournalError) {
    var findings: [Finding] = []
    // `checkpoint` first: an append that runs meanwhile writes it last, so that the slots are never
    // behind it.
    let published = try Self.published(layout, description, files, &findings)
    let slots = try Self.slots(layout, description, files, &findings)
    let all = ([published] + slots).compactMap { $0 }
    guard var newest = all.first else {
      let cause = findings.first { $0.isViolation }
      throw JournalError(
        cause ?? Finding(.checkpointMissing, "the journal has no signed checkpoint"),
        hint: "restore the files checkpoint and commit from a copy of the journal")
    }
    for other in all where other.checkpoint.size > newest.checkpoint.size {
      newest = other
    }
    for other in all
    where other.checkpoint.size == newest.checkpoint.size
      && other.checkpoint.root != newest.checkpoint.root
    {
      findings.append(
        Finding(
          .fork, "two signed checkpoints of one size have different roots", file: "commit",
          expected: newest.checkpoint.root.description, actual: other.checkpoint.root.description))
      break
    }
    self.newest = newest
    self.published = published
    self.slots = slots
    self.findings = findings
  }

  private static func published(
    _ layout: Layout, _ description: LedgerDescription, _ files: any FileSystem,
    _ findings: inout [Finding]
  ) throws(JournalError) -> SignedCheckpoint? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: layout.checkpoint, limit: SignedNote.maximumLength)
    } catch {
      switch error.code {
      case .notFound:
        findings.append(
          Finding(
            .checkpointMissing, "the file is missing; no crash removes it", file: "checkpoint"))
      case .symbolicLink:
        findings.append(Finding(.symbolicLink, "the file is a symbolic link", file: "checkpoint"))
      case .tooLarge:
        findings.append(Finding(.checkpointMalformed, error.message, file: "checkpoint"))
      default: throw error
      }
      return nil
    }
    do throws(MerkleError) {
      return try SignedCheckpoint(
        parsing: bytes, key: description.key, origin: description.origin)
    } catch {
      findings.append(
        Finding(.init(merkle: error.code), error.detail, file: "checkpoint"))
      return nil
    }
  }

  private static func slots(
    _ layout: Layout, _ description: LedgerDescription, _ files: any FileSystem,
    _ findings: inout [Finding]
  ) throws(JournalError) -> [SignedCheckpoint?] {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: layout.commit, limit: slotCount * Layout.slotBytes)
    } catch {
      switch error.code {
      case .notFound:
        // A copy for readers may leave it out: the file checkpoint says all they need.
        findings.append(
          Finding(
            .commitMissing, "the file is missing; the next writer makes it anew", file: "commit",
            isViolation: false))
      case .symbolicLink:
        findings.append(Finding(.symbolicLink, "the file is a symbolic link", file: "commit"))
      case .tooLarge:
        findings.append(Finding(.commitMalformed, error.message, file: "commit"))
      default: throw error
      }
      return [nil, nil]
    }
    let slots = (0..<slotCount).map { slot(bytes, $0, description) }
    if slots.allSatisfy({ $0 == nil }) {
      findings.append(
        Finding(
          .commitMalformed, "no slot holds a signed checkpoint; no crash harms both",
          file: "commit"))
    }
    return slots
  }

  private static func slot(
    _ bytes: [UInt8], _ number: Int, _ description: LedgerDescription
  ) -> SignedCheckpoint? {
    var note = Array(bytes.dropFirst(number * Layout.slotBytes).prefix(Layout.slotBytes))
    while note.last == 0x0A { note.removeLast() }
    note.append(0x0A)
    // A slot that is torn does not verify, and one that does not verify is as good as torn.
    return try? SignedCheckpoint(parsing: note, key: description.key, origin: description.origin)
  }

  /// The content of a slot: the note with the journal's own signature, filled up with LF; nil if it
  /// is too long. Those of witnesses, of any number and length, lie in `checkpoint` and `cosigned`.
  static func slotBytes(_ signed: SignedCheckpoint) -> [UInt8]? {
    let note = signed.alone.bytes
    guard note.count <= Layout.slotBytes else { return nil }
    return note + [UInt8](repeating: 0x0A, count: Layout.slotBytes - note.count)
  }
}

extension JournalError.Code {
  /// The code of this module for what a note or key was refused for.
  init(merkle code: MerkleError.Code) {
    self =
      switch code {
      case .malformedNote, .malformedCheckpoint: .checkpointMalformed
      case .malformedProof: .proofMalformed
      case .unknownKey: .unknownKey
      case .badSignature: .signatureInvalid
      case .originMismatch: .originMismatch
      case .malformedKey: .keyMalformed
      case .libraryFailure: .crypto
      }
  }
}

extension JournalError {
  /// A failure of signing or hashing.
  init(_ error: MerkleError, file: String? = nil) {
    self.init(
      Code(merkle: error.code), .environment, error.detail, file: file, hint: error.remedy)
  }

  /// Prepares a hasher.
  static func hasher() throws(JournalError) -> TreeHasher {
    do throws(MerkleError) { return try TreeHasher() } catch { throw JournalError(error) }
  }
}
