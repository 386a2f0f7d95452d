internal import MerkleLog

/// Looks at everything in a published folder: names what does not belong there, and holds partial
/// tiles of earlier sizes against what took their place.
struct FolderWalk {
  private(set) var findings: [Finding] = []

  private let log: PublishedLog
  /// Files of a size beyond the checkpoint.
  private var ahead: (count: Int, first: String)?
  private var isUnderWay = false

  init(_ log: PublishedLog) throws(JournalError) {
    self.log = log
    try walk("")
    if let ahead {
      findings.append(
        Finding(
          .unsignedTail,
          "\(ahead.count) files lie beyond the checkpoint; a publication was interrupted, or the "
            + "checkpoint was set back", file: ahead.first, isViolation: false))
    }
    if isUnderWay {
      findings.append(
        Finding(
          .unexpectedFile, "a publication runs, or was interrupted; the next one clears this away",
          file: PublishedFolder.workName, isViolation: false))
    }
  }

  /// Looks at the names in a folder below the published one.
  private mutating func walk(_ folder: String) throws(JournalError) {
    let path = folder.isEmpty ? log.path : log.folder.path(folder)
    for name in try log.files.list(path) {
      let relative = folder.isEmpty ? name : folder + "/" + name
      // What vanished meanwhile was a partial tile that a publication removed.
      guard let status = try log.files.status(of: log.folder.path(relative)) else { continue }
      switch status.kind {
      case .link:
        findings.append(
          Finding(.symbolicLink, "this is a symbolic link; it was not followed", file: relative))
      case .folder:
        if relative == PublishedFolder.workName {
          isUnderWay = true
        } else if Self.isPlausible(relative) {
          try walk(relative)
        } else {
          addStray(relative)
        }
      case .regular:
        if relative == PublishedFolder.checkpointName { continue }
        guard let file = TileFile(path: relative) else {
          addStray(relative)
          continue
        }
        try judge(file)
      case .other: addStray(relative)
      }
    }
  }

  private mutating func addStray(_ relative: String) {
    findings.append(
      Finding(.unexpectedFile, "this is no part of a published log", file: relative))
  }

  /// Whether tiles may lie below a folder of this path.
  static func isPlausible(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard parts[0] == PublishedFolder.tilesName else { return false }
    guard parts.count > 1 else { return true }
    // Any tile below it would have one of these paths.
    let name = parts.last.map { String($0) } ?? ""
    if parts.count == 2 { return TileFile(path: path + "/000") != nil }
    return name.hasSuffix(".p")
      ? TileFile(path: path + "/1") != nil
      : name.hasPrefix("x") && TileFile(path: path + "/000") != nil
  }

  /// Holds a file that is no part of the present tree against the one that is.
  private mutating func judge(_ file: TileFile) throws(JournalError) {
    let tile = file.tile
    guard let present = Tile.at(level: tile.level, number: tile.number, size: log.size) else {
      note(ahead: file)
      return
    }
    if tile == present { return }
    if tile.width > present.width { note(ahead: file) }
    let (old, new): ([UInt8]?, [UInt8]?)
    do throws(JournalError) {
      old = try log.folder.bytes(of: file)
      new =
        file.isBundle
        ? try log.folder.bundle(of: present)
        : Hash.bytes(of: try PublishedTiles(folder: log.folder).hashes(of: present))
    } catch {
      // What is wrong with the present one is told elsewhere.
      guard error.kind == .integrity else { throw error }
      if error.file == file.path { findings.append(Finding(evidenceOf: error)) }
      return
    }
    guard let old, let new else { return }
    let shared = min(old.count, new.count)
    var offset = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    if offset == nil, !hasRightLength(file, old) { offset = shared }
    guard let offset else { return }
    findings.append(
      Finding(
        .staleMismatch,
        "a partial tile of an earlier size is not the beginning of what took its place: one of "
          + "them was rewritten", entry: tile.number << (Tile.height * (tile.level + 1)),
        file: file.path, offset: offset, expected: "the first bytes of the present one",
        actual: "\(old.count) bytes"))
  }

  private func hasRightLength(_ file: TileFile, _ bytes: [UInt8]) -> Bool {
    guard file.isBundle else { return bytes.count == file.tile.width * Hash.byteCount }
    let (ranges, end) = EntryBundle.records(in: bytes)
    return ranges.count == file.tile.width && end == bytes.count
  }

  private mutating func note(ahead file: TileFile) {
    ahead = ((ahead?.count ?? 0) + 1, ahead?.first ?? file.path)
  }
}
