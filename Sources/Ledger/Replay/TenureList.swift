/// Tenures by position, in little room: of one that says no more than the act that starts it, as
/// most do, the act's position alone is kept.
public struct TenureList: Sendable {
  /// For each tenure the position of its act, or the complement of its own place among `others`.
  private var places: [Int32] = []
  /// The tenures that say more.
  private var others: [Tenure] = []
  /// The acts; those of the facts to which the tenures belong.
  var acts: [Act]

  /// No tenures.
  init(of acts: [Act]) { self.acts = acts }

  /// Makes room for so many.
  mutating func reserveCapacity(_ count: Int) { places.reserveCapacity(count) }

  /// Adds a tenure.
  mutating func append(_ tenure: Tenure) {
    places.append(place(of: tenure))
  }

  /// Adds the tenure that an act starts of which nothing else is known.
  mutating func append(startedBy act: Int32) { places.append(act) }

  /// Adds tenures.
  mutating func append(contentsOf tenures: some Sequence<Tenure>) {
    for tenure in tenures { append(tenure) }
  }

  /// Adds the tenures of another list of the same acts.
  ///
  /// - Parameters:
  ///   - other: The list.
  ///   - change: What changes in those that say more than their acts.
  mutating func append(_ other: TenureList, _ change: (inout Tenure) -> Void) {
    let first = Int32(others.count)
    places.reserveCapacity(places.count + other.places.count)
    for place in other.places { places.append(place < 0 ? place - first : place) }
    for var tenure in other.others {
      change(&tenure)
      others.append(tenure)
    }
  }

  /// Where a tenure is kept, which is one of its own if it says more than its act.
  private mutating func place(of tenure: Tenure) -> Int32 {
    guard tenure != started(by: tenure.act) else { return tenure.act }
    others.append(tenure)
    return ~Int32(others.count - 1)
  }

  private func started(by act: Int32) -> Tenure {
    Tenure(startedBy: acts[Int(act)], at: act)
  }
}

extension TenureList: RandomAccessCollection {
  /// The position of the first tenure.
  public var startIndex: Int { 0 }
  /// The position behind the last one.
  public var endIndex: Int { places.count }

  /// The tenure at a position.
  public internal(set) subscript(position: Int) -> Tenure {
    get {
      let place = places[position]
      return place < 0 ? others[Int(~place)] : started(by: place)
    }
    set {
      if places[position] < 0 {
        others[Int(~places[position])] = newValue
      } else {
        places[position] = place(of: newValue)
      }
    }
  }
}
