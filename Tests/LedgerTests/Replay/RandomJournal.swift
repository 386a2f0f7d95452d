@testable import Ledger

/// Makes small journals that a seed brings back.
struct RandomJournal {
  var generator: SeededGenerator
  var posts = 3
  var officials = 3
  /// How many of a hundred dates are known to the day.
  var exactness = 60

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func items() -> [Item] {
    posts = pick(1...3)
    officials = pick(2...4)
    var items: [Item] = []
    for id in 0..<pick(2...7) {
      let target = items.filter { if case .retracted = $0.what { chance(50) } else { true } }
        .randomElement(using: &generator)
      if let target, chance(8) {
        items.append(Item(id: id, on: span(), what: .retracted(target.id)))
      } else if let target, chance(6) {
        items.append(Item(id: id, on: span(), what: .corrected(target.id, span(), plain())))
      } else {
        items.append(Item(id: id, on: span(), what: plain()))
      }
    }
    return items
  }

  mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  mutating func span() -> Span {
    let first = pick(1...12)
    return Span(first: first, last: chance(exactness) ? first : min(12, first + pick(1...2)))
  }

  mutating func official() -> Int { pick(0...officials - 1) }
  mutating func post() -> Int { pick(0...posts - 1) }

  mutating func plain() -> Happening {
    switch pick(1...100) {
    case 1...30:
      let list = lines()
      let decree = chance(30) ? pick(0...1) : nil
      return .inaugurated(list, .init(decree: decree, rotation: chance(25) ? 0 : nil))
    case 31...34: return .confirmed(lines(), .init())
    case 35...40:
      return .decreed(
        lines(), .init(decree: pick(0...1)), oath: chance(30), tmt: chance(50) ? span() : nil)
    case 41...58: return recorded()
    case 59...62: return .started(official: official(), post: post())
    case 63...72: return .left(official: official(), post: post(), decree: nil)
    case 73...88:
      let kind: Happening.Acting = chance(60) ? .assigned : chance(50) ? .extended : .ended
      let until = kind != .ended && chance(60) ? span() : nil
      return .acting(kind, official: official(), post: post(), until: until)
    case 89...91: return .departed(official: official())
    case 92...94: return .abolished(post: post())
    default: return .established(post: post(), seats: pick(0...2))
    }
  }

  /// Single moves, exchanges and chains: each official of a line leaves what the next one takes.
  mutating func lines() -> [Happening.Line] {
    if chance(60) || posts == 1 {
      return [
        .init(
          official: official(), post: chance(92) ? post() : nil, from: chance(35) ? post() : nil,
          isConcurrent: chance(20))
      ]
    }
    return (0..<min(posts, officials)).map { index in
      .init(
        official: index % officials, post: index % posts,
        from: chance(60) ? (index + 1) % posts : nil, isConcurrent: chance(10))
    }
  }

  mutating func recorded() -> Happening {
    let from = chance(60) ? span() : nil
    let to: Happening.End = chance(45) ? .unknown : chance(40) ? .open : .on(span())
    let heldOn = chance(45) ? (0..<pick(1...2)).map { _ in span() } : []
    return .recorded(
      official: official(), post: post(), isActing: chance(10), from: from, to: to, heldOn: heldOn)
  }
}
