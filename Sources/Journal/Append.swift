public import MerkleLog

extension JournalWriter {
  /// Appends lines, all or none, and answers the checkpoint that covers them.
  ///
  /// - Parameter lines: each without its LF, 1 to 65,535 bytes; what they say is the caller's
  ///   business.
  /// - Returns: the signed checkpoint of the journal with these lines, which is their receipt.
  /// - Throws: `LINE_INVALID` (refused); `FORK` if the key signed something else meanwhile;
  ///   `OUTCOME_UNKNOWN` if the commit itself failed: the lines may have become part of the journal
  ///   or not, and this writer accepts nothing more. After any other error the journal is as
  ///   before.
  @discardableResult
  public func append(_ lines: [[UInt8]]) throws(JournalError) -> SignedCheckpoint {
    // Nothing is written before everything is known to be right.
    if let stopped { throw stopped }
    try check(lines)
    if lines.isEmpty { return checkpoint }
    // Whoever signed with this key since we looked has made another history; we must not sign a
    // second one.
    try checkMemory()
    let statements = try checkKeys(lines)

    // Step 1. The lines become durable, at the known end of the signed ones. Until their checkpoint
    // is in its slot they are nobody's, so an error takes them back. It is signed while the disk is
    // busy with them, and told to nobody before they are durable.
    var plan = AppendPlan(lines, layout, from: end)
    let signed: SignedCheckpoint
    do throws(JournalError) {
      let hasher = TreeHasher()
      var written: [OpenFile] = []
      while let piece = plan.next(hasher) { written.append(try write(piece, &plan)) }
      signed = try sign(plan, hasher)
      plan.isSyncing = true
      for file in written { try files.synchronize(file) }
      plan.isSyncing = false
    } catch {
      throw takeBack(plan, error)
    }

    // Step 2, the commit point. The new checkpoint goes over the older slot, so that a torn write
    // never harms the newest good one. From the first byte on nobody can know what a crash would
    // leave: an error is neither success nor failure, and is never retried, for a second sync would
    // report pages that are gone as written.
    do throws(JournalError) {
      try writeSlot(signed)
    } catch {
      throw stop(because: error)
    }
    checkpoint = signed
    nextSlot = 1 - nextSlot
    signer = key.verifier
    chain = chain.extended(by: statements)
    let firstSegment = layout.segmentCount(end.size) - (end.current.size > 0 ? 1 : 0)
    end = plan.end
    lastLine = lines.last

    // The lines are part of the journal. What follows serves readers and speed; if it fails, it is
    // noted, and the next writer makes up for it.
    notes = []
    isCheckpointBehind = true
    // A clock that was set back must not hold it up.
    if abs(files.now() - publishedAt) >= checkpointDelay { publish() }
    // The signer remembers what it signed, beside its key, before anybody is told.
    attempt(memory.path, .memoryDamaged) { () throws(JournalError) in
      let known = isAdopting ? nil : remembered
      remembered?.isDoubtful = true
      remembered = try memory.remember(signed, after: known)
    }
    extendDerived(plan, from: firstSegment)
    return signed
  }

  /// Brings the file `checkpoint` to the newest commit, if it is behind, and notes that nobody need
  /// look for keys before it; a failure is noted.
  ///
  /// Readers and tools take it. It never runs ahead of `commit`, so that recovery can tell from it
  /// which lines may not have reached the disk; a power loss may bring an earlier one back, from
  /// which recovery goes forward.
  public func publish() {
    guard isCheckpointBehind else { return }
    isCheckpointBehind = false
    publishedAt = files.now()
    attempt("checkpoint", .checkpointMissing) { () throws(JournalError) in
      try files.replace(layout.checkpoint, with: checkpoint.bytes, isDurable: false)
    }
    attempt(".derived/keys", .derivedStale) { () throws(JournalError) in
      try KeyIndex(layout: layout, files: files).remember(
        chain.statements, of: checkpoint.checkpoint)
    }
  }

  /// Adds to what is derived from the lines; nothing of it is synced, since it can be made again.
  private func extendDerived(_ plan: AppendPlan, from firstSegment: Int) {
    attempt("hashes", .derivedStale) { () throws(JournalError) in
      let hashFiles = HashFiles(layout: layout, files: files)
      for piece in plan.leaves {
        try hashFiles.write(piece.leaves, ofSegment: piece.segment, from: piece.index)
      }
      for (segment, root) in plan.filledSegments {
        try hashFiles.write(segmentRoots: [root], from: segment)
      }
    }
    attempt(".derived", .derivedStale) { () throws(JournalError) in
      let tileFiles = TileFiles(layout: layout, files: files)
      try tileFiles.write(plan.subtrees)
      try tileFiles.write(blocks: plan.blocks)
    }
    attempt(".derived/unaltered", .derivedStale) { () throws(JournalError) in
      try extendAttestation(plan, from: firstSegment)
    }
  }

  /// Notes how the segments stand that were written to, if all were known to be right before.
  private func extendAttestation(
    _ plan: AppendPlan, from first: Int
  ) throws(JournalError) {
    guard var extended = attestation else { return }
    attestation = nil
    guard let stamps = try reader.segmentStamps(from: first) else { return }
    let folders = plan.begun.contains(where: \.isNew) ? try reader.folderStamps() : nil
    extended.extend(to: checkpoint.checkpoint, signer, stamps, from: first, in: folders)
    try extended.overwrite(in: DerivedStore(layout, files))
    attestation = extended
  }

  /// Refuses lines that no journal may hold.
  func check(_ lines: [[UInt8]]) throws(JournalError) {
    for (index, line) in lines.enumerated() {
      let problem: String? =
        if line.isEmpty {
          "the line is empty"
        } else if line.count > Layout.lineLimit {
          "the line is longer than \(Layout.lineLimit) bytes"
        } else if RawBytes.holdsLineFeed(line) {
          "the line contains a line feed"
        } else {
          nil
        }
      guard let problem else { continue }
      throw JournalError(
        .lineInvalid, .refused, problem, entry: size + index, hint: "nothing was appended")
    }
  }

  private func checkMemory() throws(JournalError) {
    // Who adopts a journal gives up what is remembered, readable or not.
    if isAdopting { return }
    guard let content = try memory.content(unless: remembered) else { return }
    let last = content.newest
    // An update of the memory may have been reported as failed and have succeeded all the same.
    if last == remembered?.newest || last == checkpoint.checkpoint { return }
    throw JournalError(
      .fork, .integrity, "this key signed another journal of the same origin meanwhile",
      file: memory.path, expected: "size \(size)", actual: "size \(last.size)",
      hint: "only one copy of a journal can be continued; find the other one")
  }

  /// What the lines say about keys, none of which is wrong; and the key that would sign them may
  /// still do so.
  private func checkKeys(_ lines: [[UInt8]]) throws(JournalError) -> [KeyStatement] {
    var statements: [KeyStatement] = []
    for (index, line) in lines.enumerated() where KeyStatement.isOne(line, 0..<line.count) {
      statements.append(try KeyStatement(line, entry: size + index))
    }
    if statements.isEmpty, chain.statements.isEmpty, key.verifier == chain.first { return [] }
    let extended = chain.extended(by: statements)
    let known = chain.findings.count
    if let finding = extended.findings.dropFirst(known).first(where: {
      $0.isViolation || $0.code == JournalError.Code.keyUnproven.rawValue
    }) {
      var error = JournalError(finding, hint: "nothing was appended")
      error.kind = .refused
      throw error
    }
    for claim in extended.claims.dropFirst(chain.claims.count)
    where claim.size != size || claim.root != checkpoint.checkpoint.root {
      throw JournalError(
        .keyNotAuthorized, .refused, "the proof was made for another state of the journal",
        entry: claim.entry, hint: "nothing was appended")
    }
    let day = lines.last.map { KeyStatement.day(ofLine: $0) } ?? ""
    guard extended.inForce(at: size + lines.count, on: day).contains(key.verifier) else {
      throw JournalError(
        .keyNotAuthorized, .refused, "with these entries the key that signs them might not do so",
        entry: statements.first?.entry, actual: key.verifier.description,
        hint: "nothing was appended; let another key that is in force record it")
    }
    return statements
  }

  /// Writes the lines of one segment, to a file that is to be synced.
  private func write(
    _ piece: AppendPlan.Piece, _ plan: inout AppendPlan
  ) throws(JournalError) -> OpenFile {
    let path = layout.segment(piece.segment)
    let file: OpenFile
    if piece.isNew {
      // The name of a new segment must be durable before anything in it counts.
      try files.ensureFolder(layout.entries)
      plan.begun.append(piece.place)
      file = try files.open(path, .creating(permissions: 0o644))
      plan.isSyncing = true
      try files.synchronize(file)
      try files.synchronizeFolder(layout.entries)
      plan.isSyncing = false
    } else {
      file = try files.open(path, .updating)
      plan.begun.append(piece.place)
    }
    try files.write(piece.bytes, to: file, at: piece.offset)
    plan.isSyncing = true
    try files.beginSynchronizing(file)
    plan.isSyncing = false
    return file
  }

  private func sign(
    _ plan: AppendPlan, _ hasher: TreeHasher
  ) throws(JournalError) -> SignedCheckpoint {
    let tree = plan.end.older.joined(plan.end.current, hasher)
    do throws(MerkleError) {
      return try SignedCheckpoint(
        signing: Checkpoint(
          origin: description.origin, size: tree.size, root: tree.root(hasher)), by: key)
    } catch {
      throw JournalError(error)
    }
  }

  /// Undoes step 1; the answer is the error to throw.
  private func takeBack(_ plan: AppendPlan, _ cause: JournalError) -> JournalError {
    var error = cause
    do throws(JournalError) {
      for place in plan.begun.reversed() {
        let path = layout.segment(place.segment)
        if place.isNew {
          if try files.status(of: path) != nil { try files.remove(path) }
        } else {
          try files.truncate(files.open(path, .updating), to: place.offset)
        }
      }
    } catch let second {
      error.hint =
        "the lines could not be taken back (\(second.message)): they are not signed, and the next"
        + " writer sets them aside"
      stopped = Self.stopped(after: error)
    }
    // After a failed sync nobody knows what the disk holds; only opening the journal anew finds
    // out.
    if plan.isSyncing { stopped = Self.stopped(after: error) }
    return error
  }

  private func writeSlot(_ signed: SignedCheckpoint) throws(JournalError) {
    guard let bytes = CheckpointFiles.slotBytes(signed) else {
      throw JournalError(.tooLarge, .environment, "the checkpoint does not fit its slot")
    }
    try files.write(bytes, to: commit, at: nextSlot * Layout.slotBytes)
    try files.synchronize(commit)
  }

  private func stop(because cause: JournalError) -> JournalError {
    stopped = Self.stopped(after: cause)
    return JournalError(
      .outcomeUnknown, .environment,
      "the commit failed; it is unknown whether the entries were recorded: \(cause.message)",
      file: cause.file, hint: "repeat the command with the same ids: what was recorded is skipped")
  }

  private static func stopped(after cause: JournalError) -> JournalError {
    JournalError(
      .writerStopped, .environment, "an earlier write failed: \(cause.message)", file: cause.file,
      hint: "open the journal again; that repairs what can be repaired")
  }

  /// Does something after the commit point; a failure is noted.
  private func attempt(
    _ file: String, _ code: JournalError.Code, _ work: () throws(JournalError) -> Void
  ) {
    do throws(JournalError) {
      try work()
    } catch {
      notes.append(
        Finding(code, "not updated: \(error.message)", file: file, isViolation: false))
    }
  }
}
