public import MerkleLog

/// Writes a journal as static files that anybody can check with the tools of others (C2SP
/// tlog-tiles), and brings such a folder up to date.
///
/// Safe to serve while it runs: every file appears whole, none that was published changes, and the
/// checkpoint comes last. Nothing is written before the lines are proven against the signed root
/// and the journal is proven to extend what was published.
public struct Publisher {
  /// What a publication did.
  public struct Report: Sendable, Hashable {
    /// How many entries had been published before.
    public var before = 0
    /// How many are published now.
    public var size = 0
    /// The root at that size.
    public var root = Hash.empty
    /// How many tiles and bundles were written.
    public var written = 0
    /// How many partial ones were removed, a full one having taken their place.
    public var removed = 0
  }

  private var reader: JournalReader
  private let folder: PublishedFolder
  private let files: any FileSystem
  private let hasher: TreeHasher
  private var report = Report()
  /// Folders in which names were made or removed since they were synced.
  private var touched: Set<String> = []
  private var known: Set<String> = []

  private init(_ reader: JournalReader, _ folder: PublishedFolder) {
    self.reader = reader
    self.folder = folder
    files = folder.files
    hasher = TreeHasher()
  }

  /// Publishes a journal into a folder, which is made if there is none.
  ///
  /// - Parameters:
  ///   - reader: the journal.
  ///   - path: the folder.
  ///   - isComplete: whether to look at every file of the folder and write those that are missing,
  ///     instead of only what is new.
  ///   - fileSystem: where both lie.
  /// - Returns: what was done.
  /// - Throws: `NOT_EMPTY` (refused) if the folder holds other things; `SYMLINK`; `LOCKED`;
  ///   `ORIGIN_MISMATCH`, `SIG_UNKNOWN_KEY`, `ROLLBACK`, `FORK`, `INCONSISTENT` if it holds another
  ///   log or another past; `TILE_MISMATCH` if a published file has another content; the first
  ///   finding about the journal if its lines do not give the signed root; or what the system says.
  public static func publish(
    _ reader: JournalReader, to path: String, isComplete: Bool = false,
    fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) -> Report {
    var publisher = Publisher(reader, PublishedFolder(path, fileSystem))
    return try publisher.run(isComplete: isComplete)
  }

  private mutating func run(isComplete: Bool) throws(JournalError) -> Report {
    try prepare()
    guard let lock = try files.lock(folder: folder.path) else {
      throw JournalError(
        .locked, .environment, "another publication into this folder runs", file: folder.path,
        hint: "repeat the command when it has finished")
    }
    defer { withExtendedLifetime(lock) {} }
    try checkNames()
    // Whoever published meanwhile may have been ahead of what was read before the lock was had.
    reader = try JournalReader(reader.layout, reader.files).asSettled
    let previous = try published()
    let before = previous?.checkpoint.size ?? 0
    // A publication that was interrupted may have left what it was about to remove.
    let wasInterrupted = try files.status(of: folder.path(PublishedFolder.workName)) != nil
    let edge = try edge(at: isComplete ? 0 : before, isComplete ? nil : previous)

    // First without writing: nothing appears that the signed root does not vouch for.
    let trusts = try rehearse(edge)
    let grown = try extend(edge, trusts) { file, bytes throws(JournalError) in
      try write(file, bytes)
    }
    guard grown?.root(hasher) == reader.checkpoint.checkpoint.root else {
      throw try reader.refusal()
    }
    if isComplete, let previous { try writeEdge(of: previous) }
    try synchronizeTouched()

    try writeCheckpoint()
    try removeSuperseded(isComplete || wasInterrupted ? 0 : before)
    try synchronizeTouched()
    report.before = before
    report.size = reader.size
    report.root = reader.checkpoint.checkpoint.root
    return report
  }

  // MARK: What is there

  private mutating func prepare() throws(JournalError) {
    switch try files.status(of: folder.path)?.kind {
    case nil: try files.ensureFolders(folder.path, permissions: 0o755)
    case .folder: break
    case .link:
      throw JournalError(
        .symbolicLink, .refused, "the folder is a symbolic link", file: folder.path,
        hint: "name the folder that it leads to")
    case .regular, .other:
      throw JournalError(.exists, .refused, "this should be a folder", file: folder.path)
    }
  }

  private func checkNames() throws(JournalError) {
    for name in try files.list(folder.path) {
      let kind = try files.status(of: folder.path(name))?.kind
      switch (name, kind) {
      case (_, .link):
        throw JournalError(
          .symbolicLink, .integrity, "this is a symbolic link; nothing was published", file: name,
          hint: "remove it, or name another folder")
      case (PublishedFolder.checkpointName, .regular), (PublishedFolder.tilesName, .folder),
        (PublishedFolder.workName, .folder), (_, nil):
        continue
      default:
        throw JournalError(
          .notEmpty, .refused, "the folder holds something else than a published log", file: name,
          hint: "name an empty folder, or one that was published into before")
      }
    }
  }

  /// The checkpoint that was published last, of this journal and extended by it; nil if there is
  /// none.
  private func published() throws(JournalError) -> SignedCheckpoint? {
    guard let bytes = try folder.checkpointBytes() else { return nil }
    let hint = "nothing was published; find out who wrote this folder, or name another one"
    let previous: SignedCheckpoint
    do throws(JournalError) {
      previous = try reader.earlier(bytes, named: PublishedFolder.checkpointName)
    } catch {
      var error = error
      error.hint = error.kind == .integrity ? hint : error.hint
      throw error
    }
    if let finding = try reader.contradiction(
      to: previous, named: PublishedFolder.checkpointName)
    {
      throw JournalError(finding, hint: hint)
    }
    return previous
  }

  /// The partial tiles at the right edge of what was published, such that they give its root.
  private func edge(
    at size: Int, _ previous: SignedCheckpoint?
  ) throws(JournalError) -> TileEdge {
    for trust in JournalTiles.Trust.allCases {
      let edge = try TileEdge(size: size, reading: JournalTiles(reader, trust, hasher))
      if edge.root(hasher) == previous?.checkpoint.root ?? .empty { return edge }
    }
    throw try reader.refusal()
  }

  // MARK: What is new

  /// Proves that the lines from the edge on give the signed root; answers whether the stored starts
  /// of blocks led to them.
  private func rehearse(_ edge: TileEdge) throws(JournalError) -> Bool {
    for trusts in [true, false] {
      do throws(JournalError) {
        let grown = try extend(edge, trusts) { _, _ in }
        if grown?.root(hasher) == reader.checkpoint.checkpoint.root { return trusts }
      } catch {
        // A wrong start of a block leads nowhere; a line that is missing is so the next time too.
        guard trusts, error.kind == .integrity else { throw error }
      }
    }
    throw try reader.refusal()
  }

  /// Adds the journal's further lines to the edge, and hands out every tile and bundle that is
  /// filled, or partial in the end.
  ///
  /// - Returns: the new edge; nil if the lines that the begun bundle starts with are not those of
  ///   the edge.
  private func extend(
    _ edge: TileEdge, _ trustingBlocks: Bool,
    _ write: (TileFile, [UInt8]) throws(JournalError) -> Void
  ) throws(JournalError) -> TileEdge? {
    let start = edge.size
    // The bundle that was begun is written whole again, wider.
    let first = start & ~(Tile.fullWidth - 1)
    var isRight = true
    var bundle: [UInt8] = []
    var growing = edge
    var filled: [(tile: Tile, hashes: [Hash])] = []
    try reader.walk(first..<reader.size, trustingBlocks: trustingBlocks) {
      chunk, lines throws(JournalError) in
      for index in lines where isRight {
        let line = chunk.lines[index]
        let entry = chunk.firstEntry + index
        let leaf = hasher.leaf(chunk.bytes, line)
        EntryBundle.append(chunk.bytes[line], to: &bundle)
        if entry < start {
          isRight = leaf == edge.partials[0][entry - first]
          continue
        }
        filled.removeAll(keepingCapacity: true)
        growing.append(leaf, hasher, filled: &filled)
        for (tile, hashes) in filled {
          try write(TileFile(tile), Hash.bytes(of: hashes))
          guard tile.level == 0 else { continue }
          try write(TileFile(tile, isBundle: true), bundle)
          bundle.removeAll(keepingCapacity: true)
        }
      }
    }
    guard isRight else { return nil }
    for (tile, hashes) in growing.tiles {
      try write(TileFile(tile), Hash.bytes(of: hashes))
      if tile.level == 0 { try write(TileFile(tile, isBundle: true), bundle) }
    }
    return growing
  }

  /// Writes again, where they are missing, the partial tiles that a checkpoint published before
  /// needs and no full tile replaces.
  private mutating func writeEdge(of previous: SignedCheckpoint) throws(JournalError) {
    let size = previous.checkpoint.size
    for (tile, hashes) in try edge(at: size, previous).tiles
    where Tile.at(level: tile.level, number: tile.number, size: reader.size)?.isFull == false {
      try write(TileFile(tile), Hash.bytes(of: hashes))
      guard tile.level == 0 else { continue }
      var bundle: [UInt8] = []
      try reader.walk((tile.number * Tile.fullWidth)..<size) { chunk, lines in
        for line in chunk.lines[lines] { EntryBundle.append(chunk.bytes[line], to: &bundle) }
      }
      try write(TileFile(tile, isBundle: true), bundle)
    }
  }
}

// MARK: Files

extension Publisher {
  /// Writes a file unless it is there; one that is there must have this content.
  private mutating func write(_ file: TileFile, _ bytes: [UInt8]) throws(JournalError) {
    if let there = try folder.bytes(of: file) {
      if there == bytes { return }
      throw mismatch(file, there, bytes)
    }
    try ensureFolder(of: file.path)
    try place(bytes, file.path)
    report.written += 1
  }

  private func mismatch(
    _ file: TileFile, _ there: [UInt8], _ bytes: [UInt8]
  ) -> JournalError {
    let offset = zip(there, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    return JournalError(
      .tileMismatch, .integrity, "a published file has another content than the journal gives it",
      file: file.path, offset: offset ?? min(there.count, bytes.count),
      expected: hasher.digest(bytes).description, actual: hasher.digest(there).description,
      hint:
        "nothing published was changed; keep a copy of the folder as evidence, and publish into "
        + "another one")
  }

  /// Puts a file in its place whole: written aside, synced, renamed.
  private mutating func place(_ bytes: [UInt8], _ relative: String) throws(JournalError) {
    try ensureFolder(of: PublishedFolder.workName + "/file")
    let temporary = folder.path(PublishedFolder.workName + "/file")
    let file = try files.open(temporary, .replacing(permissions: 0o644))
    try files.write(bytes, to: file, at: 0)
    try files.synchronize(file)
    try files.rename(temporary, to: folder.path(relative), replacing: true)
    touched.insert(Layout.parent(of: folder.path(relative)))
  }

  /// Makes the folders above a file, none of which may be a link.
  private mutating func ensureFolder(of relative: String) throws(JournalError) {
    let parent = Layout.parent(of: relative)
    if parent == "." || known.contains(parent) { return }
    try ensureFolder(of: parent)
    let path = folder.path(parent)
    switch try files.status(of: path)?.kind {
    case .folder: break
    case nil:
      try files.makeFolder(path, permissions: 0o755)
      touched.insert(Layout.parent(of: path))
    case .link:
      throw JournalError(
        .symbolicLink, .integrity, "this is a symbolic link; nothing more was published",
        file: parent, hint: "remove it")
    case .regular, .other:
      throw JournalError(
        .unexpectedFile, .integrity, "this should be a folder", file: parent, hint: "remove it")
    }
    known.insert(parent)
  }

  private mutating func synchronizeTouched() throws(JournalError) {
    for path in touched.sorted() { try files.synchronizeFolder(path) }
    touched = []
  }

  /// The checkpoint comes last, with all its signatures.
  private mutating func writeCheckpoint() throws(JournalError) {
    let bytes = reader.checkpoint.bytes
    if try folder.checkpointBytes() != bytes {
      try place(bytes, PublishedFolder.checkpointName)
      try synchronizeTouched()
    }
  }

  /// Removes the partial tiles and bundles that full ones of the same level have replaced.
  private mutating func removeSuperseded(_ before: Int) throws(JournalError) {
    for level in 0..<Tile.levels {
      let first = Tile.hashCount(level: level, size: before) >> Tile.height
      let end = Tile.hashCount(level: level, size: reader.size) >> Tile.height
      for number in first..<max(first, end) {
        let partial = Tile(level: level, number: number, width: 1)
        try removeFolder(Layout.parent(of: partial.path))
        if level == 0 { try removeFolder(Layout.parent(of: partial.bundlePath)) }
      }
    }
    known = []
    let work = folder.path(PublishedFolder.workName)
    if try files.status(of: work)?.kind == .folder {
      for name in try files.list(work) { try files.remove(work + "/" + name) }
      try files.removeFolder(work)
    }
  }

  private mutating func removeFolder(_ relative: String) throws(JournalError) {
    let path = folder.path(relative)
    guard try files.status(of: path)?.kind == .folder else { return }
    for name in try files.list(path) {
      try files.remove(path + "/" + name)
      report.removed += 1
    }
    try files.removeFolder(path)
    touched.insert(Layout.parent(of: path))
  }
}
