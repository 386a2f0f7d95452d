/// The posts and officials whose acts decide what can be said of some of them.
///
/// Of those that are asked about, the officials on the posts and the posts of the officials are
/// looked at as well; who held those depends on all acts on them, and on all acts of whoever was
/// seen there. What shares a decree or a rotation with what touches them is near as well.
struct Neighbourhood {
  /// By number in the facts with the batch, which those without it share as far as they go.
  fileprivate var posts: [Bool]
  fileprivate var officials: [Bool]
  /// The decrees and rotations of which all acts are near.
  fileprivate var decrees: Set<UInt32> = []
  fileprivate var rotations: Set<UInt32> = []
  /// The entries whose acts are near whatever they are about.
  fileprivate var entries: Set<UInt32> = []

  /// What is near to some posts and officials.
  ///
  /// - Parameters:
  ///   - facts: What the journal says.
  ///   - near: The ids of the posts.
  ///   - officials: The ids of the officials.
  ///   - first: The first entry of those that touch them.
  init(_ facts: Facts, posts near: Set<ExactText>, officials: Set<ExactText>, since first: Int) {
    posts = [Bool](repeating: false, count: facts.posts.count)
    self.officials = [Bool](repeating: false, count: facts.officials.count)
    for id in near { if let post = facts.posts.find(id.text) { posts[Int(post)] = true } }
    for id in officials {
      if let official = facts.officials.find(id.text) { self.officials[Int(official)] = true }
    }
    takePosts(of: facts)
    takeOfficials(of: facts) { _ in true }
    takePosts(of: facts)
    takePosts(of: facts)
    takeOfficials(of: facts) { $0.effect == .attested || $0.effect == .kept }
    takeDecrees(of: facts, since: first)
  }

  /// What is near to a post or an official of which an answer tells who held what, and how long.
  ///
  /// That is whoever took the post, or the posts that the official took, those of confirmations
  /// between them, and what is disputed. There is none where it is about more, or about nobody on
  /// record, and where decrees were revoked: two worlds meet there.
  ///
  /// - Parameters:
  ///   - facts: What the journal says, everything undone that is to be undone.
  ///   - subject: Whom or what it is about.
  init?(_ facts: Facts, about subject: Projection.Subject) {
    posts = [Bool](repeating: false, count: facts.posts.count)
    officials = [Bool](repeating: false, count: facts.officials.count)
    if facts.events.contains(where: { $0.kind == .decreeRevoked }) { return nil }
    switch subject {
    case .everything: return nil
    case .post(let id):
      guard let post = facts.posts.find(id) else { return nil }
      posts[Int(post)] = true
      takeOfficials(of: facts) { _ in true }
    case .official(let id):
      guard let official = facts.officials.find(id) else { return nil }
      officials[Int(official)] = true
      takePosts(of: facts)
    }
    takeConfirmations(of: facts)
    takeOfficials(of: facts) { $0.effect == .attested || $0.effect == .kept }
    entries = facts.disputedEntries
  }

  /// The decrees and rotations of what touches them, and of what names the officials.
  private mutating func takeDecrees(of facts: Facts, since first: Int) {
    for act in facts.acts where Int(act.entry) >= first {
      decrees.insert(act.decree)
      rotations.insert(act.rotation)
    }
    var naming: Set<UInt32> = []
    for line in facts.remarks.named where officials[Int(line.official)] {
      naming.insert(line.entry)
    }
    for tally in facts.remarks.tallies
    where Int(tally.entry) >= first || naming.contains(tally.entry) {
      decrees.insert(tally.decree)
      rotations.insert(tally.rotation)
    }
    takeIssued(by: facts)
    decrees.remove(0)
    rotations.remove(0)
  }

  /// The issued decrees among those of the rotations, whatever else may mean one of these, and
  /// their rotations: who took an oath may have named less of the decree, or the rotation alone.
  private mutating func takeIssued(by facts: Facts) {
    let issued = facts.remarks.tallies.filter { $0.kind == .decreeIssued && $0.decree != 0 }
    guard !issued.isEmpty else { return }
    for tally in issued where tally.rotation != 0 && rotations.contains(tally.rotation) {
      decrees.insert(tally.decree)
    }
    let numbers = Set(decrees.subtracting([0]).compactMap { facts.decree($0)?.number })
    for number in 0..<UInt32(facts.instants.count) {
      if let decree = facts.decree(number + 1), numbers.contains(decree.number) {
        decrees.insert(number + 1)
      }
    }
    for tally in issued where decrees.contains(tally.decree) { rotations.insert(tally.rotation) }
  }

  fileprivate func isNear(_ act: Act) -> Bool {
    act.post != Act.none && posts[Int(act.post)]
      || act.official != Act.none && officials[Int(act.official)]
      || act.effect == .confirmed && act.detail >= 0 && posts[Int(act.detail)]
      || decrees.contains(act.decree) || rotations.contains(act.rotation)
      || entries.contains(act.entry)
  }

  /// The posts from which or in which an official was confirmed of whom one of both is near, and so
  /// on.
  private mutating func takeConfirmations(of facts: Facts) {
    let confirmations = facts.acts.filter {
      $0.effect == .confirmed && $0.detail >= 0 && $0.post != Act.none
        && $0.official != Act.none && officials[Int($0.official)]
    }
    var isComplete = false
    while !isComplete {
      isComplete = true
      for act in confirmations where posts[Int(act.detail)] != posts[Int(act.post)] {
        (posts[Int(act.detail)], posts[Int(act.post)]) = (true, true)
        isComplete = false
      }
    }
  }

  /// The posts of the officials, and those from which or in which they were confirmed.
  private mutating func takePosts(of facts: Facts) {
    for act in facts.acts where act.official != Act.none && officials[Int(act.official)] {
      if act.post != Act.none { posts[Int(act.post)] = true }
      if act.effect == .confirmed, act.detail >= 0 { posts[Int(act.detail)] = true }
    }
  }

  /// The officials with such an act on one of the posts.
  private mutating func takeOfficials(of facts: Facts, where isMeant: (Act) -> Bool) {
    for act in facts.acts where act.post != Act.none && posts[Int(act.post)] && isMeant(act) {
      if act.official != Act.none { officials[Int(act.official)] = true }
    }
  }
}

extension Neighbourhood {
  /// The ids of the posts and officials.
  func ids(in facts: Facts) -> Set<ExactText> {
    var ids: Set<ExactText> = []
    for (post, isNear) in posts.enumerated() where isNear {
      ids.insert(ExactText(facts.posts.text(UInt32(post))))
    }
    for (official, isNear) in officials.enumerated() where isNear {
      ids.insert(ExactText(facts.officials.text(UInt32(official))))
    }
    return ids
  }
}

extension Facts {
  /// The facts without acts that are not near; all else is left.
  func near(_ neighbourhood: Neighbourhood) -> Facts {
    var near = self
    near.acts = acts.filter(neighbourhood.isNear)
    return near
  }
}
