/// What is different between two states of the world: two days, or one day as known at two moments.
public struct Difference: Sendable {
  /// A post that stands differently.
  public struct Post: Sendable {
    /// The post's id.
    public let post: String
    /// How it stood; `nil` where it did not exist.
    public let before: PostView?
    /// How it stands; `nil` where it does not exist.
    public let after: PostView?
    /// The entries that make the difference: those that start tenures of one side, that end those
    /// of the other, and that say what became of the post.
    public let entries: [Int]

    /// What happened to it, in a word of the answer's contract.
    public var change: String {
      switch (before?.status, after?.status) {
      case (nil, _): "established"
      case (_, nil): "abolished"
      case (_, .vacant) where before?.status != .vacant: "vacated"
      case (.unknown, .held) where isSameHolder: "became certain"
      case (.held, .unknown) where isSameHolder: "became uncertain"
      case (.vacant, .held), (.unknown, .held), (.acting, .held): "filled"
      case (.held, .held) where before?.holders.first?.official != after?.holders.first?.official:
        "changed hands"
      default: "changed"
      }
    }

    /// Whether the first holder of the one side is among those of the other, in the same tenure.
    private var isSameHolder: Bool {
      guard let certain = (after?.status == .held ? after : before)?.holders.first else {
        return false
      }
      return ((after?.status == .held ? before : after)?.holders ?? []).contains {
        $0.official == certain.official && $0.capacity == certain.capacity
      }
    }
  }

  /// An official whose posts are different.
  public struct Official: Sendable {
    /// The official's id.
    public let official: String
    /// The official's name.
    public let name: String?
    /// The posts held, certainly or possibly.
    public let before: [String]
    /// The posts held now.
    public let after: [String]
    /// The entries that make the difference.
    public let entries: [Int]
  }

  /// A rotation that is further or otherwise than it was.
  public struct Rotation: Sendable {
    /// The rotation's id.
    public let rotation: String
    /// How it stood.
    public let before: RotationView?
    /// How it stands.
    public let after: RotationView?
  }

  /// The posts that differ, by id.
  public let posts: [Post]
  /// The officials that differ, by id.
  public let officials: [Official]
  /// The rotations that differ, by id.
  public let rotations: [Rotation]

  /// Whether nothing differs.
  public var isEmpty: Bool { posts.isEmpty && officials.isEmpty && rotations.isEmpty }

  /// Compares two states.
  ///
  /// - Parameters:
  ///   - before: The one.
  ///   - after: The other.
  ///   - scope: Which posts and rotations count.
  public init(_ before: Replay, _ after: Replay, in scope: Scope = Scope()) {
    let (old, new) = (Self.views(before, scope), Self.views(after, scope))
    posts = Self.posts(old, new, (before, after))
    officials = Self.officials(old, new, (before, after))
    let steps = Dictionary(
      uniqueKeysWithValues: before.rotations(in: scope).map { (ExactText($0.rotation), $0) })
    let further = Dictionary(
      uniqueKeysWithValues: after.rotations(in: scope).map { (ExactText($0.rotation), $0) })
    rotations = Set(steps.keys).union(further.keys).sorted()
      .filter { Self.differ(steps[$0], further[$0]) }
      .map { Rotation(rotation: $0.text, before: steps[$0], after: further[$0]) }
  }

  /// The posts alone that differ between two states, by id.
  static func posts(_ before: Replay, _ after: Replay) -> [Post] {
    posts(views(before, Scope()), views(after, Scope()), (before, after))
  }

  private static func views(_ replay: Replay, _ scope: Scope) -> [ExactText: PostView] {
    Dictionary(uniqueKeysWithValues: replay.posts(in: scope).map { (ExactText($0.post), $0) })
  }

  private static func posts(
    _ old: [ExactText: PostView], _ new: [ExactText: PostView],
    _ replays: (before: Replay, after: Replay)
  ) -> [Post] {
    Set(old.keys).union(new.keys).filter { differ(old[$0], new[$0]) }.sorted().map { id in
      Post(
        post: id.text, before: old[id], after: new[id],
        entries: entries(of: id.text, old[id], new[id], replays).sorted())
    }
  }

  private static func differ(_ one: PostView?, _ other: PostView?) -> Bool {
    guard let one, let other else { return one != nil || other != nil }
    return one.status != other.status || one.title != other.title || one.unit != other.unit
      || one.echelon != other.echelon || one.tier != other.tier
      || holders(one) != holders(other)
  }

  private static func differ(_ one: RotationView?, _ other: RotationView?) -> Bool {
    guard let one, let other else { return one != nil || other != nil }
    return one.stage != other.stage || one.briefed != other.briefed
      || one.inaugurated != other.inaugurated || one.scheduledFor != other.scheduledFor
      || one.named != other.named || one.isUnconfirmed != other.isUnconfirmed
  }

  private static func holders(_ post: PostView) -> [[String]] {
    post.holders.map { [$0.official, $0.capacity, $0.since ?? "", $0.certainty.rawValue] }
  }

  private static func officials(
    _ old: [ExactText: PostView], _ new: [ExactText: PostView],
    _ replays: (before: Replay, after: Replay)
  ) -> [Official] {
    var names: [ExactText: String] = [:]
    func posts(_ views: [ExactText: PostView]) -> [ExactText: Set<ExactText>] {
      var posts: [ExactText: Set<ExactText>] = [:]
      for view in views.values {
        for holder in view.holders {
          let certainty = holder.certainty == .certain ? "" : " (possible)"
          let capacity = holder.capacity == "definitive" ? "" : " (\(holder.capacity))"
          let official = ExactText(holder.official)
          posts[official, default: []].insert(ExactText(view.post + capacity + certainty))
          if let name = holder.name { names[official] = name }
        }
      }
      return posts
    }
    let before = posts(old)
    let after = posts(new)
    var entries: [ExactText: Set<Int>] = [:]
    for id in Set(old.keys).union(new.keys) where differ(old[id], new[id]) {
      for change in changes(old[id], new[id]) {
        entries[ExactText(change.official), default: []].formUnion(
          Self.entries(of: change, in: id.text, replays))
      }
    }
    return Set(before.keys).union(after.keys).sorted()
      .filter { before[$0] ?? [] != after[$0] ?? [] }
      .map {
        Official(
          official: $0.text, name: names[$0], before: (before[$0] ?? []).sorted().map(\.text),
          after: (after[$0] ?? []).sorted().map(\.text), entries: (entries[$0] ?? []).sorted())
      }
  }
}
