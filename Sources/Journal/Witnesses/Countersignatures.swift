public import MerkleLog

/// The signatures of others, witnesses above all, on a journal's checkpoint.
///
/// They stand in the file `checkpoint`, below the journal's own line. An append makes a new
/// checkpoint, which nobody else has seen: it starts without them. The file `cosigned` keeps the
/// last note that others signed, whole, so that their word is not lost; `verify` holds the journal
/// against it ever after.
public struct Countersignatures {
  /// What adding did.
  public struct Report: Sendable, Hashable {
    /// The names of the keys whose lines were added or replaced.
    public var names: [String] = []
    /// The size of the checkpoint that they are on.
    public var size = 0
    /// Whether that is the newest one; if not, the lines are in `cosigned` only.
    public var isNewest = true
  }

  private let layout: Layout
  private let files: any FileSystem
  private let witnesses: [VerifierKey]

  /// Adds the signatures of a note, or signature lines, to the checkpoint of a journal.
  ///
  /// - Parameters:
  ///   - bytes: the checkpoint as a note with further signatures; or signature lines alone, which
  ///     must then be by `witnesses`, since a line does not say what it signs.
  ///   - folder: the journal.
  ///   - witnesses: keys that lines are verified with; lines of others are taken as they are.
  ///   - fileSystem: the system's, but for tests.
  /// - Returns: what was added.
  /// - Throws: `NOTE_MALFORMED`-like `CHECKPOINT_MALFORMED`, `SIG_INVALID`, `SIG_UNKNOWN_KEY`,
  ///   `TOO_LARGE` (refused); `ROLLBACK`, `FORK`, `INCONSISTENT`, `ORIGIN_MISMATCH` (integrity) if
  ///   the note contradicts the journal; `LOCKED`; or what the system says.
  public static func add(
    _ bytes: [UInt8], toJournalIn folder: String, witnesses: [VerifierKey] = [],
    fileSystem: any FileSystem = PosixFileSystem()
  ) throws(JournalError) -> Report {
    let layout = Layout(folder: folder)
    let adding = Self(layout: layout, files: fileSystem, witnesses: witnesses)
    // Whoever appends meanwhile would write another checkpoint over this one.
    _ = try JournalReader.description(layout, fileSystem)
    let lock = try JournalWriter.lock(layout, fileSystem, 0)
    defer { withExtendedLifetime(lock) {} }
    let reader = try JournalReader(layout, fileSystem)
    guard let published = try CheckpointFiles(layout, reader.description, fileSystem).published,
      published.checkpoint == reader.checkpoint.checkpoint
    else {
      throw JournalError(
        .checkpointMissing, .environment, "the file checkpoint is missing or behind the journal",
        file: layout.checkpoint, hint: "append once more, which repairs it, and repeat this")
    }
    return try adding.run(bytes, reader)
  }

  private func run(_ bytes: [UInt8], _ reader: JournalReader) throws(JournalError) -> Report {
    let newest = reader.checkpoint
    guard !bytes.starts(with: "— ".utf8) else {
      let lines = try lines(bytes)
      return try add(lines, to: newest, isNewest: true, mustBeKnown: true)
    }
    let given = try reader.earlier(bytes, named: "the note given")
    if let finding = try reader.contradiction(to: given, named: "the note given") {
      throw JournalError(
        finding, hint: "nothing was added; the two checkpoints together are the evidence")
    }
    let lines = given.note.signatures.filter { line in
      !given.alone.note.signatures.contains(line)
    }
    let isNewest = given.checkpoint == newest.checkpoint
    return try add(lines, to: isNewest ? newest : given.alone, isNewest: isNewest)
  }

  private func lines(_ bytes: [UInt8]) throws(JournalError) -> [SignedNote.Signature] {
    var lines: [SignedNote.Signature] = []
    for line in bytes.split(separator: 0x0A) {
      do throws(MerkleError) {
        guard let text = String(validating: line, as: UTF8.self) else {
          throw MerkleError(.malformedNote, "a signature line is not UTF-8")
        }
        lines.append(try SignedNote.Signature(parsingLine: text))
      } catch {
        throw refusal(.checkpointMalformed, error.detail)
      }
    }
    return lines
  }

  private func refusal(_ code: JournalError.Code, _ message: String) -> JournalError {
    JournalError(code, .refused, message, hint: "nothing was added")
  }

  private func add(
    _ lines: [SignedNote.Signature], to signed: SignedCheckpoint, isNewest: Bool,
    mustBeKnown: Bool = false
  ) throws(JournalError) -> Report {
    guard !lines.isEmpty else {
      throw refusal(.unknownKey, "there is no signature but the journal's own")
    }
    var result = signed
    for line in lines { result = result.adding(line) }
    do throws(MerkleError) {
      let known = try result.note.cosignatures(by: witnesses).map(\.witness)
      for line in lines where mustBeKnown {
        let isKnown = known.contains {
          $0.keyID == line.keyID && $0.name.utf8.elementsEqual(line.name.utf8)
        }
        guard isKnown else {
          throw MerkleError(
            .unknownKey,
            "a line alone does not say what it signs: give the key of \(line.name) with --witness, "
              + "or the whole note")
        }
      }
      // What is written must be read again: neither too many lines nor too long.
      _ = try SignedNote(parsing: result.bytes)
    } catch {
      throw refusal(
        error.code == .malformedNote ? .tooLarge : .init(merkle: error.code), error.detail)
    }
    try keep(result)
    if isNewest { try files.replace(layout.checkpoint, with: result.bytes) }
    return Report(
      names: lines.map(\.name), size: result.checkpoint.size, isNewest: isNewest)
  }

  /// Writes `cosigned`, unless it holds a later checkpoint.
  private func keep(_ signed: SignedCheckpoint) throws(JournalError) {
    var kept = signed
    if let there = try JournalReader(layout, files).cosigned() {
      if there.checkpoint.size > signed.checkpoint.size {
        throw refusal(
          .rollback, "a later checkpoint, of \(there.checkpoint.size) entries, is cosigned already")
      }
      if there.checkpoint == signed.checkpoint {
        kept = there
        for line in signed.note.signatures { kept = kept.adding(line) }
      }
    }
    try files.replace(layout.cosigned, with: kept.bytes)
  }
}

extension JournalReader {
  /// The last checkpoint that others signed, kept when a newer one took its place; nil if there is
  /// none.
  ///
  /// - Throws: `CHECKPOINT_MALFORMED`, `SIG_UNKNOWN_KEY`, `SIG_INVALID`, `ORIGIN_MISMATCH`,
  ///   `SYMLINK` (integrity) if the file is not one of this journal; or what the system says.
  public func cosigned() throws(JournalError) -> SignedCheckpoint? {
    let bytes: [UInt8]
    do throws(JournalError) {
      bytes = try files.contents(of: layout.cosigned, limit: SignedNote.maximumLength)
    } catch {
      switch error.code {
      case .notFound: return nil
      case .symbolicLink, .tooLarge:
        throw JournalError(
          error.code == .tooLarge ? .checkpointMalformed : .symbolicLink, .integrity,
          error.message, file: "cosigned")
      default: throw error
      }
    }
    return try earlier(bytes, named: "cosigned")
  }
}
