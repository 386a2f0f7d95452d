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

extension Workforce {
  /// Does work on a number of things, some at a time.
  ///
  /// - Parameters:
  ///   - count: On how many things.
  ///   - pieceSize: On how many of them at a time.
  ///   - work: Does the piece of some numbers from 0 on.
  /// - Returns: What each piece gave, in order.
  func map<Value: Sendable>(
    _ count: Int, pieceSize: Int, _ work: @Sendable (Range<Int>) -> Value
  ) -> [Value] {
    guard count > 0 else { return [] }
    return map((count + pieceSize - 1) / pieceSize) { piece in
      work((piece * pieceSize)..<min((piece + 1) * pieceSize, count))
    }
  }
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
