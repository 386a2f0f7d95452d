/// Several measurements of one thing.
struct Series {
  private let sorted: [Int]

  /// - Precondition: there is at least one.
  init(_ values: [Int]) {
    precondition(!values.isEmpty, "a series of nothing")
    sorted = values.sorted()
  }

  var median: Int { sorted[sorted.count / 2] }
  var least: Int { sorted[0] }
  var most: Int { sorted[sorted.count - 1] }
}

/// One line of the result.
struct BenchmarkRow {
  let job: Job
  let what: String
  /// How many entries the journal or the append has; 0 where that means nothing.
  let entries: Int
  let bytes: Int
  let wall: Series
  /// Processor time in all, in nanoseconds; `nil` where it was not taken.
  var processor: Series?
  var user: Series?
  /// In bytes.
  var peak: Series?
  /// The peak less that of the same words to an empty journal, in bytes.
  var beyondEmpty: Int?
  /// What the journal holds, where memory is held against it.
  var contents: JournalContents?

  var entriesPerSecond: Int? {
    entries == 0 ? nil : Int(Double(entries) * 1e9 / Double(wall.median))
  }

  /// In gigabytes (10^9) a second.
  var gigabytesPerSecond: Double? {
    bytes == 0 ? nil : Double(bytes) / Double(wall.median)
  }
}

extension BenchmarkRow {
  /// The row of several runs of a program.
  init(
    _ job: Job, _ what: String, entries: Int = 0, bytes: Int = 0, of results: [ChildProcess]
  ) {
    self.init(
      job: job, what: what, entries: entries, bytes: bytes, wall: Series(results.map(\.wall)),
      processor: Series(results.map { $0.user + $0.system }), user: Series(results.map(\.user)),
      peak: Series(results.map(\.peak)))
  }
}
