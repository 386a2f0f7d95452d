import Journal
import MerkleLog

/// What a verifier brings along from elsewhere than the thing that is verified: a public key,
/// checkpoints that were kept, witnesses.
struct Outside {
  /// A checkpoint that somebody kept.
  struct Kept {
    /// What to call it: its file.
    let name: String
    let bytes: [UInt8]
  }

  /// The key that the journal must be signed with.
  var key: VerifierKey?
  /// Older checkpoints, which must be extended.
  var kept: [Kept] = []
  /// Who must have cosigned.
  var policy: WitnessPolicy?

  /// Nothing but a key.
  init(key: VerifierKey? = nil) { self.key = key }
}

/// The checkpoints that something is held against, as far as they can be believed.
struct Memory {
  /// Those with a good signature, and what to call them.
  private(set) var checkpoints: [(name: String, signed: SignedCheckpoint)] = []
  /// What is wrong with them, or between them and what was verified.
  private(set) var findings: [Finding] = []
  /// The largest size of those that were brought along and are extended.
  private(set) var extended: Int?

  /// Whether there is anything to hold against.
  var isEmpty: Bool { checkpoints.isEmpty && findings.isEmpty }

  /// Takes a checkpoint, unless it contradicts its own signature: that is a finding.
  mutating func take(
    _ name: String, _ read: () throws(JournalError) -> SignedCheckpoint?
  ) throws(JournalError) {
    do throws(JournalError) {
      if let signed = try read() { checkpoints.append((name, signed)) }
    } catch {
      guard error.kind == .integrity else { throw error }
      findings.append(Finding(evidenceOf: error))
    }
  }

  /// Asks of every checkpoint what contradicts it.
  ///
  /// - Parameters:
  ///   - brought: the names of those that come from elsewhere.
  ///   - contradiction: the finding about one of them.
  /// - Throws: what `contradiction` throws.
  mutating func judge(
    brought: [Outside.Kept],
    _ contradiction: (String, SignedCheckpoint) throws(JournalError) -> Finding?
  ) throws(JournalError) {
    for (name, signed) in checkpoints {
      if let finding = try contradiction(name, signed) {
        findings.append(finding)
      } else if brought.contains(where: { $0.name == name }) {
        extended = max(extended ?? 0, signed.checkpoint.size)
      }
    }
  }
}
