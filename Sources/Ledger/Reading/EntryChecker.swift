/// The plain reader: checks an entry that was given as JSON against its description and names every
/// problem, not only the first, with the field and the nearest valid name.
///
/// It shares with `EntryReader` the descriptions and the forms of single texts, and no walk over an
/// entry; tests hold the two to one verdict.
public struct EntryChecker {
  private var problems: [LineError] = []

  /// Every problem of an entry with all its attributes filled, in the order of its members; none
  /// if it may be recorded.
  public static func problems(of entry: JSONValue) -> [LineError] {
    let form = WrittenForm.problems(of: entry)
    guard case .object = entry else {
      return [LineError(.badValue, at: nil, "expected an object with the attributes of an event")]
    }
    var checker = EntryChecker()
    let type = Self.description(of: entry)
    checker.check(entry, .envelope, data: type, path: "")
    if let type { checker.checkEffective(entry, type, path: "") }
    // What is wrong in form is said once, not again as a value of the wrong kind.
    let places = Set(form.map(\.path))
    return form + checker.problems.filter { !places.contains($0.path) }
  }

  private mutating func report(_ code: LineError.Code, _ path: String, _ message: String) {
    problems.append(LineError(code, at: nil, path: path, message))
  }

  private mutating func check(
    _ value: JSONValue, _ record: Record, data: EventDescription?, path: String
  ) {
    guard case .object(let members) = value else {
      return report(.badValue, path, "expected an object: \(record.name)")
    }
    var described = data
    if described == nil, record.field(.data) != nil, path != "" {
      described = Self.description(of: value)
      if let described { checkEffective(value, described, path: path) }
    }
    for member in members {
      let place = Self.joined(path, member.name)
      guard let field = record.fields.first(where: { Self.bears(member, $0.name) })
      else {
        report(.unknownField, place, unknown(member.name, in: record))
        continue
      }
      check(member.value, field.shape, data: described, path: place)
    }
    func isGiven(_ name: FieldName) -> Bool { members.contains { Self.bears($0, name) } }
    for field in record.fields where field.isRequired && !isGiven(field.name) {
      report(
        .missingField, Self.joined(path, field.name.text),
        "is missing; expected \(field.shape.expectation)")
    }
    for names in record.oneOf where !names.contains(where: { isGiven($0) }) {
      let list = names.map { "'\($0.text)'" }.joined(separator: " or ")
      report(.missingField, path, "is missing \(list); expected one of them")
    }
  }

  private mutating func check(
    _ value: JSONValue, _ shape: Shape, data: EventDescription?, path: String
  ) {
    switch shape {
    case .record(let record): check(value, record, data: nil, path: path)
    case .eventData:
      // Without a known type nothing can be said of its fields; the type is reported by itself.
      if let data { check(value, data.data, data: nil, path: path) }
    case .list(let element): checkList(value, element, data: data, path: path)
    case .either(let first, let second):
      check(value, Self.kind(of: value, fits: first) ? first : second, data: data, path: path)
    case .integer(let allowed):
      guard case .integer(let number) = value, allowed.contains(Int(number)) else {
        return report(.badValue, path, "expected \(shape.expectation)")
      }
    case .flag:
      guard case .bool = value else { return report(.badValue, path, "expected true or false") }
    default: checkText(value, shape, path: path)
    }
  }

  private mutating func checkList(
    _ value: JSONValue, _ element: Shape, data: EventDescription?, path: String
  ) {
    guard case .array(let elements) = value, !elements.isEmpty else {
      return report(.badValue, path, "expected a list with at least one element")
    }
    for (index, one) in elements.enumerated() {
      check(one, element, data: data, path: "\(path)[\(index)]")
    }
  }

  private mutating func checkText(_ value: JSONValue, _ shape: Shape, path: String) {
    guard case .string(let text) = value else {
      return report(.badValue, path, "expected \(shape.expectation)")
    }
    if case .eventType = shape {
      guard Self.kind(named: text) == nil else { return }
      let nearest = Nearest.name(to: text, in: EventKind.allCases.map(\.rawValue))
      let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
      return report(
        .unknownType, path,
        "is not an event type that this program knows; a newer program may know it" + hint)
    }
    let bytes = Array(text.utf8)
    guard !shape.accepts(bytes, 0..<bytes.count) else { return }
    report(.badValue, path, shape.reason(against: text))
  }

  private mutating func checkEffective(
    _ value: JSONValue, _ description: EventDescription, path: String
  ) {
    guard value[.effective] == nil else { return }
    switch description.effective {
    case .optional: return
    case .requiredUnless(let record, let field, _)
    where value[.data]?[record]?[field] != nil:
      return
    default:
      report(
        .missingField, Self.joined(path, FieldName.effective.text),
        "is missing; for \(description.kind.rawValue) it is \(description.effective.meaning)")
    }
  }

  private func unknown(_ name: String, in record: Record) -> String {
    let nearest = Nearest.name(to: name, in: record.fields.map(\.name.text))
    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
    return "is not a field of \(record.name)" + hint
  }

  private static func kind(of value: JSONValue, fits shape: Shape) -> Bool {
    switch value {
    case .object: shape.canBegin(with: UInt8(ascii: "{"))
    case .array: shape.canBegin(with: UInt8(ascii: "["))
    case .string: shape.canBegin(with: UInt8(ascii: "\""))
    case .integer: shape.canBegin(with: UInt8(ascii: "1"))
    case .bool: shape.canBegin(with: UInt8(ascii: "t"))
    case .null, .number: false
    }
  }

  /// The description of the type that an object names.
  private static func description(of value: JSONValue) -> EventDescription? {
    value[.type]?.text.flatMap { kind(named: $0) }.map { EventDescription.of($0) }
  }

  /// Bytewise: Swift's `==` would take the sign for kelvin for the letter K.
  private static func kind(named text: String) -> EventKind? {
    let bytes = Array(text.utf8)
    return EventKindTable.find(bytes, 0..<bytes.count)
  }

  private static func bears(_ member: JSONValue.Member, _ name: FieldName) -> Bool {
    member.name.utf8.count == name.utf8.count && member.name.utf8.elementsEqual(name.utf8)
  }

  /// The path of a member, its name shortened and masked where it is not a plain one.
  private static func joined(_ path: String, _ name: String) -> String {
    let shown = FieldPath.text([.name(name)])
    return path.isEmpty || shown.utf8.first == UInt8(ascii: "[") ? path + shown : path + "." + shown
  }
}

/// Finds the valid name that a mistyped one was probably meant to be.
enum Nearest {
  /// The nearest of these names, all ASCII, if it is near: at most a third of it differs.
  static func name(to given: String, in names: [String]) -> String? {
    let wanted = Array(given.lowercased().unicodeScalars.prefix(64))
    let limit = max(wanted.count, 3) / 3
    var best: (name: String, distance: Int)?
    for name in names where abs(name.utf8.count - wanted.count) <= limit {
      let distance = distance(wanted, Array(name.lowercased().unicodeScalars))
      if distance < best?.distance ?? (limit + 1) { best = (name, distance) }
    }
    return best?.name
  }

  /// How far two texts are apart.
  static func distance(_ one: String, _ other: String) -> Int {
    distance(Array(one.unicodeScalars), Array(other.unicodeScalars))
  }

  /// How many scalars must be inserted, deleted, replaced, or exchanged with their neighbour
  /// (optimal string alignment).
  private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
      var row = [i + 1]
      for j in other.indices {
        let replaced = one[i] == other[j] ? last[j] : last[j] + 1
        var cost = min(min(last[j + 1], row[j]) + 1, replaced)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[other.count]
  }
}
