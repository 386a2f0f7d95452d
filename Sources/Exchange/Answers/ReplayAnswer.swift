public import Ledger

/// The answer of `replay`: every post and who holds it, the rotations and their state, what is due,
/// what was said, counted and disputed.
public enum ReplayAnswer {
  /// The answer for a day.
  ///
  /// - Parameters:
  ///   - replay: The state of the world on the day.
  ///   - scope: Which posts and rotations it is about.
  ///   - onlyVacant: Whether posts that somebody holds or may hold are left out.
  ///   - basis: What it rests on.
  /// - Returns: The report with its six sections.
  public static func report(
    _ replay: Replay, in scope: Scope, onlyVacant: Bool, basis: Basis
  ) -> Report {
    let posts = replay.listed(in: scope).filter { post in
      !onlyVacant || replay.view(of: post).status == .vacant
    }
    return Report(
      head: basis.head(at: replay.day),
      sections: [
        self.posts(Rows(count: posts.count, { replay.view(of: posts[$0]) }, { json($0) })),
        rotations(replay.rotations(in: scope)).hiddenWhenEmpty(),
        obligations(replay.obligations(in: scope)).hiddenWhenEmpty(),
        directives(replay.directives(in: scope)).hiddenWhenEmpty(),
        headcounts(replay.headcounts(in: scope)).hiddenWhenEmpty(),
        disputes(replay.disputes(in: scope)).hiddenWhenEmpty(),
      ])
  }

  /// The answer for a day as its digest alone.
  ///
  /// - Parameters:
  ///   - digest: The digest of the holders.
  ///   - day: The day.
  ///   - basis: What it rests on.
  /// - Returns: The report.
  public static func report(digest: String, at day: Day, basis: Basis) -> Report {
    Report(
      head: basis.head(at: day),
      sections: [
        Section(
          record: "digest", member: "digests", title: "Digest",
          objects: [.members(["digest": .string(digest)])],
          columns: [Column("digest", "Digest", "Digest")], isSingle: true)
      ])
  }

  static func posts(_ rows: Rows) -> Section {
    Section(
      record: "post", member: "posts", title: "Posts", "Jabatan", rows: rows,
      columns: [
        Column("post", "Post", "Jabatan"),
        Column("title", "Title", "Nama jabatan", isFlexible: true),
        Column("unit", "Unit", "Unit kerja", isFlexible: true),
        Column("region", "Region", "Wilayah"),
        Column("echelon", "Echelon", "Eselon"),
        Words.column("status", "Status", "Status"),
        Column(
          "holders", "Holder", "Pemangku", isFlexible: true,
          localized: { row, language in
            Words.holders(row, language)
          }),
        Column("since", "Since", "Sejak") { row in
          (row["holders"]?.elements ?? []).map { $0["since"]?.text ?? "?" }
        },
      ], emptyText: "no posts")
  }

  /// A post as the contract has it.
  public static func json(_ post: PostView) -> JSONValue {
    .members([
      "post": .string(post.post), "title": .text(post.title), "unit": .text(post.unit),
      "region": .text(post.region), "tier": .text(post.tier), "echelon": .text(post.echelon),
      "status": .string(post.status.rawValue),
      "holders": .array(post.holders.map { json($0) }), "unitName": .text(post.unitName),
    ])
  }

  static func json(_ holder: PostView.Holder) -> JSONValue {
    .members([
      "official": .string(holder.official), "name": .text(holder.name),
      "capacity": .string(holder.capacity), "since": .text(holder.since),
      "certainty": .string(holder.certainty.rawValue), "entry": .number(holder.entry),
      "disputes": .entries(holder.disputes), "disputed": .bool(holder.isDisputed),
    ])
  }

  /// The rotations as a section.
  public static func rotations(_ rotations: [RotationView]) -> Section {
    Section(
      record: "rotation", member: "rotations", title: "Rotations", "Gelombang mutasi",
      objects: rotations.map { json($0) },
      columns: [
        Column("rotation", "Rotation", "Gelombang mutasi", isFlexible: true),
        Column("region", "Region", "Wilayah"),
        Words.column("stage", "Stage", "Tahap"),
        Column("briefed", "Briefed", "Diarahkan", alignment: .trailing),
        Column("scheduledFor", "Scheduled for", "Dijadwalkan"),
        Column("inaugurated", "Inaugurated", "Dilantik", alignment: .trailing),
        Column("named", "Named", "Bernama", alignment: .trailing),
        Column("unconfirmed", "Unconfirmed", "Belum terkonfirmasi"),
        Words.disputes,
        Column("entries", "Entries", "Entri", isFlexible: true) { row in
          [
            (row["entries"]?.elements ?? []).compactMap { $0.integer.map(String.init) }.joined(
              separator: " ")
          ]
        },
      ], emptyText: "no rotations")
  }

  static func json(_ rotation: RotationView) -> JSONValue {
    .members([
      "rotation": .string(rotation.rotation), "region": .text(rotation.region),
      "stage": .text(rotation.stage?.rawValue), "briefed": .number(rotation.briefed),
      "scheduledFor": .date(rotation.scheduledFor), "inaugurated": .number(rotation.inaugurated),
      "named": .number(rotation.named), "unconfirmed": .bool(rotation.isUnconfirmed),
      "entries": .entries(rotation.entries), "disputes": .entries(rotation.disputes),
    ])
  }

  /// The obligations as a section.
  public static func obligations(_ obligations: [ObligationView]) -> Section {
    Section(
      record: "obligation", member: "obligations", title: "Obligations", "Jatuh tempo",
      objects: obligations.map { json($0) },
      columns: [
        Column("due", "Due", "Jatuh tempo"), Words.column("state", "State", "Status"),
        Words.column("kind", "Kind", "Jenis"), Column("of", "Of", "Perihal", isFlexible: true),
        Column("text", "Text", "Isi", isFlexible: true),
        Column("basis", "Basis", "Dasar", isFlexible: true),
        Column("entry", "Entry", "Entri", alignment: .trailing),
      ], emptyText: "nothing due")
  }

  static func json(_ obligation: ObligationView) -> JSONValue {
    .members([
      "kind": .string(obligation.kind.rawValue), "of": .text(obligation.of),
      "text": .text(obligation.text), "due": .date(obligation.due),
      "basis": .text(obligation.basis), "state": .string(obligation.state.rawValue),
      "region": .text(obligation.region), "entry": .number(obligation.entry),
    ])
  }

  static func directives(_ directives: [DirectiveView]) -> Section {
    Section(
      record: "directive", member: "directives", title: "Directives", "Arahan",
      objects: directives.map { json($0) },
      columns: [
        Column("effective", "Date", "Tanggal"), Column("region", "Region", "Wilayah"),
        Column("by", "By", "Oleh", isFlexible: true),
        Column("claimedCount", "Claimed", "Diklaim", alignment: .trailing),
        Column("points", "Points", "Butir", isFlexible: true) { row in
          (row["points"]?.elements ?? []).map {
            "\($0["no"]?.integer ?? 0). \($0["text"]?.text ?? "")"
          }
        },
        Column("entry", "Entry", "Entri", alignment: .trailing),
      ], emptyText: "no directives")
  }

  static func json(_ directive: DirectiveView) -> JSONValue {
    .members([
      "by": .array(directive.by.map { .string($0) }), "region": .text(directive.region),
      "effective": .date(directive.effective), "claimedCount": .number(directive.claimedCount),
      "points": .array(
        directive.points.map {
          .members(["no": .number($0.no), "text": .string($0.text), "kind": .text($0.kind)])
        }), "entry": .number(directive.entry),
    ])
  }

  static func headcounts(_ headcounts: [HeadcountView]) -> Section {
    Section(
      record: "headcount", member: "headcounts", title: "Headcounts", "Jumlah pegawai",
      objects: headcounts.map {
        .members([
          "region": .text($0.region), "asOf": .date($0.asOf), "count": .number($0.count),
          "definition": .text($0.definition), "entry": .number($0.entry),
        ])
      },
      columns: [
        Column("region", "Region", "Wilayah"), Column("asOf", "As of", "Per"),
        Column("count", "Count", "Jumlah", alignment: .trailing),
        Column("definition", "Definition", "Definisi", isFlexible: true),
        Column("entry", "Entry", "Entri", alignment: .trailing),
      ], emptyText: "no headcounts")
  }

  static func disputes(_ disputes: [DisputeView]) -> Section {
    Section(
      record: "dispute", member: "disputes", title: "Disputes", "Perbedaan klaim",
      objects: disputes.map {
        .members([
          "entries": .entries($0.entries), "field": .text($0.field), "values": .array($0.values),
          "chosen": $0.chosen ?? .null, "entry": .number($0.entry),
          "state": .string($0.isOpen ? "open" : "resolved"), "resolvedBy": .number($0.resolvedBy),
        ])
      },
      columns: [
        Column("entries", "Entries", "Entri"), Column("field", "Field", "Kolom"),
        Column("values", "Values", "Nilai", isFlexible: true) { row in
          (row["values"]?.elements ?? []).map {
            let value = $0["value"]?.text ?? $0["value"]?.integer.map(String.init) ?? ""
            return value + ($0["source"]?.text.map { " — " + $0 } ?? "")
          }
        },
        Words.column("state", "State", "Status"),
        Column("chosen", "Chosen", "Dipilih"),
        Column("resolvedBy", "Settled in", "Diselesaikan di", alignment: .trailing),
        Column("entry", "Recorded in", "Dicatat di", alignment: .trailing),
      ], emptyText: "no disputes")
  }
}
