public import MerkleLog

/// Somebody outside who signs that a log only grew: cosigns a checkpoint after holding it against
/// the last one, and remembers it before anybody is told.
///
/// The memory is a file beside the witness's key, one a log: the note cosigned last. It is why a
/// witness never cosigns two histories; whoever loses it loses that promise.
public struct Witness: Sendable {
  /// The key under which the witness cosigns.
  public let verifier: VerifierKey
  /// Where the memory is: `KEYFILE.cosigned-` and the first 16 digits of SHA-256(origin).
  public let memoryPath: String

  private let key: SigningKey
  private let keyPath: String
  private let origin: String
  private let files: any FileSystem

  /// Reads the witness's key.
  ///
  /// - Parameters:
  ///   - keyPath: the file of its private key.
  ///   - origin: the log to be cosigned.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: what ``KeyFile/read()`` throws.
  public init(
    keyPath: String, origin: String, fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    key = try KeyFile(keyPath, fileSystem: fileSystem).read()
    do throws(MerkleError) { verifier = try key.witness } catch { throw JournalError(error) }
    let digest = TreeHasher().digest(Array(origin.utf8)).description
    memoryPath = keyPath + ".cosigned-" + digest.prefix(16)
    self.keyPath = keyPath
    self.origin = origin
    files = fileSystem
  }

  /// Cosigns a checkpoint, unless it contradicts what was cosigned before.
  ///
  /// - Parameters:
  ///   - signed: the checkpoint, its signature by the log verified.
  ///   - rootAt: the root of the log at an earlier size, such that the checkpoint provably extends
  ///     it.
  /// - Returns: the signature line, which is safe to hand out: the memory has it.
  /// - Throws: `ROLLBACK`, `FORK`, `INCONSISTENT` (integrity) with both checkpoints as evidence;
  ///   `LOCKED`; `MEMORY_DAMAGED`; what `rootAt` throws; or what the system says.
  public func cosign(
    _ signed: SignedCheckpoint, rootAt: (Int) throws(JournalError) -> Hash
  ) throws(JournalError) -> SignedNote.Signature {
    guard let lock = try files.lock(folder: Layout.parent(of: keyPath)) else {
      throw JournalError(
        .locked, .environment, "another run of this witness is under way", file: keyPath,
        hint: "repeat the command when it has finished")
    }
    defer { withExtendedLifetime(lock) {} }
    var time = max(0, files.now() / 1000)
    if let last = try last() {
      let size = last.checkpoint.size
      let root = size < signed.checkpoint.size ? try rootAt(size) : nil
      if let finding = last.contradiction(
        to: signed, rootAtOldSize: root, named: memoryPath)
      {
        throw JournalError(
          finding, hint: "nothing was cosigned; the two checkpoints together are the evidence")
      }
      time = max(time, try times(last.note).max() ?? 0)
    }
    let signature: SignedNote.Signature
    do throws(MerkleError) {
      signature = try signed.cosignature(by: key, time: time)
    } catch {
      throw JournalError(error)
    }
    try files.replace(memoryPath, with: signed.adding(signature).bytes, permissions: 0o600)
    return signature
  }

  /// The checkpoint that was cosigned last; nil if none was.
  ///
  /// - Throws: `MEMORY_DAMAGED` if the file is not one that this witness cosigned.
  public func last() throws(JournalError) -> SignedCheckpoint? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: memoryPath, limit: SignedNote.maximumLength)
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    do throws(MerkleError) {
      return try SignedCheckpoint(parsing: bytes, cosignedBy: verifier, origin: origin)
    } catch {
      throw JournalError(
        .memoryDamaged, .environment,
        "the memory of what was cosigned last cannot be read: \(error.detail)", file: memoryPath,
        hint: "restore it from a copy; without it this witness must take a new key")
    }
  }

  private func times(_ note: SignedNote) throws(JournalError) -> [Int] {
    do throws(MerkleError) {
      return try note.cosignatures(by: [verifier]).map(\.time)
    } catch {
      throw JournalError(error)
    }
  }
}
