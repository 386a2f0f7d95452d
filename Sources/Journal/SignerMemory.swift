public import MerkleLog

/// What was signed last for a journal: a small file beside the key that outlives the journal's
/// folder, and the key where that is replaced.
///
/// It is why a signer never signs two histories: a journal restored from an old copy, or one that
/// grew elsewhere from a common past, does not extend what is remembered here. There is one file a
/// key and origin, with room for the last eight signed checkpoints. They are written one after the
/// other and around, and synced by halves before the other half is written over: no power loss can
/// take or tear all of them, and most commits need no sync for it. A power loss may leave it a few
/// commits behind the journal, which then extends it.
public struct SignerMemory: Sendable {
  /// Where it is: `KEYFILE.signed-` and the first 16 digits of SHA-256(origin).
  public let path: String
  /// The origin of the journal.
  public let origin: String
  let files: any FileSystem

  /// Names the memory beside a key file; nothing is read yet.
  public init(
    besideKey keyPath: String, origin: String, fileSystem: any FileSystem = PosixFileSystem()
  ) {
    let digest = TreeHasher().digest(Array(origin.utf8)).description
    path = keyPath + ".signed-" + digest.prefix(16)
    self.origin = origin
    files = fileSystem
  }

  /// The last checkpoint that was signed or seen on this machine; nil if none is remembered.
  ///
  /// Its signature, which may be by a key that was replaced since, is not verified: whoever can
  /// write here can as well remove the file, and damage leaves what no journal extends.
  ///
  /// - Throws: `MEMORY_DAMAGED` if the file is not such a checkpoint.
  public func last() throws(JournalError) -> Checkpoint? { try content()?.newest }

  /// How many checkpoints the file has room for; before each half of them is written to, the other
  /// half is synced.
  private static let slotCount = 8
  private static let halfCount = slotCount / 2
  /// How long a slot is, of which the digest and its LF take the last bytes.
  ///
  /// The halves lie in pages of their own: what is torn in one leaves the other alone.
  private static let slotBytes = 2048
  private static let checkBytes = 65
  private static let limit = max(SignedNote.maximumLength, slotCount * slotBytes)

  /// What the file holds.
  struct Content: Sendable {
    /// The newest of its checkpoints.
    var newest: Checkpoint
    /// The slot in which that lies; nil if the file has none.
    fileprivate var slot: Int?
    /// Whether an update of it failed: what is on the disk is unknown then, and it begins anew.
    var isDoubtful = false
    /// All bytes, by which the writer knows what it wrote itself.
    fileprivate var bytes: [UInt8]
  }

  /// Reads the file.
  ///
  /// - Parameter known: what it held when it was looked at last; not parsed again if it still does.
  /// - Returns: what it holds; nil if nothing is remembered.
  /// - Throws: `MEMORY_DAMAGED` if there is no checkpoint of the origin in it.
  func content(unless known: Content? = nil) throws(JournalError) -> Content? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: path, limit: Self.limit)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    if let known, RawBytes.areEqual(known.bytes, bytes) { return known }
    var newest: (checkpoint: Checkpoint, slot: Int)?
    var problem = "nothing in it is whole"
    let slots = Self.slots(in: bytes)
    for (slot, note) in (slots ?? [bytes]).enumerated() {
      // A slot may be torn, but never all of them.
      guard let note else { continue }
      do throws(MerkleError) {
        let checkpoint = try Checkpoint(parsing: SignedNote(parsing: note).text)
        // What was remembered of another origin was never written here.
        guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
          problem = "it is of another origin"
          continue
        }
        if newest.map({ $0.checkpoint.size <= checkpoint.size }) ?? true {
          newest = (checkpoint, slot)
        }
      } catch {
        problem = error.detail
      }
    }
    if let newest {
      return Content(
        newest: newest.checkpoint, slot: slots == nil ? nil : newest.slot, bytes: bytes)
    }
    throw JournalError(
      .memoryDamaged, .environment,
      "the memory of what was signed last cannot be read: \(problem)", file: path,
      hint: "if the journal is known to be the newest, adopt it: key adopt --accept-rollback REASON"
    )
  }

  /// Takes over what is remembered beside another key, unless something is remembered here.
  ///
  /// - Throws: what the system says.
  public func inherit(from other: SignerMemory) throws(JournalError) {
    guard path != other.path, try files.status(of: path) == nil,
      try files.status(of: other.path) != nil
    else { return }
    let bytes = try files.contents(of: other.path, limit: Self.limit)
    try files.replace(path, with: bytes, permissions: 0o600)
  }

  /// Refuses a journal that does not extend what is remembered.
  ///
  /// - Throws: `ROLLBACK` for a shorter one, `FORK` for another of the same size, `INCONSISTENT`
  ///   for a longer one with another past.
  func check(_ tree: ProvenTree) throws(JournalError) -> Content? {
    guard let content = try content() else { return nil }
    let last = content.newest
    if last.size > tree.size {
      throw refusal(
        .rollback, "the journal is shorter than what this key signed last",
        "\(last.size) entries", "\(tree.size) entries")
    }
    let hasher = TreeHasher()
    let root = try tree.frontier(at: last.size).root(hasher)
    if root != last.root {
      throw refusal(
        last.size == tree.size ? .fork : .inconsistent,
        "the journal is not the one this key signed: its root at size \(last.size) differs",
        last.root.description, root.description)
    }
    return content
  }

  /// Remembers a checkpoint beside those that it extends.
  ///
  /// - Parameters:
  ///   - signed: the checkpoint.
  ///   - content: what the file holds; nil to begin it anew, which forgets all others.
  /// - Returns: what it holds now.
  /// - Throws: what the system says; what the file holds is unknown then.
  @discardableResult
  func remember(
    _ signed: SignedCheckpoint, after content: Content?
  ) throws(JournalError) -> Content {
    let note = signed.alone.bytes
    guard let content, let last = content.slot, !content.isDoubtful,
      let bytes = Self.slot(note)
    else {
      let bytes = Self.slot(note)
      try files.replace(path, with: bytes ?? note, permissions: 0o600)
      return Content(
        newest: signed.checkpoint, slot: bytes == nil ? nil : 0, bytes: bytes ?? note)
    }
    let slot = (last + 1) % Self.slotCount
    let file = try files.open(path, .updating)
    if slot.isMultiple(of: Self.halfCount) { try files.synchronize(file) }
    let offset = slot * Self.slotBytes
    try files.write(bytes, to: file, at: offset)
    let end = min(content.bytes.count, offset + Self.slotBytes)
    var updated = content
    updated.newest = signed.checkpoint
    updated.slot = slot
    updated.bytes.replaceSubrange(offset..<end, with: bytes)
    return updated
  }

  // MARK: Slots

  /// The note in each slot; nil for one that was torn.
  ///
  /// There are no slots in a file that was written before there were any, or where they are too
  /// short: it is one note.
  private static func slots(in bytes: [UInt8]) -> [[UInt8]?]? {
    var notes: [[UInt8]?] = []
    for start in stride(from: 0, to: bytes.count, by: slotBytes) {
      let slot = bytes[start...].prefix(slotBytes)
      let filled = slot.dropLast(checkBytes)
      let check = check(of: filled)
      guard slot.count == slotBytes, slot.suffix(checkBytes).elementsEqual(check) else {
        notes.append(nil)
        continue
      }
      notes.append(CheckpointFiles.note(filling: filled))
    }
    return notes.count == 1 && notes[0] == nil ? nil : notes
  }

  /// A note filled up with LF to the length of a slot, with the SHA-256 of all before it in the
  /// last line; nil if it is too long.
  ///
  /// The signature alone would not do: who verifies it needs to know the key.
  private static func slot(_ note: [UInt8]) -> [UInt8]? {
    let missing = slotBytes - checkBytes - note.count
    guard missing >= 0 else { return nil }
    let filled = note + [UInt8](repeating: 0x0A, count: missing)
    return filled + check(of: filled[...])
  }

  /// The last line of a slot that begins with these bytes.
  private static func check(of filled: ArraySlice<UInt8>) -> [UInt8] {
    TreeHasher().digest(Array(filled)).description.utf8 + [0x0A]
  }

  /// Remembers the newest checkpoint of a journal whatever was remembered before, as after a
  /// restored backup.
  ///
  /// - Throws: only when a file cannot be read or written.
  public func adopt(_ signed: SignedCheckpoint, reason: String) throws(JournalError) {
    try recordAdoption(of: signed, reason: reason)
    try remember(signed, after: nil)
  }

  /// Adds what is given up and why to the file `PATH.adopted`, one line each time.
  func recordAdoption(of signed: SignedCheckpoint, reason: String) throws(JournalError) {
    let record = path + ".adopted"
    var old = "nothing"
    if let last = try? last() {
      old = "\(last.origin) \(last.size) \(last.root.base64)"
    } else if try files.status(of: path) != nil {
      let bytes = try files.contents(of: path, limit: Self.limit)
      let text = String(decoding: bytes, as: UTF8.self)
      old = text.split(separator: "\n").prefix(3).joined(separator: " ")
    }
    let isNew = try files.status(of: record) == nil
    let file = try files.open(record, isNew ? .creating(permissions: 0o600) : .updating)
    let time = Timestamp.text(milliseconds: files.now())
    let new = "\(origin) \(signed.checkpoint.size) \(signed.checkpoint.root.base64)"
    let line =
      "{\"adopted\":\(FlatJSON.quoted(new)),\"given_up\":\(FlatJSON.quoted(old)),"
      + "\"reason\":\(FlatJSON.quoted(reason)),\"time\":\"\(time)\"}\n"
    try files.write(Array(line.utf8), to: file, at: files.size(of: file))
    try files.synchronize(file)
    try files.synchronizeFolder(Layout.parent(of: record))
  }

  private func refusal(
    _ code: JournalError.Code, _ message: String, _ expected: String, _ actual: String
  ) -> JournalError {
    JournalError(
      code, .integrity, message, file: path, expected: expected, actual: actual,
      hint: "find the newest copy of the journal; if this one shall go on:"
        + " key adopt --accept-rollback REASON")
  }
}
