/// Eight bytes of a text at once, the first one lowest: most of what is asked of a line's bytes is
/// asked of eight together.
///
/// The marks that a question is answered with have the high bit set of each byte it is true of.
/// Above the lowest mark there may be marks too many, so only the lowest counts (the borrow of a
/// subtraction runs upwards).
struct ByteWord {
  let bits: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes from `start` on, all within the text.
  ///
  /// Written so that one comparison covers all of them and the compiler loads them at once.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int) {
    precondition(start >= 0 && start <= text.count &- 8, "eight bytes within the text")
    let low =
      UInt64(text[start]) | UInt64(text[start &+ 1]) << 8 | UInt64(text[start &+ 2]) << 16
      | UInt64(text[start &+ 3]) << 24
    let high =
      UInt64(text[start &+ 4]) << 32 | UInt64(text[start &+ 5]) << 40
      | UInt64(text[start &+ 6]) << 48 | UInt64(text[start &+ 7]) << 56
    bits = low | high
  }

  /// The bytes from `start` to `end`, at most eight, and zeros behind them.
  @inline(__always)
  init(_ text: Span<UInt8>, at start: Int, before end: Int) {
    if start &+ 8 <= text.count {
      let count = end &- start
      let whole = ByteWord(text, at: start).bits
      bits = count >= 8 ? whole : whole & (1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1)
    } else {
      var bits: UInt64 = 0
      var index = min(end, start + 8)
      while index > start {
        index -= 1
        bits = bits << 8 | UInt64(text[index])
      }
      self.bits = bits
    }
  }

  /// Marks the bytes that are this one.
  @inline(__always)
  func marks(of byte: UInt8) -> UInt64 {
    let differences = bits ^ (Self.ones &* UInt64(byte))
    return (differences &- Self.ones) & ~differences & Self.highs
  }

  /// Marks the bytes below this one, which is at most 0x80.
  @inline(__always)
  func marks(below byte: UInt8) -> UInt64 {
    (bits &- Self.ones &* UInt64(byte)) & ~bits & Self.highs
  }

  /// Marks the bytes beyond ASCII; all marks count.
  @inline(__always)
  var marksBeyondASCII: UInt64 { bits & Self.highs }

  /// The place of the lowest mark, of which there is one.
  @inline(__always)
  static func place(_ marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }
}
