@testable import Ledger

/// One unknown day of a range, in a calendar of twelve days of March 2021.
struct Span: Hashable {
  var first: Int
  var last: Int

  static let calendar = 1...12

  static func text(_ day: Int) -> String { "2021-03-" + (day < 10 ? "0\(day)" : "\(day)") }

  var text: String {
    first == last ? Span.text(first) : Span.text(first) + "/" + Span.text(last)
  }
}

/// What an entry of a random journal says, for the engine as JSON and for `Readings` as it is.
indirect enum Happening: Hashable {
  struct Line: Hashable {
    var official: Int
    var post: Int?
    var from: Int?
    var isConcurrent = false
  }

  enum End: Hashable {
    case unknown, open
    case on(Span)
  }

  enum Acting: String { case assigned, extended, ended }

  case inaugurated([Line], decree: Int?, rotation: Int?)
  case confirmed([Line])
  case decreed([Line], number: Int, oath: Bool, tmt: Span?)
  case recorded(official: Int, post: Int, isActing: Bool, from: Span?, to: End, heldOn: [Span])
  case started(official: Int, post: Int)
  case left(official: Int, post: Int)
  case acting(Acting, official: Int, post: Int, until: Span?)
  case departed(official: Int)
  case abolished(post: Int)
  case established(post: Int, seats: Int)
  case retracted(Int)
  case corrected(Int, Span, Happening)
}

/// An entry of a random journal; its id stays when others are dropped.
struct Item: Hashable {
  let id: Int
  var on: Span
  var what: Happening

  /// The acting capacity, one for each official.
  static func capacity(_ official: Int) -> String { official % 2 == 0 ? "acting" : "daily-acting" }

  /// The entry as JSON, or nil where it refers to an item that is not in the journal before it.
  func json(_ numbers: [Int: Int]) -> String? {
    switch what {
    case .retracted(let target):
      return numbers[target].map {
        #"{"type":"EntryRetracted","data":{"entry":\#($0),"reason":"wrong"}}"#
      }
    case .corrected(let target, let span, let replacement):
      guard let number = numbers[target] else { return nil }
      let inner = Item(id: target, on: span, what: replacement)
      guard let body = inner.json(numbers)?.dropFirst() else { return nil }
      return #"{"type":"EntryCorrected","data":{"entry":\#(number),"reason":"wrong","#
        + #""replacement":{\#(body)}}"#
    default:
      return Item.json(what, on)
    }
  }

  private static func json(_ what: Happening, _ on: Span) -> String {
    func entry(_ type: String, _ data: [String], dated: Bool = true) -> String {
      let effective = dated ? #""effective":"\#(on.text)","# : ""
      return #"{"type":"\#(type)",\#(effective)"data":{\#(data.joined(separator: ","))}}"#
    }
    func who(_ official: Int, _ post: Int) -> [String] {
      [#""official":"o\#(official)""#, #""post":"p\#(post)""#]
    }
    switch what {
    case .inaugurated(let list, let decree, let rotation):
      let decree = decree.map { [#""decree":{"number":"\#($0)"}"#] } ?? []
      let rotation = rotation.map { [#""rotation":"r\#($0)""#] } ?? []
      return entry("OfficialsInaugurated", [lines(list)] + decree + rotation)
    case .confirmed(let list):
      return entry("OfficialsConfirmed", [lines(list)])
    case .decreed(let list, let number, let oath, let tmt):
      let tmt = tmt.map { [#""tmt":"\#($0.text)""#] } ?? []
      let word = oath ? "required" : "none"
      return entry(
        "DecreeIssued",
        [lines(list), #""decree":{"number":"\#(number)"}"#, #""oath":"\#(word)""#] + tmt)
    case .recorded(let official, let post, let isActing, let from, let to, let heldOn):
      var data = who(official, post)
      if isActing { data.append(#""capacity":"\#(capacity(official))""#) }
      if let from { data.append(#""from":"\#(from.text)""#) }
      switch to {
      case .unknown: break
      case .open: data.append(#""to":"..""#)
      case .on(let span): data.append(#""to":"\#(span.text)""#)
      }
      if !heldOn.isEmpty {
        data.append(#""heldOn":["# + heldOn.map { "\"\($0.text)\"" }.joined(separator: ",") + "]")
      }
      return entry("TenureRecorded", data, dated: false)
    case .started(let official, let post): return entry("DutyStarted", who(official, post))
    case .left(let official, let post): return entry("AssignmentEnded", who(official, post))
    case .acting(let kind, let official, let post, let until):
      let until = until.map { [#""until":"\#($0.text)""#] } ?? []
      let type = "Acting" + kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
      return entry(
        type, who(official, post) + [#""capacity":"\#(capacity(official))""#] + until)
    case .departed(let official): return entry("OfficialRetired", [#""official":"o\#(official)""#])
    case .abolished(let post): return entry("PostAbolished", [#""post":"p\#(post)""#])
    case .established(let post, let seats):
      let number = seats == 0 ? "\"pool\"" : "\(seats)"
      return entry(
        "PostEstablished", [#""post":"p\#(post)""#, #""seats":\#(number)"#], dated: false)
    case .retracted, .corrected: return ""
    }
  }

  private static func lines(_ lines: [Happening.Line]) -> String {
    let texts = lines.map { line in
      var parts = [#""official":"o\#(line.official)""#]
      if let post = line.post { parts.append(#""post":"p\#(post)""#) }
      if let from = line.from { parts.append(#""from":"p\#(from)""#) }
      if line.isConcurrent { parts.append(#""concurrent":true"#) }
      return "{" + parts.joined(separator: ",") + "}"
    }
    return #""lines":["# + texts.joined(separator: ",") + "]"
  }
}

/// Makes small journals that a seed brings back.
struct RandomJournal {
  var generator: SeededGenerator
  var posts = 3
  var officials = 3

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

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  private mutating func span() -> Span {
    let first = pick(1...12)
    return Span(first: first, last: chance(60) ? first : min(12, first + pick(1...2)))
  }

  private mutating func official() -> Int { pick(0...officials - 1) }
  private mutating func post() -> Int { pick(0...posts - 1) }

  private mutating func plain() -> Happening {
    switch pick(1...100) {
    case 1...30:
      return .inaugurated(
        lines(), decree: chance(30) ? pick(0...1) : nil, rotation: chance(25) ? 0 : nil)
    case 31...34: return .confirmed(lines())
    case 35...40:
      return .decreed(
        lines(), number: pick(0...1), oath: chance(30), tmt: chance(50) ? span() : nil)
    case 41...58: return recorded()
    case 59...62: return .started(official: official(), post: post())
    case 63...72: return .left(official: official(), post: post())
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
  private mutating func lines() -> [Happening.Line] {
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

  private mutating func recorded() -> Happening {
    let from = chance(60) ? span() : nil
    let to: Happening.End = chance(45) ? .unknown : chance(40) ? .open : .on(span())
    let heldOn = chance(45) ? (0..<pick(1...2)).map { _ in span() } : []
    return .recorded(
      official: official(), post: post(), isActing: chance(10), from: from, to: to, heldOn: heldOn)
  }
}
