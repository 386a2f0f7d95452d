public import MerkleLog

extension JournalReader {
  /// Reads a checkpoint of this journal that somebody kept, or published.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: what to call it.
  /// - Returns: the checkpoint, its signature verified with a key of the journal.
  /// - Throws: `CHECKPOINT_MALFORMED`, `SIG_UNKNOWN_KEY`, `SIG_INVALID`, `ORIGIN_MISMATCH`
  ///   (integrity).
  public func earlier(
    _ bytes: [UInt8], named name: String
  ) throws(JournalError) -> SignedCheckpoint {
    try SignedCheckpoint.earlier(
      bytes, keys: [description.key], origin: description.origin, named: name)
  }
}

extension SignedCheckpoint {
  /// Reads a checkpoint that somebody kept and verifies it with one of several keys.
  ///
  /// - Throws: as above.
  static func earlier(
    _ bytes: [UInt8], keys: [VerifierKey], origin: String, named name: String
  ) throws(JournalError) -> SignedCheckpoint {
    do throws(MerkleError) {
      let signers = try SignedNote(parsing: bytes).verified(by: keys)
      guard let signer = signers.first else {
        throw MerkleError(.unknownKey, "no key was given")
      }
      return try SignedCheckpoint(parsing: bytes, key: signer, origin: origin)
    } catch {
      let kind: JournalError.Kind = error.code == .libraryFailure ? .environment : .integrity
      throw JournalError(
        .init(merkle: error.code), kind, error.detail, file: name, hint: error.remedy)
    }
  }
}
