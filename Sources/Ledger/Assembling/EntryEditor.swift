/// An entry that is changed field by field, each held against the description of the entry's type.
///
/// Paths are those of error messages; in front of a field of the type `data.` may be left out.
public struct EntryEditor {
  /// The entry: `type`, `data`, and of `effective`, `region`, `subject` what it has.
  public private(set) var value: JSONValue

  /// An editor of an entry as it stands.
  public init(_ event: Event) {
    var members: [JSONValue.Member] = [
      .init(FieldName.type.text, .string(event.kind.rawValue)),
      .init(FieldName.data.text, event.data),
    ]
    func add(_ name: FieldName, _ text: String?) {
      if let text { members.append(.init(name.text, .string(text))) }
    }
    add(.effective, event.effective?.description)
    add(.region, event.region)
    add(.subject, event.subject)
    value = .object(members)
  }

  /// Puts a value, read from a word by the field's shape, at a path.
  ///
  /// The element behind the last one of a list is made where the path names it.
  ///
  /// - Throws: `LineError` with the path: no such field, or not a value of it.
  public mutating func set(_ path: String, to word: String) throws(LineError) {
    try put(word, try resolve(path))
  }

  /// Puts a value as `set` does, but adds no element to a list.
  ///
  /// - Throws: `LineError` with the path: no such field or element, or not a value of it.
  mutating func replace(_ path: String, with word: String) throws(LineError) {
    let place = try resolve(path)
    for end in place.steps.indices {
      guard case .index = place.steps[end] else { continue }
      let element = place.steps[...end]
      guard value.value(at: element) == nil else { continue }
      throw LineError(
        .unknownField, at: nil, path: FieldPath.text(Array(element)), "is not in the list")
    }
    try put(word, place)
  }

  private mutating func put(_ word: String, _ place: Place) throws(LineError) {
    let read: JSONValue
    do throws(LineError) {
      read = try place.shape.value(of: word)
    } catch {
      throw LineError(
        error.code, at: nil, path: Self.joined(FieldPath.text(place.steps), error.path),
        error.message)
    }
    value = value.setting(read, at: place.steps)
  }

  /// Takes away what stands at a path.
  ///
  /// - Throws: `LineError` with the path: no such field, or nothing there.
  public mutating func unset(_ path: String) throws(LineError) {
    let place = try resolve(path)
    guard value.value(at: place.steps) != nil else {
      throw LineError(
        .unknownField, at: nil, path: FieldPath.text(place.steps),
        "is not set; there is nothing to take away")
    }
    value = value.removing(at: place.steps) ?? .object([])
    if value[.data] == nil { value = value.setting(.object([]), at: [.name("data")]) }
  }

  /// The fields in which two states of an entry differ, each with its two values.
  public static func changes(
    from old: JSONValue, to new: JSONValue
  ) -> [(path: String, before: JSONValue?, after: JSONValue?)] {
    var changes: [(path: String, before: JSONValue?, after: JSONValue?)] = []
    compare(old, new, [], &changes)
    return changes
  }

  private struct Place {
    var steps: [FieldPath.Step]
    var shape: Shape
  }

  private func resolve(_ path: String) throws(LineError) -> Place {
    var steps: [EntryPath.Step]
    do throws(LineError) {
      steps = try EntryPath(parsing: path).steps
    } catch {
      throw LineError(error.code, at: nil, path: FieldPath.text([.name(path)]), error.message)
    }
    // `data` is no field of any type, so that leaving it out is never ambiguous.
    if case .name(let name) = steps[0],
      !Record.replacement.fields.contains(where: { $0.name.text == name })
    {
      steps.insert(.name(FieldName.data.text), at: 0)
    }
    var place = Place(steps: [], shape: .record(.replacement))
    var surroundings = value
    for step in steps {
      try descend(step, &place, surroundings)
      surroundings = value.value(at: place.steps) ?? surroundings
    }
    return place
  }

  private func descend(
    _ step: EntryPath.Step, _ place: inout Place, _ surroundings: JSONValue
  ) throws(LineError) {
    let path = FieldPath.text(place.steps)
    switch step {
    case .name(let name):
      guard let record = Self.record(place.shape, at: place.steps, in: value) else {
        throw LineError(
          .unknownField, at: nil, path: path,
          Self.isList(place.shape)
            ? "is a list; expected an element such as \(path)[0]" : "has no fields of its own")
      }
      guard let field = record.fields.first(where: { $0.name.text == name }) else {
        let isOwn = place.steps == [.name(FieldName.data.text)]
        let error = record.unknown(name, or: isOwn ? Record.replacement.fields : [])
        throw LineError(
          error.code, at: nil, path: Self.joined(path, error.path), error.message)
      }
      place.steps.append(.name(name))
      place.shape = field.shape
    case .index(let index):
      guard case .list(let element) = place.shape else { throw Self.noList(path) }
      let count = (value.value(at: place.steps)?.elements ?? []).count
      guard index <= count else {
        throw LineError(
          .unknownField, at: nil, path: "\(path)[\(index)]",
          count == 0
            ? "the list is empty; [0] adds to it"
            : "the list has [0] to [\(count - 1)]; [\(count)] adds to it")
      }
      place.steps.append(.index(index))
      place.shape = element
    case .number(let number):
      guard case .list(let element) = place.shape else { throw Self.noList(path) }
      let elements = value.value(at: place.steps)?.elements ?? []
      guard let index = elements.firstIndex(where: { $0[.no]?.integer == number }) else {
        let known = elements.compactMap { $0[.no]?.integer.map(String.init) }
        throw LineError(
          .unknownField, at: nil, path: "\(path)#\(number)",
          "nothing in the list has that number; it has \(known.joined(separator: ", "))")
      }
      place.steps.append(.index(index))
      place.shape = element
    }
  }

  private static func noList(_ path: String) -> LineError {
    LineError(.unknownField, at: nil, path: path, "is not a list")
  }

  private static func isList(_ shape: Shape) -> Bool {
    if case .list = shape { true } else { false }
  }

  /// The record whose fields may follow a place.
  private static func record(
    _ shape: Shape, at steps: [FieldPath.Step], in value: JSONValue
  ) -> Record? {
    switch shape {
    case .record(let record): return record
    case .either(_, .record(let record)): return record
    case .eventData:
      let type = value.value(at: steps.dropLast() + [.name(FieldName.type.text)])?.text
      return type.flatMap { EventKind(rawValue: $0) }.map { EventDescription.of($0).data }
    default: return nil
    }
  }

  private static func joined(_ path: String, _ rest: String) -> String {
    if path.isEmpty || rest.isEmpty || rest.first == "[" { return path + rest }
    return path + "." + rest
  }

  private static func compare(
    _ old: JSONValue?, _ new: JSONValue?, _ steps: [FieldPath.Step],
    _ changes: inout [(path: String, before: JSONValue?, after: JSONValue?)]
  ) {
    switch (old, new) {
    case (.object(let before)?, .object(let after)?):
      let names = Set((before + after).map(\.name)).sorted()
      for name in names { compare(old?[name], new?[name], steps + [.name(name)], &changes) }
    case (.array(let before)?, .array(let after)?) where (before + after).contains(where: isObject):
      for index in 0..<max(before.count, after.count) {
        compare(
          index < before.count ? before[index] : nil, index < after.count ? after[index] : nil,
          steps + [.index(index)], &changes)
      }
    default:
      if old != new { changes.append((FieldPath.text(steps), old, new)) }
    }
  }

  private static func isObject(_ value: JSONValue) -> Bool {
    if case .object = value { true } else { false }
  }
}
