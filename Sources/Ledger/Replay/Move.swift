/// A row of an audit: one official moved by one line of one act, or a group known by its count.
public struct Move: Sendable {
  /// An approval, granted or refused, that covers a move.
  public struct Approval: Sendable {
    /// The entry.
    public let entry: Int
    /// Whether it was granted.
    public let isGranted: Bool
    /// Who decided.
    public let authority: String?
    /// The number of its letter.
    public let number: String?
    /// The date of its letter, else of the approval.
    public let date: String?
  }

  /// The event type that moves.
  public var type: EventKind
  /// The official's id; `nil` for a group and for a line without a name.
  public var official: String?
  /// The official's name at the time, else as the line writes it.
  public var name: String?
  /// The posts left: the one the line names, else the definitive ones that the act ended.
  public var from: [String] = []
  /// The post taken; `nil` where none was.
  public var to: String?
  /// The kind of move as it was recorded, never derived.
  public var kind: String?
  /// In which capacity; `nil` for a group.
  public var capacity: String?
  /// When it took effect, as a date.
  public var effective: String?
  /// The number of the decree or order it rests on.
  public var decree: String?
  /// The date of that decree or order.
  public var decreeDate: String?
  /// The rotation.
  public var rotation: String?
  /// The region code.
  public var region: String?
  /// The entry.
  public var entry: Int
  /// The line's number; `nil` where the act has no lines.
  public var no: Int?
  /// How well it is attested.
  public var status: String?
  /// How many people, where they are known only by their count.
  public var groupCount: Int?
  /// The approvals that cover it.
  public var approvals: [Approval] = []
  /// Where it is known from.
  public var sources: [JSONValue] = []
  /// Whether it certainly falls into the period asked for, or only on some day of its range.
  public var certainty = Certainty.certain
  /// The entries that record disagreement about it.
  public var disputes: [Int] = []
  /// The day at which the periods of an audit take it.
  var day: Day
}

/// Which moves an audit is about; what is not given does not narrow it.
public struct MoveFilter: Sendable {
  /// The first day.
  public var from: Day?
  /// The last day.
  public var to: Day?
  /// Only this official.
  public var official: String?
  /// Only moves into or out of this post.
  public var post: String?
  /// Only this region, and only into or out of posts of this unit and those below it.
  public var scope = Scope()
  /// Whether the start of a tenure that is known from a record only is a move as well.
  public var takesRecorded = false

  /// A filter that takes everything.
  public init() {}

  /// Whether an act on these days, taken at the last of them, lies in the period.
  func includes(_ days: DayRange) -> Bool {
    from.map { $0 <= days.last } ?? true && to.map { days.last <= $0 } ?? true
  }

  /// Whether the whole range of an act lies in the period, so that it certainly fell into it.
  func certainty(of days: DayRange) -> Certainty {
    let isWithin =
      from.map { $0 <= days.first } ?? true && to.map { days.last <= $0 } ?? true
    return isWithin ? .certain : .possible
  }

  /// Whether a line can be kept out before it is read whole, by its type and date.
  ///
  /// - Parameters:
  ///   - kind: The event type.
  ///   - effective: When it took effect, if it says so.
  /// - Returns: Whether the event may hold moves of the period.
  public func mayInclude(_ kind: EventKind, _ effective: Period?) -> Bool {
    guard takes(kind) else { return false }
    // A decree without oath takes effect on a day of its own, and a record is of a day of its own.
    if kind == .decreeIssued || MoveFilter.records.contains(kind) { return true }
    return effective.map { includes(DayRange($0)) } ?? true
  }

  /// Whether an event holds moves of the period.
  public func includes(_ event: Event) -> Bool {
    takes(event.kind) && event.daysOfMove.map { includes($0) } ?? false
  }

  private func takes(_ kind: EventKind) -> Bool {
    MoveFilter.kinds.contains(kind) || takesRecorded && MoveFilter.records.contains(kind)
  }

  /// The types that move officials; a decree does so only where it needs no oath, its revocation
  /// only where it was in effect.
  static let kinds: Set<EventKind> = [
    .officialsInaugurated, .officialsConfirmed, .decreeIssued, .decreeRevoked, .actingAssigned,
    .actingEnded, .assignmentEnded, .officialRetired, .officialDied, .officialTransferredOut,
  ]

  /// The types that tell of a tenure without the act that began it.
  static let records: Set<EventKind> = [.tenureRecorded, .headOfRegionTerm]
}

extension Event {
  /// The days on which it may move officials; `nil` where it moves nobody, as a decree does that
  /// needs an oath, or a record of a tenure whose start is unknown.
  var daysOfMove: DayRange? {
    if MoveFilter.records.contains(kind) { return dateOfMove.map { DayRange($0) } }
    guard MoveFilter.kinds.contains(kind) else { return nil }
    if kind == .decreeIssued, self[.oath]?.text != "none" { return nil }
    return dateOfMove.map { DayRange($0) } ?? .unknown
  }

  /// When it moves officials, as it is written: a decree from its TMT, else on its date; a recorded
  /// tenure from its first day.
  var dateOfMove: Period? {
    if MoveFilter.records.contains(kind) { return self[.from]?.period }
    guard kind == .decreeIssued else { return effective }
    return self[.tmt]?.period ?? effective ?? self[.decree]?[.date]?.period
  }

  /// The decree or order that it rests on or issues.
  var instrument: JSONValue? { self[.decree] ?? self[.order] }
}
