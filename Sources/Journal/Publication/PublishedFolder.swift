internal import MerkleLog

/// A folder in the C2SP tlog-tiles layout, as it lies on disk.
///
///     checkpoint                          replaced by rename, last
///     tile/<level>/<number>[.p/<width>]   hashes; a full tile never changes
///     tile/entries/<number>[.p/<width>]   the entries that belong to the tiles of level 0
///     .publishing/                        files on their way, of a publication that runs or
///     stopped
struct PublishedFolder: Sendable {
  static let checkpointName = "checkpoint"
  static let tilesName = "tile"
  static let workName = ".publishing"

  /// Its path, without a final slash.
  let path: String
  let files: any FileSystem

  init(_ path: String, _ files: any FileSystem) {
    self.path = Layout(folder: path).folder
    self.files = files
  }

  /// The path of something in it.
  func path(_ relative: String) -> String { path == "/" ? "/" + relative : path + "/" + relative }

  /// The bytes of the checkpoint; nil if there is none.
  ///
  /// - Throws: `SYMLINK`, `CHECKPOINT_MALFORMED` for one that is too large, or what the system
  ///   says.
  func checkpointBytes() throws(JournalError) -> [UInt8]? {
    try bytes(
      Self.checkpointName, limit: SignedNote.maximumLength, tooLarge: .checkpointMalformed)
  }

  /// The bytes of a tile or bundle; nil if there is none.
  ///
  /// - Throws: `SYMLINK`, `TILE_MISMATCH` or `BUNDLE_MALFORMED` for one that is larger than any may
  ///   be, or what the system says.
  func bytes(of file: TileFile) throws(JournalError) -> [UInt8]? {
    if file.isBundle {
      return try bytes(
        file.path, limit: EntryBundle.maximumLength, tooLarge: .bundleMalformed)
    }
    return try bytes(
      file.path, limit: Tile.fullWidth * Hash.byteCount, tooLarge: .tileMismatch)
  }

  /// The bundle of a tile of level 0, or the beginning of a full one that took its place; nil if
  /// there is neither.
  func bundle(of tile: Tile) throws(JournalError) -> [UInt8]? {
    if let bytes = try bytes(of: TileFile(tile, isBundle: true)) { return bytes }
    if tile.isFull { return nil }
    let full = Tile(level: 0, number: tile.number)
    guard let bytes = try bytes(of: TileFile(full, isBundle: true)) else { return nil }
    let ranges = EntryBundle.records(in: bytes).ranges
    guard ranges.count >= tile.width else { return bytes }
    return Array(bytes[..<ranges[tile.width - 1].upperBound])
  }

  /// How many tiles and bundles, partial ones included, lie in a folder of it; links and whatever
  /// does not belong there are passed over.
  func fileCount(in relative: String) throws(JournalError) -> Int {
    var count = 0
    guard try files.status(of: path(relative))?.kind == .folder else { return 0 }
    for name in try files.list(path(relative)) {
      let inner = relative + "/" + name
      if FolderWalk.isPlausible(inner) {
        count += try fileCount(in: inner)
      } else if TileFile(path: inner) != nil {
        count += 1
      }
    }
    return count
  }

  private func bytes(
    _ relative: String, limit: Int, tooLarge: JournalError.Code
  ) throws(JournalError) -> [UInt8]? {
    do throws(JournalError) {
      return try files.contents(of: path(relative), limit: limit)
    } catch {
      switch error.code {
      case .notFound: return nil
      case .symbolicLink:
        throw JournalError(
          .symbolicLink, .integrity, "this is a symbolic link; it was not read", file: relative)
      case .tooLarge:
        throw JournalError(
          tooLarge, .integrity, error.message, file: relative, expected: error.expected,
          actual: error.actual)
      default: throw error
      }
    }
  }
}

/// The tiles of a published folder, taken as they lie there.
struct PublishedTiles: TileSource {
  let folder: PublishedFolder

  /// The hashes of a tile; those of a partial one may also be had from a wider one that took its
  /// place.
  ///
  /// - Throws: `TRUNCATED` if it is missing, `TILE_MISMATCH` if it has another length.
  func hashes(of tile: Tile) throws(JournalError) -> [Hash] {
    var (file, bytes) = (tile, try folder.bytes(of: TileFile(tile)))
    if bytes == nil, !tile.isFull {
      file = Tile(level: tile.level, number: tile.number)
      bytes = try folder.bytes(of: TileFile(file)).map {
        Array($0.prefix(tile.width * Hash.byteCount))
      }
    }
    let first = tile.number << (Tile.height * (tile.level + 1))
    guard let bytes else {
      throw JournalError(
        .truncated, .integrity, "the tile is missing", file: tile.path, entry: first,
        expected: "\(tile.width) hashes")
    }
    guard bytes.count == tile.width * Hash.byteCount, let hashes = Hash.list(from: bytes) else {
      throw JournalError(
        .tileMismatch, .integrity, "the tile has another length", file: file.path, entry: first,
        offset: min(bytes.count, tile.width * Hash.byteCount),
        expected: "\(tile.width * Hash.byteCount) bytes", actual: "\(bytes.count) bytes")
    }
    return hashes
  }
}
