public import Ledger

/// The answer of `diff`: what is different between two states, by post, by official, by rotation.
public enum DifferenceAnswer {
  /// The answer about two days, or about one day as known at two times.
  ///
  /// - Parameters:
  ///   - difference: What is different.
  ///   - from: The one side: its day and what it rests on.
  ///   - to: The other side.
  ///   - causes: The entries that make the difference between two states of knowledge; `nil` where
  ///     two days are compared.
  /// - Returns: The report.
  public static func report(
    _ difference: Difference, from: (day: Day, basis: Basis), to: (day: Day, basis: Basis),
    causes: [RecordedEntry]? = nil
  ) -> Report {
    let isEmpty = difference.isEmpty ? ["nothing differs"] : []
    return Report(
      head: to.basis.head + [
        .init("from", side(from.day, from.basis)), .init("to", side(to.day, to.basis)),
      ],
      sections: sections(difference) + (causes.map { [entries($0)] } ?? []), notes: isEmpty)
  }

  private static func side(_ day: Day, _ basis: Basis) -> JSONValue {
    .members([
      "at": .string(day.description), "knownOn": .text(basis.knownOn),
      "size": .number(basis.size), "root": .text(basis.root),
    ])
  }

  private static func entries(_ causes: [RecordedEntry]) -> Section {
    Section(
      record: "entry", member: "entries", title: "Because of", "Karena",
      objects: causes.map { cause in
        .members([
          "entry": .number(cause.entry), "type": cause.value["type"] ?? .null,
          "effective": cause.value["effective"] ?? .null,
          "recordedtime": cause.value["recordedtime"] ?? .null,
          "recordedby": cause.value["recordedby"] ?? .null,
        ])
      },
      columns: [
        Column("entry", "Entry", "Entri", alignment: .trailing),
        Column("type", "Type", "Jenis", isFlexible: true),
        Column("effective", "Date", "Tanggal"),
        Column("recordedtime", "Recorded", "Dicatat"),
        Column("recordedby", "By", "Oleh", isFlexible: true),
      ])
  }

  /// The sections of a difference.
  public static func sections(_ difference: Difference) -> [Section] {
    [
      posts(difference.posts), officials(difference.officials).hiddenWhenEmpty(),
      rotations(difference.rotations).hiddenWhenEmpty(),
    ]
  }

  private static func posts(_ posts: [Difference.Post]) -> Section {
    Section(
      record: "post", member: "posts", title: "Posts", "Jabatan",
      objects: posts.map { post in
        .members([
          "post": .string(post.post), "title": .text((post.after ?? post.before)?.title),
          "change": .string(post.change), "before": state(post.before), "after": state(post.after),
          "entries": .entries(post.entries),
        ])
      },
      columns: [
        Column("post", "Post", "Jabatan"),
        Column("title", "Title", "Nama jabatan", isFlexible: true),
        Words.column("change", "Change", "Perubahan"),
        Column(
          "before", "Before", "Sebelum", isFlexible: true,
          localized: { row, language in
            side(row["before"], language)
          }),
        Column(
          "after", "After", "Sesudah", isFlexible: true,
          localized: { row, language in
            side(row["after"], language)
          }),
        Column("entries", "Entries", "Entri", isFlexible: true) { row in
          (row["entries"]?.elements ?? []).compactMap { $0.integer.map(String.init) }
        },
      ], emptyText: "no post differs")
  }

  private static func state(_ post: PostView?) -> JSONValue {
    guard let post else { return .null }
    return .members([
      "status": .string(post.status.rawValue),
      "holders": .array(post.holders.map { ReplayAnswer.json($0) }),
      "title": .text(post.title), "unit": .text(post.unit), "tier": .text(post.tier),
      "echelon": .text(post.echelon),
    ])
  }

  private static func side(_ state: JSONValue?, _ language: ReportLanguage?) -> [String] {
    guard let state, let status = state["status"]?.text else { return ["-"] }
    let holders = Words.holders(state, language)
    return holders.isEmpty ? [Words.translated(status, language)] : holders
  }

  private static func officials(_ officials: [Difference.Official]) -> Section {
    Section(
      record: "official", member: "officials", title: "Officials", "Pejabat",
      objects: officials.map {
        .members([
          "official": .string($0.official), "name": .text($0.name),
          "before": .array($0.before.map { .string($0) }),
          "after": .array($0.after.map { .string($0) }), "entries": .entries($0.entries),
        ])
      },
      columns: [
        Column("official", "Official", "Pejabat", isFlexible: true),
        Column("name", "Name", "Nama", isFlexible: true),
        Column("before", "Before", "Sebelum", isFlexible: true),
        Column("after", "After", "Sesudah", isFlexible: true),
        Column("entries", "Entries", "Entri", isFlexible: true) { row in
          (row["entries"]?.elements ?? []).compactMap { $0.integer.map(String.init) }
        },
      ], emptyText: "no official differs")
  }

  private static func rotations(_ rotations: [Difference.Rotation]) -> Section {
    Section(
      record: "rotation", member: "rotations", title: "Rotations", "Gelombang mutasi",
      objects: rotations.map {
        .members([
          "rotation": .string($0.rotation),
          "before": $0.before.map { ReplayAnswer.json($0) } ?? .null,
          "after": $0.after.map { ReplayAnswer.json($0) } ?? .null,
        ])
      },
      columns: [
        Column("rotation", "Rotation", "Gelombang mutasi", isFlexible: true),
        Column(
          "before", "Before", "Sebelum",
          localized: { row, language in
            [Words.translated(row["before"]?["stage"]?.text ?? "-", language)]
          }),
        Column(
          "after", "After", "Sesudah",
          localized: { row, language in
            [Words.translated(row["after"]?["stage"]?.text ?? "-", language)]
          }),
      ], emptyText: "no rotation differs")
  }
}

/// An entry as it was recorded, with its number.
public struct RecordedEntry: Sendable {
  /// The number.
  public var entry: Int
  /// The line as a value.
  public var value: JSONValue

  /// An entry of that number.
  public init(entry: Int, value: JSONValue) {
    self.entry = entry
    self.value = value
  }
}
