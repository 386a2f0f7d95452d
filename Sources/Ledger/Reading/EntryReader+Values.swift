/// Single values of a line: strings, numbers, dates, words, arrays.
extension EntryReader {
  mutating func expect(_ byte: UInt8, _ what: String) throws(LineError) {
    guard at < end, bytes[at] == byte else { throw failure(.malformedJSON, what, at: at) }
    at += 1
  }

  mutating func open(_ name: UInt8, _ kind: Value.Kind) -> Int {
    values.append(Value(name: name, kind: kind, start: Int32(at), end: Int32(at), next: 0))
    return values.count - 1
  }

  mutating func close(_ node: Int) {
    values[node].end = Int32(at)
    values[node].next = Int32(values.count)
  }

  mutating func read(
    _ shape: Shape, name: UInt8, data: EventDescription?, depth: Int
  ) throws(LineError) {
    switch shape {
    case .list(let element):
      try readList(element, name: name, data: data, depth: depth)
    case .record(let record):
      guard depth <= WrittenForm.maximumDepth else {
        throw failure(.tooDeep, "less nesting", at: at)
      }
      try readRecord(record, name: name, data: nil, depth: depth)
    case .eventData:
      guard let data else { throw failure(.missingField, "the type of the data", at: at) }
      try readRecord(data.data, name: name, data: nil, depth: depth)
    case .either(let first, let second):
      let chosen = at < end && first.canBegin(with: bytes[at]) ? first : second
      try read(chosen, name: name, data: data, depth: depth)
    case .integer(let allowed): try readInteger(allowed, name: name)
    case .flag: try readFlag(name: name)
    default: try readString(shape, name: name)
    }
  }

  private mutating func readList(
    _ element: Shape, name: UInt8, data: EventDescription?, depth: Int
  ) throws(LineError) {
    guard depth <= WrittenForm.maximumDepth else { throw failure(.tooDeep, "less nesting", at: at) }
    let first = at
    try expect(UInt8(ascii: "["), "an array")
    let node = open(name, .array)
    while at < end, bytes[at] != UInt8(ascii: "]") {
      if at > first + 1 { try expect(UInt8(ascii: ","), "a comma") }
      try read(element, name: Self.unnamed, data: data, depth: depth + 1)
    }
    guard at > first + 1 else { throw failure(.badValue, "at least one element", at: at) }
    try expect(UInt8(ascii: "]"), "the end of the array")
    close(node)
  }

  private mutating func readInteger(_ allowed: ClosedRange<Int>, name: UInt8) throws(LineError) {
    let node = open(name, .integer)
    let first = at
    let isNegative = at < end && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var value = 0
    while at < end, bytes[at] &- 48 < 10, at - digits < 17 {
      value = value * 10 + Int(bytes[at] &- 48)
      at += 1
    }
    let isCanonical =
      at > digits && (bytes[digits] != UInt8(ascii: "0") || (at == digits + 1 && !isNegative))
    guard isCanonical, allowed.contains(isNegative ? -value : value) else {
      throw failure(.badValue, "an integer in \(allowed)", at: first)
    }
    close(node)
  }

  private mutating func readFlag(name: UInt8) throws(LineError) {
    let node = open(name, .flag)
    let text = (at < end && bytes[at] == UInt8(ascii: "t") ? "true" : "false").utf8
    guard bytes[at..<end].starts(with: text) else {
      throw failure(.badValue, "true or false", at: at)
    }
    at += text.count
    close(node)
  }

  private mutating func readString(_ shape: Shape, name: UInt8) throws(LineError) {
    try expect(UInt8(ascii: "\""), shape.expectation)
    let node = open(name, .text)
    let (range, isEscaped) = try scanString()
    if isEscaped { values[node].kind = .escapedText }
    values[node].end = Int32(range.upperBound)
    values[node].next = Int32(values.count)
    if case .text = shape { return }
    if case .filledText = shape, !range.isEmpty { return }
    guard isEscaped ? accepts(escaped: range, shape) : shape.accepts(bytes, range) else {
      throw failure(.badValue, shape.expectation, at: range.lowerBound)
    }
  }

  /// Whether a string with escapes is of the shape: only identifiers can be, and hardly one is.
  private func accepts(escaped range: Range<Int>, _ shape: Shape) -> Bool {
    let text = unescaped(range)
    return shape.accepts(text, 0..<text.count)
  }

  /// Scans the rest of a string whose opening quotation mark was passed.
  mutating func scanString() throws(LineError) -> (range: Range<Int>, isEscaped: Bool) {
    let first = at
    var isEscaped = false
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return (first..<(at - 1), isEscaped)
      } else if byte == UInt8(ascii: "\\") {
        guard at + 1 < end, [34, 92, 110].contains(bytes[at + 1]) else {
          throw failure(.notWrittenForm, "no escape but \\\", \\\\ and \\n", at: at)
        }
        isEscaped = true
        at += 2
      } else if byte < 0x20 || byte == 0x7F {
        throw failure(.controlCharacter, "no control character", at: at)
      } else if byte < 0x80 {
        at += 1
      } else {
        at += try utf8Length()
      }
    }
    throw failure(.malformedJSON, "the end of the string", at: at)
  }

  /// The length of the well-formed UTF-8 sequence that starts here.
  private func utf8Length() throws(LineError) -> Int {
    let length = UTF8Sequence.length(bytes.span, at: at, end: end)
    guard length > 0 else { throw failure(.invalidUTF8, "well-formed UTF-8", at: at) }
    guard !UTF8Sequence.isHighControl(bytes.span, at: at) else {
      throw failure(.controlCharacter, "no control character", at: at)
    }
    return length
  }
}
