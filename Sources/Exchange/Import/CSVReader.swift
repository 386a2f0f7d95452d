/// Reads CSV by RFC 4180, one record after another with the line it begins on, and refuses what can
/// be read in two ways.
///
/// Lines end with LF, CRLF or CR. A quoted cell may hold delimiters, doubled quotes and line ends;
/// the latter are given as LF, of whatever kind they are. A quote within an unquoted cell is text.
/// Empty lines are skipped; blanks are kept. A line `sep=;` in front, as spreadsheets write it, is
/// obeyed. Memory grows with one record.
public struct CSVReader: Sendable {
  /// The byte between two cells.
  public let delimiter: CSVDelimiter
  private let bytes: [UInt8]
  private var at: Int
  private var line = 1

  /// A reader of a file.
  ///
  /// - Parameters:
  ///   - bytes: The file in UTF-8; see `TextEncoding` for others. A byte order mark is skipped.
  ///   - delimiter: The byte between two cells; found by looking at the file if nil.
  public init(_ bytes: [UInt8], delimiter: CSVDelimiter? = nil) {
    self.bytes = bytes
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let announced = Self.announced(bytes, at)
    self.delimiter = delimiter ?? announced ?? CSVDelimiter.detected(in: bytes)
    if announced != nil {
      at += 5
      endLine()
    }
  }

  /// The next record.
  ///
  /// - Returns: The record; nil at the end of the file, and after an error.
  /// - Throws: `unclosedQuote`, `textAfterQuote`, `blankBeforeQuote`, with the line.
  public mutating func next() throws(ImportError) -> CSVRecord? {
    while at < bytes.count, isLineEnd(bytes[at]) { endLine() }
    guard at < bytes.count else { return nil }
    let first = line
    var cells: [String] = []
    while true {
      let isQuoted = at < bytes.count && bytes[at] == Self.quote
      cells.append(isQuoted ? try quotedCell() : try plainCell())
      guard at < bytes.count else { break }
      guard bytes[at] == delimiter.byte else {
        endLine()
        break
      }
      at += 1
    }
    return CSVRecord(line: first, cells: cells)
  }

  /// All records of a file.
  ///
  /// - Parameters: As for a reader.
  /// - Throws: As `next`.
  public static func records(
    in bytes: [UInt8], delimiter: CSVDelimiter? = nil
  ) throws(ImportError) -> [CSVRecord] {
    var reader = CSVReader(bytes, delimiter: delimiter)
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  // MARK: Cells

  private static let quote: UInt8 = 0x22

  /// The text up to the next delimiter or line end.
  private mutating func plainCell() throws(ImportError) -> String {
    let start = at
    var isBlank = true
    while at < bytes.count {
      let byte = bytes[at]
      if byte == delimiter.byte || isLineEnd(byte) { break }
      if byte == Self.quote, isBlank {
        throw failure(
          .blankBeforeQuote, line,
          "a cell has a quote behind blanks; a quoted cell begins with its quote")
      }
      isBlank = isBlank && (byte == 0x20 || byte == 0x09)
      at += 1
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// The text between two quotes, of which doubled ones are no end.
  private mutating func quotedCell() throws(ImportError) -> String {
    let opening = line
    at += 1
    var start = at
    var text: [UInt8] = []
    while at < bytes.count {
      switch bytes[at] {
      case Self.quote:
        guard at + 1 < bytes.count, bytes[at + 1] == Self.quote else {
          return try closed(text, start)
        }
        text += bytes[start...at]
        at += 2
        start = at
      case 0x0D:
        text += bytes[start..<at]
        text.append(0x0A)
        endLine()
        start = at
      case 0x0A: endLine()
      default: at += 1
      }
    }
    throw failure(
      .unclosedQuote, opening, "a quoted cell begins on this line, and no quote ends it")
  }

  /// Goes past the closing quote, behind which the cell must be over.
  private mutating func closed(_ text: [UInt8], _ start: Int) throws(ImportError) -> String {
    let rest = bytes[start..<at]
    at += 1
    guard at == bytes.count || bytes[at] == delimiter.byte || isLineEnd(bytes[at]) else {
      throw failure(
        .textAfterQuote, line,
        "text follows the quote that ends a cell; a quote within a cell is written twice")
    }
    return text.isEmpty
      ? String(decoding: rest, as: UTF8.self) : String(decoding: text + rest, as: UTF8.self)
  }

  // MARK: Lines

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Goes past one line end, if there is one.
  private mutating func endLine() {
    guard at < bytes.count else { return }
    at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
    line += 1
  }

  /// Nothing is read after an error: what would follow is a guess.
  private mutating func failure(
    _ code: ImportError.Code, _ line: Int, _ message: String
  ) -> ImportError {
    at = bytes.count
    return ImportError(code, line: line, message)
  }

  /// The delimiter of a line `sep=;` that ends there.
  private static func announced(_ bytes: [UInt8], _ at: Int) -> CSVDelimiter? {
    guard at + 4 < bytes.count, bytes[at...].starts(with: "sep=".utf8) else { return nil }
    let isWhole = at + 5 == bytes.count || bytes[at + 5] == 0x0A || bytes[at + 5] == 0x0D
    return isWhole ? CSVDelimiter(bytes[at + 4]) : nil
  }
}

/// The cells of one record, and the line on which it begins.
public struct CSVRecord: Hashable, Sendable {
  /// The line of the file, from 1.
  public let line: Int
  /// The cells as they stand, without the quotes around them.
  public let cells: [String]

  /// A record of those cells.
  public init(line: Int, cells: [String]) {
    self.line = line
    self.cells = cells
  }

  /// Whether no cell holds anything but blanks, as in the empty rows of a spreadsheet.
  public var isBlank: Bool {
    cells.allSatisfy { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }
  }
}
