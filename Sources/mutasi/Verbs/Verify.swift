import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `verify`: the proof that nothing recorded was altered since it was signed.
struct Verify: Command {
  static let about = About(
    "verify", "Prove that no entry was altered, removed, moved or slipped in since it was signed.",
    discussion: """
      Reads every byte of every entry, holds them against the signed checkpoint, and checks the \
      form of the entries, their order, their ids and what they refer to. It needs neither lock \
      nor signing key. Exit code 0: verified (warnings included); 1: something does not verify, \
      and the first entry that differs is named; 4: something cannot be read, so that there is no \
      verdict.

      With --bytes nothing is read of what the entries say: no byte was altered, and that is all. \
      With --against it proves that the journal only grew since an older checkpoint or receipt \
      was kept. With --witness it asks that those who watch the journal have cosigned it. With \
      --log it verifies a published folder, and with --proof and --entry the receipt for one \
      entry, without any journal: these need --key. What could not be excluded with what was \
      given is said at the end.
      """,
    examples: [
      "mutasi verify", "mutasi verify --bytes",
      "mutasi verify --journal copy/journal --key \"$(cat key-from-the-gazette.txt)\"",
      "mutasi verify --against checkpoint-2021-08 --against receipt.tlog-proof",
      "mutasi verify --witness inspectorate.pub --witness newspaper.pub --quorum 1",
      "mutasi verify --log public --key key-from-the-gazette.txt",
      "mutasi verify --proof receipt.tlog-proof --entry entry.json --key key-from-the-gazette.txt",
      "mutasi verify --format json",
    ])

  @Option(
    "The public key you got elsewhere, or a file with it; the journal's own is taken if not given.")
  var key: KeyWord?
  @Option(
    "A checkpoint that was kept, or a receipt, which the journal must extend.",
    placeholder: "CHECKPOINT")
  var against: [FilePath] = []
  @Option("The public key of a witness, or a file with it.")
  var witness: [KeyWord] = []
  @Option("How many of the witnesses must have cosigned; all if not given.") var quorum: Int?
  @Flag("Hold the bytes against the signature alone, which is quickest.") var bytes = false
  @Option("Verify this published folder instead of a journal.") var log: FolderPath?
  @Option("Verify this receipt instead of a journal.") var proof: FilePath?
  @Option("The file with the line of the entry that the receipt is about.") var entry: FilePath?
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let answer = try verify(on: &terminal)
    output.print(answer.report, on: &terminal)
    if output.format == .table { Self.print(evidence: answer, on: &terminal) }
    for finding in answer.findings where !finding.isViolation {
      terminal.warn(finding.sentence)
    }
    guard let first = answer.findings.first(where: \.isViolation) else { return .done }
    throw Failure(.no, "\(answer.subject.name) does not verify: " + first.sentence)
  }

  private func verify(on terminal: inout Terminal) throws -> VerifyAnswer {
    try checkCombination()
    var outside = Outside(key: try key?.key(.ed25519))
    outside.policy = try policy()
    for file in against {
      outside.kept.append(.init(name: file.path, bytes: try Inputs.note(file, on: &terminal)))
    }
    guard log != nil || proof != nil else {
      return try Verification.ofJournal(
        in: journal.journal.path, outside, cache: Derived.cache(terminal), isBytesOnly: bytes)
    }
    guard let key = outside.key else {
      throw Misuse(
        "\(log != nil ? "--log" : "--proof") needs --key",
        hint: "the public key must come from elsewhere than what is verified")
    }
    if let log { return try Verification.ofLog(in: log.path, key, outside) }
    guard let proof, let entry else {
      throw Misuse("--proof needs --entry", hint: "'prove --line FILE' writes the line of an entry")
    }
    let line: [UInt8]
    do throws(JournalError) {
      line = try InputFile.read(entry.path, limit: Self.lineLimit)
    } catch {
      guard error.code == .tooLarge else { throw Failure(error) }
      throw Failure(.no, "LIMIT: \(entry.path) is longer than the line of any entry")
    }
    return try Verification.ofReceipt(
      Inputs.note(proof, on: &terminal), named: proof.path, line: line, key, outside)
  }

  /// Twice the longest line of any entry.
  private static let lineLimit = 1 << 17

  private func checkCombination() throws {
    if bytes, log != nil || proof != nil { throw Misuse("--bytes is about a journal") }
    if log != nil, proof != nil { throw Misuse("--log and --proof ask for different things") }
    if entry != nil, proof == nil { throw Misuse("--entry goes with --proof") }
    if proof != nil, !against.isEmpty {
      throw Misuse(
        "a receipt cannot be held against a checkpoint",
        hint: "give the receipt itself with --against when you verify the journal")
    }
  }

  private func policy() throws -> WitnessPolicy? {
    guard !witness.isEmpty else {
      if quorum != nil { throw Misuse("--quorum goes with --witness") }
      return nil
    }
    var witnesses: [VerifierKey] = []
    for word in witness { witnesses.append(try word.key(.cosignature)) }
    do throws(MerkleError) {
      return try WitnessPolicy(witnesses, quorum: quorum ?? witnesses.count)
    } catch {
      throw Misuse(error.detail)
    }
  }

  /// The notes that prove a finding, to the byte.
  private static func print(evidence answer: VerifyAnswer, on terminal: inout Terminal) {
    for finding in answer.findings where !finding.evidence.isEmpty {
      terminal.write("\nEvidence for \(finding.code):\n")
      for note in finding.evidence { terminal.write("\n" + note) }
    }
  }
}

extension VerifyAnswer.Finding {
  /// The finding in one line.
  fileprivate var sentence: String {
    let place =
      [entry.map { "entry \($0)" }, file, offset.map { "byte \($0)" }].compactMap { $0 }
    return "\(code): \(text)" + (place.isEmpty ? "" : " (" + place.joined(separator: ", ") + ")")
  }
}

extension VerifyAnswer.Subject {
  /// What it is called in a sentence.
  fileprivate var name: String {
    switch self {
    case .journal: "the journal"
    case .log: "the published log"
    case .receipt: "the receipt"
    }
  }
}
