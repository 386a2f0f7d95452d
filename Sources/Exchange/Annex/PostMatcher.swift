import Ledger

/// Finds the known posts and units that texts mean; what fits several is given with all of them.
struct PostMatcher {
  private let posts: [KnownPost]
  private let units: [KnownUnit]
  private let region: String?
  private var byID: [String: Int] = [:]
  private var byTitle: [String: Set<Int>] = [:]
  /// By title and unit together, as a text without a column for the unit has them.
  private var byFull: [String: Set<Int>] = [:]
  /// The same keys without the region at their end.
  private var byLoose: [String: Set<Int>] = [:]
  private var unitsByName: [String: Set<Int>] = [:]
  private var unitsByID: [String: Int] = [:]
  /// The regions of the posts of each unit.
  private var unitRegions: [String: Set<String>] = [:]

  /// - Parameters:
  ///   - posts: The posts on record.
  ///   - units: The units on record.
  ///   - region: The region in which to look; posts whose region is not on record count as there.
  init(_ posts: [KnownPost], _ units: [KnownUnit], region: String?) {
    self.posts = posts
    self.units = units
    self.region = region
    for (index, unit) in units.enumerated() {
      unitsByID[unit.id] = index
      for name in unit.names { unitsByName[PostText.key(name), default: []].insert(index) }
    }
    for (index, post) in posts.enumerated() {
      byID[post.id] = index
      if let unit = post.unit, let region = post.region {
        unitRegions[unit, default: []].insert(region)
      }
      for title in post.titles { add(index, title, post.unit) }
    }
  }

  private mutating func add(_ index: Int, _ title: String, _ unit: String?) {
    let key = PostText.key(title)
    byTitle[key, default: []].insert(index)
    byLoose[PostText.withoutRegion(key) ?? key, default: []].insert(index)
    for name in unit.flatMap({ unitsByID[$0] }).map({ units[$0].names }) ?? [] {
      let own = PostText.key(name)
      guard !key.contains(own) else { continue }
      let full = key + " " + own
      byFull[full, default: []].insert(index)
      byLoose[PostText.withoutRegion(full) ?? full, default: []].insert(index)
    }
  }

  /// The known units that a text means: by id, or by name.
  func units(_ text: String) -> [KnownUnit] {
    if let index = unitsByID[text] { return [units[index]] }
    let named = (unitsByName[PostText.key(text)] ?? []).sorted().map { units[$0] }
    guard named.count > 1 else { return named }
    let near = named.filter { unit in
      let regions = unitRegions[unit.id] ?? []
      return regions.isEmpty || regions.contains { Self.isNear($0, region) }
    }
    return near.isEmpty ? named : near
  }

  /// The known posts that a line means: by id, by title and unit, or by title where that is all.
  func posts(_ post: AnnexPost) -> [KnownPost] {
    if let id = post.id { return byID[id].map { [posts[$0]] } ?? [] }
    guard let title = post.title else { return [] }
    if let index = byID[title] { return [posts[index]] }
    let key = PostText.key(title)
    var found: Set<Int>
    if let unit = post.unit {
      let own = Set(units(unit).map(\.id))
      let full = Self.joined(key, PostText.key(unit))
      found = (byFull[full] ?? []).union(byTitle[full] ?? [])
      found.formUnion((byTitle[key] ?? []).filter { posts[$0].unit.map(own.contains) ?? false })
      if found.isEmpty { found = (byTitle[key] ?? []).filter { posts[$0].unit == nil } }
      if found.isEmpty { found = byLoose[PostText.withoutRegion(full) ?? full] ?? [] }
    } else {
      found = (byTitle[key] ?? []).union(byFull[key] ?? [])
      if found.isEmpty { found = byLoose[PostText.withoutRegion(key) ?? key] ?? [] }
    }
    return found.sorted().map { posts[$0] }.filter { Self.isNear($0.region, region) }
  }

  /// The known post of an id.
  func post(_ id: String) -> KnownPost? { byID[id].map { posts[$0] } }

  /// The key of a post that is new, by which lines of one annex are held to mean the same one.
  static func key(_ post: AnnexPost) -> String {
    joined(PostText.key(post.title ?? ""), post.unit.map { PostText.key($0) } ?? "")
  }

  private static func joined(_ title: String, _ unit: String) -> String {
    unit.isEmpty || title.contains(unit) ? title : title + " " + unit
  }

  /// Whether one region lies in the other, or either is not known.
  static func isNear(_ one: String?, _ other: String?) -> Bool {
    guard let one = one.flatMap({ try? RegionCode(parsing: $0) }),
      let other = other.flatMap({ try? RegionCode(parsing: $0) })
    else { return true }
    return one.includes(other) || other.includes(one)
  }
}
