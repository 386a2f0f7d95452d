/// Joining the facts of two stretches of the journal.
extension Facts {
  /// Adds the facts of the stretch that follows this one.
  public mutating func append(_ other: Facts) {
    append(other, isFollowing: true)
  }

  /// Adds facts; what repeats earlier notes adds nothing if they are those of the stretch that
  /// follows.
  mutating func append(_ other: Facts, isFollowing: Bool) {
    let posts = self.posts.merge(other.posts)
    let officials = self.officials.merge(other.officials)
    let units = self.units.merge(other.units)
    let rotations = self.rotations.merge(other.rotations)
    let words = self.words.merge(other.words)
    let instants = self.instants.merge(other.instants)
    let capacities = self.capacities.merge(other.capacities)
    func renumbered(_ number: UInt32, _ map: [UInt32]) -> UInt32 {
      number == Act.none ? number : map[Int(number)]
    }
    let recordedBase = Int32(recorded.count)
    let termBase = Int32(terms.count)
    Self.makeRoom(&acts, other.acts.count)
    for var act in other.acts {
      act.post = renumbered(act.post, posts)
      act.official = renumbered(act.official, officials)
      if act.decree != 0 { act.decree = instants[Int(act.decree) - 1] + 1 }
      if act.rotation != 0 { act.rotation = rotations[Int(act.rotation) - 1] + 1 }
      if act.capacity.code >= Capacity.allCases.count {
        let known = UInt32(Capacity.allCases.count)
        let number = capacities[Int(UInt32(act.capacity.code) - known)] + known
        act.capacity = CapacityCode(code: UInt16(clamping: number))
      }
      switch act.effect {
      case .recorded, .attested: act.detail += act.detail < 0 ? 0 : recordedBase
      case .acts, .extends: act.detail += act.detail < 0 ? 0 : termBase
      case .confirmed:
        if act.detail >= 0 { act.detail = Int32(renumbered(UInt32(act.detail), posts)) }
      default: break
      }
      acts.append(act)
    }
    for var one in other.recorded {
      one.title = one.title.map { words[Int($0)] }
      recorded.append(one)
    }
    terms += other.terms
    for note in other.postNotes {
      let note = note.renumbered(
        about: posts[Int(note.post)], word: { words[Int($0)] }, unit: { units[Int($0)] })
      if isFollowing { add(note) } else { postNotes.append(note) }
    }
    for note in other.officialNotes {
      let note = note.renumbered(
        about: officials[Int(note.official)], word: { words[Int($0)] }, unit: { units[Int($0)] })
      if isFollowing { add(note) } else { officialNotes.append(note) }
    }
    appendUnitNotes(other.unitNotes, units, words)
    for var step in other.steps {
      step.rotation = rotations[Int(step.rotation)]
      step.region = renumbered(step.region, words)
      step.decreeNumber = renumbered(step.decreeNumber, words)
      if step.decree != 0 { step.decree = instants[Int(step.decree) - 1] + 1 }
      appendPeople(of: &step, other.people, officials)
      steps.append(step)
    }
    remarks.append(
      other.remarks,
      Remarks.Renumbering(
        posts: posts, officials: officials, rotations: rotations, words: words,
        instants: instants))
    events += other.events
    whole.merge(other.whole) { _, latest in latest }
    decrees.append(other.decrees)
    appendUnnamed(other.unnamed, posts, officials, instants, rotations)
    count += other.count
  }

  private mutating func appendUnitNotes(
    _ others: [UnitNote], _ units: [UInt32], _ words: [UInt32]
  ) {
    for var note in others {
      note.unit = units[Int(note.unit)]
      if note.name != Act.none { note.name = words[Int(note.name)] }
      if note.parent != Act.none { note.parent = units[Int(note.parent)] }
      note.successors = note.successors.map { units[Int($0)] }
      unitNotes.append(note)
    }
  }

  private mutating func appendUnnamed(
    _ others: [UnnamedPeople], _ posts: [UInt32], _ officials: [UInt32], _ instants: [UInt32],
    _ rotations: [UInt32]
  ) {
    for var act in others {
      if act.decree != 0 { act.decree = instants[Int(act.decree) - 1] + 1 }
      if act.rotation != 0 { act.rotation = rotations[Int(act.rotation) - 1] + 1 }
      for index in act.lines.indices where act.lines[index].post != Act.none {
        act.lines[index].post = posts[Int(act.lines[index].post)]
      }
      act.idle = act.idle.map { officials[Int($0)] }
      unnamed.append(act)
    }
  }

  /// Prepares for the facts of so many stretches of about one length, so that joining them moves
  /// little twice.
  public mutating func reserve(_ count: Int, like stretch: Facts) {
    acts.reserveCapacity(count * stretch.acts.count)
  }

  /// Room for so many more, twice what there was at the least: exact room would be moved each time.
  private static func makeRoom<Element>(_ list: inout [Element], _ more: Int) {
    let needed = list.count + more
    if needed > list.capacity { list.reserveCapacity(max(needed, list.capacity * 2)) }
  }

  /// Takes over the people named in a step, whose stretch of `people` moves with them.
  private mutating func appendPeople(
    of step: inout RotationStep, _ others: [UInt32], _ officials: [UInt32]
  ) {
    let first = people.count
    people += others[step.people].map { officials[Int($0)] }
    step.people = first..<people.count
  }
}
