/// An act that ends tenures which started before it.
struct Ender: Sendable {
  var days: DayRange
  var act: Int32
}

/// The enders of every post, or of every official, by their first day.
///
/// A class, so that whoever asks it holds on to one thing: several cores that do so at a time would
/// wait for each other at every count of every list.
final class EnderTable: Sendable {
  private let places: Grouped<Place>
  /// The last days of the enders of which the day is not known exactly, by the position of the act.
  private let lastDays: [Int32: Day]
  /// The group of each number, where few of them have any; `nil` where the number is the group.
  private let groups: [UInt32: UInt32]?
  /// For each post or official the longest range of days among its enders: how far back one may
  /// reach.
  private let longest: [Int]

  /// An ender in little room.
  private struct Place: Sendable {
    var first: Day
    /// The position of the act or, where the first day may not be the last, its complement.
    var code: Int32

    init(_ act: Act, at position: Int32) {
      first = act.days.first
      code = act.days.first == act.days.last ? position : ~position
    }

    var act: Int32 { code < 0 ? ~code : code }
  }

  /// The acts that end tenures.
  ///
  /// - Parameters:
  ///   - acts: All acts.
  ///   - selected: The positions of those that count; all if `nil`.
  ///   - count: How many posts or officials there are.
  ///   - number: Of which post or official an act is an ender; `Act.none` if it is none.
  init(_ acts: [Act], _ selected: [Int32]? = nil, into count: Int, by number: (Act) -> UInt32) {
    if let selected {
      var groups: [UInt32: UInt32] = [:]
      for position in selected {
        let number = number(acts[Int(position)])
        if number != Act.none, groups[number] == nil { groups[number] = UInt32(groups.count) }
      }
      self.groups = groups
      places = Self.places(acts, selected.count, { selected[$0] }, into: groups.count) {
        groups[number($0)] ?? Act.none
      }
    } else {
      groups = nil
      places = Self.places(acts, acts.count, { Int32($0) }, into: count, by: number)
    }
    var lastDays: [Int32: Day] = [:]
    longest = (0..<places.count).map { [places] number in
      var longest = 0
      for place in places[number] where place.code < 0 {
        let last = acts[Int(place.act)].days.last
        lastDays[place.act] = last
        longest = max(longest, Int(last.daysSince1970) - Int(place.first.daysSince1970))
      }
      return longest
    }
    self.lastDays = lastDays
  }

  private static func places(
    _ acts: [Act], _ size: Int, _ position: (Int) -> Int32, into count: Int,
    by group: (Act) -> UInt32
  ) -> Grouped<Place> {
    var places = Grouped(size, into: count, by: { group(acts[Int(position($0))]) }) {
      Place(acts[Int(position($0))], at: position($0))
    }
    // Of one day by the journal, which positions need not follow: what is disputed may come first.
    places.sort { one, other in
      if one.first != other.first { return one.first < other.first }
      let (entry, next) = (acts[Int(one.act)].entry, acts[Int(other.act)].entry)
      return (entry, one.act) < (next, other.act)
    }
    return places
  }

  /// The group in which the enders of a post or official stand; one that is empty if none do.
  private func group(_ number: UInt32) -> Int {
    guard let groups else { return Int(number) }
    return groups[number].map { Int($0) } ?? places.count
  }

  /// The enders of a post or official.
  subscript(number: UInt32) -> Enders.Some { enders(at: places.range(group(number))) }

  /// The enders that may come no earlier than a day, by their first day.
  ///
  /// Some that come before it may be among them.
  func enders(of number: UInt32, since day: Day) -> Enders.Some {
    enders(at: positions(of: number, since: day))
  }

  private func enders(at positions: Range<Int>) -> Enders.Some {
    positions.lazy.map { self.ender(at: $0) }
  }

  /// Where those stand of them that may have happened by another day.
  func positions(of number: UInt32, by day: Day, since earliest: Day) -> Range<Int> {
    let found = positions(of: number, since: earliest)
    return found.lowerBound..<firstAfter(day, found)
  }

  /// The ender that stands somewhere.
  func ender(at position: Int) -> Ender {
    let place = places.elements[position]
    guard place.code < 0 else {
      return Ender(days: DayRange(place.first, place.first), act: place.act)
    }
    guard let last = lastDays[place.act] else {
      preconditionFailure("what has more days than one has a last one")
    }
    return Ender(days: DayRange(place.first, last), act: place.act)
  }

  private func positions(of number: UInt32, since day: Day) -> Range<Int> {
    let group = group(number)
    let range = places.range(group)
    guard !range.isEmpty else { return range }
    let earliest = Int(day.daysSince1970) - longest[group] - 1
    let day = Day(daysSince1970: earliest)
    // One without a first day may reach back any time.
    let first = day == .distantPast ? range.lowerBound : firstAfter(day, range)
    return first..<range.upperBound
  }

  /// The first of them whose first day comes after the day.
  private func firstAfter(_ day: Day, _ range: Range<Int>) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if places.elements[middle].first <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
