/// Who holds each post on one day, where that is known without the acts from which it follows.
struct Standings: Sendable {
  /// Somebody who holds a post or may hold it.
  struct Holding: Sendable {
    /// Whom and what it is about, and in which capacity.
    struct Place: Hashable {
      var post: UInt32
      var official: UInt32
      var capacity: CapacityCode
    }

    var post: UInt32
    var official: UInt32
    var capacity: CapacityCode
    /// Since when, and which entry says so.
    var since: DayRange
    var entry: UInt32
    /// The title that the record gives, by number in `Facts.words`.
    var title: UInt32
    var certainty: Certainty
    /// The disputes about what it rests on.
    var disputes: [Int] = []

    var place: Place { Place(post: post, official: official, capacity: capacity) }

    /// Certain ones first, definitive before acting, then whoever started first.
    var order: (Int, Int, Day, UInt32) {
      (certainty == .certain ? 0 : 1, capacity.isActing ? 1 : 0, since.first, entry)
    }
  }

  /// What is known of a post beside who holds it.
  struct State: Sendable {
    /// Whether any tenure of it is on record.
    var hasTenures = false
    /// From when on somebody has held it; never if `nil`.
    var heldFrom: Day?
    /// From when on somebody confirmed in it later holds it as the post that it was before.
    var anotherFrom: Day?
  }

  /// An acting tenure with its terms.
  struct Acting: Sendable {
    var post: UInt32
    var official: UInt32
    var capacity: CapacityCode
    var entry: UInt32
    var terms: [ActingTerm]
    /// Whether it holds on the day in no reading.
    var isOver: Bool
  }

  /// The day.
  var day: Day
  /// Who holds each post, by its number.
  var holdings: Grouped<Holding>
  /// What else is known of each post.
  var states: [State]
  /// The acting tenures.
  var acting: [Acting]
  /// The posts of which more is needed, each told by itself.
  var views: [UInt32: PostView] = [:]
  /// The obligations that are told with them.
  var obligations: [ObligationView] = []

  /// What else is known of a post; nothing where there was none.
  func state(of post: UInt32) -> State {
    Int(post) < states.count ? states[Int(post)] : State()
  }
}

extension Standings.Holding {
  /// A tenure that holds.
  init(
    _ tenure: Tenure, since: (days: DayRange, entry: UInt32), _ certainty: Certainty,
    disputes: [Int] = []
  ) {
    self.init(
      post: tenure.post, official: tenure.official, capacity: tenure.capacity, since: since.days,
      entry: since.entry, title: tenure.title, certainty: certainty, disputes: disputes)
  }
}

/// A term of an acting tenure, as an obligation shows it.
struct ActingTerm: Sendable {
  var from: DayRange
  var until: Period?
  var entry: UInt32
}
