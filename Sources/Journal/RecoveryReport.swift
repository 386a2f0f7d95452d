/// What opening a journal for writing found and did, for the caller to report.
public struct RecoveryReport: Sendable, Hashable {
  /// Something that was moved to the quarantine.
  public struct Quarantined: Sendable, Hashable {
    /// Where it is now, relative to the journal.
    public var file: String
    /// Where it came from, relative to the journal.
    public var origin: String
    /// Where in the original file it began.
    public var offset: Int
    /// How many bytes.
    public var bytes: Int
  }

  /// What was set aside.
  public internal(set) var quarantined: [Quarantined] = []
  /// The size that `checkpoint` had before it was brought forward to the newest one; nil if it had
  /// that.
  public internal(set) var broughtForwardFrom: Int?
  /// The first entry of those written again because they may not have been on the disk; nil if none
  /// were.
  public internal(set) var rewrittenFrom: Int?
  /// The files of derived hashes that were completed or corrected, relative to the journal.
  public internal(set) var rebuilt: [String] = []
  /// What was found about the files of checkpoints, and what could not be repaired.
  public internal(set) var notes: [Finding] = []

  /// Whether there is nothing worth reporting; derived hashes are not.
  public var isClean: Bool {
    quarantined.isEmpty && broughtForwardFrom == nil && rewrittenFrom == nil && notes.isEmpty
  }
}
