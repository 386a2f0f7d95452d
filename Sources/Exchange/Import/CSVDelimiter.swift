/// The byte between two cells of a CSV file; found by looking at the file where nobody says.
public struct CSVDelimiter: Hashable, Sendable {
  /// The byte.
  public let byte: UInt8

  /// A comma (RFC 4180).
  public static let comma = CSVDelimiter(known: 0x2C)
  /// A semicolon, as spreadsheets write where the comma is for decimals.
  public static let semicolon = CSVDelimiter(known: 0x3B)
  /// A tab.
  public static let tab = CSVDelimiter(known: 0x09)
  /// A vertical bar.
  public static let bar = CSVDelimiter(known: 0x7C)

  /// A delimiter; nil for what cannot be one: a quote, a line end, a byte beyond ASCII.
  public init?(_ byte: UInt8) {
    guard byte < 0x80, byte != 0x22, byte != 0x0A, byte != 0x0D else { return nil }
    self.byte = byte
  }

  private init(known byte: UInt8) { self.byte = byte }

  /// How much of a file is looked at, in bytes.
  private static let sample = 1 << 16

  /// Finds the delimiter of a file.
  ///
  /// - Parameter bytes: The file in UTF-8.
  /// - Returns: The one by which most of its first records have the same number of cells, two or
  ///   more; a comma if none does.
  static func detected(in bytes: [UInt8]) -> CSVDelimiter {
    let head = bytes.count > sample ? Array(bytes[..<sample]) : bytes
    var best = (delimiter: comma, records: 0, cells: 0)
    for delimiter in [comma, semicolon, tab, bar] {
      var counts = cellCounts(head, delimiter)
      // The last record of a piece may be cut.
      if bytes.count > sample, counts.count > 1 { counts.removeLast() }
      let common = Dictionary(grouping: counts.filter { $0 > 1 }, by: { $0 })
        .max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
      guard let common else { continue }
      if (common.value.count, common.key) > (best.records, best.cells) {
        best = (delimiter, common.value.count, common.key)
      }
    }
    return best.delimiter
  }

  private static func cellCounts(_ bytes: [UInt8], _ delimiter: CSVDelimiter) -> [Int] {
    var reader = CSVReader(bytes, delimiter: delimiter)
    var counts: [Int] = []
    do throws(ImportError) {
      while let record = try reader.next() { counts.append(record.cells.count) }
    } catch {
      // What is no record by this delimiter does not speak for it.
      return counts
    }
    return counts
  }
}
