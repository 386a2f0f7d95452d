/// Writes the reference documentation of the event types, in Markdown, from their descriptions.
public enum ReferenceWriter {
  /// A family of event types under one heading.
  struct Family {
    let title: String
    let descriptions: [EventDescription]
  }

  /// The families in the order in which `EventDescription.all` lists their types.
  static let families = [
    Family(title: "Rotations (gelombang mutasi)", descriptions: EventDescription.rotationEvents),
    Family(title: "Decrees (SK)", descriptions: EventDescription.decreeEvents),
    Family(
      title: "Posts and units (jabatan, unit kerja)", descriptions: EventDescription.postEvents),
    Family(title: "Tenures (masa jabatan)", descriptions: EventDescription.tenureEvents),
    Family(title: "Officials (pejabat)", descriptions: EventDescription.officialEvents),
    Family(
      title: "Statements and the calendar (arahan, janji, jumlah)",
      descriptions: EventDescription.statementEvents),
    Family(title: "The record itself (catatan)", descriptions: EventDescription.recordEvents),
  ]

  /// The reference of all event types: the entry, the types by family, the shared records.
  public static func markdown() -> String {
    var blocks = ["# Event types", introduction, contents, "## The entry"]
    blocks += [envelope, "## Fields of every type", common, "## Kinds of value", values]
    for family in families {
      blocks.append("## " + family.title)
      for description in family.descriptions { blocks += type(description, heading: "###") }
    }
    blocks.append("## Shared records")
    for record in records(of: EventDescription.all.map(\.data)) {
      blocks += self.record(record, heading: "###")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The reference of one event type, with the records that its fields are made of.
  public static func markdown(for kind: EventKind) -> String {
    let description = EventDescription.of(kind)
    var blocks = type(description, heading: "#")
    blocks.insert("The fields of every type:\n\n" + common, at: blocks.count - 1)
    let records = records(of: [description.data])
    for record in records { blocks += self.record(record, heading: "##") }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    An entry is one line of JSON: a CloudEvents 1.0 event whose `data` holds the fields of its \
    type. There are \(EventKind.allCases.count) types; each is listed once below, with its \
    Indonesian term, what its date means, its fields and an example as it is given to `append`.
    """

  private static var contents: String {
    families.map { family in
      let links = family.descriptions.map { description in
        let name = description.kind.rawValue
        return "[\(name)](#\(anchor(name)))"
      }
      return "- \(family.title): " + links.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  private static var envelope: String {
    table(Record.envelope.fields) + "\n\n"
      + "`append` fills `id`, `recordedtime` and `source`. "
      + Record.droppedAttributes.map { code($0) }.joined(separator: " and ")
      + " are accepted and not kept."
  }

  private static var common: String {
    table(EventDescription.common.sorted { $0.name.rawValue < $1.name.rawValue })
  }

  private static func type(_ description: EventDescription, heading: String) -> [String] {
    let own = description.data.fields.filter { field in
      !EventDescription.common.contains { $0.name == field.name }
    }
    var blocks = [
      "\(heading) \(description.kind.rawValue)",
      "*\(description.indonesian)*. " + description.about,
      "Attribute `effective`: \(description.effective.meaning)"
        + necessity(of: description.effective),
    ]
    if !own.isEmpty { blocks.append(table(own, oneOf: description.data.oneOf)) }
    let example = LineWriter.write(Examples.example(description.kind, isComplete: true))
    blocks.append("```json\n" + String(decoding: example, as: UTF8.self) + "\n```")
    return blocks
  }

  private static func necessity(of effective: EventDescription.Effective) -> String {
    switch effective {
    case .required: ". Required."
    case .optional: ". May be left out."
    case .requiredUnless(let record, let field, _):
      ". May be left out if " + code(record.text + "." + field.text) + " is given."
    }
  }

  private static func record(_ record: Record, heading: String) -> [String] {
    ["\(heading) \(name(of: record))", table(record.fields, oneOf: record.oneOf)]
  }
}
