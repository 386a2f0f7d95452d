extension Array {
  /// Finds where what is looked for would stand.
  ///
  /// - Parameter isBefore: Tells of an element whether it stands before it: those that do stand in
  ///   front of all others.
  /// - Returns: The place of the first element that does not; the count if all do.
  func firstPlace(notBefore isBefore: (Element) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        isBefore(self[middle]) ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
