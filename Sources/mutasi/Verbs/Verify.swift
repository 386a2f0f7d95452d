import CommandLineKit
import Exchange
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
      """,
    examples: [
      "mutasi verify",
      "mutasi verify --journal copy/journal --key \"$(cat key-from-the-gazette.txt)\"",
      "mutasi verify --format json",
    ])

  @Option("The public key you got elsewhere; the journal's own is taken if not given.")
  var key: VerifierKey?
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let answer = try Verification.of(journal.journal.path, key: key)
    output.print(answer.report, on: &terminal)
    for finding in answer.findings where !finding.isViolation {
      terminal.warn(finding.sentence)
    }
    guard let first = answer.findings.first(where: \.isViolation) else { return .done }
    throw Failure(.no, "the journal does not verify: " + first.sentence)
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
