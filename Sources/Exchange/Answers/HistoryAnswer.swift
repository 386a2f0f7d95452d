public import Ledger

/// The answers of `post` and `official`: who held a post, or which posts somebody held, oldest
/// first.
public enum HistoryAnswer {
  /// The history of a post.
  ///
  /// - Parameters:
  ///   - post: How the post stands on the day.
  ///   - isListed: Whether it exists on the day.
  ///   - history: Its tenures.
  ///   - replay: The state of the world on the day.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    post: PostView, isListed: Bool, history: [TenureView], replay: Replay, basis: Basis
  ) -> Report {
    let about = Section(
      record: "post", member: "post", title: "Post", "Jabatan",
      objects: [
        .members([
          "post": .string(post.post), "title": .text(post.title), "unit": .text(post.unit),
          "region": .text(post.region), "tier": .text(post.tier),
          "echelon": .text(post.echelon),
          "status": isListed ? .string(post.status.rawValue) : .null,
          "holders": .array(isListed ? post.holders.map { ReplayAnswer.json($0) } : []),
        ])
      ],
      columns: [
        Column("post", "Post", "Jabatan"), Column("title", "Title", "Nama jabatan"),
        Column("unit", "Unit", "Unit kerja"), Column("region", "Region", "Wilayah"),
        Column("tier", "Tier", "Jenjang"), Column("echelon", "Echelon", "Eselon"),
        Words.column("status", "Status", "Status"),
        Column(
          "holders", "Holder", "Pemangku", isFlexible: true,
          localized: { row, language in Words.holders(row, language) }),
      ], isSingle: true)
    let absent =
      isListed
      ? [] : ["\(post.post) does not exist on \(replay.day): not established yet, or abolished"]
    return Report(
      head: basis.head(at: replay.day),
      sections: [
        about,
        section(
          history, people: true, "nobody is on record as having held it"),
      ], notes: absent + history.compactMap(\.defect))
  }

  /// The history of an official.
  ///
  /// - Parameters:
  ///   - official: The official's id.
  ///   - name: The name on the day.
  ///   - history: The tenures.
  ///   - replay: The state of the world on the day.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func report(
    official: String, name: String?, history: [TenureView], replay: Replay, basis: Basis
  ) -> Report {
    let about = Section(
      record: "official", member: "official", title: "Official", "Pejabat",
      objects: [.members(["official": .string(official), "name": .text(name)])],
      columns: [
        Column("official", "Official", "Pejabat"), Column("name", "Name", "Nama"),
      ], isSingle: true)
    return Report(
      head: basis.head(at: replay.day),
      sections: [about, section(history, people: false, "no post is on record")],
      notes: history.compactMap(\.defect))
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
      ])
  }
}
