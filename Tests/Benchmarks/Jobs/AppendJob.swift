import Journal

/// Durable appends through the journal's writer, each batch synced, signed and committed by itself.
///
/// Beside it the same bytes written to one file and synced as often, and the same lines inserted by
/// one process of the sqlite3 shell, in as many transactions.
struct AppendJob {
  private let arguments: BenchmarkArguments
  /// How many entries a batch has, and how many batches are appended.
  private static let shapes = [(1, 1000), (100, 200), (10_000, 10)]

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
  }

  func rows() throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) {
    try Machine.makeFolder(Machine.workFolder(arguments))
    var rows: [BenchmarkRow] = []
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
