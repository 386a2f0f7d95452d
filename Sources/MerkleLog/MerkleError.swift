/// Why a hash, a key, a note or a checkpoint was not accepted.
///
/// A value, not an exit: it names what is wrong (`code`), shows the evidence (`detail`) and what to
/// do next (`remedy`). It never holds a secret and never repeats key material.
public struct MerkleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure; the raw value is the stable name that reports print.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The bytes do not have the form of a C2SP signed note.
    case malformedNote = "NOTE_MALFORMED"
    /// The text of a note does not have the form of a C2SP checkpoint.
    case malformedCheckpoint = "CHECKPOINT_MALFORMED"
    /// The bytes do not have the form of a C2SP proof file.
    case malformedProof = "PROOF_MALFORMED"
    /// The file is written in a newer version of its format than this program reads.
    case newerFormat = "NEWER_FORMAT"
    /// No signature on the note is by a key that was asked for.
    case unknownKey = "SIG_UNKNOWN_KEY"
    /// A signature claims to be by a known key, and is not.
    case badSignature = "SIG_INVALID"
    /// The checkpoint is genuine, and of another log.
    case originMismatch = "ORIGIN_MISMATCH"
    /// A public or private key is not in its text form, or its parts contradict each other.
    case malformedKey = "KEY_MALFORMED"
    /// libcrypto could not do what it was asked.
    case libraryFailure = "LIBRARY_FAILURE"
  }

  /// The kind of failure.
  public let code: Code
  /// The evidence: what was found where, and what was expected.
  public let detail: String

  /// States a failure of kind `code`; `detail` must not contain a secret.
  public init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  /// What the reader of the error can do about it.
  public var remedy: String {
    switch code {
    case .malformedNote, .malformedCheckpoint, .malformedProof:
      "fetch the file again byte for byte; an editor or a line-end conversion may have changed it"
    case .newerFormat:
      "read it with a newer program; it was left alone"
    case .unknownKey:
      "compare the key's name and id with those the log's operator published"
    case .badSignature:
      "do not trust this file: it was changed, or signed with another key of the same name"
    case .originMismatch:
      "check that the file and the expected origin belong to the same log"
    case .malformedKey:
      "copy the whole key line again, without blanks around it"
    case .libraryFailure:
      "check that the system's libcrypto offers SHA-256 and Ed25519 in its default provider"
    }
  }

  /// Code and detail in one line.
  public var description: String { "\(code.rawValue): \(detail)" }
}
