/// A program as it is run to be measured.
struct MeasuredProgram {
  let program: String
  let words: [String]
  var input: String?

  init(_ program: String, _ words: [String], input: String? = nil) {
    self.program = program
    self.words = words
    self.input = input
  }

  /// Our command.
  static func own(_ words: [String]) -> MeasuredProgram {
    MeasuredProgram(Machine.command, words)
  }
}

/// Runs programs several times.
struct Stopwatch {
  let runs: Int

  /// Measures our command, after a run that fills the page cache.
  ///
  /// - Parameters:
  ///   - words: What it is told.
  ///   - before: What is done before each run, unmeasured.
  /// - Returns: The measured runs.
  /// - Throws: `BenchmarkError` where it fails: then there is nothing to measure.
  func own(
    _ words: [String], before: () throws(BenchmarkError) -> Void = {}
  ) throws(BenchmarkError) -> [ChildProcess] {
    guard Machine.size(of: Machine.command) > 0 else {
      throw BenchmarkError(
        "\(Machine.command) is not there; build it first: swift build -c release --product mutasi")
    }
    var results: [ChildProcess] = []
    for _ in 0...runs {
      try before()
      let result = try ChildProcess.run(Machine.command, words)
      guard result.exitCode == 0 else {
        throw BenchmarkError("mutasi \(words.joined(separator: " ")): exit \(result.exitCode)")
      }
      results.append(result)
    }
    return Array(results.dropFirst())
  }

  /// The measured runs of another program; nil where it is not installed or fails.
  ///
  /// A run before them, which fills the page cache, is left out where the caller made one.
  func peer(
    _ peer: MeasuredProgram, isWarm: Bool = false
  ) throws(BenchmarkError) -> [ChildProcess]? {
    var results: [ChildProcess] = []
    for _ in (isWarm ? 1 : 0)...runs {
      guard let result = Self.attempt(peer), result.exitCode == 0 else { return nil }
      results.append(result)
    }
    return results.suffix(runs)
  }

  /// Our command and another program in turn, since what lasts milliseconds depends on how fast the
  /// machine is just then; each is measured after a run that fills the page cache.
  ///
  /// - Throws: `BenchmarkError` where either fails.
  func inTurn(
    _ words: [String], _ peer: MeasuredProgram
  ) throws(BenchmarkError) -> (own: [ChildProcess], peer: [ChildProcess]) {
    var results: (own: [ChildProcess], peer: [ChildProcess]) = ([], [])
    for _ in 0...max(Self.leastInTurn, runs) {
      results.own.append(try Self.run(.own(words)))
      results.peer.append(try Self.run(peer))
    }
    return (Array(results.own.dropFirst()), Array(results.peer.dropFirst()))
  }

  private static let leastInTurn = 25

  private static func run(_ program: MeasuredProgram) throws(BenchmarkError) -> ChildProcess {
    guard let result = attempt(program), result.exitCode == 0 else {
      throw BenchmarkError("\(program.program) answered once and then failed")
    }
    return result
  }

  /// One run of a program; nil where it cannot be started.
  static func attempt(_ peer: MeasuredProgram, output: String? = nil) -> ChildProcess? {
    try? ChildProcess.run(
      peer.program, peer.words, input: peer.input, output: output, isQuiet: true)
  }
}
