/// What one entry, or one line of it, does to tenures: the compact form in which the journal's
/// millions of moves are kept for replay.
public struct Act: Sendable {
  /// What it does.
  public enum Effect: UInt8, Sendable {
    /// The official takes the post definitively and displaces who held it (oath, or decree without
    /// one).
    case takes
    /// The official is confirmed in a renamed or re-graded post: the tenure continues.
    case confirmed
    /// The official is assigned to act on the post.
    case acts
    /// An acting term is extended.
    case extends
    /// An acting assignment ends.
    case actingEnds
    /// The official leaves the post; with no tenure on record it attests one up to that day.
    case leaves
    /// The official leaves the service: every tenure ends.
    case departs
    /// The post is abolished: every tenure of it ends.
    case abolishes
    /// A tenure known from a record, with dates of its own in `Recorded`.
    case recorded
    /// The official is seen in the post on a day, in the capacity given or, with no record, in any.
    case attested
    /// An elected head begins to hold the post: whoever acted there does so no more.
    case headed
    /// The move out of the post was undone in law: the official held it still when it was made, and
    /// until it was undone.
    case kept
  }

  /// What it does.
  public var effect: Effect
  /// Whether the official keeps other definitive posts.
  public var isConcurrent = false
  /// In which capacity.
  public var capacity: CapacityCode
  /// The post, by its number in `Facts.posts`; `none` where the act is about an official alone.
  public var post: UInt32
  /// The official, by number in `Facts.officials`; `none` where the act is about a post alone.
  public var official: UInt32
  /// When it took effect.
  public var days: DayRange
  /// The entry that says so.
  public var entry: UInt32
  /// The decree whose events of one day are one instant, in `Facts.instants` from 1; 0 = none.
  var decree: UInt32
  /// The rotation whose events of one day are one ceremony, in `Facts.rotations` from 1; 0 = none.
  var rotation: UInt32
  /// An index into `Facts.recorded` or `Facts.terms`, for `confirmed` the post left, for `kept` the
  /// day until which it was kept as days since 1970; -1 = none.
  public var detail: Int32 = -1

  /// The number that stands for no post or no official.
  public static let none = UInt32.max

  /// Whether both are parts of one instant: one entry, or one decree or ceremony on one date.
  func isOneInstant(with other: Act) -> Bool {
    entry == other.entry
      || (days == other.days
        && ((decree != 0 && decree == other.decree)
          || (rotation != 0 && rotation == other.rotation)))
  }
}

/// A capacity in two bytes: the five of `Capacity`, or the number of another word in
/// `Facts.capacities`.
public struct CapacityCode: Hashable, Sendable {
  let code: UInt16

  /// The definitive holder.
  public static let definitive = CapacityCode(code: 0)
  /// An acting holder (Plt).
  public static let acting = CapacityCode(code: 1)

  init(code: UInt16) { self.code = code }

  init(_ capacity: Capacity) {
    code = UInt16(Capacity.allCases.firstIndex(of: capacity) ?? 0)
  }

  /// Whether such a tenure lies on top of a definitive one.
  public var isActing: Bool { (1...4).contains(code) }
}

/// The dates of a tenure that a record gives by itself.
struct Recorded: Sendable {
  /// What the record says of the end.
  enum End: Sendable {
    /// Nothing.
    case unknown
    /// That there is none (`..`).
    case open
    /// The first day after it.
    case on(Period)
  }

  var from: Period?
  var end: End
  /// The earliest last day, and the latest first day, of the days on which it was seen held.
  var seenFirst: Day?
  var seenLast: Day?
  /// The days, of those, that are known exactly.
  var seen: [Day] = []
  var title: UInt32?
}
