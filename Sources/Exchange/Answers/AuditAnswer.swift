public import Ledger

/// The answer of `audit`: who moved where, on which decree, with which approval, known from where.
public enum AuditAnswer {
  /// The moves of a period.
  ///
  /// - Parameters:
  ///   - moves: The moves.
  ///   - filter: What was asked for.
  ///   - recorded: How many tenures known from records only began in the period, where they were
  ///     not asked for.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    _ moves: Moves, _ filter: MoveFilter, recorded: Int, basis: Basis
  ) -> Report {
    let hint = recorded > 0 ? "; --recorded lists \(recorded) tenures known from records" : ""
    return Report(
      head: basis.head + [
        .init("from", .text(filter.from?.description)), .init("to", .text(filter.to?.description)),
      ],
      sections: [
        Section(
          record: "move", member: "moves", title: "Moves", "Mutasi",
          rows: Rows(count: moves.count, group: { moves($0) }, { json($0) }),
          columns: columns,
          emptyText: "nobody moved, as far as is recorded" + hint)
      ])
  }

  private static let columns = [
    Column("effective", "Date", "Tanggal"),
    Column("official", "Official", "Pejabat", isFlexible: true),
    Column("name", "Name", "Nama", isFlexible: true),
    Column("group", "Group", "Kelompok", alignment: .trailing) { row in
      row["group"]?["count"]?.integer.map { [String($0)] } ?? []
    },
    Column("from", "From", "Dari", isFlexible: true),
    Column("to", "To", "Ke", isFlexible: true),
    Words.column("kind", "Kind", "Jenis"),
    Words.column("capacity", "Capacity", "Kapasitas"),
    Column("type", "Act", "Peristiwa"),
    Column("decree", "Decree", "SK", isFlexible: true),
    Column("decreeDate", "Dated", "Tanggal SK"),
    Column("rotation", "Rotation", "Gelombang mutasi", isFlexible: true),
    Column(
      "approvals", "Approvals", "Persetujuan", isFlexible: true,
      localized: { row, language in
        (row["approvals"]?.elements ?? []).map { approval in
          let word = approval["granted"]?.isTrue == true ? "granted" : "refused"
          let authority = approval["authority"]?.text.map { " " + $0 } ?? ""
          return Words.translated(word, language) + authority
        }
      }),
    Words.doubt,
    Words.disputes,
    Words.column("status", "Status", "Status klaim"),
    Column("sources", "Sources", "Sumber", isFlexible: true) { row in
      (row["sources"]?.elements ?? []).compactMap { $0["publisher"]?.text ?? $0["url"]?.text }
    },
    Column("entry", "Entry", "Entri", alignment: .trailing),
    Column("no", "Line", "No", alignment: .trailing),
  ]

  private static func json(_ move: Move) -> JSONValue {
    .members([
      "official": .text(move.official), "name": .text(move.name),
      "from": move.from.isEmpty ? .null : .string(move.from.joined(separator: " ")),
      "to": .text(move.to), "kind": .text(move.kind), "capacity": .text(move.capacity),
      "effective": .text(move.effective), "type": .string(move.type.rawValue),
      "decree": .text(move.decree), "decreeDate": .text(move.decreeDate),
      "rotation": .text(move.rotation), "region": .text(move.region),
      "entry": .number(move.entry), "no": .number(move.no), "status": .text(move.status),
      "group": move.groupCount.map { .members(["count": .number($0)]) } ?? .null,
      "approvals": .array(move.approvals.map { json($0) }), "sources": .array(move.sources),
      "verdicts": .array([]), "certainty": .string(move.certainty.rawValue),
      "disputes": .entries(move.disputes),
    ])
  }

  private static func json(_ approval: Move.Approval) -> JSONValue {
    .members([
      "entry": .number(approval.entry), "granted": .bool(approval.isGranted),
      "authority": .text(approval.authority), "number": .text(approval.number),
      "date": .text(approval.date),
    ])
  }
}
