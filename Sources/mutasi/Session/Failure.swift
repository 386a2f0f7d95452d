import CommandLineKit
import Journal
import Ledger
import MerkleLog

/// Why a verb cannot give what was asked for, in sentences and with its exit code.
struct Failure: CommandFailure {
  let exitCode: ExitCode
  let lines: [String]

  init(_ exitCode: ExitCode, _ lines: [String]) {
    self.exitCode = exitCode
    self.lines = lines
  }

  init(_ exitCode: ExitCode, _ message: String, hint: String? = nil) {
    self.init(exitCode, [message] + (hint.map { ["hint: " + $0] } ?? []))
  }

  /// An error of the journal: integrity is an answer (1), the rest is refused (3) or failed (4).
  init(_ error: JournalError) {
    let code: ExitCode =
      switch error.kind {
      case .integrity: .no
      // A newer format is no fault of the input: this program cannot read the journal.
      case .refused: error.code == .newerFormat ? .failed : .refused
      case .environment: .failed
      }
    var sentence = error
    sentence.hint = nil
    var lines = [sentence.description]
    // Two signed notes that contradict each other prove it to anybody, so they are shown whole.
    for note in error.evidence {
      lines +=
        ["evidence:"]
        + note.split(separator: "\n", omittingEmptySubsequences: false)
        .map { String($0) }
    }
    self.init(code, lines + (error.hint.map { ["hint: " + $0] } ?? []))
  }

  /// A correction in the journal that puts no event in the place of what it corrects.
  init(correction error: LineError) {
    self.init(.no, "a correction in the journal cannot be read: \(error)")
  }

  init(_ error: MerkleError) {
    self.init(.failed, "\(error.code.rawValue): \(error.detail)")
  }

  init(_ error: StreamError) {
    self.init(error.exitCode, error.lines)
  }

  /// A batch that is refused whole, with every problem.
  init(_ refusals: [Refusal]) {
    let shown = refusals.prefix(Self.mostShown).map { refusal in
      let field = refusal.error.path.isEmpty ? "" : refusal.error.path + ": "
      let offset = refusal.error.offset.map { " (byte \($0))" } ?? ""
      // What was given in options stands in no line of a file.
      let place = refusal.line == 0 ? "" : "\(refusal.file):\(refusal.line): "
      return "\(place)\(field)\(refusal.error.message)\(offset)"
    }
    let rest = refusals.count - shown.count
    let more = rest > 0 ? ["and \(rest) more problems"] : []
    let count = refusals.count == 1 ? "1 problem" : "\(refusals.count) problems"
    let lacksOffice = refusals.contains {
      $0.error.code == .missingField && $0.error.path == FieldName.source.text
    }
    self.init(
      .refused,
      shown + more + ["\(count); nothing was recorded"] + (lacksOffice ? [Self.officeHint] : []))
  }

  /// Where an entry is given its source, which is another thing than the sources of what it says.
  private static let officeHint =
    "hint: the office that records is said in 'source' of a line, or with --source-office where "
    + "a verb has that option; "
    + "'mutasi init --source' says it once for a whole journal"

  /// How many problems one message lists.
  private static let mostShown = 200
}

extension RecoveryReport {
  /// What opening the journal repaired, a sentence each.
  var sentences: [String] {
    var sentences = quarantined.map {
      "\($0.bytes) unsigned bytes from byte \($0.offset) of \($0.origin) were set aside in "
        + $0.file
    }
    if let size = broughtForwardFrom {
      sentences.append(
        size == 0
          ? "the file checkpoint was made anew: it was missing, spoilt, or of an empty journal"
          : "an interrupted append was completed: the checkpoint had \(size) entries")
    }
    if let entry = rewrittenFrom {
      sentences.append("the lines from entry \(entry) on were written and synced again")
    }
    return sentences + notes.map(\.sentence)
  }
}
