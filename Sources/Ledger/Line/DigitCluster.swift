/// Groups of digits with nothing but blanks and dots between them, as a number may be written.
struct DigitCluster {
  /// A run of digits with no digit beside it.
  struct Group {
    /// Where its digits begin among those of the cluster.
    let offset: Int
    /// How many there are, as a range within the cluster.
    var digits: Range<Int>
    /// True if a letter from a to f stands directly before: probably part of a hash.
    let followsHexadecimal: Bool
    /// True if a letter from a to f stands directly behind.
    var precedesHexadecimal = false
    /// True if it is part of a dotted date, a dotted time or a dotted region code.
    var isOrdinary = false
    /// True if a blank, not only a dot, parts it from the group before.
    let startsWord: Bool
  }

  private(set) var digits: [Int] = []
  private(set) var groups: [Group] = []

  /// Every cluster of the text; characters that show no ink count as blanks.
  static func all(in text: String) -> [DigitCluster] {
    var clusters: [DigitCluster] = []
    var current = DigitCluster()
    var (isInGroup, sawBlank, previousIsHexadecimal) = (false, true, false)
    for scalar in text.unicodeScalars {
      if let digit = digit(scalar) {
        if isInGroup {
          current.extend(digit)
        } else {
          current.open(digit, followsHexadecimal: previousIsHexadecimal, startsWord: sawBlank)
        }
        (isInGroup, sawBlank, previousIsHexadecimal) = (true, false, false)
        continue
      }
      let isHexadecimal = 0x61...0x66 ~= scalar.value | 0x20
      if isInGroup, isHexadecimal { current.markHexadecimalBehind() }
      isInGroup = false
      let isBlank = isBlank(scalar)
      if isBlank { sawBlank = true }
      if !isBlank, scalar != "." {
        current.close(into: &clusters)
        sawBlank = true
      }
      previousIsHexadecimal = isHexadecimal
    }
    current.close(into: &clusters)
    return clusters
  }

  private mutating func open(_ digit: Int, followsHexadecimal: Bool, startsWord: Bool) {
    let offset = digits.count
    groups.append(
      Group(
        offset: offset, digits: offset..<(offset + 1), followsHexadecimal: followsHexadecimal,
        startsWord: startsWord))
    digits.append(digit)
  }

  private mutating func extend(_ digit: Int) {
    digits.append(digit)
    groups[groups.count - 1].digits = groups[groups.count - 1].offset..<digits.count
  }

  private mutating func markHexadecimalBehind() {
    groups[groups.count - 1].precedesHexadecimal = true
  }

  /// Ends the cluster; one of fewer than 16 digits can hold nobody's number and is dropped.
  private mutating func close(into clusters: inout [DigitCluster]) {
    if digits.count >= 16 {
      markOrdinary()
      clusters.append(self)
    }
    self = DigitCluster()
  }

  /// Marks the words that are a dotted date or time (`12.05.2021`, `09.30`) or a region code.
  private mutating func markOrdinary() {
    var start = 0
    while start < groups.count {
      var end = start + 1
      while end < groups.count, !groups[end].startsWord { end += 1 }
      let lengths = groups[start..<end].map(\.digits.count)
      if [[2, 2], [2, 2, 2], [2, 2, 4], [1, 2, 4], [1, 1, 4], [2, 1, 4], [2, 2, 2, 4]]
        .contains(lengths)
      {
        for index in start..<end { groups[index].isOrdinary = true }
      }
      start = end
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return 0x30...0x39 ~= scalar.value ? Int(scalar.value) - 0x30 : nil }
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || 0x09...0x0D ~= scalar.value }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }
}
