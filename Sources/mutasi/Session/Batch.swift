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
  /// Why it is refused beyond what its entries say by themselves.
  private let refusals: [Refusal]
  /// What the batch makes doubtful, each naming the entries.
  let warnings: [String]
  /// Those of the warnings, the last ones, that the rules gave.
  private let findings: [RuleFinding]
  /// The drafts' effective days.
  let latestDay: Day?

  private let known: [String: (entry: Int, line: [UInt8])]
  /// Where the state of the world without the batch is to be kept for later calls.
  private let keeping: Derived.Keeping?
  /// What was proposed, beside the drafts.
  let content: Proposal.Content

  /// The warnings as a person is told them: of very many the first ones, and how many more.
  ///
  /// - Parameters:
  ///   - most: How many are told one by one.
  ///   - isRefused: Whether the entries that they name will never be, so that each is told with
  ///     where it was given.
  /// - Returns: A line each.
  func told(most: Int, isRefused: Bool = false) -> [String] {
    let rest = warnings.count - most
    let told = warnings.indices.prefix(most).map { index in
      (isRefused ? place(ofWarning: index) ?? "" : "") + warnings[index]
    }
    guard rest > 0 else { return told }
    return told + [
      "and \(rest) more; 'mutasi check' lists what is recorded, --format json all of these"
    ]
  }

  /// The file and line of the last entry of this batch that a warning is about.
  private func place(ofWarning index: Int) -> String? {
    let number = index - (warnings.count - findings.count)
    guard findings.indices.contains(number),
      let entry = findings[number].entries.last(where: { $0 >= before.count }),
      let receipt = intake.receipts.first(where: { $0.entry == entry })
    else { return nil }
    return "\(receipt.file):\(receipt.line): "
  }

  /// Judges a batch.
  ///
  /// - Parameters:
  ///   - proposal: What is to be recorded.
  ///   - reader: The journal.
  ///   - filling: How entries are completed.
  ///   - expectSize: How many entries the journal must have.
  ///   - showsView: Whether it is to be shown how the view of everything changes; if not, what lies
  ///     near to the entries may do.
  ///   - terminal: Where notes go.
  /// - Returns: The batch, judged.
  /// - Throws: `Failure` with exit code 3 and every problem where it is refused.
  static func judge(
    _ proposal: Proposal, _ reader: JournalReader, filling: Filling, expectSize: Int?,
    showsView: Bool, on terminal: inout Terminal
  ) throws(Failure) -> Batch {
    if let expectSize, expectSize != reader.size {
      throw Failure(
        .refused, "the journal has \(reader.size) entries, not \(expectSize); nothing was recorded",
        hint: "look at what was recorded meanwhile, then decide again")
    }
    let clock = Clock.now()
    let latest = try latestTime(reader)
    var filling = filling
    filling.time = max(clock, latest)
    if !showsView, let batch = try near(proposal, reader, filling, clock, latest, terminal) {
      return batch
    }
    let session = try Session.open(reader, proposal.wishes, on: &terminal)
    let content = try proposal.make(session)
    let intake = Intake(
      content.drafts, filling: filling, facts: try session.asRecorded(), known: session.known,
      clock: clock, latest: latest, makeID: { Clock.makeID() })
    guard intake.refusals.isEmpty else { throw Failure(intake.refusals) }
    let batch = try Batch(intake, content, session, first: reader.size)
    guard batch.refusals.isEmpty else { throw Failure(batch.refusals) }
    return batch
  }

  /// Judges entries that depend on nothing in the journal by what lies near to them, whatever the
  /// journal's length.
  ///
  /// - Returns: The batch; `nil` where it takes the whole journal to judge it, or to say why it is
  ///   refused.
  private static func near(
    _ proposal: Proposal, _ reader: JournalReader, _ filling: Filling, _ clock: Instant,
    _ latest: Instant, _ terminal: borrowing Terminal
  ) throws(Failure) -> Batch? {
    guard let drafts = proposal.drafts, drafts.count <= mostNear else { return nil }
    let derived = try Derived.data(of: reader, isAppending: true, terminal)
    guard try Derived.isCurrent(derived) else { return nil }
    var size = Facts()
    size.setCount(reader.size)
    let intake = Intake(
      drafts, filling: filling, facts: size, known: [:], clock: clock, latest: latest,
      makeID: { Clock.makeID() })
    guard intake.refusals.isEmpty else { return nil }
    let own = try gather(intake, first: reader.size).facts
    guard
      let facts = try Derived.facts(near: own, proposal.wishes, reader, derived)
    else { return nil }
    let session = Session(reader, partialFacts: facts)
    let batch = try Batch(intake, try proposal.make(session), session, first: reader.size)
    return batch.refusals.isEmpty ? batch : nil
  }

  /// A batch of more entries touches so much that the whole is read as quickly.
  private static let mostNear = 1000

  /// What the entries say, and the days on which they take effect.
  private static func gather(
    _ intake: Intake, first: Int
  ) throws(Failure) -> (facts: Facts, days: [Day]) {
    var gatherer = Gatherer()
    var days: [Day] = []
    do throws(LineError) {
      for (index, line) in intake.lines.enumerated() {
        _ = try gatherer.read(line, 0..<line.count, entry: first + index)
        if let day = gatherer.effective?.last, !day.isUnbounded { days.append(day) }
      }
    } catch {
      throw Failure(.refused, "an entry passed the checks but cannot be read back: \(error)")
    }
    return (gatherer.facts, days)
  }

  private init(
    _ intake: Intake, _ content: Proposal.Content, _ session: Session, first: Int
  ) throws(Failure) {
    self.intake = intake
    self.content = content
    known = session.known
    keeping = session.keeping
    let before = session.facts
    self.before = before
    let (own, days) = try Self.gather(intake, first: first)
    var after = before
    after.append(own)
    let incomplete = after.incomplete
    var lines = try session.lines(of: Set(incomplete.filter { $0 < first }))
    for entry in incomplete where entry >= first { lines[entry] = intake.lines[entry - first] }
    after.complete(with: Session.whole(incomplete, lines))
    self.after = after
    latestDay = days.max()
    do throws(LineError) {
      let problems = try after.claimProblems(since: first)
      refusals = problems.map { entry, error in
        let receipt = intake.receipts.first { $0.entry == entry }
        return Refusal(file: receipt?.file ?? "-", line: receipt?.line ?? 0, error: error)
      }
      findings = try Invariants.newFindings(before: before, after: after)
      warnings = content.warnings + findings.map(\.sentence)
    } catch {
      throw Failure(.refused, "an entry passed the checks but cannot be read back: \(error)")
    }
  }

  /// Leaves what was read for later calls, if that is worth while.
  ///
  /// It may take a while, so that whoever waits for an answer is given it before. A batch of many
  /// entries would gain nothing by it, and leaves it to others.
  func leave(on terminal: inout Terminal) throws(Failure) {
    guard let keeping, intake.receipts.count <= Self.mostNear else { return }
    terminal.flush()
    do throws(LineError) {
      Derived.keep(try Replay(before, at: .distantFuture, by: Cores()), keeping)
    } catch {
      throw Failure(correction: error)
    }
  }

  /// The entries as they stand in the journal, or would, in the order of the receipts.
  func recorded() throws(Failure) -> [JSONValue] {
    var entries: [JSONValue] = []
    do throws(LineError) {
      for receipt in intake.receipts {
        let place = receipt.entry - before.count
        let line = place < 0 ? known[receipt.id]?.line : intake.lines[place]
        if let line { entries.append(try JSONParser.parse(line)) }
      }
      return entries
    } catch {
      throw Failure(.no, "an entry that is recorded already cannot be read: \(error)")
    }
  }

  /// How the view of a day changes.
  func difference(at day: Day) throws(Failure) -> Difference {
    do throws(LineError) {
      return Difference(try Replay(before, at: day), try Replay(after, at: day))
    } catch {
      throw Failure(correction: error)
    }
  }

  /// How the view changes on the day given, or on the first of some days on which it does: today,
  /// the last day of what is recorded where that lies ahead, the other days of which it speaks.
  func difference(
    at given: Day?, today: Day
  ) throws(Failure) -> (day: Day, difference: Difference) {
    if let given { return (given, try difference(at: given)) }
    let first = max(today, latestDay ?? today)
    var days = [first]
    for day in [today] + ([latestDay].compactMap { $0 } + content.days).sorted(by: >)
    where !days.contains(day) && !day.isUnbounded {
      days.append(day)
    }
    do throws(LineError) {
      let old = try Replay(before, at: first)
      let new = try Replay(after, at: first)
      for day in days.prefix(Self.mostDays) {
        let difference = Difference(old.moved(to: day), new.moved(to: day))
        if !difference.isEmpty { return (day, difference) }
      }
      return (first, Difference(old, new))
    } catch {
      throw Failure(correction: error)
    }
  }

  /// How many days are looked at for one on which the change shows.
  private static let mostDays = 8

  /// When the journal's last entry was recorded.
  private static func latestTime(_ reader: JournalReader) throws(Failure) -> Instant {
    guard reader.size > 0 else { return Instant(milliseconds: 0) }
    do throws(JournalError) {
      let line = try reader.lastSignedLine()
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
