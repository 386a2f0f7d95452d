/// Where a tenure begins to count or ceases to because a decree was revoked: before the day of the
/// revocation the world is as if that had not been, from it on as if the decree had not.
struct Splice: Sendable {
  /// The day of a revocation, and the entry that revokes.
  struct Edge: Sendable {
    var days: DayRange
    var entry: UInt32

    /// The earlier of two days, each of which is one unknown day of its range.
    func orEarlier(_ other: Edge) -> Edge {
      let isLater = (days.last, entry) > (other.days.last, other.entry)
      let days = DayRange(min(days.first, other.days.first), min(days.last, other.days.last))
      return Edge(days: days, entry: isLater ? other.entry : entry)
    }
  }

  /// From when it counts; always if `nil`.
  var opens: Edge?
  /// From when it counts no more; never if `nil`.
  var closes: Edge?
  /// The tenure of the same official there before it opens, and after it closes: on the vague days
  /// between the two it does not matter which world it is.
  var previous: Tenure?
  var next: Tenure?
  /// What ends it, where that is not what ends tenures that no revocation touches.
  var enders: Enders?
}

extension TenureRegister {
  func splice(of tenure: Tenure) -> Splice? {
    tenure.splice < 0 ? nil : splices[Int(tenure.splice)]
  }

  /// What ends a tenure.
  func enders(of tenure: Tenure) -> Enders {
    tenure.splice < 0 ? enders : splices[Int(tenure.splice)].enders ?? enders
  }

  /// Whether a tenure counts on the day in some reading.
  func isOpen(_ tenure: Tenure, on day: Day) -> Bool {
    guard let splice = splice(of: tenure) else { return true }
    return splice.opens.map { $0.days.first <= day } ?? true
      && splice.closes.map { day < $0.days.last } ?? true
  }

  /// Whether a tenure counts on the day in every reading.
  func isSurelyOpen(_ tenure: Tenure, on day: Day) -> Bool {
    guard let splice = splice(of: tenure) else { return true }
    func isSure(_ other: Tenure?) -> Bool { other.map { holdsSurely($0, on: day) } ?? false }
    return splice.opens.map { $0.days.last <= day || isSure(splice.previous) } ?? true
      && splice.closes.map { day < $0.days.first || isSure(splice.next) } ?? true
  }

  /// From when a tenure counts no more.
  func closing(of tenure: Tenure) -> (days: DayRange, entry: UInt32)? {
    splice(of: tenure)?.closes.map { ($0.days, $0.entry) }
  }

  /// The revocation that gave the post back; `nil` where the tenure did not begin before it.
  func resumption(of tenure: Tenure) -> Splice.Edge? {
    guard let opens = splice(of: tenure)?.opens, tenure.start.last <= opens.days.last else {
      return nil
    }
    return opens
  }

  /// Since when the official holds the post, and the entry that says so.
  func since(_ tenure: Tenure) -> (days: DayRange, entry: UInt32) {
    resumption(of: tenure).map { ($0.days, $0.entry) } ?? (tenure.since, tenure.entry)
  }

  /// The acts that take a post, as they count on the day.
  func takers(of post: UInt32, on day: Day) -> Enders.Some {
    let opened = tenures(of: post).compactMap { splice(of: $0) }.filter {
      $0.opens.map { $0.days.last <= day } ?? false
    }
    let latest = opened.max {
      ($0.opens?.days.last ?? .distantPast) < ($1.opens?.days.last ?? .distantPast)
    }
    return (latest?.enders ?? enders).takers[post]
  }
}
