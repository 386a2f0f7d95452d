/// What later entries say of single ones: that sources disagree about them, and what was taken.
public struct ClaimNotes: Sendable {
  /// A value that was taken for a field of an entry.
  public struct Resolution: Sendable {
    /// The entry that takes it.
    public let by: Int
    /// The field; `nil` where neither the resolution nor its dispute names one.
    public let field: String?
    /// The value; `nil` where the disagreement was settled without one.
    public let chosen: JSONValue?
  }

  private var disputes: [Int: [Int]] = [:]
  private var resolutions: [Int: [Resolution]] = [:]

  /// The notes of a journal.
  ///
  /// - Parameter facts: What the record says (`Facts.asRecorded`).
  public init(_ facts: Facts) {
    var known: [Int: Event] = [:]
    for event in facts.events where event.kind == .claimDisputed {
      known[event.entry] = event
      for entry in Set(event.claimedEntries) { disputes[entry, default: []].append(event.entry) }
    }
    for event in facts.events where event.kind == .claimResolved {
      var entries: Set<Int> = []
      var field = event[.field]?.text
      for entry in event.claimedEntries {
        entries.insert(entry)
        guard let dispute = known[entry] else { continue }
        field = field ?? dispute[.field]?.text
        entries.formUnion(dispute.claimedEntries)
      }
      for entry in entries {
        resolutions[entry, default: []].append(
          Resolution(by: event.entry, field: field, chosen: event[.chosen]))
      }
    }
  }

  /// The disputes about an entry, in the journal's order.
  public func disputes(about entry: Int) -> [Int] { disputes[entry] ?? [] }

  /// What was taken for fields of an entry, or what settled a dispute, in the journal's order.
  public func resolutions(of entry: Int) -> [Resolution] { resolutions[entry] ?? [] }
}
