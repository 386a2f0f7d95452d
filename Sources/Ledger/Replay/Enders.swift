/// What ends tenures: by their post, acting ones by their post, and all by their official.
///
/// It is known before any tenure is: it depends on acts alone.
final class Enders: Sendable {
  /// Enders in their order, each had when it is asked for.
  typealias Some = LazyMapSequence<Range<Int>, Ender>

  let takers: EnderTable
  let actors: EnderTable
  let moves: EnderTable
  /// The confirmations that end no other post of their official.
  private let continuations: Set<Continuation>

  /// What tells an act of confirmation from others.
  fileprivate struct Continuation: Hashable {
    var entry: UInt32
    var official: UInt32
    var post: UInt32

    init(_ act: Act) { (entry, official, post) = (act.entry, act.official, act.post) }
  }

  /// The acts that end tenures.
  ///
  /// - Parameters:
  ///   - facts: What the journal says.
  ///   - selected: The positions of the acts that count; all if `nil`.
  ///   - seats: How many may hold each post at once.
  ///   - workforce: Who looks for them where there are many.
  init(
    of facts: Facts, _ selected: [Int32]?, seats: [UInt32],
    by workforce: some Workforce = OneWorker()
  ) {
    let acts = facts.acts
    let continuations = Self.continuations(acts, selected)
    self.continuations = continuations
    @Sendable func table(_ number: Int) -> EnderTable {
      switch number {
      case 0: EnderTable(acts, selected, into: facts.posts.count) { $0.taken(continuations, seats) }
      case 1: EnderTable(acts, selected, into: facts.posts.count) { $0.actedOn(seats) }
      default: EnderTable(acts, selected, into: facts.officials.count) { $0.moved(continuations) }
      }
    }
    let isMuch = workforce.pieces(of: selected?.count ?? acts.count) > 1
    let tables = isMuch ? workforce.map(3, table) : (0..<3).map(table)
    (takers, actors, moves) = (tables[0], tables[1], tables[2])
  }

  /// Whether who takes a post by an act keeps his other definitive posts.
  func keepsOthers(_ act: Act) -> Bool { act.keepsOthers(continuations) }

  /// The confirmations by which a tenure only continues: of an official in a post that an act had
  /// given him, or in the successor of one that the line names.
  private static func continuations(_ acts: [Act], _ selected: [Int32]?) -> Set<Continuation> {
    let confirmed = positions(acts, selected).filter { acts[$0].effect == .confirmed }
    guard !confirmed.isEmpty else { return [] }
    var given: [Place: [Int]] = [:]
    for position in confirmed { given[Place(acts[position])] = [] }
    for position in positions(acts, selected) where acts[position].givesDefinitively {
      given[Place(acts[position])]?.append(position)
    }
    return Set(
      confirmed.map { acts[$0] }.filter { act in
        act.detail >= 0
          || given[Place(act)]?.contains {
            acts[$0].entry != act.entry && acts[$0].days.first <= act.days.first
          } == true
      }.map { Continuation($0) })
  }

  private static func positions(_ acts: [Act], _ selected: [Int32]?) -> [Int] {
    selected.map { $0.map { Int($0) } } ?? Array(acts.indices)
  }

  private struct Place: Hashable {
    var official: UInt32
    var post: UInt32

    init(_ act: Act) { (official, post) = (act.official, act.post) }
  }
}

extension Act {
  /// The post that it takes from others; `none` where it takes none.
  ///
  /// In a pool or a post of several seats nobody displaces another: whoever takes it ends tenures
  /// of his own only, which `moved` has unless he keeps his other posts.
  fileprivate func taken(_ continuations: Set<Enders.Continuation>, _ seats: [UInt32]) -> UInt32 {
    switch effect {
    case .abolishes: return post
    case .takes, .confirmed:
      guard post != Act.none else { return Act.none }
      let isRival =
        seats[Int(post)] == 1 || keepsOthers(continuations) || official == Act.none
      return isRival ? post : Act.none
    default: return Act.none
    }
  }

  /// The post on which nobody else acts from then on; `none` where it decides that of none.
  fileprivate func actedOn(_ seats: [UInt32]) -> UInt32 {
    switch effect {
    case .acts, .extends, .headed: post != Act.none && seats[Int(post)] == 1 ? post : Act.none
    default: Act.none
    }
  }

  /// The official whom it moves out of what he holds; `none` where it moves nobody.
  fileprivate func moved(_ continuations: Set<Enders.Continuation>) -> UInt32 {
    switch effect {
    case .takes, .confirmed: keepsOthers(continuations) ? Act.none : official
    case .departs, .leaves, .actingEnds: official
    default: Act.none
    }
  }

  /// Whether who takes a post by it keeps his other definitive posts, where these confirmations
  /// only continue a tenure.
  fileprivate func keepsOthers(_ continuations: Set<Enders.Continuation>) -> Bool {
    isConcurrent || effect == .confirmed && continuations.contains(Enders.Continuation(self))
  }

  /// Whether it gives its official the post definitively, or records that he has it so.
  fileprivate var givesDefinitively: Bool {
    switch effect {
    case .takes, .confirmed: true
    case .recorded: !capacity.isActing
    default: false
    }
  }
}
