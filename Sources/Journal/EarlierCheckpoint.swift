public import MerkleLog

extension JournalReader {
  /// Reads a checkpoint of this journal that somebody kept, or published.
  ///
  /// - Parameters:
  ///   - bytes: the file: a checkpoint, or a receipt, which has one in it.
  ///   - name: what to call it.
  ///   - key: a key that the caller knows from elsewhere, and takes as good as the journal's own.
  /// - Returns: the checkpoint, its signature verified with a key of the journal, be it one that
  ///   has been replaced since.
  /// - Throws: `CHECKPOINT_MALFORMED`, `PROOF_MALFORMED`, `SIG_UNKNOWN_KEY`, `SIG_INVALID`,
  ///   `ORIGIN_MISMATCH` (integrity); `NEWER_FORMAT` (refused).
  public func earlier(
    _ bytes: [UInt8], named name: String, key: VerifierKey? = nil
  ) throws(JournalError) -> SignedCheckpoint {
    let known = [description.key, signer] + (key.map { [$0] } ?? [])
    do throws(JournalError) {
      return try SignedCheckpoint.earlier(
        bytes, keys: known, origin: description.origin, named: name)
    } catch {
      // Who else might sign stands in the entries; looking there is seldom needed.
      guard error.code == .unknownKey else { throw error }
      let others = try keyChain().keys.filter { !known.contains($0) }
      guard !others.isEmpty else { throw error }
      return try SignedCheckpoint.earlier(
        bytes, keys: known + others, origin: description.origin, named: name)
    }
  }
}

extension SignedCheckpoint {
  /// Reads a checkpoint that somebody kept, alone or in a receipt, and verifies it with one of
  /// several keys.
  ///
  /// - Throws: as above.
  static func earlier(
    _ bytes: [UInt8], keys: [VerifierKey], origin: String, named name: String
  ) throws(JournalError) -> SignedCheckpoint {
    do throws(MerkleError) {
      let bytes =
        ProofFile.isClaimed(by: bytes) ? try ProofFile(parsing: bytes).checkpoint.bytes : bytes
      let signers = try SignedNote(parsing: bytes).verified(by: keys)
      guard let signer = signers.first else {
        throw MerkleError(.unknownKey, "no key was given")
      }
      return try SignedCheckpoint(parsing: bytes, key: signer, origin: origin)
    } catch {
      throw JournalError(judging: error, in: name)
    }
  }
}
