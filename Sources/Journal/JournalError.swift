/// Why the journal could not be opened, read or written: a code, the place, and what to do next.
///
/// A negative finding about the *content* of a journal is a ``Finding``, a result; it becomes an
/// error only where work cannot go on, as when a writer refuses to extend a damaged journal.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of answer an error is; a program maps it to an exit code.
  public enum Kind: String, Sendable {
    /// The journal contradicts its signatures, or what its signer remembers.
    case integrity
    /// What was asked for is not allowed; nothing was changed.
    case refused
    /// The machine failed, somebody else holds the lock, the key is missing, or the outcome is
    /// unknown.
    case environment
  }

  /// The stable name of an error or a finding, for programs.
  public enum Code: String, Sendable, CaseIterable {
    case leafMismatch = "LEAF_MISMATCH"
    case rootMismatch = "ROOT_MISMATCH"
    case truncated = "TRUNCATED"
    case lineTooLong = "LIMIT"
    case unsignedTail = "UNSIGNED_TAIL"
    case unexpectedBytes = "UNEXPECTED_BYTES"
    case unexpectedFile = "UNEXPECTED_FILE"
    case symbolicLink = "SYMLINK"
    case derivedMismatch = "DERIVED_MISMATCH"
    case derivedStale = "DERIVED_STALE"
    case checkpointMalformed = "CHECKPOINT_MALFORMED"
    case checkpointMissing = "CHECKPOINT_MISSING"
    case signatureInvalid = "SIG_INVALID"
    case unknownKey = "SIG_UNKNOWN_KEY"
    case originMismatch = "ORIGIN_MISMATCH"
    case commitMissing = "COMMIT_MISSING"
    case commitMalformed = "COMMIT_MALFORMED"
    case rollback = "ROLLBACK"
    case fork = "FORK"
    case inconsistent = "INCONSISTENT"
    case witnessQuorum = "WITNESS_QUORUM"
    case proofMalformed = "PROOF_MALFORMED"
    case proofInvalid = "PROOF_INVALID"
    case tileMismatch = "TILE_MISMATCH"
    case staleMismatch = "STALE_MISMATCH"
    case bundleMalformed = "BUNDLE_MALFORMED"
    case timeNotMonotone = "TIME_NOT_MONOTONE"
    case duplicateID = "DUPLICATE_ID"
    case notAJournal = "NOT_A_JOURNAL"
    case newerFormat = "NEWER_FORMAT"
    case descriptionMalformed = "DESCRIPTION_MALFORMED"
    case notEmpty = "NOT_EMPTY"
    case lineInvalid = "LINE_INVALID"
    case encoding = "ENCODING"
    case duplicateName = "DUPLICATE_NAME"
    case referenceUnknown = "REFERENCE_UNKNOWN"
    case unknownType = "UNKNOWN_TYPE"
    case noSuchEntry = "NO_SUCH_ENTRY"
    case tooLarge = "TOO_LARGE"
    case locked = "LOCKED"
    case keyMissing = "KEY_MISSING"
    case keyWrong = "KEY_WRONG"
    case keyPermissions = "KEY_PERMISSIONS"
    case keyMalformed = "KEY_MALFORMED"
    case keyExists = "KEY_EXISTS"
    case keyNotAuthorized = "KEY_NOT_AUTHORIZED"
    case keyUnproven = "KEY_UNPROVEN"
    case keyRecovered = "KEY_RECOVERED"
    case keyDoubt = "KEY_DOUBT"
    case memoryDamaged = "MEMORY_DAMAGED"
    case notFound = "NOT_FOUND"
    case exists = "EXISTS"
    case permission = "PERMISSION"
    case readOnly = "READ_ONLY"
    case noSpace = "NO_SPACE"
    case inputOutput = "IO"
    case crypto = "CRYPTO"
    case outcomeUnknown = "OUTCOME_UNKNOWN"
    case writerStopped = "WRITER_STOPPED"
  }

  /// The stable name.
  public var code: Code
  /// What kind of answer it is.
  public var kind: Kind
  /// One plain sentence without a final stop.
  public var message: String
  /// The file concerned.
  public var file: String?
  /// The number of the entry concerned, from 0.
  public var entry: Int?
  /// The byte offset within ``file``.
  public var offset: Int?
  /// What should have been there.
  public var expected: String?
  /// What was there.
  public var actual: String?
  /// What to do next.
  public var hint: String?
  /// Signed notes that prove a finding, older ones first.
  public var evidence: [String] = []

  /// Makes an error of its parts.
  public init(
    _ code: Code, _ kind: Kind, _ message: String, file: String? = nil, entry: Int? = nil,
    offset: Int? = nil, expected: String? = nil, actual: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.kind = kind
    self.message = message
    self.file = file
    self.entry = entry
    self.offset = offset
    self.expected = expected
    self.actual = actual
    self.hint = hint
  }

  /// Code, message, place, evidence and hint on one line.
  public var description: String {
    var text = "\(code.rawValue): \(message)"
    var place: [String] = []
    if let entry { place.append("entry \(entry)") }
    if let file { place.append(file) }
    if let offset { place.append("byte \(offset)") }
    if !place.isEmpty { text += " (\(place.joined(separator: ", ")))" }
    if let expected { text += "; expected \(expected)" }
    if let actual { text += "; found \(actual)" }
    if let hint { text += "; hint: \(hint)" }
    return text
  }
}
