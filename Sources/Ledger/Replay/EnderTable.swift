/// An act that ends tenures which started before it.
struct Ender: Sendable {
  var days: DayRange
  var act: Int32
}

/// The enders of every post, or of every official, by their first day.
struct EnderTable: Sendable {
  private var enders = Grouped<Ender>()
  /// For each post or official the longest range of days among its enders: how far back one may
  /// reach.
  private var longest: [Int] = []

  /// A table without enders.
  init() {}

  /// The acts that end tenures.
  ///
  /// - Parameters:
  ///   - acts: All acts.
  ///   - count: How many posts or officials there are.
  ///   - number: Of which post or official an act is an ender; `Act.none` if it is none.
  init(_ acts: [Act], into count: Int, by number: (Act) -> UInt32) {
    enders = Grouped(acts.count, into: count, by: { number(acts[$0]) }) {
      Ender(days: acts[$0].days, act: Int32($0))
    }
    enders.sort { ($0.days.first, $0.act) < ($1.days.first, $1.act) }
    longest = (0..<count).map { number in
      enders[number].reduce(0) { longest, ender in
        let first = Int(ender.days.first.daysSince1970)
        return max(longest, Int(ender.days.last.daysSince1970) - first)
      }
    }
  }

  /// The enders of a post or official.
  subscript(number: UInt32) -> ArraySlice<Ender> { enders[Int(number)] }

  /// The enders that may come no earlier than a day, by their first day.
  ///
  /// Some that come before it may be among them.
  func enders(of number: UInt32, since day: Day) -> ArraySlice<Ender> {
    let range = enders.range(Int(number))
    guard !range.isEmpty else { return [] }
    let earliest = Int(day.daysSince1970) - longest[Int(number)] - 1
    let first = firstAfter(Day(daysSince1970: earliest), range)
    return enders.elements[first..<range.upperBound]
  }

  /// Whether some ender satisfies the condition, asked from the latest first day downwards.
  ///
  /// - Parameters:
  ///   - number: The post or official.
  ///   - day: Enders that cannot have happened by then are left out.
  ///   - earliest: Enders that were over before this day are left out.
  ///   - ends: The condition.
  /// - Returns: Whether there is one.
  func contains(
    of number: UInt32, by day: Day, since earliest: Day, where ends: (Ender) -> Bool
  ) -> Bool {
    let range = enders.range(Int(number))
    var index = firstAfter(day, range)
    while index > range.lowerBound {
      index -= 1
      let ender = enders.elements[index]
      let reach = Int(ender.days.first.daysSince1970) + longest[Int(number)]
      if reach < Int(earliest.daysSince1970) { return false }
      if ends(ender) { return true }
    }
    return false
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
