import Journal
import Ledger
import Synchronization

/// Joins the facts of segments, in the order of these, while others are still read: few of them are
/// there twice at a time, and the joining costs no time of its own.
final class FactsJoiner: Sendable {
  private struct State {
    var facts = Facts()
    /// The segment to be joined next; none follows one that is not whole.
    var next: Int? = 0
    /// What was read of segments before their turn.
    var waiting: [Int: (facts: Facts, isWhole: Bool)] = [:]
  }

  private let state = Mutex(State())
  /// How many segments there are, and how many lines a whole one has.
  private let (count, lines): (Int, Int)

  init(_ reader: JournalReader) {
    (count, lines) = (reader.segmentCount, reader.segmentLines)
  }

  /// Takes the facts of a segment.
  ///
  /// - Parameters:
  ///   - facts: What its known lines say.
  ///   - segment: Its number.
  ///   - known: How many of its lines count as known.
  func add(_ facts: Facts, of segment: Int, known: Int) {
    state.withLock { state in
      state.waiting[segment] = (facts, known == lines)
      while let next = state.next, let own = state.waiting.removeValue(forKey: next) {
        if next == 0 { state.facts.reserve(count, like: own.facts) }
        state.facts.append(own.facts)
        state.next = own.isWhole ? next + 1 : nil
      }
    }
  }

  /// What was joined; nothing is left.
  func take() -> Facts {
    state.withLock { state in
      defer { state = State() }
      return state.facts
    }
  }
}
