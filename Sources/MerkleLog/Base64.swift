/// Padded base64 of RFC 4648 section 4, in its one canonical form.
///
/// Decoding is strict, because two spellings of one signature or root would be two files with one
/// meaning: no blanks, no line breaks, no missing or surplus padding, no set bits behind the data.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let pad = UInt8(ascii: "=")
  private static let invalid: UInt8 = 0xff

  /// The six-bit value of each character, or `invalid`.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// The base64 text of `bytes`; empty for no bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = alphabet
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = bytes.count - start
      let group =
        Int(bytes[start]) << 16
        | (left > 1 ? Int(bytes[start + 1]) << 8 : 0)
        | (left > 2 ? Int(bytes[start + 2]) : 0)
      text.append(alphabet[group >> 18])
      text.append(alphabet[group >> 12 & 63])
      text.append(left > 1 ? alphabet[group >> 6 & 63] : pad)
      text.append(left > 2 ? alphabet[group & 63] : pad)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes whose canonical base64 is `text`, or nil when it is that of no bytes.
  public static func decode(_ text: String) -> [UInt8]? { decode(utf8: Array(text.utf8)) }

  /// The bytes whose canonical base64 is the ASCII text in `characters`.
  static func decode(utf8 characters: [UInt8]) -> [UInt8]? {
    guard characters.count.isMultiple(of: 4) else { return nil }
    let values = values
    let padding = characters.reversed().prefix(2).prefix { $0 == pad }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for character in characters.dropLast(padding) {
      let value = values[Int(character)]
      guard value != invalid else { return nil }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
      }
    }
    guard bits & (1 << bitCount - 1) == 0 else { return nil }
    return bytes
  }
}
