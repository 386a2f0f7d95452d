/// A post on a day: what it is called, whether it is held, and by whom.
public struct PostView: Sendable {
  /// How a post stands.
  public enum Status: String, Sendable {
    /// Somebody certainly holds it definitively.
    case held
    /// Nobody does, but somebody certainly acts on it.
    case acting
    /// Nobody can be holding it, and its last holder's end or its founding is on record.
    case vacant
    /// None of these can be said.
    case unknown
  }

  /// An official who holds the post, or may hold it, on the day.
  public struct Holder: Sendable {
    /// The official's id.
    public let official: String
    /// The official's name, if one is on record.
    public let name: String?
    /// In which capacity.
    public let capacity: String
    /// Since when, as a date; `nil` where the start is not on record.
    public let since: String?
    /// How sure it is.
    public let certainty: Certainty
    /// The entry that starts the tenure.
    public let entry: Int
    /// The entries that record disagreement about what it rests on.
    public let disputes: [Int]
    /// Whether one of them is open.
    public let isDisputed: Bool
  }

  /// The post's id.
  public let post: String
  /// Its title.
  public let title: String?
  /// The unit it belongs to.
  public let unit: String?
  /// What that unit is called.
  public let unitName: String?
  /// Its region code.
  public let region: String?
  /// Its tier.
  public let tier: String?
  /// Its echelon.
  public let echelon: String?
  /// How it stands.
  public let status: Status
  /// Who holds it or may hold it; certain ones first, definitive before acting,
  /// then by start.
  public let holders: [Holder]
}

/// Which posts and rotations an answer is about.
public struct Scope: Sendable {
  /// Only this region and what lies in it.
  public var region: RegionCode?
  /// Only posts of this unit and of units below it.
  public var unit: String?

  /// A scope; without bounds it takes in everything.
  public init(region: RegionCode? = nil, unit: String? = nil) {
    self.region = region
    self.unit = unit
  }

  /// Whether a region code lies within the scope.
  func includes(region code: String?) -> Bool {
    guard let region else { return true }
    guard let code, let other = try? RegionCode(parsing: code) else { return false }
    return region.includes(other)
  }
}

extension Replay {
  /// Every post that exists on the day, by id.
  public func posts(in scope: Scope = Scope()) -> [PostView] {
    listed(in: scope).map { view(of: $0) }
  }

  /// The numbers of the posts that exist on the day, by id.
  public func listed(in scope: Scope) -> [UInt32] {
    let unit = scope.unit.map { facts.units.find($0) }
    var listed: [UInt32] = []
    for post in 0..<UInt32(facts.posts.count) where directory.isListed(post) {
      guard scope.includes(region: directory.region(post)) else { continue }
      if let unit {
        guard let unit, let own = directory.unitNumber(post),
          directory.unit(own, isWithin: unit)
        else { continue }
      }
      guard isMentioned(post) else { continue }
      listed.append(post)
    }
    return facts.posts.ordered(listed)
  }

  /// Whether any standing entry speaks of the post.
  private func isMentioned(_ post: UInt32) -> Bool {
    directory.hasNotes(post) || state(of: post).hasTenures
  }

  /// One post on the day.
  public func view(of post: UInt32) -> PostView {
    if let known = standings?.views[post] { return known }
    let holdings = listed(holdings(ofPost: post))
    let ownTitle = holdings.first { $0.title != Act.none }?.title
    return PostView(
      post: facts.posts.text(post),
      title: directory.title(post) ?? ownTitle.flatMap { facts.word($0) }
        ?? directory.mentionedTitle(post),
      unit: directory.unit(post), unitName: directory.unitName(post),
      region: directory.region(post), tier: directory.tier(post),
      echelon: directory.echelon(post), status: status(of: post, holdings),
      holders: holdings.map { holder($0) })
  }

  /// Who holds a post or may hold it on the day, in no order.
  ///
  /// Written without closures, of which each would hold on to all that the state consists of.
  private func holdings(ofPost post: UInt32) -> [Standings.Holding] {
    if let standings { return Array(standings.holdings[Int(post)]) }
    var holdings: [Standings.Holding] = []
    for tenure in register.tenures(of: post) {
      if let holding = holding(tenure) { holdings.append(holding) }
    }
    return holdings
  }

  /// What a tenure is on the day; `nil` if it holds in no reading.
  private func holding(_ tenure: Tenure) -> Standings.Holding? {
    guard let certainty = register.certainty(of: tenure, on: day) else { return nil }
    return Standings.Holding(
      tenure, since: register.since(tenure), certainty,
      disputes: disputes(about: evidence(of: tenure)))
  }

  /// In their order; who certainly holds a post is not also listed as one who may.
  private func listed(_ holdings: [Standings.Holding]) -> [Standings.Holding] {
    guard holdings.count > 1 else { return holdings }
    var listed: Set<Standings.Holding.Place> = []
    return holdings.sorted { isOrdered($0, $1) }.filter { holding in
      holding.certainty == .certain
        ? listed.insert(holding.place).inserted : !listed.contains(holding.place)
    }
  }

  /// Certain ones first, definitive before acting, then whoever started first; what is equal there
  /// goes by ids, since numbers depend on what was read first.
  private func isOrdered(_ one: Standings.Holding, _ other: Standings.Holding) -> Bool {
    if one.order != other.order { return one.order < other.order }
    func ids(_ holding: Standings.Holding) -> (String, String) {
      (facts.officials.text(holding.official), facts.posts.text(holding.post))
    }
    return ids(one) < ids(other)
  }

  private func status(
    of post: UInt32, _ holdings: [Standings.Holding]
  ) -> PostView.Status {
    let certain = holdings.filter { $0.certainty == .certain }
    if certain.contains(where: { !$0.capacity.isActing }) { return .held }
    if !certain.isEmpty { return .acting }
    guard holdings.isEmpty, !isHeldUnnamed(post) else { return .unknown }
    let state = state(of: post)
    if let from = state.heldFrom, from <= day { return .vacant }
    // Whoever is confirmed in it later holds it, by its history, since the post that it was before.
    let isStillAnother = state.anotherFrom.map { $0 <= day } ?? false
    return directory.isFounded(post) && !isStillAnother ? .vacant : .unknown
  }

  /// What is known of a post beside who holds it on the day.
  private func state(of post: UInt32) -> Standings.State {
    standings.map { $0.state(of: post) } ?? register.state(of: post)
  }

  /// Whether the last who may have taken the post by the day has no name on record.
  private func isHeldUnnamed(_ post: UInt32) -> Bool {
    let last = register.takers(of: post, on: day).last { $0.days.first <= day }
    guard let act = last.map({ facts.acts[Int($0.act)] }) else { return false }
    return act.effect != .abolishes && act.official == Act.none
  }

  /// The entries that a tenure rests on, but for what ends it, with the open disputes about others
  /// on which it depends.
  func evidence(of tenure: Tenure) -> [Int?] {
    [Int(tenure.entry), register.resumption(of: tenure).map { Int($0.entry) }]
      + register.terms[tenure.terms].map { Int($0.entry) }
      + register.sightings(of: tenure).map { Int($0.entry) }
      + disputed.disputes(touching: tenure) { register.end(of: tenure)?.days }
  }

  private func holder(_ holding: Standings.Holding) -> PostView.Holder {
    PostView.Holder(
      official: facts.officials.text(holding.official), name: directory.name(holding.official),
      capacity: facts.text(holding.capacity), since: holding.since.text,
      certainty: holding.certainty, entry: Int(holding.entry), disputes: holding.disputes,
      isDisputed: disputed.hasOpen(holding.disputes))
  }

  /// What an official holds or may hold on the day; certain ones first, definitive before acting.
  public func holdings(of official: UInt32) -> [Holding] {
    let tenures = register.tenures(ofOfficial: official).filter { directory.isListed($0.post) }
    return listed(tenures.compactMap { holding($0) }).map { holding in
      let own = holding.title == Act.none ? nil : facts.word(holding.title)
      return Holding(
        post: facts.posts.text(holding.post),
        title: directory.title(holding.post) ?? own ?? directory.mentionedTitle(holding.post),
        holder: holder(holding))
    }
  }
}

/// A post that an official holds, or may hold, on a day.
public struct Holding: Sendable {
  /// The post's id.
  public let post: String
  /// Its title.
  public let title: String?
  /// In which capacity, since when, and how sure it is.
  public let holder: PostView.Holder
}
