internal import MerkleLog

/// Walks over the wanted lines of one segment in chunks, in bounded memory whatever the file holds.
struct SegmentCursor {
  /// Why there is no further chunk.
  enum End: Hashable {
    /// All wanted lines were delivered.
    case complete
    /// The file ends before that; the next line would start at this offset.
    case short(offset: Int)
    /// The line at this offset is longer than any entry may be.
    case tooLong(offset: Int)
    /// There is no such file.
    case missing
  }

  /// A buffer holds at least one line of the greatest length.
  static let bufferBytes = 1 << 20

  /// What the last ``advance()`` found.
  private(set) var chunk: Chunk
  /// Set once there is no further chunk.
  private(set) var end: End?
  /// The length of the file when it was opened.
  let fileBytes: Int

  private let file: OpenFile?
  private let files: any FileSystem
  /// How many lines are still to be delivered.
  private var wanted: Int
  /// The valid bytes of the buffer, and how many of them were delivered.
  private var filled = 0
  private var consumed = 0

  /// Where the last line of the chunk ends in its buffer, the LF included.
  var consumedBytes: Int { consumed }

  /// Opens a segment to read `wanted` lines: its first ones, or those from the start of a block on.
  ///
  /// - Throws: what opening throws, but for a missing file, which is an ``End``.
  init(
    _ files: any FileSystem, _ layout: Layout, segment: Int, wanted: Int,
    from block: (entry: Int, offset: Int)? = nil, bufferBytes: Int = SegmentCursor.bufferBytes
  ) throws(JournalError) {
    precondition(bufferBytes > Layout.lineLimit, "a buffer holds the longest line and its LF")
    self.files = files
    self.wanted = wanted
    var opened: OpenFile?
    do throws(JournalError) {
      opened = try files.open(layout.segment(segment), .reading)
    } catch {
      guard error.code == .notFound else { throw error }
    }
    file = opened
    fileBytes = if let opened { try files.size(of: opened) } else { 0 }
    if wanted == 0 { end = .complete } else if file == nil { end = .missing }
    let start = min(block?.offset ?? 0, fileBytes)
    chunk = Chunk(
      bytes: [UInt8](repeating: 0, count: end == nil ? min(bufferBytes, fileBytes - start) : 0),
      lines: [], firstEntry: block?.entry ?? segment * layout.segmentLines, offset: start,
      segment: segment, file: Layout.segmentFile(segment))
  }

  /// Where the line after the delivered ones starts in the file.
  var nextOffset: Int { chunk.offset + consumed }

  /// Hashes the lines of the chunk.
  mutating func hashLines(_ hasher: TreeHasher) {
    hasher.leaves(chunk.bytes, chunk.lines, into: &chunk.leaves)
  }

  /// Reads on; false when no further line can be delivered, and ``end`` says why.
  mutating func advance() throws(JournalError) -> Bool {
    guard end == nil, let file else { return false }
    // A part of a line may be left: it moves to the front, and the file goes on behind it.
    for index in consumed..<filled { chunk.bytes[index - consumed] = chunk.bytes[index] }
    chunk.offset += consumed
    chunk.firstEntry += chunk.lines.count
    filled -= consumed
    consumed = 0
    let room = min(chunk.bytes.count - filled, fileBytes - chunk.offset - filled)
    let count = try files.read(
      file, at: chunk.offset + filled, into: &chunk.bytes, filled..<(filled + room))
    guard count == room else {
      throw JournalError(
        .inputOutput, .environment, "the file became shorter while it was read", file: file.path,
        offset: chunk.offset + filled + count, hint: "see what else writes to the journal")
    }
    filled += count
    chunk.lines.removeAll(keepingCapacity: true)
    chunk.leaves.removeAll(keepingCapacity: true)
    consumed = RawBytes.splitLines(chunk.bytes, 0..<filled, limit: wanted, into: &chunk.lines)
    if let tooLong = chunk.lines.firstIndex(where: { $0.count > Layout.lineLimit }) {
      consumed = chunk.lines[tooLong].lowerBound
      chunk.lines.removeSubrange(tooLong...)
      end = .tooLong(offset: nextOffset)
    }
    wanted -= chunk.lines.count
    if end == nil {
      if wanted == 0 {
        end = .complete
      } else if filled - consumed > Layout.lineLimit {
        end = .tooLong(offset: nextOffset)
      } else if chunk.offset + filled == fileBytes {
        end = .short(offset: nextOffset)
      }
    }
    return !chunk.lines.isEmpty
  }
}
