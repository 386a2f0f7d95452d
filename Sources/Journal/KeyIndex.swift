public import MerkleLog

/// Where the entries about keys stand: found by reading the lines, with a file in `.derived/` that
/// says where somebody has found them.
///
/// The file names the checkpoint up to which it was made, and is used where that is one of the
/// journal's files: what is left of another history, or is another journal's, says nothing. It is a
/// convenience and never trusted for a verdict: verification looks at every line, and so does who
/// would otherwise have to call a checkpoint nobody's. A journal whose keys never changed needs it
/// only so that its writer need not read everything.
struct KeyIndex {
  let layout: Layout
  let files: any FileSystem

  /// The name of the file.
  static let name = "keys"
  /// The most bytes of the file that are read; a thousand keys have a tenth of it.
  private static let limit = 1 << 16

  /// What the entries before a checkpoint say about keys, as far as they are there and can be read;
  /// what cannot is for verification to judge.
  ///
  /// - Parameters:
  ///   - checkpoint: the checkpoint.
  ///   - others: those beside it, which an earlier writer may have come no further than.
  /// - Returns: the statements, and how many lines were not known yet.
  /// - Throws: only when something cannot be read.
  func found(
    of checkpoint: Checkpoint, beside others: [Checkpoint]
  ) throws(JournalError) -> (statements: [KeyStatement], unread: Int) {
    if let known = remembered(), known.size <= checkpoint.size,
      ([checkpoint] + others).contains(where: { $0.size == known.size && $0.root == known.root }),
      let statements = try read(known.entries)
    {
      return (
        try statements + scan(from: known.size, to: checkpoint.size), checkpoint.size - known.size
      )
    }
    return (try scan(upTo: checkpoint.size), checkpoint.size)
  }

  /// What all lines before a size say about keys, whatever the file says.
  func scan(upTo size: Int) throws(JournalError) -> [KeyStatement] { try scan(from: 0, to: size) }

  /// Remembers where the statements stand before a checkpoint; not synced, since it can be made
  /// again.
  ///
  /// The first line says how many entries are listed, so that half a file is told from a whole one.
  func remember(
    _ statements: [KeyStatement], of checkpoint: Checkpoint
  ) throws(JournalError) {
    try files.ensureFolder(layout.derived)
    let head = "examined \(checkpoint.size) \(statements.count) \(checkpoint.root.base64)\n"
    let text = statements.reduce(head) { $0 + "\($1.entry)\n" }
    try files.overwrite(layout.keyIndex, with: Array(text.utf8))
  }

  /// Whether the file says something else than the lines; a file that is none says nothing.
  func contradicts(_ statements: [KeyStatement]) -> Bool {
    guard let known = remembered() else { return false }
    return statements.map(\.entry).filter { $0 < known.size } != known.entries
  }

  private func remembered() -> (size: Int, root: Hash, entries: [Int])? {
    // Whatever keeps derived data from being read has the same remedy: the lines are read.
    guard let bytes = try? files.contents(of: layout.keyIndex, limit: Self.limit) else {
      return nil
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let head = (lines.first ?? "").split(separator: " ")
    guard bytes.last == 0x0A, head.count == 4, head[0] == "examined", let size = Int(head[1]),
      let root = Hash(base64: String(head[3]))
    else { return nil }
    let entries = lines.dropFirst().compactMap { Int($0) }
    guard entries.count == lines.count - 1, Int(head[2]) == entries.count,
      entries.allSatisfy({ (0..<max(0, size)).contains($0) }),
      zip(entries, entries.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    return (size, root, entries)
  }

  /// The statements of entries that are said to be about keys; nil if one is not.
  func read(_ entries: [Int]) throws(JournalError) -> [KeyStatement]? {
    var statements: [KeyStatement] = []
    for entry in entries {
      let found = try scan(from: entry, to: entry + 1)
      if found.isEmpty { return nil }
      statements += found
    }
    return statements
  }

  private func scan(from first: Int, to end: Int) throws(JournalError) -> [KeyStatement] {
    var statements: [KeyStatement] = []
    guard first < end else { return [] }
    for segment in (first / layout.segmentLines)..<layout.segmentCount(end) {
      let wanted = layout.lineCount(ofSegment: segment, size: end)
      var cursor: SegmentCursor
      do throws(JournalError) {
        cursor = try SegmentCursor(files, layout, segment: segment, wanted: wanted)
      } catch {
        // Verification names a link in the place of a segment; there is nothing to read here.
        guard error.code == .symbolicLink else { throw error }
        continue
      }
      // Behind a gap nothing has a place; the size may be one that nobody signed.
      if cursor.end == .missing { break }
      while try cursor.advance() {
        statements += KeyStatement.all(in: cursor.chunk).filter { $0.entry >= first }
      }
    }
    return statements
  }
}

extension JournalReader {
  /// What the entries say about who may sign, found by looking at every line if no earlier writer
  /// has.
  public func keyChain() throws(JournalError) -> KeyChain {
    try KeyChain(
      description,
      KeyIndex(layout: layout, files: files).found(
        of: checkpoint.checkpoint, beside: verified.map(\.checkpoint)
      ).statements)
  }

  /// The finding about what was kept of the entries about keys, if that is not what these lines
  /// say; it is removed then.
  ///
  /// - Parameter chain: made of all lines.
  /// - Returns: the finding, a warning; nil if there is nothing to remove.
  public func keyIndexFinding(_ chain: KeyChain) -> Finding? {
    guard KeyIndex(layout: layout, files: files).contradicts(chain.statements) else { return nil }
    DerivedStore(layout, files).remove(KeyIndex.name)
    return Finding(
      .derivedMismatch, "what was kept of the entries about keys is not what they say",
      file: ".derived/keys", isViolation: false)
  }

  /// The keys that may sign the journal as it stands, in the order of their authorisation.
  public func keysInForce(_ chain: KeyChain) throws(JournalError) -> [VerifierKey] {
    let today = Timestamp.day(milliseconds: files.now())
    let now = chain.inForce(at: size, on: today)
    if chain.statements.isEmpty { return now }
    // What was said of a day that came since holds for the next entry.
    return try chain.inForce(at: size, on: dayOfLastEntry()).filter { !now.contains($0) } + now
  }

  /// Whether the checkpoint was signed by a key that might, and every key was named by one that
  /// might: what full verification says about keys.
  ///
  /// - Parameters:
  ///   - chain: made of all entries that are about keys.
  ///   - areLinesSound: whether the lines give the signed root; if not, roots in proofs are not
  ///     compared.
  /// - Returns: the findings, by entry.
  /// - Throws: only when something cannot be read.
  public func keyFindings(
    _ chain: KeyChain, areLinesSound: Bool
  ) throws(JournalError) -> [Finding] {
    var findings = chain.findings
    if areLinesSound, !chain.claims.isEmpty {
      let tree = try provenTree()
      let hasher = TreeHasher()
      for claim in chain.claims {
        let root = try tree.frontier(at: claim.size).root(hasher)
        if let finding = KeyChain.contradiction(of: claim, by: root) { findings.append(finding) }
      }
    }
    if chain.statements.isEmpty, signer == chain.first { return findings }
    let day = try dayOfLastEntry()
    if let finding = chain.doubt(about: signer, at: size, on: day, in: "checkpoint") {
      findings.append(finding)
    }
    return findings
  }

  /// The day on which the last signed entry was recorded; empty if there is none, or it does not
  /// tell.
  private func dayOfLastEntry() throws(JournalError) -> String {
    guard size > 0 else { return "" }
    do throws(JournalError) {
      return KeyStatement.day(ofLine: try line(at: size - 1))
    } catch {
      // Missing lines are found and named by the scan.
      guard error.kind == .integrity else { throw error }
      return ""
    }
  }
}
