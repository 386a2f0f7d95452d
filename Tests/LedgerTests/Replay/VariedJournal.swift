@testable import Ledger

/// Makes journals of events of every kind that replay shows, with names, titles, rotations, plans,
/// promises and disputes; every text is an entry as a recorder would give it.
struct VariedJournal {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func entries(_ count: Int, undoing: Bool = true) -> [String] {
    (0..<count).map { undoing ? entry($0) : plain() }
  }

  mutating func entry(_ number: Int) -> String {
    guard number > 0, chance(20) else { return plain() }
    let target = pick(0...number - 1)
    switch pick(1...3) {
    case 1: return #"{"type":"EntryRetracted","data":{"entry":\#(target),"reason":"x"}}"#
    case 2:
      let other = pick(0...number - 1)
      return #"{"type":"ClaimDisputed","data":{"entries":[\#(target),\#(other)],"field":"count"}}"#
    default:
      return #"{"type":"EntryCorrected","data":{"entry":\#(target),"reason":"x","replacement":"#
        + plain() + "}}"
    }
  }

  mutating func plain() -> String {
    let kind = pick(0...VariedJournal.kinds.count - 1)
    let (type, hasDate) = VariedJournal.kinds[kind]
    let effective = hasDate || chance(50) ? #""effective":"\#(date())","# : ""
    return #"{"type":"\#(type)",\#(effective)"data":{\#(data(type).joined(separator: ","))}}"#
  }

  private static let kinds: [(String, Bool)] = [
    ("OfficialsInaugurated", true), ("OfficialsInaugurated", true), ("OfficialsBriefed", true),
    ("OfficialsConfirmed", true), ("DecreeIssued", true), ("RotationProposed", true),
    ("InaugurationScheduled", true), ("InaugurationRescheduled", true),
    ("InaugurationCancelled", true), ("EvaluationScheduled", true), ("EvaluationHeld", true),
    ("CommitmentMade", true), ("CommitmentKept", true), ("HeadcountReported", true),
    ("DirectiveIssued", true), ("ActingAssigned", true), ("ActingExtended", true),
    ("ActingEnded", true), ("AssignmentEnded", true), ("TenureRecorded", false),
    ("DutyStarted", true), ("PostEstablished", false), ("PostRenamed", true),
    ("PostAbolished", true), ("OfficialRegistered", false), ("OfficialRetired", true),
  ]

  private mutating func data(_ type: String) -> [String] {
    let who = [#""official":"\#(official())""#, #""post":"\#(post())""#]
    switch type {
    case "OfficialsInaugurated", "OfficialsConfirmed", "OfficialsBriefed":
      return [rotation(), lines(), #""group":{"count":\#(pick(1...9))}"#]
    case "DecreeIssued":
      let oath = chance(50) ? "none" : "required"
      return [
        rotation(), lines(), #""oath":"\#(oath)""#, #""decree":{"number":"\#(pick(1...2))"}"#,
      ]
    case "RotationProposed": return [rotation(), lines()]
    case "InaugurationScheduled", "InaugurationRescheduled", "InaugurationCancelled":
      return [rotation(), #""on":"\#(date())""#]
    case "EvaluationScheduled": return [#""of":"r1""#, #""within":"P\#(pick(1...9))D""#]
    case "EvaluationHeld": return [#""of":"r1""#]
    case "CommitmentMade": return [#""text":"promise \#(pick(1...2))""#, #""due":"\#(date())""#]
    case "CommitmentKept": return [#""text":"promise \#(pick(1...2))""#]
    case "HeadcountReported": return [#""figures":[{"count":\#(pick(1...9))}]"#]
    case "DirectiveIssued": return [#""by":["\#(official())"]"#]
    case "ActingAssigned", "ActingExtended":
      return who + (chance(70) ? [#""until":"\#(date())""#] : [])
    case "ActingEnded", "AssignmentEnded", "DutyStarted": return who
    case "TenureRecorded": return who + tenure()
    case "PostEstablished":
      let unit = chance(50) ? [#""unit":"u\#(pick(1...2))""#] : []
      return [who[1], #""title":"\#(title())""#, #""seats":\#(pick(1...2))"#] + unit
    case "PostRenamed": return [who[1], #""title":"\#(title())""#]
    case "PostAbolished": return [who[1]]
    default: return [who[0], #""name":"\#(name())""#]
    }
  }

  private mutating func tenure() -> [String] {
    var data: [String] = []
    if chance(50) { data.append(#""from":"\#(date())""#) }
    if chance(40) { data.append(#""to":"\#(chance(50) ? ".." : date())""#) }
    if chance(50) { data.append(#""heldOn":["\#(date())"]"#) }
    if chance(50) { data.append(#""title":"\#(title())""#) }
    if chance(30) { data.append(#""capacity":"\#(chance(50) ? "Sekretaris" : "acting")""#) }
    return data
  }

  private mutating func lines() -> String {
    let first = (pick(1...4), pick(1...4))
    let lines = (0..<pick(1...3)).map { index in
      var parts = [#""name":"\#(name())""#]
      if chance(85) { parts.append(#""official":"o\#((first.0 + index) % 4 + 1)""#) }
      if chance(85) { parts.append(#""post":"p\#((first.1 + index) % 4 + 1)""#) }
      if chance(40) { parts.append(#""from":"\#(post())""#) }
      if chance(50) { parts.append(#""title":"\#(title())""#) }
      if chance(40) { parts.append(#""unit":"u\#(pick(1...2))""#) }
      if chance(30) { parts.append(#""echelon":"III.\#(pick(1...2))""#) }
      return "{" + parts.joined(separator: ",") + "}"
    }
    return #""lines":["# + lines.joined(separator: ",") + "]"
  }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }
  private mutating func official() -> String { "o\(pick(1...4))" }
  private mutating func post() -> String { "p\(pick(1...4))" }
  private mutating func rotation() -> String { #""rotation":"r\#(pick(1...2))""# }
  private mutating func name() -> String { "name \(pick(1...3))" }
  private mutating func title() -> String { "title \(pick(1...3))" }

  private mutating func date() -> String {
    switch pick(1...10) {
    case 1: return "2021-03"
    case 2: return "../" + Span.text(pick(1...28))
    case 3: return Span.text(pick(1...9)) + "/" + Span.text(pick(10...28))
    default: return Span.text(pick(1...28))
    }
  }
}
