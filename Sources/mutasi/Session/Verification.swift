import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// The full verification of a journal: every byte of every line read once and held against the
/// signature, and what the lines say held against the rules of the journal.
///
/// The levels `root`, `form`, `order` and `ids` share the one pass over the bytes, on all cores at
/// once: its time stands at `root`, `form` and `order` have none of their own, and `ids` and
/// `references` have the time of what is compared after the pass.
struct Verification {
  private(set) var answer = VerifyAnswer()
  private var levels: [(name: String, seconds: Double, findings: [Finding])] = []
  private let clock = ContinuousClock()

  /// Verifies the journal in a folder.
  ///
  /// - Parameters:
  ///   - folder: The journal's folder.
  ///   - key: The key that the verifier knows from elsewhere, if any.
  /// - Returns: What was found.
  /// - Throws: `Failure` with exit code 4 where something cannot be read: there is no verdict then.
  static func of(_ folder: String, key: VerifierKey?) throws(Failure) -> VerifyAnswer {
    var verification = Verification()
    do throws(JournalError) {
      try verification.run(folder, key)
    } catch {
      guard error.kind == .integrity else {
        throw Failure(.failed, Failure(error).lines)
      }
      // No checkpoint, or no description: the journal contradicts itself before any line is read.
      verification.add("signature", 0, [Finding(error, in: folder)])
    }
    verification.conclude(isKeyGiven: key != nil)
    return verification.answer
  }

  private mutating func run(_ folder: String, _ key: VerifierKey?) throws(JournalError) {
    answer.key = key?.description
    if key != nil { answer.keyFrom = "given with --key" }
    var start = clock.now
    let reader = try JournalReader(opening: folder)
    answer.size = reader.size
    answer.root = reader.checkpoint.checkpoint.root.base64
    answer.origin = reader.description.origin
    answer.key = (key ?? reader.signer).description
    if key == nil {
      answer.keyFrom =
        reader.signer == reader.description.key
        ? "the journal's own ledger.json"
        : "the journal's own entries, which lead to it from the key in ledger.json"
    }
    add("signature", since(start), reader.findings)

    start = clock.now
    let size = reader.size
    let scan = try reader.scan { _ in
      LineAudit(size: size)
    } each: { audit, chunk in
      audit.take(chunk)
    }
    levels[0].findings += scan.keyFindings + Self.strange(key, reader, scan.keys)
    var root = Array(scan.findings.dropLast(reader.findings.count + scan.keyFindings.count))
    if let tail = scan.tail { root.append(Finding(tail)) }
    add("root", since(start), root)

    start = clock.now
    add("derived", 0, try reader.derivedFindings())
    levels[levels.count - 1].seconds = since(start)
    try judge(scan.parts, reader)
  }

  /// What the lines say, once they are read.
  private mutating func judge(
    _ audits: [LineAudit], _ reader: JournalReader
  ) throws(JournalError) {
    add("form", 0, audits.flatMap(\.malformed) + Self.notes(audits))
    var start = clock.now
    let parts = audits.map { audit in
      var audit = audit
      audit.seal()
      return audit.order
    }
    let found = try Self.disorder(parts, reader)
    let isTime = { (finding: Finding) in
      finding.code == JournalError.Code.timeNotMonotone.rawValue
    }
    add("order", 0, found.filter(isTime))
    add("ids", since(start), found.filter { !isTime($0) })
    start = clock.now
    let decrees = Self.unknownDecrees(audits.map(\.references))
    let dangling = audits.flatMap(\.dangling) + decrees
    add("references", since(start), dangling.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) })
  }

  private mutating func add(_ name: String, _ seconds: Double, _ findings: [Finding]) {
    levels.append((name, seconds, findings))
  }

  private func since(_ start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = start.duration(to: clock.now).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private mutating func conclude(isKeyGiven: Bool) {
    answer.levels = levels.map { level in
      VerifyAnswer.Level(
        level.name, holds: !level.findings.contains(where: \.isViolation), seconds: level.seconds)
    }
    answer.findings = levels.flatMap(\.findings).map { VerifyAnswer.Finding($0) }
    answer.notExcluded = Self.limits(isKeyGiven: isKeyGiven)
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

  /// What order, ids and decrees say against the journal that an answer was read from.
  static func order(_ parts: [Reading], _ reader: JournalReader) throws(Failure) -> [Finding] {
    do throws(JournalError) {
      return try disorder(parts.map(\.order), reader) + unknownDecrees(parts.map(\.references))
    } catch {
      throw Failure(error)
    }
  }

  /// Times that run backwards, and ids used twice.
  private static func disorder(
    _ parts: [OrderCheck.Part], _ reader: JournalReader
  ) throws(JournalError) -> [Finding] {
    try OrderCheck.findings(parts) { earlier, later throws(JournalError) in
      try id(of: earlier, reader) == id(of: later, reader)
    }
  }

  /// Acts upon decrees that are not on record.
  private static func unknownDecrees(_ parts: [ReferenceCheck]) -> [Finding] {
    ReferenceCheck.problems(parts).map { entry, error in
      Finding(.referenceUnknown, "\(error.path): \(error.message)", entry: entry)
    }
  }

  private static func notes(_ audits: [LineAudit]) -> [Finding] {
    var notes: [Finding] = []
    let unknown = audits.compactMap(\.unknown)
    if let first = unknown.first {
      let count = unknown.reduce(0) { $0 + $1.count }
      notes.append(
        Finding(
          .unknownType,
          "\(count) entries are of types that this program does not know; a newer one may judge "
            + "their fields", entry: first.first, isViolation: false))
    }
    let suppressed = audits.reduce(0) { $0 + $1.suppressed }
    if suppressed > 0 {
      notes.append(Finding(.lineInvalid, "\(suppressed) further lines have such problems"))
    }
    return notes
  }

  /// The id of an entry as it stands in its line; the line itself where it is no entry.
  private static func id(
    of entry: Int, _ reader: JournalReader
  ) throws(JournalError) -> [UInt8] {
    let line = try reader.line(at: entry)
    guard let value = try? JSONParser.parse(line), let id = value[.id]?.text else { return line }
    return Array(id.utf8)
  }

  /// What the journal alone cannot show.
  private static func limits(isKeyGiven: Bool) -> [String] {
    let ownKey =
      "that the whole journal was rewritten and signed with another key: the key was taken from "
      + "the journal itself; give --key with one that you got elsewhere"
    return (isKeyGiven ? [] : [ownKey]) + [
      "a split view: that others are shown another journal under the same key; compare checkpoints",
      "that whoever stole the key rewrote the journal before anybody remembered a checkpoint",
      "a rollback: that the journal was cut back to an older signed state; keep a checkpoint and "
        + "compare",
      "that recordedby, source and the times are true: they are claims; only the checkpoint is "
        + "signed",
    ]
  }
}

extension Finding {
  /// An error of opening as a finding.
  fileprivate init(_ error: JournalError, in folder: String) {
    var file = error.file
    if let path = file, path.hasPrefix(folder + "/") {
      file = String(path.dropFirst(folder.count + 1))
    }
    self.init(
      error.code, error.message, entry: error.entry, file: file, offset: error.offset,
      expected: error.expected, actual: error.actual)
  }

  /// Bytes behind the signed lines.
  fileprivate init(_ tail: UnsignedTail) {
    self.init(
      .unsignedTail, "bytes that are not signed follow; they are not part of the ledger",
      file: tail.file, offset: tail.offset, actual: "\(tail.bytes) bytes", isViolation: false)
  }
}

extension VerifyAnswer.Finding {
  fileprivate init(_ finding: Finding) {
    self.init(
      code: finding.code, isViolation: finding.isViolation, entry: finding.entry,
      file: finding.file, offset: finding.offset, expected: finding.expected,
      actual: finding.actual, text: finding.text)
  }
}
