/// What reading a list of careers needs and gives.
extension CareerReader {
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
}
