internal import Dispatch
internal import Synchronization

/// Independent pieces of work on all cores, their results in order.
public enum Parallel {
  /// Runs `work` for every number below `count`.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - work: does the one of a number.
  /// - Returns: what each gave, by number.
  /// - Throws: the error of the lowest number that failed.
  public static func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ work: @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    // One piece needs no threads: small journals, which are most, start none.
    if count == 1 { return [try work(0)] }
    let results = Results<Value, Failure>(count)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result = Result { () throws(Failure) in try work(number) }
      results.values.withLock { $0[number] = result }
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for result in results.values.withLock({ $0 }) {
      guard let result else { preconditionFailure("every piece of work ends with a result") }
      values.append(try result.get())
    }
    return values
  }

  private final class Results<Value: Sendable, Failure: Error>: Sendable {
    let values: Mutex<[Result<Value, Failure>?]>
    init(_ count: Int) { values = Mutex(Array(repeating: nil, count: count)) }
  }
}
