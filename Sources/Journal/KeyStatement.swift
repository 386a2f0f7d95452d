public import MerkleLog

/// What one entry says about who may sign the journal: the only content of entries that this module
/// reads.
///
/// A `KeyAuthorized` entry has a proof: a note signed by a key that might sign then, which names
/// the new key and the root of all entries before it. Checkpoints are replaced by newer ones; the
/// proof stays, so that the way from the first key to the present one can be followed for ever.
public struct KeyStatement: Sendable, Hashable {
  /// What is said of the key.
  public enum Act: Sendable, Hashable {
    /// It may sign from now on.
    case authorized
    /// It may sign no more.
    case revoked
  }

  /// The number of the entry.
  public let entry: Int
  /// What is said.
  public let act: Act
  /// Of which key.
  public let key: VerifierKey
  /// The first day on which it holds, `YYYY-MM-DD`; empty if it always did.
  public let from: String
  /// The day on which it was recorded.
  public let recorded: String
  /// Why.
  public let reason: String?
  /// The office that holds the key.
  public let holder: String?
  /// The note that vouches for it, as text.
  let proof: String?

  /// Whether a line is of one of the two types.
  ///
  /// In the written form the type is the last member, so that the end of a line tells.
  static func isOne(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    // Nearly every line ends otherwise.
    guard line.count > 2, bytes[line.upperBound - 3] == UInt8(ascii: "d") else { return false }
    for ending in endings where line.count > ending.count {
      let start = line.upperBound - ending.count
      if bytes[start..<line.upperBound].elementsEqual(ending) { return true }
    }
    return false
  }

  /// What the lines of a chunk say about keys.
  ///
  /// A line that cannot be read authorises nobody, and verification names it as no entry.
  static func all(in chunk: Chunk) -> [KeyStatement] {
    var statements: [KeyStatement] = []
    for (index, line) in chunk.lines.enumerated() where isOne(chunk.bytes, line) {
      let entry = chunk.firstEntry + index
      if let one = try? KeyStatement(Array(chunk.bytes[line]), entry: entry) {
        statements.append(one)
      }
    }
    return statements
  }

  private static let endings = [#""type":"KeyAuthorized"}"#, #""type":"KeyRevoked"}"#].map {
    Array($0.utf8)
  }

  /// Reads a line for which ``isOne(_:_:)`` holds.
  ///
  /// - Throws: `LINE_INVALID` with what is missing.
  init(_ line: [UInt8], entry: Int) throws(JournalError) {
    func invalid(_ what: String) -> JournalError {
      JournalError(.lineInvalid, .refused, what, entry: entry)
    }
    var data: [String: String] = [:]
    var texts: [String: String] = [:]
    do throws(FlatJSON.Problem) {
      var reader = FlatJSON(line)
      while let (name, value, _) = try reader.nextMember() {
        switch value {
        case .nested(let bytes) where name == "data": data = try FlatJSON.texts(bytes)
        case .text(let text): texts[name] = text
        case .nested, .number: break
        }
      }
    } catch {
      throw invalid("the entry about a key cannot be read")
    }
    guard let key = data["key"], let effective = texts["effective"],
      let time = texts["recordedtime"]
    else { throw invalid("an entry about a key names the key and from when; this one does not") }
    do throws(MerkleError) {
      self.key = try VerifierKey(parsing: key)
    } catch {
      throw invalid("data.key is not a public key: \(error.detail)")
    }
    self.entry = entry
    act = texts["type"] == "KeyRevoked" ? .revoked : .authorized
    from = Self.firstDay(effective)
    recorded = String(time.prefix(10))
    reason = data["reason"]
    holder = data["holder"]
    proof = data["proof"]
  }

  /// The first day of a date of the journal: a year, a month, a day, or the start of an interval.
  private static func firstDay(_ text: String) -> String {
    let start = String(text.prefix { $0 != "/" })
    switch start.utf8.count {
    case 4: return start + "-01-01"
    case 7: return start + "-01"
    case 10: return start
    default: return ""
    }
  }

  /// The day on which the entry of a line was recorded; empty if the line does not tell.
  static func day(ofLine line: [UInt8]) -> String {
    guard let texts = try? FlatJSON.texts(line[...]), let time = texts["recordedtime"] else {
      return ""
    }
    return String(time.prefix(10))
  }
}

/// The note in which a key that may sign names another one.
///
///     mutasi key authorization v1
///     the new key
///     origin
///     the number of entries before, in decimal
///     the root of those, in base64
///
/// The first line has blanks and the second a plus sign, so that it never reads as a checkpoint.
public struct KeyProof: Sendable {
  static let title = "mutasi key authorization v"

  let key: String
  let origin: String
  /// How many entries there were, and their root.
  let size: Int
  let root: Hash

  /// The proof that a key names another one, as the text of an entry's `data.proof`.
  ///
  /// - Parameters:
  ///   - new: the key to be authorised.
  ///   - checkpoint: the journal as it stands, as the signer knows it.
  ///   - key: the signer's.
  /// - Returns: a signed note.
  /// - Throws: what signing throws.
  public static func text(
    authorizing new: VerifierKey, after checkpoint: Checkpoint, by key: SigningKey
  ) throws(JournalError) -> String {
    let text =
      "\(title)1\n\(new)\n\(checkpoint.origin)\n\(checkpoint.size)\n\(checkpoint.root.base64)\n"
    do throws(MerkleError) {
      return String(decoding: try SignedNote(text: text).signed(by: key).bytes, as: UTF8.self)
    } catch {
      throw JournalError(error)
    }
  }

  /// Reads the text of the note; nil if it has another form.
  init?(parsing text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard lines.count == 6, lines[0] == Self.title + "1", lines[5].isEmpty,
      let size = Int(lines[3]), size >= 0, String(size) == lines[3]
    else { return nil }
    // A checkpoint has the same three lines, and its reader knows how a root is written.
    let checkpoint = lines[2...4].map { $0 + "\n" }.joined()
    guard let parsed = try? Checkpoint(parsing: checkpoint) else { return nil }
    key = lines[1]
    origin = parsed.origin
    self.size = parsed.size
    root = parsed.root
  }
}
