public import Ledger

/// The answers of `log` and `show`: entries as they were recorded.
public enum EntriesAnswer {
  /// One entry with all that is known of it.
  public struct Shown: Sendable {
    /// Its number.
    public var entry: Int
    /// The hash of its line as a leaf of the journal's tree, in base64.
    public var hash: String
    /// The exact text of its line.
    public var line: String
    /// The same as a value.
    public var event: JSONValue
    /// How it was taken back, if it was.
    public var undone: Undone?

    /// An entry.
    public init(entry: Int, hash: String, line: String, event: JSONValue, undone: Undone?) {
      self.entry = entry
      self.hash = hash
      self.line = line
      self.event = event
      self.undone = undone
    }
  }

  /// The entries of a list, in order, the attributes of each beside its number.
  ///
  /// - Parameters:
  ///   - events: The entries as they were recorded.
  ///   - undone: Which entries were taken back, and how.
  ///   - claims: What later entries say of claims.
  ///   - basis: What the answer rests on.
  /// - Returns: The report.
  public static func log(
    _ events: EventSource, undone: [Int: Undone], claims: ClaimNotes, basis: Basis
  ) -> Report {
    Report(
      head: basis.head,
      sections: [
        Section(
          record: "entry", member: "entries", title: "",
          rows: Rows(count: events.count, group: { events.events($0) }) { event in
            .object(
              [.init("entry", .number(event.entry))] + attributes(of: event)
                + [.init("undone", json(undone[event.entry]))]
                + members(of: claims, about: event.entry))
          },
          columns: [
            Column("entry", "Entry", "Entri", alignment: .trailing),
            Column("recordedtime", "Recorded", "Dicatat"),
            Column("type", "Type", "Jenis", isFlexible: true),
            Column("effective", "Date", "Tanggal"), Column("region", "Region", "Wilayah"),
            Column("subject", "Subject", "Perihal", isFlexible: true),
            Column(
              "summary", "Summary", "Ringkasan", isFlexible: true,
              localized: { [EventSummary.of($0, in: $1 ?? .english)].filter { !$0.isEmpty } }),
            Column(
              "status", "Status", "Status", isFlexible: true,
              localized: { row, language in
                row["data"]?["status"]?.text.map { [Words.translated($0, language)] } ?? []
              }),
            undoneColumn, Words.disputes, resolvedColumn,
          ], emptyText: "no entries")
      ])
  }

  /// The entries asked for, each completely.
  public static func show(_ entries: [Shown], claims: ClaimNotes, basis: Basis) -> Report {
    Report(
      head: basis.head,
      sections: [
        Section(
          record: "entry", member: "entries", title: "",
          objects: entries.map {
            .object(
              [
                .init("entry", .number($0.entry)), .init("hash", .string($0.hash)),
                .init("line", .string($0.line)), .init("event", $0.event),
                .init("undone", json($0.undone)),
              ] + members(of: claims, about: $0.entry))
          },
          columns: [
            Column("entry", "Entry", "Entri"), attribute("type", "Type", "Jenis"),
            attribute("effective", "Date", "Tanggal"), attribute("region", "Region", "Wilayah"),
            attribute("subject", "Subject", "Perihal"), undoneColumn,
            Words.disputes, resolvedColumn, dataColumn,
            attribute("recordedtime", "Recorded", "Dicatat"),
            attribute("recordedby", "Recorded by", "Dicatat oleh"),
            attribute("source", "Source", "Sumber"), attribute("id", "Id", "Id"),
            Column("hash", "Hash", "Hash", isFlexible: true),
          ], isListed: true)
      ])
  }

  private static let undoneColumn = Column(
    "undone", "Taken back", "Ditarik", isFlexible: true,
    localized: { row, language in
      guard let undone = row["undone"], let kind = undone["kind"]?.text,
        let entry = undone["by"]?.integer
      else { return [] }
      return language == .indonesian
        ? ["\(Words.translated(kind, language)) oleh entri \(entry)"]
        : ["\(kind) by entry \(entry)"]
    })

  /// What was taken for fields of a row's entry, one a line.
  private static let resolvedColumn = Column(
    "resolutions", "Resolved", "Diselesaikan", isFlexible: true,
    localized: { row, language in
      (row["resolutions"]?.elements ?? []).map { resolution in
        let chosen = resolution["chosen"].flatMap { $0.text ?? $0.integer.map(String.init) }
        let said = [resolution["field"]?.text, chosen].compactMap { $0 }.joined(separator: " = ")
        let by = resolution["by"]?.integer.map(String.init) ?? ""
        let place = language == .indonesian ? "oleh entri \(by)" : "by entry \(by)"
        return said.isEmpty ? place : said + ", " + place
      }
    })

  /// The members of a row that tell what later entries claim about its entry.
  private static func members(of claims: ClaimNotes, about entry: Int) -> [JSONValue.Member] {
    let resolutions = claims.resolutions(of: entry).map {
      JSONValue.members([
        "by": .number($0.by), "field": .text($0.field), "chosen": $0.chosen ?? .null,
      ])
    }
    return [
      .init("disputes", .entries(claims.disputes(about: entry))),
      .init("resolutions", .array(resolutions)),
    ]
  }

  /// The fields of a row's event.
  static let dataColumn = Column(
    "data", "Data", "Data", isFlexible: true,
    localized: { row, language in
      guard let data = row["event"]?["data"] else { return [] }
      // For a program the text of the line; for a person one field a line.
      return language == nil ? [JSONText.compact(data)] : FieldListing.lines(data)
    })

  /// An attribute of a row's event.
  static func attribute(
    _ name: String, _ english: String, _ indonesian: String
  ) -> Column {
    Column(
      name, english, indonesian, isFlexible: true,
      localized: { row, language in Cell.lines(of: row["event"]?[name], in: language) })
  }

  /// The attributes in the order of the written form.
  private static func attributes(of event: Event) -> [JSONValue.Member] {
    guard case .object(let members) = event.json else { return [] }
    return members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func json(_ undone: Undone?) -> JSONValue {
    guard let undone else { return .null }
    return .members(["by": .number(undone.by), "kind": .string(undone.kind.rawValue)])
  }
}
