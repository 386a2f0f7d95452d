/// The moves of an audit by day, then by entry and line; a group after the lines of its ceremony.
///
/// Of each act is known when it moved and how many; the moves themselves are made when they are
/// wanted, so that those of a whole journal need not be there at once.
public struct Moves: Sendable {
  /// An act that moves, in its place among the others.
  private struct Item {
    enum Source {
      /// The place of an event among those of the source, or among those that are there.
      case read(Int32), there(Int32)
      /// The place of a group, which is there.
      case group(Int32)
    }

    var day: Day
    var entry: UInt32
    var source: Source
    /// How many moves it is.
    var count: Int32

    /// Whether it stands before another one.
    static func < (one: Item, other: Item) -> Bool {
      (one.day, one.entry, one.isGroup ? 1 : 0) < (other.day, other.entry, other.isGroup ? 1 : 0)
    }

    private var isGroup: Bool { if case .group = source { true } else { false } }
  }

  /// What looking at some events showed.
  private struct Look {
    var items: [Item] = []
    /// The ceremonies of the events by the hash of what makes them one, and those of them that may
    /// have more people than lines.
    var ceremonies: [(key: Int, place: Int)] = []
    var grouped: Set<Int> = []
  }

  private var audit: Audit
  private let source: EventSource
  private let undone: Set<Int>
  /// The events that are not read: what corrections put in the place of entries, and what else is
  /// known to belong to the period.
  private let there: [Event]
  private var groups: [Move] = []
  private var items: [Item] = []
  /// The number of the first move of each item, and of all.
  private var starts: [Int] = [0]

  /// The moves of a period.
  ///
  /// - Parameters:
  ///   - replay: The facts, on any day.
  ///   - filter: The period and what else is asked for.
  ///   - source: The events of the period, as they were recorded, in the journal's order.
  ///   - others: Events that belong to it besides, such as those that a resolved claim moved into
  ///     it.
  ///   - workforce: Who looks at the events.
  ///   - pieceSize: How many of them at a time.
  public init(
    _ replay: Replay, _ filter: MoveFilter, of source: EventSource, and others: [Event] = [],
    by workforce: some Workforce = OneWorker(), pieceSize: Int = 4096
  ) {
    audit = Audit(replay, filter)
    self.source = source
    undone = Set(replay.facts.undone().keys)
    there = audit.standing(replay.facts.standing(others))
    let isFew = source.count < replay.facts.officials.count
    let concerned = isFew ? officials(by: workforce, pieceSize) : nil
    audit.collectEndings(of: concerned, by: workforce)
    var looks = workforce.map(source.count, pieceSize: pieceSize) { [self] in look(at: $0) }
    looks.append(look(there, places: there.indices.map { -1 - $0 }))
    items = looks.flatMap(\.items)
    if audit.isOfEverybody {
      groups = audit.groups(grouped(looks)).filter { audit.accepts($0) }
      for (index, move) in groups.enumerated() {
        items.append(
          Item(
            day: move.day, entry: UInt32(move.entry), source: .group(Int32(index)), count: 1))
      }
    }
    items.sort { $0 < $1 }
    starts.reserveCapacity(items.count + 1)
    for item in items { starts.append(starts[starts.count - 1] + Int(item.count)) }
  }

  /// How many moves they are.
  public var count: Int { starts[starts.count - 1] }

  /// Some of the moves.
  ///
  /// - Parameter range: Which, by their numbers.
  /// - Returns: The moves, in order; up to the first whose event cannot be read any more.
  public func callAsFunction(_ range: Range<Int>) -> [Move] {
    guard !range.isEmpty else { return [] }
    let first = item(of: range.lowerBound)
    let wanted = items[first...item(of: range.upperBound - 1)]
    let events = events(of: wanted)
    var moves: [Move] = []
    for item in wanted {
      if case .group(let index) = item.source {
        moves.append(groups[Int(index)])
      } else {
        guard let event = events[item.entry] else { break }
        moves += audit.moves(of: event)
      }
    }
    return Array(moves.dropFirst(range.lowerBound - starts[first]).prefix(range.count))
  }

  /// The item that holds a move.
  private func item(of move: Int) -> Int {
    starts.firstPlace { $0 <= move } - 1
  }

  /// The events of items as later entries have them, by entry.
  private func events(of items: ArraySlice<Item>) -> [UInt32: Event] {
    var places: [Int] = []
    var events: [UInt32: Event] = [:]
    for item in items {
      switch item.source {
      case .read(let place): places.append(Int(place))
      case .there(let place): events[item.entry] = audit.edited(there[Int(place)])
      case .group: break
      }
    }
    for event in source.events(places.sorted()) {
      events[UInt32(event.entry)] = audit.edited(event)
    }
    return events
  }

  // MARK: Looking

  /// The officials whom the events name.
  private func officials(by workforce: some Workforce, _ pieceSize: Int) -> Set<UInt32> {
    let read = workforce.map(source.count, pieceSize: pieceSize) { [self] places in
      Set(source.events(places).flatMap { audit.edited($0).map(audit.officials) ?? [] })
    }
    let others = there.flatMap { audit.edited($0).map(audit.officials) ?? [] }
    return read.reduce(into: Set(others)) { $0.formUnion($1) }
  }

  private func look(at places: Range<Int>) -> Look {
    let read = source.events(places)
    guard read.count < places.count else { return look(read, places: Array(places)) }
    // Some are left out: one at a time it is seen which.
    let single = places.flatMap { place in source.events([place]).map { (place, $0) } }
    return look(single.map(\.1), places: single.map(\.0))
  }

  /// Looks at events whose places are given; negative ones are of those that are there.
  private func look(_ events: [Event], places: [Int]) -> Look {
    var look = Look()
    for (place, event) in zip(places, events)
    where place < 0 || (!undone.contains(event.entry) && audit.stands(event)) {
      if audit.isOfEverybody { takeCeremony(of: event, place, into: &look) }
      guard let edited = audit.edited(event), audit.mayMove(edited) else { continue }
      let moves = audit.moves(of: edited)
      guard let first = moves.first else { continue }
      look.items.append(
        Item(
          day: first.day, entry: UInt32(event.entry),
          source: place < 0 ? .there(Int32(-1 - place)) : .read(Int32(place)),
          count: Int32(moves.count)))
    }
    return look
  }

  private func takeCeremony(of event: Event, _ place: Int, into look: inout Look) {
    let event = audit.replay.facts.resolved(event)
    guard let key = audit.ceremonyKey(event)?.hashValue else { return }
    look.ceremonies.append((key, place))
    if event[.group] != nil || !audit.disputes.touching([event.entry]).isEmpty {
      look.grouped.insert(key)
    }
  }

  /// The events of the ceremonies that may have more people than lines, in the journal's order.
  ///
  /// No other ceremony has any: its people are those of its lines.
  private func grouped(_ looks: [Look]) -> [Event] {
    let keys = looks.reduce(into: Set<Int>()) { $0.formUnion($1.grouped) }
    let places = looks.flatMap(\.ceremonies).filter { keys.contains($0.key) }.map(\.place)
    let read = source.events(places.filter { $0 >= 0 })
    return (read + places.filter { $0 < 0 }.map { there[-1 - $0] }).sorted { $0.entry < $1.entry }
  }
}
