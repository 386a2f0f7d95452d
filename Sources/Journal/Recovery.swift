internal import MerkleLog

/// What a writer does first: it brings the journal to its newest signed checkpoint, or refuses to
/// touch it.
struct Recovery {
  let layout: Layout
  let description: LedgerDescription
  let key: SigningKey
  let memory: SignerMemory
  let files: any FileSystem
  /// Why the journal shall go on although the signer remembers another one; nil if it shall not.
  let adopting: String?
  /// What was verified before, and need not be again where it lies there still.
  let known: [SignedCheckpoint]

  /// What a writer needs to go on.
  struct Result {
    var checkpoint: SignedCheckpoint
    var report: RecoveryReport
    var commit: OpenFile
    var nextSlot: Int
    var end: JournalEnd
    var remembered: SignerMemory.Content?
    var chain: KeyChain
    var signer: VerifierKey
    /// The last line, where it was met.
    var lastLine: [UInt8]?
    /// What says that all lines were verified, where it was looked at and is right.
    var attestation: Attestation?
  }

  init(
    _ layout: Layout, _ description: LedgerDescription, _ key: SigningKey, _ memory: SignerMemory,
    _ files: any FileSystem, adopting: String? = nil, known: [SignedCheckpoint] = []
  ) {
    self.adopting = adopting
    self.known = known
    self.layout = layout
    self.description = description
    self.key = key
    self.memory = memory
    self.files = files
  }

  /// Recovers the journal; the lock is held.
  func run() throws(JournalError) -> Result {
    var report = RecoveryReport()
    // The newest signed checkpoint is what was promised, wherever it is found. Two of one size are
    // a crime, not an accident: nothing here can decide between them.
    let checkpoints = try CheckpointFiles(layout, description, files, known: known)
    report.notes = checkpoints.findings
    if let fork = checkpoints.findings.first(where: { $0.code == JournalError.Code.fork.rawValue })
    {
      throw JournalError(fork, hint: "nothing was changed; find out who signed twice")
    }
    let newest = checkpoints.newest
    let reader = JournalReader(layout, description, checkpoints, files)

    // A key that may not sign must not even repair.
    let index = KeyIndex(layout: layout, files: files)
    let (statements, unread) = try statements(in: index, checkpoints, reader)
    let chain = KeyChain(description, statements)
    try check(chain, reader)
    if let result = try resume(checkpoints, reader, chain) { return result }

    // The lines must bear it out. Fewer, or others, than were signed is loss: refuse before
    // anything is changed. All lines that may not have reached the disk are among those read.
    let durable = durableSize(checkpoints)
    let tree = try reader.provenTree(linesFrom: durable / layout.segmentLines)

    // The signer must not continue a journal that is not the one it signed last.
    var remembered = try adopting == nil ? memory.check(tree) : try adopt(newest)

    // Bytes beyond the signed size were never acknowledged. They may be evidence, so they are kept,
    // but aside.
    let end = try tree.end()
    try setAsideTail(end, &report)

    // If `checkpoint` is behind `commit`, the last writer stopped between the two, perhaps because
    // a sync failed. Its lines and its slot can be read, but perhaps only from pages that the
    // kernel gave up writing and marked clean; writing the same bytes again makes it write them.
    if durable < newest.checkpoint.size {
      try rewriteLines(from: durable, tree, &report)
    }
    let (commit, nextSlot) = try bringCommitForward(checkpoints, rewriting: durable < tree.size)

    // Only now may `checkpoint` say so: it tells the next recovery that all before it is on the
    // disk.
    if checkpoints.published?.checkpoint != newest.checkpoint {
      try bringCheckpointForward(checkpoints, &report)
    }

    // What is derived is made good, so that the next writer opens quickly. A failure costs time,
    // nothing else.
    refreshHashes(tree, &report)
    if unread > 0 { remember(index, chain, newest.checkpoint, &report) }
    if remembered?.newest != newest.checkpoint, adopting == nil {
      do throws(JournalError) {
        remembered = try memory.remember(newest, after: remembered)
      } catch {
        remembered?.isDoubtful = true
        report.notes.append(
          Finding(
            .memoryDamaged, "not updated: \(error.message)", file: memory.path,
            isViolation: false))
      }
    }
    return Result(
      checkpoint: newest, report: report, commit: commit, nextSlot: nextSlot, end: end,
      remembered: remembered, chain: chain, signer: newest.signer)
  }

  /// Goes on where the last writer left everything in order, however long the journal is; nil where
  /// there may be something to repair or to refuse.
  private func resume(
    _ checkpoints: CheckpointFiles, _ reader: JournalReader, _ chain: KeyChain
  ) throws(JournalError) -> Result? {
    let newest = checkpoints.newest
    guard adopting == nil, checkpoints.findings.isEmpty,
      checkpoints.published?.checkpoint == newest.checkpoint,
      checkpoints.slots.contains(where: { $0?.checkpoint == newest.checkpoint })
    else { return nil }
    var attestation = try reader.latestAttestation(in: DerivedStore(layout, files))
    // Folders of which nothing is known are looked through, and known then.
    let isUnknown = attestation?.folders.isEmpty ?? false
    let folders = isUnknown ? try reader.folderStamps(settledAt: files.now()) : []
    guard let (end, lastLine) = try reader.provenEnd(attestation),
      let remembered = try memory.content(), remembered.newest == newest.checkpoint
    else { return nil }
    if isUnknown { attestation?.folders = folders }
    var report = RecoveryReport()
    try cutTail(end, &report)
    // The last segment is another file then than it was.
    if !report.quarantined.isEmpty { attestation = nil }
    let (commit, nextSlot) = try bringCommitForward(checkpoints, rewriting: false)
    return Result(
      checkpoint: newest, report: report, commit: commit, nextSlot: nextSlot, end: end,
      remembered: remembered, chain: chain, signer: newest.signer, lastLine: lastLine,
      attestation: attestation)
  }

  /// What the entries say about keys, and how many lines were not known yet.
  private func statements(
    in index: KeyIndex, _ checkpoints: CheckpointFiles, _ reader: JournalReader
  ) throws(JournalError) -> (statements: [KeyStatement], unread: Int) {
    let newest = checkpoints.newest.checkpoint
    // What was kept was wrong before.
    if checkpoints.isScanned { return (try index.scan(upTo: newest.size), newest.size) }
    return try index.found(of: newest, beside: reader.verified.map(\.checkpoint))
  }

  /// Refuses a key that may not sign the journal as it stands.
  private func check(_ chain: KeyChain, _ reader: JournalReader) throws(JournalError) {
    let inForce = try reader.keysInForce(chain)
    // One that begins anew is not in force yet; its first entry says why it is.
    if inForce.contains(key.verifier) || description.recovered.last == key.verifier { return }
    let revocation = chain.revocation(of: key.verifier)
    throw JournalError(
      .keyWrong, .environment,
      revocation.map { "this key may sign no more: entry \($0) revoked it" }
        ?? "this is not the key of the journal", file: layout.ledger, entry: revocation,
      expected: inForce.map(\.description).joined(separator: " "),
      actual: key.verifier.description,
      hint: "name the file of a key in force in MUTASI_KEY; 'key show' lists them")
  }

  /// Records that the journal goes on whatever the signer remembers; what that was stays until the
  /// entry that says so is part of the journal.
  private func adopt(
    _ newest: SignedCheckpoint
  ) throws(JournalError) -> SignerMemory.Content? {
    try memory.recordAdoption(of: newest, reason: adopting ?? "")
    // A memory that cannot be read is given up like any other.
    return try? memory.content()
  }

  private func remember(
    _ index: KeyIndex, _ chain: KeyChain, _ checkpoint: Checkpoint,
    _ report: inout RecoveryReport
  ) {
    do throws(JournalError) {
      try index.remember(chain.statements, of: checkpoint)
    } catch {
      report.notes.append(
        Finding(
          .derivedStale, "the index of keys was not updated: \(error.message)",
          file: ".derived/keys", isViolation: false))
    }
  }

  /// The number of lines that are certainly on the disk: those of `checkpoint`, which is written
  /// after a successful sync of `commit`; without it those of the older slot, over which no writer
  /// went without that.
  private func durableSize(_ checkpoints: CheckpointFiles) -> Int {
    if let published = checkpoints.published { return published.checkpoint.size }
    let sizes = checkpoints.slots.compactMap { $0?.checkpoint.size }
    return sizes.filter { $0 < checkpoints.newest.checkpoint.size }.max() ?? 0
  }

  /// Moves what follows the last signed line in its segment to the quarantine.
  private func cutTail(
    _ end: JournalEnd, _ report: inout RecoveryReport
  ) throws(JournalError) {
    let count = layout.segmentCount(end.size)
    guard count > 0, end.fileBytes > end.offset else { return }
    report.quarantined.append(
      try Quarantine(layout: layout, files: files).cutTail(
        ofSegment: count - 1, from: end.offset))
  }

  /// Moves what follows the last signed line to the quarantine, later segments included.
  private func setAsideTail(
    _ end: JournalEnd, _ report: inout RecoveryReport
  ) throws(JournalError) {
    try cutTail(end, &report)
    let quarantine = Quarantine(layout: layout, files: files)
    let count = layout.segmentCount(end.size)
    guard try files.status(of: layout.entries) != nil else { return }
    for name in try files.list(layout.entries) {
      guard let segment = Layout.segmentNumber(ofFile: name), segment >= count else { continue }
      if let moved = try quarantine.move(segment: segment) { report.quarantined.append(moved) }
    }
  }

  /// Writes the signed lines from an entry on over themselves, and syncs them.
  private func rewriteLines(
    from entry: Int, _ tree: ProvenTree, _ report: inout RecoveryReport
  ) throws(JournalError) {
    for segment in (entry / layout.segmentLines)..<layout.segmentCount(tree.size) {
      let wanted = layout.lineCount(ofSegment: segment, size: tree.size)
      let file = try files.open(layout.segment(segment), .updating)
      var cursor = try tree.reader.cursor(segment, wanted: wanted)
      while try cursor.advance() {
        let chunk = cursor.chunk
        let skipped = max(0, entry - chunk.firstEntry)
        guard skipped < chunk.lines.count else { continue }
        let range = chunk.lines[skipped].lowerBound..<cursor.consumedBytes
        try files.write(
          Array(chunk.bytes[range]), to: file, at: chunk.offset + range.lowerBound)
      }
      try files.synchronize(file)
    }
    try files.synchronizeFolder(layout.entries)
    report.rewrittenFrom = entry
  }

  /// Makes `commit` hold the newest checkpoint durably; answers the file and the slot to write
  /// next.
  private func bringCommitForward(
    _ checkpoints: CheckpointFiles, rewriting: Bool
  ) throws(JournalError) -> (OpenFile, nextSlot: Int) {
    guard let bytes = CheckpointFiles.slotBytes(checkpoints.newest) else {
      throw JournalError(.tooLarge, .environment, "the checkpoint does not fit its slot")
    }
    let newest = checkpoints.newest.checkpoint
    // A file that is not two slots long is none that a writer left: it is made anew, as if missing.
    if try files.status(of: layout.commit)?.size != 2 * Layout.slotBytes {
      try files.replace(layout.commit, with: bytes + bytes)
      return (try files.open(layout.commit, .updating), 0)
    }
    let file = try files.open(layout.commit, .updating)
    let holder = checkpoints.slots.firstIndex { $0?.checkpoint == newest }
    let slot = holder ?? checkpoints.nextSlot
    if holder == nil || rewriting {
      try files.write(bytes, to: file, at: slot * Layout.slotBytes)
      try files.synchronize(file)
    }
    return (file, 1 - slot)
  }

  /// Replaces `checkpoint`; one that does not verify is evidence and goes to the quarantine.
  private func bringCheckpointForward(
    _ checkpoints: CheckpointFiles, _ report: inout RecoveryReport
  ) throws(JournalError) {
    if checkpoints.published == nil, try files.status(of: layout.checkpoint) != nil {
      let quarantine = Quarantine(layout: layout, files: files)
      report.quarantined.append(try quarantine.moveCheckpoint())
    }
    try files.replace(layout.checkpoint, with: checkpoints.newest.bytes)
    report.broughtForwardFrom = checkpoints.published?.checkpoint.size ?? 0
  }

  /// Completes and corrects `hashes/` and the segment roots.
  private func refreshHashes(_ tree: ProvenTree, _ report: inout RecoveryReport) {
    do throws(JournalError) {
      report.rebuilt = try HashFiles(layout: layout, files: files).refresh(tree)
      try TileFiles(layout: layout, files: files).refresh(tree)
    } catch {
      report.notes.append(
        Finding(
          .derivedStale, "leaf hashes not updated: \(error.message)", file: "hashes",
          isViolation: false))
    }
  }
}
