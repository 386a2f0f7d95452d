/// A filled, plausible entry of each type, as one would give it to `append`.
///
/// Built from the description of the type: `ExampleValues` has a value for each field, this decides
/// which fields are shown. All examples tell of one invented rotation of March 2026, in order.
public enum Examples {
  /// An example of the type: what one gives, without `id` and `recordedtime`.
  ///
  /// A complete one shows every field but for what another field shown rules out; any other shows
  /// what is required and what is nearly always given.
  public static func example(_ kind: EventKind, isComplete: Bool) -> JSONValue {
    let description = EventDescription.of(kind)
    let given: [(FieldName, JSONValue?)] = [
      (.specversion, .string("1.0")),
      (.type, .string(kind.rawValue)),
      (.source, .string("https://bkpsdm.example/mutasi")),
      (.effective, effective(description, isComplete: isComplete)),
      (.region, .string("35.10")),
      (.data, object(description.data, isComplete: isComplete)),
    ]
    return .object(given.compactMap { name, value in value.map { .init(name.text, $0) } })
  }

  /// The fields that a complete example leaves out, because another one shown rules them out.
  public static func leftOut(of kind: EventKind) -> [FieldName] {
    ExampleValues.leftOut[EventDescription.of(kind).data.name] ?? []
  }

  private static func effective(_ description: EventDescription, isComplete: Bool) -> JSONValue? {
    guard let day = ExampleValues.effective[description.kind] else { return nil }
    if !isComplete {
      guard case .required = description.effective else { return nil }
    }
    return .string(day)
  }

  private static func object(_ record: Record, isComplete: Bool) -> JSONValue {
    let leftOut = ExampleValues.leftOut[record.name] ?? []
    let usual = ExampleValues.usual[record.name] ?? []
    let alternatives = record.oneOf.compactMap(\.first)
    let shown = record.fields.filter {
      guard !leftOut.contains($0.name) else { return false }
      return isComplete || $0.isRequired || usual.contains($0.name)
        || (usual.isEmpty && alternatives.contains($0.name))
    }
    return .object(
      shown.map { .init($0.name.text, value($0, in: record, isComplete: isComplete)) })
  }

  private static func value(_ field: Field, in record: Record, isComplete: Bool) -> JSONValue {
    if let special = ExampleValues.special[record.name]?[field.name] { return special }
    return value(of: field.shape, field.name, isComplete: isComplete)
  }

  private static func value(
    of shape: Shape, _ name: FieldName, isComplete: Bool
  ) -> JSONValue {
    switch shape {
    case .list(let element): .array([value(of: element, name, isComplete: isComplete)])
    case .record(let record): object(record, isComplete: isComplete)
    case .eventData:
      object(EventDescription.of(ExampleValues.replacementKind).data, isComplete: false)
    case .either(let first, _):
      ExampleValues.usualValue[name] ?? value(of: first, name, isComplete: isComplete)
    default: ExampleValues.usualValue[name] ?? fallback(shape)
    }
  }

  /// A value for a field that no table names, so that a new field has an example from the start.
  private static func fallback(_ shape: Shape) -> JSONValue {
    switch shape {
    case .integer(let allowed): .integer(Int64(max(allowed.lowerBound, 1)))
    case .flag: .bool(true)
    case .word(let words): .string(words.first ?? "")
    case .period, .openPeriod, .moment: .string("2026-03-06")
    case .duration: .string("P6M")
    case .region: .string("35.10")
    case .instant: .string("2026-03-06T03:00:00.000Z")
    case .eventType: .string(ExampleValues.replacementKind.rawValue)
    case .sha256: .string(ExampleValues.digest)
    case .identifier(let kind): .string(kind.rawValue + "-1")
    case .text, .list, .record, .either, .eventData: .string("keterangan")
    }
  }
}
