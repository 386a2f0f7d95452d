import CommandLineKit
import Exchange
import Journal
import Ledger
import MerkleLog

/// `checkpoint`: the signed statement of what the journal is, to be kept by whoever wants to notice
/// later that it was rewritten.
struct CheckpointVerb: Command {
  static let about = About(
    "checkpoint", "Print the signed checkpoint of the journal, once its entries bear it out.",
    discussion: """
      The checkpoint is a signed note (C2SP): origin, number of entries, root of the tree over \
      them, signature. It is printed to the byte, so that the output can be kept in a file. \
      Whoever keeps one can notice later that the journal was rewritten or cut back.
      """,
    examples: ["mutasi checkpoint > checkpoint-2021-08", "mutasi checkpoint --format json"])

  @Flag("Print it without holding the entries against it first.") var unverified = false
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    if !unverified { try Self.verify(reader, on: &terminal) }
    output.print(reader.settled, on: &terminal)
    return .done
  }

  /// Holds every line against the signed root; nothing is parsed.
  static func verify(
    _ reader: JournalReader, on terminal: inout Terminal
  ) throws(Failure) {
    let scan: Scan<Int>
    do throws(JournalError) {
      scan = try reader.scan(start: { _ in 0 }, each: { _, chunk in chunk.lines.count })
    } catch {
      throw Failure(error)
    }
    guard scan.violations.isEmpty else {
      throw Failure(
        .no,
        ["the journal does not verify; no checkpoint is printed"]
          + scan.violations.prefix(5).map(\.sentence)
          + ["hint: 'mutasi verify' tells more; --unverified prints it all the same"])
    }
    for finding in scan.findings { terminal.warn(finding.sentence) }
  }
}

extension OutputOptions {
  /// Prints a checkpoint with all its signatures: to the byte, unless another format is asked for.
  func print(_ signed: SignedCheckpoint, on terminal: inout Terminal) {
    guard format != .table else {
      terminal.write(bytes: signed.bytes)
      return
    }
    print(
      CheckpointAnswer.report(
        origin: signed.checkpoint.origin, size: signed.checkpoint.size,
        root: signed.checkpoint.root.base64, text: String(decoding: signed.bytes, as: UTF8.self)),
      on: &terminal)
  }
}
