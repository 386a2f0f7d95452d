import CommandLineKit
import Journal
import Ledger

/// A question about one post or one official of a journal from which nothing is derived: all bytes
/// are held against the signature, and of the lines those are read that may matter to it.
extension Session {
  /// How many questions are answered so before one derives what makes later ones quick.
  private static let mostSifted = 4
  /// How often the bytes are hashed before it is quicker to read every line.
  private static let mostLooks = 3

  /// Whether lines are sifted for what is wished for.
  static func sifts(
    _ wishes: Wishes, _ reader: JournalReader, _ derived: DerivedData
  ) -> Needs? {
    guard let subject = wishes.subject, wishes.asksFactsOnly, case .everything = wishes.knowledge,
      !wishes.isRebuild, wishes.ids.isEmpty, wishes.entries.isEmpty,
      reader.size >= Derived.worthwhile, let needs = Needs(about: subject),
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
    for look in 0...mostLooks {
      var wishes = wishes
      wishes.isVerified = look > 0
      guard let sieve = needs.sieve else { return nil }
      wishes.sieve = sieve
      let outcome = ReadingProgress.run(total: reader.size, on: &terminal) {
        [wishes] progress in
        Result { () throws(Failure) in try sift(reader, wishes, progress) }
      }
      let (scan, facts) = try outcome.get()
      if look > 0 { try report(scan, wishes, on: &terminal) }
      switch try verdict(&needs, facts) {
      case .everything: return nil
      case .more: continue
      case .complete where look == 0: continue
      case .complete:
        return Session(reader, partialFacts: facts, .full, about: wishes.subject)
      }
    }
    return nil
  }

  /// Reads the lines that pass the sieve.
  private static func sift(
    _ reader: JournalReader, _ wishes: Wishes, _ progress: ReadingProgress
  ) throws(Failure) -> (scan: Scan<Reading>, facts: Facts) {
    let scan: Scan<Reading>
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
    var facts = Facts()
    for part in scan.parts { facts.append(part.gatherer.facts) }
    facts.setCount(scan.prefix.size)
    facts.complete(
      with: try whole(facts.incomplete) { entry throws(Failure) in try line(entry, reader) })
    return (scan, facts)
  }

  private static func verdict(
    _ needs: inout Needs, _ facts: Facts
  ) throws(Failure) -> Needs.Verdict {
    do throws(LineError) {
      return try needs.add(facts)
    } catch {
      throw Failure(correction: error)
    }
  }
}
