import Exchange
import Journal
import MerkleLog

/// The verification of a published log without the journal: every entry, every tile, everything
/// that lies in the folder.
extension Verification {
  /// Verifies the published log in a folder.
  ///
  /// - Returns: What was found.
  /// - Throws: `Failure` with exit code 4 where something cannot be read: there is no verdict then.
  static func ofLog(
    in folder: String, _ key: VerifierKey, _ outside: Outside
  ) throws(Failure) -> VerifyAnswer {
    try of(.log, outside, in: folder) { verification throws(JournalError) in
      try verification.run(log: folder, key, outside)
    }
  }

  private mutating func run(
    log folder: String, _ key: VerifierKey, _ outside: Outside
  ) throws(JournalError) {
    var start = now
    let log = try PublishedLog(opening: folder, key: key)
    describe(log.checkpoint)
    add("signature", since(start), [])
    var memory = Memory()
    for kept in outside.kept {
      try memory.take(kept.name) { () throws(JournalError) in
        try log.earlier(kept.bytes, named: kept.name)
      }
    }

    start = now
    let size = log.size
    let scan = try log.scan { _ in
      LineAudit(size: size)
    } each: { audit, chunk in
      audit.take(chunk)
    }
    add(scan.keyFindings, toLevel: 0)
    if log.checkpoint.signer != key {
      answer.keyFrom =
        "given with --key; the entries lead from it to the one that signed, "
        + log.checkpoint.signer.description
    }
    let found = scan.findings.dropLast(scan.keyFindings.count)
    let isAboutEntries = { (finding: Finding) in
      finding.code == JournalError.Code.rootMismatch.rawValue
        || finding.file?.hasPrefix("tile/entries/") == true
    }
    add("root", since(start), found.filter(isAboutEntries))
    add("tiles", 0, found.filter { !isAboutEntries($0) })
    try judge(scan.parts) { entry throws(JournalError) in try log.line(at: entry) }

    start = now
    try memory.judge(brought: outside.kept) { name, old throws(JournalError) in
      do throws(JournalError) {
        return try log.contradiction(to: old, named: name)
      } catch {
        // Tiles that cannot be used were told above; they prove nothing either way.
        guard error.kind == .integrity else { throw error }
        return Finding(evidenceOf: error)
      }
    }
    add(memory, since(start))
    try judge(witnesses: outside, log.checkpoint, named: "checkpoint")
  }
}
