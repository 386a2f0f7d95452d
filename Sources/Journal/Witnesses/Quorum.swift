public import MerkleLog

extension SignedCheckpoint {
  /// Holds the cosignatures on this checkpoint against what a verifier asks for.
  ///
  /// Lines of others than the policy's witnesses are passed over.
  ///
  /// - Parameters:
  ///   - policy: the witnesses and how many of them are enough.
  ///   - name: what to call the checkpoint, such as its file.
  /// - Returns: the good cosignatures; and `SIG_INVALID` if one of a known witness does not verify,
  ///   `WITNESS_QUORUM` if they are too few, or nil.
  /// - Throws: only when libcrypto fails.
  public func judge(
    by policy: WitnessPolicy, named name: String
  ) throws(JournalError) -> (cosignatures: [Cosignature], finding: Finding?) {
    let cosignatures: [Cosignature]
    do throws(MerkleError) {
      cosignatures = try note.cosignatures(by: policy.witnesses)
    } catch {
      guard error.code == .badSignature else { throw JournalError(error, file: name) }
      let known = note.keepingSignatures(of: [signer] + policy.witnesses)
      let evidence = [String(decoding: known.bytes, as: UTF8.self)]
      return (
        [], Finding(.signatureInvalid, error.detail, file: name, evidence: evidence)
      )
    }
    if policy.isMet(by: cosignatures) { return (cosignatures, nil) }
    let names = cosignatures.map(\.witness.name).joined(separator: ", ")
    let finding = Finding(
      .witnessQuorum,
      "fewer of the given witnesses cosigned this checkpoint than asked for: a split view is not "
        + "excluded", file: name,
      expected: "\(policy.quorum) of " + policy.witnesses.map(\.name).joined(separator: ", "),
      actual: cosignatures.isEmpty ? "none" : "\(cosignatures.count): \(names)")
    return (cosignatures, finding)
  }
}
