/// Other programs, answering the same questions from the same entries files in the same run.
struct CompareJob {
  init(
    _ arguments: BenchmarkArguments, _ questions: Questions, say: (String) -> Void
  ) throws(BenchmarkError) {}

  func rows() throws(BenchmarkError) -> (rows: [BenchmarkRow], notes: [String]) { ([], []) }
}
