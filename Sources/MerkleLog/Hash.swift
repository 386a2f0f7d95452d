/// A SHA-256 value: 32 bytes, compared and stored as four words.
///
/// The words are the bytes read as big-endian numbers, so equality and hashing come for free and
/// the text forms do not depend on the machine.
public struct Hash: Hashable, Sendable, CustomStringConvertible {
  /// The number of bytes in a hash.
  public static let byteCount = 32

  /// The root of the empty tree: SHA-256 of no bytes (RFC 6962 section 2.1).
  public static let empty = Hash(
    0xe3b0_c442_98fc_1c14, 0x9afb_f4c8_996f_b924, 0x27ae_41e4_649b_934c, 0xa495_991b_7852_b855)

  let words: (UInt64, UInt64, UInt64, UInt64)

  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    words = (first, second, third, fourth)
  }

  /// The hash made of exactly these bytes, or nil unless there are 32 of them.
  public init?(_ bytes: some Collection<UInt8>) {
    self.init(Array(bytes), only: ())
  }

  /// The hash at `offset` of `bytes`, or nil unless 32 bytes lie there.
  public init?(_ bytes: [UInt8], at offset: Int) {
    guard offset >= 0, bytes.count >= Self.byteCount, offset <= bytes.count - Self.byteCount else {
      return nil
    }
    self.init(in: bytes, at: offset)
  }

  /// The hash written as strict, padded base64 (RFC 4648 section 4), or nil for any other text.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64) else { return nil }
    self.init(bytes, only: ())
  }

  private init?(_ bytes: [UInt8], only: Void) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(in: bytes, at: 0)
  }

  private init(in bytes: [UInt8], at offset: Int) {
    func word(_ start: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in start..<start + 8 { value = value << 8 | UInt64(bytes[index]) }
      return value
    }
    self.init(word(offset), word(offset + 8), word(offset + 16), word(offset + 24))
  }

  /// Whether both are the same 32 bytes.
  public static func == (left: Hash, right: Hash) -> Bool { left.words == right.words }

  /// Feeds the first word to `hasher`: the bytes of a SHA-256 value are as good as random.
  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// The 32 bytes.
  public var bytes: [UInt8] { Self.bytes(laidOut: CollectionOfOne(self)) }

  /// The 32 bytes as padded base64 (RFC 4648 section 4), 44 characters.
  public var base64: String { Base64.encode(bytes) }

  /// The 32 bytes as 64 lower-case hexadecimal digits.
  public var description: String { Hexadecimal.encode(bytes) }
}

extension Hash {
  /// The hashes laid end to end in `bytes`, or nil unless the length is a multiple of 32.
  public static func list(from bytes: [UInt8]) -> [Hash]? {
    guard bytes.count.isMultiple(of: byteCount) else { return nil }
    var hashes: [Hash] = []
    hashes.reserveCapacity(bytes.count / byteCount)
    for offset in stride(from: 0, to: bytes.count, by: byteCount) {
      hashes.append(Hash(in: bytes, at: offset))
    }
    return hashes
  }

  /// The bytes of `hashes` laid end to end, 32 for each.
  public static func bytes(of hashes: [Hash]) -> [UInt8] { bytes(laidOut: hashes) }

  static func bytes(laidOut hashes: some Collection<Hash>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: hashes.count * byteCount)
    var span = bytes.mutableSpan
    for (index, hash) in hashes.enumerated() {
      let start = index * byteCount
      store(hash.words.0, in: &span, at: start)
      store(hash.words.1, in: &span, at: start + 8)
      store(hash.words.2, in: &span, at: start + 16)
      store(hash.words.3, in: &span, at: start + 24)
    }
    return bytes
  }

  /// Written so that one comparison covers all eight bytes and the compiler stores them at once.
  @inline(__always)
  private static func store(_ word: UInt64, in span: inout MutableSpan<UInt8>, at start: Int) {
    precondition(start >= 0 && start <= span.count &- 8, "eight bytes within the span")
    span[start] = UInt8(truncatingIfNeeded: word >> 56)
    span[start &+ 1] = UInt8(truncatingIfNeeded: word >> 48)
    span[start &+ 2] = UInt8(truncatingIfNeeded: word >> 40)
    span[start &+ 3] = UInt8(truncatingIfNeeded: word >> 32)
    span[start &+ 4] = UInt8(truncatingIfNeeded: word >> 24)
    span[start &+ 5] = UInt8(truncatingIfNeeded: word >> 16)
    span[start &+ 6] = UInt8(truncatingIfNeeded: word >> 8)
    span[start &+ 7] = UInt8(truncatingIfNeeded: word)
  }
}
