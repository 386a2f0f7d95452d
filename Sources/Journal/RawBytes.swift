internal import Glibc

/// Finds line ends in a buffer, and compares buffers; the only use of raw memory outside the system
/// calls.
enum RawBytes {
  /// Adds the whole lines of `bytes[range]` to `lines`, at most `limit` of them; answers where the
  /// next one starts.
  static func splitLines(
    _ bytes: [UInt8], _ range: Range<Int>, limit: Int, into lines: inout [Range<Int>]
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the range is in bounds")
    var start = range.lowerBound
    var left = limit
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      while left > 0, start < range.upperBound,
        let end = unsafe memchr(base + start, 0x0A, range.upperBound - start)
      {
        let position = unsafe UnsafeRawPointer(end) - base
        lines.append(start..<position)
        start = position + 1
        left -= 1
      }
    }
    return start
  }

  /// Whether both are the same bytes; `==` takes them one by one.
  static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return unsafe one.withUnsafeBytes { first in
      unsafe other.withUnsafeBytes { second in
        guard let start = first.baseAddress, let otherStart = second.baseAddress else {
          return true
        }
        return unsafe memcmp(start, otherStart, first.count) == 0
      }
    }
  }

  /// Whether an LF is among the bytes.
  static func holdsLineFeed(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe memchr(base, 0x0A, buffer.count) != nil
    }
  }
}
