import Ledger

/// What rows say of one another in time: who goes on, who overlaps, whose open end is stale.
extension CareerSurvey {
  /// A person who goes on in the post on the day a tenure ends, under another title.
  mutating func lookAtContinuations() {
    struct Place: Hashable {
      var person: UInt32
      var post: UInt32
      var day: Day
    }
    var endings: [Place: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      guard let to = row.to.period, to.isExact else { continue }
      endings[Place(person: row.person, post: row.post, day: to.first), default: []].append(index)
    }
    for (index, row) in rows.enumerated() {
      guard let from = row.from, from.isExact else { continue }
      let before = endings[Place(person: row.person, post: row.post, day: from.first)] ?? []
      // Of rows that begin and end on that same day the first in the list is the earlier one.
      let isEmpty = row.to.period.map { $0.isExact && $0.first == from.first } ?? false
      let earlier = before.first { other in
        rows[other].title != row.title
          && (isEmpty && rows[other].from == from ? other < index : other != index)
      }
      if let earlier {
        add(.retitled, index, [earlier])
      }
    }
  }

  /// Tenures of one person, and of one post by several, that certainly last on one day.
  ///
  /// Acting ones lie on top of others by right, so that only like is held against like.
  mutating func lookAtOverlaps() {
    let dated = rows.indices.filter { rows[$0].from != nil && !coversNoDay(rows[$0]) }
    let order = dated.sorted { begin(rows[$0]) < begin(rows[$1]) }
    sweep(order, by: \.person, .personOverlap, .personOpenOverlap, isSame: { _, _ in false })
    sweep(order, by: \.post, .postOverlap, .postOpenOverlap) { $0.person == $1.person }
  }

  /// Goes through rows by their start and remembers, for each key, which lasts longest.
  private mutating func sweep(
    _ order: [Int], by key: KeyPath<CareerTable.Row, UInt32>, _ overlap: CareerProblem,
    _ openOverlap: CareerProblem, isSame: (CareerTable.Row, CareerTable.Row) -> Bool
  ) {
    struct Lasting {
      /// Those with a recorded end that last longest, of two persons at the most.
      var ended: [Int] = []
      var open: [Int] = []
    }
    var lasting: [UInt64: Lasting] = [:]
    for index in order {
      let row = rows[index]
      let place = UInt64(row[keyPath: key]) << 1 | (acting.contains(row.capacity) ? 1 : 0)
      let start = begin(row)
      let known = lasting[place] ?? Lasting()
      func other(of indices: [Int]) -> Int? {
        indices.first { end(rows[$0]) > start && !isSame(rows[$0], row) }
      }
      if let other = other(of: known.ended) {
        add(overlap, index, [other])
      } else if let other = other(of: known.open) {
        add(openOverlap, index, [other])
      }
      var next = known
      if row.to.period != nil {
        next.ended = longest(known.ended + [index], isSame)
      } else {
        next.open = longest([index] + known.open, isSame)
      }
      lasting[place] = next
    }
  }

  /// The one that lasts longest, and the next of somebody else.
  private func longest(
    _ indices: [Int], _ isSame: (CareerTable.Row, CareerTable.Row) -> Bool
  ) -> [Int] {
    let order = indices.sorted { end(rows[$0]) > end(rows[$1]) }
    guard let first = order.first else { return [] }
    let second = order.dropFirst().first { !isSame(rows[$0], rows[first]) }
    return [first] + (second.map { [$0] } ?? [])
  }

  /// Open ends begun long ago in posts that somebody else took later.
  mutating func lookAtOpenEnds(begunBefore day: Day) {
    var latest: [UInt32: [(person: UInt32, start: Day)]] = [:]
    for row in rows where !acting.contains(row.capacity) {
      guard let from = row.from else { continue }
      var known = latest[row.post] ?? []
      if let own = known.firstIndex(where: { $0.person == row.person }) {
        known[own].start = max(known[own].start, from.first)
      } else {
        known.append((row.person, from.first))
      }
      latest[row.post] = Array(known.sorted { $0.start > $1.start }.prefix(2))
    }
    for (index, row) in rows.enumerated() where row.to == .open {
      guard let from = row.from, from.last < day else { continue }
      let successor = latest[row.post]?.first {
        $0.person != row.person && $0.start > from.last
      }
      if successor != nil { add(.staleOpenEnd, index) }
    }
  }

  // MARK: Days

  /// By when it has begun in every reading.
  private func begin(_ row: CareerTable.Row) -> Day { row.from?.last ?? .distantPast }

  /// Up to when it lasts in every reading.
  private func end(_ row: CareerTable.Row) -> Day { row.to.period?.first ?? .distantFuture }

  private func coversNoDay(_ row: CareerTable.Row) -> Bool { begin(row) >= end(row) }
}
