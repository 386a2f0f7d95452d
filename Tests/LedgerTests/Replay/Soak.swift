import Foundation

/// How long random journals are tried: `MUTASI_SOAK=N swift test` tries N times as many seeds as an
/// ordinary run, `MUTASI_SEED=S` begins with the seed S.
enum Soak {
  static let factor = number("MUTASI_SOAK") ?? 1

  /// The seeds of a test that tries so many in an ordinary run.
  static func seeds(_ count: UInt64, from first: UInt64 = 1) -> ClosedRange<UInt64> {
    let first = number("MUTASI_SEED") ?? first
    return first...(first + count * factor - 1)
  }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }.flatMap { $0 > 0 ? $0 : nil }
  }
}
