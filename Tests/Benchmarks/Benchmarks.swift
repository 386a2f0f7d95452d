import CommandLineKit
import Exchange

/// The benchmark: makes a deterministic journal, runs each job several times, and prints medians
/// beside what the machine needs to read and to hash the same bytes.
///
/// `swift run -c release benchmarks --help` tells the options.
@main
struct Benchmarks {
  static func main() {
    var terminal = Terminal.standard()
    do throws(BenchmarkError) {
      let arguments = try BenchmarkArguments(Array(CommandLine.arguments.dropFirst()))
      if arguments.wantsHelp {
        terminal.write(BenchmarkArguments.help)
      } else if arguments.generatesOnly {
        try BenchmarkJournal(arguments).write(entries: arguments.entries)
      } else {
        try run(arguments, on: &terminal)
      }
    } catch {
      terminal.report([error.message])
      terminal.flush()
      Terminal.exit(with: error.isUsage ? .usage : .failed)
    }
    terminal.flush()
    Terminal.exit(with: .done)
  }

  private static func run(
    _ arguments: BenchmarkArguments, on terminal: inout Terminal
  ) throws(BenchmarkError) {
    let journal = BenchmarkJournal(arguments)
    defer { if !arguments.keeps { journal.remove() } }
    var report = BenchmarkReport(arguments)
    if !arguments.jobs.isDisjoint(with: [.replay, .verify, .peers]) {
      let bytes = try journal.prepare { terminal.note($0) }
      let jobs = ReadingJobs(arguments, journal, bytes: bytes)
      for job in BenchmarkArguments.Job.allCases where arguments.jobs.contains(job) {
        for row in try jobs.rows(job) { report.add(row) }
      }
      report.add(notes: try jobs.memoryNotes())
    }
    if arguments.jobs.contains(.append) {
      for row in try AppendJob(arguments).rows() { report.add(row) }
    }
    report.report.write(arguments.isJSON ? .json : .table, width: terminal.width) {
      terminal.write(bytes: $0)
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
