/// Jobs that read the whole journal: the built command as a process of its own, as its users run
/// it, and what the machine needs for the same bytes.
struct ReadingJobs {
  private let journal: BenchmarkJournal
  private let questions: Questions
  private let watch: Stopwatch
  /// A journal without entries: what the program needs for itself.
  private let empty: BenchmarkJournal

  init(_ arguments: BenchmarkArguments, _ questions: Questions) throws(BenchmarkError) {
    journal = questions.journal
    self.questions = questions
    watch = Stopwatch(runs: arguments.runs)
    empty = BenchmarkJournal(arguments, entries: 0, root: journal.root + "/empty")
    empty.remove()
    try Machine.makeFolder(empty.root)
    _ = try BenchmarkJournal.writer(in: empty.root)
  }

  /// Removes what the jobs needed beside the journal.
  func finish() {
    empty.remove()
  }

  func rows(_ job: Job) throws(BenchmarkError) -> [BenchmarkRow] {
    switch job {
    case .floor: try floor
    case .verify:
      [
        try cold(job, "bytes: signature, root", questions.bytes),
        try cold(job, "all levels", questions.verify),
      ]
    case .replay:
      [
        try cold(job, "verified", questions.replay),
        try cold(job, "--unverified", questions.replay + ["--unverified"]),
        try cold(job, "verified, digest only", questions.digest),
      ]
    case .ask:
      [
        try cold(job, "one post", questions.onePost),
        try cold(job, "one official", questions.oneOfficial),
      ]
    case .snapshot: try warm
    default: []
    }
  }

  private var floor: [BenchmarkRow] {
    get throws(BenchmarkError) {
      var rows: [BenchmarkRow] = []
      let programs = [
        ("cat", MeasuredProgram("cat", journal.segments)),
        (
          Measured.hash.1,
          MeasuredProgram("openssl", ["dgst", "-sha256"] + journal.segments)
        ),
        ("sha256sum", MeasuredProgram("sha256sum", journal.segments)),
      ]
      for (what, program) in programs {
        guard let results = try watch.peer(program) else { continue }
        rows.append(row(.floor, what, results))
      }
      return rows
    }
  }

  /// The same questions to a journal whose derived files are there.
  private var warm: [BenchmarkRow] {
    get throws(BenchmarkError) {
      journal.forget()
      try journal.derive()
      return [
        row(.snapshot, "replay", try watch.own(questions.replay)),
        row(.snapshot, "one post", try watch.own(questions.onePost)),
        row(.snapshot, "one official", try watch.own(questions.oneOfficial)),
      ]
    }
  }

  private func cold(
    _ job: Job, _ what: String, _ words: [String]
  ) throws(BenchmarkError) -> BenchmarkRow {
    let results = try watch.own(words) { () throws(BenchmarkError) in journal.forget() }
    var row = row(job, what, results)
    let idle = Stopwatch.attempt(.own(words.map { $0 == journal.folder ? empty.folder : $0 }))
    row.beyondEmpty = idle.map { max(0, (row.peak?.median ?? 0) - $0.peak) }
    row.contents = journal.contents
    return row
  }

  private func row(_ job: Job, _ what: String, _ results: [ChildProcess]) -> BenchmarkRow {
    BenchmarkRow(job, what, entries: journal.entries, bytes: journal.bytes, of: results)
  }
}
