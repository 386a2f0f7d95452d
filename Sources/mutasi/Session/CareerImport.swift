import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// From a file of careers to entries of the journal, and to the report on both.
struct CareerImport {
  /// The file's name, for messages.
  let file: String
  /// What all entries share.
  let common: CareerEntries.Common
  /// Whether rows that cannot be recorded are left out.
  let skipsBad: Bool
  /// Whether changed rows become corrections.
  let appliesChanges: Bool
  /// Since when an open end must have begun to be stale.
  let staleAfter: CalendarDuration?
  let recorder: Recorder

  /// How old an open end is before it is doubted if nobody says otherwise, in months.
  private static let monthsToStale = 240
  /// How many warnings about posts are told one by one.
  static let mostTold = 3
  /// How many faults of rows a refusal lists.
  private static let mostListed = 200

  /// Reads, judges and records a file.
  ///
  /// - Returns: The answer, and the exit code.
  /// - Throws: `Failure` where the file or the batch is refused.
  func run(
    _ bytes: [UInt8], _ options: CareerReader.Options, on terminal: inout Terminal
  ) throws(Failure) -> (CareerAnswer, ExitCode) {
    let reading = try read(bytes, options, on: &terminal)
    let day = Clock.today().adding(months: -(staleAfter?.totalMonths ?? Self.monthsToStale))
      .adding(days: -(staleAfter?.totalDays ?? 0))
    let findings =
      reading.findings + CareerSurvey.findings(in: reading.table, staleBefore: day)
    let errors = findings.filter { $0.problem.severity == .error }
    let warnings = findings.filter { $0.problem.severity == .warning }
    let needsSkipping = needsSkipping(findings)
    if needsSkipping, !recorder.options.dryRun { throw refusal(errors) }
    if recorder.options.strict, !warnings.isEmpty, !recorder.options.dryRun {
      throw Failure(
        .refused,
        Self.summary(warnings).map { "\(file): \($0)" } + [
          "--strict: nothing was recorded", "hint: --dry-run reports every line",
        ])
    }
    var answer = CareerAnswer(reading, findings)
    let isSound = try record(&answer, on: &terminal)
    let isRefused =
      needsSkipping
      || (recorder.options.strict && (!warnings.isEmpty || !isSound))
    if !errors.isEmpty {
      let lines = Set(errors.map(\.line)).sorted()
      let verb = skipsBad ? "rows left out" : "rows that cannot be recorded"
      let places = lines.prefix(20).map(String.init) + (lines.count > 20 ? ["…"] : [])
      terminal.warn(
        "\(file): \(verb): \(lines.count), on lines \(places.joined(separator: ", "))")
    }
    if !warnings.isEmpty {
      terminal.warn(
        "\(file): rows that look wrong, recorded as the file says: \(warnings.count) findings")
    }
    return (answer, isRefused ? .refused : .done)
  }

  /// Whether rows stand in the way of the others, since nobody said that they be left out.
  func needsSkipping(_ findings: [CareerFinding]) -> Bool {
    !skipsBad && findings.contains { $0.problem.severity == .error }
  }

  private func read(
    _ bytes: [UInt8], _ options: CareerReader.Options, on terminal: inout Terminal
  ) throws(Failure) -> CareerReader.Reading {
    let outcome = ReadingProgress.run(on: &terminal, sentence: { "read \($0) rows" }) { progress in
      Result { () throws(CareerReader.Failure) -> CareerReader.Reading in
        var told = 0
        return try CareerReader.read(bytes, options) { count in
          progress.add(count - told)
          told = count
        }
      }
    }
    do throws(CareerReader.Failure) {
      return try outcome.get()
    } catch {
      let place = error.line.map { "\(file):\($0): " } ?? "\(file): "
      throw Failure(
        .refused, error.messages.map { place + $0 } + (error.hint.map { ["hint: " + $0] } ?? []))
    }
  }

  /// Every fault of every row, as far as a person reads.
  private func refusal(_ errors: [CareerFinding]) -> Failure {
    let shown = errors.prefix(Self.mostListed).map { finding in
      "\(file):\(finding.line): \(finding.text)"
    }
    let rest = errors.count - shown.count
    let rows = Set(errors.map(\.line)).count
    return Failure(
      .refused,
      shown + (rest > 0 ? ["and \(rest) more"] : []) + [
        "\(rows == 1 ? "1 row" : "\(rows) rows") cannot be recorded; nothing was recorded",
        "hint: --dry-run reports every line; --skip-bad records the other rows",
      ])
  }

  /// One sentence a kind.
  private static func summary(_ findings: [CareerFinding]) -> [String] {
    CareerProblem.allCases.compactMap { kind in
      let lines = findings.filter { $0.problem == kind }.map(\.line)
      guard let first = lines.first else { return nil }
      return "\(kind.rawValue): \(lines.count), the first on line \(first)"
    }
  }
}
