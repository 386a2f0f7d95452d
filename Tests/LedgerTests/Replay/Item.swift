@testable import Ledger

/// An entry of a random journal; its id stays when others are dropped.
struct Item: Hashable {
  let id: Int
  var on: Span
  var what: Happening

  /// The acting capacity, one for each official.
  static func capacity(_ official: Int) -> String { official % 2 == 0 ? "acting" : "daily-acting" }

  /// The ids of the items that this one refers to.
  var targets: [Int] { Item.targets(what) }

  private static func targets(_ what: Happening) -> [Int] {
    switch what {
    case .retracted(let target), .identified(let target, _, _): [target]
    case .corrected(let target, _, let replacement): [target] + targets(replacement)
    case .resolved(let entries, _): entries
    default: []
    }
  }

  /// The entry as JSON, or nil where it refers to an item that is not in the journal before it.
  func json(_ numbers: [Int: Int]) -> String? {
    guard targets.allSatisfy({ numbers[$0] != nil }) else { return nil }
    switch what {
    case .retracted(let target):
      return entry("EntryRetracted", [#""entry":\#(numbers[target] ?? 0)"#, #""reason":"x""#])
    case .corrected(let target, let span, let replacement):
      let inner = Item(id: target, on: span, what: replacement)
      guard let body = inner.json(numbers) else { return nil }
      return entry(
        "EntryCorrected",
        [
          #""entry":\#(numbers[target] ?? 0)"#, #""reason":"x""#,
          #""replacement":\#(body)"#,
        ])
    case .undone(let kind, let basis, let list):
      let lines = list.isEmpty ? [] : [Item.lines(list)]
      let type = "Decree" + kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
      return entry(type, Item.basis(basis) + lines, dated: true)
    case .identified(let target, let line, let list):
      let place = line.map { #""no":\#($0)"# } ?? #""group":true"#
      return entry(
        "OfficialIdentified",
        [#""at":{"entry":\#(numbers[target] ?? 0),\#(place)}"#, Item.lines(list)])
    case .resolved(let targets, let claim):
      let entries = targets.map { "\(numbers[$0] ?? 0)" }.joined(separator: ",")
      let (field, chosen) = Item.text(claim)
      return entry(
        "ClaimResolved",
        [#""entries":[\#(entries)]"#, #""field":"\#(field)""#, #""chosen":"\#(chosen)""#])
    default: return plain
    }
  }

  private static func text(_ claim: Happening.Claim) -> (field: String, chosen: String) {
    switch claim {
    case .effective(let span): ("effective", span.text)
    case .tmt(let span): ("tmt", span.text)
    case .from(let span): ("from", span.text)
    case .to(.on(let span)): ("to", span.text)
    case .to: ("to", "..")
    case .official(let official): ("official", "o\(official)")
    case .post(let post): ("post", "p\(post)")
    case .until(let span): ("data.until", span.text)
    case .oath(let isNeeded): ("oath", isNeeded ? "required" : "none")
    case .decree(let number): ("decree.number", "\(number)")
    // Lines are numbered from 1, and named by either.
    case .lineOfficial(let line, let official): ("lines[\(line)].official", "o\(official)")
    case .linePost(let line, let post): ("lines#\(line + 1).post", "p\(post)")
    case .lineFrom(let line, let post): ("data.lines[\(line)].from", "p\(post)")
    }
  }

  /// The entry as JSON where it refers to no other.
  private var plain: String? {
    switch what {
    case .inaugurated(let list, let basis):
      return entry("OfficialsInaugurated", Item.people(list) + Item.basis(basis), dated: true)
    case .confirmed(let list, let basis):
      return entry("OfficialsConfirmed", Item.people(list) + Item.basis(basis), dated: true)
    case .decreed(let list, let basis, let oath, let tmt):
      let tmt = tmt.map { [#""tmt":"\#($0.text)""#] } ?? []
      let word = #""oath":"\#(oath ? "required" : "none")""#
      return entry(
        "DecreeIssued", Item.people(list) + Item.basis(basis) + [word] + tmt, dated: true)
    case .recorded(let official, let post, let isActing, let from, let to, let heldOn):
      let capacity = isActing ? [#""capacity":"\#(Item.capacity(official))""#] : []
      return entry(
        "TenureRecorded",
        Item.who(official, post) + capacity + Item.tenure(from: from, to: to, heldOn: heldOn))
    case .started(let official, let post):
      return entry("DutyStarted", Item.who(official, post), dated: true)
    case .left(let official, let post, let decree):
      return entry(
        "AssignmentEnded", Item.who(official, post) + Item.basis(.init(decree: decree)),
        dated: true)
    case .acting(let kind, let official, let post, let until):
      let until = until.map { [#""until":"\#($0.text)""#] } ?? []
      let type = "Acting" + kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
      let capacity = #""capacity":"\#(Item.capacity(official))""#
      return entry(type, Item.who(official, post) + [capacity] + until, dated: true)
    case .departed(let official):
      return entry("OfficialRetired", [#""official":"o\#(official)""#], dated: true)
    case .abolished(let post):
      return entry("PostAbolished", [#""post":"p\#(post)""#], dated: true)
    case .established(let post, let seats):
      let number = seats == 0 ? "\"pool\"" : "\(seats)"
      return entry("PostEstablished", [#""post":"p\#(post)""#, #""seats":\#(number)"#])
    default: return nil
    }
  }

  private func entry(_ type: String, _ data: [String], dated: Bool = false) -> String {
    let effective = dated ? #""effective":"\#(on.text)","# : ""
    return #"{"type":"\#(type)",\#(effective)"data":{\#(data.joined(separator: ","))}}"#
  }

  private static func who(_ official: Int, _ post: Int) -> [String] {
    [#""official":"o\#(official)""#, #""post":"p\#(post)""#]
  }

  private static func tenure(
    from: Span?, to: Happening.End, heldOn: [Span]
  ) -> [String] {
    var data: [String] = []
    if let from { data.append(#""from":"\#(from.text)""#) }
    switch to {
    case .unknown: break
    case .open: data.append(#""to":"..""#)
    case .on(let span): data.append(#""to":"\#(span.text)""#)
    }
    if !heldOn.isEmpty {
      data.append(#""heldOn":["# + heldOn.map { "\"\($0.text)\"" }.joined(separator: ",") + "]")
    }
    return data
  }

  /// The people of a ceremony or decree; where no line says who, their number.
  private static func people(_ list: [Happening.Line]) -> [String] {
    list.isEmpty ? [#""group":{"count":4}"#] : [lines(list)]
  }

  private static func basis(_ basis: Happening.Basis) -> [String] {
    (basis.decree.map { [#""decree":{"number":"\#($0)"}"#] } ?? [])
      + (basis.rotation.map { [#""rotation":"r\#($0)""#] } ?? [])
  }

  private static func lines(_ lines: [Happening.Line]) -> String {
    let texts = lines.map { line in
      var parts: [String] = []
      if let official = line.official { parts.append(#""official":"o\#(official)""#) }
      if let post = line.post { parts.append(#""post":"p\#(post)""#) }
      if let from = line.from { parts.append(#""from":"p\#(from)""#) }
      if line.isConcurrent { parts.append(#""concurrent":true"#) }
      return "{" + parts.joined(separator: ",") + "}"
    }
    return #""lines":["# + texts.joined(separator: ",") + "]"
  }
}
