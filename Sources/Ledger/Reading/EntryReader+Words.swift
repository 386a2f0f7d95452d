/// What a string in a line may say: quick answers for what nearly every line holds, the answer of
/// its shape for the rest.
extension EntryReader {
  /// Whether the string is of the shape.
  func accepts(
    _ text: Span<UInt8>, _ string: Scanned, _ number: Int32, _ step: ReadingPlan.Step
  ) -> Bool {
    let range = string.range
    switch step.form {
    case .filledText: return !range.isEmpty
    case .identifier where string.isPlain && 1...Identifier.maximumLength ~= range.count:
      return true
    case .period where Self.isPlainDay(text, range): return true
    case .word where string.isPlain: return isWord(text, range, of: step)
    default: break
    }
    let shape = plan.shapes[Int(number)]
    guard string.isEscaped else { return shape.accepts(bytes, range) }
    // Only identifiers can hold an escape, and hardly one does.
    let unescaped = unescaped(range)
    return shape.accepts(unescaped, 0..<unescaped.count)
  }

  /// Whether it is one day as nearly all dates are: `YYYY-MM-DD` with a day that every month has.
  private static func isPlainDay(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 10 else { return false }
    let start = range.lowerBound
    guard text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-") else {
      return false
    }
    func pair(_ offset: Int) -> Int {
      let tens = text[start + offset] &- 0x30
      let ones = text[start + offset + 1] &- 0x30
      return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : 100
    }
    let (century, year) = (pair(0), pair(2))
    return century < 100 && year < 100 && century + year > 0 && 1...12 ~= pair(5)
      && 1...28 ~= pair(8)
  }

  private func isWord(
    _ text: Span<UInt8>, _ range: Range<Int>, of step: ReadingPlan.Step
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
