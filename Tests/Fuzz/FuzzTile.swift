import MerkleLog

/// Paths of tiles, and bundles of entries.
enum FuzzTile {
  static func read(_ bytes: [UInt8]) {
    let path = String(decoding: bytes, as: UTF8.self)
    if let file = TileFile(path: path) {
      expect(file.path.utf8.elementsEqual(path.utf8), "one tile has two paths")
      expect(!path.contains(".."), "a path leads out of the folder")
    }
    let (records, end) = EntryBundle.records(in: bytes)
    expect(end <= bytes.count, "a bundle ends behind its end")
    var again: [UInt8] = []
    for record in records { EntryBundle.append(bytes[record], to: &again) }
    expect(again[...] == bytes[..<end], "a bundle is written otherwise")
  }
}
