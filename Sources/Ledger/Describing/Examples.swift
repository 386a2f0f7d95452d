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
      (.data, Sample(kind, isComplete: isComplete).object(description.data)),
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
}

/// The values of one example.
private struct Sample {
  /// Whether every field is shown.
  let isComplete: Bool
  /// The day of its letters and sources.
  let day: String

  init(_ kind: EventKind, isComplete: Bool) {
    self.isComplete = isComplete
    day = ExampleValues.effective[kind] ?? ExampleValues.usualDay
  }

  func object(_ record: Record) -> JSONValue {
    let leftOut = ExampleValues.leftOut[record.name] ?? []
    let usual = ExampleValues.usual[record.name] ?? []
    let alternatives = usual.isEmpty ? record.oneOf.compactMap(\.first) : []
    let shown = record.fields.filter {
      guard !leftOut.contains($0.name) else { return false }
      return isComplete || $0.isRequired || (usual + alternatives).contains($0.name)
    }
    return .object(shown.map { .init($0.name.text, value($0, in: record)) })
  }

  private func value(_ field: Field, in record: Record) -> JSONValue {
    if let special = ExampleValues.special[record.name]?[field.name] { return special }
    switch field.name {
    case .published: return .string(day)
    case .date where record.name != Record.decree.name: return .string(day)
    case .weekday: return .string(weekday)
    default: return value(of: field.shape, field.name)
    }
  }

  private func value(of shape: Shape, _ name: FieldName) -> JSONValue {
    switch shape {
    case .record(let record): return object(record)
    case .eventData:
      let kind = ExampleValues.replacementKind
      return Sample(kind, isComplete: false).object(EventDescription.of(kind).data)
    case .list(let element):
      let value = ExampleValues.usualValue[name] ?? value(of: element, name)
      if case .array = value { return value }
      return [value]
    case .either(let first, _): return ExampleValues.usualValue[name] ?? value(of: first, name)
    default: return ExampleValues.usualValue[name] ?? fallback(shape)
    }
  }

  /// The weekday of the day, as an Indonesian paper prints it.
  private var weekday: String {
    let names = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    return Day(parsing: day).map { names[$0.weekday - 1] } ?? day
  }

  /// A value for a field that no table names, so that a new field has an example from the start.
  private func fallback(_ shape: Shape) -> JSONValue {
    switch shape {
    case .integer(let allowed): .integer(Int64(max(allowed.lowerBound, 1)))
    case .flag: true
    case .word(let words): .string(words.first ?? "")
    case .period, .openPeriod, .moment: .string(day)
    case .duration: "P6M"
    case .region: "35.10"
    case .instant: "2026-03-06T03:00:00.000Z"
    case .eventType: .string(ExampleValues.replacementKind.rawValue)
    case .sha256: .string(ExampleValues.digest)
    case .identifier(let kind): .string(kind.rawValue + "-1")
    case .text, .filledText, .list, .record, .either, .eventData: "keterangan"
    }
  }
}
