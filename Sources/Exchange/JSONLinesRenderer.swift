import Ledger

/// JSON Lines: one compact object a row, nothing else.
///
/// In a report of several sections every row begins with `record`, the name of its section.
struct JSONLinesRenderer: Renderer {
  /// Whether rows name their section.
  let namesRecords: Bool

  mutating func add(_ object: JSONValue, of section: Section, into bytes: inout [UInt8]) {
    var members = object.rowMembers
    if namesRecords {
      members.removeAll { $0.name == Self.recordName }
      members.insert(.init(Self.recordName, .string(section.record)), at: 0)
    }
    JSONText.append(.object(members), to: &bytes)
    bytes.append(0x0A)
  }

  /// The name that is taken in rows of several sections.
  static let recordName = "record"
}
