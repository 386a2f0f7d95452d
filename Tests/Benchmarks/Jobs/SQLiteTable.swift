/// A table of lines in SQLite, without an index, with a write-ahead log that is synced at every
/// commit: what durable appends are held against.
struct SQLiteTable {
  private let database: String

  /// What to say where there is no shell.
  static let missing =
    "no sqlite3 shell: appends were held against nothing (apt-get install sqlite3)"

  /// Makes it; nil where there is no shell.
  init?(_ database: String) {
    self.database = database
    let table = "PRAGMA journal_mode=WAL; CREATE TABLE entries(line TEXT);"
    guard Stopwatch.attempt(MeasuredProgram("sqlite3", [database, table]))?.exitCode == 0 else {
      return nil
    }
  }

  /// Inserts the lines of files in one process, a transaction a file: the shell's own import, which
  /// prepares its statement once.
  ///
  /// - Returns: How long it took, in nanoseconds.
  func insert(_ files: [String]) throws(BenchmarkError) -> Int {
    let words = [
      "-batch", "-bail", database, "PRAGMA synchronous=FULL", ".mode ascii",
      #".separator "\037" "\n""#,
    ]
    let result = try ChildProcess.run("sqlite3", words + files.map { ".import \($0) entries" })
    guard result.exitCode == 0 else { throw BenchmarkError("sqlite3 refused \(files[0])") }
    return result.wall
  }

  func remove() {
    for suffix in ["", "-wal", "-shm"] { Machine.remove(database + suffix) }
  }
}
