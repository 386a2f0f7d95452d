internal import MerkleLog

/// The form of a derived file: lines of a name and a value, a digest of them and of what follows,
/// then bytes.
///
/// The digest tells a torn or damaged file from a whole one. It proves nothing: whoever may write
/// here can make another.
struct DerivedFile {
  /// The lines before the bytes, in order.
  private(set) var fields: [(name: String, value: String)] = []
  /// What follows them.
  var payload: [UInt8] = []

  private static let head = "mutasi "
  private static let mark = "sha256 "
  /// No file has more lines than this.
  private static let headLimit = 1 << 22

  /// An empty file of a kind, which is told apart by a word and a version.
  init(_ kind: String, payload: [UInt8] = []) {
    fields = [(Self.head.dropLast().description, kind)]
    self.payload = payload
  }

  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }
  mutating func add(_ name: String, _ value: Int) { add(name, String(value)) }

  /// The bytes of the file.
  func bytes() -> [UInt8] { head(before: [payload]) + payload }

  /// The bytes of the file before what follows its lines, given in pieces lest it be copied.
  func head(before pieces: [[UInt8]]) -> [UInt8] {
    let bytes = Array(fields.map { "\($0.name) \($0.value)\n" }.joined().utf8)
    return bytes + "\(Self.mark)\(Self.digest(bytes, pieces))\n".utf8
  }

  /// Takes a file apart.
  ///
  /// - Returns: the file; nil if it is of another kind or not whole.
  init?(_ kind: String, parsing bytes: [UInt8]) {
    var start = 0
    var fields: [(String, String)] = []
    while let end = bytes[start...].firstIndex(of: 0x0A), end < Self.headLimit {
      let words = String(decoding: bytes[start..<end], as: UTF8.self)
        .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard words.count == 2 else { return nil }
      if words[0] == Self.mark.dropLast() {
        payload = Array(bytes[(end + 1)...])
        let digest = Self.digest(Array(bytes[..<start]), [payload])
        guard words[1] == digest, fields.first?.1 == kind else { return nil }
        self.fields = fields
        return
      }
      fields.append((String(words[0]), String(words[1])))
      start = end + 1
    }
    return nil
  }

  /// The values of a name.
  func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The first value of a name.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The number that is the first value of a name.
  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

  private static func digest(_ head: [UInt8], _ pieces: [[UInt8]]) -> String {
    let hasher = TreeHasher()
    // Two digests, lest a large payload be copied.
    return hasher.node(hasher.digest(head), hasher.digest(joining: pieces)).description
  }
}

extension [UInt8] {
  /// Appends the eight bytes of a word, the lowest first.
  mutating func append(littleEndian word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
  }
}
