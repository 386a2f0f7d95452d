/// A table of entries in SQLite, without an index, with a write-ahead log: what durable appends are
/// held against.
struct SQLiteTable {
  private let database: String

  /// What to say where there is no shell.
  static let missing =
    "no sqlite3 shell: appends were held against nothing (apt-get install sqlite3)"

  /// Makes it; nil where there is no shell.
  init?(_ database: String) {
    self.database = database
    let table = "PRAGMA journal_mode=WAL; CREATE TABLE entries(n INTEGER PRIMARY KEY, line TEXT);"
    guard Stopwatch.attempt(MeasuredProgram("sqlite3", [database, table]))?.exitCode == 0 else {
      return nil
    }
  }

  /// Runs a file of statements in a process of its own.
  ///
  /// - Returns: How long it took, in nanoseconds.
  func insert(_ file: String) throws(BenchmarkError) -> Int {
    let result = try ChildProcess.run("sqlite3", ["-batch", "-bail", database], input: file)
    guard result.exitCode == 0 else { throw BenchmarkError("sqlite3 refused \(file)") }
    return result.wall
  }

  func remove() {
    for suffix in ["", "-wal", "-shm"] { Machine.remove(database + suffix) }
  }

  /// The statements that insert batches of lines, each in a transaction that is synced.
  static func statements(_ batches: [[String]]) -> String {
    // No line of the plain mix holds an apostrophe.
    "PRAGMA synchronous=FULL;\n"
      + batches.map { lines in
        let rows = lines.map { "INSERT INTO entries(line) VALUES('\($0)');\n" }.joined()
        return "BEGIN;\n\(rows)COMMIT;\n"
      }.joined()
  }
}
