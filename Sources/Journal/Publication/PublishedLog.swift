public import MerkleLog

/// A published log as of its checkpoint, read without the journal: only the key is needed, and that
/// comes from elsewhere.
public struct PublishedLog: Sendable {
  /// The folder's path.
  public let path: String
  /// The signed checkpoint.
  public let checkpoint: SignedCheckpoint

  /// The key that the verifier knows, and those that the entries lead to from it.
  public let keys: [VerifierKey]

  let folder: PublishedFolder
  var files: any FileSystem { folder.files }

  /// The number of published entries.
  public var size: Int { checkpoint.checkpoint.size }

  /// Opens a published folder and verifies its checkpoint.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - key: the log's key, or one that it was signed with before and that the entries lead from
  ///     to the present one; its name is the log's origin.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: `NOT_FOUND` if there is no such folder; `CHECKPOINT_MISSING`,
  ///   `CHECKPOINT_MALFORMED`, `SIG_UNKNOWN_KEY`, `SIG_INVALID`, `ORIGIN_MISMATCH`, `SYMLINK`
  ///   (integrity); or what the system says.
  public init(
    opening path: String, key: VerifierKey, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    folder = PublishedFolder(path, fileSystem)
    self.path = folder.path
    guard try fileSystem.status(of: folder.path + "/.") != nil else {
      throw JournalError(
        .notFound, .environment, "there is no published log here", file: folder.path,
        hint: "name the folder that was published")
    }
    guard let bytes = try folder.checkpointBytes() else {
      throw JournalError(
        .checkpointMissing, .integrity, "the folder has no checkpoint",
        file: PublishedFolder.checkpointName)
    }
    do throws(JournalError) {
      checkpoint = try SignedCheckpoint.earlier(
        bytes, keys: [key], origin: key.name, named: PublishedFolder.checkpointName)
      keys = [key]
    } catch {
      guard error.code == .unknownKey else { throw error }
      // Perhaps the key was replaced: the entries tell. That they are the signed ones is proven
      // later, like all else.
      keys = KeyChain(trusting: key, try folder.keyStatements(claimedBy: bytes)).keys
      guard keys.count > 1 else { throw error }
      checkpoint = try SignedCheckpoint.earlier(
        bytes, keys: keys, origin: key.name, named: PublishedFolder.checkpointName)
    }
  }

  /// The bytes of one entry as they lie in its bundle; they are not verified.
  ///
  /// - Throws: `NO_SUCH_ENTRY` (refused) beyond the size, `TRUNCATED` if it is missing.
  public func line(at entry: Int) throws(JournalError) -> [UInt8] {
    guard let tile = Tile.at(level: 0, number: entry / Tile.fullWidth, size: size),
      entry >= 0, entry < size
    else {
      throw JournalError(.noSuchEntry, .refused, "the log has no such entry", entry: entry)
    }
    let file = TileFile(tile, isBundle: true)
    let bytes = try folder.bundle(of: tile) ?? []
    let ranges = EntryBundle.records(in: bytes).ranges
    guard entry % Tile.fullWidth < ranges.count else {
      throw JournalError(
        .truncated, .integrity, "the entry is missing", file: file.path, entry: entry)
    }
    return Array(bytes[ranges[entry % Tile.fullWidth]])
  }

  /// Whether the log extends an earlier checkpoint of it: nil if so, else what contradicts it.
  ///
  /// - Throws: what ``root(at:)`` throws.
  public func contradiction(
    to old: SignedCheckpoint, named name: String
  ) throws(JournalError) -> Finding? {
    let root = old.checkpoint.size <= size ? try root(at: old.checkpoint.size) : nil
    return old.contradiction(to: checkpoint, rootAtOldSize: root, named: name)
  }

  /// The root of the log at an earlier size, such that the checkpoint provably extends it: what a
  /// witness asks for, who need not trust the folder.
  ///
  /// - Precondition: `size` is that of an earlier state: not negative, nor above the signed size.
  /// - Throws: `TRUNCATED` or `TILE_MISMATCH` (integrity) for tiles that cannot be used, or do not
  ///   give the signed root.
  public func root(at size: Int) throws(JournalError) -> Hash {
    let (newest, hasher) = (checkpoint.checkpoint, TreeHasher())
    let tiles = TileReader(PublishedTiles(folder: folder), size: newest.size, hasher)
    let root = try Frontier(size: size, reading: tiles).root(hasher)
    let proof = try ConsistencyProof(from: size, to: newest.size, reading: tiles, hasher)
    guard proof.proves(from: size, root, to: newest.size, newest.root, hasher) else {
      throw JournalError(
        .tileMismatch, .integrity, "the tiles do not give the signed root",
        expected: newest.root.description, hint: "'verify --log' tells which of them is wrong")
    }
    return root
  }

  /// Reads a checkpoint of this log that somebody kept.
  ///
  /// - Throws: as ``JournalReader/earlier(_:named:)``.
  public func earlier(
    _ bytes: [UInt8], named name: String
  ) throws(JournalError) -> SignedCheckpoint {
    try SignedCheckpoint.earlier(
      bytes, keys: keys, origin: checkpoint.checkpoint.origin, named: name)
  }
}
