import MerkleLog
import Testing

/// The tiles of a log as they were written, by path.
struct TileStore: TileSource {
  struct Missing: Error { let tile: Tile }
  var tiles: [Tile: [Hash]] = [:]

  func hashes(of tile: Tile) throws(Missing) -> [Hash] {
    guard let hashes = tiles[tile] else { throw Missing(tile: tile) }
    return hashes
  }
}

@Suite struct `Tiles` {
  let hasher: TreeHasher
  let plain: PlainTree

  init() throws {
    hasher = TreeHasher()
    plain = PlainTree(hasher: hasher)
  }

  @Test(arguments: [
    (0, 0, 256, "tile/0/000"), (0, 1, 1, "tile/0/001.p/1"), (1, 999, 255, "tile/1/999.p/255"),
    (0, 1000, 256, "tile/0/x001/000"), (0, 1_234_067, 256, "tile/0/x001/x234/067"),
    (0, 1_234_067, 8, "tile/0/x001/x234/067.p/8"), (7, 127, 2, "tile/7/127.p/2"),
    (0, 1 << 54, 256, "tile/0/x018/x014/x398/x509/x481/984"),
  ]) func `lie where C2SP says`(level: Int, number: Int, width: Int, path: String) throws {
    let tile = Tile(level: level, number: number, width: width)
    #expect(tile.path == path)
    #expect(TileFile(path: path) == TileFile(tile))
    guard level == 0 else { return }
    let bundle = "tile/entries/" + path.dropFirst("tile/0/".count)
    #expect(tile.bundlePath == bundle)
    #expect(TileFile(path: bundle) == TileFile(tile, isBundle: true))
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/+01",
    "tile/0/-01", "tile/00/000", "tile/+0/000", "tile/-1/000", "tile/8/000", "tile/64/000",
    "tile/x/000", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256",
    "tile/0/000.p/01", "tile/0/000.p/+1", "tile/0/000.p/1/2", "tile/0/x000/001", "tile/0/001/002",
    "tile/0/x001", "tile/0/x001/x002", "tile/0/X001/000", "/tile/0/000", "tile//0/000",
    "tile/0/000/", "tile/0/../0/000", "tile/0/000.p/1.p/1", "tile/entries", "tile/entries/0",
    "tile/data/000", "tiles/0/000", "tile/0/\u{661}\u{661}\u{661}", "tile/0/0 1", "checkpoint",
    "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
  ]) func `have one spelling`(path: String) {
    #expect(TileFile(path: path) == nil)
  }

  @Test func `of 70,000 leaves and of 256 are those of the specification`() {
    #expect((0...3).map { Tile.count(level: $0, size: 70_000) } == [274, 2, 1, 0])
    #expect(
      Tile.partials(size: 70_000) == [
        Tile(level: 0, number: 273, width: 112), Tile(level: 1, number: 1, width: 17),
        Tile(level: 2, number: 0, width: 1),
      ])
    #expect(Tile.partials(size: 256) == [Tile(level: 1, number: 0, width: 1)])
    #expect(Tile.at(level: 0, number: 0, size: 256) == Tile(level: 0, number: 0))
    #expect(Tile.at(level: 0, number: 1, size: 256) == nil)
    #expect(Tile.at(level: 0, number: -1, size: 256) == nil)
    #expect(Tile.partials(size: 0) == [])
    #expect(Tile.at(level: 7, number: 0, size: .max)?.width == 127)
    #expect(Tile.at(level: 0, number: .max, size: .max) == nil)
  }

  /// Grows a log leaf by leaf, keeping all full tiles, and the partial ones of some sizes.
  func grow(_ leaves: [Hash], keeping sizes: [Int]) -> (store: TileStore, edge: TileEdge) {
    var store = TileStore()
    var edge = TileEdge()
    for leaf in leaves {
      var filled: [(tile: Tile, hashes: [Hash])] = []
      edge.append(leaf, hasher, filled: &filled)
      for (tile, hashes) in filled { store.tiles[tile] = hashes }
      guard sizes.contains(edge.size) else { continue }
      for (tile, hashes) in edge.tiles { store.tiles[tile] = hashes }
    }
    return (store, edge)
  }

  @Test func `hold the hashes of the definition`() throws {
    let leaves = plain.leaves(66_000)
    let sizes = [1, 2, 255, 256, 257, 512, 65_535, 65_536, 65_537, 66_000]
    let (store, edge) = grow(leaves, keeping: sizes)
    let all = LeafReader(leaves: leaves, plain: plain)
    #expect(edge.root(hasher) == all.root(leaves.indices))
    for size in sizes {
      for tile in (0..<3).flatMap({ level in
        [0, Tile.count(level: level, size: size) - 1].compactMap {
          Tile.at(level: level, number: $0, size: size)
        }
      }) {
        let hashes = try store.hashes(of: tile)
        #expect(hashes.count == tile.width)
        let span = 1 << (Tile.height * tile.level)
        for offset in [0, tile.width - 1] {
          let start = (tile.number * 256 + offset) * span
          #expect(hashes[offset] == all.root(start..<(start + span)), "\(tile.path)")
        }
      }
      let old = try TileEdge(size: size, reading: store)
      #expect(old.root(hasher) == all.root(0..<size))
    }
  }

  @Test func `prove what leaves prove, from a few of them`() throws {
    let leaves = plain.leaves(66_000)
    let sizes = [1, 255, 256, 257, 65_537]
    let (store, _) = grow(leaves, keeping: sizes)
    let all = LeafReader(leaves: leaves, plain: plain)
    for size in sizes {
      let tiles = TileReader(store, size: size, hasher)
      for entry in [0, size - 1] {
        #expect(
          try InclusionProof(of: entry, size: size, reading: tiles, hasher)
            == InclusionProof(of: entry, size: size, reading: all, hasher))
        #expect(
          try ConsistencyProof(from: entry, to: size, reading: tiles, hasher)
            == ConsistencyProof(from: entry, to: size, reading: all, hasher))
      }
      #expect(
        try Frontier(size: size, reading: tiles).root(hasher) == all.root(0..<size))
    }
  }

  @Test func `are noted by a frontier as they fill`() throws {
    let leaves = plain.leaves(1_100)
    var tree = Frontier()
    var noted: [(Subtree, Hash)] = []
    tree.append(contentsOf: Array(leaves[..<300]), hasher, noting: &noted)
    tree.append(contentsOf: Array(leaves[300...]), hasher, noting: &noted)
    #expect(noted.map(\.0) == (0..<4).map { Subtree(height: 8, index: $0) })
    for (subtree, hash) in noted {
      #expect(hash == plain.root(leaves[(subtree.index * 256)..<(subtree.index * 256 + 256)]))
    }
    #expect(tree.root(hasher) == plain.root(leaves[...]))
  }
}

@Suite struct `Entry bundle` {
  @Test func `of the example log is the one of the specification's reader`() {
    var bundle: [UInt8] = []
    for record in Example.records { EntryBundle.append(record.utf8, to: &bundle) }
    let hexadecimal =
      "00147b22736571223a302c2274797065223a2261227d00147b22736571223a312c2274797065223a2262227d"
      + "00147b22736571223a322c2274797065223a2263227d"
    let digits = bundle.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    #expect(digits == hexadecimal)
    let (ranges, end) = EntryBundle.records(in: bundle)
    #expect(ranges.map { String(decoding: bundle[$0], as: UTF8.self) } == Example.records)
    #expect(end == bundle.count)
  }

  @Test func `that was cut off anywhere gives its whole records`() {
    var bundle: [UInt8] = []
    let records: [[UInt8]] = [[], [1], Array(repeating: 7, count: 300), [], [2, 3]]
    for record in records { EntryBundle.append(record, to: &bundle) }
    for length in 0...bundle.count {
      let (ranges, end) = EntryBundle.records(in: Array(bundle[..<length]))
      #expect(ranges.map { Array(bundle[$0]) } == Array(records.prefix(ranges.count)))
      #expect(end <= length)
      #expect((end == bundle.count) == (length == bundle.count))
    }
  }

  @Test func `has room for the longest record`() {
    var bundle: [UInt8] = []
    let longest = [UInt8](repeating: 9, count: EntryBundle.recordLimit)
    EntryBundle.append(longest, to: &bundle)
    #expect(Array(bundle[..<2]) == [0xff, 0xff])
    #expect(EntryBundle.records(in: bundle).ranges == [2..<bundle.count])
  }
}
