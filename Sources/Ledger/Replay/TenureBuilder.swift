/// Builds the register of tenures from the acts: for each post and official, in the order of the
/// days, what each act starts, continues or ends.
struct TenureBuilder {
  var register: TenureRegister
  let facts: Facts
  /// The tenures of the official and post at hand.
  var group: [Tenure] = []
  private var groupTerms: [[Term]] = []
  /// The sightings of definitive holders of the post at hand, if it has one seat.
  private var rivals: [Act] = []

  private init(_ facts: Facts, seats: [UInt32]) {
    self.facts = facts
    register = TenureRegister(facts: facts, seats: seats)
  }

  /// The register of all tenures.
  ///
  /// - Parameters:
  ///   - facts: What the journal says.
  ///   - seats: How many may hold each post at once.
  /// - Returns: The register.
  static func register(of facts: Facts, seats: [UInt32]) -> TenureRegister {
    var builder = TenureBuilder(facts, seats: seats)
    builder.collectEnders()
    builder.buildPosts()
    builder.carryConfirmations()
    return builder.register
  }

  // MARK: What ends tenures

  /// Enders are known before any tenure is: they depend on acts alone.
  private mutating func collectEnders() {
    var takers: [UInt32: [Ender]] = [:]
    var actors: [UInt32: [Ender]] = [:]
    var moves: [UInt32: [Ender]] = [:]
    for (index, act) in facts.acts.enumerated() {
      let ender = Ender(days: act.days, act: Int32(index))
      switch act.effect {
      case .takes, .confirmed:
        takers[act.post, default: []].append(ender)
        if !act.isConcurrent { moves[act.official, default: []].append(ender) }
      case .abolishes: takers[act.post, default: []].append(ender)
      case .acts, .extends: actors[act.post, default: []].append(ender)
      case .departs, .leaves, .actingEnds: moves[act.official, default: []].append(ender)
      default: break
      }
    }
    register.takers = takers.mapValues { Enders($0) }
    register.actors = actors.mapValues { Enders($0) }
    register.moves = moves.mapValues { Enders($0) }
  }

  // MARK: Tenures, post by post

  private mutating func buildPosts() {
    var byPost = [[Int32]](repeating: [], count: facts.posts.count)
    for (index, act) in facts.acts.enumerated()
    where act.post != Act.none && act.official != Act.none {
      byPost[Int(act.post)].append(Int32(index))
    }
    for (post, acts) in byPost.enumerated() {
      let first = register.tenures.count
      rivals = []
      if register.seats[post] == 1 {
        rivals = acts.filter(isSighting).map { facts.acts[Int($0)] }
      }
      buildPost(acts)
      addSightings(acts, from: first)
      register.postRanges.append(first..<register.tenures.count)
    }
    for (index, tenure) in register.tenures.enumerated() {
      register.officialLists[tenure.official, default: []].append(Int32(index))
    }
  }

  private mutating func buildPost(_ acts: [Int32]) {
    let sorted = acts.sorted { order(of: $0) < order(of: $1) }
    var byOfficial: [UInt32: [Int32]] = [:]
    var officials: [UInt32] = []
    for act in sorted where !isSighting(act) {
      let official = facts.acts[Int(act)].official
      if byOfficial[official] == nil { officials.append(official) }
      byOfficial[official, default: []].append(act)
    }
    for official in officials {
      group = []
      groupTerms = []
      let acts = byOfficial[official] ?? []
      // Records depend on no act; an act may find what a record says.
      for act in acts where facts.acts[Int(act)].effect == .recorded { begin(act) }
      for act in acts where facts.acts[Int(act)].effect != .recorded { begin(act) }
      for act in acts { leave(act) }
      for (tenure, terms) in zip(group, groupTerms) {
        var tenure = tenure
        tenure.terms = register.terms.count..<(register.terms.count + terms.count)
        register.terms += terms
        register.tenures.append(tenure)
      }
    }
  }

  /// Acts go by their days, and those of the same days by the journal.
  func order(of index: Int32) -> (Day, Day, UInt32, Int32) {
    let act = facts.acts[Int(index)]
    return (act.days.first, act.days.last, act.entry, index)
  }

  // MARK: Starts

  private mutating func begin(_ index: Int32) {
    let act = facts.acts[Int(index)]
    switch act.effect {
    case .takes, .confirmed: take(act, index)
    case .acts, .extends: actOn(act, index)
    case .recorded: record(act, index)
    case .leaves, .actingEnds, .departs, .abolishes, .attested: break
    }
  }

  mutating func start(_ tenure: Tenure, _ terms: [Term] = []) {
    group.append(tenure)
    groupTerms.append(terms)
  }

  func tenure(_ act: Act, _ index: Int32, _ start: DayRange) -> Tenure {
    Tenure(
      post: act.post, official: act.official, capacity: act.capacity, start: start, since: start,
      act: index, entry: act.entry)
  }

  /// An official inaugurated again into the post he certainly holds keeps his tenure, and if a record
  /// leaves its end open, has it for certain from then on; one who may hold it starts anew.
  private mutating func take(_ act: Act, _ index: Int32) {
    var taken = tenure(act, index, act.days)
    let definitive = group.indices.filter {
      !group[$0].capacity.isActing
        && (group[$0].start.last, group[$0].entry) < (act.days.first, act.entry)
    }
    for held in definitive {
      let tenure = group[held]
      guard register.isCertain(tenure, on: act.days.first),
        register.isCertain(tenure, on: act.days.last), !mayBeReplaced(tenure, before: act)
      else { continue }
      guard tenure.isEndUnknown else {
        group[held].seen = note(act.days.last, act.entry, after: tenure.seen)
        return
      }
      taken.since = tenure.since
    }
    for held in definitive where register.isPossible(group[held], on: act.days.last) {
      let isSeenLater = register.sightings(of: group[held]).contains { $0.day >= act.days.last }
      if !isSeenLater, !mayBeReplaced(group[held], before: act) {
        group[held].giveWay(act.days.last, act.entry)
      }
    }
    start(taken)
  }

  /// Whether another official may have been seen in the post between the tenure's start and the act.
  private func mayBeReplaced(_ tenure: Tenure, before act: Act) -> Bool {
    tenure.isOpen
      && rivals.contains {
        $0.official != act.official && $0.days.first <= act.days.last
          && $0.days.last > tenure.start.last
      }
  }

  /// Assigned again while acting, or extended: one tenure with a further term.
  private mutating func actOn(_ act: Act, _ index: Int32) {
    let until = act.detail >= 0 ? facts.terms[Int(act.detail)] : nil
    let term = Term(from: act.days, until: until, entry: act.entry, act: index)
    for held in group.indices.reversed()
    where !groupTerms[held].isEmpty
      && (act.effect == .extends || group[held].capacity == act.capacity)
    {
      if register.isCertainlyUnended(group[held], on: act.days.last) {
        groupTerms[held].append(term)
        return
      }
      if register.isPossible(group[held], on: act.days.last),
        group[held].start.last <= act.days.last
      {
        group[held].giveWay(act.days.last, act.entry)
      }
    }
    start(tenure(act, index, act.days), [term])
  }

  /// A tenure from a record ends nothing; without an end it lasts, as far as is known, to the last
  /// day on which it was seen.
  private mutating func record(_ act: Act, _ index: Int32) {
    let recorded = facts.recorded[Int(act.detail)]
    var tenure = tenure(act, index, recorded.from.map { DayRange($0) } ?? .unknown)
    tenure.isRecorded = true
    tenure.isStartUnknown = recorded.from == nil
    tenure.title = recorded.title ?? Act.none
    switch recorded.end {
    case .on(let day): tenure.endBy(DayRange(day), act.entry)
    case .open: break
    case .unknown:
      let from = recorded.from?.first
      tenure.end.first = from.map { $0.adding(days: 1) } ?? .distantPast
      tenure.isEndUnknown = true
    }
    if let first = recorded.seenFirst, let last = recorded.seenLast {
      tenure.holdOn(first, last)
      for day in recorded.seen where tenure.start.first <= day && day < tenure.end.last {
        tenure.seen = note(day, act.entry, after: tenure.seen)
      }
    }
    tenure.since = tenure.start
    start(tenure)
  }

  /// Notes a day on which a tenure was held in every reading, before those noted already.
  mutating func note(_ day: Day, _ entry: UInt32, after seen: Int32) -> Int32 {
    register.sightings.append(Sighting(day: day, entry: entry, next: seen))
    return Int32(register.sightings.count - 1)
  }

  // MARK: Confirmations

  /// Who was confirmed in another post has held it, for every purpose, since the tenure before.
  private mutating func carryConfirmations() {
    let confirmed = register.tenures.indices.filter {
      let act = facts.acts[Int(register.tenures[$0].act)]
      return act.effect == .confirmed && act.detail >= 0
    }
    let inOrder = confirmed.sorted {
      register.tenures[$0].start.first < register.tenures[$1].start.first
    }
    for index in inOrder {
      let tenure = register.tenures[index]
      let left = UInt32(facts.acts[Int(tenure.act)].detail)
      let before = register.tenures(of: left).filter {
        $0.official == tenure.official && $0.endEntry == tenure.entry
      }
      if let since = before.map(\.since).min(by: { $0.first < $1.first }) {
        register.tenures[index].since = since
      }
    }
  }
}
