internal import MerkleLog

/// Lines that were read and will be wanted again: of each is kept where it lies and its hash, so
/// that many take little room and none is taken for another that lies there later.
public struct KeptLines: Sendable {
  /// A line that was read.
  private struct Place {
    var entry: UInt32
    var length: UInt32
    var offset: Int
    /// Its hash as a leaf; nothing where lines are not verified.
    var leaf: Hash

    /// Where it ends, the line feed left out.
    var end: Int { offset + Int(length) }
  }

  /// Some of the lines, read again.
  public struct Batch: Sendable {
    /// The bytes that hold the lines.
    public fileprivate(set) var bytes: [UInt8] = []
    /// Where in them the lines stand, without line feeds, in order.
    public fileprivate(set) var lines: [Range<Int>] = []
    /// The numbers of their entries.
    public fileprivate(set) var entries: [Int] = []
  }

  private var places: [Place] = []
  private let isVerified: Bool

  /// Bytes between two lines that are read with them rather than stepped over.
  private static let widestGap = 1 << 14

  /// No lines.
  ///
  /// - Parameter verified: Whether chunks come with the hashes of their lines.
  public init(verified: Bool) { isVerified = verified }

  /// How many they are.
  public var count: Int { places.count }

  /// The numbers of their entries, in order.
  public var entries: [Int] { places.map { Int($0.entry) } }

  private func entry(_ place: Int) -> Int { Int(places[place].entry) }

  /// Keeps a line of a chunk.
  public mutating func keep(_ index: Int, of chunk: Chunk) {
    let line = chunk.lines[index]
    places.append(
      Place(
        entry: UInt32(chunk.firstEntry + index), length: UInt32(line.count),
        offset: chunk.offset + line.lowerBound, leaf: isVerified ? chunk.leaves[index] : .empty))
  }

  /// Adds other lines behind these.
  public mutating func append(_ other: KeptLines) { places += other.places }

  /// Forgets all but the last lines.
  public mutating func keepLast(_ count: Int) {
    if places.count > count { places.removeFirst(places.count - count) }
  }

  /// Reads some of the lines again.
  ///
  /// - Parameters:
  ///   - wanted: Which of them, by place, in order.
  ///   - reader: The journal they were read from.
  /// - Returns: The lines.
  /// - Throws: `LEAF_MISMATCH` where a line is another one by now; what reading throws.
  public func read(_ wanted: [Int], _ reader: JournalReader) throws(JournalError) -> Batch {
    var batch = Batch()
    var rest = wanted[...]
    var file: (segment: Int, open: OpenFile)?
    while let first = rest.first {
      let segment = entry(first) / reader.segmentLines
      let open =
        if let file, file.segment == segment {
          file.open
        } else {
          try reader.files.open(reader.layout.segment(segment), .reading)
        }
      file = (segment, open)
      let run = rest.prefix(run(at: rest, reader.segmentLines))
      try read(run.map { places[$0] }, open, reader, into: &batch)
      rest = rest.dropFirst(run.count)
    }
    guard isVerified else { return batch }
    var leaves: [Hash] = []
    TreeHasher().leaves(batch.bytes, batch.lines, into: &leaves)
    for (place, leaf) in zip(wanted, leaves) where places[place].leaf != leaf {
      throw change(of: places[place], reader)
    }
    return batch
  }

  /// How many of the lines wanted next lie so near to one another that they are read at once.
  private func run(at wanted: ArraySlice<Int>, _ segmentLines: Int) -> Int {
    var count = 1
    for (before, place) in zip(wanted, wanted.dropFirst()) {
      let gap = places[place].offset - places[before].end
      guard entry(before) / segmentLines == entry(place) / segmentLines,
        (0...Self.widestGap).contains(gap)
      else { break }
      count += 1
    }
    return count
  }

  private func read(
    _ run: [Place], _ file: OpenFile, _ reader: JournalReader, into batch: inout Batch
  ) throws(JournalError) {
    let (first, last) = (run[0], run[run.count - 1])
    let base = batch.bytes.count
    let length = last.end - first.offset
    batch.bytes += [UInt8](repeating: 0, count: length)
    let count = try reader.files.read(
      file, at: first.offset, into: &batch.bytes, base..<(base + length))
    guard count == length else { throw change(of: last, reader) }
    for place in run {
      let start = base + place.offset - first.offset
      batch.lines.append(start..<(start + Int(place.length)))
      batch.entries.append(Int(place.entry))
    }
  }

  private func change(of place: Place, _ reader: JournalReader) -> JournalError {
    JournalError(
      .leafMismatch, .integrity, "the entry changed while the journal was read",
      file: Layout.segmentFile(Int(place.entry) / reader.segmentLines), entry: Int(place.entry),
      offset: place.offset, hint: "see what else writes to the journal")
  }
}
