public import Ledger

/// The answers of `post` and `official`: who held a post, or which posts somebody held, oldest
/// first.
public enum HistoryAnswer {
  /// The history of a post.
  ///
  /// - Parameters:
  ///   - post: The post, by number.
  ///   - history: Its tenures.
  ///   - replay: The state of the world on the day.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    post: UInt32, history: [TenureView], replay: Replay, basis: Basis
  ) -> Report {
    let view = replay.view(of: post)
    let isListed = replay.directory.isListed(post)
    let (before, after) = replay.succession(of: post)
    let absent =
      isListed
      ? [] : ["\(view.post) does not exist on \(replay.day): not established yet, or abolished"]
    return Report(
      head: basis.head(at: replay.day),
      sections: [
        about(view, isListed: isListed),
        section(history, people: true, "nobody is on record as having held it"),
        titles(replay.titles(ofPost: post)),
        succession(before, "predecessor", "predecessors", "Comes from", "Berasal dari"),
        succession(after, "successor", "successors", "Goes on as", "Dilanjutkan sebagai"),
        disputes(history, view.holders.flatMap(\.disputes), replay),
      ], notes: absent + history.compactMap(\.defect))
  }

  private static func about(_ post: PostView, isListed: Bool) -> Section {
    Section(
      record: "post", member: "post", title: "Post", "Jabatan",
      objects: [
        .members([
          "post": .string(post.post), "title": .text(post.title), "unit": .text(post.unit),
          "region": .text(post.region), "tier": .text(post.tier),
          "echelon": .text(post.echelon),
          "status": isListed ? .string(post.status.rawValue) : .null,
          "holders": .array(isListed ? post.holders.map { ReplayAnswer.json($0) } : []),
          "unitName": .text(post.unitName),
        ])
      ],
      columns: [
        Column("post", "Post", "Jabatan"), Column("title", "Title", "Nama jabatan"),
        Column(
          "unit", "Unit", "Unit kerja", isFlexible: true,
          localized: { row, language in
            let name = language == nil ? nil : row["unitName"]?.text
            return row["unit"]?.text.map { [$0 + (name.map { " (\($0))" } ?? "")] } ?? []
          }),
        Column("region", "Region", "Wilayah"),
        Column("tier", "Tier", "Jenjang"), Column("echelon", "Echelon", "Eselon"),
        Words.column("status", "Status", "Status"),
        Column(
          "holders", "Holder", "Pemangku", isFlexible: true,
          localized: { row, language in Words.holders(row, language) }),
      ], isSingle: true)
  }

  /// The history of an official.
  ///
  /// - Parameters:
  ///   - official: The official, by number.
  ///   - history: The tenures.
  ///   - replay: The state of the world on the day.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    official: UInt32, history: [TenureView], replay: Replay, basis: Basis
  ) -> Report {
    let holdings = replay.holdings(of: official)
    let about = Section(
      record: "official", member: "official", title: "Official", "Pejabat",
      objects: [
        .members([
          "official": .string(replay.facts.officials.text(official)),
          "name": .text(replay.directory.name(official)),
          "holds": .array(holdings.map { json($0) }),
        ])
      ],
      columns: [
        Column("official", "Official", "Pejabat"), Column("name", "Name", "Nama"),
        Column(
          "holds", "Holds", "Memangku", isFlexible: true,
          localized: { row, language in
            (row["holds"]?.elements ?? []).map { Words.holding($0, language) }
          }),
      ], isSingle: true)
    return Report(
      head: basis.head(at: replay.day),
      sections: [
        about, section(history, people: false, "no post is on record"),
        disputes(history, holdings.flatMap(\.holder.disputes), replay),
      ],
      notes: history.compactMap(\.defect))
  }

  private static func json(_ holding: Holding) -> JSONValue {
    .members([
      "post": .string(holding.post), "title": .text(holding.title),
      "capacity": .string(holding.holder.capacity), "since": .text(holding.holder.since),
      "certainty": .string(holding.holder.certainty.rawValue),
      "entry": .number(holding.holder.entry), "disputes": .entries(holding.holder.disputes),
      "disputed": .bool(holding.holder.isDisputed),
    ])
  }

  // MARK: What a post was called, and what it comes from

  private static func titles(_ titles: [PostTitle]) -> Section {
    var section = Section(
      record: "title", member: "titles", title: "Titles", "Nama jabatan",
      objects: titles.map {
        .members([
          "title": .string($0.title), "from": .text($0.from), "entry": .number($0.entry),
        ])
      },
      columns: [
        Column("from", "From", "Sejak"),
        Column("title", "Title", "Nama jabatan", isFlexible: true),
        Column("entry", "Entry", "Entri", alignment: .trailing),
      ])
    section.leastShown = 2
    return section
  }

  private static func succession(
    _ links: [Succession], _ record: String, _ member: String, _ title: String,
    _ indonesian: String
  ) -> Section {
    Section(
      record: record, member: member, title: title, indonesian,
      objects: links.map {
        .members([
          "post": .text($0.post), "unit": .text($0.unit), "effective": .text($0.effective),
          "entries": .entries($0.entries),
        ])
      },
      columns: [
        Column("effective", "Date", "Tanggal"), Column("post", "Post", "Jabatan"),
        Column("unit", "Unit", "Unit kerja"),
        Column("entries", "Entries", "Entri", isFlexible: true) { row in
          [
            (row["entries"]?.elements ?? []).compactMap { $0.integer.map(String.init) }
              .joined(separator: " ")
          ]
        },
      ])
  }

  /// The disputes on which the tenures rest, with every value and what was taken.
  private static func disputes(
    _ history: [TenureView], _ others: [Int], _ replay: Replay
  ) -> Section {
    let wanted = Set(history.flatMap(\.disputes) + others)
    let all = wanted.isEmpty ? [] : replay.moved(to: .distantFuture).disputes()
    return ReplayAnswer.disputes(all.filter { wanted.contains($0.entry) }).hiddenWhenEmpty()
  }

  private static func section(
    _ history: [TenureView], people: Bool, _ emptyText: String
  ) -> Section {
    let subject =
      people
      ? [
        Column("official", "Official", "Pejabat", isFlexible: true),
        Column("name", "Name", "Nama", isFlexible: true),
      ] : [Column("post", "Post", "Jabatan", isFlexible: true)]
    return Section(
      record: "tenure", member: "history", title: "History", "Riwayat",
      objects: history.map { json($0, people: people) },
      columns: subject + [
        Column("title", "Title", "Nama jabatan", isFlexible: true),
        Words.column("capacity", "Capacity", "Kapasitas"),
        Column("from", "From", "Sejak"), Column("to", "To", "Sampai"),
        Column("continuedFrom", "Continues", "Melanjutkan", isFlexible: true),
        Column("confirmed", "Confirmed on", "Dikukuhkan"),
        Column("continuedAs", "Goes on as", "Dilanjutkan sebagai", isFlexible: true),
        Column(
          "certainty", "Certainty", "Kepastian",
          localized: { row, language in
            guard let word = row["certainty"]?.text else {
              return language == nil ? [] : [Words.translated("no day", language)]
            }
            return [Words.translated(word, language)]
          }),
        Column("startedBy", "Started by", "Dimulai entri", alignment: .trailing),
        Column("endedBy", "Ended by", "Diakhiri entri", alignment: .trailing),
        Words.disputes,
      ], emptyText: emptyText)
  }

  private static func json(_ tenure: TenureView, people: Bool) -> JSONValue {
    let subject: [JSONValue.Member] =
      people
      ? [.init("official", .string(tenure.official)), .init("name", .text(tenure.name))]
      : [.init("post", .string(tenure.post))]
    return .object(
      subject + [
        .init("title", .text(tenure.title)), .init("capacity", .string(tenure.capacity)),
        .init("from", .text(tenure.from)), .init("to", .text(tenure.to)),
        .init("certainty", .text(tenure.certainty?.rawValue)),
        .init("startedBy", .number(tenure.startedBy)), .init("endedBy", .number(tenure.endedBy)),
        .init("continuedFrom", .text(tenure.continuedFrom)),
        .init("continuedAs", .text(tenure.continuedAs)),
        .init("confirmed", .text(tenure.confirmed)),
        .init("disputes", .entries(tenure.disputes)), .init("defect", .text(tenure.defect)),
      ])
  }
}
