/// What events do to tenures.
extension Gatherer {
  /// Everybody named in a line takes its post, in one instant.
  mutating func addInauguration(_ entry: UInt32) {
    addMoves(.takes, entry, instant(), days)
  }

  /// A confirmed official's tenure continues, in the post of the line.
  mutating func addConfirmation(_ entry: UInt32) {
    addMoves(.confirmed, entry, instant(), days)
  }

  /// A decree gives nobody a post, unless it needs no oath: then from its TMT, else from its date.
  mutating func addDecree(_ entry: UInt32) {
    if reader.text(.oath) == "none" {
      let instant = instant()
      let tmt = reader.period(.tmt).map { DayRange($0) }
      addMoves(.takes, entry, instant, tmt ?? decreeDays)
    } else {
      noteLines(entry)
    }
  }

  /// What lines that move nobody say of officials and posts.
  mutating func noteLines(_ entry: UInt32) {
    for line in reader.elements(reader[.lines]) {
      let said = reader.placement(line)
      noteOfficial(official(said.official), said, entry)
      mentionPost(post(said.post), said, entry)
    }
  }

  /// The date of the decree: what `effective` says, else the decree itself.
  var decreeDays: DayRange {
    if let effective = reader.effective { return DayRange(effective) }
    let date = reader[.decree].flatMap { reader.period($0, .date) }
    return date.map { DayRange($0) } ?? .unknown
  }

  /// Every line moves an official.
  private mutating func addMoves(
    _ effect: Act.Effect, _ entry: UInt32, _ instant: Ceremony, _ days: DayRange
  ) {
    var nameless: [UnnamedPeople.Line] = []
    var idle: [UInt32] = []
    if let lines = reader[.lines] {
      var next = reader.first(of: lines)
      while let line = next {
        let said = reader.placement(line)
        let official = addMove(effect, said, entry, instant, days)
        if official == Act.none { nameless.append(unnamedLine(line)) }
        if said.post == nil, official != Act.none { idle.append(official) }
        next = reader.next(after: line, of: lines)
      }
    }
    guard !nameless.isEmpty || !idle.isEmpty || reader[.group] != nil else { return }
    facts.unnamed.append(
      UnnamedPeople(
        entry: entry, effect: effect, days: days, decree: instant.decree,
        rotation: instant.rotation, lines: nameless, idle: idle))
  }

  /// Notes that the entry speaks of people without naming them, where it moves nobody.
  mutating func noteUnnamed(_ entry: UInt32) {
    let lines = reader.elements(reader[.lines]).filter { reader[$0, .official] == nil }
    guard !lines.isEmpty || reader[.group] != nil else { return }
    let instant = instant()
    facts.unnamed.append(
      UnnamedPeople(
        entry: entry, effect: .attested, days: days, decree: instant.decree,
        rotation: instant.rotation, lines: lines.map { unnamedLine($0) }))
  }

  private mutating func unnamedLine(_ line: EntryReader.Node) -> UnnamedPeople.Line {
    .init(no: reader.integer(line, .no) ?? 0, post: post(reader[line, .post]))
  }

  /// A line that moves an official: what it leaves, then what it takes.
  ///
  /// - Returns: The official; `Act.none` where the line does not name one.
  private mutating func addMove(
    _ effect: Act.Effect, _ said: EntryReader.Placement, _ entry: UInt32, _ instant: Ceremony,
    _ days: DayRange
  ) -> UInt32 {
    let official = official(said.official)
    noteOfficial(official, said, entry)
    let post = post(said.post)
    mentionPost(post, said, entry)
    guard official != Act.none else {
      // Somebody without a name takes the post: whoever held it does so no more.
      if post != Act.none, capacity(said.capacity)?.isActing != true {
        facts.acts.append(
          Act(
            effect: effect, capacity: .definitive, post: post, official: Act.none, days: days,
            entry: entry, decree: instant.decree, rotation: instant.rotation))
      }
      return official
    }
    let from = self.post(said.from)
    let capacity = capacity(said.capacity) ?? .definitive
    var act = Act(
      effect: .leaves, capacity: .definitive, post: from, official: official, days: days,
      entry: entry, decree: instant.decree, rotation: instant.rotation)
    if from != Act.none, from != post { facts.acts.append(act) }
    guard post != Act.none else { return official }
    act.post = post
    act.capacity = capacity
    act.isConcurrent = said.concurrent.map { reader.isTrue($0) } ?? false
    act.effect = capacity.isActing ? .acts : effect
    if act.effect == .confirmed, from != Act.none, from != post { act.detail = Int32(from) }
    facts.acts.append(act)
    return official
  }

  /// Assigned, extended or ended: a tenure that lies on top of a definitive one.
  mutating func addActing(_ entry: UInt32) {
    let effect: Act.Effect =
      switch reader.kind {
      case .actingAssigned: .acts
      case .actingExtended: .extends
      default: .actingEnds
      }
    let until = reader.period(.until)
    var act = act(effect, entry)
    act.capacity = capacity(reader[.capacity]) ?? .acting
    if effect != .actingEnds {
      act.detail = Int32(facts.terms.count)
      facts.terms.append(until)
    }
    facts.acts.append(act)
    keep(entry)
  }

  /// An act on the official and the post that the entry names.
  mutating func addAct(_ effect: Act.Effect, _ entry: UInt32) {
    facts.acts.append(act(effect, entry))
  }

  /// A tenure with dates of its own.
  mutating func addRecorded(_ entry: UInt32) {
    let said = reader.placement(reader.data)
    let official = official(said.official)
    noteOfficial(official, said, entry)
    let post = post(said.post)
    mentionPost(post, said, entry)
    var recorded = Recorded(from: reader.period(.from), end: .unknown)
    if let end = reader[.to] {
      recorded.end = reader.period(end).map { .on($0) } ?? .open
    }
    let heldOn = reader.elements(reader[.heldOn]).compactMap { reader.period($0) }
    recorded.seenFirst = heldOn.map(\.last).min()
    recorded.seenLast = heldOn.map(\.first).max()
    let title = word(said.title)
    recorded.title = title == Act.none ? nil : title
    let instant = instant()
    var act = Act(
      effect: .recorded, capacity: capacity(said.capacity) ?? .definitive, post: post,
      official: official, days: days, entry: entry, decree: instant.decree,
      rotation: instant.rotation)
    act.detail = Int32(facts.recorded.count)
    // Days alone are sightings, each by itself.
    if recorded.from == nil, !heldOn.isEmpty, case .unknown = recorded.end {
      act.effect = .attested
      for seen in heldOn {
        act.days = DayRange(seen)
        facts.acts.append(act)
      }
    } else {
      recorded.seen = heldOn.filter(\.isExact).map(\.first)
      act.days = recorded.from.map { DayRange($0) } ?? .unknown
      facts.acts.append(act)
    }
    facts.recorded.append(recorded)
  }

  /// The term of an elected head: a tenure by record, which overtakes whoever acted until then.
  mutating func addTerm(_ entry: UInt32) {
    addRecorded(entry)
    guard let from = reader.period(.from) else { return }
    var act = act(.headed, entry)
    act.days = DayRange(from)
    facts.acts.append(act)
  }

  private mutating func act(_ effect: Act.Effect, _ entry: UInt32) -> Act {
    let capacity: CapacityCode = effect == .acts ? .acting : .definitive
    let instant = instant()
    return Act(
      effect: effect, capacity: capacity, post: post(reader[.post]),
      official: official(reader[.official]), days: days, entry: entry,
      decree: instant.decree, rotation: instant.rotation)
  }

  /// What makes acts of several entries one instant.
  struct Ceremony {
    var decree: UInt32 = 0
    var rotation: UInt32 = 0
  }

  /// The decree and the rotation that the entry names.
  mutating func instant() -> Ceremony {
    var instant = Ceremony()
    instant.decree = decreeInstant()
    if let rotation = reader[.rotation] {
      instant.rotation = reader.number(of: rotation, in: &facts.rotations) + 1
    }
    return instant
  }

  /// The number of the decree that the entry names; 0 where it names none.
  mutating func decreeInstant() -> UInt32 {
    guard let decree = reader[.decree] else { return 0 }
    let seen = seenDecree(decree)
    if let known = seenDecrees[seen].instant { return known }
    let instant = decreeKey(decree).map { facts.instants.intern($0) + 1 } ?? 0
    seenDecrees[seen].instant = instant
    return instant
  }

  /// Puts the decree that the entry names on record.
  mutating func recordDecree(_ entry: UInt32) {
    guard DecreeIndex.puts(reader.kind), let decree = reader[.decree] else { return }
    let seen = seenDecree(decree)
    guard !seenDecrees[seen].isRecorded else { return }
    seenDecrees[seen].isRecorded = true
    if let named = named(decree) { facts.decrees.add(named, entry) }
  }

  /// Where what is known of a decree stands that is written in just these bytes.
  private mutating func seenDecree(_ decree: EntryReader.Node) -> Int {
    if isDecreeSeen { return Int(latestDecree) }
    isDecreeSeen = true
    let range = reader.range(of: decree)
    // Entries of one decree follow one another.
    if !seenDecrees.isEmpty, decreeTexts.holds(latestDecree, reader.bytes, range) {
      return Int(latestDecree)
    }
    latestDecree = decreeTexts.intern(reader.bytes, range)
    if Int(latestDecree) == seenDecrees.count { seenDecrees.append(SeenDecree()) }
    return Int(latestDecree)
  }

  /// What tells one decree from another: issuer, number and date, blanks and case put aside.
  private func decreeKey(_ decree: EntryReader.Node) -> String? {
    named(decree).map { "decree \($0.issuer)\u{1F}\($0.number)\u{1F}\($0.date)" }
  }

  /// The decree that is named; `nil` where it has no number.
  private func named(_ decree: EntryReader.Node) -> DecreeIndex.Decree? {
    guard let number = reader.text(decree, .number) else { return nil }
    return DecreeIndex.Decree(
      written: number, issuer: reader.text(decree, .issuer), date: reader.text(decree, .date))
  }
}

/// What a gatherer knows of a decree by the bytes in which it is written, so that the many entries
/// of one decree normalise it once.
struct SeenDecree: Sendable {
  /// Its number in `Facts.instants`, plus one; 0 if nothing tells it apart.
  var instant: UInt32?
  /// Whether it is on record.
  var isRecorded = false
}

/// How decrees are told apart.
enum DecreeKey {
  /// A number, issuer or date without blanks and case.
  static func normalised(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      let kept = text.utf8.filter { $0 > 0x20 }.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      return String(decoding: kept, as: UTF8.self)
    }
    return String(
      text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(Character.init)
    ).lowercased()
  }
}
