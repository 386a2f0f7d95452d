/// Walks a value and lists what no line may hold, each by its field.
struct WrittenFormSurvey {
  private(set) var problems: [LineError] = []
  private var path: [FieldPath.Step] = []

  init() {}

  mutating func visit(_ value: JSONValue, depth: Int) {
    switch value {
    case .object(let members):
      guard isAllowed(depth) else { return }
      for member in members {
        path.append(.name(member.name))
        visit(text: member.name, isName: true)
        visit(member.value, depth: depth + 1)
        path.removeLast()
      }
    case .array(let elements):
      guard isAllowed(depth) else { return }
      for (index, element) in elements.enumerated() {
        path.append(.index(index))
        visit(element, depth: depth + 1)
        path.removeLast()
      }
    case .string(let text): visit(text: text, isName: false)
    case .integer(let number): visit(integer: number)
    case .number(let text): visit(number: Array(text.utf8))
    case .null: report(.nullValue, "null; leave it out")
    case .bool: break
    }
  }

  private mutating func isAllowed(_ depth: Int) -> Bool {
    if depth > WrittenForm.maximumDepth {
      report(.tooDeep, "nested more than \(WrittenForm.maximumDepth) deep")
    }
    return depth <= WrittenForm.maximumDepth
  }

  private mutating func visit(text: String, isName: Bool) {
    let hasControl = text.unicodeScalars.contains {
      ($0.value < 0x20 && (isName || $0 != "\n")) || 0x7F...0x9F ~= $0.value
    }
    if hasControl {
      report(
        .controlCharacter,
        isName ? "a control character in a name" : "a control character other than a line feed")
    }
    if let kind = IdentityGuard.finding(in: text) { report(kind) }
  }

  private mutating func visit(integer: Int64) {
    if integer.magnitude > UInt64(WrittenForm.largestInteger) {
      report(.numberRange, "an integer beyond 2^53-1; write it as text")
    }
    if let kind = IdentityGuard.finding(in: String(integer.magnitude)) { report(kind) }
  }

  private mutating func visit(number: [UInt8]) {
    let isWhole = number.allSatisfy { $0 == 0x2D || $0 &- 0x30 < 10 }
    if isWhole, number != [0x2D, 0x30] {
      report(.numberRange, "an integer beyond 2^53-1; write it as text")
    } else {
      report(.notInteger, "a number that is not a plain integer; write decimals as text")
    }
  }

  private mutating func report(_ kind: IdentityGuard.Kind) {
    report(
      .identityNumber,
      "what looks like a \(kind.rawValue); the journal is for ever, so nobody's number enters it")
  }

  private mutating func report(_ code: LineError.Code, _ message: String) {
    problems.append(LineError(code, at: nil, path: FieldPath.text(path), message))
  }
}
