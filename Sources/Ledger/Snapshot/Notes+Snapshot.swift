/// What entries say of posts, officials and units, as a snapshot holds it.
extension PostNote: SnapshotValue {
  static let leastBytes = 48

  func write(to snapshot: inout SnapshotWriter) {
    let flags = (hasDate ? UInt32(1) << 8 : 0) | (again == nil ? 0 : 1 << 9)
    snapshot.put(UInt32(source.rawValue) | flags, post)
    snapshot.put(days)
    snapshot.put(entry, seats)
    snapshot.put(title, unit)
    snapshot.put(tier, echelon)
    snapshot.put(region, again?.entry ?? 0)
    if let again { snapshot.put(again.days) }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (head, post) = try snapshot.halves()
    let days = try snapshot.days()
    let (entry, seats) = try snapshot.halves()
    let (title, unit) = try snapshot.halves()
    let (tier, echelon) = try snapshot.halves()
    let (region, repeated) = try snapshot.halves()
    let again =
      head >> 9 & 1 == 1 ? Repetition(days: try snapshot.days(), entry: repeated) : nil
    self.init(
      post: try snapshot.present(post, limits.posts), days: days, entry: entry,
      source: try snapshot.known(UInt8(truncatingIfNeeded: head)), hasDate: head >> 8 & 1 == 1,
      seats: seats, title: try snapshot.checked(title, limits.words),
      unit: try snapshot.checked(unit, limits.units),
      tier: try snapshot.checked(tier, limits.words),
      echelon: try snapshot.checked(echelon, limits.words),
      region: try snapshot.checked(region, limits.words), again: again)
  }
}

extension OfficialNote: SnapshotValue {
  static let leastBytes = 32

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(official, entry)
    snapshot.put(days)
    snapshot.put(name, rank)
    snapshot.put(again == nil ? 0 : 1, again?.entry ?? 0)
    if let again { snapshot.put(again.days) }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (official, entry) = try snapshot.halves()
    let days = try snapshot.days()
    let (name, rank) = try snapshot.halves()
    let (isRepeated, repeated) = try snapshot.halves()
    let again = isRepeated == 1 ? Repetition(days: try snapshot.days(), entry: repeated) : nil
    self.init(
      official: try snapshot.present(official, snapshot.limits.officials), days: days,
      entry: entry, name: try snapshot.checked(name, snapshot.limits.words),
      rank: try snapshot.checked(rank, snapshot.limits.words), again: again)
  }
}

extension UnitNote: SnapshotValue {
  static let leastBytes = 40

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(unit, entry)
    snapshot.put(days)
    snapshot.put(name, parent)
    snapshot.put(kind.snapshotNumber, 0)
    snapshot.put(successors)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (unit, entry) = try snapshot.halves()
    let days = try snapshot.days()
    let (name, parent) = try snapshot.halves()
    let kind = try snapshot.kind(try snapshot.halves().low)
    let successors = try snapshot.numbers()
    for successor in successors { _ = try snapshot.present(successor, limits.units) }
    self.init(
      unit: try snapshot.present(unit, limits.units), days: days, entry: entry, kind: kind,
      name: try snapshot.checked(name, limits.words),
      parent: try snapshot.checked(parent, limits.units), successors: successors)
  }
}

extension RotationStep: SnapshotValue {
  static let leastBytes = 88

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(rotation, entry)
    snapshot.put(days)
    snapshot.put(kind.snapshotNumber, region)
    snapshot.put(groupCount)
    snapshot.put(unnamedCount)
    snapshot.put(people.lowerBound)
    snapshot.put(people.upperBound)
    snapshot.put(placedCount)
    snapshot.put(decree, decreeNumber)
    snapshot.put(on)
    snapshot.put(decreeDate)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (rotation, entry) = try snapshot.halves()
    let days = try snapshot.days()
    let (kind, region) = try snapshot.halves()
    let groupCount = try snapshot.integer()
    let unnamedCount = try snapshot.integer()
    let (first, last) = (try snapshot.integer(), try snapshot.integer())
    let placedCount = try snapshot.integer()
    guard 0 <= first, first <= last, last <= limits.people,
      (0...(last - first)).contains(placedCount)
    else { throw snapshot.error("it counts people who are not there") }
    let (decree, number) = try snapshot.halves()
    self.init(
      rotation: try snapshot.present(rotation, limits.rotations), kind: try snapshot.kind(kind),
      days: days, entry: entry, region: try snapshot.checked(region, limits.words),
      groupCount: groupCount, unnamedCount: unnamedCount, people: first..<last,
      placedCount: placedCount, on: try snapshot.period(),
      decree: try snapshot.counted(decree, limits.instants),
      decreeNumber: try snapshot.checked(number, limits.words),
      decreeDate: try snapshot.period())
  }
}

extension UnnamedPeople: SnapshotValue {
  static let leastBytes = 40

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(entry, UInt32(effect.rawValue))
    snapshot.put(days)
    snapshot.put(decree, rotation)
    snapshot.put(lines.count)
    for line in lines {
      snapshot.put(line.no)
      snapshot.put(line.post, 0)
    }
    snapshot.put(idle)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (entry, effect) = try snapshot.halves()
    let days = try snapshot.days()
    let (decree, rotation) = try snapshot.halves()
    var lines: [Line] = []
    for _ in 0..<(try snapshot.count(of: 16)) {
      let no = try snapshot.integer()
      lines.append(
        Line(no: no, post: try snapshot.checked(try snapshot.halves().low, limits.posts)))
    }
    let idle = try snapshot.numbers()
    for official in idle { _ = try snapshot.present(official, limits.officials) }
    self.init(
      entry: entry, effect: try snapshot.known(UInt8(truncatingIfNeeded: effect)), days: days,
      decree: try snapshot.counted(decree, limits.instants),
      rotation: try snapshot.counted(rotation, limits.rotations), lines: lines, idle: idle)
  }
}

extension EventKind {
  /// Its place among the types.
  var snapshotNumber: UInt32 {
    UInt32(EventKindTable.numbers[self] ?? EventKindTable.kinds.count)
  }
}

extension SnapshotReader {
  /// The type at a place among the types.
  func kind(_ number: UInt32) throws(SnapshotError) -> EventKind {
    guard Int(number) < EventKindTable.kinds.count else {
      throw error("it holds a type unknown here")
    }
    return EventKindTable.kinds[Int(number)]
  }
}
