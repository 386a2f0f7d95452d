import CommandLineKit
import Exchange
import Journal
import Ledger

/// `rebuild`: makes anew what is derived from the journal.
struct RebuildVerb: Command {
  static let about = About(
    "rebuild", "Make anew what is derived from the journal, so that later answers are quick.",
    discussion: """
      Reads and verifies every line, and keeps what it says in .derived/ of the journal or, where \
      that cannot be written, in the user's cache folder. Reading verbs do so themselves once a \
      journal has 1,000 entries; they use it as long as no file was changed since. Nothing is \
      lost when it is deleted, and 'mutasi verify' compares it with the lines. Leaf hashes in \
      hashes/ that are missing or not those of the lines are made anew as well.
      """,
    examples: ["mutasi rebuild", "mutasi rebuild --format json"])

  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let reader = try journal.open()
    do throws(Failure) {
      try Derived.discard(reader, terminal)
    } catch {
      // Somebody else's, perhaps: what is made now then lies in the user's cache folder.
      terminal.warn(error.lines.first ?? "\(error)")
    }
    var wishes = Session.Wishes()
    wishes.isRebuild = true
    let session = try Session.open(reader, wishes, on: &terminal)
    _ = try session.replay(at: Clock.today())
    let repaired = repairHashes(reader, on: &terminal)
    let derived = try Derived.data(of: reader, terminal)
    guard try Derived.isCurrent(derived), try isKept(derived) else {
      guard try journal.open().size == reader.size else {
        throw Failure(
          .failed, "entries were added while the journal was read, and nothing was kept",
          hint: "repeat it when nobody appends")
      }
      throw Failure(
        .failed,
        "nothing could be kept: neither .derived/ nor the user's cache folder can be "
          + "written, or files of the journal were changed meanwhile")
    }
    output.print(
      Report(
        head: [
          .init("version", .integer(1)), .init("size", .number(session.size)),
          .init("root", .text(session.basis(nil).root)),
        ],
        sections: [],
        notes: repaired + place(of: derived) + ["\(session.size) entries"]),
      on: &terminal)
    return .done
  }

  /// Makes leaf hashes anew that are not right; answers what was done.
  private func repairHashes(
    _ reader: JournalReader, on terminal: inout Terminal
  ) -> [String] {
    do throws(JournalError) {
      return try reader.repairHashes().map { "\($0.file ?? "hashes"): made anew" }
    } catch {
      // They serve speed and proofs alone; what can be answered without them is kept all the same.
      terminal.warn("hashes/ was not made anew: \(error.message)")
      return []
    }
  }

  /// Where what was made lies, if not in the journal's folder.
  private func place(of derived: DerivedData) -> [String] {
    let place = derived.place(of: DerivedData.projectionName)
    return place.hasPrefix("/") ? ["kept in \(place)"] : []
  }

  /// Whether the state of the world was kept, which is the largest of all files.
  private func isKept(_ derived: DerivedData) throws(Failure) -> Bool {
    let size = derived.reader.size
    if size == 0 { return true }
    do throws(JournalError) {
      return try derived.projection()?.size == size
    } catch {
      throw Failure(error)
    }
  }
}
