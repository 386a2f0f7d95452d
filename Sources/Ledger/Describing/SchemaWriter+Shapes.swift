/// The schema of each record and each kind of value.
extension SchemaWriter {
  /// The definitions that a schema refers to, each of them once.
  struct Definitions {
    private var members: [JSONValue.Member] = []
    private var names: Set<String> = []

    /// Adds a record and all that its fields refer to.
    mutating func add(_ record: Record) {
      let name = SchemaWriter.definition(of: record)
      guard names.insert(name).inserted else { return }
      members.append(.init(name, SchemaWriter.schema(of: record)))
      add(record.fields)
    }

    /// Adds every type, and the rule that tells them apart.
    mutating func addEveryType() {
      guard names.insert(SchemaWriter.byType).inserted else { return }
      members.append(.init(SchemaWriter.byType, SchemaWriter.ruleForEveryType()))
      for description in EventDescription.all { add(description.data) }
    }

    /// Adds what these fields refer to.
    mutating func add(_ fields: [Field]) {
      for field in fields { add(field.shape) }
    }

    /// The definitions by name.
    var json: JSONValue {
      .object(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    private mutating func add(_ shape: Shape) {
      switch shape {
      case .list(let element): add(element)
      case .record(let record): add(record)
      case .either(let first, let second):
        add(first)
        add(second)
      case .eventData: addEveryType()
      default:
        guard let name = shape.definition, names.insert(name).inserted else { return }
        members.append(.init(name, shape.schema))
      }
    }
  }

  /// The name of a record among the definitions; the fields of a type bear the type's name.
  static func definition(of record: Record) -> String {
    String(record.name.map { $0 == " " ? "-" : $0 })
  }

  static func pointer(_ definition: String) -> String { "#/$defs/" + definition }

  static func reference(_ definition: String) -> JSONValue {
    ["$ref": .string(pointer(definition))]
  }

  static func reference(_ shape: Shape) -> JSONValue {
    switch shape {
    case .list(let element): ["type": "array", "items": reference(element), "minItems": 1]
    case .record(let record): reference(definition(of: record))
    case .either(let first, let second): ["anyOf": [reference(first), reference(second)]]
    case .eventData: ["type": "object"]
    default: shape.definition.map { reference($0) } ?? shape.schema
    }
  }

  /// A schema with a description beside it.
  static func described(_ schema: JSONValue, _ about: String) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(members + [.init("description", .string(about))])
  }

  static func schema(of field: Field) -> JSONValue {
    described(reference(field.shape), field.about)
  }

  static func schema(of record: Record) -> JSONValue {
    var members: [JSONValue.Member] = [.init("title", .string(record.name))]
    let properties = record.fields.map { JSONValue.Member($0.name.text, schema(of: $0)) }
    members += object(properties, required: record.fields.filter(\.isRequired).map(\.name))
    let sets = record.oneOf.map { names -> JSONValue in
      ["anyOf": .array(names.map { ["required": [.string($0.text)]] })]
    }
    if !sets.isEmpty { members.append(.init("allOf", .array(sets))) }
    if record.field(.data) != nil { members.append(.init("$ref", .string(pointer(byType)))) }
    return .object(members)
  }

  /// An object of these members and no others.
  static func object(
    _ properties: [JSONValue.Member], required: [FieldName]
  ) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("type", "object"), .init("properties", .object(properties)),
      .init("additionalProperties", false),
    ]
    guard !required.isEmpty else { return members }
    members.append(.init("required", .array(required.map { .string($0.text) })))
    return members
  }
}
