public import Ledger

/// What the daily verbs show of the entries that they record, before and after.
public enum RecordingAnswer {
  /// One entry that is recorded, or would be.
  public struct Entry: Sendable {
    /// Its number.
    public var entry: Int
    /// Whether the journal held it before.
    public var isRepeated: Bool
    /// The entry with all its attributes.
    public var event: JSONValue

    /// An entry.
    public init(entry: Int, isRepeated: Bool, event: JSONValue) {
      self.entry = entry
      self.isRepeated = isRepeated
      self.event = event
    }
  }

  /// The entries, each completely.
  public static func entries(_ entries: [Entry]) -> Section {
    Section(
      record: "entry", member: "entries", title: "Entries", "Entri",
      objects: entries.map {
        .members([
          "entry": .number($0.entry), "id": $0.event["id"] ?? .null,
          "type": $0.event["type"] ?? .null, "repeated": .bool($0.isRepeated), "event": $0.event,
        ])
      },
      columns: [
        Column("entry", "Entry", "Entri"),
        Column(
          "type", "Type", "Jenis", isFlexible: true,
          localized: { row, language in
            guard let name = row["type"]?.text else { return [] }
            guard language == .indonesian, let kind = EventKind(rawValue: name) else {
              return [name]
            }
            return ["\(name) (\(EventDescription.of(kind).indonesian))"]
          }),
        EntriesAnswer.attribute("effective", "Date", "Tanggal"),
        EntriesAnswer.attribute("region", "Region", "Wilayah"),
        EntriesAnswer.attribute("subject", "Subject", "Perihal"), EntriesAnswer.dataColumn,
        EntriesAnswer.attribute("recordedby", "Recorded by", "Dicatat oleh"),
        EntriesAnswer.attribute("source", "Source", "Sumber"),
        EntriesAnswer.attribute("id", "Id", "Id"),
        Column(
          "repeated", "Known already", "Sudah tercatat",
          localized: { row, language in
            // Only a repetition is worth a line to a person.
            language != nil && row["repeated"]?.isTrue != true
              ? [] : Cell.lines(of: row["repeated"], in: language)
          }),
      ], emptyText: "no entries", isListed: true)
  }

  /// The fields that a correction changes.
  public static func changes(
    _ changes: [(path: String, before: JSONValue?, after: JSONValue?)]
  ) -> Section {
    Section(
      record: "change", member: "changes", title: "Changes", "Perubahan",
      objects: changes.map {
        .members([
          "field": .string($0.path), "before": $0.before ?? .null, "after": $0.after ?? .null,
        ])
      },
      columns: [
        Column("field", "Field", "Isian"), column("before", "Before", "Sebelum"),
        column("after", "After", "Sesudah"),
      ])
  }

  private static func column(_ name: String, _ english: String, _ indonesian: String) -> Column {
    Column(
      name, english, indonesian, isFlexible: true,
      localized: { row, language in
        guard let value = row[name], value != .null else { return language == nil ? [] : ["-"] }
        return language == nil ? [Cell.text(of: value, in: nil)] : FieldListing.lines(value)
      })
  }
}
