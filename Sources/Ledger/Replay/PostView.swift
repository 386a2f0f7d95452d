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
    let unit = scope.unit.map { facts.units.find($0) }
    var views: [PostView] = []
    for post in 0..<UInt32(facts.posts.count) where directory.isListed(post) {
      guard scope.includes(region: directory.region(post)) else { continue }
      if let unit {
        guard let unit, let own = directory.unitNumber(post),
          directory.unit(own, isWithin: unit)
        else { continue }
      }
      guard isMentioned(post) else { continue }
      views.append(view(of: post))
    }
    return views.sorted { $0.post.utf8.lexicographicallyPrecedes($1.post.utf8) }
  }

  /// Whether any standing entry speaks of the post.
  private func isMentioned(_ post: UInt32) -> Bool {
    if directory.hasNotes(post) { return true }
    return standings.map {
      $0.states.indices.contains(Int(post)) && $0.states[Int(post)].hasTenures
    }
      ?? !register.tenures(of: post).isEmpty
  }

  /// One post on the day.
  public func view(of post: UInt32) -> PostView {
    if let standings { return view(of: post, by: standings) }
    let tenures = register.tenures(of: post)
    var holding: [(tenure: Tenure, certainty: Certainty)] = []
    for tenure in tenures {
      guard let certainty = register.certainty(of: tenure, on: day) else { continue }
      holding.append((tenure, certainty))
    }
    holding.sort { isOrdered($0, $1) }
    // Who certainly holds the post is not also listed as one who may.
    var listed: Set<UInt64> = []
    holding = holding.filter { tenure, certainty in
      let who = UInt64(tenure.official) << 16 | UInt64(tenure.capacity.code)
      return certainty == .certain ? listed.insert(who).inserted : !listed.contains(who)
    }
    let ownTitle = holding.first { $0.tenure.title != Act.none }?.tenure.title
    return view(
      of: post, ownTitle: ownTitle, status: status(of: post, holding, tenures),
      holders: holding.map { holder($0.tenure, $0.certainty) })
  }

  func view(
    of post: UInt32, ownTitle: UInt32?, status: PostView.Status, holders: [PostView.Holder]
  ) -> PostView {
    PostView(
      post: facts.posts.text(post),
      title: directory.title(post) ?? ownTitle.flatMap { facts.word($0) }
        ?? directory.mentionedTitle(post),
      unit: directory.unit(post), unitName: directory.unitName(post),
      region: directory.region(post), tier: directory.tier(post),
      echelon: directory.echelon(post), status: status, holders: holders)
  }

  /// By their order; what is equal there goes by ids, since numbers depend on what was read first.
  private func isOrdered(
    _ one: (tenure: Tenure, certainty: Certainty), _ other: (tenure: Tenure, certainty: Certainty)
  ) -> Bool {
    let (first, second) = (order(of: one), order(of: other))
    if first != second { return first < second }
    func ids(_ tenure: Tenure) -> (String, String) {
      (facts.officials.text(tenure.official), facts.posts.text(tenure.post))
    }
    return ids(one.tenure) < ids(other.tenure)
  }

  /// Certain ones first, definitive before acting, then whoever started first.
  private func order(
    of holding: (tenure: Tenure, certainty: Certainty)
  ) -> (Int, Int, Day, UInt32) {
    let since = register.since(holding.tenure)
    return (
      holding.certainty == .certain ? 0 : 1, holding.tenure.capacity.isActing ? 1 : 0,
      since.days.first, since.entry
    )
  }

  private func status(
    of post: UInt32, _ holding: [(tenure: Tenure, certainty: Certainty)],
    _ tenures: ArraySlice<Tenure>
  ) -> PostView.Status {
    let certain = holding.filter { $0.certainty == .certain }
    if certain.contains(where: { !$0.tenure.capacity.isActing }) { return .held }
    if !certain.isEmpty { return .acting }
    guard holding.isEmpty, !isHeldUnnamed(post) else { return .unknown }
    let isEnded = tenures.contains { $0.start.first <= day || $0.end.last <= day }
    if isEnded { return .vacant }
    // Whoever is confirmed in it later holds it, by its history, since the post that it was before.
    let isStillAnother = tenures.contains {
      let act = facts.acts[Int($0.act)]
      return act.effect == .confirmed && act.detail >= 0 && $0.since.first <= day
    }
    return directory.isFounded(post) && !isStillAnother ? .vacant : .unknown
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

  private func holder(_ tenure: Tenure, _ certainty: Certainty) -> PostView.Holder {
    let since = register.since(tenure)
    let disputes = disputes(about: evidence(of: tenure))
    return PostView.Holder(
      official: facts.officials.text(tenure.official), name: directory.name(tenure.official),
      capacity: facts.text(tenure.capacity), since: since.days.text, certainty: certainty,
      entry: Int(since.entry), disputes: disputes,
      isDisputed: disputed.hasOpen(disputes))
  }

  /// What an official holds or may hold on the day; certain ones first, definitive before acting.
  public func holdings(of official: UInt32) -> [Holding] {
    var holding: [(tenure: Tenure, certainty: Certainty)] = []
    for tenure in register.tenures(ofOfficial: official) where directory.isListed(tenure.post) {
      guard let certainty = register.certainty(of: tenure, on: day) else { continue }
      holding.append((tenure, certainty))
    }
    holding.sort { isOrdered($0, $1) }
    var listed: Set<UInt64> = []
    holding = holding.filter { tenure, certainty in
      let what = UInt64(tenure.post) << 8 | UInt64(tenure.capacity.code)
      return certainty == .certain ? listed.insert(what).inserted : !listed.contains(what)
    }
    return holding.map { tenure, certainty in
      let own = tenure.title == Act.none ? nil : facts.word(tenure.title)
      return Holding(
        post: facts.posts.text(tenure.post),
        title: directory.title(tenure.post) ?? own ?? directory.mentionedTitle(tenure.post),
        holder: holder(tenure, certainty))
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
