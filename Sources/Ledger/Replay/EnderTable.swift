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
  private let enders: Grouped<Ender>
  /// The group of each number, where few of them have any; `nil` where the number is the group.
  private let groups: [UInt32: UInt32]?
  /// For each post or official the longest range of days among its enders: how far back one may
  /// reach.
  private let longest: [Int]

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
      enders = Self.enders(acts, selected.count, { selected[$0] }, into: groups.count) {
        groups[number($0)] ?? Act.none
      }
    } else {
      groups = nil
      enders = Self.enders(acts, acts.count, { Int32($0) }, into: count, by: number)
    }
    longest = (0..<enders.count).map { [enders] number in
      enders[number].reduce(0) { longest, ender in
        let first = Int(ender.days.first.daysSince1970)
        return max(longest, Int(ender.days.last.daysSince1970) - first)
      }
    }
  }

  private static func enders(
    _ acts: [Act], _ size: Int, _ position: (Int) -> Int32, into count: Int,
    by group: (Act) -> UInt32
  ) -> Grouped<Ender> {
    var enders = Grouped(size, into: count, by: { group(acts[Int(position($0))]) }) {
      Ender(days: acts[Int(position($0))].days, act: position($0))
    }
    // Of one day by the journal, which positions need not follow: what is disputed may come first.
    enders.sort { one, other in
      if one.days.first != other.days.first { return one.days.first < other.days.first }
      let (entry, next) = (acts[Int(one.act)].entry, acts[Int(other.act)].entry)
      return (entry, one.act) < (next, other.act)
    }
    return enders
  }

  /// The group in which the enders of a post or official stand; one that is empty if none do.
  private func group(_ number: UInt32) -> Int {
    guard let groups else { return Int(number) }
    return groups[number].map { Int($0) } ?? enders.count
  }

  /// The enders of a post or official.
  subscript(number: UInt32) -> ArraySlice<Ender> { enders[group(number)] }

  /// The enders that may come no earlier than a day, by their first day.
  ///
  /// Some that come before it may be among them.
  func enders(of number: UInt32, since day: Day) -> ArraySlice<Ender> {
    enders.elements[positions(of: number, since: day)]
  }

  /// Where those stand of them that may have happened by another day.
  func positions(of number: UInt32, by day: Day, since earliest: Day) -> Range<Int> {
    let found = positions(of: number, since: earliest)
    return found.lowerBound..<firstAfter(day, found)
  }

  /// The ender that stands somewhere.
  func ender(at position: Int) -> Ender { enders.elements[position] }

  private func positions(of number: UInt32, since day: Day) -> Range<Int> {
    let group = group(number)
    let range = enders.range(group)
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
      if enders.elements[middle].days.first <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
