/// Time-ordered unique identifiers, for entries that come without one (RFC 9562 section 5.7).
public enum UUIDv7 {
  /// The UUID of this moment and this randomness, in lower-case text.
  ///
  /// Takes ten random bytes and milliseconds since 1970 that are not negative; 74 bits of the
  /// randomness are kept. The same input gives the same text: the caller owns the randomness.
  public static func make(milliseconds: Int64, random: [UInt8]) -> String {
    precondition(random.count == 10, "a UUIDv7 takes ten random bytes")
    precondition(milliseconds >= 0, "a UUIDv7 counts from 1970")
    let time = UInt64(milliseconds)
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: time >> UInt64(40 - 8 * $0)) } + random
    bytes[6] = bytes[6] & 0x0F | 0x70  // version 7
    bytes[8] = bytes[8] & 0x3F | 0x80  // variant 10
    let hexadecimal = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(0x2D) }
      text.append(hexadecimal[Int(byte >> 4)])
      text.append(hexadecimal[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
