import Ledger

/// What is kept of a segment for later calls: the facts of its lines, and which of them may have an
/// id.
struct SummaryContent {
  /// What `Facts.snapshot` gave.
  let facts: [UInt8]
  /// What `IDTable.snapshot` gave.
  let ids: [UInt8]

  init(facts: Facts, ids: IDTable) {
    self.facts = facts.snapshot()
    self.ids = ids.snapshot()
  }

  /// Takes apart what `pieces` gave; nil for anything else.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.markBytes else { return nil }
    let mark = bytes.suffix(Self.markBytes).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard mark <= UInt64(bytes.count - Self.markBytes) else { return nil }
    facts = Array(bytes[..<Int(mark)])
    ids = Array(bytes[Int(mark)..<(bytes.count - Self.markBytes)])
  }

  /// The facts, the ids, and how long the facts are.
  var pieces: [[UInt8]] {
    let length = UInt64(facts.count)
    let mark = (0..<UInt64(Self.markBytes)).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    return [facts, ids, mark]
  }

  private static let markBytes = 8
}
