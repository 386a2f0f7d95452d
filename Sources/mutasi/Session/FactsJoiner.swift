import Ledger
import Synchronization

/// Joins the facts of segments, in the order of these, while others are still read: few of them are
/// there twice at a time, and the joining costs no time of its own.
///
/// Only for what is answered whole or not at all: what follows a gap is joined as well.
final class FactsJoiner: Sendable {
  private struct State {
    var facts = Facts()
    /// The segment to be joined next.
    var next = 0
    /// The facts of segments that were read before their turn.
    var waiting: [Int: Facts] = [:]
  }

  private let state = Mutex(State())
  /// How many segments there are.
  private let count: Int

  init(count: Int) { self.count = count }

  /// Takes the facts of a segment.
  func add(_ facts: Facts, of segment: Int) {
    state.withLock { state in
      state.waiting[segment] = facts
      while let facts = state.waiting.removeValue(forKey: state.next) {
        if state.next == 0 { state.facts.reserve(count, like: facts) }
        state.facts.append(facts)
        state.next += 1
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
