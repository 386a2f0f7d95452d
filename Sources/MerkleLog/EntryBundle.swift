/// The records of up to 256 neighbouring leaves in one file: each behind its length in two bytes,
/// most significant first (C2SP tlog-tiles).
public enum EntryBundle {
  /// The longest record that the format has room for.
  public static let recordLimit = 65_535
  /// The most bytes that a bundle may have.
  public static let maximumLength = Tile.fullWidth * (recordLimit + 2)

  /// Adds a record at the end of a bundle.
  ///
  /// - Precondition: it has at most 65,535 bytes.
  public static func append(_ record: some Collection<UInt8>, to bundle: inout [UInt8]) {
    precondition(record.count <= recordLimit, "the record is too long for a bundle")
    bundle.append(UInt8(record.count >> 8))
    bundle.append(UInt8(record.count & 0xff))
    bundle.append(contentsOf: record)
  }

  /// Where the records lie in a bundle, and where the last whole one of them ends: that is the
  /// bundle's length unless it was cut off.
  public static func records(in bundle: [UInt8]) -> (ranges: [Range<Int>], end: Int) {
    var ranges: [Range<Int>] = []
    var start = 0
    while bundle.count - start >= 2 {
      let length = Int(bundle[start]) << 8 | Int(bundle[start + 1])
      guard length <= bundle.count - start - 2 else { break }
      ranges.append((start + 2)..<(start + 2 + length))
      start += 2 + length
    }
    return (ranges, start)
  }
}
