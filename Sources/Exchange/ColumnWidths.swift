/// How wide the columns of a table are: as wide as their cells, or less where there is no room.
package enum ColumnWidths {
  /// Blanks between two columns.
  package static let gap = 2
  /// Below this no column is wrapped: words of ten letters are common in both languages.
  package static let leastFlexible = 10

  /// The widths in the order of the columns; nil if they do not fit even at their least.
  ///
  /// What is missing is taken from the widest flexible columns, so that in the end these are
  /// alike and narrower ones keep their width.
  package static func fit(natural: [Int], isFlexible: [Bool], into width: Int?) -> [Int]? {
    let gaps = gap * max(0, natural.count - 1)
    guard let width, natural.reduce(gaps, +) > width else { return natural }
    let least = zip(natural, isFlexible).map { $1 ? min($0, leastFlexible) : $0 }
    guard least.reduce(gaps, +) <= width else { return nil }

    func widths(cappedAt cap: Int) -> [Int] {
      zip(natural, isFlexible).map { $1 ? min($0, cap) : $0 }
    }
    var cap = leastFlexible
    var tooWide = width + 1
    while tooWide - cap > 1 {
      let middle = (cap + tooWide) / 2
      if widths(cappedAt: middle).reduce(gaps, +) <= width {
        cap = middle
      } else {
        tooWide = middle
      }
    }
    var fitted = widths(cappedAt: cap)
    var spare = width - fitted.reduce(gaps, +)
    for index in fitted.indices where spare > 0 && fitted[index] < natural[index] {
      fitted[index] += 1
      spare -= 1
    }
    return fitted
  }
}
