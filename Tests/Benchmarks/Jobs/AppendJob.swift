import Journal

/// Durable appends through the journal's writer, each batch synced, signed and committed by itself.
///
/// Once more with an entry each by many tasks at once, which share commits. Beside it the same
/// bytes written to one file and synced as often, and the same lines inserted by one process of
/// the sqlite3 shell, in as many transactions.
struct AppendJob {
  private let arguments: BenchmarkArguments
  /// How many entries a batch has, and how many batches are appended.
  private static let shapes = [(1, 1000), (100, 200), (10_000, 10)]
  /// How long the file `checkpoint` may stay behind, in milliseconds.
  private static let checkpointDelay = 20
  /// How many tasks append at once, and how many entries each, one by one.
  private static let (tasks, each) = (64, 100)

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
  }

  func rows() async throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) {
    try Machine.makeFolder(Machine.workFolder(arguments))
    var rows = [try await together()]
    for (size, count) in Self.shapes {
      var own: [Int] = []
      var plain: [Int] = []
      var shell: [Int] = []
      var source = PlainEntries(count: size * count, posts: 20_000, officials: 60_000)
      let batches = (0..<count).map { _ in source.lines(size) }
      let pieces = batches.map { Array($0.map { $0 + [0x0A] }.joined()) }
      for run in 0..<arguments.runs {
        own.append(try append(batches, run))
        plain.append(try Machine.appendPlainly(pieces, to: path(run) + ".plain"))
        if let time = try insert(pieces, run) { shell.append(time) }
      }
      for (what, times) in [
        ("\(size) a commit", own), ("\(size) a commit, sqlite3", shell),
        ("\(size) a sync, plain file", plain),
      ] where !times.isEmpty {
        rows.append(
          BenchmarkRow(
            job: .append, what: what, entries: size * count,
            bytes: pieces.reduce(0) { $0 + $1.count }, wall: Series(times)))
      }
    }
    let isAlone = !rows.contains { $0.what.hasSuffix("sqlite3") }
    return (rows, isAlone ? [SQLiteTable.missing] : [])
  }

  /// Many tasks append at once, an entry at a time.
  private func together() async throws(BenchmarkError) -> BenchmarkRow {
    var source = PlainEntries(count: Self.tasks * Self.each, posts: 20_000, officials: 60_000)
    let shares = (0..<Self.tasks).map { _ in source.lines(Self.each) }
    var times: [Int] = []
    for run in 0..<arguments.runs { times.append(try await append(together: shares, run)) }
    return BenchmarkRow(
      job: .append, what: "1 each, \(Self.tasks) at once", entries: Self.tasks * Self.each,
      bytes: shares.joined().reduce(0) { $0 + $1.count + 1 }, wall: Series(times))
  }

  private func append(
    together shares: [[[UInt8]]], _ run: Int
  ) async throws(BenchmarkError) -> Int {
    let root = path(run)
    defer { Machine.remove(root) }
    try Machine.makeFolder(root)
    let group = GroupCommit(
      try BenchmarkJournal.writer(in: root), checkpointDelay: Self.checkpointDelay)
    let start = Machine.nanoseconds
    do {
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for share in shares {
          tasks.addTask { for line in share { _ = try await group.append([line]) } }
        }
        try await tasks.waitForAll()
      }
    } catch {
      throw BenchmarkError("\(error)")
    }
    return Machine.nanoseconds - start
  }

  /// How long the sqlite3 shell takes; nil where there is none.
  private func insert(_ pieces: [[UInt8]], _ run: Int) throws(BenchmarkError) -> Int? {
    guard let table = SQLiteTable(path(run) + ".sqlite") else { return nil }
    let root = path(run) + "-batches"
    defer {
      table.remove()
      Machine.remove(root)
    }
    try Machine.makeFolder(root)
    let files = pieces.indices.map { "\(root)/\($0)" }
    for (piece, file) in zip(pieces, files) { try Machine.write(piece, to: file) }
    return try table.insert(files)
  }

  private func append(_ batches: [[[UInt8]]], _ run: Int) throws(BenchmarkError) -> Int {
    let root = path(run)
    defer { Machine.remove(root) }
    try Machine.makeFolder(root)
    let writer = try BenchmarkJournal.writer(in: root)
    writer.checkpointDelay = Self.checkpointDelay
    let start = Machine.nanoseconds
    do throws(JournalError) {
      for batch in batches { _ = try writer.append(batch) }
    } catch {
      throw BenchmarkError("\(error)")
    }
    return Machine.nanoseconds - start
  }

  private func path(_ run: Int) -> String {
    Machine.workFolder(arguments) + "/append-\(run)"
  }
}
