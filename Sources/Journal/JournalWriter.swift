public import MerkleLog

/// The one writer of a journal: holds the exclusive lock of its folder for as long as it lives.
///
/// After ``append(_:)`` returned, its lines survive a crash of the program or the machine. Not to
/// be shared between threads.
public final class JournalWriter {
  /// What opening found to repair, for the caller to report.
  public let recovery: RecoveryReport
  /// The newest signed checkpoint.
  public internal(set) var checkpoint: SignedCheckpoint
  /// What did not succeed after the commit point of the last append.
  ///
  /// The lines are safe; the next writer makes up for it.
  public internal(set) var notes: [Finding] = []

  let description: LedgerDescription
  let layout: Layout
  let files: any FileSystem
  let key: SigningKey
  let memory: SignerMemory
  let lock: OpenFile
  /// The open file `commit`, and the slot to write next.
  let commit: OpenFile
  var nextSlot: Int
  /// Where the signed lines end, and the right edge of their tree.
  var end: JournalEnd
  /// The last of the signed lines, where it was met.
  var lastLine: [UInt8]?
  /// What the signer's memory was seen to hold.
  var remembered: SignerMemory.Content?
  /// Whether the signer's memory is given up, with what comes next.
  let isAdopting: Bool
  /// Who may sign.
  public internal(set) var chain: KeyChain
  /// The key that signed ``checkpoint``.
  var signer: VerifierKey
  /// What lets readers answer without hashing every line again, as long as it is right.
  var attestation: Attestation?
  /// Why the writer accepts nothing any more.
  var stopped: JournalError?

  /// How many milliseconds the file `checkpoint` may stay behind the commits of a writer that
  /// makes many of them; with 0 each commit brings it forward before its caller is answered.
  ///
  /// Nothing is less safe, since the commit point is in `commit`, which readers take as well. Who
  /// takes the file alone sees the newest entries that much later, and if the writer is killed
  /// meanwhile, after the next one has opened the journal.
  public var checkpointDelay = 0
  /// When the file `checkpoint` was brought forward last, in milliseconds since 1970.
  var publishedAt = 0
  /// Whether the file `checkpoint` is behind the newest commit, and no try to bring it forward has
  /// failed.
  public internal(set) var isCheckpointBehind = false

  /// Nobody is left to be told that the file `checkpoint` could not be brought forward; the next
  /// writer makes up for it.
  deinit { publish() }

  /// The number of signed entries.
  public var size: Int { checkpoint.checkpoint.size }

  /// The journal as of the newest checkpoint.
  public var reader: JournalReader {
    JournalReader(
      layout, description, checkpoint, signer, [], files, lastLine: lastLine,
      isTakenUp: attestation?.folders.isEmpty == false)
  }

  /// Opens a journal to append to it: takes the lock, recovers from what an earlier writer left
  /// undone.
  ///
  /// - Parameters:
  ///   - folder: the journal.
  ///   - key: one that may sign the journal as it stands.
  ///   - memory: what the key signed before on this machine.
  ///   - waitMilliseconds: how long to wait for another writer to finish.
  ///   - adopting: why the journal shall go on although the signer remembers another one, as after
  ///     a restored backup; nil refuses such a journal. What is given up is recorded beside the
  ///     key, and forgotten with the next append, which should say so.
  ///   - reader: the journal as it was just read, whose checkpoints are not verified again if they
  ///     still lie there; nil if it was not.
  ///   - fileSystem: the system's, but for tests.
  /// - Throws: what ``JournalReader/init(opening:fileSystem:)`` throws; `LOCKED`; `KEY_WRONG`; the
  ///   first finding if lines are lost or changed; `ROLLBACK`, `FORK`, `INCONSISTENT` if the
  ///   journal does not extend what its key signed. The journal is then left as it is.
  public convenience init(
    opening folder: String, key: SigningKey, memory: SignerMemory, waitMilliseconds: Int = 0,
    adopting: String? = nil, after reader: JournalReader? = nil,
    fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) {
    try self.init(
      Layout(folder: folder), key: key, memory: memory, waitMilliseconds: waitMilliseconds,
      adopting: adopting, known: reader?.verified ?? [], fileSystem)
  }

  /// Opens the journal of a layout, which a test may give shorter segments.
  package init(
    _ layout: Layout, key: SigningKey, memory: SignerMemory, waitMilliseconds: Int = 0,
    adopting: String? = nil, known: [SignedCheckpoint] = [], _ fileSystem: any FileSystem
  ) throws(JournalError) {
    // Before the lock, so that a folder that is no journal is called that.
    description = try JournalReader.description(layout, fileSystem)
    lock = try Self.lock(layout, fileSystem, waitMilliseconds)
    let recovered = try Recovery(
      layout, description, key, memory, fileSystem, adopting: adopting, known: known
    ).run()
    isAdopting = adopting != nil
    chain = recovered.chain
    signer = recovered.signer
    self.layout = layout
    self.key = key
    self.memory = memory
    files = fileSystem
    recovery = recovered.report
    checkpoint = recovered.checkpoint
    commit = recovered.commit
    nextSlot = recovered.nextSlot
    end = recovered.end
    lastLine = recovered.lastLine
    remembered = recovered.remembered
    attestation = recovered.attestation
    try takeUpDerived()
  }

  /// Takes up what was derived from the journal as it stands, so that what is appended is added to
  /// it: for who read the journal since the writer was opened.
  ///
  /// - Throws: What examining the last segment throws.
  public func takeUpDerived() throws(JournalError) {
    guard attestation == nil else { return }
    attestation = try reader.latestAttestation(in: DerivedStore(layout, files))
  }

  /// How long a waiting writer sleeps between two attempts at most; it begins with less, since most
  /// commits are short.
  private static let longestPause = 20

  static func lock(
    _ layout: Layout, _ files: any FileSystem, _ waitMilliseconds: Int
  ) throws(JournalError) -> OpenFile {
    var left = waitMilliseconds
    var next = 1
    while true {
      if let lock = try files.lock(folder: layout.folder) { return lock }
      guard left > 0 else {
        throw JournalError(
          .locked, .environment, "another writer holds the journal", file: layout.folder,
          hint: "repeat the command when it has finished, or wait for it")
      }
      let pause = min(left, next)
      next = min(2 * next, longestPause)
      files.pause(milliseconds: pause)
      left -= pause
    }
  }
}
