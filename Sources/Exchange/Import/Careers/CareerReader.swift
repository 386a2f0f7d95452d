import Ledger

/// Reads a list of careers: every row becomes one to be recorded, or a finding that says why not.
public struct CareerReader {
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
