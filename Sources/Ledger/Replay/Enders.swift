/// What ends tenures: by their post, acting ones by their post, and all by their official.
///
/// It is known before any tenure is: it depends on acts alone.
final class Enders: Sendable {
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
  init(of facts: Facts, _ selected: [Int32]?, seats: [UInt32]) {
    // In a pool or a post of several seats nobody displaces another: whoever takes it ends tenures
    // of his own only, which `moves` has unless he keeps his other posts.
    let continuations = Self.continuations(facts.acts, selected)
    self.continuations = continuations
    func keepsOthers(_ act: Act) -> Bool { act.keepsOthers(continuations) }
    takers = EnderTable(facts.acts, selected, into: facts.posts.count) { act in
      switch act.effect {
      case .abolishes: return act.post
      case .takes, .confirmed:
        guard act.post != Act.none else { return Act.none }
        let isRival = seats[Int(act.post)] == 1 || keepsOthers(act) || act.official == Act.none
        return isRival ? act.post : Act.none
      default: return Act.none
      }
    }
    actors = EnderTable(facts.acts, selected, into: facts.posts.count) { act in
      switch act.effect {
      case .acts, .extends, .headed:
        return act.post != Act.none && seats[Int(act.post)] == 1 ? act.post : Act.none
      default: return Act.none
      }
    }
    moves = EnderTable(facts.acts, selected, into: facts.officials.count) { act in
      switch act.effect {
      case .takes, .confirmed: keepsOthers(act) ? Act.none : act.official
      case .departs, .leaves, .actingEnds: act.official
      default: Act.none
      }
    }
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
