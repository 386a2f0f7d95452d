import CommandLineKit
import Journal
import Ledger

/// A question about one post or one official of a journal from which nothing is derived: all bytes
/// are held against the signature, and of the lines those are read that may matter to it.
extension Session {
  /// A journal of fewer entries is read as quickly as looked at twice.
  private static let fewest = 10_000
  /// How many questions are answered so before one derives what makes later ones quick.
  private static let mostSifted = 4
  /// How often lines are looked at before it is quicker to read every one.
  private static let mostLooks = 10

  /// Whether lines are sifted for what is wished for.
  static func sifts(
    _ wishes: Wishes, _ reader: JournalReader, _ derived: DerivedData
  ) -> Needs? {
    guard let subject = wishes.subject, wishes.asksFactsOnly, case .everything = wishes.knowledge,
      !wishes.isRebuild, wishes.ids.isEmpty, wishes.entries.isEmpty,
      reader.size >= fewest, let needs = Needs(about: subject),
      derived.countQuestion() <= mostSifted
    else { return nil }
    return needs
  }

  /// The session that answers a question from the lines that matter to it.
  ///
  /// What matters is first found out by a look that is not verified. Then lines are read as they
  /// are hashed; an answer rests on these alone, once they show that nothing is lacking.
  ///
  /// - Returns: The session; `nil` where it takes all lines to tell.
  static func sifting(
    _ needs: Needs, _ reader: JournalReader, _ wishes: Wishes, on terminal: inout Terminal
  ) throws(Failure) -> Session? {
    var needs = needs
    var isVerified = false
    for look in 0..<mostLooks {
      var wishes = wishes
      wishes.isVerified = isVerified
      guard let sieve = needs.sieve else { return nil }
      wishes.sieve = sieve
      let outcome = ReadingProgress.run(total: reader.size, on: &terminal) {
        [wishes] progress in
        Result { () throws(Failure) in try sift(reader, wishes, progress) }
      }
      let (scan, facts) = try outcome.get()
      // What cannot be told from some lines, all tell, or why it cannot be.
      switch try? needs.add(facts) {
      case .everything, nil: return nil
      case .complete where isVerified:
        try report(scan, wishes, on: &terminal)
        return Session(reader, partialFacts: facts, .full, about: wishes.subject)
      case .complete: isVerified = true
      // Mostly the first look tells all; others are worth hashing once they add nothing.
      case .more: isVerified = look == 0
      }
    }
    return nil
  }

  /// Reads the lines that pass the sieve.
  private static func sift(
    _ reader: JournalReader, _ wishes: Wishes, _ progress: ReadingProgress
  ) throws(Failure) -> (scan: Scan<Reading>, facts: Facts) {
    var scan: Scan<Reading>
    do throws(JournalError) {
      scan = try reader.scan(
        verifying: wishes.isVerified, start: { Reading(wishes, of: $0) },
        each: { reading, chunk in
          progress.add(chunk.lines.count)
          return reading.take(chunk)
        })
    } catch {
      throw Failure(error)
    }
    // What is wrong among some lines is wrong among all.
    if wishes.isVerified {
      scan.findings += try Verification.order(scan.parts, reader, ofAll: false)
    }
    var facts = Facts()
    for part in scan.parts { facts.append(part.gatherer.facts) }
    try complete(&facts, scan, reader, wishes)
    return (scan, facts)
  }
}
