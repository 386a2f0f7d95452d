/// A tenure with how sure it is, day by day, that it holds: what a view of all posts needs of it,
/// as five words.
struct TenureSpan {
  static let byteCount = 40
  /// The most changes that a span can have.
  static let mostChanges = 3

  /// The last day on which it may hold, and a day before all on which it does.
  let reach: DayRange
  private let words: InlineArray<5, UInt64>

  /// - Parameters:
  ///   - holding: As on a day on which it certainly holds.
  ///   - course: How sure it is on other days; of so many changes at most as a span can have.
  init(_ holding: Standings.Holding, _ course: Course) {
    let last = course.changes.last
    reach = DayRange(
      course.changes.first?.day ?? .distantFuture,
      last?.certainty == nil ? last?.day ?? .distantPast : .distantFuture)
    var days: InlineArray<4, UInt32> = [0, 0, 0, holding.title]
    var states = UInt32(course.changes.count)
    for (index, change) in course.changes.enumerated() {
      days[index] = change.day.bits
      states |= change.bits << UInt32(4 + index * 2)
    }
    words = [
      Self.word(holding.post, holding.official),
      Self.word(UInt32(holding.capacity.code) | states << 16, holding.entry),
      Self.word(holding.since.first.bits, holding.since.last.bits),
      Self.word(days[0], days[1]), Self.word(days[2], days[3]),
    ]
  }

  private static func word(_ low: UInt32, _ high: UInt32) -> UInt64 {
    UInt64(low) | UInt64(high) << 32
  }

  func write(to snapshot: inout SnapshotWriter) {
    for index in words.indices { snapshot.put(words[index]) }
  }

  /// Reads a tenure: as it holds on a day, nil if it does in no reading.
  static func holding(
    on day: Day, from snapshot: inout SnapshotReader
  ) throws(SnapshotError) -> Standings.Holding? {
    let limits = snapshot.limits
    let (post, official) = try snapshot.halves()
    let (head, entry) = try snapshot.halves()
    let since = try snapshot.days()
    let (first, second) = try snapshot.halves()
    let (third, title) = try snapshot.halves()
    let count = Int(head >> 16 & 15)
    guard count <= mostChanges else {
      throw snapshot.error("it holds a course that cannot be")
    }
    var last = 0
    if count > 0, Day(bits: first) <= day { last = 1 }
    if count > 1, Day(bits: second) <= day { last = 2 }
    if count > 2, Day(bits: third) <= day { last = 3 }
    guard last > 0,
      let certainty = Course.Change.certainty(of: head >> UInt32(18 + last * 2) & 3)
    else { return nil }
    return Standings.Holding(
      post: try snapshot.present(post, limits.posts),
      official: try snapshot.present(official, limits.officials),
      capacity: try snapshot.capacity(UInt16(truncatingIfNeeded: head)), since: since,
      entry: entry, title: try snapshot.checked(title, limits.words), certainty: certainty)
  }
}

extension Course.Change {
  /// How sure it is, as a snapshot holds it.
  fileprivate var bits: UInt32 {
    switch certainty {
    case nil: 0
    case .possible: 1
    case .certain: 2
    }
  }

  fileprivate init(day: Day, bits: UInt32) {
    self.init(day: day, certainty: Self.certainty(of: bits))
  }

  /// What those bits say; nil for anything but a certainty.
  fileprivate static func certainty(of bits: UInt32) -> Certainty? {
    switch bits {
    case 1: .possible
    case 2: .certain
    default: nil
    }
  }
}

extension Standings.State: SnapshotValue {
  static var leastBytes: Int { 16 }

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(hasTenures ? 1 : 0, heldFrom == nil ? 0 : anotherFrom == nil ? 1 : 2)
    snapshot.put(heldFrom?.bits ?? 0, anotherFrom?.bits ?? 0)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (has, known) = try snapshot.halves()
    let (held, another) = try snapshot.halves()
    self.init(
      hasTenures: has == 1, heldFrom: known > 0 ? Day(bits: held) : nil,
      anotherFrom: known > 1 ? Day(bits: another) : nil)
  }
}

/// An acting tenure with its terms and how sure it is, day by day, that it holds.
struct ActingSpan: SnapshotValue {
  static let leastBytes = 40

  var acting: Standings.Acting
  var course: Course

  init(_ acting: Standings.Acting, _ course: Course) {
    (self.acting, self.course) = (acting, course)
  }

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(acting.post, acting.official)
    snapshot.put(UInt32(acting.capacity.code), acting.entry)
    snapshot.put(acting.terms.count)
    for term in acting.terms {
      snapshot.put(term.from)
      snapshot.put(term.until)
      snapshot.put(term.entry, 0)
    }
    snapshot.put(course.changes.map(\.day.bits))
    snapshot.put(course.changes.map(\.bits))
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (post, official) = try snapshot.halves()
    let (code, entry) = try snapshot.halves()
    var terms: [ActingTerm] = []
    for _ in 0..<(try snapshot.count(of: 24)) {
      let from = try snapshot.days()
      let until = try snapshot.period()
      terms.append(ActingTerm(from: from, until: until, entry: try snapshot.halves().low))
    }
    let days = try snapshot.numbers()
    let states = try snapshot.numbers()
    guard days.count == states.count else {
      throw snapshot.error("it holds an acting tenure that cannot be")
    }
    let changes = zip(days, states).map { Course.Change(day: Day(bits: $0), bits: $1) }
    acting = Standings.Acting(
      post: try snapshot.present(post, limits.posts),
      official: try snapshot.present(official, limits.officials),
      capacity: try snapshot.capacity(UInt16(clamping: code)), entry: entry, terms: terms,
      isOver: false)
    course = Course(changes: changes)
  }
}
