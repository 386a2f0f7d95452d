/// An official in a post, from a start to an end, each of which is one unknown day of a range.
///
/// It holds on a day D in a reading of those days if it starts no later than D, D lies before its
/// own end, and no ender (another act that ends it) lies after its start and no later than D.
public struct Tenure: Hashable, Sendable {
  /// The post, by number in `Facts.posts`.
  public internal(set) var post: UInt32
  /// The official, by number in `Facts.officials`.
  public internal(set) var official: UInt32
  /// In which capacity.
  public internal(set) var capacity: CapacityCode
  /// The days on which it may have started.
  public internal(set) var start: DayRange
  /// The days on which it may have ended by its own record; beyond every day where there is none.
  public internal(set) var end = DayRange(.distantFuture, .distantFuture)
  /// Since when the official holds it, which a confirmation does not change.
  public internal(set) var since: DayRange
  /// The act that starts it, by number in `Facts.acts`.
  var act: Int32
  /// The entry that starts it.
  public internal(set) var entry: UInt32
  /// The entry that gives its own end, if there is one.
  public internal(set) var endEntry = Act.none
  /// Whether the record leaves open whether it ended.
  var isEndUnknown = false
  /// Whether no record or act gives it an end of its own.
  var isOpen = true
  /// Whether nothing says when it started.
  var isStartUnknown = false
  /// Whether it comes from a record of a tenure rather than from an act.
  var isRecorded = false
  /// Its title at the time, by number in `Facts.words`.
  var title = Act.none
  // In half the room of a range, since there are millions of tenures.
  var firstTerm: Int32 = 0
  var termCount: Int32 = 0
  /// The latest added of the days on which a source has seen it held, in
  /// `TenureRegister.sightings`; -1 = none.
  var seen: Int32 = -1
  /// Where it begins to count or ceases to, in `TenureRegister.splices`; -1 = nowhere.
  var splice: Int32 = -1

  /// A tenure that an act starts, and of which nothing else is known.
  init(startedBy act: Act, at position: Int32) {
    self.init(startedBy: act, at: position, act.days)
  }

  /// A tenure that an act puts on record, started on other days.
  init(startedBy act: Act, at position: Int32, _ start: DayRange) {
    (post, official, capacity) = (act.post, act.official, act.capacity)
    (self.start, since) = (start, start)
    (self.act, entry) = (position, act.entry)
  }

  /// The terms of an acting tenure, by number in `TenureRegister.terms`.
  var terms: Range<Int> {
    get { Int(firstTerm)..<(Int(firstTerm) + Int(termCount)) }
    set { (firstTerm, termCount) = (Int32(newValue.lowerBound), Int32(newValue.count)) }
  }

  /// Where a start on the day stands among the acts of that day, which go by the journal.
  ///
  /// A start that nobody has recorded stands nowhere in the journal, so that it may have come after
  /// them; but no later than it was seen.
  func startOrder(on day: Day) -> Int {
    guard isStartUnknown else { return Int(entry) }
    if day < start.last { return .max }
    return seen >= 0 ? -1 : Int(entry)
  }

  /// Takes it that it was held from one day to another, as far as its own dates allow.
  mutating func holdOn(_ first: Day, _ last: Day) {
    start.last = min(start.last, max(start.first, first))
    end.first = max(end.first, min(last.adding(days: 1), end.last))
  }

  /// Narrows the own end by another statement: it has ended by then.
  mutating func endBy(_ days: DayRange, _ entry: UInt32) {
    if days.last < end.last || end.last == .distantFuture {
      endEntry = entry
    }
    end = DayRange(min(end.first, days.first), min(end.last, days.last))
    isEndUnknown = false
    isOpen = false
  }

  /// Ends where the same official starts anew for certain.
  mutating func giveWay(_ day: Day, _ entry: UInt32) {
    let wasOpen = isOpen
    endBy(DayRange(day, day), entry)
    isOpen = wasOpen
  }

  /// Narrows an open end: somebody else was seen in its place by then.
  mutating func endOpenly(_ days: DayRange, _ entry: UInt32) {
    endBy(days, entry)
    isOpen = true
  }
}

/// A term of an acting tenure: certain from its first day to its last.
struct Term: Sendable {
  var from: DayRange
  /// The last day; `nil` where the order names none.
  var until: Period?
  var entry: UInt32
  var act: Int32
}

/// A day on which a source has seen a tenure held.
struct Sighting: Sendable {
  var day: Day
  /// The first day on which what it rests on may have been: an act in between may have ended it.
  var first: Day
  var entry: UInt32
  /// Another one of the same tenure; -1 = none.
  var next: Int32
}

/// How sure an answer about a day is.
public enum Certainty: String, Sendable {
  /// In every reading of the dates.
  case certain
  /// In some readings.
  case possible
}
