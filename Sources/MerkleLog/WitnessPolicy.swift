/// Which witnesses a verifier trusts, and how many of them must have seen a checkpoint.
///
/// Cosignatures of enough independent witnesses exclude that others were shown another log. Whoever
/// shows two faces would need as many of them to lie as the quorum asks for beyond half.
public struct WitnessPolicy: Hashable, Sendable {
  /// The witnesses' keys.
  public let witnesses: [VerifierKey]
  /// How many of them must have cosigned.
  public let quorum: Int

  /// A policy of these witnesses.
  ///
  /// - Throws: `malformedKey` when a key is not a witness's, is there twice, even under two names
  ///   (what is signed does not say the name), or when the quorum is not 1 to their number.
  public init(_ witnesses: [VerifierKey], quorum: Int) throws(MerkleError) {
    for witness in witnesses where witness.algorithm != .cosignature {
      throw MerkleError(
        .malformedKey,
        "\(witness.name)+\(Hexadecimal.encode(witness.keyID)) is the key of a log; that of a "
          + "witness has algorithm 4")
    }
    guard Set(witnesses.map(\.publicKey)).count == witnesses.count else {
      throw MerkleError(.malformedKey, "one witness is named twice")
    }
    guard quorum >= 1, quorum <= witnesses.count else {
      throw MerkleError(
        .malformedKey, "a quorum of \(quorum) out of \(witnesses.count) witnesses is never met")
    }
    self.witnesses = witnesses
    self.quorum = quorum
  }

  /// Whether these cosignatures are enough.
  public func isMet(by cosignatures: [Cosignature]) -> Bool {
    Set(cosignatures.map(\.witness)).intersection(witnesses).count >= quorum
  }
}
