public import MerkleLog

/// The proof that one entry is in a journal, as somebody was given it: with the entry's line and
/// the journal's key it is judged alone, without the journal.
public struct Receipt: Sendable {
  /// The most bytes that such a file may have.
  public static let maximumLength = ProofFile.maximumLength

  /// What the file holds.
  public let proof: ProofFile
  /// The checkpoint that the entry is proven against, its signature verified.
  public let checkpoint: SignedCheckpoint
  private let name: String

  /// Reads a receipt and verifies the signature on its checkpoint.
  ///
  /// - Parameters:
  ///   - bytes: the file (C2SP tlog-proof).
  ///   - key: the journal's key, from elsewhere; its name is the journal's origin.
  ///   - name: what to call the file.
  /// - Throws: `NEWER_FORMAT` (refused); `PROOF_MALFORMED`, `CHECKPOINT_MALFORMED`,
  ///   `SIG_UNKNOWN_KEY`, `SIG_INVALID`, `ORIGIN_MISMATCH` (integrity).
  public init(
    parsing bytes: [UInt8], key: VerifierKey, named name: String
  ) throws(JournalError) {
    do throws(MerkleError) {
      proof = try ProofFile(parsing: bytes)
    } catch {
      throw JournalError(judging: error, in: name)
    }
    checkpoint = try SignedCheckpoint.earlier(
      proof.checkpoint.bytes, keys: [key], origin: key.name, named: name)
    self.name = name
  }

  /// What contradicts that a line is the entry that the receipt is about.
  ///
  /// - Parameter file: the file with the line, its final LF there or not.
  /// - Returns: the finding; nil if the entry is in the journal.
  public func contradiction(to file: [UInt8]) -> Finding? {
    let hasher = TreeHasher()
    let line = file.last == 0x0A ? file.dropLast() : file[...]
    let leaf = hasher.leaf(file, line.indices)
    let (size, signed) = (checkpoint.checkpoint.size, checkpoint.checkpoint.root)
    guard proof.index < size else {
      return Finding(
        .proofInvalid, "the receipt is about an entry beyond its own checkpoint",
        entry: proof.index, file: name, expected: "0 to \(size - 1)", actual: "\(proof.index)")
    }
    guard let root = proof.proof.root(from: leaf, at: proof.index, size: size, hasher) else {
      return Finding(
        .proofInvalid,
        "the proof has not as many hashes as one for this entry in a journal of \(size) has",
        entry: proof.index, file: name, actual: "\(proof.proof.hashes.count) hashes")
    }
    if root == signed { return nil }
    return Finding(
      .proofInvalid,
      "the line is not entry \(proof.index) of this checkpoint: with the hashes of the receipt it "
        + "gives another root; the line (its leaf hash is \(leaf)) or the receipt was changed",
      entry: proof.index, file: name, expected: signed.description, actual: root.description)
  }
}

extension JournalError {
  /// Why a file that somebody brought cannot be believed.
  init(judging error: MerkleError, in name: String) {
    let kind: Kind =
      switch error.code {
      case .libraryFailure: .environment
      // Nothing is wrong with the file: this program cannot read it.
      case .newerFormat: .refused
      default: .integrity
      }
    self.init(.init(merkle: error.code), kind, error.detail, file: name, hint: error.remedy)
  }
}
