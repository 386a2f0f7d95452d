import Exchange
import Journal
import MerkleLog

/// The verification of a receipt: nothing is needed but it, the line of its entry and the key.
extension Verification {
  /// Verifies that a line is the entry that a receipt is about.
  ///
  /// - Parameters:
  ///   - file: The receipt.
  ///   - name: What to call it.
  ///   - line: The line, with its final LF or without.
  ///   - key: The journal's key.
  ///   - outside: What else the verifier brings along.
  /// - Returns: What was found.
  /// - Throws: `Failure` with exit code 4 where there is no verdict, as for a receipt of a newer
  ///   format.
  static func ofReceipt(
    _ file: [UInt8], named name: String, line: [UInt8], _ key: VerifierKey, _ outside: Outside
  ) throws(Failure) -> VerifyAnswer {
    try of(.receipt(entry: nil), outside, in: "") { verification throws(JournalError) in
      verification.exclusions.isReceipt = true
      var start = verification.now
      let receipt = try Receipt(parsing: file, key: key, named: name)
      verification.answer.subject = .receipt(entry: receipt.proof.index)
      verification.describe(receipt.checkpoint)
      verification.add("signature", verification.since(start), [])
      start = verification.now
      let finding = receipt.contradiction(to: line)
      verification.add("inclusion", verification.since(start), finding.map { [$0] } ?? [])
      try verification.judge(witnesses: outside, receipt.checkpoint, named: name)
    }
  }
}
