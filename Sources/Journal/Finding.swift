/// One observation about a journal, with its evidence: the result of checking, never thrown by it.
public struct Finding: Sendable, Hashable {
  /// The stable name, such as `LEAF_MISMATCH`; see ``JournalError/Code``.
  public var code: String
  /// The number of the entry concerned, from 0.
  public var entry: Int?
  /// The file concerned, relative to the journal's folder.
  public var file: String?
  /// The byte offset within ``file``.
  public var offset: Int?
  /// What should have been there.
  public var expected: String?
  /// What was there.
  public var actual: String?
  /// One plain sentence.
  public var text: String
  /// Signed notes that prove it to anybody who knows the key, older ones first.
  public var evidence: [String]
  /// Whether the journal contradicts what was signed, or its own rules; if not, the finding is only
  /// worth knowing.
  public var isViolation: Bool

  /// Makes a finding of its parts.
  public init(
    _ code: JournalError.Code, _ text: String, entry: Int? = nil, file: String? = nil,
    offset: Int? = nil, expected: String? = nil, actual: String? = nil,
    evidence: [String] = [], isViolation: Bool = true
  ) {
    self.code = code.rawValue
    self.entry = entry
    self.file = file
    self.offset = offset
    self.expected = expected
    self.actual = actual
    self.text = text
    self.evidence = evidence
    self.isViolation = isViolation
  }
}

extension JournalError {
  /// The finding as a reason to stop.
  public init(_ finding: Finding, hint: String? = nil) {
    self.init(
      Code(rawValue: finding.code) ?? .inputOutput, .integrity, finding.text, file: finding.file,
      entry: finding.entry, offset: finding.offset, expected: finding.expected,
      actual: finding.actual, hint: hint)
    evidence = finding.evidence
  }
}
