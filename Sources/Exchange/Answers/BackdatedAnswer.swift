public import Ledger

/// The answer of `audit --backdated`: entries recorded long after they took effect, by whom, and
/// what they changed about the past.
public enum BackdatedAnswer {
  /// The entries.
  ///
  /// - Parameters:
  ///   - entries: The late ones.
  ///   - duration: How long after it took effect an entry is late.
  ///   - filter: The period asked for.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    _ entries: [Backdated], by duration: CalendarDuration, _ filter: MoveFilter, basis: Basis
  ) -> Report {
    let hidden = entries.lazy.filter { $0.changes == nil }.count
    let note =
      "what the first \(hidden) changed was not looked into; ask about a shorter period, a post "
      + "or an official"
    return Report(
      head: basis.head + [
        .init("from", .text(filter.from?.description)), .init("to", .text(filter.to?.description)),
        .init("backdated", .string(duration.description)),
      ],
      sections: [
        Section(
          record: "entry", member: "entries", title: "Recorded late", "Dicatat terlambat",
          objects: entries.map { json($0) }, columns: columns,
          emptyText: "nothing was recorded so late")
      ], notes: hidden > 0 ? [note] : [])
  }

  private static let columns = [
    Column("recordedtime", "Recorded", "Dicatat") { row in
      row["recordedtime"]?.text.map { [String($0.prefix(10))] } ?? []
    },
    Column("effective", "Took effect", "Berlaku"),
    Column("delay", "Days later", "Hari kemudian", alignment: .trailing),
    Column("type", "Type", "Jenis"),
    Column("recordedby", "Recorded by", "Pencatat", isFlexible: true),
    Column("source", "Source", "Sumber", isFlexible: true),
    Column(
      "changes", "What it changed about that day", "Yang berubah tentang hari itu",
      isFlexible: true,
      localized: { row, language in
        (row["changes"]?.elements ?? []).map { change in
          let sides = ["before", "after"].map {
            DifferenceAnswer.side(change[$0], language).joined(separator: ", ")
          }
          return (change["post"]?.text ?? "") + ": " + sides.joined(separator: " → ")
        }
      }),
    Column("entry", "Entry", "Entri", alignment: .trailing),
  ]

  private static func json(_ late: Backdated) -> JSONValue {
    let event = late.event
    return .members([
      "entry": .number(event.entry), "type": .string(event.kind.rawValue),
      "effective": .text(event.effective?.description ?? late.day.description),
      "recordedtime": .string(event.recordedTime.description), "delay": .number(late.delay),
      "recordedby": .text(event.recordedBy), "source": .string(event.source),
      "status": .text(event[.status]?.text), "at": .string(late.day.description),
      "changes": late.changes.map { .array($0.map { DifferenceAnswer.json($0) }) } ?? .null,
    ])
  }
}
