/// What the length of a journal does to an append: one entry in one process, to a copy of the
/// journal and to a journal of 10 entries in turn.
struct LengthJob {
  private let journal: BenchmarkJournal
  private let root: String
  private let runs: Int

  init(_ arguments: BenchmarkArguments, _ journal: BenchmarkJournal) {
    self.journal = journal
    root = journal.root + "/length"
    runs = max(11, arguments.runs)
  }

  func rows() throws(BenchmarkError) -> [BenchmarkRow] {
    Machine.remove(root)
    try Machine.makeFolder(root + "/short")
    try Machine.makeFolder(root + "/long")
    defer { Machine.remove(root) }
    try copy()
    // What was derived of the journal is not that of its copy.
    try BenchmarkJournal.derive(in: root + "/long/journal")
    _ = try BenchmarkJournal.writer(in: root + "/short")
    let short = appender(root + "/short")
    _ = try short.append(try AppendLines(size: 10, count: 1, in: root).files[0])
    let long = appender(root + "/long")
    var results: (short: [ChildProcess], long: [ChildProcess]) = ([], [])
    // Ids that none of the journals knows: the source of the files above is at its beginning.
    let lines = try AppendLines(size: 1, count: runs + 11, in: root)
    let start = Machine.nanoseconds
    for file in lines.files.dropFirst(10) {
      results.short.append(try short.append(file))
      results.long.append(try long.append(file))
      // Appends that take so long need not be many to tell.
      if results.long.count > 3, Machine.nanoseconds - start > 60_000_000_000 { break }
    }
    // The first append finds nothing derived by the program that made the journal.
    return [
      BenchmarkRow(.length, "1 to 10", of: Array(results.short.dropFirst())),
      BenchmarkRow(.length, "1 to \(journal.entries)", of: Array(results.long.dropFirst())),
    ]
  }

  private func appender(_ folder: String) -> Appender {
    Appender(journal: folder + "/journal", key: folder + "/benchmark.key")
  }

  /// Copies the journal; full segments, which no append touches, are linked.
  private func copy() throws(BenchmarkError) {
    let script = """
      set -e
      cp -al "$1/journal" "$2/journal"
      cp "$1"/benchmark.key* "$2"
      last=$(ls "$1/journal/entries" | tail -1)
      for name in commit checkpoint ledger.json .derived hashes "entries/$last"; do
        rm -rf "$2/journal/$name"
        if [ -e "$1/journal/$name" ]; then cp -a "$1/journal/$name" "$2/journal/$name"; fi
      done
      """
    let result = try ChildProcess.run(
      "sh", ["-c", script, "sh", journal.root, root + "/long"])
    guard result.exitCode == 0 else { throw BenchmarkError("the journal cannot be copied") }
  }
}
