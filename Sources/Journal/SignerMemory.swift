public import MerkleLog

/// What was signed last for a journal: a small file beside the key that outlives the journal's
/// folder, and the key where that is replaced.
///
/// It is why a signer never signs two histories: a journal restored from an old copy, or one that
/// grew elsewhere from a common past, does not extend what is remembered here. The file is a signed
/// checkpoint; one a key and origin.
public struct SignerMemory: Sendable {
  /// Where it is: `KEYFILE.signed-` and the first 16 digits of SHA-256(origin).
  public let path: String
  /// The origin of the journal.
  public let origin: String
  let files: any FileSystem

  /// Names the memory beside a key file; nothing is read yet.
  public init(
    besideKey keyPath: String, origin: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    let digest = try JournalError.hasher().digest(Array(origin.utf8)).description
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
  public func last() throws(JournalError) -> Checkpoint? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: path, limit: SignedNote.maximumLength)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    let problem: String
    do throws(MerkleError) {
      let checkpoint = try Checkpoint(parsing: SignedNote(parsing: bytes).text)
      if checkpoint.origin.utf8.elementsEqual(origin.utf8) { return checkpoint }
      problem = "it is of another origin"
    } catch {
      problem = error.detail
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
    let bytes = try files.contents(of: other.path, limit: SignedNote.maximumLength)
    try files.replace(path, with: bytes, permissions: 0o600)
  }

  /// Refuses a journal that does not extend what is remembered.
  ///
  /// - Throws: `ROLLBACK` for a shorter one, `FORK` for another of the same size, `INCONSISTENT`
  ///   for a longer one with another past.
  func check(_ tree: ProvenTree) throws(JournalError) -> Checkpoint? {
    guard let last = try last() else { return nil }
    if last.size > tree.size {
      throw refusal(
        .rollback, "the journal is shorter than what this key signed last",
        "\(last.size) entries", "\(tree.size) entries")
    }
    let hasher = try JournalError.hasher()
    let root = try tree.frontier(at: last.size).root(hasher)
    if root != last.root {
      throw refusal(
        last.size == tree.size ? .fork : .inconsistent,
        "the journal is not the one this key signed: its root at size \(last.size) differs",
        last.root.description, root.description)
    }
    return last
  }

  /// Remembers a checkpoint, durably.
  func remember(_ signed: SignedCheckpoint) throws(JournalError) {
    try files.replace(path, with: signed.bytes, permissions: 0o600)
  }

  /// Remembers the newest checkpoint of a journal whatever was remembered before, as after a
  /// restored backup.
  ///
  /// - Throws: only when a file cannot be read or written.
  public func adopt(_ signed: SignedCheckpoint, reason: String) throws(JournalError) {
    try recordAdoption(of: signed, reason: reason)
    try remember(signed)
  }

  /// Adds what is given up and why to the file `PATH.adopted`, one line each time.
  func recordAdoption(of signed: SignedCheckpoint, reason: String) throws(JournalError) {
    let record = path + ".adopted"
    var old = "nothing"
    if try files.status(of: path) != nil {
      let bytes = try files.contents(of: path, limit: SignedNote.maximumLength)
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
