/// What ends tenures: by their post, acting ones by their post, and all by their official.
///
/// It is known before any tenure is: it depends on acts alone.
final class Enders: Sendable {
  let takers: EnderTable
  let actors: EnderTable
  let moves: EnderTable

  /// The acts that end tenures.
  ///
  /// - Parameters:
  ///   - facts: What the journal says.
  ///   - selected: The positions of the acts that count; all if `nil`.
  ///   - seats: How many may hold each post at once.
  init(of facts: Facts, _ selected: [Int32]?, seats: [UInt32]) {
    // In a pool or a post of several seats nobody displaces another: whoever takes it ends tenures
    // of his own only, which `moves` has unless he keeps his other posts.
    takers = EnderTable(facts.acts, selected, into: facts.posts.count) { act in
      switch act.effect {
      case .abolishes: return act.post
      case .takes, .confirmed:
        guard act.post != Act.none else { return Act.none }
        let isRival = seats[Int(act.post)] == 1 || act.isConcurrent || act.official == Act.none
        return isRival ? act.post : Act.none
      default: return Act.none
      }
    }
    actors = EnderTable(facts.acts, selected, into: facts.posts.count) { act in
      switch act.effect {
      case .acts, .extends:
        return act.post != Act.none && seats[Int(act.post)] == 1 ? act.post : Act.none
      default: return Act.none
      }
    }
    moves = EnderTable(facts.acts, selected, into: facts.officials.count) { act in
      switch act.effect {
      case .takes, .confirmed: act.isConcurrent ? Act.none : act.official
      case .departs, .leaves, .actingEnds: act.official
      default: Act.none
      }
    }
  }
}
