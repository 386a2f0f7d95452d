import MerkleLog

/// Receipts: proof files with a checkpoint below.
enum FuzzProof {
  static func read(_ bytes: [UInt8]) {
    guard let proof = try? ProofFile(parsing: bytes) else { return }
    expect(proof.bytes == bytes, "a proof that reads is written otherwise")
    expect(proof.index >= 0, "an index below zero")
  }
}
