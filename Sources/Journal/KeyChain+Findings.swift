internal import MerkleLog

/// What the entries about keys say against a journal or a published log.
extension KeyChain {
  /// What shows that the key of a checkpoint might not sign it; nil if it might.
  ///
  /// - Parameters:
  ///   - signer: the key.
  ///   - size: how many entries the checkpoint signs.
  ///   - day: the day on which the last of them was recorded.
  ///   - file: what holds the checkpoint.
  /// - Returns: the finding.
  func doubt(
    about signer: VerifierKey, at size: Int, on day: String, in file: String
  ) -> Finding? {
    let keys = inForce(at: size, on: day)
    guard !keys.contains(signer) else { return nil }
    let revoked = revocation(of: signer).map { "; entry \($0) revoked it" } ?? ""
    return Finding(
      .keyNotAuthorized, "the checkpoint is signed by a key that might not sign it" + revoked,
      entry: revocation(of: signer), file: file,
      expected: keys.map(\.description).joined(separator: " "), actual: signer.description)
  }

  /// What shows that an entry's proof was made for another past; nil if the root before it is the
  /// one that the proof names.
  static func contradiction(
    of claim: (entry: Int, size: Int, root: Hash), by root: Hash
  ) -> Finding? {
    guard root != claim.root else { return nil }
    return Finding(
      .keyNotAuthorized, "the proof was made for other entries than those before it",
      entry: claim.entry, expected: claim.root.description, actual: root.description)
  }
}
