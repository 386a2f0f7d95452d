import CommandLineKit
import Exchange
import Ledger
import MerkleLog

/// What `append` prints: the receipt of what was recorded, or the rehearsal of what would be.
enum AppendReport {
  /// The receipt: numbers and checkpoint.
  static func receipt(_ batch: Batch, _ checkpoint: SignedCheckpoint) -> Report {
    Report(
      head: head(batch) + [
        .init("dryRun", .bool(false)), .init("size", .number(checkpoint.checkpoint.size)),
        .init("root", .string(checkpoint.checkpoint.root.base64)),
        .init("checkpoint", .string(String(decoding: checkpoint.bytes, as: UTF8.self))),
      ],
      sections: [entries(batch)],
      notes: [
        "size \(checkpoint.checkpoint.size), root \(checkpoint.checkpoint.root.base64)"
      ])
  }

  /// The rehearsal: what would be recorded, and how the view of a day would change.
  static func rehearsal(_ batch: Batch, at given: Day?) throws(Failure) -> Report {
    let today = Clock.today()
    let day = given ?? max(today, batch.latestDay ?? today)
    let difference = try batch.difference(at: day)
    return Report(
      head: head(batch) + [
        .init("dryRun", .bool(true)), .init("at", .string(day.description)),
        .init("size", .number(batch.before.count)),
      ],
      sections: [entries(batch)] + DifferenceAnswer.sections(difference),
      notes: ["nothing was recorded; the view is that of \(day)"])
  }

  /// The members in front of every answer about a batch.
  static func head(_ batch: Batch) -> [JSONValue.Member] {
    [
      .init("version", .integer(Int64(Basis.version))),
      .init("warnings", .array(batch.warnings.map { .string($0) })),
    ]
  }

  /// How many entries a table lists; that of a long import would help nobody.
  private static let mostShown = 100

  /// Every entry with its number.
  private static func entries(_ batch: Batch) -> Section {
    var section = Section(
      record: "entry", member: "entries", title: "Entries", "Entri",
      objects: batch.intake.receipts.map {
        .members([
          "entry": .number($0.entry), "id": .string($0.id), "type": .string($0.type),
          "repeated": .bool($0.isRepeated), "file": .string($0.file), "line": .number($0.line),
        ])
      },
      columns: [
        Column("entry", "Entry", "Entri", alignment: .trailing),
        Column("type", "Type", "Jenis", isFlexible: true),
        Column("id", "Id", "Id", isFlexible: true),
        Column("repeated", "Known already", "Sudah tercatat"),
      ], emptyText: "no entries")
    section.mostShown = mostShown
    return section
  }
}
