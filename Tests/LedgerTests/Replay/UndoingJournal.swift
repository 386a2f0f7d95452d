@testable import Ledger

/// Makes small journals in which decrees, and ceremonies that rest on them, are undone: annulled,
/// revoked, amended, whole or by lines; people named later, claims resolved; and all of it
/// retracted or corrected in turn.
struct UndoingJournal {
  var random: RandomJournal
  /// The rotation of each decree, the same in every entry that names both.
  private var rotations: [Int?] = []

  init(seed: UInt64) { random = RandomJournal(seed: seed) }

  mutating func items() -> [Item] {
    random.posts = random.pick(1...3)
    random.officials = random.pick(2...4)
    random.exactness = 85
    rotations = [[nil, nil], [0, nil], [0, 1], [0, 0]][random.pick(0...3)]
    var items: [Item] = []
    for id in 0..<random.pick(2...5) {
      let what = random.chance(60) ? resting() : random.plain()
      items.append(Item(id: id, on: random.span(), what: what))
    }
    for id in 10..<(10 + random.pick(1...3)) {
      let place = random.chance(70) ? items.count : random.pick(1...items.count)
      guard let what = undoing(Array(items.prefix(place))) else { continue }
      items.insert(Item(id: id, on: random.span(), what: what), at: place)
    }
    return items
  }

  // MARK: What is undone

  private mutating func basis() -> Happening.Basis {
    let decree = random.pick(0...1)
    switch random.pick(1...10) {
    case 1...5: return .init(decree: decree)
    case 6...7: return .init(decree: decree, rotation: rotations[decree])
    default: return .init(rotation: rotations[decree] ?? 0)
    }
  }

  private mutating func resting() -> Happening {
    switch random.pick(1...10) {
    case 1...3:
      let decree = random.pick(0...1)
      return .decreed(
        people(), .init(decree: decree, rotation: rotations[decree]), oath: random.chance(50),
        tmt: random.chance(40) ? random.span() : nil)
    case 4...8: return .inaugurated(people(), basis())
    case 9: return .confirmed(people(), basis())
    default:
      return .left(
        official: random.official(), post: random.post(), decree: random.pick(0...1))
    }
  }

  private mutating func people() -> [Happening.Line] {
    if random.chance(8) { return [] }
    var lines = random.lines()
    if random.chance(15) {
      let post = random.post()
      lines[0] = .init(official: nil, post: post)
      // Who takes the post beside somebody unknown is not what is tried here.
      lines = [lines[0]] + lines.dropFirst().filter { $0.post != post }
    }
    return lines
  }

  // MARK: What undoes

  private mutating func undoing(_ before: [Item]) -> Happening? {
    let target = before[random.pick(0...before.count - 1)]
    switch random.pick(1...100) {
    case 1...26: return upon(.annulled, before)
    case 27...50: return upon(.revoked, before)
    case 51...64: return again(before) ?? upon(.amended, before)
    case 65...74: return identified(before)
    case 75...82: return resolved(before)
    case 83...92:
      let undone = before.filter { if case .undone = $0.what { true } else { false } }
      return .retracted((undone.randomElement(using: &random.generator) ?? target).id)
    default:
      let earlier = Array(before.prefix { $0.id != target.id })
      let again = random.chance(50) && !earlier.isEmpty ? undoing(earlier) : nil
      return .corrected(target.id, random.span(), again ?? resting())
    }
  }

  private mutating func upon(_ kind: Happening.Undoing, _ before: [Item]) -> Happening? {
    let resting = before.compactMap { item in
      Statement(entry: 0, on: item.on, what: item.what).moves
    }.filter { $0.basis != .init() }
    guard let one = resting.randomElement(using: &random.generator) else { return nil }
    let basis: Happening.Basis =
      if let rotation = one.basis.rotation, one.basis.decree == nil || random.chance(20) {
        .init(rotation: rotation)
      } else {
        .init(decree: one.basis.decree)
      }
    guard kind != .amended else { return .undone(kind, basis, [amended(one.lines)]) }
    guard random.chance(35), let line = one.lines.randomElement(using: &random.generator) else {
      return .undone(kind, basis, [])
    }
    var chosen = Happening.Line(official: line.official, post: line.post)
    if random.chance(30) { chosen.post = nil } else if random.chance(30) { chosen.official = nil }
    return .undone(kind, basis, chosen == .init() ? [] : [chosen])
  }

  /// A further amendment of the same decree, perhaps of the same official.
  private mutating func again(_ before: [Item]) -> Happening? {
    for item in before where random.chance(70) {
      guard case .undone(.amended, let basis, let lines) = item.what else { continue }
      return .undone(.amended, basis, [amended(lines)])
    }
    return nil
  }

  private mutating func amended(_ lines: [Happening.Line]) -> Happening.Line {
    let known = lines.compactMap(\.official).randomElement(using: &random.generator)
    let official = random.chance(75) ? known ?? random.official() : random.official()
    return .init(
      official: official, post: random.chance(75) ? random.post() : nil,
      from: random.chance(30) ? random.post() : nil, isConcurrent: random.chance(10))
  }

  private mutating func identified(_ before: [Item]) -> Happening? {
    for item in before.shuffled(using: &random.generator) {
      guard let lines = Statement(entry: 0, on: item.on, what: item.what).moves?.lines else {
        continue
      }
      let who = Happening.Line(
        official: random.official(), post: random.chance(60) ? random.post() : nil)
      if let unnamed = lines.firstIndex(where: { $0.official == nil }) {
        var who = who
        if who.post != nil { who.post = lines[unnamed].post }
        return .identified(item.id, line: unnamed + 1, [who])
      }
      if lines.isEmpty {
        return .identified(item.id, line: nil, [who])
      }
    }
    return nil
  }

  private mutating func resolved(_ before: [Item]) -> Happening? {
    let target = before[random.pick(0...before.count - 1)]
    switch target.what {
    case .recorded(_, _, let isActing, _, _, _):
      switch random.pick(1...4) {
      case 1: return .resolved([target.id], .from(random.span()))
      case 2: return .resolved([target.id], .to(random.chance(30) ? .open : .on(random.span())))
      case 3 where !isActing: return .resolved([target.id], .official(random.official()))
      default: return .resolved([target.id], .post(random.post()))
      }
    case .decreed where random.chance(35): return .resolved([target.id], .tmt(random.span()))
    case .decreed where random.chance(40): return .resolved([target.id], .oath(random.chance(30)))
    case .acting(let kind, _, _, _) where kind != .ended && random.chance(60):
      return .resolved([target.id], .until(random.span()))
    case .inaugurated(let lines, let basis), .confirmed(let lines, let basis),
      .decreed(let lines, let basis, _, _):
      guard random.chance(75) else { return .resolved([target.id], .effective(random.span())) }
      if basis.decree != nil, random.chance(35) {
        return .resolved([target.id], .decree(random.pick(0...1)))
      }
      guard !lines.isEmpty else { return nil }
      let line = random.pick(0...lines.count - 1)
      switch random.pick(1...3) {
      case 1 where lines[line].official != nil:
        return .resolved([target.id], .lineOfficial(line, random.official()))
      case 2: return .resolved([target.id], .lineFrom(line, random.post()))
      default: return .resolved([target.id], .linePost(line, random.post()))
      }
    case .left where random.chance(50), .started where random.chance(50):
      return .resolved(
        [target.id],
        random.chance(50) ? .official(random.official()) : .post(random.post()))
    case .established, .retracted, .corrected, .identified, .resolved: return nil
    default:
      return .resolved([target.id], .effective(random.span()))
    }
  }
}
