import Ledger

/// Reads a list of careers: every row becomes one to be recorded, or a finding that says why not.
public struct CareerReader {
  /// How a file is read, beside its mapping.
  public struct Options: Sendable {
    /// How the file differs from the neutral form.
    public var mapping = CareerMapping()
    /// Whether the end is the last day held rather than the first day after it.
    public var endIsLastDay = false
    /// Whether ids are made from names where the file has no column of ids.
    public var derivesIDs = false
    /// Whether blanks in ids are written as `-`.
    public var mendsIDs = false
    /// What counts as the source of a row that names none.
    public var source: String?

    /// The neutral form, ids as given.
    public init() {}
  }

  /// A file as it was read.
  public struct Reading: Sendable {
    /// The rows that can be recorded.
    public var table = CareerTable()
    /// What is wrong with other rows, and what reading noticed, in the order of the lines.
    public var findings: [CareerFinding] = []
    /// The delimiter.
    public var delimiter = CSVDelimiter.comma
    /// The headings in use, by column.
    public var headings: [CareerColumn: String] = [:]
    /// How many rows the file has, those that cannot be recorded included.
    public var count = 0
  }

  /// Why a file cannot be read at all: sentences, the first being the chief one.
  public struct Failure: Error, Sendable {
    /// The line concerned; nil for the file as a whole.
    public let line: Int?
    /// What is wrong.
    public let messages: [String]
    /// What to try next.
    public let hint: String?
  }

  let options: Options
  let dates: DateReader
  let header: CareerHeader
  var reading = Reading()
  /// What each word is good for, by its number: seen as a text, seen as an id.
  var textVerdicts: [UInt32: Verdict] = [:]
  var idVerdicts: [UInt32: Verdict] = [:]
  /// The value from which each mended id was made.
  var mended: [UInt32: UInt32] = [:]
  /// Each unit with each of its names, in one number.
  var namedUnits: Set<UInt64> = []

  enum Verdict {
    case good(UInt32)
    case bad(CareerProblem, String)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - options: How it is read.
  ///   - progress: Told from time to time how many rows were read.
  /// - Returns: Its rows and what is wrong with others.
  /// - Throws: `Failure` where it is no text, no CSV, or lacks columns.
  public static func read(
    _ bytes: [UInt8], _ options: Options, progress: (Int) -> Void = { _ in }
  ) throws(Failure) -> Reading {
    let outcome: (reader: CareerReader, line: Int?)
    do throws(ImportError) {
      let text = try (options.mapping.encoding ?? .utf8).decode(bytes)
      var records = CSVReader(text, delimiter: options.mapping.delimiter)
      var first = try records.next()
      while let record = first, record.isBlank { first = try records.next() }
      var reader = CareerReader(options, first ?? CSVRecord(line: 1, cells: []))
      reader.reading.delimiter = records.delimiter
      if reader.header.faults.isEmpty {
        while let record = try records.next() {
          if record.isBlank { continue }
          reader.take(record)
          if reader.reading.count.isMultiple(of: 1024) { progress(reader.reading.count) }
        }
      }
      outcome = (reader, first?.line)
    } catch {
      throw Failure(line: error.line, messages: [error.description], hint: error.hint)
    }
    guard let line = outcome.line else {
      throw Failure(line: nil, messages: ["the file is empty; expected a header"], hint: nil)
    }
    guard outcome.reader.header.faults.isEmpty else {
      throw Failure(
        line: line, messages: outcome.reader.header.faults,
        hint: "--column person_id=HEADING names the heading of a column")
    }
    return outcome.reader.reading
  }

  private init(_ options: Options, _ first: CSVRecord) {
    self.options = options
    dates = DateReader(options.mapping.dateOrder ?? .dmy)
    header = CareerHeader(first.cells, options.mapping, derivesIDs: options.derivesIDs)
    for (column, place) in header.places {
      reading.headings[column] = CareerText.trimmed(first.cells[place])
    }
  }
}
