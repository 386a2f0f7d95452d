/// Elements in groups numbered from 0, each group in the order in which its elements came, all in
/// one piece of memory.
struct Grouped<Element: Sendable>: Sendable {
  private(set) var elements: [Element] = []
  /// Where each group begins, and behind the last one where it ends.
  private var starts: [Int32]

  /// Groups elements by a number.
  ///
  /// - Parameters:
  ///   - source: The elements.
  ///   - groups: How many groups there are.
  ///   - number: The number of an element's group; what has none is left out.
  init(_ source: [Element], into groups: Int, by number: (Element) -> UInt32) {
    if let starts = Self.starts(of: source, in: groups, by: number) {
      self.init(elements: source, starts: starts)
    } else {
      self.init(source.count, into: groups, by: { number(source[$0]) }, { source[$0] })
    }
  }

  private init(elements: [Element], starts: [Int32]) {
    self.elements = elements
    self.starts = starts
  }

  /// Where each group begins among elements that stand in the order of their groups; nil if they do
  /// not.
  private static func starts(
    of source: [Element], in groups: Int, by number: (Element) -> UInt32
  ) -> [Int32]? {
    var starts: [Int32] = []
    starts.reserveCapacity(groups + 1)
    for (position, element) in source.enumerated() {
      let group = number(element)
      guard group < groups, group + 1 >= starts.count else { return nil }
      while starts.count <= group { starts.append(Int32(position)) }
    }
    while starts.count <= groups { starts.append(Int32(source.count)) }
    return starts
  }

  /// Groups what is made from positions.
  ///
  /// - Parameters:
  ///   - count: How many positions there are.
  ///   - groups: How many groups there are.
  ///   - number: The number of a position's group; what has none is left out.
  ///   - make: The element of a position.
  init(
    _ count: Int, into groups: Int, by number: (Int) -> UInt32, _ make: (Int) -> Element
  ) {
    starts = [Int32](repeating: 0, count: groups + 1)
    var example: Int?
    for position in 0..<count {
      let group = number(position)
      guard group < groups else { continue }
      starts[Int(group) + 1] += 1
      if example == nil { example = position }
    }
    guard let example else { return }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    elements = [Element](repeating: make(example), count: Int(starts[groups]))
    var next = starts
    for position in 0..<count {
      let group = number(position)
      guard group < groups else { continue }
      elements[Int(next[Int(group)])] = make(position)
      next[Int(group)] += 1
    }
  }

  /// No groups.
  init() { starts = [0] }

  /// How many groups there are.
  var count: Int { starts.count - 1 }

  /// Where the elements of a group stand; nowhere if there is no such group.
  func range(_ group: Int) -> Range<Int> {
    guard group < count else { return 0..<0 }
    return Int(starts[group])..<Int(starts[group + 1])
  }

  /// Where the elements of groups that follow one another stand.
  func range(_ groups: Range<Int>) -> Range<Int> {
    Int(starts[groups.lowerBound])..<Int(starts[groups.upperBound])
  }

  /// The groups divided into shares of about as many elements each.
  func shares(_ number: Int) -> [Range<Int>] {
    var shares: [Range<Int>] = []
    var first = 0
    for share in 1...number {
      let most = elements.count * share / number
      var next = first
      while next < count, share == number || Int(starts[next + 1]) <= most { next += 1 }
      shares.append(first..<next)
      first = next
    }
    return shares
  }

  /// The elements of a group.
  subscript(group: Int) -> ArraySlice<Element> { elements[range(group)] }

  /// Sorts every group; quick where that changes little.
  mutating func sort(by isLess: (Element, Element) -> Bool) {
    for group in 0..<count {
      let range = range(group)
      let isSorted = range.dropFirst().allSatisfy { !isLess(elements[$0], elements[$0 - 1]) }
      if !isSorted { elements.replaceSubrange(range, with: elements[range].sorted(by: isLess)) }
    }
  }
}
