import Ledger
import Testing

@Suite struct `JSON Schema` {
  @Test func `defines every type and every record`() {
    let definitions = SchemaWriter.schema()["$defs"]
    for record in Described.records {
      let name = String(record.name.map { $0 == " " ? "-" : $0 })
      let definition = definitions?[name]
      #expect(definition?["type"] == "object", "\(name)")
      #expect(definition?["additionalProperties"] == false, "\(name)")
    }
  }

  @Test(arguments: EventKind.allCases)
  func `of a type names the members of its example and requires no others`(kind: EventKind) {
    for stage in SchemaWriter.Stage.allCases {
      let schema = SchemaWriter.schema(for: kind, at: stage)
      let isRecorded = stage == .recorded
      for isComplete in [true, false] {
        let entry =
          isRecorded
          ? Recorded.example(kind, isComplete: isComplete)
          : Examples.example(kind, isComplete: isComplete)
        Self.expect(schema, toFit: entry, named: "entry")
        Self.expect(
          schema["$defs"]?[kind.rawValue], toFit: entry[.data], named: kind.rawValue)
      }
      #expect(schema["properties"]?["type"]?["const"] == .string(kind.rawValue))
      #expect((schema["properties"]?["recordedtime"] != nil) == isRecorded)
    }
  }

  @Test func `has the requirements of the descriptions`() {
    let definitions = SchemaWriter.schema()["$defs"]
    for record in Described.records {
      let definition = definitions?[String(record.name.map { $0 == " " ? "-" : $0 })]
      let required = record.fields.filter(\.isRequired).map(\.name.text)
      #expect(definition?["required"]?.texts ?? [] == required, "\(record.name)")
      let sets = definition?["allOf"]?.elements.map { set in
        set["anyOf"]?.elements.flatMap { $0["required"]?.texts ?? [] } ?? []
      }
      #expect(sets ?? [] == record.oneOf.map { $0.map(\.text) }, "\(record.name)")
    }
  }

  @Test(arguments: EventKind.allCases)
  func `requires the date where the type does`(kind: EventKind) {
    let schema = SchemaWriter.schema(for: kind)
    let isRequired = schema["required"]?.texts.contains("effective") == true
    let rule = SchemaWriter.schema()["$defs"]?["by-type"]?["allOf"]?.elements.first {
      $0["if"]?["properties"]?["type"]?["const"] == .string(kind.rawValue)
    }
    let isRequiredByRule = rule?["then"]?["required"]?.texts.contains("effective") == true
    switch EventDescription.of(kind).effective {
    case .required:
      #expect(isRequired && isRequiredByRule)
    case .optional:
      #expect(!isRequired && !isRequiredByRule)
      #expect(schema["anyOf"] == nil && rule?["then"]?["anyOf"] == nil)
    case .requiredUnless:
      #expect(!isRequired && !isRequiredByRule)
      #expect(schema["anyOf"]?.elements.count == 2)
      #expect(rule?["then"]?["anyOf"] == schema["anyOf"])
    }
  }

  @Test func `refers to nothing that it does not define, and defines nothing in vain`() {
    let schemas =
      SchemaWriter.Stage.allCases.map { SchemaWriter.schema(at: $0) }
      + EventKind.allCases.map { SchemaWriter.schema(for: $0) }
    for schema in schemas {
      guard case .object(let definitions)? = schema["$defs"] else {
        Issue.record("no definitions")
        continue
      }
      let referred = Set(Self.references(schema))
      #expect(referred == Set(definitions.map { "#/$defs/" + $0.name }))
    }
  }

  @Test func `has an identifier of its own for each type and stage`() {
    var seen: Set<String> = []
    for stage in SchemaWriter.Stage.allCases {
      let schemas =
        [SchemaWriter.schema(at: stage)]
        + EventKind.allCases.map { SchemaWriter.schema(for: $0, at: stage) }
      for schema in schemas {
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        let id = schema["$id"]?.text ?? ""
        #expect(id.hasPrefix("urn:mutasi:schema:"))
        #expect(seen.insert(id).inserted)
      }
    }
  }

  private static func expect(_ schema: JSONValue?, toFit value: JSONValue?, named name: String) {
    guard case .object(let members)? = value, let properties = schema?["properties"] else {
      Issue.record("no object: \(name)")
      return
    }
    for member in members { #expect(properties[member.name] != nil, "\(name).\(member.name)") }
    for required in schema?["required"]?.texts ?? [] {
      #expect(members.contains { $0.name == required }, "\(name).\(required)")
    }
  }

  private static func references(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [String] in
        if member.name == "$ref", let target = member.value.text { return [target] }
        return references(member.value)
      }
    case .array(let elements): elements.flatMap { references($0) }
    default: []
    }
  }
}
