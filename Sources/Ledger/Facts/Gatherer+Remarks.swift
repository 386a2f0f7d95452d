/// Remarks: what an entry says beside what it does.
extension Gatherer {
  /// Adds what the entry remarks.
  mutating func addRemarks(_ entry: UInt32) {
    addWeekdays(entry)
    switch reader.kind {
    case .decreeIssued:
      addTally(entry)
      if reader.text(.oath) != "none" { addNamed(reader[.lines], entry, isAbsent: false) }
    case .officialsInaugurated:
      if reader[.group] != nil { addTally(entry) }
      if let absent = reader[.absent] { addNamed(absent, entry, isAbsent: true) }
    case .officialsConfirmed, .officialsBriefed:
      if reader[.group] != nil { addTally(entry) }
    case .officialRegistered:
      let official = official(reader[.official])
      if official != Act.none {
        facts.remarks.registered.append(Registration(official: official, entry: entry))
      }
    case .officialDied: addDeparture(.death, entry)
    case .officialRetired: addDeparture(.retirement, entry)
    case .assignmentEnded:
      switch reader.text(.cause) {
      case "death": addDeparture(.death, entry)
      case "retirement": addDeparture(.retirement, entry)
      default: break
      }
    default: break
    }
  }

  private mutating func addWeekdays(_ entry: UInt32) {
    guard let sources = reader[.sources] else { return }
    var next = reader.first(of: sources)
    while let source = next {
      if reader[source, .weekday] != nil {
        facts.remarks.weekdays.append(
          PrintedWeekday(
            entry: entry, word: word(reader[source, .weekday]), days: days,
            published: reader.period(source, .published), region: region()))
      }
      next = reader.next(after: source, of: sources)
    }
  }

  private mutating func addDeparture(_ cause: Departure.Cause, _ entry: UInt32) {
    let official = official(reader[.official])
    guard official != Act.none else { return }
    facts.remarks.departures.append(
      Departure(official: official, days: days, entry: entry, cause: cause))
  }

  private mutating func addNamed(_ lines: EntryReader.Node?, _ entry: UInt32, isAbsent: Bool) {
    for line in reader.elements(lines) {
      let official = official(reader[line, .official])
      guard official != Act.none else { continue }
      facts.remarks.named.append(
        NamedLine(
          entry: entry, official: official, post: post(reader[line, .post]), isAbsent: isAbsent))
    }
  }

  private mutating func addTally(_ entry: UInt32) {
    let instant = instant()
    var tally = Tally(
      entry: entry, kind: reader.kind, days: reader.kind == .decreeIssued ? decreeDays : days,
      region: region(), decree: instant.decree, rotation: instant.rotation)
    if let decree = reader[.decree] {
      tally.number = word(reader[decree, .number])
      tally.decreeDate = reader.period(decree, .date)
      tally.part = reader[decree, .part].flatMap { reader.integer($0, .no) } ?? 0
    }
    tally.tmt = reader.period(.tmt)
    tally.annex = reader[.annexCount].flatMap { reader.integer($0) } ?? -1
    if let group = reader[.group] {
      tally.group = reader.integer(group, .count) ?? -1
      let parts = reader.elements(reader[group, .breakdown])
      if !parts.isEmpty {
        tally.breakdown = parts.reduce(0) { sum, part in
          // Counts are below 2^53; a sum that no number holds is no count of people.
          let (total, overflow) = sum.addingReportingOverflow(reader.integer(part, .count) ?? 0)
          return overflow ? .max : total
        }
      }
    }
    count(reader.elements(reader[.lines]), in: &tally)
    facts.remarks.tallies.append(tally)
  }

  private mutating func count(_ lines: [EntryReader.Node], in tally: inout Tally) {
    var placed: Set<UInt32> = []
    var named: Set<UInt32> = []
    for line in lines {
      tally.lines += 1
      let official = official(reader[line, .official])
      let isUnnamed = official == Act.none && reader[line, .post] != nil
      if isUnnamed || (official != Act.none && named.insert(official).inserted) {
        tally.named += 1
      }
      if reader[line, .post] != nil, official == Act.none || placed.insert(official).inserted {
        tally.placed += 1
      }
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for name in [FieldName.official, .post] {
        if let node = reader[line, name] {
          for byte in reader.bytes[reader.range(of: node)] {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
          }
        }
        hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
      }
      tally.content &+= hash
    }
  }
}
