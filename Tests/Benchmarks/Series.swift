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
  let job: String
  let what: String
  let entries: Int
  let bytes: Int
  let wall: Series
  /// Processor time in all, in nanoseconds; `nil` where it was not taken.
  var processor: Series?
  var user: Series?
  /// In bytes.
  var peak: Series?

  var entriesPerSecond: Int { Int(Double(entries) * 1e9 / Double(wall.median)) }
  /// In gigabytes (10^9) a second.
  var gigabytesPerSecond: Double { Double(bytes) / Double(wall.median) }
}
