/// What counts as known: everything recorded, or what had been recorded by some moment or entry.
///
/// Times of recording never run backwards, so that what was known at a moment is a prefix of the
/// journal.
public enum Knowledge: Sendable {
  /// All entries.
  case everything
  /// Entries recorded no later than the instant.
  case recordedBy(Instant)
  /// Entries up to and including the number.
  case through(Int)

  /// Whether an entry counts as known.
  public func includes(_ entry: Int, recorded time: Instant) -> Bool {
    switch self {
    case .everything: true
    case .recordedBy(let limit): time <= limit
    case .through(let last): entry <= last
    }
  }
}
