/// A checkpoint together with the signed note that vouches for it.
///
/// A value of this type has been verified or made here: there is no way to one without a signature
/// by a key that the caller named.
public struct SignedCheckpoint: Sendable {
  /// The note, with the lines of all its signers.
  public let note: SignedNote
  /// What the note says.
  public let checkpoint: Checkpoint
  /// The key that it was verified with, or signed by.
  public let signer: VerifierKey

  /// Reads a file, verifies it with `key` and reads its text as a checkpoint.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - key: the log's public key, from a source that the file's author does not control.
  ///   - origin: the log that the checkpoint must be of; nil accepts any.
  /// - Throws: `malformedNote`, `unknownKey`, `badSignature`, `malformedCheckpoint`,
  ///   `originMismatch`, in this order of examination, or `libraryFailure`.
  public init(parsing bytes: [UInt8], key: VerifierKey, origin: String?) throws(MerkleError) {
    guard key.algorithm == .ed25519 else {
      throw MerkleError(.malformedKey, "this is the key of a witness; that of a log was expected")
    }
    note = try SignedNote(parsing: bytes)
    _ = try note.verified(by: [key])
    signer = key
    checkpoint = try Checkpoint(parsing: note.text)
    guard let origin, !origin.utf8.elementsEqual(checkpoint.origin.utf8) else { return }
    throw MerkleError(
      .originMismatch, "the checkpoint is of \(checkpoint.origin), expected \(origin)")
  }

  /// Reads a file, and verifies it with whichever of some keys signed it; what is no checkpoint is
  /// called that, whether its signature holds or not.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - keys: the keys that may have signed it.
  ///   - origin: the log that the checkpoint must be of.
  /// - Throws: `malformedNote`, `malformedCheckpoint`, `unknownKey`, `badSignature`,
  ///   `originMismatch`, in this order of examination, or `libraryFailure`.
  public init(
    parsing bytes: [UInt8], keys: [VerifierKey], origin: String
  ) throws(MerkleError) {
    note = try SignedNote(parsing: bytes)
    checkpoint = try Checkpoint(parsing: note.text)
    signer = try note.verified(by: keys)[0]
    guard signer.algorithm == .ed25519 else {
      throw MerkleError(.malformedKey, "this is the key of a witness; that of a log was expected")
    }
    guard !origin.utf8.elementsEqual(checkpoint.origin.utf8) else { return }
    throw MerkleError(
      .originMismatch, "the checkpoint is of \(checkpoint.origin), expected \(origin)")
  }

  /// Reads a file that a witness cosigned, and verifies it with the witness's key instead of the
  /// log's.
  ///
  /// - Throws: as for the log's own key.
  public init(
    parsing bytes: [UInt8], cosignedBy witness: VerifierKey, origin: String
  ) throws(MerkleError) {
    note = try SignedNote(parsing: bytes)
    _ = try note.verified(by: [witness])
    checkpoint = try Checkpoint(parsing: note.text)
    signer = witness
    guard !origin.utf8.elementsEqual(checkpoint.origin.utf8) else { return }
    throw MerkleError(
      .originMismatch, "the checkpoint is of \(checkpoint.origin), expected \(origin)")
  }

  /// Signs `checkpoint` with `key`.
  ///
  /// - Throws: `malformedCheckpoint` or `malformedNote` when its lines do not read back as the same
  ///   checkpoint (an empty origin, a line break in a line), or `libraryFailure`.
  public init(signing checkpoint: Checkpoint, by key: SigningKey) throws(MerkleError) {
    guard try Checkpoint(parsing: checkpoint.text) == checkpoint else {
      throw MerkleError(.malformedCheckpoint, "the text does not read back as the same checkpoint")
    }
    note = try SignedNote(text: checkpoint.text).signed(by: key)
    self.checkpoint = checkpoint
    signer = key.verifier
  }

  /// The same checkpoint with other signature lines beside the log's own.
  ///
  /// - Precondition: the note has the same text and still the log's own line.
  func replacingNote(_ note: SignedNote) -> SignedCheckpoint {
    precondition(note.text.utf8.elementsEqual(self.note.text.utf8), "another text")
    return SignedCheckpoint(note, checkpoint, signer)
  }

  private init(_ note: SignedNote, _ checkpoint: Checkpoint, _ signer: VerifierKey) {
    self.note = note
    self.checkpoint = checkpoint
    self.signer = signer
  }

  /// The same checkpoint with no other signature than the log's own.
  public var alone: SignedCheckpoint {
    replacingNote(note.keepingSignatures(of: [signer]))
  }

  /// The same checkpoint with a signature line at the end, in place of earlier ones of its name and
  /// id; the log's own stays as it is.
  public func adding(_ signature: SignedNote.Signature) -> SignedCheckpoint {
    if signer.isNamed(signature.name, signature.keyID) { return self }
    return replacingNote(note.adding(signature))
  }

  /// The file, byte for byte.
  public var bytes: [UInt8] { note.bytes }
}
