/// An entry as a value of its own, for the verbs that show entries and for the events of which
/// there are few.
public struct Event: Sendable {
  /// The entry's 0-based number in the journal.
  public var entry: Int
  /// Its id.
  public var id: String
  /// The event type.
  public var kind: EventKind
  /// Who recorded it: a URI-reference of the office.
  public var source: String
  /// When it was recorded.
  public var recordedTime: Instant
  /// When it took effect, if it says so.
  public var effective: Period?
  /// The region code.
  public var region: String?
  /// What it is chiefly about.
  public var subject: String?
  /// The clerk, as claimed.
  public var recordedBy: String?
  /// The fields of the type.
  public var data: JSONValue

  /// The member of that name of the type's own fields.
  public subscript(_ name: FieldName) -> JSONValue? { data[name] }

  /// The entry as JSON, with the attributes it has.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("data", data), .init("id", .string(id)),
      .init("recordedtime", .string(recordedTime.description)), .init("source", .string(source)),
      .init("specversion", .string("1.0")), .init("type", .string(kind.rawValue)),
    ]
    if let effective { members.append(.init("effective", .string(effective.description))) }
    if let region { members.append(.init("region", .string(region))) }
    if let subject { members.append(.init("subject", .string(subject))) }
    if let recordedBy { members.append(.init("recordedby", .string(recordedBy))) }
    return .object(members)
  }
}

extension JSONValue {
  /// The member of that name, if this is an object that has it.
  public subscript(_ name: FieldName) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let wanted = name.text
    return members.first { $0.name == wanted }?.value
  }

  /// The text, if this is a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, if this is an integer.
  public var integer: Int? {
    if case .integer(let number) = self { Int(number) } else { nil }
  }

  /// Whether this is `true`.
  public var isTrue: Bool {
    if case .bool(true) = self { true } else { false }
  }

  /// The elements, if this is an array; none otherwise.
  public var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The date, if this is a string that is one.
  public var period: Period? { text.flatMap { try? Period(parsing: $0) } }

  /// The texts, if this is an array of strings.
  public var texts: [String] { elements.compactMap(\.text) }
}

extension EntryReader {
  /// The line that was read as a value of its own.
  ///
  /// - Parameter entry: The entry's number.
  /// - Returns: The event with all its fields.
  public func event(_ entry: Int) -> Event {
    Event(
      entry: entry, id: text(envelope, .id) ?? "", kind: kind,
      source: text(envelope, .source) ?? "", recordedTime: recordedTime, effective: effective,
      region: text(envelope, .region), subject: text(envelope, .subject),
      recordedBy: text(envelope, .recordedby), data: tree(data))
  }

  /// A value of the line with all that is in it.
  public func tree(_ node: Node) -> JSONValue {
    switch values[Int(node.position)].kind {
    case .text, .escapedText: .string(text(node))
    case .integer: .integer(Int64(integer(node) ?? 0))
    case .flag: .bool(isTrue(node))
    case .array: .array(elements(node).map { tree($0) })
    case .object:
      .object(
        elements(node).map {
          let name = FieldName(rawValue: Int(values[Int($0.position)].name))
          return JSONValue.Member(name?.text ?? "", tree($0))
        })
    }
  }
}
