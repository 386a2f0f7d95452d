public import MerkleLog

/// The last way out, when every key that might sign is lost: another one begins anew, and
/// `ledger.json` says that it was not authorised.
public enum KeyRecovery {
  /// Names a key in `ledger.json` as one that begins anew.
  ///
  /// Its first entry must be the one that says so; until then the journal is read and verified as
  /// before, and a second call for the same key changes nothing.
  ///
  /// - Parameters:
  ///   - key: the new key.
  ///   - folder: the journal's.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: `LOCKED`, or what reading and writing `ledger.json` throws.
  public static func begin(
    with key: VerifierKey, in folder: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    let layout = Layout(folder: folder)
    let old = try JournalReader.description(layout, fileSystem)
    if old.recovered.last == key { return }
    let lock = try JournalWriter.lock(layout, fileSystem, 0)
    defer { withExtendedLifetime(lock) {} }
    let new = LedgerDescription(
      origin: old.origin, key: old.key, source: old.source, region: old.region,
      recovered: old.recovered + [key])
    try fileSystem.replace(layout.ledger, with: Array(new.json.utf8))
  }
}
