public import MerkleLog

extension JournalReader {
  /// An entry with the proof that it is in the journal, to be checked with the journal's key alone.
  ///
  /// Reads some kilobytes of derived hashes and the lines around the entry, whatever the size of
  /// the journal; more only where those are missing or wrong. What is answered was checked against
  /// the signed root.
  ///
  /// - Parameters:
  ///   - entry: its number.
  ///   - signed: the checkpoint to prove it against, of this journal; the newest if nil.
  /// - Returns: the exact line without its LF, and the proof.
  /// - Throws: `NO_SUCH_ENTRY` (refused) at or beyond the size of the checkpoint; the first finding
  ///   if the lines do not give the signed root.
  public func proof(
    of entry: Int, in signed: SignedCheckpoint? = nil
  ) throws(JournalError) -> (line: [UInt8], proof: ProofFile) {
    let signed = signed ?? checkpoint
    let (size, root) = (signed.checkpoint.size, signed.checkpoint.root)
    try require(entry, below: size)
    for trust in JournalTiles.Trust.allCases {
      if let (line, proof) = try proven(entry, size, root, trust) {
        return (line, ProofFile(index: entry, proof: proof, checkpoint: signed.note))
      }
    }
    throw try refusal()
  }

  /// The line of an entry and the proof that it is in the tree of a size; nil where what is stored,
  /// as far as it is trusted, does not give it.
  private func proven(
    _ entry: Int, _ size: Int, _ root: Hash, _ trust: JournalTiles.Trust
  ) throws(JournalError) -> (line: [UInt8], proof: InclusionProof)? {
    guard let line = try line(at: entry, trust) else { return nil }
    let hasher = TreeHasher()
    let tiles = TileReader(JournalTiles(self, trust, hasher), size: size, hasher)
    let proof = try InclusionProof(of: entry, size: size, reading: tiles, hasher)
    let leaf = hasher.leaf(line, line.indices)
    guard proof.proves(leaf, at: entry, size: size, root: root, hasher) else { return nil }
    return (line, proof)
  }

  private func require(_ entry: Int, below size: Int) throws(JournalError) {
    guard entry < 0 || entry >= size else { return }
    throw JournalError(
      .noSuchEntry, .refused, "there is no such entry", entry: entry,
      expected: size == 0 ? "none: it is empty" : "0 to \(size - 1)")
  }

  /// The bytes of one entry, without its LF, checked against the signed root; as cheap as a proof.
  ///
  /// - Throws: what ``proof(of:in:)`` throws.
  func signedLine(at entry: Int) throws(JournalError) -> [UInt8] {
    try proof(of: entry).line
  }

  /// The bytes of some entries, each without its LF, proven to be of the signed journal.
  ///
  /// Of a few entries each is proven by itself, as long as what is stored proves it; else every
  /// line is hashed once.
  ///
  /// - Parameter entries: their numbers.
  /// - Returns: the lines, by number.
  /// - Throws: `NO_SUCH_ENTRY` where there is no such entry; the first finding if the lines do not
  ///   give the signed root.
  public func signedLines(of entries: Set<Int>) throws(JournalError) -> [Int: [UInt8]] {
    for entry in entries { try require(entry, below: size) }
    if let lines = try storedLines(of: entries) { return lines }
    let wanted = Dictionary(grouping: entries.sorted()) { $0 / layout.segmentLines }
    let scan = try scan(
      start: { segment in
        (lines: [Int: [UInt8]](), left: wanted[segment, default: []][...])
      },
      each: { part, chunk in
        while let entry = part.left.first, entry < chunk.firstEntry + chunk.lines.count {
          part.lines[entry] = Array(chunk.bytes[chunk.lines[entry - chunk.firstEntry]])
          part.left.removeFirst()
        }
        return chunk.lines.count
      })
    if let finding = scan.violations.first { throw JournalError(finding) }
    return scan.parts.reduce(into: [:]) { $0.merge($1.lines) { first, _ in first } }
  }

  /// The lines of entries as stored hashes prove them; nil where they are many, or it does not.
  private func storedLines(of entries: Set<Int>) throws(JournalError) -> [Int: [UInt8]]? {
    guard entries.count <= Self.mostProven else { return nil }
    let stored = TileFiles(layout: layout, files: files)
    var lines: [Int: [UInt8]] = [:]
    for entry in entries {
      guard stored.block(of: entry) != nil,
        let line = try proven(entry, size, checkpoint.checkpoint.root, .everything)?.line
      else { return nil }
      lines[entry] = line
    }
    return lines
  }

  /// So many lines are proven one by one: of more it is as quick to hash all.
  private static let mostProven = 64

  /// The line of an entry, found by the stored start of its block if that is trusted; nil if there
  /// is none there.
  private func line(
    at entry: Int, _ trust: JournalTiles.Trust
  ) throws(JournalError) -> [UInt8]? {
    guard trust == .everything else { return try line(at: entry) }
    var found: [UInt8]?
    do throws(JournalError) {
      try walk(entry..<(entry + 1), trustingBlocks: true) { chunk, lines in
        found = chunk.lines[lines].first.map { Array(chunk.bytes[$0]) }
      }
    } catch {
      // A wrong start of a block leads nowhere; without it the line is found, or known to be lost.
      guard error.kind == .integrity else { throw error }
    }
    return found
  }

  /// The root of the journal at an earlier size, such that the journal provably extends it.
  ///
  /// - Precondition: `size` is that of an earlier state: not negative, nor above the signed size.
  /// - Throws: the first finding if the lines do not give the signed root.
  public func root(at size: Int) throws(JournalError) -> Hash {
    let (newest, hasher) = (checkpoint.checkpoint, TreeHasher())
    for trust in JournalTiles.Trust.allCases {
      let tiles = TileReader(JournalTiles(self, trust, hasher), size: newest.size, hasher)
      let root = try Frontier(size: size, reading: tiles).root(hasher)
      let proof = try ConsistencyProof(from: size, to: newest.size, reading: tiles, hasher)
      if proof.proves(from: size, root, to: newest.size, newest.root, hasher) { return root }
    }
    throw try refusal()
  }

  /// What contradicts that the journal extends an earlier checkpoint of it.
  ///
  /// - Parameters:
  ///   - old: the earlier checkpoint, its signature verified.
  ///   - name: what to call it, such as its file.
  /// - Returns: the finding; nil if the journal extends it.
  /// - Throws: the first finding if the lines do not give the signed root.
  public func contradiction(
    to old: SignedCheckpoint, named name: String
  ) throws(JournalError) -> Finding? {
    let size = old.checkpoint.size
    let root = size > self.size ? nil : try root(at: size)
    return old.contradiction(to: checkpoint, rootAtOldSize: root, named: name)
  }
}

extension SignedCheckpoint {
  /// What is wrong between this checkpoint and a later state of the same log.
  ///
  /// - Parameters:
  ///   - newest: the checkpoint of the present state.
  ///   - root: the root of the present state at the size of this one; nil if it is unknown.
  ///   - name: what to call this checkpoint, such as its file.
  /// - Returns: the finding; nil if the later state extends this one.
  public func contradiction(
    to newest: SignedCheckpoint, rootAtOldSize root: Hash?, named name: String
  ) -> Finding? {
    let (old, new) = (checkpoint, newest.checkpoint)
    // Lines of others prove nothing here, and may hold anything.
    let evidence = [self, newest].map {
      String(decoding: $0.note.keepingSignatures(of: [signer, newest.signer]).bytes, as: UTF8.self)
    }
    guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
      return Finding(
        .originMismatch, "the checkpoint is of another journal", file: name, expected: new.origin,
        actual: old.origin, evidence: evidence)
    }
    if old.size > new.size {
      return Finding(
        .rollback,
        "there are fewer entries than the checkpoint signs: the journal was cut back, or is an old "
          + "copy", entry: new.size, file: name, expected: "\(old.size) entries",
        actual: "\(new.size) entries", evidence: evidence)
    }
    if old.size == new.size {
      if old.root == new.root { return nil }
      return Finding(
        .fork, "two signed checkpoints of one size have different roots: there are two histories",
        file: name, expected: old.root.description, actual: new.root.description,
        evidence: evidence)
    }
    guard let root, root != old.root else { return nil }
    return Finding(
      .inconsistent,
      "the journal does not extend the checkpoint: its root at size \(old.size) is "
        + "another, so that an entry before it was changed after it was signed",
      file: name, expected: old.root.description, actual: root.description, evidence: evidence)
  }
}
