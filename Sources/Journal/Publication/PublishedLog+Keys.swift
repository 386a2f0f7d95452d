internal import MerkleLog

/// Who may sign a published log, by what its entries say: whoever knows the first key follows them
/// to the present one, and a key that was revoked signs no more.
extension PublishedLog {
  /// Whether the checkpoint was signed by a key that might sign it.
  ///
  /// The verifier's key may be any of the journal's: what was said before it cannot be judged, and
  /// need not be, since it is trusted.
  ///
  /// - Parameters:
  ///   - chain: made of all entries that are about keys, beginning with the verifier's key.
  ///   - areTilesSound: whether lines and tiles give the signed root; if not, roots in proofs are
  ///     not compared.
  /// - Returns: what contradicts the entries about keys.
  /// - Throws: only when something cannot be read.
  func keyFindings(
    _ chain: KeyChain, areTilesSound: Bool
  ) throws(JournalError) -> [Finding] {
    guard !chain.statements.isEmpty else { return [] }
    var findings: [Finding] = []
    if areTilesSound {
      for claim in chain.claims {
        let root = try root(at: claim.size)
        if let finding = KeyChain.contradiction(of: claim, by: root) { findings.append(finding) }
      }
    }
    if let finding = chain.doubt(
      about: checkpoint.signer, at: size, on: try dayOfLastEntry(),
      in: PublishedFolder.checkpointName)
    {
      findings.append(finding)
    }
    return findings
  }

  private func dayOfLastEntry() throws(JournalError) -> String {
    guard size > 0 else { return "" }
    do throws(JournalError) {
      return KeyStatement.day(ofLine: try line(at: size - 1))
    } catch {
      // Missing entries are found and named by the scan.
      guard error.kind == .integrity else { throw error }
      return ""
    }
  }
}

extension PublishedFolder {
  /// What the entries say about keys, as far as a checkpoint that nobody has verified yet counts
  /// them and they are there.
  func keyStatements(claimedBy checkpoint: [UInt8]) throws(JournalError) -> [KeyStatement] {
    let size: Int
    do throws(MerkleError) {
      size = try Checkpoint(parsing: SignedNote(parsing: checkpoint).text).size
    } catch {
      throw JournalError(judging: error, in: Self.checkpointName)
    }
    var statements: [KeyStatement] = []
    for number in 0..<Tile.count(level: 0, size: size) {
      guard let tile = Tile.at(level: 0, number: number, size: size),
        let bytes = try bundle(of: tile)
      else { break }
      let lines = Array(EntryBundle.records(in: bytes).ranges.prefix(tile.width))
      statements += KeyStatement.all(
        in: Chunk(
          bytes: bytes, lines: lines, firstEntry: number * Tile.fullWidth, offset: 0, segment: 0,
          file: tile.bundlePath))
    }
    return statements
  }
}

extension KeyChain {
  /// Works out the chain from a key that is trusted, whichever of the journal's it is.
  init(trusting key: VerifierKey, _ statements: [KeyStatement]) {
    self.init(LedgerDescription(origin: key.name, key: key), statements)
  }
}
