/// Remarks, as a snapshot holds them.
extension Remarks {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(weekdays)
    snapshot.put(tallies)
    snapshot.put(named)
    snapshot.put(departures)
    snapshot.put(registered)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    self.init(
      weekdays: try snapshot.values(), tallies: try snapshot.values(),
      named: try snapshot.values(), departures: try snapshot.values(),
      registered: try snapshot.values())
  }
}

extension PrintedWeekday: SnapshotValue {
  static let leastBytes = 32

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(entry, word)
    snapshot.put(days)
    snapshot.put(region, 0)
    snapshot.put(published)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (entry, word) = try snapshot.halves()
    let days = try snapshot.days()
    let region = try snapshot.halves().low
    self.init(
      entry: entry, word: try snapshot.checked(word, snapshot.limits.words), days: days,
      published: try snapshot.period(),
      region: try snapshot.checked(region, snapshot.limits.words))
  }
}

extension Tally: SnapshotValue {
  static let leastBytes = 120

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(entry, kind.snapshotNumber)
    snapshot.put(days)
    snapshot.put(region, number)
    snapshot.put(decree, rotation)
    snapshot.put(decreeDate)
    snapshot.put(tmt)
    for count in [part, group, breakdown, annex, lines, placed, named] { snapshot.put(count) }
    snapshot.put(identified)
    snapshot.put(content)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let limits = snapshot.limits
    let (entry, kind) = try snapshot.halves()
    let days = try snapshot.days()
    let (region, number) = try snapshot.halves()
    let (decree, rotation) = try snapshot.halves()
    self.init(
      entry: entry, kind: try snapshot.kind(kind), days: days,
      region: try snapshot.checked(region, limits.words),
      decree: try snapshot.counted(decree, limits.instants),
      rotation: try snapshot.counted(rotation, limits.rotations),
      number: try snapshot.checked(number, limits.words), decreeDate: try snapshot.period(),
      tmt: try snapshot.period(), part: try snapshot.integer(), group: try snapshot.integer(),
      breakdown: try snapshot.integer(), annex: try snapshot.integer(),
      lines: try snapshot.integer(), placed: try snapshot.integer(),
      named: try snapshot.integer(), identified: try snapshot.numbers(),
      content: try snapshot.word())
  }
}

extension NamedLine: SnapshotValue {
  static let leastBytes = 16

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(entry, official)
    snapshot.put(post, isAbsent ? 1 : 0)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (entry, official) = try snapshot.halves()
    let (post, isAbsent) = try snapshot.halves()
    self.init(
      entry: entry, official: try snapshot.present(official, snapshot.limits.officials),
      post: try snapshot.checked(post, snapshot.limits.posts), isAbsent: isAbsent == 1)
  }
}

extension Departure: SnapshotValue {
  static let leastBytes = 24

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.put(official, entry)
    snapshot.put(days)
    snapshot.put(UInt32(cause.rawValue), 0)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (official, entry) = try snapshot.halves()
    let days = try snapshot.days()
    let cause = UInt8(truncatingIfNeeded: try snapshot.halves().low)
    self.init(
      official: try snapshot.present(official, snapshot.limits.officials), days: days,
      entry: entry, cause: try snapshot.known(cause))
  }
}

extension Registration: SnapshotValue {
  static let leastBytes = 8

  func write(to snapshot: inout SnapshotWriter) { snapshot.put(official, entry) }

  init(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    let (official, entry) = try snapshot.halves()
    self.init(
      official: try snapshot.present(official, snapshot.limits.officials), entry: entry)
  }
}
