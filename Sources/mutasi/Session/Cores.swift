import Journal
import Ledger

/// All cores of this machine.
struct Cores: Workforce {
  /// Enough pieces for most machines, few enough that joining them costs little.
  func pieces(of amount: Int) -> Int { min(4, 1 + amount / 50_000) }

  func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    Parallel.map(count) { number throws(Never) in work(number) }
  }
}
