/// Acts and what they refer to, as a snapshot holds them.
extension Act: SnapshotValue {
  static let leastBytes = 32

  func write(to snapshot: inout SnapshotWriter) {
    let head =
      UInt32(effect.rawValue) | (isConcurrent ? 1 << 8 : 0) | (rotation != 0 ? 1 << 9 : 0)
      | UInt32(capacity.code) << 16
    snapshot.put(head, UInt32(bitPattern: detail))
    snapshot.put(post, official)
    snapshot.put(days)
    snapshot.put(entry, decree)
    // Few belong to a rotation.
    if rotation != 0 { snapshot.put(rotation, 0) }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (head, detail) = try snapshot.halves()
    let (post, official) = try snapshot.halves()
    let days = try snapshot.days()
    let (entry, decree) = try snapshot.halves()
    let rotation = head >> 9 & 1 == 1 ? try snapshot.halves().low : 0
    let limits = snapshot.limits
    self.init(
      effect: try snapshot.known(UInt8(truncatingIfNeeded: head)),
      isConcurrent: head >> 8 & 1 == 1,
      capacity: try snapshot.capacity(UInt16(truncatingIfNeeded: head >> 16)),
      post: try snapshot.checked(post, limits.posts),
      official: try snapshot.checked(official, limits.officials), days: days, entry: entry,
      decree: try snapshot.counted(decree, limits.instants),
      rotation: try snapshot.counted(rotation, limits.rotations),
      detail: Int32(bitPattern: detail))
    guard isSound(limits) else { throw snapshot.error("it holds an act that cannot be") }
  }

  /// Whether its detail is one that an act of its effect may have, and it has what it is about.
  private func isSound(_ limits: SnapshotReader.Limits) -> Bool {
    guard official != Act.none || post != Act.none else { return false }
    return switch effect {
    case .recorded: (0..<limits.recorded).contains(Int(detail))
    case .attested: Int(detail) < limits.recorded
    case .acts, .extends: Int(detail) < limits.terms
    case .confirmed: Int(detail) < limits.posts
    default: true
    }
  }
}

extension Recorded: SnapshotValue {
  static let leastBytes = 40

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(from)
    switch end {
    case .unknown: snapshot.put(UInt64(0))
    case .open: snapshot.put(UInt64(1))
    case .on(let day):
      snapshot.put(UInt64(2))
      snapshot.put(day)
    }
    snapshot.put(seenFirst.map { UInt64($0.bits) } ?? .max)
    snapshot.put(seenLast.map { UInt64($0.bits) } ?? .max)
    snapshot.put(title ?? Act.none, 0)
    snapshot.put(seen.map(\.bits))
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let from = try snapshot.period()
    let end: End
    switch try snapshot.word() {
    case 0: end = .unknown
    case 1: end = .open
    case 2:
      guard let day = try snapshot.period() else { throw snapshot.error("an end is missing") }
      end = .on(day)
    default: throw snapshot.error("it holds an end unknown here")
    }
    let days = [try snapshot.word(), try snapshot.word()].map { word in
      word == .max ? nil : Day(bits: UInt32(truncatingIfNeeded: word))
    }
    let title = try snapshot.checked(try snapshot.halves().low, snapshot.limits.words)
    let seen = try snapshot.numbers()
    self.init(
      from: from, end: end, seenFirst: days[0], seenLast: days[1],
      seen: seen.map { Day(bits: $0) },
      title: title == Act.none ? nil : title)
  }
}

/// When an acting term ends, by its order.
struct TermEnd: SnapshotValue {
  static let leastBytes = 8
  var until: Period?

  init(_ until: Period?) { self.until = until }

  func write(to snapshot: inout SnapshotWriter) { snapshot.put(until) }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    until = try snapshot.period()
  }
}

extension Period {
  /// How its ends are written, as a number that is never 0.
  var snapshotFlags: UInt64 {
    UInt64(1) | (isInterval ? 2 : 0) | UInt64(firstPrecision.rawValue) << 8
      | UInt64(lastPrecision.rawValue) << 16
  }

  /// The date of some days, its ends written as the flags say; `nil` where that cannot be.
  init?(snapshotFlags flags: UInt64, _ days: DayRange) {
    guard let first = Precision(rawValue: UInt8(truncatingIfNeeded: flags >> 8)),
      let last = Precision(rawValue: UInt8(truncatingIfNeeded: flags >> 16)),
      days.first <= days.last
    else { return nil }
    self.init(
      from: (days.first, first), through: (days.last, last), isInterval: flags & 2 != 0)
  }
}
