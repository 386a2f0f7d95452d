/// Single values of a line: strings, numbers, dates, words, arrays.
extension EntryReader {
  @inline(__always)
  mutating func expect(
    _ text: Span<UInt8>, _ byte: UInt8, _ what: String
  ) throws(LineError) {
    guard at < end, text[at] == byte else { throw failure(.malformedJSON, what, at: at) }
    at += 1
  }

  @inline(__always)
  mutating func open(_ laid: inout MutableSpan<Value>, _ name: UInt8, _ kind: Value.Kind) -> Int {
    laid[count] = Value(name: name, kind: kind, start: Int32(at), end: Int32(at), next: 0)
    count += 1
    return count - 1
  }

  @inline(__always)
  func close(_ laid: inout MutableSpan<Value>, _ node: Int) {
    laid[node].end = Int32(at)
    laid[node].next = Int32(count)
  }

  /// Adds a value that holds no others.
  @inline(__always)
  private mutating func add(
    _ laid: inout MutableSpan<Value>, _ name: UInt8, _ kind: Value.Kind, _ range: Range<Int>
  ) {
    count += 1
    laid[count - 1] = Value(
      name: name, kind: kind, start: Int32(range.lowerBound), end: Int32(range.upperBound),
      next: Int32(count))
  }

  mutating func read(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, _ number: Int32, name: UInt8,
    kind: Int, depth: Int
  ) throws(LineError) {
    let step = plan.steps[Int(number)]
    switch step.form {
    case .list: try readList(text, &laid, step.first, name: name, kind: kind, depth: depth)
    case .record:
      guard depth <= WrittenForm.maximumDepth else {
        throw failure(.tooDeep, "less nesting", at: at)
      }
      try readRecord(
        text, &laid, step.first, name: name, kind: ReadingPlan.noType, depth: depth)
    case .eventData:
      guard kind != ReadingPlan.noType else {
        throw failure(.missingField, "the type of the data", at: at)
      }
      try readRecord(
        text, &laid, plan.dataLayouts[kind], name: name, kind: ReadingPlan.noType, depth: depth)
    case .either:
      let isFirst = at < end && plan.shapes[Int(step.first)].canBegin(with: text[at])
      try read(
        text, &laid, isFirst ? step.first : step.second, name: name, kind: kind, depth: depth)
    case .integer: try readInteger(text, &laid, plan.allowed[Int(number)], name: name)
    case .flag: try readFlag(text, &laid, name: name)
    default: try readString(text, &laid, number, step, name: name)
    }
  }

  private mutating func readList(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, _ element: Int32, name: UInt8,
    kind: Int, depth: Int
  ) throws(LineError) {
    guard depth <= WrittenForm.maximumDepth else { throw failure(.tooDeep, "less nesting", at: at) }
    let first = at
    try expect(text, UInt8(ascii: "["), "an array")
    let node = open(&laid, name, .array)
    while at < end, text[at] != UInt8(ascii: "]") {
      if at > first + 1 { try expect(text, UInt8(ascii: ","), "a comma") }
      try read(text, &laid, element, name: Self.unnamed, kind: kind, depth: depth + 1)
    }
    guard at > first + 1 else { throw failure(.badValue, "at least one element", at: at) }
    try expect(text, UInt8(ascii: "]"), "the end of the array")
    close(&laid, node)
  }

  private mutating func readInteger(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, _ allowed: ClosedRange<Int>, name: UInt8
  ) throws(LineError) {
    let first = at
    let isNegative = at < end && text[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var value = 0
    while at < end, text[at] &- 48 < 10, at - digits < 17 {
      value = value * 10 + Int(text[at] &- 48)
      at += 1
    }
    let isCanonical =
      at > digits && (text[digits] != UInt8(ascii: "0") || (at == digits + 1 && !isNegative))
    guard isCanonical, allowed.contains(isNegative ? -value : value) else {
      throw failure(.badValue, "an integer in \(allowed)", at: first)
    }
    add(&laid, name, .integer, first..<at)
  }

  private mutating func readFlag(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, name: UInt8
  ) throws(LineError) {
    let first = at
    let word = (at < end && text[at] == UInt8(ascii: "t") ? "true" : "false").utf8
    guard bytes[at..<end].starts(with: word) else {
      throw failure(.badValue, "true or false", at: at)
    }
    at += word.count
    add(&laid, name, .flag, first..<at)
  }

  @inline(__always)
  private mutating func readString(
    _ text: Span<UInt8>, _ laid: inout MutableSpan<Value>, _ number: Int32,
    _ step: ReadingPlan.Step, name: UInt8
  ) throws(LineError) {
    guard at < end, text[at] == UInt8(ascii: "\"") else {
      throw failure(.malformedJSON, plan.shapes[Int(number)].expectation, at: at)
    }
    at += 1
    let string = try scanString(text)
    add(&laid, name, string.isEscaped ? .escapedText : .text, string.range)
    if accepts(text, string, number, step) { return }
    throw failure(.badValue, plan.shapes[Int(number)].expectation, at: string.range.lowerBound)
  }

  /// A string as it was found.
  struct Scanned {
    let range: Range<Int>
    let isEscaped: Bool
    /// Whether it holds nothing but visible ASCII and no escape.
    let isPlain: Bool
  }

  /// Scans the rest of a string whose opening quotation mark was passed.
  @inline(__always)
  mutating func scanString(_ text: Span<UInt8>) throws(LineError) -> Scanned {
    let first = at
    let end = end
    var index = at
    var isEscaped = false
    var blanks: UInt64 = 0
    while true {
      // Eight bytes at a time up to what needs a look.
      while index &+ 8 <= end {
        let word = ByteWord(text, at: index)
        let stops = word.interruptions
        guard stops == 0 else {
          blanks |= word.blanks & (stops & (0 &- stops) &- 1)
          index &+= ByteWord.place(stops)
          break
        }
        blanks |= word.blanks
        index &+= 8
      }
      guard index < end else { throw failure(.malformedJSON, "the end of the string", at: index) }
      let byte = text[index]
      if byte == UInt8(ascii: "\"") {
        at = index &+ 1
        return Scanned(range: first..<index, isEscaped: isEscaped, isPlain: blanks == 0)
      }
      let isPlain = 0x21...0x7E ~= byte && byte != UInt8(ascii: "\\")
      if !isPlain { blanks = 1 }
      if byte == UInt8(ascii: "\\") { isEscaped = true }
      at = index
      index &+= isPlain || byte == UInt8(ascii: " ") ? 1 : try unusualLength(text, byte)
    }
  }

  /// The length of the escape or of the character beyond ASCII that stands here.
  private func unusualLength(_ text: Span<UInt8>, _ byte: UInt8) throws(LineError) -> Int {
    if byte == UInt8(ascii: "\\") {
      guard at + 1 < end, [34, 92, 110].contains(text[at + 1]) else {
        throw failure(.notWrittenForm, "no escape but \\\", \\\\ and \\n", at: at)
      }
      return 2
    }
    guard byte >= 0x80 else { throw failure(.controlCharacter, "no control character", at: at) }
    let length = UTF8Sequence.length(text, at: at, end: end)
    guard length > 0 else { throw failure(.invalidUTF8, "well-formed UTF-8", at: at) }
    guard !UTF8Sequence.isHighControl(text, at: at) else {
      throw failure(.controlCharacter, "no control character", at: at)
    }
    return length
  }
}
