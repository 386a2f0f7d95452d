/// A proof to take away: that a record is at a place of a log, with the checkpoint it is proven
/// against (C2SP tlog-proof).
///
///     c2sp.org/tlog-proof@v1
///     extra BASE64                 optional, vouched for by nobody
///     index N
///     BASE64                       the inclusion proof, a hash a line
///                                  an empty line
///     the checkpoint, to the byte
///
/// With the record and the log's key nothing else is needed to check it. Parsing keeps every byte:
/// `ProofFile(parsing: b).bytes` is `b`.
public struct ProofFile: Sendable {
  /// The most bytes that a file may have.
  public static let maximumLength = 2 * SignedNote.maximumLength
  /// The most hashes that a proof over a countable number of leaves has.
  static let maximumHashes = Int.bitWidth - 1

  /// What every version of the format begins with; its number follows.
  static let family = "c2sp.org/tlog-proof@v"
  private static let version = 1
  private static let title = family + String(version)

  /// The number of the leaf.
  public let index: Int
  /// The hashes beside its path to the root.
  public let proof: InclusionProof
  /// The checkpoint with the lines of all its signers.
  public let checkpoint: SignedNote
  /// What an application added; nobody vouches for it.
  public let extra: [UInt8]?

  /// Makes a proof of its parts.
  public init(index: Int, proof: InclusionProof, checkpoint: SignedNote, extra: [UInt8]? = nil) {
    self.index = index
    self.proof = proof
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Reads a file; nothing is verified yet.
  ///
  /// - Throws: `newerFormat`; `malformedProof` with the line at fault; or `malformedNote` for what
  ///   stands below.
  public init(parsing bytes: [UInt8]) throws(MerkleError) {
    guard bytes.count <= Self.maximumLength else {
      throw MerkleError(
        .malformedProof, "\(bytes.count) bytes exceed the limit of \(Self.maximumLength)")
    }
    if let newer = Self.newerVersion(bytes) {
      throw MerkleError(
        .newerFormat,
        "the proof is written as \(Self.family)\(newer); this program reads \(Self.title)")
    }
    // Whatever is not text is refused as a line of another form than the one expected.
    guard let end = Self.endOfHead(in: bytes) else {
      throw MerkleError(.malformedProof, "no empty line between proof and checkpoint")
    }
    var lines = bytes[..<end].dropLast()
      .split(separator: NoteText.lineFeed, omittingEmptySubsequences: false)
    func line(_ prefix: String) -> ArraySlice<UInt8>? {
      guard let first = lines.first, first.starts(with: prefix.utf8) else { return nil }
      return first.dropFirst(prefix.utf8.count)
    }
    guard let rest = line(Self.title), rest.isEmpty else {
      throw MerkleError(.malformedProof, "line 1 is not \(Self.title)")
    }
    lines.removeFirst()
    var extra: [UInt8]?
    if let text = line("extra ") {
      guard let decoded = Base64.decode(utf8: Array(text)) else {
        throw MerkleError(.malformedProof, "line 2 is not: extra base64")
      }
      extra = decoded
      lines.removeFirst()
    }
    guard let digits = line("index "), let index = Checkpoint.canonicalDecimal(digits) else {
      throw MerkleError(.malformedProof, "there is no line: index N")
    }
    lines.removeFirst()
    guard lines.count <= Self.maximumHashes else {
      throw MerkleError(
        .malformedProof, "\(lines.count) hashes exceed the limit of \(Self.maximumHashes)")
    }
    var hashes: [Hash] = []
    for (number, line) in lines.enumerated() {
      guard let hash = Base64.decode(utf8: Array(line)).flatMap({ Hash($0) }) else {
        throw MerkleError(
          .malformedProof, "hash \(number + 1) is not canonical base64 of 32 bytes")
      }
      hashes.append(hash)
    }
    self.init(
      index: index, proof: InclusionProof(hashes: hashes),
      checkpoint: try SignedNote(parsing: Array(bytes[(end + 1)...])), extra: extra)
  }

  /// The file, byte for byte.
  public var bytes: [UInt8] {
    var text = Self.title + "\n"
    if let extra { text += "extra \(Base64.encode(extra))\n" }
    text += "index \(index)\n"
    for hash in proof.hashes { text += hash.base64 + "\n" }
    return Array((text + "\n").utf8) + checkpoint.bytes
  }

  /// Whether a file says that it is such a proof, in whatever version.
  public static func isClaimed(by bytes: [UInt8]) -> Bool { bytes.starts(with: family.utf8) }

  /// The version that the first line names, if it is a later one.
  private static func newerVersion(_ bytes: [UInt8]) -> Int? {
    guard isClaimed(by: bytes) else { return nil }
    let digits = bytes.dropFirst(family.utf8.count).prefix { $0 != NoteText.lineFeed }
    guard let number = Checkpoint.canonicalDecimal(digits), number > version else { return nil }
    return number
  }

  /// Where the empty line stands behind the first lines.
  private static func endOfHead(in bytes: [UInt8]) -> Int? {
    bytes.indices.dropFirst().first {
      bytes[$0] == NoteText.lineFeed && bytes[$0 - 1] == NoteText.lineFeed
    }
  }
}
