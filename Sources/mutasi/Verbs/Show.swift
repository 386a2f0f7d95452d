import CommandLineKit
import Exchange
import Ledger
import MerkleLog

/// `show`: single entries, with everything that is in them.
struct Show: Command {
  static let about = About(
    "show", "Show entries completely: every field, its hash, and whether it was taken back.",
    discussion: """
      The hash is that of the line's exact bytes in the tree of the journal (RFC 6962, a leaf), in \
      base64. JSON has the exact text of the line as well.
      """,
    examples: ["mutasi show 17", "mutasi show 17 18 --format json"])

  @Argument("The numbers of the entries.", placeholder: "ENTRY") var entries: [Int]
  @Options var reading: ReadingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    var wishes = try reading.wishes()
    wishes.entries = Set(entries)
    let session = try Session.open(journal.open(), wishes, on: &terminal)
    let missing = entries.filter { session.lines[$0] == nil }
    if let first = missing.first {
      let holds =
        switch session.size {
        case 0: "the journal is empty"
        case 1: "the journal has 1, number 0"
        default: "the journal has \(session.size), 0 to \(session.size - 1)"
        }
      throw Failure(.no, "there is no entry \(first); \(holds)")
    }
    let undone = session.facts.undone()
    var shown: [EntriesAnswer.Shown] = []
    for entry in entries {
      let line = session.lines[entry] ?? []
      shown.append(
        EntriesAnswer.Shown(
          entry: entry, hash: Self.hash(line), line: String(decoding: line, as: UTF8.self),
          event: try Self.event(line, entry), undone: undone[entry]))
    }
    output.print(
      EntriesAnswer.show(
        shown, claims: ClaimNotes(try session.asRecorded()),
        basis: session.basis(reading.knownText)), on: &terminal)
    return .done
  }

  private static func hash(_ line: [UInt8]) -> String {
    TreeHasher().leaf(line, 0..<line.count).base64
  }

  private static func event(_ line: [UInt8], _ entry: Int) throws(Failure) -> JSONValue {
    do throws(LineError) {
      return try JSONParser.parse(line)
    } catch {
      throw Failure(.no, "entry \(entry) cannot be read: \(error)")
    }
  }
}
