/// The columns of a list of careers: what each means, and under which heading a file has it.
public enum CareerColumn: String, Hashable, Sendable, CaseIterable {
  /// The official's id, kept as given.
  case personID = "person_id"
  /// The official's name as the source writes it.
  case personName = "person_name"
  /// The id of the unit that the post belongs to.
  case organizationID = "organization_id"
  /// The unit's name.
  case organizationName = "organization_name"
  /// The post's id, kept as given.
  case postID = "post_id"
  /// The post's title at the time.
  case postName = "post_name"
  /// The first day; blank where it is not recorded.
  case startDate = "start_date"
  /// The first day after the last; blank where the record shows none.
  case endDate = "end_date"
  /// In which capacity; definitive where it is blank.
  case capacity
  /// Where the row is known from: a URL, or words.
  case source
}

/// How a file differs from the neutral form: its headings, and how it writes cells and dates.
///
/// What it does not say is found by looking at the file, or is as `CareerColumn` and `DateReader`
/// have it.
public struct CareerMapping: Hashable, Sendable {
  /// The headings that differ from the neutral ones.
  public var headings: [CareerColumn: String] = [:]
  /// The byte between two cells.
  public var delimiter: CSVDelimiter?
  /// In which order dates of three numbers are written.
  public var dateOrder: DateReader.Order?
  /// How characters are written.
  public var encoding: TextEncoding?

  /// The neutral form.
  public init() {}

  /// The mapping with what another one says in its place.
  public func overridden(by other: CareerMapping) -> CareerMapping {
    var mapping = self
    mapping.headings.merge(other.headings) { $1 }
    mapping.delimiter = other.delimiter ?? delimiter
    mapping.dateOrder = other.dateOrder ?? dateOrder
    mapping.encoding = other.encoding ?? encoding
    return mapping
  }

  /// Reads `key = value`: a column and its heading, or `delimiter`, `date_form`, `encoding`.
  ///
  /// - Returns: What is wrong with it; nil if it was taken.
  public mutating func set(_ key: String, to value: String) -> String? {
    switch key {
    case "delimiter":
      guard let delimiter = CSVDelimiter(named: value) else {
        return "\(value) is no delimiter; expected \(CSVDelimiter.expectation)"
      }
      self.delimiter = delimiter
    case "date_form", "date-form":
      guard let order = DateReader.Order(rawValue: value) else {
        return "\(value) is no form of dates; expected \(Self.list(DateReader.Order.allCases))"
      }
      dateOrder = order
    case "encoding":
      guard let encoding = TextEncoding(rawValue: value) else {
        return "\(value) is no encoding; expected \(Self.list(TextEncoding.allCases))"
      }
      self.encoding = encoding
    default:
      guard let column = CareerColumn(rawValue: key) else {
        return "\(key) is no column; expected \(Self.list(CareerColumn.allCases))"
      }
      guard !value.isEmpty else { return "\(key) has no heading" }
      headings[column] = value
    }
    return nil
  }

  private static func list<Word: RawRepresentable>(_ words: [Word]) -> String
  where Word.RawValue == String {
    words.map(\.rawValue).joined(separator: ", ")
  }
}

extension CSVDelimiter {
  /// The delimiter of that name: `comma`, `semicolon`, `tab`, `bar`, or the character itself.
  public init?(named name: String) {
    switch name {
    case "comma": self = .comma
    case "semicolon": self = .semicolon
    case "tab", "\\t": self = .tab
    case "bar", "pipe": self = .bar
    default:
      guard name.utf8.count == 1, let byte = name.utf8.first else { return nil }
      self.init(byte)
    }
  }

  /// What a valid name looks like.
  public static let expectation = "comma, semicolon, tab, bar, or one character"

  /// The name by which it can be given.
  public var name: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    case .bar: "bar"
    default: String(UnicodeScalar(byte))
    }
  }
}
