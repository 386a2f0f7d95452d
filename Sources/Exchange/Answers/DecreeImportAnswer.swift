public import Ledger

/// What `import decree` shows beside the entries: each line as it will be recorded and how it was
/// recognised, what is new, what changes in a decree on record, and the findings.
public enum DecreeImportAnswer {
  /// The lines of the annex.
  ///
  /// - Parameters:
  ///   - matching: Whom and what the lines mean.
  ///   - lines: The lines as they are recorded; empty while something is left open.
  /// - Returns: A row a line.
  public static func lines(_ matching: AnnexMatching, _ lines: [JSONValue]) -> Section {
    Section(
      record: "line", member: "lines", title: "Lines", "Baris lampiran",
      objects: matching.lines.indices.map { index in
        let line = matching.lines[index]
        let value = index < lines.count ? lines[index] : .object([])
        return .members([
          "no": .number(line.number), "fileLine": .number(line.fileLine),
          "name": .text(line.name), "official": .text(matching.officials[index]?.id),
          "officialIs": decision(matching.officials[index]),
          "from": .text(matching.from[index]?.id),
          "fromWritten": .text(line.from?.title ?? line.from?.id),
          "fromIs": decision(matching.from[index]),
          "post": .text(matching.posts[index]?.id), "title": .text(line.post?.title),
          "postIs": decision(matching.posts[index]),
          "unit": .text(matching.units[index]), "echelon": .text(line.post?.echelon),
          "tier": .text(line.post?.tier),
          "capacity": .text(line.post == nil ? nil : (line.capacity ?? .definitive).rawValue),
          "kind": .text(line.kind?.rawValue), "note": value["note"] ?? .text(line.note),
        ])
      },
      columns: [
        Column("no", "No", "No", alignment: .trailing),
        Column("name", "Name", "Nama", isFlexible: true),
        Column("official", "Official", "Pejabat", isFlexible: true),
        Words.column("officialIs", "Is", "Status"),
        Column("from", "From", "Dari", isFlexible: true),
        Words.column("fromIs", "Is", "Status"),
        Column("post", "Post", "Jabatan", isFlexible: true),
        Words.column("postIs", "Is", "Status"),
        Column(
          "capacity", "Capacity", "Kapasitas",
          localized: { row, language in
            let word = row["capacity"]?.text ?? ""
            // Nearly all are definitive; only the others are worth a word to a person.
            if language != nil, word == Capacity.definitive.rawValue { return [] }
            return word.isEmpty ? [] : [Words.translated(word, language)]
          }),
        Words.column("kind", "Kind", "Jenis"),
        Column("echelon", "Echelon", "Eselon"),
        Column("note", "Note", "Ket", isFlexible: true),
      ], emptyText: "no lines")
  }

  private static func decision(_ recognised: AnnexMatching.Recognised?) -> JSONValue {
    guard let recognised else { return .null }
    return .string(recognised.decision.rawValue)
  }

  /// What is remarkable, what stands in the way first.
  public static func findings(_ findings: [AnnexFinding]) -> Section {
    let levels: [AnnexFinding.Level] = [.refusal, .warning, .notice]
    let sorted = levels.flatMap { level in findings.filter { $0.level == level } }
    return Section(
      record: "finding", member: "findings", title: "Findings", "Temuan",
      objects: sorted.map { finding in
        .members([
          "kind": .string(finding.kind.rawValue), "level": .string(finding.level.rawValue),
          "lines": .array(finding.lines.map { .number($0) }),
          "numbers": .array(finding.numbers.map { .number($0) }),
          "text": .string(finding.text),
          "candidates": .array(
            finding.candidates.map {
              .members([
                "id": .string($0.id), "name": .text($0.name),
                "about": .array($0.about.map { .string($0) }),
              ])
            }),
        ])
      },
      columns: [
        Words.column("level", "Level", "Tingkat"),
        Column("kind", "Kind", "Jenis"),
        Column(
          "lines", "Lines of the file", "Baris berkas", isFlexible: true,
          localized: { row, language in
            let lines = row["lines"]?.elements.compactMap(\.integer) ?? []
            return language == nil ? lines.map(String.init) : [ranges(lines)]
          }),
        Column("text", "What", "Uraian", isFlexible: true),
        Column("candidates", "May be", "Mungkin", isFlexible: true) { row in
          (row["candidates"]?.elements ?? []).map { candidate in
            let about = (candidate["about"]?.elements ?? []).compactMap(\.text)
            let name = [candidate["name"]?.text].compactMap { $0 }
            let remarks = (name + about).joined(separator: ", ")
            return (candidate["id"]?.text ?? "") + (remarks.isEmpty ? "" : " (\(remarks))")
          }
        },
      ], emptyText: "nothing remarkable")
  }

  /// `3-7, 9`.
  private static func ranges(_ lines: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for line in Set(lines).sorted() {
      if let last = ranges.last, last.upperBound + 1 == line {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  /// What an edition changes in the decree on record.
  public static func changes(_ changes: [AnnexChanges.Change]) -> Section {
    Section(
      record: "change", member: "changes", title: "Changes of the decree", "Perubahan SK",
      objects: changes.map { change in
        .members([
          "change": .string(change.kind.rawValue), "official": .string(change.official),
          "name": (change.after ?? change.before)?["name"] ?? .null,
          "fields": .array(change.kind == .changed ? change.fields.map { .string($0) } : []),
          "before": change.before ?? .null, "after": change.after ?? .null,
        ])
      },
      columns: [
        Words.column("change", "Change", "Perubahan"),
        Column("official", "Official", "Pejabat", isFlexible: true),
        Column("name", "Name", "Nama", isFlexible: true),
        Column("before", "Before", "Sebelum", isFlexible: true) { side($0, "before") },
        Column("after", "After", "Sesudah", isFlexible: true) { side($0, "after") },
      ])
  }

  /// The fields that differ; of a line that is new or gone its post.
  private static func side(_ row: JSONValue, _ name: String) -> [String] {
    guard let line = row[name], line != .null else { return [] }
    let fields = (row["fields"]?.elements ?? []).compactMap(\.text)
    if fields.isEmpty { return [line["post"]?.text ?? "-"] }
    return fields.map { field in
      let value = line[field].map { Cell.text(of: $0, in: nil) } ?? "-"
      return "\(field)=\(value)"
    }
  }

  /// Posts and units that are declared.
  public static func declared(
    posts: [AnnexMatching.Declared], units: [AnnexMatching.Declared]
  ) -> Section {
    func row(_ kind: String, _ one: AnnexMatching.Declared) -> JSONValue {
      .members([
        "kind": .string(kind), "id": .string(one.id), "name": .text(one.name),
        "unit": .text(one.unit), "echelon": .text(one.echelon), "pool": .bool(one.isPool),
      ])
    }
    return Section(
      record: "declared", member: "declared", title: "New posts and units",
      "Jabatan dan unit baru",
      objects: units.map { row("unit", $0) } + posts.map { row("post", $0) },
      columns: [
        Words.column("kind", "Kind", "Jenis"), Column("id", "Id", "Id", isFlexible: true),
        Column("name", "Name", "Nama", isFlexible: true),
        Column("unit", "Unit", "Unit kerja", isFlexible: true),
        Column("echelon", "Echelon", "Eselon"),
        Column(
          "pool", "Pool", "Banyak",
          localized: { row, language in
            row["pool"]?.isTrue == true || language == nil
              ? Cell.lines(of: row["pool"], in: language) : []
          }),
      ])
  }
}
