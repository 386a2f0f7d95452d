@testable import Ledger

/// What undoing makes of a journal, as the rules read: the list of what was said is written anew,
/// step by step, until it holds plain acts only.
extension Statement {
  /// What was said, with claims resolved and people identified.
  static func identified(_ items: [Item]) -> [Statement] {
    var list = standing(items)
    let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, $0) })
    for statement in list {
      guard case .resolved(let targets, let claim) = statement.what else { continue }
      let entries = Set(targets.compactMap { numbers[$0] })
      for index in list.indices where entries.contains(list[index].entry) {
        list[index].resolve(claim)
      }
    }
    for statement in list {
      guard case .identified(let target, let number, let lines) = statement.what,
        let index = list.firstIndex(where: { $0.entry == numbers[target] })
      else { continue }
      list[index].identify(number, lines)
    }
    return list
  }

  /// What was said, with claims resolved, people identified and decrees amended.
  static func amended(_ items: [Item]) -> [Statement] {
    let original = identified(items)
    var list = original
    for statement in original {
      guard let order = Order(statement), order.kind == .amended else { continue }
      let resting = original.filter { order.isOf($0, in: original) }
      for index in list.indices where order.isOf(list[index], in: list) {
        list[index].amend(order.lines, over: original[index], isAlone: resting)
      }
    }
    return list
  }

  /// The worlds that a journal may be of, with the days on which each may be the one: one world
  /// without revocations, and one for each set of those that have come into force.
  ///
  /// A revocation falls on each day of its range in turn.
  static func worlds(_ items: [Item]) -> [[(days: ClosedRange<Int>, statements: [Statement])]] {
    let list = amended(items)
    let orders = list.compactMap { Order($0) }
    let annulments = orders.filter { $0.kind == .annulled }
    var readings: [[Order]] = [[]]
    for order in orders where order.kind == .revoked {
      readings = readings.flatMap { reading in
        (order.on.first...order.on.last).map { day in
          var order = order
          order.on = Span(first: day, last: day)
          return reading + [order]
        }
      }
    }
    return readings.map { revocations in
      let changes = Set(revocations.map(\.on.first)).sorted()
      let starts = [Readings.past] + changes
      return starts.enumerated().map { index, start in
        let end = index + 1 < starts.count ? starts[index + 1] - 1 : Readings.future
        let inForce = annulments + revocations.filter { $0.on.first <= start }
        return (start...max(start, end), without(list, inForce))
      }
    }
  }

  /// The list without the lines that some orders undo; what those attest of the past stays.
  private static func without(_ list: [Statement], _ orders: [Order]) -> [Statement] {
    guard !orders.isEmpty else { return list }
    return list.flatMap { statement -> [Statement] in
      var kept = statement
      var attested: [Statement] = []
      func isKept(_ line: Happening.Line) -> Bool {
        guard let day = Order.day(of: orders, undoing: line, of: statement, in: list) else {
          return true
        }
        guard let official = line.official, let from = line.from, from != line.post else {
          return false
        }
        attested.append(
          Statement(
            entry: statement.entry, on: statement.daysOfMove,
            what: .stood(official: official, post: from, until: day)))
        return false
      }
      switch statement.what {
      case .inaugurated(let lines, let basis):
        kept.what = .inaugurated(lines.filter(isKept), basis)
      case .confirmed(let lines, let basis):
        kept.what = .confirmed(lines.filter(isKept), basis)
      case .decreed(let lines, let basis, let oath, let tmt):
        let left = lines.filter(isKept)
        kept.what = .decreed(left, basis, oath: oath, tmt: tmt)
        if oath { attested = [] }
      case .left(let official, let post, .some):
        if !isKept(.init(official: official, from: post)) { return attested }
      default: break
      }
      return [kept] + attested
    }
  }

  /// When the lines move people.
  var daysOfMove: Span {
    if case .decreed(_, _, _, let tmt?) = what { tmt } else { on }
  }

  /// The lines of a ceremony or decree, and what it rests on.
  var moves: (lines: [Happening.Line], basis: Happening.Basis)? {
    switch what {
    case .inaugurated(let lines, let basis), .confirmed(let lines, let basis),
      .decreed(let lines, let basis, _, _):
      (lines, basis)
    case .left(let official, let post, let decree?):
      ([.init(official: official, from: post)], .init(decree: decree))
    default: nil
    }
  }

  private mutating func setLines(_ lines: [Happening.Line]) {
    switch what {
    case .inaugurated(_, let basis): what = .inaugurated(lines, basis)
    case .confirmed(_, let basis): what = .confirmed(lines, basis)
    case .decreed(_, let basis, let oath, let tmt):
      what = .decreed(lines, basis, oath: oath, tmt: tmt)
    default: break
    }
  }

  // MARK: What is known better

  private mutating func resolve(_ claim: Happening.Claim) {
    if case .effective(let span) = claim { on = span } else { what = resolved(claim) ?? what }
  }

  /// What it says with the chosen value in the place of its own; nil where it has no such field.
  func resolved(_ claim: Happening.Claim) -> Happening? {
    switch (claim, what) {
    case (.tmt(let span), .decreed(let lines, let basis, let oath, _)):
      .decreed(lines, basis, oath: oath, tmt: span)
    case (.from(let span), .recorded(let official, let post, let isActing, _, let to, let seen)):
      .recorded(
        official: official, post: post, isActing: isActing, from: span, to: to, heldOn: seen)
    case (.to(let end), .recorded(let official, let post, let isActing, let from, _, let seen)):
      .recorded(
        official: official, post: post, isActing: isActing, from: from, to: end, heldOn: seen)
    case (.official(let other), .left(_, let post, let decree)):
      .left(official: other, post: post, decree: decree)
    case (.post(let other), .left(let official, _, let decree)):
      .left(official: official, post: other, decree: decree)
    case (.official(let other), .started(_, let post)): .started(official: other, post: post)
    case (.post(let other), .started(let official, _)): .started(official: official, post: other)
    case (.official(let other), .departed): .departed(official: other)
    case (.post(let other), .abolished): .abolished(post: other)
    case (.official(let other), .recorded(_, let post, false, let from, let to, let seen)):
      .recorded(official: other, post: post, isActing: false, from: from, to: to, heldOn: seen)
    case (.post(let other), .recorded(let official, _, let isActing, let from, let to, let seen)):
      .recorded(
        official: official, post: other, isActing: isActing, from: from, to: to, heldOn: seen)
    case (.post(let other), .acting(let kind, let official, _, let until)):
      .acting(kind, official: official, post: other, until: until)
    case (.until(let span), .acting(let kind, let official, let post, _)):
      .acting(kind, official: official, post: post, until: span)
    case (.oath(let oath), .decreed(let lines, let basis, _, let tmt)):
      .decreed(lines, basis, oath: oath, tmt: tmt)
    case (.decree(let number), _): resolved(decree: number)
    case (.lineOfficial(let line, let other), _): resolved(line) { $0.official = other }
    case (.linePost(let line, let other), _): resolved(line) { $0.post = other }
    case (.lineFrom(let line, let other), _): resolved(line) { $0.from = other }
    default: nil
    }
  }

  /// What it says on another decree; nil where it names none.
  private func resolved(decree: Int) -> Happening? {
    guard moves?.basis.decree != nil else { return nil }
    switch what {
    case .inaugurated(let lines, var basis):
      basis.decree = decree
      return .inaugurated(lines, basis)
    case .confirmed(let lines, var basis):
      basis.decree = decree
      return .confirmed(lines, basis)
    case .decreed(let lines, var basis, let oath, let tmt):
      basis.decree = decree
      return .decreed(lines, basis, oath: oath, tmt: tmt)
    case .left(let official, let post, _):
      return .left(official: official, post: post, decree: decree)
    default: return nil
    }
  }

  /// What it says with one of its lines changed; nil where it has no such line.
  private func resolved(_ line: Int, _ change: (inout Happening.Line) -> Void) -> Happening? {
    if case .left = what { return nil }
    guard var lines = moves?.lines, lines.indices.contains(line) else { return nil }
    change(&lines[line])
    var changed = self
    changed.setLines(lines)
    return changed.what
  }

  private mutating func identify(_ number: Int?, _ people: [Happening.Line]) {
    guard var lines = moves?.lines else { return }
    guard let number else { return setLines(lines + people) }
    guard lines.indices.contains(number - 1), lines[number - 1].official == nil else { return }
    let unnamed = lines[number - 1]
    lines.replaceSubrange(
      number - 1...number - 1,
      with: people.map { person in
        var person = person
        person.post = person.post ?? unnamed.post
        person.from = person.from ?? unnamed.from
        person.isConcurrent = person.isConcurrent || unnamed.isConcurrent
        return person
      })
    setLines(lines)
  }

  /// As if it had said so from the beginning; who had no line is added where the moves happen, and
  /// who was taken out comes back where he had one.
  private mutating func amend(
    _ amended: [Happening.Line], over original: Statement, isAlone resting: [Statement]
  ) {
    guard var lines = moves?.lines else { return }
    let former = (original.moves?.lines ?? []).compactMap(\.official)
    let known = resting.flatMap { $0.moves?.lines ?? [] }.compactMap(\.official)
    for line in amended {
      let own = lines.indices.filter { lines[$0].official == line.official }
      if line.post == nil {
        lines.removeAll { $0.official == line.official }
      } else if own.count == 1 {
        lines[own[0]] = line
      } else if let same = own.first(where: { lines[$0].post == line.post }) {
        lines[same] = line
      } else if let official = line.official,
        former.contains(official) || !known.contains(official)
      {
        lines.append(line)
      }
    }
    setLines(lines)
  }
}
