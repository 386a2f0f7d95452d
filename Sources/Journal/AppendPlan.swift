internal import MerkleLog

/// The lines of an append, cut into segments, and the tree as it grows over them.
struct AppendPlan {
  /// Where lines go.
  struct Place {
    let segment: Int
    /// The byte offset in its file.
    let offset: Int
    /// Whether the segment's file is made for them.
    let isNew: Bool
  }

  /// The lines for one segment, each with its LF.
  struct Piece {
    let place: Place
    let bytes: [UInt8]

    var segment: Int { place.segment }
    var offset: Int { place.offset }
    var isNew: Bool { place.isNew }
  }

  /// Where the lines end that were taken, and the right edge of the tree.
  private(set) var end: JournalEnd
  /// The leaf hashes by segment, for `hashes/`.
  private(set) var leaves: [(segment: Int, index: Int, leaves: [Hash])] = []
  /// The segments that became full, with their roots.
  private(set) var filledSegments: [(segment: Int, root: Hash)] = []
  /// The subtrees of a tile's height, or of a multiple of it, that became perfect.
  private(set) var subtrees: [(Subtree, Hash)] = []
  /// Where in their segment the first lines of blocks lie, for lines that are such.
  private(set) var blocks: [(block: Int, offset: Int)] = []
  /// The places where writing was begun.
  var begun: [Place] = []
  /// Whether a sync is under way.
  var isSyncing = false

  private let layout: Layout
  private let lines: [[UInt8]]
  private var taken = 0

  init(_ lines: [[UInt8]], _ layout: Layout, from end: JournalEnd) {
    self.layout = layout
    self.lines = lines
    self.end = end
  }

  /// The next piece, which the tree then includes; nil when all lines were taken.
  mutating func next(_ hasher: TreeHasher) -> Piece? {
    guard taken < lines.count else { return nil }
    if end.current.size == layout.segmentLines {
      end.older.append(
        subtree: end.current.root(hasher), height: layout.segmentHeight, hasher,
        noting: &subtrees)
      end.current = Frontier()
      (end.offset, end.fileBytes) = (0, 0)
    }
    let segment = end.older.size / layout.segmentLines
    let index = end.current.size
    let count = min(lines.count - taken, layout.segmentLines - index)
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    bytes.reserveCapacity(lines[taken..<(taken + count)].reduce(0) { $0 + $1.count + 1 })
    ranges.reserveCapacity(count)
    for line in lines[taken..<(taken + count)] {
      ranges.append(bytes.count..<(bytes.count + line.count))
      bytes.append(contentsOf: line)
      bytes.append(0x0A)
    }
    var hashes: [Hash] = []
    hasher.leaves(bytes, ranges, into: &hashes)
    grow(by: hashes, hasher)
    for (number, range) in ranges.enumerated() {
      let entry = segment * layout.segmentLines + index + number
      guard entry.isMultiple(of: TileFiles.blockLines) else { continue }
      blocks.append((entry / TileFiles.blockLines, end.offset + range.lowerBound))
    }
    leaves.append((segment, index, hashes))
    if end.current.size == layout.segmentLines {
      filledSegments.append((segment, end.current.root(hasher)))
    }
    let place = Place(segment: segment, offset: end.offset, isNew: index == 0)
    end.offset += bytes.count
    end.fileBytes = end.offset
    taken += count
    return Piece(place: place, bytes: bytes)
  }

  /// Adds leaves to the tree of the last segment, which numbers its subtrees from its own start.
  private mutating func grow(by hashes: [Hash], _ hasher: TreeHasher) {
    var made: [(Subtree, Hash)] = []
    end.current.append(contentsOf: hashes, hasher, noting: &made)
    for (subtree, hash) in made {
      let index = subtree.index + end.older.size >> subtree.height
      subtrees.append((Subtree(height: subtree.height, index: index), hash))
    }
  }
}
