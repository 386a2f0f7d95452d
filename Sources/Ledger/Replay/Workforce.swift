/// Who does independent pieces of work side by side: this module starts no threads by itself.
public protocol Workforce: Sendable {
  /// In how many pieces work is worth being done.
  ///
  /// - Parameter amount: On how many things it is to be done.
  /// - Returns: The number of pieces, from 1 on.
  func pieces(of amount: Int) -> Int

  /// Does a number of pieces of work.
  ///
  /// - Parameters:
  ///   - count: How many there are.
  ///   - work: Does the one of a number from 0 on.
  /// - Returns: What each gave, by number.
  func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value]
}

/// Does one piece of work after the other.
public struct OneWorker: Workforce {
  /// A worker.
  public init() {}

  /// One.
  public func pieces(of amount: Int) -> Int { 1 }

  /// Does the pieces in order.
  public func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    (0..<count).map(work)
  }
}
