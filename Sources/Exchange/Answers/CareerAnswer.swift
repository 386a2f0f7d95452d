public import Ledger

/// The answer of `import careers`: what the list holds, what looks wrong in it, how it differs from
/// earlier editions, and what was or would be recorded.
public struct CareerAnswer: Sendable {
  /// The file as it was read.
  public var reading: CareerReader.Reading
  /// What looks wrong, faults of reading first.
  public var findings: [CareerFinding]
  /// How it differs from what is recorded; nil where the journal was not asked.
  public var edition: CareerEdition?
  /// The members of the head: version, file, receipt.
  public var head: [JSONValue.Member] = []
  /// Sentences below the tables.
  public var notes: [String] = []

  /// The answer about a file.
  public init(_ reading: CareerReader.Reading, _ findings: [CareerFinding]) {
    self.reading = reading
    self.findings = findings
  }

  /// How many lines of a kind a table names.
  private static let mostLines = 8
  /// How many findings and changes a table lists; JSON and CSV list all.
  private static let mostShown = 20

  /// The report.
  ///
  /// - Parameter isWhole: Whether every finding is wanted, as programs do; else the first of them,
  ///   which is what tables show of a list that may be long.
  /// - Returns: The list, its problems by kind, the findings, and the changes.
  public func report(isWhole: Bool) -> Report {
    Report(
      head: head,
      sections: [contents, problems, list(isWhole), changes.hiddenWhenEmpty()],
      notes: notes + (isWhole ? [] : unlisted))
  }

  // MARK: What the list holds

  private var contents: Section {
    let table = reading.table
    let starts = table.rows.compactMap(\.from?.first).filter { !$0.isUnbounded }
    let ends = table.rows.compactMap(\.to.period?.last).filter { !$0.isUnbounded }
    let row = JSONValue.members([
      "rows": .number(reading.count), "tenures": .number(table.rows.count),
      "officials": .number(Set(table.rows.map(\.person)).count),
      "posts": .number(Set(table.rows.map(\.post)).count),
      "units": .number(Set(table.rows.map(\.unit)).subtracting([CareerTable.none]).count),
      "firstStart": .text(starts.min()?.description), "lastStart": .text(starts.max()?.description),
      "lastEnd": .text(ends.max()?.description), "delimiter": .string(reading.delimiter.name),
      "columns": .object(
        CareerColumn.allCases.compactMap { column in
          reading.headings[column].map { .init(column.rawValue, .string($0)) }
        }),
      "new": .number(edition?.fresh.count), "known": .number(edition?.knownCount),
      "changed": .number(count(.changed)), "vanished": .number(count(.vanished)),
      "withdrawn": .number(count(.withdrawn)),
    ])
    return Section(
      record: "list", member: "list", title: "List", "Daftar", objects: [row],
      columns: [
        Column("rows", "Rows", "Baris", alignment: .trailing),
        Column("tenures", "Tenures", "Masa jabatan", alignment: .trailing),
        Column("officials", "Officials", "Pejabat", alignment: .trailing),
        Column("posts", "Posts", "Jabatan", alignment: .trailing),
        Column("units", "Units", "Unit kerja", alignment: .trailing),
        Column("firstStart", "First start", "Mulai pertama"),
        Column("lastStart", "Last start", "Mulai terakhir"),
        Column("new", "New", "Baru", alignment: .trailing),
        Column("known", "Known already", "Sudah tercatat", alignment: .trailing),
        Column("changed", "Changed", "Berubah", alignment: .trailing),
        Column("vanished", "Vanished", "Hilang", alignment: .trailing),
        Column("withdrawn", "Taken back since", "Ditarik sejak itu", alignment: .trailing),
      ], isSingle: true)
  }

  private func count(_ kind: CareerEdition.Change.Kind) -> Int? {
    edition?.changes.filter { $0.kind == kind }.count
  }

  // MARK: What looks wrong

  /// One row for each kind of problem, the worst first.
  private var problems: Section {
    var lines: [CareerProblem: [Int]] = [:]
    for finding in findings { lines[finding.problem, default: []].append(finding.line) }
    let kinds = CareerProblem.allCases.compactMap { kind in lines[kind].map { (kind, $0.sorted()) }
    }
    return Section(
      record: "problem", member: "problems", title: "Problems", "Masalah",
      objects: kinds.map { kind, lines in
        .members([
          "kind": .string(kind.rawValue), "severity": .string(kind.severity.rawValue),
          "count": .number(lines.count), "lines": .array(lines.map { .number($0) }),
        ])
      },
      columns: [
        Words.column("severity", "Severity", "Tingkat"),
        Column("kind", "Kind", "Jenis"),
        Column(
          "meaning", "Meaning", "Arti", isFlexible: true,
          localized: { row, language in
            let kind = row["kind"]?.text.flatMap { CareerProblem(rawValue: $0) }
            return kind.map { [$0.meaning(in: language ?? .english)] } ?? []
          }),
        Column("count", "Count", "Jumlah", alignment: .trailing),
        Column(
          "lines", "Lines", "Baris", isFlexible: true,
          localized: { row, language in
            let lines = (row["lines"]?.elements ?? []).compactMap(\.integer).map(String.init)
            let shown = language == nil ? lines[...] : lines.prefix(Self.mostLines)
            return [shown.joined(separator: " ") + (shown.count < lines.count ? " …" : "")]
          }),
      ], emptyText: "nothing looks wrong")
  }

  /// Every finding, errors first, then by line.
  private func list(_ isWhole: Bool) -> Section {
    let ranks: [CareerProblem.Severity] = [.error, .warning, .info]
    func rank(_ finding: CareerFinding) -> Int {
      ranks.firstIndex(of: finding.problem.severity) ?? ranks.count
    }
    let order = findings.map { (rank($0), $0) }.sorted {
      ($0.0, $0.1.line, $0.1.problem.rawValue) < ($1.0, $1.1.line, $1.1.problem.rawValue)
    }
    return Section(
      record: "finding", member: "findings", title: "Findings", "Temuan",
      objects: (isWhole ? order[...] : order.prefix(Self.mostShown)).map { json($0.1) },
      columns: [
        Column("line", "Line", "Baris", alignment: .trailing),
        Column("kind", "Kind", "Jenis"),
        Column("official", "Official", "Pejabat", isFlexible: true),
        Column("post", "Post", "Jabatan", isFlexible: true),
        Column("from", "From", "Sejak"), Column("to", "To", "Sampai"),
        Column("others", "Other lines", "Baris lain", isFlexible: true),
        Column("text", "Text", "Isi", isFlexible: true),
      ])
  }

  /// How many findings a table leaves out.
  private var unlisted: [String] {
    let hidden = findings.count - Self.mostShown
    return hidden > 0 ? ["and \(hidden) more findings; --format csv or json has them all"] : []
  }

  private func json(_ finding: CareerFinding) -> JSONValue {
    let table = reading.table
    let row = finding.row.map { table.rows[$0] }
    return .members([
      "kind": .string(finding.problem.rawValue),
      "severity": .string(finding.problem.severity.rawValue), "line": .number(finding.line),
      "others": .array(finding.others.map { .number($0) }),
      "official": .text(row.flatMap { table.text($0.person) }),
      "post": .text(row.flatMap { table.text($0.post) }), "from": .date(row?.from),
      "to": .text(row?.to.text), "text": finding.text.isEmpty ? .null : .string(finding.text),
    ])
  }

  // MARK: What differs from earlier editions

  private var changes: Section {
    var section = Section(
      record: "change", member: "changes", title: "Changes", "Perubahan",
      objects: (edition?.changes ?? []).map { json($0) },
      columns: [
        Column("kind", "Kind", "Jenis"),
        Column("entry", "Entry", "Entri", alignment: .trailing),
        Column("line", "Line", "Baris", alignment: .trailing),
        Column("official", "Official", "Pejabat", isFlexible: true),
        Column("post", "Post", "Jabatan", isFlexible: true),
        Column(
          "fields", "Recorded, listed now", "Tercatat, kini tertulis", isFlexible: true
        ) { row in
          (row["fields"]?.elements ?? []).map { field in
            let (before, after) = (field["recorded"]?.text ?? "-", field["listed"]?.text ?? "-")
            return "\(field["field"]?.text ?? ""): \(before), \(after)"
          }
        },
        Column("command", "To take it over", "Untuk mengambil alih", isFlexible: true),
      ])
    section.mostShown = Self.mostShown
    return section
  }

  private func json(_ change: CareerEdition.Change) -> JSONValue {
    let table = reading.table
    let listed = change.row.map { table.rows[$0] }
    let shown = listed ?? change.before
    let fields = change.before.flatMap { before in listed.map { differences(before, $0) } } ?? []
    return .members([
      "kind": .string(change.kind.rawValue), "entry": .number(change.entry),
      "line": .number(change.row.map { table.lines[$0] }),
      "official": .text(shown.flatMap { table.text($0.person) }),
      "post": .text(shown.flatMap { table.text($0.post) }),
      "from": .date(shown?.from), "to": .text(shown?.to.text),
      "fields": .array(
        fields.map {
          .members(["field": .string($0.0), "recorded": .text($0.1), "listed": .text($0.2)])
        }),
      "command": .text(command(change, fields)),
    ])
  }

  private typealias Field = (name: String, before: String?, after: String?)

  private func differences(_ before: CareerTable.Row, _ after: CareerTable.Row) -> [Field] {
    func texts(_ row: CareerTable.Row) -> [String?] {
      [
        row.from?.description, row.to.text, table(row.capacity), table(row.title), table(row.unit),
        table(row.name), table(row.source),
      ]
    }
    let names = ["from", "to", "capacity", "title", "unit", "name", "source"]
    return zip(names, zip(texts(before), texts(after))).compactMap { name, pair in
      pair.0 == pair.1 ? nil : (name, pair.0, pair.1)
    }
  }

  private func table(_ number: UInt32) -> String? { reading.table.text(number) }

  /// What a person would type to take the list's word for it.
  private func command(_ change: CareerEdition.Change, _ fields: [Field]) -> String? {
    switch change.kind {
    case .withdrawn: return nil
    case .vanished: return "mutasi retract \(change.entry) --reason REASON"
    case .changed:
      let settings = fields.filter { $0.name != "source" }.map { field in
        " --set \(field.name)='\(field.after ?? "")'"
      }
      guard !settings.isEmpty else { return nil }
      return "mutasi correct \(change.entry)\(settings.joined()) --reason REASON"
    }
  }
}
