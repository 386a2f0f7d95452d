/// Other programs, answering the same questions from the same entries files in the same run.
///
/// Their answers are ours, byte by byte, or the run ends: times of different answers say nothing.
struct CompareJob {
  private let arguments: BenchmarkArguments
  private let questions: Questions
  private let answer: String

  init(_ arguments: BenchmarkArguments, _ questions: Questions) {
    self.arguments = arguments
    self.questions = questions
    answer = questions.journal.root + "/answer"
  }

  func rows() throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) {
    var rows: [BenchmarkRow] = []
    var notes: [String] = []
    let digest = try ownDigest()
    for peer in Peer.all(arguments, questions.journal) {
      let start = Machine.nanoseconds
      defer { peer.finish() }
      guard try peer.prepare() else {
        notes.append("\(peer.name) was not measured: it is missing or failed (\(peer.remedy))")
        continue
      }
      if peer.loads {
        rows.append(row(peer, "load", [Machine.nanoseconds - start]))
        try questions.journal.derive()
      }
      for (name, id) in [
        ("replay", "-"), ("post", questions.post), ("official", questions.official),
      ] {
        try check(peer, (name, id), digest)
        let watch = Stopwatch(runs: peer.runs ?? arguments.runs)
        let program = peer.program((name, id))
        if peer.loads {
          let (own, others) = try watch.inTurn(questions.words(name), program)
          rows.append(row("mutasi beside \(peer.name), \(name)", own))
          rows.append(row("\(peer.name), \(name)", others))
        } else if let others = try watch.peer(program, isWarm: true) {
          rows.append(row("\(peer.name), \(name)", others))
        } else {
          throw BenchmarkError("\(peer.name) answered once and then failed")
        }
      }
    }
    Machine.remove(answer)
    guard !rows.isEmpty else { return (rows, notes) }
    notes.append(
      "all answers are equal: SHA-256 \(digest) of the holders on \(arguments.day), the holder of "
        + "\(questions.post), the post of \(questions.official)")
    return (rows, notes)
  }

  private func row(_ what: String, _ results: [ChildProcess]) -> BenchmarkRow {
    BenchmarkRow(
      .compare, what, entries: questions.journal.entries, bytes: questions.journal.bytes,
      of: results)
  }

  private func row(_ peer: Peer, _ what: String, _ times: [Int]) -> BenchmarkRow {
    BenchmarkRow(
      job: .compare, what: "\(peer.name), \(what)", entries: questions.journal.entries,
      bytes: questions.journal.bytes, wall: Series(times))
  }

  /// What `mutasi replay --digest` prints.
  private func ownDigest() throws(BenchmarkError) -> String {
    let result = try ChildProcess.run(Machine.command, questions.digest, output: answer)
    guard result.exitCode == 0 else { throw BenchmarkError("mutasi replay --digest failed") }
    return String(Machine.contents(of: answer).prefix(64))
  }

  /// Holds an answer of a peer against ours.
  private func check(
    _ peer: Peer, _ question: Peer.Question, _ digest: String
  ) throws(BenchmarkError) {
    guard Stopwatch.attempt(peer.program(question), output: answer)?.exitCode == 0 else {
      throw BenchmarkError("\(peer.name) failed to answer '\(question.name) \(question.id)'")
    }
    let isEqual: Bool
    if question.name == "replay" {
      // Hashed by another process, so that this one stays small.
      let sum = answer + ".sum"
      _ = try ChildProcess.run("sha256sum", [], input: answer, output: sum)
      isEqual = Machine.contents(of: sum).prefix(64) == digest
      Machine.remove(sum)
    } else {
      isEqual = Machine.contents(of: answer) == questions.answers[question.name]
    }
    guard isEqual else {
      throw BenchmarkError(
        "\(peer.name) answers '\(question.name) \(question.id)' otherwise than mutasi, "
          + "see \(answer)")
    }
  }
}
