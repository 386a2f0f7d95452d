import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// A verification under way: levels of proof that rest on each other, what was found at each, and
/// what could not be excluded.
///
/// What is verified, a journal, a published log or a receipt, stands in the files beside this one.
/// Wherever lines are read, the levels `root`, `form`, `order` and `ids` share the one pass over
/// the bytes, on all cores at once: its time stands at `root`, `form` and `order` have none of
/// their own, and `ids` and `references` have the time of what is compared after the pass.
struct Verification {
  /// Gives the line of an entry.
  typealias LineSource = @Sendable (Int) throws(JournalError) -> [UInt8]

  var answer = VerifyAnswer()
  /// What is not excluded so far.
  var exclusions = Exclusions()
  private(set) var levels: [(name: String, seconds: Double, findings: [Finding])] = []
  private let clock = ContinuousClock()

  /// A verification of that subject in a folder or file.
  ///
  /// - Parameters:
  ///   - subject: What is verified.
  ///   - outside: What the verifier brings along.
  ///   - folder: The folder that findings about files are relative to.
  ///   - work: Does the work; what it throws about integrity is a finding about the signature.
  /// - Returns: What was found.
  /// - Throws: `Failure` with exit code 4 where something cannot be read: there is no verdict then.
  static func of(
    _ subject: VerifyAnswer.Subject, _ outside: Outside, in folder: String,
    _ work: (inout Verification) throws(JournalError) -> Void
  ) throws(Failure) -> VerifyAnswer {
    var verification = Verification()
    verification.answer.subject = subject
    verification.answer.key = outside.key?.description
    if outside.key != nil { verification.answer.keyFrom = "given with --key" }
    verification.exclusions.isKeyGiven = outside.key != nil
    do throws(JournalError) {
      try work(&verification)
    } catch {
      guard error.kind == .integrity else { throw Failure(.failed, Failure(error).lines) }
      // No checkpoint, or no description: it contradicts itself before any line is read.
      verification.add("signature", 0, [Finding(error, in: folder)])
    }
    verification.conclude()
    return verification.answer
  }

  /// States what the signature is about.
  mutating func describe(_ signed: SignedCheckpoint) {
    answer.size = signed.checkpoint.size
    answer.root = signed.checkpoint.root.base64
    answer.origin = signed.checkpoint.origin
    exclusions.size = signed.checkpoint.size
  }

  /// What the lines say, once they are read.
  mutating func judge(_ audits: [LineAudit], _ line: LineSource) throws(JournalError) {
    add("form", 0, audits.flatMap(\.malformed) + Self.notes(audits))
    var start = now
    let parts = audits.map { audit in
      var audit = audit
      audit.seal()
      return audit.order
    }
    let found = try Self.disorder(parts, line)
    let isTime = { (finding: Finding) in
      finding.code == JournalError.Code.timeNotMonotone.rawValue
    }
    add("order", 0, found.filter(isTime))
    add("ids", since(start), found.filter { !isTime($0) })
    start = now
    let decrees = Self.unknownDecrees(audits.map(\.references))
    let dangling = audits.flatMap(\.dangling) + decrees
    add("references", since(start), dangling.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) })
  }

  /// What witnesses say about a checkpoint, if the verifier names any.
  ///
  /// - Returns: Whether enough of them cosigned it.
  @discardableResult
  mutating func judge(
    witnesses outside: Outside, _ signed: SignedCheckpoint, named name: String,
    _ supplement: (WitnessPolicy) throws(JournalError) -> String? = { _ in nil }
  ) throws(JournalError) -> Bool {
    guard let policy = outside.policy else { return false }
    let start = now
    var (cosignatures, finding) = try signed.judge(by: policy, named: name)
    if finding?.code == JournalError.Code.witnessQuorum.rawValue,
      let more = try supplement(policy)
    {
      finding?.text += more
    }
    if finding == nil { exclusions.cosigned = cosignatures.map(\.time).max() }
    add("witnesses", since(start), finding.map { [$0] } ?? [])
    return finding == nil
  }

  /// What older checkpoints say, if there are any.
  mutating func add(_ memory: Memory, _ seconds: Double) {
    if memory.isEmpty { return }
    exclusions.remembered = memory.extended
    add("consistency", seconds, memory.findings)
  }

  mutating func add(_ name: String, _ seconds: Double, _ findings: [Finding]) {
    levels.append((name, seconds, findings))
  }

  /// Adds findings to a level that was judged before.
  mutating func add(_ findings: [Finding], toLevel number: Int) {
    levels[number].findings += findings
  }

  /// The time now, for ``since(_:)``.
  var now: ContinuousClock.Instant { clock.now }

  /// The seconds that passed.
  func since(_ start: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = start.duration(to: clock.now).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  private mutating func conclude() {
    answer.levels = levels.map { level in
      VerifyAnswer.Level(
        level.name, holds: !level.findings.contains(where: \.isViolation), seconds: level.seconds)
    }
    answer.findings = levels.flatMap(\.findings).map { VerifyAnswer.Finding($0) }
    answer.notExcluded = exclusions.sentences
  }

  /// What order, ids and, where all lines were read, decrees say against the journal that an answer
  /// was read from.
  static func order(
    _ parts: [Reading], _ reader: JournalReader, ofAll: Bool = true
  ) throws(Failure) -> [Finding] {
    do throws(JournalError) {
      let disorder = try disorder(parts.map(\.order)) { entry throws(JournalError) in
        try reader.line(at: entry)
      }
      return ofAll ? disorder + unknownDecrees(parts.map(\.references)) : disorder
    } catch {
      throw Failure(error)
    }
  }

  /// Times that run backwards, and ids used twice.
  private static func disorder(
    _ parts: [OrderCheck.Part], _ line: LineSource
  ) throws(JournalError) -> [Finding] {
    try OrderCheck.findings(parts) { earlier, later throws(JournalError) in
      try id(in: line(earlier)) == id(in: line(later))
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
  private static func id(in line: [UInt8]) -> [UInt8] {
    guard let value = try? JSONParser.parse(line), let id = value[.id]?.text else { return line }
    return Array(id.utf8)
  }
}

extension Finding {
  /// An error of opening as a finding.
  init(_ error: JournalError, in folder: String) {
    self.init(evidenceOf: error)
    if let path = file, path.hasPrefix(folder + "/") {
      file = String(path.dropFirst(folder.count + 1))
    }
  }

  /// Bytes behind the signed lines.
  init(_ tail: UnsignedTail) {
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
    evidence = finding.evidence
  }
}
