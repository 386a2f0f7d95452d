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
    case made(Int, @Sendable (Range<Int>) -> Group)
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
  ///   - find: What a row tells; called by another thread where there are many.
  ///   - row: The row of it.
  public init<Told: Sendable>(
    count: Int, _ find: @escaping @Sendable (Int) -> Told,
    _ row: @escaping @Sendable (Told) -> JSONValue
  ) {
    self.init(count: count, group: { $0.map(find) }, row)
  }

  /// Rows that are made some at a time when they are wanted, perhaps more than once.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - group: What the rows of some places tell; less where it cannot be told any more. Called by
  ///     another thread where there are many.
  ///   - row: The row of it.
  public init<Told: Sendable>(
    count: Int, group: @escaping @Sendable (Range<Int>) -> [Told],
    _ row: @escaping @Sendable (Told) -> JSONValue
  ) {
    source = .made(count) { range in
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
    case .made(let count, _): count
    }
  }

  /// A row, made now if it is not there; `null` where what it tells cannot be told any more.
  public subscript(index: Int) -> JSONValue {
    switch source {
    case .there(let rows): rows[index]
    case .made(_, let group): group(index..<(index + 1))().first ?? .null
    }
  }

  /// The first rows.
  func first(_ most: Int) -> Rows {
    guard count > most else { return self }
    return switch source {
    case .there(let rows): Rows(Array(rows[..<most]))
    case .made(_, let group): Rows(source: .made(most, group))
    }
  }

  private init(source: Source) { self.source = source }

  /// All rows, made.
  var made: [JSONValue] {
    switch source {
    case .there(let rows): rows
    case .made(let count, let group): group(0..<count)()
    }
  }

  /// Hands out all rows in order, some at a time; of many that are yet to be made, another thread
  /// looks for what the next ones tell meanwhile.
  ///
  /// - Throws: What `body` throws; no rows are handed out after that.
  func forEachGroup<Failure: Error>(
    _ body: ([JSONValue]) throws(Failure) -> Void
  ) throws(Failure) {
    guard case .made(let count, let group) = source, count > Self.groupSize else {
      return try body(made)
    }
    let ranges = stride(from: 0, to: count, by: Self.groupSize).map { start in
      start..<Swift.min(start + Self.groupSize, count)
    }
    let ahead = GroupsAhead()
    DispatchQueue.global().async {
      for range in ranges where !ahead.add(group(range)) { return }
    }
    defer { ahead.stop() }
    for _ in ranges {
      let rows = ahead.next()
      try body(rows())
      ahead.giveBack(rows)
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

/// Groups of rows between the thread that makes them and the one that takes them.
private final class GroupsAhead: Sendable {
  private struct State {
    var groups: [Rows.Group] = []
    /// What was taken and is needed no more.
    var spent: [Rows.Group] = []
    var isStopped = false
  }

  /// So many groups wait to be taken at most.
  private static let most = 8
  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  init() {
    // A semaphore that began with a value must have it again at its end; this one may not.
    for _ in 0..<Self.most { room.signal() }
  }

  /// Adds the next group as soon as there is room; false if none is wanted any more.
  func add(_ rows: @escaping Rows.Group) -> Bool {
    room.wait()
    var spent: [Rows.Group] = []
    let isWanted = state.withLock { state in
      swap(&spent, &state.spent)
      if !state.isStopped { state.groups.append(rows) }
      return !state.isStopped
    }
    filled.signal()
    return isWanted
  }

  /// Takes the next group as soon as it is there.
  func next() -> Rows.Group {
    filled.wait()
    return state.withLock { $0.groups.removeFirst() }
  }

  /// Gives back a group that was taken: what it holds is freed by the thread that made it, which
  /// for memory of many small pieces is much quicker than by another one.
  func giveBack(_ rows: @escaping Rows.Group) {
    state.withLock { $0.spent.append(rows) }
    room.signal()
  }

  /// No group is wanted any more.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.groups = []
    }
    room.signal()
  }
}
