public import Ledger

/// The rows of a list of careers as they will be recorded, each distinct text kept once.
public struct CareerTable: Sendable {
  /// One tenure: texts by their number in `words`.
  public struct Row: Hashable, Sendable {
    /// The official's id.
    public var person: UInt32
    /// The official's name.
    public var name = CareerTable.none
    /// The post's id.
    public var post: UInt32
    /// The post's title.
    public var title = CareerTable.none
    /// The unit's id.
    public var unit = CareerTable.none
    /// The capacity; none where it is definitive.
    public var capacity = CareerTable.none
    /// Where it is known from.
    public var source = CareerTable.none
    /// The first day; nil where it is not recorded.
    public var from: Period?
    /// The first day after the last.
    public var to = End.unknown
  }

  /// What a row says of the end of a tenure.
  public enum End: Hashable, Sendable {
    /// Nothing: there is no such column.
    case unknown
    /// That the record shows none.
    case open
    /// When it was.
    case on(Period)
  }

  /// The number that stands for no text.
  public static let none = UInt32.max

  /// Every text.
  public var words = Interner()
  /// The rows, in the order of the file.
  public internal(set) var rows: [Row] = []
  /// The line of each row in the file.
  public internal(set) var lines: [Int] = []
  /// The name of each unit, by its id, in the order of the file; the first one given counts.
  public internal(set) var unitNames: [(unit: UInt32, name: UInt32, row: Int)] = []

  init() {}

  /// The text of that number; nil for none.
  public func text(_ number: UInt32) -> String? {
    number == Self.none ? nil : words.text(number)
  }

  /// The number of a text; none for nil.
  public mutating func number(_ text: String?) -> UInt32 {
    text.map { words.intern($0) } ?? Self.none
  }

  /// What the journal says in an entry, as a row.
  ///
  /// - Parameter data: The data of a `TenureRecorded`.
  /// - Returns: The row; nil where it names no official or no post.
  public mutating func row(of data: JSONValue) -> Row? {
    guard let person = data["official"]?.text, let post = data["post"]?.text else { return nil }
    var row = Row(person: words.intern(person), post: words.intern(post))
    row.name = number(data["name"]?.text)
    row.title = number(data["title"]?.text)
    row.unit = number(data["unit"]?.text)
    let capacity = data["capacity"]?.text
    row.capacity = number(capacity == Capacity.definitive.rawValue ? nil : capacity)
    let source = data["sources"]?.elements.first
    row.source = number(source?["note"]?.text ?? source?["url"]?.text)
    row.from = data["from"]?.period
    if let to = data["to"] { row.to = to.period.map { .on($0) } ?? .open }
    return row
  }
}

extension CareerTable.End {
  /// As it is written in an entry; nil where nothing is known.
  public var text: String? {
    switch self {
    case .unknown: nil
    case .open: ".."
    case .on(let period): period.description
    }
  }

  /// The date, if there is one.
  public var period: Period? {
    if case .on(let period) = self { period } else { nil }
  }
}
