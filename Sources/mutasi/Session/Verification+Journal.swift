import Exchange
import Journal
import MerkleLog

/// The full verification of a journal: every byte of every line read once and held against the
/// signature, what the lines say held against the rules of the journal, and the whole against what
/// the verifier remembers.
extension Verification {
  /// Verifies the journal in a folder.
  ///
  /// - Parameters:
  ///   - folder: The journal.
  ///   - outside: What the verifier brings along.
  ///   - cache: Where the user's folders for derived data lie.
  ///   - isBytesOnly: Whether the lines are held against the signature alone.
  /// - Returns: What was found.
  /// - Throws: `Failure` with exit code 4 where something cannot be read: there is no verdict then.
  static func ofJournal(
    in folder: String, _ outside: Outside, cache: String?, isBytesOnly: Bool
  ) throws(Failure) -> VerifyAnswer {
    try of(.journal, outside, in: folder) { verification throws(JournalError) in
      verification.exclusions.isBytesOnly = isBytesOnly
      try verification.run(folder, outside, cache: cache)
    }
  }

  private mutating func run(
    _ folder: String, _ outside: Outside, cache: String?
  ) throws(JournalError) {
    var start = now
    let reader = try JournalReader(opening: folder)
    describe(reader.checkpoint)
    answer.origin = reader.description.origin
    answer.key = (outside.key ?? reader.signer).description
    if outside.key == nil {
      answer.keyFrom =
        reader.signer == reader.description.key
        ? "the journal's own ledger.json"
        : "the journal's own entries, which lead to it from the key in ledger.json"
    }
    add("signature", since(start), reader.findings)
    var memory = try Self.memory(outside, reader)

    start = now
    let size = reader.size
    let isBytesOnly = exclusions.isBytesOnly
    let sizes = memory.checkpoints.map(\.signed.checkpoint.size).filter { $0 <= size }
    let scan = try reader.scan(rootsAt: sizes) { _ in
      LineAudit(size: size)
    } each: { audit, chunk in
      isBytesOnly ? chunk.lines.count : audit.take(chunk)
    }
    add(scan.keyFindings + Self.strange(outside.key, reader, scan.keys), toLevel: 0)
    var root = Array(scan.findings.dropLast(reader.findings.count + scan.keyFindings.count))
    if let tail = scan.tail { root.append(Finding(tail)) }
    add("root", since(start), root)

    if !isBytesOnly { try judgeLines(scan, reader, cache: cache) }

    start = now
    // Only lines that give the signed root tell what the journal was at an earlier size.
    let roots = scan.root == reader.checkpoint.checkpoint.root ? scan.roots : [:]
    try memory.judge(brought: outside.kept) { name, old in
      old.contradiction(
        to: reader.checkpoint, rootAtOldSize: roots[old.checkpoint.size], named: name)
    }
    add(memory, since(start))
    try judge(witnesses: outside, reader.checkpoint, named: "checkpoint") {
      policy throws(JournalError) in
      try Self.cosignedBefore(reader, policy)
    }
  }

  /// What the lines say, and what was derived from them.
  private mutating func judgeLines(
    _ scan: Scan<LineAudit>, _ reader: JournalReader, cache: String?
  ) throws(JournalError) {
    let start = now
    var derived = try reader.derivedFindings()
    let kept = try DerivedData(of: reader, fallback: Derived.folder(of: reader, in: cache))
    if scan.violations.isEmpty, scan.parts.allSatisfy(\.isReadable) {
      derived += try Derived.findings(kept)
      if let keys = scan.keys, let finding = reader.keyIndexFinding(keys) {
        derived.append(finding)
      }
    } else {
      // Nothing may be answered without reading lines that are not right.
      try kept.discard()
    }
    add("derived", since(start), derived)
    try judge(scan.parts) { entry throws(JournalError) in try reader.line(at: entry) }
  }

  /// The checkpoints to hold the journal against: those brought along, and the one that others
  /// cosigned last, which the journal keeps itself.
  private static func memory(
    _ outside: Outside, _ reader: JournalReader
  ) throws(JournalError) -> Memory {
    var memory = Memory()
    for kept in outside.kept {
      try memory.take(kept.name) { () throws(JournalError) in
        try reader.earlier(kept.bytes, named: kept.name, key: outside.key)
      }
    }
    try memory.take("cosigned") { () throws(JournalError) in try reader.cosigned() }
    return memory
  }

  /// What to say where the newest checkpoint is not cosigned, and an earlier one is.
  private static func cosignedBefore(
    _ reader: JournalReader, _ policy: WitnessPolicy
  ) throws(JournalError) -> String? {
    let cosigned: SignedCheckpoint?
    do throws(JournalError) {
      cosigned = try reader.cosigned()
    } catch {
      // What is wrong with it was told at the level before.
      guard error.kind == .integrity else { throw error }
      return nil
    }
    guard let cosigned, cosigned.checkpoint.size < reader.size,
      try cosigned.judge(by: policy, named: "cosigned").finding == nil
    else { return nil }
    return "; they did cosign the first \(cosigned.checkpoint.size) entries, see the file cosigned"
  }

  /// The verifier's key against the one that signed: the same, or one that it authorised, or that
  /// was authorised by one that it had authorised.
  private static func strange(
    _ key: VerifierKey?, _ reader: JournalReader, _ chain: KeyChain?
  ) -> [Finding] {
    guard let key, key != reader.signer, chain?.leads(from: key, to: reader.signer) != true else {
      return []
    }
    return [
      Finding(
        .unknownKey,
        "the journal is signed with another key than the one given, and no entry leads from that "
          + "to it; all else was verified with the journal's own", file: "ledger.json",
        expected: key.description, actual: reader.signer.description)
    ]
  }
}
