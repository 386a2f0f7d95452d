public import MerkleLog

extension JournalWriter {
  /// Makes a new, empty journal, durably; a failure leaves nothing behind.
  ///
  /// - Parameters:
  ///   - folder: where; it must not exist, or be empty. Missing folders above it are made.
  ///   - description: what `ledger.json` shall say; its key must be the public half of `key`.
  ///   - key: signs the checkpoint of the empty journal.
  ///   - memory: what the key signed before on this machine.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: `NOT_EMPTY` (refused); `KEY_WRONG`; `ROLLBACK` if the key already signed entries of
  ///   a journal of this origin; `TOO_LARGE` if origin or key name are too long; or what the system
  ///   says.
  public static func create(
    at folder: String, description: LedgerDescription, key: SigningKey, memory: SignerMemory,
    fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    let layout = Layout(folder: folder)
    try check(key, against: description, layout)
    let signed: SignedCheckpoint
    do throws(MerkleError) {
      signed = try SignedCheckpoint(
        signing: Checkpoint(origin: description.origin, size: 0, root: .empty), by: key)
    } catch {
      throw JournalError(.init(merkle: error.code), .refused, error.detail, hint: error.remedy)
    }
    // The number of entries is one digit now, and will have more.
    let sizeDigits = String(Int.max).utf8.count
    guard let slot = CheckpointFiles.slotBytes(signed),
      signed.bytes.count + sizeDigits - 1 <= slot.count
    else {
      throw JournalError(.tooLarge, .refused, "the origin and the key's name are too long")
    }
    if let last = try memory.last(), last.size > 0 {
      throw JournalError(
        .rollback, .integrity, "this key signed entries of a journal of this origin before",
        file: memory.path, expected: "\(last.size) entries", actual: "a new journal",
        hint: "continue that journal, or give this one another origin or key")
    }
    var creation = Creation(layout: layout, files: fileSystem)
    do throws(JournalError) {
      try creation.run(description, signed, slot)
      try memory.remember(signed, after: nil)
    } catch {
      throw creation.undo(error)
    }
  }

  private static func check(
    _ key: SigningKey, against description: LedgerDescription, _ layout: Layout
  ) throws(JournalError) {
    guard key.verifier == description.key else {
      throw JournalError(
        .keyWrong, .environment, "this is not the key of the new journal", file: layout.ledger,
        expected: description.key.description, actual: key.verifier.description,
        hint: "name the file of the journal's own key")
    }
  }
}

/// The files and folders of a new journal, as they are made.
private struct Creation {
  let layout: Layout
  let files: any FileSystem
  /// What was made, for taking it back.
  private var made: [(path: String, isFolder: Bool)] = []

  init(layout: Layout, files: any FileSystem) {
    self.layout = layout
    self.files = files
  }

  mutating func run(
    _ description: LedgerDescription, _ signed: SignedCheckpoint, _ slot: [UInt8]
  ) throws(JournalError) {
    try checkIsFree()
    for folder in try missingFolders() { try make(folder: folder) }
    // Two programs may be making the same journal.
    let lock = try JournalWriter.lock(layout, files, 0)
    defer { withExtendedLifetime(lock) {} }
    try checkIsFree()
    try make(folder: layout.entries)
    try make(folder: layout.hashes)
    try make(layout.commit, slot + slot)
    try make(layout.checkpoint, signed.bytes)
    // This file makes the folder a journal, so it comes last.
    try make(layout.ledger, Array(description.json.utf8))
  }

  /// Removes what was made; the answer is the error to throw.
  func undo(_ cause: JournalError) -> JournalError {
    var error = cause
    for (path, isFolder) in made.reversed() {
      do throws(JournalError) {
        guard try files.status(of: path) != nil else { continue }
        if isFolder { try files.removeFolder(path) } else { try files.remove(path) }
      } catch let second {
        error.hint = "remove what was begun in \(layout.folder) by hand: \(second.message)"
      }
    }
    return error
  }

  private func checkIsFree() throws(JournalError) {
    guard try files.status(of: layout.folder + "/.") != nil else {
      guard try files.status(of: layout.folder) == nil else {
        throw JournalError(
          .notEmpty, .refused, "there is something else here", file: layout.folder)
      }
      return
    }
    let names = try files.list(layout.folder)
    if names.isEmpty { return }
    throw JournalError(
      .notEmpty, .refused,
      names.contains("ledger.json") ? "there is a journal here already" : "the folder is not empty",
      file: layout.folder, hint: "name another folder")
  }

  /// The folders that have to be made, outermost first.
  private func missingFolders() throws(JournalError) -> [String] {
    var missing: [String] = []
    var path = layout.folder
    while try files.status(of: path + "/.") == nil, path != "/", path != "." {
      missing.append(path)
      path = Layout.parent(of: path)
    }
    return missing.reversed()
  }

  private mutating func make(folder: String) throws(JournalError) {
    made.append((folder, true))
    try files.makeFolder(folder, permissions: 0o755)
    try files.synchronizeFolder(Layout.parent(of: folder))
  }

  private mutating func make(_ path: String, _ bytes: [UInt8]) throws(JournalError) {
    made.append((path + ".new", false))
    made.append((path, false))
    try files.replace(path, with: bytes)
  }
}
