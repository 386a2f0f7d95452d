/// Durable appends as one process each: `mutasi append FILE`, validated, sealed and committed,
/// beside the sqlite3 shell inserting the same lines into a table without an index, in one
/// transaction with a write-ahead log and `synchronous=FULL`.
struct CommitJob {
  private let arguments: BenchmarkArguments
  private let root: String
  /// How many entries a process appends, and how many processes run one after the other.
  private static let shapes = [(1, 100), (100, 50), (10_000, 5)]

  init(_ arguments: BenchmarkArguments) {
    self.arguments = arguments
    root = Machine.workFolder(arguments) + "/commit"
  }

  func rows() throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) {
    try Machine.makeFolder(root)
    defer { Machine.remove(root) }
    var rows: [BenchmarkRow] = []
    var notes: [String] = []
    for (size, count) in Self.shapes {
      let lines = try AppendLines(size: size, count: count, in: root)
      var own: [Int] = []
      var shell: [Int] = []
      for _ in 0..<arguments.runs {
        own.append(try append(lines))
        if let time = try insert(lines) { shell.append(time) }
      }
      rows.append(row(lines, "\(size) a process", own))
      if shell.isEmpty {
        notes = [SQLiteTable.missing]
      } else {
        rows.append(row(lines, "\(size) a process, sqlite3", shell))
      }
    }
    return (rows, notes)
  }

  private func row(_ lines: AppendLines, _ what: String, _ times: [Int]) -> BenchmarkRow {
    BenchmarkRow(
      job: .commit, what: what, entries: lines.size * lines.files.count, bytes: lines.bytes,
      wall: Series(times))
  }

  private func append(_ lines: AppendLines) throws(BenchmarkError) -> Int {
    let folder = root + "/new"
    defer { Machine.remove(folder) }
    try Machine.makeFolder(folder)
    _ = try BenchmarkJournal.writer(in: folder)
    let appender = Appender(journal: folder + "/journal", key: folder + "/benchmark.key")
    var time = 0
    for file in lines.files { time += try appender.append(file).wall }
    return time
  }

  /// How long the sqlite3 shell takes; nil where there is none.
  private func insert(_ lines: AppendLines) throws(BenchmarkError) -> Int? {
    guard let table = SQLiteTable(root + "/new.sqlite") else { return nil }
    defer { table.remove() }
    var time = 0
    for file in lines.files { time += try table.insert([file]) }
    return time
  }
}

/// `mutasi append FILE` to one journal.
struct Appender {
  let journal: String
  let key: String

  /// Appends the entries of a file in a process of its own.
  func append(_ file: String) throws(BenchmarkError) -> ChildProcess {
    Machine.set("MUTASI_KEY", key)
    // Officials who move twice on a day are warned of: these are random.
    let result = try ChildProcess.run(
      Machine.command, ["append", "--journal", journal, "--format", "json", file], isQuiet: true)
    guard result.exitCode == 0 else {
      throw BenchmarkError("mutasi append \(file): exit \(result.exitCode)")
    }
    return result
  }
}
