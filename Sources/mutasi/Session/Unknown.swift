import CommandLineKit
import Ledger

/// The answer to a question about something of which the journal does not speak: no, with the id
/// that was probably meant.
enum Unknown {
  /// Says that nothing is recorded under an id.
  ///
  /// - Parameters:
  ///   - noun: What was asked for: post, official, rotation.
  ///   - id: The id that was given.
  ///   - ids: The ids of that kind.
  ///   - isKnown: Whether something is recorded under an id.
  /// - Returns: A failure with exit code 1.
  static func failure(
    _ noun: String, _ id: String, in ids: Interner, where isKnown: (String) -> Bool
  ) -> Failure {
    let known = (0..<UInt32(ids.count)).map { ids.text($0) }.filter(isKnown)
    let message = "no entry speaks of \(noun) \(UsageError.quote(id))"
    guard let nearest = Spelling.nearest(to: id, in: known) else { return Failure(.no, message) }
    return Failure(.no, message + "; did you mean \(UsageError.quote(nearest))?")
  }
}
