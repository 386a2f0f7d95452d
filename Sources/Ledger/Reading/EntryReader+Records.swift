/// The walk over a line, guided by the plan of its type.
extension EntryReader {
  /// Reads an object, merging its members with the record's; both are in bytewise order.
  ///
  /// - Parameters:
  ///   - text: The bytes.
  ///   - laid: The list of values that is filled.
  ///   - number: The record.
  ///   - name: The name the object bears.
  ///   - kind: The type of its member `data`; `ReadingPlan.noType` where it names that itself.
  ///   - depth: How deep it is nested.
  /// - Throws: `LineError` at the first byte that does not fit.
  mutating func readRecord(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, _ number: Int32, name: UInt8,
    kind: Int, depth: Int
  ) throws(LineError) {
    try expect(text, UInt8(ascii: "{"), "an object")
    let first = at - 1
    let node = open(&laid, name, .object)
    let layout = plan.layouts[Int(number)]
    var kind = kind
    if kind == ReadingPlan.noType, layout.holdsData { kind = try siblingKind() }
    var given: UInt64 = 0
    // Each record has a place for what comes first, and one for what follows each of its members.
    var previous = Int(layout.firstMember) &+ Int(number)
    while at < end, text[at] != UInt8(ascii: "}") {
      if given != 0 { try expect(text, UInt8(ascii: ","), "a comma") }
      try expect(text, UInt8(ascii: "\""), "the name of a member")
      let place = try member(text, number, layout, after: given, previous)
      given |= 1 &<< UInt64(place)
      previous = Int(layout.firstMember) &+ Int(number) &+ place &+ 1
      let member = plan.members[Int(layout.firstMember) &+ place]
      try read(text, &laid, member.step, name: member.name, kind: kind, depth: depth + 1)
    }
    let missing = layout.required & ~given
    if missing != 0 { throw missingField(number, missing) }
    try expect(text, UInt8(ascii: "}"), "the end of the object")
    for index in layout.oneOf where plan.oneOf[Int(index)] & given == 0 {
      throw missingOneOf(number, index - layout.oneOf.lowerBound)
    }
    close(&laid, node)
    if kind != ReadingPlan.noType {
      try checkEffective(laid, node, kind, number, given, at: first)
    }
  }

  /// The place of the member whose name stands here, behind those already given; the name and its
  /// colon are passed.
  @inline(__always)
  private mutating func member(
    _ text: Span<UInt8>, _ number: Int32, _ layout: ReadingPlan.Layout, after given: UInt64,
    _ previous: Int
  ) throws(LineError) -> Int {
    let guess = successors[previous]
    if guess != ReadingPlan.absent, at &+ ReadingPlan.QuotedName.reach <= end {
      let name = plan.members[Int(layout.firstMember) &+ Int(guess)].name
      let passed = layout.required & ~given & (1 &<< UInt64(guess) &- 1)
      if passed == 0, plan.quotedNames[Int(name)].stands(text, at: at) {
        at &+= plan.quotedNames[Int(name)].length
        return Int(guess)
      }
    }
    let place = try findMember(text, number, layout, after: given)
    successors[previous] = UInt8(place)
    try expect(text, UInt8(ascii: ":"), "a colon")
    return place
  }

  private mutating func findMember(
    _ text: Span<UInt8>, _ number: Int32, _ layout: ReadingPlan.Layout, after given: UInt64
  ) throws(LineError) -> Int {
    let found = plan.names.findQuoted(text, at: at, end: end)
    guard found.name != NameTable.absent else { throw unknownName(number) }
    let place = plan.places[Int(number) * plan.nameCount + Int(found.name)]
    guard place != ReadingPlan.absent, given >> UInt64(place) == 0 else {
      throw unknownName(number)
    }
    let passed = layout.required & ~given & (1 << UInt64(place) - 1)
    if passed != 0 { throw missingField(number, passed) }
    at = found.end + 1
    return Int(place)
  }

  /// Names the first of the members that are missing.
  private func missingField(_ number: Int32, _ missing: UInt64) -> LineError {
    let field = plan.records[Int(number)].fields[missing.trailingZeroBitCount]
    return failure(.missingField, "the field '\(field.name.text)'", at: at)
  }

  private func unknownName(_ number: Int32) -> LineError {
    let record = plan.records[Int(number)]
    let name = bytes[at..<end].prefix { $0 != UInt8(ascii: "\"") }.prefix(256)
    guard let field = record.fields.first(where: { $0.name.utf8.elementsEqual(name) }) else {
      return failure(.unknownField, "a field of \(record.name)", at: at)
    }
    return failure(
      .notWrittenForm, "sorted, unique names; '\(field.name.text)' stands out of order", at: at)
  }

  /// Refuses an entry, or what replaces one, that must say when it took effect and does not.
  private func checkEffective(
    _ laid: borrowing MutableSpan<Value>, _ node: Int, _ kind: Int, _ number: Int32,
    _ given: UInt64, at first: Int
  ) throws(LineError) {
    let row = Int(number) * plan.nameCount
    let place = plan.places[row + Int(FieldName.effective.number)]
    if place != ReadingPlan.absent, given >> UInt64(place) & 1 == 1 { return }
    let rule = plan.effective[kind]
    switch rule {
    case .optional: return
    case .requiredUnless(let record, let field, _):
      let data = Self.child(laid, of: node, .data)
      if let inner = data.flatMap({ Self.child(laid, of: $0, record) }),
        Self.child(laid, of: inner, field) != nil
      {
        return
      }
    case .required: break
    }
    throw failure(.missingField, "effective: " + rule.meaning, at: first)
  }

  /// The member of that name of an object that was laid out whole.
  private static func child(
    _ laid: borrowing MutableSpan<Value>, of node: Int, _ name: FieldName
  ) -> Int? {
    var child = node + 1
    while child < Int(laid[node].next) {
      if laid[child].name == name.number { return child }
      child = Int(laid[child].next)
    }
    return nil
  }

  /// Names the members of which at least one is needed.
  private func missingOneOf(_ number: Int32, _ set: Int32) -> LineError {
    let names = plan.records[Int(number)].oneOf[Int(set)]
    return failure(
      .missingField, names.map { "'\($0.text)'" }.joined(separator: " or "), at: at)
  }

  /// The type named by the member `type` of the object that was just opened.
  private func siblingKind() throws(LineError) -> Int {
    var scout = self
    let text = bytes.span
    let marker = Self.typeMarker.dropFirst()
    while scout.at < end, bytes[scout.at] != UInt8(ascii: "}") {
      if bytes[scout.at] == UInt8(ascii: ",") { scout.at += 1 }
      let isType =
        scout.at + marker.count < end
        && bytes[scout.at..<scout.at + marker.count].elementsEqual(marker)
      try scout.expect(text, UInt8(ascii: "\""), "the name of a member")
      _ = try scout.scanString(text)
      try scout.expect(text, UInt8(ascii: ":"), "a colon")
      if isType {
        try scout.expect(text, UInt8(ascii: "\""), "the name of a type")
        let range = try scout.scanString(text).range
        guard let kind = EventKindTable.number(text, range) else {
          throw unknownType(at: range.lowerBound)
        }
        return kind
      }
      try scout.skipValue(text, depth: 2)
    }
    return ReadingPlan.noType
  }

  /// Passes over a value of any shape.
  private mutating func skipValue(_ text: Span<UInt8>, depth: Int) throws(LineError) {
    guard at < end else { throw failure(.malformedJSON, "a value", at: at) }
    guard depth <= WrittenForm.maximumDepth else { throw failure(.tooDeep, "less nesting", at: at) }
    switch text[at] {
    case UInt8(ascii: "\""):
      at += 1
      _ = try scanString(text)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let closing = text[at] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
      at += 1
      while at < end, text[at] != closing {
        if text[at] == UInt8(ascii: ",") || text[at] == UInt8(ascii: ":") { at += 1 }
        try skipValue(text, depth: depth + 1)
      }
      try expect(text, closing, "the end of the value")
    default:
      let first = at
      while at < end, !isDelimiter(text[at]) { at += 1 }
      guard at > first else { throw failure(.malformedJSON, "a value", at: at) }
    }
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "\"")
  }
}
