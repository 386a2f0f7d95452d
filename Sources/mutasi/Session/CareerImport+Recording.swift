import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// The part of an import that concerns the journal.
extension CareerImport {
  /// Records what is new, or rehearses it, and adds to the answer what came of it.
  ///
  /// - Returns: Whether nothing is doubtful about it but what the file itself shows.
  func record(
    _ answer: inout CareerAnswer, on terminal: inout Terminal
  ) throws(Failure) -> Bool {
    let entries = entries()
    let ids = entries.ids(of: answer.reading.table)
    let holder = Holder(answer.reading.table)
    var wishes = Session.Wishes()
    wishes.ids = Set(ids)
    wishes.ids.formUnion(declarationIDs(entries, answer.reading.table))
    wishes.edition = common.idPrefix
    let proposal = Proposal(wishes) { session throws(Failure) in
      try propose(entries, ids, holder, session)
    }
    var checkpoint: SignedCheckpoint?
    let batch: Batch
    if recorder.options.dryRun {
      batch = try recorder.rehearse(proposal, on: &terminal)
    } else {
      let outcome = try recorder.record(proposal, on: &terminal)
      (batch, checkpoint) = (outcome.batch, outcome.checkpoint)
    }
    answer.reading.table = holder.table
    answer.edition = holder.edition
    answer.head = head(batch, checkpoint)
    answer.notes = try notes(
      batch, holder.edition, checkpoint, needsSkipping: needsSkipping(answer.findings))
    if recorder.options.dryRun {
      for warning in batch.told(most: recorder.mostTold) { terminal.warn(warning) }
    }
    return batch.warnings.isEmpty
  }

  /// Carries what the comparison with the journal found out of the closure that makes the entries.
  ///
  /// Owned by one call of `record`.
  private final class Holder {
    var table: CareerTable
    var edition: CareerEdition?

    init(_ table: CareerTable) { self.table = table }
  }

  private func entries() -> CareerEntries {
    let hasher = TreeHasher()
    // 128 bits of SHA-256: nobody meets two rows of one id, by chance or by effort worth it.
    return CareerEntries(common) {
      hasher.digest($0).bytes.prefix(16).map(Self.hexadecimal).joined()
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }

  private func declarationIDs(_ entries: CareerEntries, _ table: CareerTable) -> [String] {
    Set(table.rows.map(\.post)).map { entries.id(declaring: "post", table.words.text($0)) }
      + Set(table.unitNames.map(\.unit)).map {
        entries.id(declaring: "unit", table.words.text($0))
      }
  }

  /// What the journal does not hold yet.
  private func propose(
    _ entries: CareerEntries, _ ids: [String], _ holder: Holder, _ session: Session
  ) throws(Failure) -> Proposal.Content {
    let edition = CareerEdition(
      &holder.table, ids: ids, session.recorded, facts: session.facts, prefix: common.idPrefix,
      isNamed: common.dataset != nil)
    holder.edition = edition
    let table = holder.table
    let undone = session.facts.undone()
    let changes = appliesChanges ? edition.changes.filter { $0.kind == .changed } : []
    let declarations = try declarations(entries, table, edition, session)
    let tenures = edition.fresh.lazy.map { row in
      Draft(
        file: file, line: table.lines[row],
        value: entries.tenure(table.rows[row], in: table, id: ids[row]))
    }
    let corrections = changes.compactMap { change in
      change.row.map { row in
        let id = entries.id(
          correcting: change.entry, after: undone[change.entry]?.by, to: table.rows[row], in: table)
        return Draft(
          file: file, line: table.lines[row],
          value: entries.correction(of: change.entry, to: table.rows[row], in: table, id: id))
      }
    }
    // The tenures of a long list are made one by one, as they are written.
    return Proposal.Content(drafts: Joined(declarations, tenures, corrections))
  }

  /// Drafts one after another, those in the middle made when they are asked for.
  private struct Joined<Middle: Sequence<Draft>>: Sequence {
    let first: [Draft]
    let middle: Middle
    let last: [Draft]

    init(_ first: [Draft], _ middle: Middle, _ last: [Draft]) {
      (self.first, self.middle, self.last) = (first, middle, last)
    }

    func makeIterator() -> AnyIterator<Draft> {
      var (one, two, three) = (
        first.makeIterator(), middle.makeIterator(), last.makeIterator()
      )
      return AnyIterator { one.next() ?? two.next() ?? three.next() }
    }
  }

  /// Units and posts that new rows speak of and the journal does not know, in the file's order.
  private func declarations(
    _ entries: CareerEntries, _ table: CareerTable, _ edition: CareerEdition, _ session: Session
  ) throws(Failure) -> [Draft] {
    let fresh = Set(edition.fresh)
    var drafts: [Draft] = []
    var seen: Set<UInt32> = []
    let replay = try session.replay(at: Clock.today())
    let listed = Set(edition.fresh.map { table.rows[$0].unit })
    for (unit, name, row) in table.unitNames where listed.contains(unit) {
      let id = table.words.text(unit)
      guard seen.insert(unit).inserted, !replay.directory.isNamed(unit: id) else { continue }
      drafts.append(
        Draft(
          file: file, line: table.lines[row],
          value: entries.declaration(ofUnit: id, name: table.words.text(name))))
    }
    var posts: Set<UInt32> = []
    for row in table.rows.indices where fresh.contains(row) {
      guard posts.insert(table.rows[row].post).inserted else { continue }
      let id = table.words.text(table.rows[row].post)
      guard replay.number(ofPost: id) == nil else { continue }
      drafts.append(
        Draft(file: file, line: table.lines[row], value: entries.declaration(ofPost: id)))
    }
    return drafts
  }

  // MARK: What came of it

  private func head(_ batch: Batch, _ checkpoint: SignedCheckpoint?) -> [JSONValue.Member] {
    let added = batch.intake.receipts.filter { !$0.isRepeated }.map(\.entry)
    var head =
      AppendReport.head(batch) + [
        .init("dryRun", .bool(checkpoint == nil)), .init("file", .string(file)),
        .init("dataset", .text(common.dataset)),
        .init("entries", .number(added.count)),
        .init("firstEntry", .number(added.first)), .init("lastEntry", .number(added.last)),
      ]
    guard let checkpoint else { return head + [.init("size", .number(batch.before.count))] }
    head += [
      .init("size", .number(checkpoint.checkpoint.size)),
      .init("root", .string(checkpoint.checkpoint.root.base64)),
      .init("checkpoint", .string(String(decoding: checkpoint.bytes, as: UTF8.self))),
    ]
    return head
  }

  private func notes(
    _ batch: Batch, _ edition: CareerEdition?, _ checkpoint: SignedCheckpoint?,
    needsSkipping: Bool
  ) throws(Failure) -> [String] {
    let added = batch.intake.receipts.filter { !$0.isRepeated }
    var notes: [String] = []
    if let first = added.first, let last = added.last {
      let rehearsed =
        needsSkipping ? "would be recorded with --skip-bad, else nothing" : "would be recorded"
      let verb = checkpoint == nil ? rehearsed : "recorded"
      notes.append(
        "\(verb): \(added.count == 1 ? "entry" : "\(added.count) entries,") \(first.entry)"
          + (added.count == 1 ? "" : " to \(last.entry)") + ": " + kinds(added))
    } else {
      notes.append("nothing \(checkpoint == nil ? "would be" : "was") recorded: nothing is new")
    }
    if let day = recorder.options.at { notes.append(try view(batch, on: day)) }
    let changed = edition?.changes.contains { $0.kind == .changed } ?? false
    if changed, !appliesChanges {
      notes.append("--apply-changes records a correction for each row that changed")
    }
    if let checkpoint {
      notes.append(
        "size \(checkpoint.checkpoint.size), root \(checkpoint.checkpoint.root.base64)")
    }
    return notes
  }

  /// How many posts are held on a day, without the import and with it.
  private func view(_ batch: Batch, on day: Day) throws(Failure) -> String {
    do throws(LineError) {
      let counts = try [batch.before, batch.after].map { facts throws(LineError) in
        try Replay(facts, at: day).posts(in: Scope()).filter { $0.status == .held }.count
      }
      return "posts held on \(day): \(counts[1]), without this list \(counts[0])"
    } catch {
      throw Failure(correction: error)
    }
  }

  private func kinds(_ receipts: [Intake.Receipt]) -> String {
    var counts: [String: Int] = [:]
    for receipt in receipts { counts[receipt.type, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      .joined(separator: ", ")
  }
}
