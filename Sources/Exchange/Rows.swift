internal import Dispatch
public import Ledger
internal import Synchronization

/// The rows of a section in order: there already, or each made when it is wanted.
///
/// What is made is kept by nobody, so that of a long answer no more is there at a time than is
/// being written.
public struct Rows: RandomAccessCollection, Sendable {
  private enum Source: Sendable {
    case there([JSONValue])
    /// How many, and what is called with some of their places: it looks up what those rows tell,
    /// and gives what makes rows of it.
    case made(Int, Makers, @Sendable (Range<Int>) -> Group)
  }

  /// How many threads may look for what rows tell at a time.
  private enum Makers: Int {
    /// One, in the order of the rows: what is found depends on what was found before.
    case one = 1
    /// As many as most machines have cores for.
    case several = 4
  }

  /// Some rows in order.
  typealias Group = @Sendable () -> [JSONValue]

  private let source: Source

  /// Rows that are there.
  public init(_ rows: [JSONValue]) { source = .there(rows) }

  /// Rows that are made when they are wanted, perhaps more than once.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - find: What a row tells; called by other threads, several at a time, where there are many.
  ///   - row: The row of it.
  public init<Told: Sendable>(
    count: Int, _ find: @escaping @Sendable (Int) -> Told,
    _ row: @escaping @Sendable (Told) -> JSONValue
  ) {
    source = .made(count, .several, Self.group({ $0.map(find) }, row))
  }

  /// Rows that are made some at a time when they are wanted, perhaps more than once.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - group: What the rows of some places tell; less where it cannot be told any more. Called by
  ///     another thread where there are many, for one group after the other.
  ///   - row: The row of it.
  public init<Told: Sendable>(
    count: Int, group: @escaping @Sendable (Range<Int>) -> [Told],
    _ row: @escaping @Sendable (Told) -> JSONValue
  ) {
    source = .made(count, .one, Self.group(group, row))
  }

  private static func group<Told: Sendable>(
    _ group: @escaping @Sendable (Range<Int>) -> [Told],
    _ row: @escaping @Sendable (Told) -> JSONValue
  ) -> @Sendable (Range<Int>) -> Group {
    { range in
      let told = group(range)
      return { told.map(row) }
    }
  }

  /// The place of the first row.
  public var startIndex: Int { 0 }
  /// How many rows there are.
  public var endIndex: Int {
    switch source {
    case .there(let rows): rows.count
    case .made(let count, _, _): count
    }
  }

  /// A row, made now if it is not there; `null` where what it tells cannot be told any more.
  public subscript(index: Int) -> JSONValue {
    switch source {
    case .there(let rows): rows[index]
    case .made(_, _, let group): group(index..<(index + 1))().first ?? .null
    }
  }

  /// The first rows.
  func first(_ most: Int) -> Rows {
    guard count > most else { return self }
    return switch source {
    case .there(let rows): Rows(Array(rows[..<most]))
    case .made(_, let makers, let group): Rows(source: .made(most, makers, group))
    }
  }

  private init(source: Source) { self.source = source }

  /// All rows, made.
  var made: [JSONValue] {
    switch source {
    case .there(let rows): rows
    case .made(let count, _, let group): group(0..<count)()
    }
  }

  /// Hands out all rows in order, some at a time; of many that are yet to be made, other threads
  /// look for what the next ones tell meanwhile.
  ///
  /// - Throws: What `body` throws; no rows are handed out after that.
  func forEachGroup<Failure: Error>(
    _ body: ([JSONValue]) throws(Failure) -> Void
  ) throws(Failure) {
    guard case .made(let count, let makers, let group) = source, count > Self.groupSize else {
      return try body(made)
    }
    let ranges = stride(from: 0, to: count, by: Self.groupSize).map { start in
      start..<Swift.min(start + Self.groupSize, count)
    }
    let ahead = GroupsAhead(ranges.count, makers: makers.rawValue)
    for maker in 0..<makers.rawValue {
      DispatchQueue.global().async {
        while let number = ahead.begin(maker) { ahead.add(group(ranges[number]), number) }
      }
    }
    defer { ahead.stop() }
    for number in ranges.indices {
      let taken = ahead.take(number)
      let rows = taken()
      try body(rows)
      ahead.giveBack(taken, number)
      // Behind what cannot be told nothing is: it would look as if it followed.
      if rows.count < ranges[number].count { return }
    }
  }

  /// Hands out all rows as `forEachGroup` does, but stops once `body` wants no more.
  func lookThrough(while body: ([JSONValue]) -> Bool) {
    do throws(Enough) {
      try forEachGroup { rows throws(Enough) in
        if !body(rows) { throw Enough() }
      }
    } catch {
      // To have seen enough is no failure.
      return
    }
  }

  private struct Enough: Error {}

  private static let groupSize = 256
}

/// Groups of rows between the threads that make them and the one that takes them.
private final class GroupsAhead: Sendable {
  private struct State {
    /// The number of the group that is made next.
    var next = 0
    /// What was made, by number, and who makes it.
    var groups: [Int: Rows.Group] = [:]
    var makers: [Int: Int] = [:]
    /// What was taken and is needed no more, by who made it.
    var spent: [[Rows.Group]]
    var isStopped = false
  }

  /// So many groups are in the making or wait to be taken at most.
  private static let most = 8
  private let count: Int
  private let state: Mutex<State>
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init(_ count: Int, makers: Int) {
    self.count = count
    state = Mutex(State(spent: Array(repeating: [], count: makers)))
    // A semaphore that began with a value must have it again at its end; this one may not.
    for _ in 0..<Self.most { room.signal() }
  }

  /// The number of the group to be made next, as soon as there is room; nil if none is wanted any
  /// more.
  func begin(_ maker: Int) -> Int? {
    room.wait()
    var spent: [Rows.Group] = []
    let number: Int? = state.withLock { state in
      swap(&spent, &state.spent[maker])
      guard !state.isStopped, state.next < count else { return nil }
      state.makers[state.next] = maker
      state.next += 1
      return state.next - 1
    }
    // The next maker is to learn of it as well.
    if number == nil { room.signal() }
    return number
  }

  /// Adds a group.
  func add(_ rows: @escaping Rows.Group, _ number: Int) {
    state.withLock { state in
      if !state.isStopped { state.groups[number] = rows }
    }
    filled.signal()
  }

  /// Takes a group as soon as it is there.
  func take(_ number: Int) -> Rows.Group {
    while true {
      if let rows = state.withLock({ $0.groups.removeValue(forKey: number) }) { return rows }
      filled.wait()
    }
  }

  /// Gives back a group that was taken: what it holds is freed by the thread that made it, which
  /// for memory of many small pieces is much quicker than by another one.
  func giveBack(_ rows: @escaping Rows.Group, _ number: Int) {
    state.withLock { state in
      if let maker = state.makers.removeValue(forKey: number) { state.spent[maker].append(rows) }
    }
    room.signal()
  }

  /// No group is wanted any more.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.groups = [:]
    }
    room.signal()
  }
}
