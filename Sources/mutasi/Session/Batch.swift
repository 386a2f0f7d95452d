import CommandLineKit
import Journal
import Ledger

/// Drafts judged against the journal: what would be recorded, and what the view is before and
/// after.
struct Batch {
  /// What became of each draft.
  let intake: Intake
  /// What the journal says without the batch.
  let before: Facts
  /// What it would say with it.
  let after: Facts
  /// What the batch makes doubtful, each naming the entries.
  let warnings: [String]
  /// The drafts' effective days.
  let latestDay: Day?

  /// How many warnings are told one by one.
  private static let mostTold = 200

  /// The warnings as a person is told them: of very many the first ones, and how many more.
  var toldWarnings: [String] {
    let rest = warnings.count - Self.mostTold
    guard rest > 0 else { return warnings }
    return warnings.prefix(Self.mostTold) + [
      "and \(rest) more; 'mutasi check' lists what is recorded, --format json all of these"
    ]
  }

  /// Judges a batch.
  ///
  /// - Throws: `Failure` with exit code 3 and every problem where it is refused.
  static func judge(
    _ drafts: [Draft], _ reader: JournalReader, filling: Filling, expectSize: Int?,
    on terminal: inout Terminal
  ) throws(Failure) -> Batch {
    if let expectSize, expectSize != reader.size {
      throw Failure(
        .refused, "the journal has \(reader.size) entries, not \(expectSize); nothing was recorded",
        hint: "look at what was recorded meanwhile, then decide again")
    }
    var wishes = Session.Wishes()
    wishes.ids = Intake.ids(of: drafts)
    let session = try Session.open(reader, wishes, on: &terminal)
    let clock = Clock.now()
    let latest = try latestTime(reader)
    var filling = filling
    filling.time = max(clock, latest)
    let intake = Intake(
      drafts, filling: filling, facts: session.facts, known: session.known, clock: clock,
      latest: latest, makeID: { Clock.makeID() })
    guard intake.refusals.isEmpty else { throw Failure(intake.refusals) }
    return try Batch(intake, session.facts, first: reader.size)
  }

  private init(_ intake: Intake, _ before: Facts, first: Int) throws(Failure) {
    self.intake = intake
    self.before = before
    var gatherer = Gatherer()
    var days: [Day] = []
    do throws(LineError) {
      for (index, line) in intake.lines.enumerated() {
        _ = try gatherer.read(line, 0..<line.count, entry: first + index)
        if let day = gatherer.effective?.last, !day.isUnbounded { days.append(day) }
      }
      var after = before
      after.append(gatherer.facts)
      self.after = after
      latestDay = days.max()
      warnings = try Invariants.warnings(before: before, after: after)
    } catch {
      throw Failure(.refused, "an entry passed the checks but cannot be read back: \(error)")
    }
  }

  /// When the journal's last entry was recorded.
  private static func latestTime(_ reader: JournalReader) throws(Failure) -> Instant {
    guard reader.size > 0 else { return Instant(milliseconds: 0) }
    do throws(JournalError) {
      let line = try reader.line(at: reader.size - 1)
      guard let value = try? JSONParser.parse(line), let text = value[.recordedtime]?.text,
        let time = Instant(parsing: text)
      else {
        throw JournalError(.lineInvalid, .integrity, "the last entry has no time of recording")
      }
      return time
    } catch {
      throw Failure(error)
    }
  }
}
