public import Ledger

/// The entries that a list of careers becomes, and the ids by which a repetition is known.
///
/// A row's id is made of what the row says, so that the same row has the same id in every file and
/// every edition, however dates or headings are written there.
public struct CareerEntries {
  /// What every entry of an import has beside its row.
  public struct Common: Sendable {
    /// The name that keeps editions of several lists apart; nil for the only one.
    public var dataset: String?
    /// Who published the list.
    public var publisher: String?
    /// Its title.
    public var title: String?
    /// Where it can be read.
    public var url: String?
    /// How well it is attested.
    public var status: String?
    /// How many may hold an imported post at once: a number, or nil for any number.
    public var seats: Int?

    /// Nothing beside the rows.
    public init() {}

    /// What the ids of all entries of the list begin with.
    public var idPrefix: String {
      "urn:mutasi:careers:" + (dataset.map { $0 + ":" } ?? "")
    }
  }

  private let common: Common
  private let digest: ([UInt8]) -> String

  /// Makes entries.
  ///
  /// - Parameters:
  ///   - common: What they share.
  ///   - digest: Gives a text of letters that no other bytes give.
  public init(_ common: Common, digest: @escaping ([UInt8]) -> String) {
    self.common = common
    self.digest = digest
  }

  // MARK: Ids

  /// The id of each row: equal rows are told apart by how many came before.
  public func ids(of table: CareerTable) -> [String] {
    var counts: [CareerTable.Row: Int] = [:]
    var ids: [String] = []
    ids.reserveCapacity(table.rows.count)
    for row in table.rows {
      let count = counts[row, default: 0]
      counts[row] = count + 1
      ids.append(id(["tenure"] + texts(of: row, in: table) + (count > 0 ? [String(count)] : [])))
    }
    return ids
  }

  /// The id of the declaration of a post or unit.
  public func id(declaring kind: String, _ id: String) -> String { self.id([kind, id]) }

  /// The id of a correction of an entry to a row, made upon another one or none.
  public func id(
    correcting entry: Int, after latest: Int?, to row: CareerTable.Row, in table: CareerTable
  ) -> String {
    id(["change", String(entry), latest.map { String($0) } ?? ""] + texts(of: row, in: table))
  }

  /// Parts are divided by a character that no text of an entry may hold.
  private func id(_ parts: [String]) -> String {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += part.utf8
      bytes.append(0x1F)
    }
    return common.idPrefix + digest(bytes)
  }

  private func texts(of row: CareerTable.Row, in table: CareerTable) -> [String] {
    [
      table.text(row.person), table.text(row.name), table.text(row.post), table.text(row.title),
      table.text(row.unit), table.text(row.capacity), row.from?.description, row.to.text,
      table.text(row.source),
    ].map { $0 ?? "" }
  }

  // MARK: Entries

  /// The entry of a row.
  public func tenure(_ row: CareerTable.Row, in table: CareerTable, id: String) -> JSONValue {
    Self.entry("TenureRecorded", id, data(of: row, in: table))
  }

  /// The entry that puts a row in the place of what was recorded.
  public func correction(
    of entry: Int, to row: CareerTable.Row, in table: CareerTable, id: String
  ) -> JSONValue {
    let replacement = JSONValue.members([
      "data": data(of: row, in: table), "type": .string("TenureRecorded"),
    ])
    return Self.entry(
      "EntryCorrected", id,
      .members([
        "entry": .number(entry),
        "reason": .string("a later edition of the imported list says otherwise"),
        "replacement": replacement,
      ]))
  }

  /// The entry that declares a post, without a day.
  public func declaration(ofPost post: String) -> JSONValue {
    let seats = common.seats.map { JSONValue.integer(Int64($0)) } ?? .string("pool")
    return Self.entry(
      "PostEstablished", id(declaring: "post", post),
      .members(["post": .string(post), "seats": seats]))
  }

  /// The entry that declares a unit, without a day.
  public func declaration(ofUnit unit: String, name: String) -> JSONValue {
    Self.entry(
      "UnitEstablished", id(declaring: "unit", unit),
      .members(["name": .string(name), "unit": .string(unit)]))
  }

  private static func entry(_ type: String, _ id: String, _ data: JSONValue) -> JSONValue {
    .members(["data": data, "id": .string(id), "type": .string(type)])
  }

  private func data(of row: CareerTable.Row, in table: CareerTable) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ name: String, _ text: String?) {
      if let text { members.append(.init(name, .string(text))) }
    }
    add("capacity", table.text(row.capacity))
    add("from", row.from?.description)
    add("name", table.text(row.name))
    add("official", table.text(row.person))
    add("post", table.text(row.post))
    if let source = source(of: row, in: table) {
      members.append(.init("sources", .array([source])))
    }
    add("status", common.status)
    add("title", table.text(row.title))
    add("to", row.to.text)
    add("unit", table.text(row.unit))
    return .object(members)
  }

  /// What the row says of its source, within the list that it is from.
  private func source(of row: CareerTable.Row, in table: CareerTable) -> JSONValue? {
    let own = table.text(row.source)
    let isURL = own.map(CareerText.isURL) ?? false
    var members: [JSONValue.Member] = []
    if let own, !isURL { members.append(.init("note", .string(own))) }
    if let publisher = common.publisher { members.append(.init("publisher", .string(publisher))) }
    if let title = common.title { members.append(.init("title", .string(title))) }
    if let url = isURL ? own : common.url { members.append(.init("url", .string(url))) }
    return members.isEmpty ? nil : .object(members)
  }
}
