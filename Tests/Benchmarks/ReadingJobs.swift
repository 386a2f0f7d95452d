/// Jobs that read the whole journal: the built command as a process of its own, as its users run
/// it, and the programs beside which it is put.
struct ReadingJobs {
  private let arguments: BenchmarkArguments
  private let journal: BenchmarkJournal
  private let bytes: Int

  init(_ arguments: BenchmarkArguments, _ journal: BenchmarkJournal, bytes: Int) {
    self.arguments = arguments
    self.journal = journal
    self.bytes = bytes
  }

  func rows(_ job: BenchmarkArguments.Job) throws(BenchmarkError) -> [BenchmarkRow] {
    switch job {
    case .peers:
      let plain = try row(job, "cat", "cat", journal.segments)
      let hashed = try row(
        job, "openssl dgst -sha256", "openssl", ["dgst", "-sha256"] + journal.segments)
      return [plain, hashed].compactMap { $0 }
    case .replay:
      return [
        try own(job, "cold, verified", replay),
        try own(job, "cold, --unverified", replay + ["--unverified"]),
      ].compactMap { $0 }
    case .verify:
      return [try own(job, "signature, root, order, ids", verify)].compactMap { $0 }
    case .append: return []
    }
  }

  /// How the peak grows with entries alone: the same bytes are read, the same posts and officials
  /// are named, but half of the entries count as known.
  func memoryNotes() throws(BenchmarkError) -> [String] {
    guard arguments.jobs.contains(.replay), arguments.entries > 1 else { return [] }
    let half = arguments.entries / 2
    let partial = try run(Self.command, replay + ["--through", "\(half - 1)"])
    let whole = try run(Self.command, replay)
    guard let partial, let whole else { return [] }
    let growth = (whole.peak - partial.peak) / (arguments.entries - half)
    return [
      "peak memory: \(partial.peak >> 20) MiB knowing \(half) entries, \(whole.peak >> 20) MiB "
        + "knowing \(arguments.entries), reading the same bytes both times: \(growth) bytes an "
        + "entry, each of which starts a tenure",
      "\(arguments.postCount) posts, \(arguments.officialCount) officials, \(bytes) bytes of lines",
    ]
  }

  private var replay: [String] {
    ["replay", "--journal", journal.folder, "--at", arguments.day, "--format", "json"]
  }

  private var verify: [String] { ["verify", "--journal", journal.folder, "--format", "json"] }

  /// The command built beside this program.
  private static var command: String {
    let own = Machine.ownPath
    let end = own.lastIndex(of: "/") ?? own.startIndex
    return own[..<end] + "/mutasi"
  }

  private func own(
    _ job: BenchmarkArguments.Job, _ what: String, _ words: [String]
  ) throws(BenchmarkError) -> BenchmarkRow? {
    guard Machine.size(of: Self.command) > 0 else {
      throw BenchmarkError(
        "\(Self.command) is not there; build it first: swift build -c release --product mutasi")
    }
    return try row(job, what, Self.command, words, mustWork: true)
  }

  private func row(
    _ job: BenchmarkArguments.Job, _ what: String, _ program: String, _ words: [String],
    mustWork: Bool = false
  ) throws(BenchmarkError) -> BenchmarkRow? {
    // The first run fills the page cache and is not counted.
    guard try run(program, words, mustWork: mustWork) != nil else { return nil }
    var results: [ChildProcess] = []
    for _ in 0..<arguments.runs {
      if let result = try run(program, words, mustWork: mustWork) { results.append(result) }
    }
    guard results.count == arguments.runs else { return nil }
    return BenchmarkRow(
      job: job.rawValue, what: what, entries: arguments.entries, bytes: bytes,
      wall: Series(results.map(\.wall)), processor: Series(results.map { $0.user + $0.system }),
      user: Series(results.map(\.user)), peak: Series(results.map(\.peak)))
  }

  /// Runs a program; `nil` where a peer is not installed.
  private func run(
    _ program: String, _ words: [String], mustWork: Bool = false
  ) throws(BenchmarkError) -> ChildProcess? {
    do throws(BenchmarkError) {
      let result = try ChildProcess.run(program, words, isQuiet: !mustWork)
      if result.exitCode == 0 { return result }
      guard mustWork else { return nil }
      throw BenchmarkError("\(program) \(words[0]) ended with \(result.exitCode)")
    } catch {
      if mustWork { throw error }
      return nil
    }
  }
}
