/// How time and memory grow with the journal, from 20,000 entries to the limit.
struct Growth {
  private(set) var rows: [BenchmarkRow] = []
  let sizes: [Int]
  let date = written(Machine.today)

  init(_ arguments: BenchmarkArguments, say: (String) -> Void) throws(BenchmarkError) {
    sizes = [20_000, 100_000, 1_000_000, 10_000_000].filter { $0 <= arguments.growthLimit }
    for size in sizes {
      let root = Machine.workFolder(arguments) + "/\(size)"
      let journal = BenchmarkJournal(arguments, entries: size, root: root)
      try journal.prepare(say: say)
      say("measuring \(size) entries")
      let questions = try Questions(journal, day: arguments.day)
      let jobs = try ReadingJobs(arguments, questions)
      defer { jobs.finish() }
      for job in [Job.floor, .verify, .replay, .snapshot] { rows += try jobs.rows(job) }
      rows += try LengthJob(arguments, journal).rows()
    }
  }

  /// The rows of one job, by size.
  func series(_ job: Job, _ what: String) -> [BenchmarkRow] {
    rows.filter { $0.job == job && $0.what == what }
  }

  /// The appends of one entry, by the size of the journal they go to.
  var appends: [BenchmarkRow] {
    rows.filter { $0.job == .length && $0.what != "1 to 10" }
  }
}
