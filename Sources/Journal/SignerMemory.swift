public import MerkleLog

/// What a key last signed for a journal: a small file beside the key that outlives the journal's
/// folder.
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

  /// The last checkpoint that was signed with the key on this machine; nil if none is remembered.
  ///
  /// - Throws: `MEMORY_DAMAGED` if the file is not such a checkpoint.
  public func last(signedBy key: VerifierKey) throws(JournalError) -> SignedCheckpoint? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: path, limit: SignedNote.maximumLength)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    do throws(MerkleError) {
      return try SignedCheckpoint(parsing: bytes, key: key, origin: origin)
    } catch {
      throw JournalError(
        .memoryDamaged, .environment,
        "the memory of what was signed last cannot be read: \(error.detail)", file: path,
        hint: "if the journal is known to be the newest, remove the file")
    }
  }

  /// Refuses a journal that does not extend what is remembered.
  ///
  /// - Throws: `ROLLBACK` for a shorter one, `FORK` for another of the same size, `INCONSISTENT`
  ///   for a longer one with another past.
  func check(
    _ tree: ProvenTree, signedBy key: VerifierKey
  ) throws(JournalError) -> Checkpoint? {
    guard let last = try last(signedBy: key)?.checkpoint else { return nil }
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
  /// What was given up and why is added to the file `PATH.adopted`, one line each time.
  ///
  /// - Throws: only when a file cannot be read or written.
  public func adopt(_ signed: SignedCheckpoint, reason: String) throws(JournalError) {
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
    try remember(signed)
  }

  private func refusal(
    _ code: JournalError.Code, _ message: String, _ expected: String, _ actual: String
  ) -> JournalError {
    JournalError(
      code, .integrity, message, file: path, expected: expected, actual: actual,
      hint: "find the newest copy of the journal; if this one shall go on, adopt it with a reason")
  }
}
