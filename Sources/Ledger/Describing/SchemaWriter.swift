/// Writes the JSON Schema (draft 2020-12) of entries from the descriptions of their types.
///
/// Whatever a schema of this kind can say is said; what it cannot is named in its `$comment`.
public enum SchemaWriter {
  /// At which point of its life an entry is described.
  public enum Stage: String, CaseIterable, Sendable {
    /// As it stands in the journal.
    case recorded
    /// As it is given to `append`, which fills `id`, `recordedtime` and `source`.
    case submitted
  }

  /// The schema of the entries of one type, as the journal has them or as `append` takes them.
  public static func schema(for kind: EventKind, at stage: Stage = .recorded) -> JSONValue {
    let description = EventDescription.of(kind)
    var members = head(
      kind.rawValue, stage, title: title(of: description), about: description.about)
    var special: [FieldName: JSONValue] = [
      .type: ["const": .string(kind.rawValue)], .data: reference(kind.rawValue),
    ]
    special[.effective] = described(reference(.period), description.effective.meaning)
    var isDated = false
    if case .required = description.effective { isDated = true }
    members += envelope(stage, special, required: isDated ? [.effective] : [])
    if case .requiredUnless(let record, let field, _) = description.effective {
      members.append(.init("anyOf", datedBy(record, field)))
    }
    var definitions = Definitions()
    definitions.add(description.data)
    definitions.add(attributes(stage).filter { $0.name != .data && $0.name != .type })
    return .object(members + [.init("$defs", definitions.json)])
  }

  /// The schema of all entries, whatever their type.
  public static func schema(at stage: Stage = .recorded) -> JSONValue {
    var members = head(
      "entry", stage, title: "Entry", about: "An entry of the journal, of any event type.")
    members += envelope(stage, [.data: ["type": "object"]])
    members.append(.init("$ref", .string(pointer(byType))))
    var definitions = Definitions()
    definitions.addEveryType()
    definitions.add(attributes(stage).filter { $0.name != .data })
    return .object(members + [.init("$defs", definitions.json)])
  }

  /// The definition that gives each type its fields.
  static let byType = "by-type"

  /// Which fields belong to which type, for any object with `type` and `data`.
  static func ruleForEveryType() -> JSONValue {
    [
      "description": "The fields of each type.",
      "allOf": .array(
        EventDescription.all.map { description in
          let kind = description.kind.rawValue
          return [
            "if": ["properties": ["type": ["const": .string(kind)]], "required": ["type"]],
            "then": .object(
              [.init("properties", ["data": reference(kind)])] + dating(of: description)),
          ]
        }),
    ]
  }

  /// What a type asks of an entry beside its fields: that it says when it took effect.
  private static func dating(of description: EventDescription) -> [JSONValue.Member] {
    switch description.effective {
    case .optional: []
    case .required: [.init("required", [effective])]
    case .requiredUnless(let record, let field, _): [.init("anyOf", datedBy(record, field))]
    }
  }

  /// Either the entry has a date of its own, or this member of this record of its fields gives it.
  private static func datedBy(_ record: FieldName, _ field: FieldName) -> JSONValue {
    let dated: JSONValue = ["required": [.string(field.text)]]
    return [
      ["required": [effective]],
      [
        "properties": [
          "data": [
            "required": [.string(record.text)],
            "properties": .object([.init(record.text, dated)]),
          ]
        ]
      ],
    ]
  }

  private static let effective = JSONValue.string(FieldName.effective.text)

  private static func head(
    _ name: String, _ stage: Stage, title: String, about: String
  ) -> [JSONValue.Member] {
    let suffix = stage == .recorded ? "" : ":" + stage.rawValue
    return [
      .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
      .init("$id", .string("urn:mutasi:schema:" + name + suffix)),
      .init("$comment", .string(comment)), .init("title", .string(title)),
      .init("description", .string(about)),
    ]
  }

  private static func attributes(_ stage: Stage) -> [Field] {
    Record.envelope.fields.filter { stage == .recorded || $0.name != .recordedtime }
  }

  /// The attributes of an entry, those in `special` with a schema of their own.
  private static func envelope(
    _ stage: Stage, _ special: [FieldName: JSONValue], required more: [FieldName] = []
  ) -> [JSONValue.Member] {
    let isSubmitted = stage == .submitted
    let fields = attributes(stage)
    var properties = fields.map { field in
      JSONValue.Member(field.name.text, special[field.name] ?? schema(of: field))
    }
    if isSubmitted {
      properties += Record.droppedAttributes.map {
        .init($0, ["type": "string", "description": "Accepted and not kept."])
      }
    }
    let filled: [FieldName] = isSubmitted ? [.id, .source] : []
    let required = fields.filter { $0.isRequired && !filled.contains($0.name) }
    return object(properties, required: required.map(\.name) + more)
  }

  private static func title(of description: EventDescription) -> String {
    description.kind.rawValue + " (" + description.indonesian + ")"
  }

  private static let comment =
    "Beyond what a schema can say: a line has at most \(WrittenForm.maximumLength) bytes, is at "
    + "most \(WrittenForm.maximumDepth) deep and names nothing twice; the 29th of February must "
    + "have been, and an interval must not end before it begins; an identifier has at most "
    + "\(Identifier.maximumLength) bytes, not characters; and no text may hold what looks like "
    + "the number of a person (NIP, NIK)."
}
