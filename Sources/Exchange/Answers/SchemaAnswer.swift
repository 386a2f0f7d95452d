import Ledger

/// The answer of `schema --list`: the event types and what each of them records.
public enum SchemaAnswer {
  /// Every event type, by family.
  public static func list() -> Report {
    Report(
      head: [.init("version", .integer(Int64(Basis.version)))],
      sections: [
        Section(
          record: "type", member: "types", title: "",
          objects: EventDescription.all.map { description in
            .members([
              "type": .string(description.kind.rawValue),
              "indonesian": .string(description.indonesian), "about": .string(description.about),
              "effective": .string(description.effective.meaning),
              "required": .array(
                description.data.fields.filter(\.isRequired).map { .string($0.name.text) }),
            ])
          },
          columns: [
            Column("type", "Type", "Jenis"), Column("indonesian", "Indonesian", "Istilah"),
            Column("about", "Records", "Mencatat", isFlexible: true),
            Column("effective", "Its date is", "Tanggalnya", isFlexible: true),
            Column("required", "Required", "Wajib", isFlexible: true),
          ])
      ])
  }
}
