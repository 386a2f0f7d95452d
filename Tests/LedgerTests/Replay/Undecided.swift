/// What the rules leave open; journals that hold such a thing are compared with nobody's opinion.
enum Undecided {
  /// Why the rules do not say what a journal means; nil where they do.
  static func reason(_ items: [Item]) -> String? {
    if isUnknownDecree(items) { return "an unknown decree" }
    let standing = Statement.standing(items)
    let list = Statement.amended(items)
    let orders = list.compactMap { Order($0) }
    if let reason = claim(items, standing) { return reason }
    if list.contains(where: { isCrowded($0) }) { return "two people in one seat by one act" }
    for order in orders {
      let resting = list.filter { order.isOf($0, in: list) }
      if let reason = aboutRotations(order, resting, in: list) { return reason }
      if order.kind != .amended, let reason = attestation(order, orders, resting, in: list) {
        return reason
      }
      if order.kind == .amended, let reason = amendment(order, orders, Statement.identified(items))
      {
        return reason
      }
      if order.kind != .amended, aboutUnnamed(order, resting) {
        return "whether a line without a name or a post is meant"
      }
    }
    return identification(items, standing)
  }

  /// Lines of one of several decrees on which a ceremony rests; a decree that only a ceremony ties
  /// to the rotation.
  private static func aboutRotations(
    _ order: Order, _ resting: [Statement], in list: [Statement]
  ) -> String? {
    let rotations = Set(
      list.compactMap(\.moves?.basis).filter { $0.decree == nil }.compactMap(\.rotation))
    for rotation in rotations {
      let decrees = Order.decrees(of: rotation, in: list)
      let issued = Set(
        list.compactMap { statement -> Int? in
          guard case .decreed(_, let basis, _, _) = statement.what, basis.rotation == rotation
          else { return nil }
          return basis.decree
        })
      if decrees != issued { return "what a ceremony rests on that names no decree" }
      if decrees.count > 1, !order.lines.isEmpty { return "lines of one of several decrees" }
      let isLeft = list.contains { statement in
        statement.moves.map {
          $0.basis == .init(rotation: rotation) && $0.lines.contains { $0.from != nil }
        } ?? false
      }
      if decrees.count > 1, isLeft { return "which of several decrees ends what a line attests" }
    }
    return nil
  }

  /// Which of several lines of an official a line stands for; where one is added.
  private static func amendment(
    _ order: Order, _ orders: [Order], _ standing: [Statement]
  ) -> String? {
    let resting = standing.filter { order.isOf($0, in: standing) }
    let decreed = resting.filter { if case .decreed = $0.what { true } else { false } }
    let endings = resting.filter { if case .left = $0.what { true } else { false } }
    for line in order.lines {
      func lines(_ statements: [Statement]) -> [Happening.Line] {
        statements.flatMap { $0.moves?.lines ?? [] }.filter { $0.official == line.official }
      }
      let sworn = resting.filter { !decreed.contains($0) && !endings.contains($0) }
      if lines(decreed).count > 1 || lines(sworn).count > 1 {
        return "several lines of one official"
      }
      if lines(resting).isEmpty, resting.count > 1 { return "where an official is added" }
      if !endings.isEmpty { return "whether an amendment changes an ending" }
    }
    let others = orders.filter { $0.kind == .amended }
    guard others.allSatisfy({ $0.basis == order.basis }) else {
      return "which of several amendments holds"
    }
    return nil
  }

  /// A value for a field that the entry does not have.
  private static func claim(_ items: [Item], _ standing: [Statement]) -> String? {
    let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
    for statement in standing {
      guard case .resolved(let targets, let claim) = statement.what else { continue }
      if case .effective = claim { continue }
      for target in standing where targets.contains(where: { numbers[$0] == target.entry }) {
        if target.resolved(claim) == nil { return "a value for a field that is not there" }
      }
    }
    return nil
  }

  private static func isCrowded(_ statement: Statement) -> Bool {
    let posts = (statement.moves?.lines ?? []).compactMap(\.post)
    return Set(posts).count < posts.count
  }

  /// Until when a post left is attested, where it was left after the undoing, or undone twice.
  private static func attestation(
    _ order: Order, _ orders: [Order], _ resting: [Statement], in list: [Statement]
  ) -> String? {
    let leaving = resting.filter { statement in
      statement.moves?.lines.contains { $0.from != nil } == true
    }
    if order.kind == .revoked, isSeen(resting, in: list) {
      return "what a sighting says of a tenure that was revoked"
    }
    let lines = resting.flatMap { $0.moves?.lines ?? [] }
    let isStarted = list.contains { statement in
      guard case .started(let official, let post) = statement.what else { return false }
      return lines.contains { $0.official == official && $0.post == post }
    }
    if isStarted { return "whether a start of duty outlasts its decree" }
    guard !leaving.isEmpty else { return nil }
    if order.on.first < order.on.last { return "until when a post left is attested" }
    for statement in leaving {
      let days = statement.daysOfMove
      if days.first < days.last { return "a post left on a vague day" }
      if isLeftTwice(statement, in: list) { return "a post left twice on one day" }
      if isTaken(statement, in: list) { return "a post taken on the day on which it was left" }
      if days.last >= order.on.first { return "a post left after the undoing" }
      let others = orders.filter { $0.kind != .amended && $0.isOf(statement, in: list) }
      if others.count > 1 { return "which undoing ends what a line attests" }
    }
    return nil
  }

  private static func isLeftTwice(_ statement: Statement, in list: [Statement]) -> Bool {
    let lines = statement.moves?.lines ?? []
    return list.contains { other in
      guard other.entry != statement.entry, other.daysOfMove == statement.daysOfMove,
        let others = leaving(other)
      else { return false }
      return lines.contains { line in
        others.contains { $0.official == line.official && $0.from == line.from }
      }
    }
  }

  /// Whether somebody takes, perhaps on the same day, a post that lines leave.
  private static func isTaken(_ statement: Statement, in list: [Statement]) -> Bool {
    let left = Set((statement.moves?.lines ?? []).compactMap(\.from))
    let days = statement.daysOfMove
    return list.contains { other in
      guard other.entry != statement.entry, other.daysOfMove.first <= days.last,
        days.first <= other.daysOfMove.last
      else { return false }
      return (other.moves?.lines ?? []).contains { line in
        line.post.map { left.contains($0) } ?? false
      }
    }
  }

  private static func leaving(_ statement: Statement) -> [Happening.Line]? {
    if case .left(let official, let post, _) = statement.what {
      return [.init(official: official, from: post)]
    }
    return statement.moves?.lines.filter { $0.from != nil }
  }

  /// Whether somebody was seen in a post from or to which lines move people.
  private static func isSeen(_ resting: [Statement], in list: [Statement]) -> Bool {
    let lines = resting.flatMap { $0.moves?.lines ?? [] }
    let posts = Set(lines.flatMap { [$0.post, $0.from] }.compactMap { $0 })
    return list.contains { statement in
      switch statement.what {
      case .started(_, let post): posts.contains(post)
      case .recorded(_, let post, _, _, _, let heldOn): !heldOn.isEmpty && posts.contains(post)
      default: false
      }
    }
  }

  /// An act upon a decree that no earlier entry names, which is refused when it is recorded.
  private static func isUnknownDecree(_ items: [Item]) -> Bool {
    var known: Set<Int> = []
    func basis(_ what: Happening) -> Happening.Basis? {
      if case .corrected(_, _, let what) = what { return basis(what) }
      return Statement(entry: 0, on: Span(first: 1, last: 1), what: what).moves?.basis
    }
    func named(_ what: Happening) -> Int? {
      switch what {
      case .undone(_, let basis, _): basis.decree
      case .corrected(_, _, let what): named(what)
      default: nil
      }
    }
    for item in items {
      if let decree = basis(item.what)?.decree { known.insert(decree) }
      if case .resolved(_, .decree(let decree)) = item.what { known.insert(decree) }
      if let decree = named(item.what), !known.contains(decree) { return true }
    }
    return false
  }

  private static func aboutUnnamed(_ order: Order, _ resting: [Statement]) -> Bool {
    let lines = resting.flatMap { $0.moves?.lines ?? [] }
    return order.lines.contains { own in
      lines.contains { line in
        (own.official != nil && line.official == nil) || (own.post != nil && line.post == nil)
      }
    }
  }

  /// A line that is named already, a line that is not there, one line named twice.
  private static func identification(_ items: [Item], _ standing: [Statement]) -> String? {
    let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
    var named: Set<[Int]> = []
    for statement in standing {
      guard case .identified(let target, let number, _) = statement.what else { continue }
      guard let entry = numbers[target] else { continue }
      let lines = standing.first { $0.entry == entry }?.moves?.lines ?? []
      guard named.insert([entry, number ?? 0]).inserted else { return "one line named twice" }
      guard let number else {
        if !lines.isEmpty { return "a group that is not there" }
        continue
      }
      guard lines.indices.contains(number - 1), lines[number - 1].official == nil else {
        return "a line that is not without a name"
      }
    }
    return nil
  }
}
