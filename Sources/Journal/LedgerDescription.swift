public import MerkleLog

/// What `ledger.json` says: the form of the journal, whose it is, and the key that it began with.
///
/// One flat JSON object: `format` (1), `key` (a C2SP vkey), `origin`, and optionally `recovered`
/// (vkeys with a blank between them), `region` and `source`. Which keys were authorised or revoked
/// later stands in the entries.
public struct LedgerDescription: Sendable, Hashable {
  /// The format this program reads and writes.
  public static let currentFormat = 1

  /// The number of the format; a journal of a newer one is left alone.
  public let format: Int
  /// The name of the journal in its checkpoints.
  public let origin: String
  /// The key that signed its first checkpoint; which ones followed, its entries say.
  public let key: VerifierKey
  /// The keys that began anew after all others were lost, in their order: nobody authorised them.
  public let recovered: [VerifierKey]
  /// The recording office that an event is given if it names none.
  public let source: String?
  /// The region that an event is given if it names none.
  public let region: String?

  /// Describes a new journal.
  public init(
    origin: String, key: VerifierKey, source: String? = nil, region: String? = nil,
    recovered: [VerifierKey] = []
  ) {
    self.format = Self.currentFormat
    self.origin = origin
    self.key = key
    self.recovered = recovered
    self.source = source
    self.region = region
  }

  /// The content of `ledger.json`: one member a line, names sorted, a final LF.
  public var json: String {
    var members = ["  \"format\": \(format)"]
    members.append("  \"key\": \(FlatJSON.quoted(key.description))")
    members.append("  \"origin\": \(FlatJSON.quoted(origin))")
    if !recovered.isEmpty {
      let keys = recovered.map(\.description).joined(separator: " ")
      members.append("  \"recovered\": \(FlatJSON.quoted(keys))")
    }
    if let region { members.append("  \"region\": \(FlatJSON.quoted(region))") }
    if let source { members.append("  \"source\": \(FlatJSON.quoted(source))") }
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  /// Reads the content of `ledger.json`; `file` is its path, for messages.
  ///
  /// - Throws: `NEWER_FORMAT` for a format this program does not know, `DESCRIPTION_MALFORMED`
  ///   otherwise.
  public init(parsing bytes: [UInt8], file: String) throws(JournalError) {
    func malformed(_ what: String, at offset: Int? = nil) -> JournalError {
      JournalError(
        .descriptionMalformed, .integrity, what, file: file, offset: offset,
        hint: "restore the file from a copy of the journal")
    }
    var texts: [String: String] = [:]
    var format: Int?
    do throws(FlatJSON.Problem) {
      var reader = FlatJSON(bytes)
      while let (name, value, offset) = try reader.nextMember() {
        switch (name, value) {
        case ("format", .number(let number)):
          format = number
          // The rest of a newer format is none of our business, not even its syntax.
          guard number <= Self.currentFormat else { throw .newer(number) }
        case ("key", .text(let text)), ("origin", .text(let text)), ("recovered", .text(let text)),
          ("region", .text(let text)), ("source", .text(let text)):
          texts[name] = text
        default:
          throw .malformed("a member is unknown or of the wrong kind", offset)
        }
      }
    } catch {
      switch error {
      case .malformed(let what, let offset): throw malformed(what, at: offset)
      case .newer(let number):
        throw JournalError(
          .newerFormat, .refused, "this journal has format \(number)", file: file,
          expected: "format \(Self.currentFormat)",
          hint: "use a newer version of this program; nothing was changed")
      }
    }
    guard format == Self.currentFormat else { throw malformed("it names no known format") }
    guard let origin = texts["origin"], let key = texts["key"] else {
      throw malformed("it names no origin or no key")
    }
    do throws(MerkleError) {
      var recovered: [VerifierKey] = []
      for word in (texts["recovered"] ?? "").split(separator: " ") {
        recovered.append(try VerifierKey(parsing: String(word)))
      }
      self.init(
        origin: origin, key: try VerifierKey(parsing: key), source: texts["source"],
        region: texts["region"], recovered: recovered)
    } catch {
      throw malformed("the key cannot be read: \(error.detail)")
    }
  }
}
