/// The steps of rotations, with the people they count.
extension Gatherer {
  /// Adds a step, if the event names its rotation.
  mutating func addStep(_ entry: UInt32) {
    guard let rotation = reader[.rotation] else { return }
    let group = reader[.group].flatMap { reader.integer($0, .count) }
    let start = facts.people.count
    var unnamed = 0
    var placed: Set<UInt32> = []
    var others: [UInt32] = []
    for line in reader.elements(reader[.lines]) {
      let hasPost = reader[line, .post] != nil
      let official = official(reader[line, .official])
      if official == Act.none {
        unnamed += hasPost ? 1 : 0
      } else if !hasPost {
        others.append(official)
      } else if placed.insert(official).inserted {
        facts.people.append(official)
      }
    }
    facts.people += others
    var step = RotationStep(
      rotation: reader.number(of: rotation, in: &facts.rotations),
      kind: reader.kind, days: days, entry: entry, region: region(), groupCount: group ?? -1,
      unnamedCount: unnamed, people: start..<facts.people.count, placedCount: placed.count,
      on: reader.period(.on), decree: 0)
    if reader.kind == .decreeIssued { step.days = decreeDays }
    step.decree = decreeInstant()
    if step.decree != 0, reader.kind == .decreeIssued, let decree = reader[.decree] {
      step.decreeNumber = word(reader[decree, .number])
      step.decreeDate = reader.period(decree, .date)
    }
    facts.steps.append(step)
  }
}
