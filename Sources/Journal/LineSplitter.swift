internal import Glibc

/// Finds line ends in a buffer; the only use of raw memory outside the system calls.
enum LineSplitter {
  /// Adds the whole lines of `bytes[range]` to `lines`, at most `limit` of them; answers where the
  /// next one starts.
  static func split(
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

  /// Whether an LF is among the bytes.
  static func findsEnd(in bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      return unsafe memchr(base, 0x0A, buffer.count) != nil
    }
  }
}
