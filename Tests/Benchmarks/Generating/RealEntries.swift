import Ledger

/// Entries as offices record them over 35 years: decrees of one to three hundred lines with their
/// ceremonies, acting terms, careers, ranks, retirements, evaluations, late entries, corrections.
///
/// Everything an entry points at lies before it, so that `mutasi verify` accepts the journal.
struct RealEntries: EntrySource {
  private(set) var contents = JournalContents()
  var random = XorShift(seed: 0x7065_6A61_6261_74)
  var world: World
  /// How many decrees and letters were issued; their numbers.
  var decree = 0
  /// What later entries extend, end, evaluate, correct or dispute.
  var openTerms: [ActingTerm] = []
  var openEvaluations: [(rotation: String, region: String)] = []
  var recent: [(number: Int, region: String)] = []
  private var times: EntryTimes
  private var queue: [EntryDraft] = []
  private var taken = 0

  init(count: Int, posts: Int, officials: Int) {
    world = World(posts: posts, officials: officials)
    times = EntryTimes(count: count)
    contents.addNames(posts: posts, officials: officials, post: "jab-", official: "asn-")
  }

  mutating func lines(_ wanted: Int) -> [[UInt8]] {
    (0..<min(wanted, times.rest)).map { _ in
      while taken == queue.count {
        queue.removeAll(keepingCapacity: true)
        taken = 0
        plan()
      }
      let draft = queue[taken]
      taken += 1
      let milliseconds = times.next(&random)
      contents.tenures += draft.tenures
      return draft.line(
        at: milliseconds, id: UUIDv7.make(milliseconds: milliseconds, random: random.tenBytes()))
    }
  }

  /// Has an entry recorded after those that wait already.
  ///
  /// - Returns: The number it will have.
  @discardableResult mutating func record(_ draft: EntryDraft) -> Int {
    queue.append(draft)
    return times.number + queue.count - taken - 1
  }

  /// The day on which something took effect that is recorded now: mostly these days, three times
  /// in a hundred long ago.
  mutating func effectiveDay() -> Int {
    let delay =
      switch random.below(200) {
      case 0: 1000 + random.below(4000)
      case 1..<6: 30 + random.below(370)
      default: random.below(6)
      }
    return times.today - delay
  }

  /// The next number of a decree or letter.
  mutating func number(_ code: String, _ day: Int) -> String {
    decree += 1
    return named("\(code)/\(decree)/BKPSDM/\(written(day).prefix(4))")
  }

  /// A name or id that was not used before, counted in what names weigh.
  mutating func named(_ text: String) -> String {
    contents.nameBytes += text.utf8.count
    return text
  }

  /// An official who works near a post.
  mutating func official(near post: Int) -> Int {
    (post * 3 + random.below(600)) % world.officials
  }

  /// A post that is there.
  mutating func post() -> Int { random.below(world.established) }

  private mutating func plan() {
    if world.established < max(1, world.posts * 4 / 5) { return establish(founding: true) }
    switch random.below(100) {
    case ..<20: rotate()
    case ..<36: assignActing()
    case ..<43: extendActing()
    case ..<52: endActing()
    case ..<66: recordTenure()
    case ..<80: raiseRank()
    case ..<86: register()
    case ..<91: retire()
    case ..<94: evaluate()
    case ..<96: correct()
    case ..<97: retract()
    case ..<98: dispute()
    default: establish(founding: false)
    }
  }

  /// A post, and with every twentieth the unit of it.
  private mutating func establish(founding: Bool) {
    guard world.established < world.posts else { return raiseRank() }
    let post = world.established
    let region = world.region(post)
    let day = founding ? 5479 : effectiveDay()
    if post % 20 == 0 {
      let unit = named("opd-\(post / 20)")
      record(
        EntryDraft(
          type: "UnitEstablished",
          data: #"{"kind":"dinas","name":"\#(Words.unit(post / 20))","unit":"\#(unit)"}"#,
          effective: day, region: region, subject: unit))
    }
    let data =
      #"{"echelon":"\#(Words.echelon(post))","post":"jab-\#(post)","tier":"\#(Words.tier(post))","#
      + #""title":"\#(Words.title(post))","unit":"opd-\#(post / 20)"}"#
    record(
      EntryDraft(
        type: "PostEstablished", data: data, effective: day, region: region,
        subject: "jab-\(post)"))
    world.established += 1
  }
}
