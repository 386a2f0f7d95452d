public import MerkleLog

/// What somebody made of the first lines of a segment, with what binds it to those lines: where
/// they end, and their tree.
///
/// The trees of all segments, with those of the lines that no summary has, must give the signed
/// root; that the content says what the lines say, `verify` finds out.
public struct SegmentSummary: Sendable {
  /// The segment.
  public var segment: Int
  /// The tree of its first lines, as many as the summary is about.
  public var tree: Frontier
  /// The number of the first entry.
  public var firstEntry: Int
  /// Where in the file the next line starts.
  public var endOffset: Int
  /// When the first and the last of the lines were recorded, in milliseconds since 1970.
  public var times: ClosedRange<Int>
  /// What was made of them.
  public var content: [UInt8]

  static let kind = "facts 2"

  /// How many entries it is about.
  public var count: Int { tree.size }
  /// The number of the last entry.
  public var lastEntry: Int { firstEntry + tree.size - 1 }

  /// How many lines of the segment it is not about, in a journal of so many entries.
  public func linesBehind(of size: Int) -> Int {
    let end = min(size, (segment + 1) << Layout.standardHeight)
    return end - lastEntry - 1
  }

  static let folder = "facts"

  static func name(_ segment: Int) -> String { "\(folder)/\(Layout.digits(segment))" }

  init?(_ segment: Int, firstEntry: Int, _ store: DerivedStore) {
    let found = store.first(Self.name(segment), Self.kind) {
      SegmentSummary(segment, firstEntry: firstEntry, $0)
    }
    guard let found else { return nil }
    self = found
  }

  private init?(_ segment: Int, firstEntry: Int, _ file: DerivedFile) {
    guard file.number("segment") == segment, let lines = file.number("lines"), lines > 0,
      let endOffset = file.number("end"), let first = file.number("first"),
      let last = file.number("last"), first <= last, endOffset >= lines
    else { return nil }
    let peaks = file.values("peak").compactMap { Hash(base64: $0) }
    guard let tree = Frontier(size: lines, peaks: peaks) else { return nil }
    self.init(
      segment: segment, tree: tree, firstEntry: firstEntry, endOffset: endOffset,
      times: first...last, content: file.payload)
  }

  init(
    segment: Int, tree: Frontier, firstEntry: Int, endOffset: Int, times: ClosedRange<Int>,
    content: [UInt8]
  ) {
    self.segment = segment
    self.tree = tree
    self.firstEntry = firstEntry
    self.endOffset = endOffset
    self.times = times
    self.content = content
  }

  /// Writes a summary whose content is given in pieces.
  func write(_ pieces: [[UInt8]], to store: DerivedStore) {
    var file = DerivedFile(Self.kind)
    file.add("segment", segment)
    file.add("lines", tree.size)
    file.add("end", endOffset)
    file.add("first", times.lowerBound)
    file.add("last", times.upperBound)
    for peak in tree.peaks { file.add("peak", peak.base64) }
    store.write(file, followedBy: pieces, Self.name(segment))
  }
}
