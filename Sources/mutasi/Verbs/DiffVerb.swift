import CommandLineKit
import Exchange
import Journal
import Ledger

/// `diff`: what changed between two days, or between two states of knowledge about one day.
struct DiffVerb: Command {
  static let about = About(
    "diff", "Show what changed between two days, or what we know now that we did not know then.",
    discussion: """
      With two days: how posts, officials and rotations stood on the one and stand on the other. \
      With --known-on or --through: what was known by then of the day --at (today if not given), \
      against what was known by --and or --and-through (now, if neither is given), and the entries \
      recorded in between that make the difference. The exit code is 1 where something differs and \
      0 where nothing does.
      """,
    examples: [
      "mutasi diff 2021-01-01 2021-12-31 --region 35.10",
      "mutasi diff --at 2021-03-01 --known-on 2021-03-01 --and 2021-12-31",
      "mutasi diff --through 41",
    ])

  @Argument("The one day.", placeholder: "A") var first: Day?
  @Argument("The other day.", placeholder: "B") var second: Day?
  @Option("The day about which two states of knowledge are compared; today if not given.")
  var at: Day?
  @Option(
    "Compare with what had been recorded by then; everything if not given.", name: "and",
    placeholder: "DATE|INSTANT")
  var and: KnowledgeDate?
  @Option("Compare with the entries up to and including this number.", placeholder: "ENTRY")
  var andThrough: Int?
  @Options var scope: ScopeOptions
  @Options var reading: ReadingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if let at {
      if first != nil {
        throw Misuse("--at compares one day as known at two times; give no other day")
      }
      return try compareKnowledge(of: at, on: &terminal)
    }
    guard let first else {
      if reading.knownOn != nil || reading.through != nil {
        return try compareKnowledge(of: Clock.today(), on: &terminal)
      }
      throw Misuse(
        "two days are compared", hint: "give both, or --known-on DATE [--at DATE] [--and DATE]")
    }
    if and != nil || andThrough != nil {
      throw Misuse("--and compares what was known of one day; give it with --at, and no other day")
    }
    guard let second else {
      throw Misuse(
        "two days are compared", hint: "give both, or --known-on DATE [--at DATE] [--and DATE]")
    }
    return try compare(first, second, on: &terminal)
  }

  private func compare(
    _ first: Day, _ second: Day, on terminal: inout Terminal
  ) throws(Failure) -> ExitCode {
    let session = try Session.open(journal.open(), reading.wishes(), on: &terminal)
    let replay = try session.replay(at: first)
    let difference = Difference(
      replay, replay.moved(to: second), in: try Names.scope(scope, replay, on: &terminal))
    let basis = session.basis(reading.knownText)
    return answer(
      DifferenceAnswer.report(difference, from: (first, basis), to: (second, basis)),
      difference, on: &terminal)
  }

  private func compareKnowledge(
    of day: Day, on terminal: inout Terminal
  ) throws -> ExitCode {
    guard reading.knownOn != nil || reading.through != nil else {
      throw Misuse("--at compares what was known at two times", hint: "add --known-on DATE")
    }
    let reader = try journal.open()
    let then = try Session.open(reader, reading.wishes(), on: &terminal)
    var wishes = try reading.wishes()
    wishes.knowledge = try Knowledge(
      knownOn: and, through: andThrough, as: ("--and", "--and-through"))
    let now = try Session.open(reader, wishes, on: &terminal)
    let later = try now.replay(at: day)
    let difference = Difference(
      try then.replay(at: day), later, in: try Names.scope(scope, later, on: &terminal))
    let (fewer, more) = then.size <= now.size ? (then, now) : (now, then)
    let causes = difference.causes(recordedFrom: fewer.size, in: more.facts, at: day)
    return answer(
      DifferenceAnswer.report(
        difference, from: (day, then.basis(reading.knownText)),
        to: (day, now.basis(and?.text ?? andThrough.map { "entry \($0)" })),
        causes: try causes.map { try Self.entry($0, reader) }),
      difference, on: &terminal)
  }

  private func answer(
    _ report: Report, _ difference: Difference, on terminal: inout Terminal
  ) -> ExitCode {
    output.print(report, on: &terminal)
    return difference.isEmpty ? .done : .no
  }

  /// An entry that makes the difference, read again by its number.
  private static func entry(_ number: Int, _ reader: JournalReader) throws(Failure) -> RecordedEntry
  {
    let line: [UInt8]
    do throws(JournalError) {
      line = try reader.line(at: number)
    } catch {
      throw Failure(error)
    }
    do throws(LineError) {
      return RecordedEntry(entry: number, value: try JSONParser.parse(line))
    } catch {
      throw Failure(.no, "entry \(number) cannot be read: \(error)")
    }
  }
}
