/// Builds the register of tenures from the acts: for each post and official, in the order of the
/// days, what each act starts, continues or ends.
struct TenureBuilder {
  private var register: TenureRegister
  private let facts: Facts
  /// The tenures of the official and post at hand.
  private var group: [Tenure] = []
  private var groupTerms: [[Term]] = []

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
      case .acts: actors[act.post, default: []].append(ender)
      case .departs: moves[act.official, default: []].append(ender)
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
      buildPost(acts)
      endBySightings(UInt32(post), acts, from: first)
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
    for act in sorted {
      let official = facts.acts[Int(act)].official
      if byOfficial[official] == nil { officials.append(official) }
      byOfficial[official, default: []].append(act)
    }
    for official in officials {
      group = []
      groupTerms = []
      let acts = byOfficial[official] ?? []
      for act in acts where !isSighting(act) { add(act) }
      for act in acts where isSighting(act) { addSighting(act) }
      for (tenure, terms) in zip(group, groupTerms) {
        var tenure = tenure
        tenure.terms = register.terms.count..<(register.terms.count + terms.count)
        register.terms += terms
        register.tenures.append(tenure)
      }
    }
  }

  /// Acts go by their days; of one day, endings of earlier tenures before starts, then journal
  /// order.
  private func order(of index: Int32) -> (Day, Day, UInt32, Int32) {
    let act = facts.acts[Int(index)]
    return (act.days.first, act.days.last, act.entry, index)
  }

  private func isSighting(_ index: Int32) -> Bool {
    let act = facts.acts[Int(index)]
    switch act.effect {
    case .attested: return true
    case .recorded: return facts.recorded[Int(act.detail)].isSightingOnly
    default: return false
    }
  }

  private mutating func add(_ index: Int32) {
    let act = facts.acts[Int(index)]
    switch act.effect {
    case .takes, .confirmed: take(act, index)
    case .acts, .extends: actOn(act, index)
    case .recorded: record(act, index)
    case .leaves, .actingEnds: leave(act, index)
    case .departs, .abolishes, .attested: break
    }
  }

  private mutating func start(_ tenure: Tenure, _ terms: [Term] = []) {
    group.append(tenure)
    groupTerms.append(terms)
  }

  private func tenure(_ act: Act, _ index: Int32, _ start: DayRange) -> Tenure {
    Tenure(
      post: act.post, official: act.official, capacity: act.capacity, start: start, since: start,
      act: index, entry: act.entry)
  }

  /// An official inaugurated again into the post he certainly holds keeps his tenure; one who may
  /// hold it starts anew, and what was only possible ends there.
  private mutating func take(_ act: Act, _ index: Int32) {
    for held in group.indices where !group[held].capacity.isActing {
      let tenure = group[held]
      if register.isCertain(tenure, on: act.days.first),
        register.isCertain(tenure, on: act.days.last)
      {
        return
      }
      if register.isPossible(tenure, on: act.days.last), tenure.start.last <= act.days.last {
        group[held].endBy(act.days, act.entry)
      }
    }
    start(tenure(act, index, act.days))
  }

  /// Assigned again while acting, or extended: one tenure with a further term.
  private mutating func actOn(_ act: Act, _ index: Int32) {
    let until = act.detail >= 0 ? facts.terms[Int(act.detail)] : nil
    let term = Term(from: act.days, until: until, entry: act.entry, act: index)
    for held in group.indices.reversed()
    where group[held].capacity.isActing
      && (act.effect == .extends || group[held].capacity == act.capacity)
      && register.isPossible(group[held], on: act.days.last)
    {
      groupTerms[held].append(term)
      return
    }
    start(tenure(act, index, act.days), [term])
  }

  /// A tenure from a record ends nothing; without an end it lasts, as far as is known, to the last
  /// day on which it was seen.
  private mutating func record(_ act: Act, _ index: Int32) {
    let recorded = facts.recorded[Int(act.detail)]
    var tenure = tenure(act, index, .unknown)
    tenure.isRecorded = true
    tenure.title = recorded.title ?? Act.none
    if let from = recorded.from {
      tenure.start = DayRange(from)
    } else if let seen = recorded.seenFirst {
      tenure.start.last = seen
    }
    tenure.since = tenure.start
    switch recorded.end {
    case .on(let day): tenure.endBy(DayRange(day), act.entry)
    case .open: break
    case .unknown:
      let seen = [recorded.from?.first, recorded.seenLast].compactMap { $0 }.max()
      tenure.end.first = seen.map { $0.adding(days: 1) } ?? .distantPast
      tenure.isEndUnknown = true
    }
    start(tenure)
  }

  /// Ends the tenure that was on, or attests one of unknown start up to the act.
  private mutating func leave(_ act: Act, _ index: Int32) {
    let fitting = group.indices.filter { index in
      (act.effect == .leaves || group[index].capacity.isActing) && isOn(group[index], before: act)
    }
    let latest = fitting.max {
      (group[$0].start.first, group[$0].entry) < (group[$1].start.first, group[$1].entry)
    }
    if let latest {
      group[latest].endBy(act.days, act.entry)
    } else {
      var attested = tenure(act, index, .unknown)
      attested.endBy(act.days, act.entry)
      start(attested)
    }
  }

  /// Whether the tenure may have been on just before the act.
  private func isOn(_ tenure: Tenure, before act: Act) -> Bool {
    guard !facts.acts[Int(tenure.act)].isOneInstant(with: act),
      tenure.start.first <= act.days.last
    else { return false }
    if register.isPossible(tenure, on: act.days.first.adding(days: -1)) { return true }
    if register.isPossible(tenure, on: act.days.last.adding(days: -1)) { return true }
    return tenure.start.first >= act.days.first && tenure.entry < act.entry
      && tenure.end.last >= act.days.first
  }

  // MARK: Sightings

  /// Joins the official's tenure in the post where it fits; else it is a tenure of its own, of
  /// unknown start and end.
  private mutating func addSighting(_ index: Int32) {
    let act = facts.acts[Int(index)]
    let (first, last) = seenDays(act)
    for held in group.indices.reversed()
    where group[held].capacity.isActing == act.capacity.isActing
      && register.isPossible(group[held], on: first) && register.isPossible(group[held], on: last)
    {
      group[held].start.last = min(group[held].start.last, max(group[held].start.first, first))
      if group[held].isEndUnknown {
        group[held].end.first = max(group[held].end.first, last.adding(days: 1))
      }
      return
    }
    var seen = tenure(act, index, DayRange(.distantPast, first))
    seen.end.first = last.adding(days: 1)
    seen.isEndUnknown = true
    seen.isRecorded = true
    if act.effect == .recorded { seen.title = facts.recorded[Int(act.detail)].title ?? Act.none }
    start(seen)
  }

  /// The day by which it had started, and the day on which it had not ended.
  private func seenDays(_ act: Act) -> (first: Day, last: Day) {
    guard act.effect == .recorded else { return (act.days.last, act.days.first) }
    let recorded = facts.recorded[Int(act.detail)]
    return (recorded.seenFirst ?? act.days.last, recorded.seenLast ?? act.days.first)
  }

  /// In a post of one seat, another official seen there definitively had by then replaced who held
  /// it with an open end.
  private mutating func endBySightings(_ post: UInt32, _ acts: [Int32], from first: Int) {
    guard register.seats[Int(post)] == 1 else { return }
    for index in acts where isSighting(index) {
      let act = facts.acts[Int(index)]
      guard !act.capacity.isActing else { continue }
      let seen = seenDays(act)
      for held in first..<register.tenures.count {
        let tenure = register.tenures[held]
        guard tenure.official != act.official, !tenure.capacity.isActing,
          tenure.start.last < seen.first, register.isPossible(tenure, on: seen.last)
        else { continue }
        let lastHeld = tenure.isEndUnknown ? tenure.end.first : tenure.start.last.adding(days: 1)
        register.tenures[held].endBy(DayRange(lastHeld, seen.first), act.entry)
      }
    }
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
