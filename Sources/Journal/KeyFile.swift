public import MerkleLog

/// The file of a private signing key: one line, readable by its owner only.
public struct KeyFile: Sendable {
  /// Where it is.
  public let path: String
  let files: any FileSystem

  /// Names a key file; nothing is read yet.
  public init(_ path: String, fileSystem: any FileSystem = PosixFileSystem()) {
    self.path = path
    files = fileSystem
  }

  /// Reads the key.
  ///
  /// - Throws: `KEY_MISSING`; `KEY_PERMISSIONS` if others may read or write it, or own it;
  ///   `KEY_MALFORMED`.
  public func read() throws(JournalError) -> SigningKey {
    let file: OpenFile
    do throws(JournalError) {
      file = try files.open(path, .readingThroughLinks)
    } catch {
      guard error.code == .notFound else { throw error }
      throw JournalError(
        .keyMissing, .environment, "there is no signing key here", file: path,
        hint: "make one with init, or name the file of another")
    }
    let permissions = try files.permissions(of: file)
    guard permissions & 0o077 == 0 else {
      throw JournalError(
        .keyPermissions, .environment, "others than its owner may read or write the signing key",
        file: path, expected: "0600", actual: "0" + String(permissions, radix: 8),
        hint: "chmod 600 the file; if others may have read it, change the key")
    }
    guard try files.isOwn(file) else {
      throw JournalError(
        .keyPermissions, .environment, "the signing key belongs to another user", file: path,
        hint: "sign as that user; or chown the file, if it is yours to take")
    }
    var bytes = try files.contents(of: file, limit: 4_096)
    if bytes.last == 0x0A { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JournalError(.keyMalformed, .environment, "the key file is not text", file: path)
    }
    do throws(MerkleError) {
      return try SigningKey(parsing: text)
    } catch {
      throw JournalError(error, file: path)
    }
  }

  /// Writes a new key, durably; missing folders are made, accessible to their owner only.
  ///
  /// - Throws: `KEY_EXISTS` if there is a file already; it is not touched.
  public func create(_ key: SigningKey) throws(JournalError) {
    try files.ensureFolders(Layout.parent(of: path), permissions: 0o700)
    let file: OpenFile
    do throws(JournalError) {
      file = try files.open(path, .creating(permissions: 0o600))
    } catch {
      guard error.code == .exists else { throw error }
      throw JournalError(
        .keyExists, .refused, "there is a file already; a key is never overwritten", file: path,
        hint: "use that key, or name another file")
    }
    do throws(JournalError) {
      try files.write(Array(key.encoded.utf8) + [0x0A], to: file, at: 0)
      try files.synchronize(file)
      try files.synchronizeFolder(Layout.parent(of: path))
    } catch {
      // Half a key must not bar the next attempt; if this fails too, the first error is the one to
      // tell.
      _ = try? files.remove(path)
      throw error
    }
  }

  /// Puts the key in another place, durably; what was there is replaced.
  ///
  /// - Throws: what the system says.
  public func move(to newPath: String) throws(JournalError) {
    try files.rename(path, to: newPath)
    try files.synchronizeFolder(Layout.parent(of: newPath))
  }

  /// Whether there is anything under the name.
  public func exists() throws(JournalError) -> Bool { try files.status(of: path) != nil }

  /// Takes back a key that was just made and that nothing was signed with.
  ///
  /// - Throws: what the system says.
  public func remove() throws(JournalError) {
    try files.remove(path)
  }
}
