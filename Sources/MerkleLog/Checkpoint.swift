/// What a log commits to: its origin, its size and the root of its tree (C2SP tlog-checkpoint
/// v1.0.0).
///
/// The text has one line each for origin, size and root, then optional extension lines, every one
/// ended by LF. Parsing is strict, so that one checkpoint has one text: `Checkpoint(parsing:
/// t).text` is `t` byte for byte.
public struct Checkpoint: Hashable, Sendable {
  /// The name of the log: a URL without scheme, by convention also the name of its key.
  public let origin: String
  /// The number of entries.
  public let size: Int
  /// The Merkle tree hash of the entries.
  public let root: Hash
  /// Further lines, which the format allows and advises against.
  public let extensions: [String]

  /// States a checkpoint; whether its lines can be written is checked when it is signed.
  public init(origin: String, size: Int, root: Hash, extensions: [String] = []) {
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads the text of a checkpoint.
  ///
  /// - Throws: `malformedCheckpoint` for a missing or empty line, a size that is not a canonical
  ///   decimal number or exceeds `Int`, a root that is not canonical base64 of 32 bytes, a root of
  ///   the empty tree other than SHA-256(""), a control character, or a missing last LF.
  public init(parsing text: String) throws(MerkleError) {
    func malformed(_ detail: String) -> MerkleError { MerkleError(.malformedCheckpoint, detail) }
    let bytes = Array(text.utf8)
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != NoteText.lineFeed }) {
      throw malformed("control character at byte \(offset)")
    }
    guard bytes.last == NoteText.lineFeed else { throw malformed("the last line has no LF") }
    let lines = bytes.dropLast()
      .split(separator: NoteText.lineFeed, omittingEmptySubsequences: false)
    guard lines.count >= 3 else {
      throw malformed("\(lines.count) lines instead of origin, size and root")
    }
    if let empty = lines.firstIndex(where: \.isEmpty) {
      throw malformed("line \(empty + 1) is empty")
    }
    guard let size = Self.canonicalDecimal(lines[1]) else {
      throw malformed("line 2 is not a size: decimal digits without a leading zero")
    }
    guard let root = Base64.decode(utf8: Array(lines[2])).flatMap({ Hash($0) }) else {
      throw malformed("line 3 is not a root: canonical base64 of 32 bytes")
    }
    guard size > 0 || root == .empty else {
      throw malformed("the root of size 0 is not SHA-256 of nothing")
    }
    self.init(
      origin: String(decoding: lines[0], as: UTF8.self), size: size, root: root,
      extensions: lines.dropFirst(3).map { String(decoding: $0, as: UTF8.self) })
  }

  /// The text that is signed: every line with its LF.
  public var text: String {
    var text = "\(origin)\n\(size)\n\(root.base64)\n"
    for line in extensions { text += "\(line)\n" }
    return text
  }

  /// Whether both have the same lines byte for byte.
  ///
  /// Strings alone would compare by canonical equivalence, and take two origins for one.
  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.size == right.size && left.root == right.root
      && left.origin.utf8.elementsEqual(right.origin.utf8)
      && left.extensions.elementsEqual(right.extensions) { $0.utf8.elementsEqual($1.utf8) }
  }

  /// Feeds size and root to `hasher`; the rest seldom differs.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(root)
  }

  /// The number that `digits` writes in its one canonical form, or nil.
  static func canonicalDecimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    guard first != 0x30 || digits.count == 1 else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
