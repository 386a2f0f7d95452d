/// Sixteen bytes of a text and those that follow each, for what is asked of every byte of many
/// lines.
///
/// Constants stand as whole vectors here: what takes one number for all bytes is many times slower
/// (Swift 6.3).
struct ByteBlock {
  private let bytes: SIMD16<UInt8>
  private let followers: SIMD16<UInt8>

  /// How many bytes there are.
  static let count = 16

  /// The bytes from `start` on; all of them and the one behind are within the text.
  ///
  /// Written so that one comparison covers all of them and the compiler loads them at once.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int) {
    let window = text.extracting(start..<(start &+ Self.count &+ 1))
    var (bytes, followers) = (SIMD16<UInt8>(), SIMD16<UInt8>())
    for index in 0..<Self.count {
      bytes[index] = window[index]
      followers[index] = window[index &+ 1]
    }
    (self.bytes, self.followers) = (bytes, followers)
  }

  /// Marks the bytes that are this one, where of the byte that follows some bits are set and
  /// others are not.
  ///
  /// - Parameters:
  ///   - byte: The byte.
  ///   - bits: The bits that must be set.
  ///   - mask: These and those that must not be.
  /// - Returns: Of the first eight and the last eight bytes all bits of those marked, the first
  ///   byte lowest.
  @inline(__always)
  func marks(
    of byte: UInt8, before bits: UInt8, in mask: UInt8
  ) -> (first: UInt64, last: UInt64) {
    let differences =
      (bytes ^ SIMD16<UInt8>(repeating: byte))
      | ((followers & SIMD16<UInt8>(repeating: mask)) ^ SIMD16<UInt8>(repeating: bits))
    let marks = SIMD16<UInt8>(repeating: 0).replacing(
      with: SIMD16<UInt8>(repeating: 0xFF), where: differences .== SIMD16<UInt8>(repeating: 0))
    return (Self.word(marks, from: 0), Self.word(marks, from: 8))
  }

  /// Written so that the compiler takes eight bytes at once.
  @inline(__always)
  private static func word(_ bytes: SIMD16<UInt8>, from start: Int) -> UInt64 {
    let low =
      UInt64(bytes[start]) | UInt64(bytes[start + 1]) << 8 | UInt64(bytes[start + 2]) << 16
      | UInt64(bytes[start + 3]) << 24
    let high =
      UInt64(bytes[start + 4]) << 32 | UInt64(bytes[start + 5]) << 40
      | UInt64(bytes[start + 6]) << 48 | UInt64(bytes[start + 7]) << 56
    return low | high
  }
}
