/// An act of the projection or of what was recorded since, with its post and official as both know
/// them: by the number in the projection, or below zero by that of whom only the latter knows.
///
/// An oath on a known day ends whatever its official held definitively and, in a post of one seat,
/// whoever held it. So a tenure that begins with one depends on the acts from its own to the next
/// oath of its official or in its post alone.
struct WindowAct {
  var act: Act
  var post: Int
  var official: Int
  /// Its place in the order of all acts; `nil` for what was recorded since the projection was made.
  var position: Int?

  var day: Day { act.days.first }
  var order: (Day, UInt32) { (day, act.entry) }
  var isOath: Bool { act.isOath }
  var isMove: Bool { act.isMove }

  /// As it stands in the projection: neither oaths nor moves refer to more.
  var placed: PlacedAct? { position.map { PlacedAct(act, at: $0) } }

  init(act: Act, post: Int, official: Int, position: Int? = nil) {
    (self.act, self.post, self.official, self.position) = (act, post, official, position)
  }

  init(_ placed: PlacedAct) {
    self.init(
      act: placed.act, post: Int(placed.act.post), official: Int(placed.act.official),
      position: placed.position)
  }

  /// The oaths among all acts of an official, in order; `nil` where he has acts on which more
  /// depends.
  static func oaths(among acts: [WindowAct]) -> [WindowAct]? {
    for act in acts {
      switch act.act.effect {
      // Whoever acts, does so beside what he holds.
      case .acts, .extends, .actingEnds: continue
      default: guard act.isOath || act.isMove else { return nil }
      }
    }
    return acts.filter(\.isOath).sorted { $0.order < $1.order }
  }

  /// The oaths of an official from one of them to the next one in another post.
  static func oaths(_ oaths: [WindowAct], from act: WindowAct) -> [WindowAct] {
    let next = oaths.first {
      $0.day > act.day && $0.post != act.post && $0.act.entry != act.act.entry
    }
    let last = next?.day ?? .distantFuture
    return oaths.filter { act.day <= $0.day && $0.day <= last }
  }
}

extension Act {
  /// Whether on a known day it gives a known official a post, and none beside others.
  var isOath: Bool {
    effect == .takes && isOnKnownDay && !isConcurrent && capacity == .definitive
  }

  /// Whether on a known day it moves a known official out of a post.
  var isMove: Bool { effect == .leaves && isOnKnownDay }

  private var isOnKnownDay: Bool {
    days.first == days.last && !days.first.isUnbounded && post != Act.none
      && official != Act.none
  }
}
