/// Elements in groups numbered from 0, each group in the order in which its elements came, all in one
/// piece of memory.
struct Grouped<Element: Sendable>: Sendable {
  private var elements: [Element] = []
  /// Where each group begins, and behind the last one where it ends.
  private var starts: [Int32]

  /// Groups elements by a number.
  ///
  /// - Parameters:
  ///   - source: The elements.
  ///   - count: How many groups there are.
  ///   - group: The number of an element's group, below `count`.
  init(_ source: [Element], into count: Int, by group: (Element) -> UInt32) {
    starts = [Int32](repeating: 0, count: count + 1)
    for element in source { starts[Int(group(element)) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    guard let first = source.first else { return }
    elements = [Element](repeating: first, count: source.count)
    var next = starts
    for element in source {
      let number = Int(group(element))
      elements[Int(next[number])] = element
      next[number] += 1
    }
  }

  /// The elements of a group.
  subscript(group: Int) -> ArraySlice<Element> {
    elements[Int(starts[group])..<Int(starts[group + 1])]
  }
}
