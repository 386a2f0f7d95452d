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

  /// Marks the bytes that are this one and no others, so that the highest mark counts as well.
  @inline(__always)
  func exactMarks(of byte: UInt8) -> UInt64 {
    let differences = bits ^ (Self.ones &* UInt64(byte))
    return ~((differences & ~Self.highs) &+ ~Self.highs | differences) & Self.highs
  }

  /// Marks what may end or interrupt the plain text of a string: quotation marks, backslashes,
  /// control characters and what lies beyond ASCII.
  @inline(__always)
  var interruptions: UInt64 {
    // The high bit of each is set unless the byte is the one in question; what is beyond ASCII
    // carries upwards and is marked itself.
    let isNoQuote = (bits ^ (Self.ones &* 0x22)) &+ ~Self.highs
    let isNoBackslash = (bits ^ (Self.ones &* 0x5C)) &+ ~Self.highs
    let isNoControl = bits &+ Self.ones &* 0x60
    let isDelete = bits &+ Self.ones
    return (~(isNoQuote & isNoBackslash & isNoControl) | isDelete | bits) & Self.highs
  }

  /// Marks blanks and control characters below the first byte beyond ASCII.
  @inline(__always)
  var blanks: UInt64 { ~(bits &+ Self.ones &* 0x5F) & Self.highs }

  /// The values of digits where the mask says so, zeros between them.
  ///
  /// - Parameters:
  ///   - mask: All bits of the bytes that must be digits.
  ///   - others: What the other bytes must be.
  /// - Returns: `nil` where they are something else.
  @inline(__always)
  func digits(in mask: UInt64, between others: UInt64) -> UInt64? {
    let digits = bits & mask ^ (Self.ones &* 0x30) & mask
    let isDigits = ((digits &+ Self.ones &* 0x76) | digits) & Self.highs == 0
    return isDigits && bits & ~mask == others ? digits : nil
  }

  /// Of digits, in each byte the number that it and the next one are.
  @inline(__always)
  static func pairs(_ digits: UInt64) -> UInt64 { digits &* 10 &+ digits &>> 8 }

  /// A byte of eight.
  @inline(__always)
  static func byte(_ place: UInt64, of word: UInt64) -> Int {
    Int(truncatingIfNeeded: word &>> (place &* 8) & 0xFF)
  }

  /// The place of the lowest mark, of which there is one.
  @inline(__always)
  static func place(_ marks: UInt64) -> Int { marks.trailingZeroBitCount >> 3 }
}
