/// What a mistyped word was probably meant to be.
package enum Spelling {
  /// The candidate nearest to the word, if it is near: a third of the word's letters may differ
  /// (at least one), or the word is the beginning of exactly one candidate.
  package static func nearest(to word: String, in candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let near = candidates.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
    if let near, near.1 <= limit { return near.0 }
    let begun = candidates.filter { word.count > 1 && $0.hasPrefix(word) }
    return begun.count == 1 ? begun.first : nil
  }

  /// The number of insertions, deletions, substitutions and swaps of neighbours between two words
  /// (Damerau's distance in the form in which no letter is edited twice).
  package static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let substituted = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(last[j + 1] + 1, row[j] + 1, substituted)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
