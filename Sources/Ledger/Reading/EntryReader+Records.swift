/// The walk over a line, guided by the description of its type.
extension EntryReader {
  /// Reads an object, merging its members with the record's; both are in bytewise order.
  mutating func readRecord(
    _ record: Record, name: UInt8, data: EventDescription?, depth: Int
  ) throws(LineError) {
    try expect(UInt8(ascii: "{"), "an object")
    let first = at - 1
    let node = open(name, .object)
    var described = data
    if described == nil, record.field(.data) != nil { described = try siblingKind() }
    var next = 0
    var isFirst = true
    while at < end, bytes[at] != UInt8(ascii: "}") {
      if !isFirst { try expect(UInt8(ascii: ","), "a comma") }
      isFirst = false
      try expect(UInt8(ascii: "\""), "the name of a member")
      let nameStart = at
      next = try match(record, from: next)
      let field = record.fields[next]
      next += 1
      guard at < end, bytes[at] == UInt8(ascii: "\"") else {
        throw failure(.unknownField, "a field of \(record.name)", at: nameStart)
      }
      at += 1
      try expect(UInt8(ascii: ":"), "a colon")
      try read(field.shape, name: field.name.rawValue, data: described, depth: depth + 1)
    }
    try skipOptional(record, from: next, to: record.fields.count)
    try expect(UInt8(ascii: "}"), "the end of the object")
    try checkOneOf(record, node)
    close(node)
    if let described { try checkEffective(Node(position: Int32(node)), described, at: first) }
  }

  /// Finds the member whose name stands here, passing over those that are left out.
  private mutating func match(_ record: Record, from first: Int) throws(LineError) -> Int {
    var index = first
    while index < record.fields.count {
      let name = record.fields[index].name.utf8
      if at + name.count < end, bytes[at + name.count] == UInt8(ascii: "\"") {
        var offset = 0
        while offset < name.count, bytes[at + offset] == name[offset] { offset += 1 }
        if offset == name.count {
          try skipOptional(record, from: first, to: index)
          at += name.count
          return index
        }
      }
      index += 1
    }
    throw unknownName(record)
  }

  private func skipOptional(_ record: Record, from: Int, to: Int) throws(LineError) {
    var index = from
    while index < to {
      if record.fields[index].isRequired {
        throw failure(.missingField, "the field '\(record.fields[index].name.text)'", at: at)
      }
      index += 1
    }
  }

  private func unknownName(_ record: Record) -> LineError {
    let name = bytes[at..<end].prefix { $0 != UInt8(ascii: "\"") }.prefix(256)
    guard let field = record.fields.first(where: { $0.name.utf8.elementsEqual(name) }) else {
      return failure(.unknownField, "a field of \(record.name)", at: at)
    }
    return failure(
      .notWrittenForm, "sorted, unique names; '\(field.name.text)' stands out of order", at: at)
  }

  /// Refuses an entry, or what replaces one, that must say when it took effect and does not.
  private func checkEffective(
    _ entry: Node, _ description: EventDescription, at first: Int
  ) throws(LineError) {
    switch description.effective {
    case .optional: return
    case .requiredUnless(let record, let field, _):
      if let inner = self[entry, .data].flatMap({ self[$0, record] }), self[inner, field] != nil {
        return
      }
    case .required: break
    }
    guard self[entry, .effective] == nil else { return }
    throw failure(.missingField, "effective: " + description.effective.meaning, at: first)
  }

  private func checkOneOf(_ record: Record, _ node: Int) throws(LineError) {
    for names in record.oneOf
    where !names.contains(where: { self[Node(position: Int32(node)), $0] != nil }) {
      let list = names.map { "'\($0.text)'" }.joined(separator: " or ")
      throw failure(.missingField, list, at: at)
    }
  }

  /// The type named by the member `type` of the object that was just opened.
  private func siblingKind() throws(LineError) -> EventDescription? {
    var scout = self
    let marker = Self.typeMarker.dropFirst()
    while scout.at < end, bytes[scout.at] != UInt8(ascii: "}") {
      if bytes[scout.at] == UInt8(ascii: ",") { scout.at += 1 }
      let isType =
        scout.at + marker.count < end
        && bytes[scout.at..<scout.at + marker.count].elementsEqual(marker)
      try scout.expect(UInt8(ascii: "\""), "the name of a member")
      _ = try scout.scanString()
      try scout.expect(UInt8(ascii: ":"), "a colon")
      if isType {
        try scout.expect(UInt8(ascii: "\""), "the name of a type")
        let range = try scout.scanString().range
        return EventDescription.of(try kind(in: range))
      }
      try scout.skipValue(depth: 2)
    }
    return nil
  }

  /// Passes over a value of any shape.
  private mutating func skipValue(depth: Int) throws(LineError) {
    guard at < end else { throw failure(.malformedJSON, "a value", at: at) }
    guard depth <= WrittenForm.maximumDepth else { throw failure(.tooDeep, "less nesting", at: at) }
    switch bytes[at] {
    case UInt8(ascii: "\""):
      at += 1
      _ = try scanString()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let closing = bytes[at] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
      at += 1
      while at < end, bytes[at] != closing {
        if bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: ":") { at += 1 }
        try skipValue(depth: depth + 1)
      }
      try expect(closing, "the end of the value")
    default:
      let first = at
      while at < end, !isDelimiter(bytes[at]) { at += 1 }
      guard at > first else { throw failure(.malformedJSON, "a value", at: at) }
    }
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "\"")
  }
}
