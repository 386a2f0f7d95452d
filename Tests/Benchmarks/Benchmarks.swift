import CommandLineKit
import Exchange

/// The benchmark: makes a deterministic journal, runs each job several times, and prints medians
/// beside what the machine and other programs need for the same bytes in the same run.
///
/// `swift run -c release benchmarks --help` tells the options.
@main
struct Benchmarks {
  static func main() async {
    var terminal = Terminal.standard()
    do throws(BenchmarkError) {
      let arguments = try BenchmarkArguments(Array(CommandLine.arguments.dropFirst()))
      if arguments.wantsHelp {
        terminal.write(BenchmarkArguments.help)
      } else if arguments.generatesOnly {
        try BenchmarkJournal(arguments).write()
      } else {
        let report = try await report(arguments, on: &terminal)
        report.write(arguments.isJSON ? .json : .table, width: terminal.width) {
          terminal.write(bytes: $0)
        }
      }
    } catch {
      terminal.report([error.message])
      terminal.flush()
      Terminal.exit(with: error.isUsage ? .usage : .failed)
    }
    terminal.flush()
    if let failure = terminal.outputFailure {
      terminal.report(failure.lines)
      Terminal.exit(with: failure.exitCode)
    }
    Terminal.exit(with: .done)
  }

  private static func report(
    _ arguments: BenchmarkArguments, on terminal: inout Terminal
  ) async throws(BenchmarkError) -> Report {
    var report = BenchmarkReport(arguments)
    defer { if !arguments.keeps { Machine.remove(Machine.workFolder(arguments)) } }
    if let picture = arguments.growth {
      let growth = try Growth(arguments) { terminal.note($0) }
      for row in growth.rows { report.add(row) }
      try Machine.write(GrowthPicture(growth).svg, to: picture)
      return report.report
    }
    try read(arguments, into: &report) { terminal.note($0) }
    if arguments.jobs.contains(.start) { report.add(try StartJob(arguments).rows()) }
    if arguments.jobs.contains(.commit) { report.add(try CommitJob(arguments).rows()) }
    if arguments.jobs.contains(.append) { report.add(try await AppendJob(arguments).rows()) }
    return report.report
  }

  /// The jobs that need the journal; those that fill this program's memory come after them.
  private static func read(
    _ arguments: BenchmarkArguments, into report: inout BenchmarkReport, say: (String) -> Void
  ) throws(BenchmarkError) {
    let jobs: Set<Job> = [.floor, .verify, .replay, .ask, .snapshot, .compare, .length]
    guard !arguments.jobs.isDisjoint(with: jobs) else { return }
    let journal = BenchmarkJournal(arguments)
    try journal.prepare(say: say)
    let questions = try Questions(journal, day: arguments.day)
    let reading = try ReadingJobs(arguments, questions)
    defer { reading.finish() }
    let compare = CompareJob(arguments, questions)
    for job in Job.allCases where arguments.jobs.contains(job) {
      switch job {
      case .floor, .verify, .replay, .ask, .snapshot:
        say("measuring \(job.rawValue)")
        for row in try reading.rows(job) { report.add(row) }
      case .compare where arguments.compares:
        say("measuring others")
        report.add(try compare.rows())
      case .length:
        say("measuring \(job.rawValue)")
        for row in try LengthJob(arguments, journal).rows() { report.add(row) }
      default: break
      }
    }
  }
}

/// Why there is no result.
struct BenchmarkError: Error {
  let message: String
  var isUsage = false

  init(_ message: String, isUsage: Bool = false) {
    self.message = message
    self.isUsage = isUsage
  }
}
