/// Builds the register of tenures from the acts: for each post and official, in the order of the
/// days, what each act starts, continues or ends.
struct TenureBuilder {
  var register: TenureRegister
  let facts: Facts
  /// The tenures of the official and post at hand.
  var group: [Tenure] = []
  private var groupTerms: [[Term]] = []
  /// For each official the place among those of the post at hand; `Act.none` for all others.
  private var ranks: [UInt32]
  /// The sightings of definitive holders of the post at hand, if it has one seat.
  private var rivals: [Act] = []
  /// The positions of the acts that count; all if `nil`.
  private let selected: [Int32]?

  private init(
    _ facts: Facts, _ selected: [Int32]?, seats: [UInt32], by workforce: some Workforce
  ) {
    self.facts = facts
    self.selected = selected
    ranks = [UInt32](repeating: Act.none, count: facts.officials.count)
    let enders = Enders(of: facts, selected, seats: seats, by: workforce)
    register = TenureRegister(facts: facts, seats: seats, enders: enders)
  }

  /// The register of all tenures.
  ///
  /// - Parameters:
  ///   - facts: What the journal says.
  ///   - selected: The positions of the acts that count; all if `nil`.
  ///   - seats: How many may hold each post at once.
  ///   - workforce: Who builds them, some posts each.
  /// - Returns: The register.
  static func register(
    of facts: Facts, _ selected: [Int32]? = nil, seats: [UInt32],
    by workforce: some Workforce = OneWorker()
  ) -> TenureRegister {
    var builder = TenureBuilder(facts, selected, seats: seats, by: workforce)
    builder.buildPosts(by: workforce)
    builder.carryConfirmations()
    return builder.register
  }

  // MARK: Tenures, post by post

  private mutating func buildPosts(by workforce: some Workforce) {
    let byPost = actsByPost()
    let shares = byPost.shares(workforce.pieces(of: byPost.elements.count))
    let start = self
    var built = workforce.map(shares.count) { share in
      var builder = start
      // The others' will be added to the first share's.
      builder.register.tenures.reserveCapacity(
        share == 0 ? byPost.elements.count : byPost.range(shares[share]).count)
      for post in shares[share] { builder.buildPost(post, builder.inOrder(byPost[post])) }
      return (register: builder.register, officials: builder.register.tenures.map(\.official))
    }
    // Each share is let go of once it was added.
    var officials: [UInt32] = []
    built.reverse()
    while let next = built.popLast() {
      officials += next.officials
      register.append(next.register)
    }
    register.byOfficial = Grouped(
      officials.count, into: facts.officials.count, by: { officials[$0] }
    ) { Int32($0) }
  }

  /// Builds the tenures of the post that follows those built already.
  private mutating func buildPost(_ post: Int, _ acts: [Int32]) {
    let first = register.tenures.count
    rivals = []
    if register.seats[post] == 1 {
      rivals = acts.filter { isSighting($0) }.map { facts.acts[Int($0)] }
    }
    buildTenures(acts)
    addSightings(acts, from: first)
    register.postRanges.append(first..<register.tenures.count)
  }

  /// The positions of the acts on each post by officials.
  private func actsByPost() -> Grouped<Int32> {
    let acts = facts.acts
    let selected = selected
    func position(_ index: Int) -> Int { selected.map { Int($0[index]) } ?? index }
    return Grouped(
      selected?.count ?? acts.count, into: facts.posts.count,
      by: {
        let act = acts[position($0)]
        return act.official == Act.none ? Act.none : act.post
      }
    ) { Int32(position($0)) }
  }

  /// Acts by their days, and those of the same days by the journal.
  private func inOrder(_ acts: ArraySlice<Int32>) -> [Int32] {
    let keyed = acts.map { order(of: $0) }
    let isSorted = zip(keyed, keyed.dropFirst()).allSatisfy { $0 < $1 }
    return isSorted ? Array(acts) : keyed.sorted { $0 < $1 }.map(\.3)
  }

  /// Builds the tenures of one post, official by official, as they first appear in it.
  private mutating func buildTenures(_ acts: [Int32]) {
    var officials: [UInt32] = []
    for act in acts where !isSighting(act) {
      let official = Int(facts.acts[Int(act)].official)
      guard ranks[official] == Act.none else { continue }
      ranks[official] = UInt32(officials.count)
      officials.append(UInt32(official))
    }
    let byOfficial = Grouped(
      acts.count, into: officials.count,
      by: { isSighting(acts[$0]) ? Act.none : ranks[Int(facts.acts[Int(acts[$0])].official)] }
    ) { acts[$0] }
    for official in officials { ranks[Int(official)] = Act.none }
    for rank in officials.indices {
      group.removeAll(keepingCapacity: true)
      groupTerms.removeAll(keepingCapacity: true)
      let acts = byOfficial[rank]
      // Most often somebody takes a post and that is all.
      if let only = acts.first, acts.count == 1, facts.acts[Int(only)].effect == .takes {
        register.tenures.append(startedBy: only)
        continue
      }
      // Records depend on no act; an act may find what a record says.
      for act in acts where facts.acts[Int(act)].effect == .recorded { begin(act) }
      for act in acts where facts.acts[Int(act)].effect != .recorded { begin(act) }
      for act in acts { leave(act) }
      for (tenure, terms) in zip(group, groupTerms) {
        var tenure = tenure
        if !terms.isEmpty {
          tenure.terms = register.terms.count..<(register.terms.count + terms.count)
          register.terms += terms
        }
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
    case .leaves, .actingEnds, .departs, .abolishes, .attested, .kept, .headed: break
    }
  }

  mutating func start(_ tenure: Tenure, _ terms: [Term] = []) {
    group.append(tenure)
    groupTerms.append(terms)
  }

  /// An official inaugurated again into the post he certainly holds keeps his tenure, and if a
  /// record leaves its end open, has it for certain from then on; one who may hold it starts anew.
  private mutating func take(_ act: Act, _ index: Int32) {
    var taken = Tenure(startedBy: act, at: index)
    guard !group.isEmpty else { return start(taken) }
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
    // Where it may have ended before its last day, the one before it is still needed after that.
    let isKept = register.isCertainlyUnended(taken, on: act.days.last)
    for held in definitive
    where isKept && register.isPossible(group[held], on: act.days.last) {
      let isSeenLater = register.sightings(of: group[held]).contains { $0.day >= act.days.last }
      if !isSeenLater, !mayBeReplaced(group[held], before: act) {
        group[held].giveWay(act.days.last, act.entry)
      }
    }
    start(taken)
  }

  /// Whether another official may have been seen in the post between the tenure's start and the
  /// act.
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
    start(Tenure(startedBy: act, at: index), [term])
  }

  /// A tenure from a record ends nothing; without an end it lasts, as far as is known, to the last
  /// day on which it was seen.
  private mutating func record(_ act: Act, _ index: Int32) {
    let recorded = facts.recorded[Int(act.detail)]
    var tenure = Tenure(startedBy: act, at: index, recorded.from.map { DayRange($0) } ?? .unknown)
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
  mutating func note(
    _ day: Day, _ entry: UInt32, after seen: Int32, since first: Day? = nil
  ) -> Int32 {
    register.sightings.append(
      Sighting(day: day, first: first ?? day, entry: entry, next: seen))
    return Int32(register.sightings.count - 1)
  }

  // MARK: Confirmations

  /// Who was confirmed in another post has held it, for every purpose, since the tenure before.
  private mutating func carryConfirmations() {
    guard facts.acts.contains(where: { $0.effect == .confirmed && $0.detail >= 0 }) else { return }
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
      let before = register.tenures(of: left).filter { register.continues(tenure, $0) }
      if let since = before.map(\.since).min(by: { $0.first < $1.first }) {
        register.tenures[index].since = since
      }
    }
  }
}
