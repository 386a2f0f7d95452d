import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// From the annex of a decree to entries of the journal, and to the report on both.
struct AnnexImport {
  /// The file's name, for messages.
  let file: String
  let reading: AnnexReading
  /// What was found before the journal was looked at.
  let findings: [AnnexFinding]
  let decree: AnnexDecree
  let choices: AnnexChoices
  let recorder: Recorder

  // MARK: Files

  /// The records of a file.
  static func records(
    of file: FilePath, _ list: ListOptions?, on terminal: inout Terminal
  ) throws(Failure) -> [CSVRecord] {
    let bytes = try Inputs.bytes(of: file.path, on: &terminal)
    do throws(ImportError) {
      let text = try (list?.encoding ?? .utf8).decode(bytes)
      return try CSVReader.records(in: text, delimiter: list?.delimiter)
    } catch {
      throw Failure(
        .refused, "\(file.path): \(error.description); nothing was recorded", hint: error.hint)
    }
  }

  /// The annex in some records.
  static func reading(
    _ records: [CSVRecord], file: String, _ columns: [AnnexHeading], dates: DateReader
  ) throws(Failure) -> AnnexReading {
    do throws(AnnexError) {
      return try AnnexReading(
        records, overrides: columns.map { ($0.column, $0.heading) }, dates: dates)
    } catch {
      throw failure(error, file)
    }
  }

  /// Ids by NIP.
  static func roster(
    _ records: [CSVRecord], file: String
  ) throws(Failure) -> [CivilNumber: String] {
    var choices = AnnexChoices()
    do throws(AnnexError) {
      if try choices.takeRoster(records) > 0 { return choices.roster }
    } catch {
      throw failure(error, file)
    }
    throw Failure(.refused, "\(file): no row has a NIP and an official; nothing was recorded")
  }

  private static func failure(_ error: AnnexError, _ file: String) -> Failure {
    let place = error.line.map { "\(file):\($0): " } ?? "\(file): "
    return Failure(
      .refused, place + error.message + "; nothing was recorded", hint: error.hint)
  }

  // MARK: Recording

  /// What was made of the annex within the state of the journal to which it is added.
  ///
  /// Owned by one call of `run`.
  private final class Outcome {
    var matching: AnnexMatching?
    var entries: AnnexEntries?
    var refusal: Failure?
  }

  /// Records the annex, or rehearses it, and prints what came of it.
  func run(_ output: OutputOptions, on terminal: inout Terminal) throws(Failure) -> ExitCode {
    let outcome = Outcome()
    let proposal = Proposal(wishes()) { session throws(Failure) in
      try propose(session, outcome)
    }
    if recorder.options.dryRun {
      let batch = try recorder.rehearse(proposal, on: &terminal)
      output.print(
        report(try AppendReport.rehearsal(batch, at: recorder.options.at), outcome), on: &terminal)
      if let refusal = outcome.refusal { throw refusal }
      try recorder.judge(batch, on: &terminal)
    } else {
      let (batch, checkpoint) = try recorder.record(proposal, on: &terminal)
      output.print(report(AppendReport.receipt(batch, checkpoint), outcome), on: &terminal)
      try batch.leave(on: &terminal)
    }
    return .done
  }

  /// Everything that was ever recorded about the decree.
  private func wishes() -> Session.Wishes {
    let reference = decree.reference
    var wishes = Session.Wishes()
    wishes.keeps = { kind, _ in DecreeEdition.kinds.contains(kind) }
    wishes.selects = { event in
      event[.decree].map { DecreeEdition.isOne($0, reference) } ?? false
    }
    return wishes
  }

  /// The entries, in a state of the journal.
  private func propose(
    _ session: Session, _ outcome: Outcome
  ) throws(Failure) -> Proposal.Content {
    let recorded = try session.keptEvents()
    let edition = DecreeEdition(of: decree.reference, in: session.facts.standing(recorded))
    let matching = AnnexMatching(
      reading.lines, try knowledge(session, edition), choices)
    outcome.matching = matching
    var all = findings + matching.findings
    var drafts: [Draft] = []
    if matching.isSettled {
      let hasher = TreeHasher()
      // 128 bits of SHA-256: the same content has the same id, and no other has.
      let entries = AnnexEntries(
        matching, decree, over: edition, takenIDs: Set(recorded.map(\.id))
      ) { content in
        hasher.digest(content).bytes.prefix(16).map(Self.hexadecimal).joined()
      }
      outcome.entries = entries
      all += entries.findings
      drafts = entries.entries.map { Draft(file: file, line: $0.fileLine, value: $0.value) }
    }
    let refusals = all.filter { $0.level == .refusal }
    if !refusals.isEmpty {
      let refusal = self.refusal(refusals)
      guard recorder.options.dryRun else { throw refusal }
      outcome.refusal = refusal
      return Proposal.Content(drafts: [])
    }
    let warnings = all.filter { $0.level == .warning }.map(sentence)
    // What adds nothing has nothing that could be wrong about it.
    return Proposal.Content(drafts: drafts, warnings: drafts.isEmpty ? [] : warnings)
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }

  /// What the journal knows on the eve of the decree, before it and the oath on it moved anybody.
  private func knowledge(
    _ session: Session, _ edition: DecreeEdition
  ) throws(Failure) -> AnnexKnowledge {
    let days = [decree.date, decree.tmt, decree.inaugurated].compactMap { $0 }
    let firsts = days.map(\.first).filter { !$0.isUnbounded }
    let lasts = days.map(\.last).filter { !$0.isUnbounded }
    let eve = (firsts.min() ?? Clock.today()).adding(days: -1)
    let replay = try session.replay(at: eve)
    let keys = Set(reading.lines.compactMap { $0.name.map { PersonName.key($0) } })
    var officials = replay.officials { keys.contains(PersonName.key($0)) }
    let known = Set(officials.map(\.id))
    let given =
      reading.lines.compactMap(\.official) + choices.officials.values + choices.roster.values
      + edition.lines.compactMap { $0[.official]?.text }
    officials += Set(given).subtracting(known).sorted().compactMap { replay.official($0) }
    let facts = session.facts
    return AnnexKnowledge(
      officials: officials, posts: replay.knownPosts(orOn: lasts.max() ?? eve),
      units: replay.knownUnits(), edition: edition,
      isTaken: { kind, id in
        switch kind {
        case .post: facts.posts.find(id) != nil
        case .unit: facts.units.find(id) != nil
        default: facts.officials.find(id) != nil
        }
      }, makeID: { "p-" + Clock.makeID() })
  }

  // MARK: Telling

  private func sentence(_ finding: AnnexFinding) -> String {
    let lines = finding.lines.prefix(8).map(String.init).joined(separator: ", ")
    let place = finding.lines.isEmpty ? file : "\(file):\(lines)"
    return "\(place): \(finding.kind.rawValue): \(finding.text)"
  }

  /// Everything that stands in the way, with what it may be.
  private func refusal(_ findings: [AnnexFinding]) -> Failure {
    let shown = findings.prefix(Self.mostListed).flatMap { finding in
      [sentence(finding)]
        + finding.candidates.map { candidate in
          let about = [candidate.name].compactMap { $0 } + candidate.about
          return "  \(candidate.id)" + (about.isEmpty ? "" : ": " + about.joined(separator: ", "))
        }
    }
    let rest = findings.count - Self.mostListed
    let count = findings.count == 1 ? "1 question is" : "\(findings.count) questions are"
    return Failure(
      .refused,
      shown + (rest > 0 ? ["and \(rest) more"] : []) + ["\(count) open; nothing was recorded"])
  }

  /// How many open questions one message lists.
  private static let mostListed = 200

  private func report(_ base: Report, _ outcome: Outcome) -> Report {
    var report = base
    report.head += [
      .init("file", .string(file)),
      .init(
        "columns",
        .array(
          reading.columns.map {
            .members(["heading": .string($0.heading), "column": .string($0.column.rawValue)])
          })),
      .init("decree", decree.reference),
    ]
    guard let matching = outcome.matching else { return report }
    let own = findings + matching.findings + (outcome.entries?.findings ?? [])
    let changes = outcome.entries?.changes?.changes ?? []
    report.sections =
      [
        DecreeImportAnswer.lines(matching, outcome.entries?.lines ?? []),
        DecreeImportAnswer.declared(posts: matching.newPosts, units: matching.newUnits),
        DecreeImportAnswer.changes(changes), DecreeImportAnswer.findings(own),
      ] + base.sections
    if outcome.entries?.entries.isEmpty == true, outcome.refusal == nil {
      report.notes.insert("nothing is new: the decree is on record as the annex has it", at: 0)
    }
    return report
  }
}
