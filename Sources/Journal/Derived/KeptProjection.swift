internal import MerkleLog

/// What somebody laid out of all lines up to some size, of which little is read to answer a
/// question.
public final class KeptProjection {
  /// How many entries it is about.
  public let size: Int
  /// The number of bytes of its content.
  public var count: Int { file.count }

  let tree: Frontier
  let endOffset: Int
  private let file: PagedFile

  static let name = "projection"
  private static let kind = "projection 2"

  init?(_ store: DerivedStore) throws(JournalError) {
    for folder in store.folders {
      guard let file = try PagedFile(folder + "/" + Self.name, Self.kind, store.files),
        let size = file.head.number("size"), let endOffset = file.head.number("end"),
        size > 0, endOffset >= 0,
        let tree = Frontier(
          size: size, peaks: file.head.values("peak").compactMap { Hash(base64: $0) })
      else { continue }
      self.size = size
      self.tree = tree
      self.endOffset = endOffset
      self.file = file
      return
    }
    return nil
  }

  /// Some bytes of its content; nil if they are not what was written.
  public func read(_ range: Range<Int>) throws(JournalError) -> [UInt8]? { try file.read(range) }

  /// Writes what `fill` lays out.
  static func write(
    _ extent: JournalExtent, headBytes: Int, to store: DerivedStore, _ fill: Filling
  ) {
    var head = DerivedFile(kind)
    head.add("size", extent.tree.size)
    head.add("end", extent.endOffset)
    for peak in extent.tree.peaks { head.add("peak", peak.base64) }
    store.write(name) { file throws(JournalError) in
      var writer = PagedFile.Writer(to: file, store.files, room: headBytes)
      let beginning = try fill { bytes throws(JournalError) in try writer.append(bytes) }
      try writer.finish(beginning, head)
    }
  }

  /// Hands out, in pieces, what follows some first bytes, and gives those at the end; called again
  /// where what was written cannot be kept and there is another place for it.
  public typealias Filling = (
    _ sink: ([UInt8]) throws(JournalError) -> Void
  ) throws(JournalError) -> [UInt8]
}

/// What all lines of a journal are: their tree, and where in the last segment the next one starts.
public struct JournalExtent: Sendable {
  let tree: Frontier
  let endOffset: Int
}

extension DerivedData {
  /// What was laid out of the journal's lines, if that is there.
  public func projection() throws(JournalError) -> KeptProjection? {
    guard let kept = try KeptProjection(store), kept.size <= reader.size else { return nil }
    let hasher = TreeHasher()
    // What does not end where the journal does is held against it when the lines since are read.
    if kept.size == reader.size, kept.tree.root(hasher) != reader.checkpoint.checkpoint.root {
      return nil
    }
    return kept
  }

  /// Removes what was laid out of the journal's lines.
  public func forgetProjection() { store.remove(KeptProjection.name) }

  /// Keeps what somebody lays out of all lines.
  ///
  /// - Parameters:
  ///   - extent: Those lines.
  ///   - headBytes: How many bytes of it come first and are known last.
  ///   - fill: Lays it out.
  public func keepProjection(
    of extent: JournalExtent, headBytes: Int, _ fill: KeptProjection.Filling
  ) {
    KeptProjection.write(extent, headBytes: headBytes, to: store, fill)
  }

  /// Hands out the lines recorded since a projection was made.
  ///
  /// - Parameters:
  ///   - projection: the projection.
  ///   - each: takes a chunk.
  /// - Returns: whether the projection's lines and these give the signed root together.
  /// - Throws: when a file cannot be read.
  public func readLines(
    since projection: KeptProjection, _ each: (Chunk) -> Void
  ) throws(JournalError) -> Bool {
    let layout = reader.layout
    let hasher = TreeHasher()
    var tree = projection.tree
    var block: (entry: Int, offset: Int)? = (projection.size, projection.endOffset)
    while tree.size < reader.size {
      let segment = tree.size / layout.segmentLines
      let first = segment * layout.segmentLines
      let wanted = layout.lineCount(ofSegment: segment, size: reader.size) - (tree.size - first)
      if tree.size == first { block = nil }
      var cursor = try SegmentCursor(
        reader.files, layout, segment: segment, wanted: wanted, from: block)
      while try cursor.advance() {
        each(cursor.chunk)
        var leaves: [Hash] = []
        hasher.leaves(cursor.chunk.bytes, cursor.chunk.lines, into: &leaves)
        tree.append(contentsOf: leaves, hasher)
      }
      guard cursor.end == .complete else { return false }
      block = nil
    }
    return tree.root(hasher) == reader.checkpoint.checkpoint.root
  }
}
