/// What a string in a line may say: quick answers for what nearly every line holds, the answer of
/// its shape for the rest.
extension EntryReader {
  /// Whether the string is of the shape.
  @inline(__always)
  mutating func accepts(
    _ text: Span<UInt8>, _ string: Scanned, _ number: Int32, _ step: ReadingPlan.Step
  ) -> Bool {
    let range = string.range
    switch step.form {
    case .text: return true
    case .filledText: return !range.isEmpty
    case .identifier where string.isPlain && 1...Identifier.maximumLength ~= range.count:
      return true
    case .period where Day(text, range) != nil: return true
    case .region: return RegionCode(text, range) != nil
    case .instant:
      guard let instant = Instant(text, range) else { return false }
      latestInstant = instant
      return true
    case .eventType where range.lowerBound == typeStart: return true
    case .word where string.isPlain: return Self.isWord(text, range, of: step, plan)
    default: return isAccepted(string, number)
    }
  }

  /// The answer of the shape itself.
  private func isAccepted(_ string: Scanned, _ number: Int32) -> Bool {
    let shape = plan.shapes[Int(number)]
    guard string.isEscaped else { return shape.accepts(bytes, string.range) }
    // Only identifiers can hold an escape, and hardly one does.
    let unescaped = unescaped(string.range)
    return shape.accepts(unescaped, 0..<unescaped.count)
  }

  private static func isWord(
    _ text: Span<UInt8>, _ range: Range<Int>, of step: ReadingPlan.Step, _ plan: ReadingPlan
  ) -> Bool {
    var word = Int(step.first)
    while word < Int(step.second) {
      let start = Int(plan.wordStarts[word])
      word += 1
      guard Int(plan.wordStarts[word]) - start == range.count else { continue }
      var offset = 0
      while offset < range.count, plan.wordBytes[start + offset] == text[range.lowerBound + offset]
      {
        offset += 1
      }
      if offset == range.count { return true }
    }
    return false
  }
}
