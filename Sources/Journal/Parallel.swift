internal import Dispatch
internal import Synchronization

/// Independent pieces of work on all cores, their results in order.
enum Parallel {
  /// Runs `work` for every number below `count`; the error of the lowest number that failed is
  /// thrown.
  static func map<Value: Sendable>(
    _ count: Int, _ work: @Sendable (Int) throws(JournalError) -> Value
  ) throws(JournalError) -> [Value] {
    // One piece needs no threads: small journals, which are most, start none.
    if count == 1 { return [try work(0)] }
    let results = Results<Value>(count)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let result = Result { () throws(JournalError) in try work(number) }
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

  private final class Results<Value: Sendable>: Sendable {
    let values: Mutex<[Result<Value, JournalError>?]>
    init(_ count: Int) { values = Mutex(Array(repeating: nil, count: count)) }
  }
}
