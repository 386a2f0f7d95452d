import CommandLineKit
import Dispatch
import Synchronization

/// Tells a person who waits how far the reading of a journal is, while other cores read.
///
/// Owned by one call of `run`, which outlives the work that counts.
final class ReadingProgress: Sendable {
  private let entries = Atomic<Int>(0)

  /// How often the line is brought up to date, in milliseconds.
  private static let interval = 100

  /// Counts entries that were read.
  func add(_ count: Int) {
    entries.wrappingAdd(count, ordering: .relaxed)
  }

  /// Does the work, and shows how far it is where somebody looks.
  ///
  /// - Parameters:
  ///   - total: How many entries there are.
  ///   - terminal: Where the line appears, if standard error is a terminal.
  ///   - sentence: What the line says of how many are done; "read 5 of 9 entries" if not given.
  ///   - work: Reads, and counts what it has read.
  /// - Returns: What the work gives.
  static func run<Outcome: Sendable>(
    total: Int = 0, on terminal: inout Terminal, sentence: ((Int) -> String)? = nil,
    work: @escaping @Sendable (ReadingProgress) -> Outcome
  ) -> Outcome {
    let progress = ReadingProgress()
    guard terminal.errorsAreTerminal else { return work(progress) }
    let box = Box<Outcome>()
    let done = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      let outcome = work(progress)
      box.outcome.withLock { $0 = outcome }
      done.signal()
    }
    while done.wait(timeout: .now() + .milliseconds(interval)) == .timedOut {
      let read = progress.entries.load(ordering: .relaxed)
      terminal.progress(sentence?(read) ?? "read \(read) of \(total) entries")
    }
    terminal.clearProgress()
    guard let outcome = box.outcome.withLock({ $0 }) else {
      preconditionFailure("the work signalled before it was done")
    }
    return outcome
  }

  /// Holds the outcome while it goes from one thread to the other.
  private final class Box<Outcome: Sendable>: Sendable {
    let outcome = Mutex<Outcome?>(nil)
  }
}
