/// Makes journals of oaths on known days, with little else among them, as most records of a
/// regency are; every text is an entry as a recorder would give it.
struct OathJournal {
  private var generator: SeededGenerator
  /// How many of a hundred entries are none.
  private let others: Int

  init(seed: UInt64, others: Int) {
    generator = SeededGenerator(seed: seed)
    self.others = others
  }

  mutating func entries(_ count: Int) -> [String] { (0..<count).map { entry($0) } }

  private mutating func entry(_ number: Int) -> String {
    guard chance(others) else { return inauguration() }
    if number > 1, chance(10) {
      let (one, other) = (pick(0...number - 1), pick(0...number - 1))
      return #"{"type":"ClaimDisputed","data":{"entries":[\#(one),\#(other)],"field":"effective"}}"#
    }
    let who = #""official":"\#(official())","post":"\#(post())""#
    return switch pick(1...8) {
    case 1: text("ActingAssigned", day(), #"\#(who),"until":"\#(day())""#)
    case 2: text("ActingEnded", day(), who)
    case 3: text("AssignmentEnded", day(), who)
    case 4: text("PostEstablished", day(), #""post":"\#(post())","seats":\#(pick(1...2))"#)
    case 5: text("OfficialRetired", day(), #""official":"\#(official())""#)
    case 6: text("TenureRecorded", day(), #"\#(who),"from":"\#(day())""#)
    case 7: text("OfficialsInaugurated", "2020-0\(pick(1...2))", lines(1))
    default: text("OfficialsConfirmed", day(), lines(1))
    }
  }

  private mutating func inauguration() -> String {
    let decree = chance(50) ? #","decree":{"number":"\#(pick(1...3))"}"# : ""
    return text("OfficialsInaugurated", day(), lines(pick(1...2)) + decree)
  }

  private func text(_ type: String, _ effective: String, _ data: String) -> String {
    #"{"type":"\#(type)","effective":"\#(effective)","data":{\#(data)}}"#
  }

  private mutating func lines(_ count: Int) -> String {
    let lines = (0..<count).map { _ in
      let from = chance(40) ? #","from":"\#(post())""# : ""
      let concurrent = chance(others / 4) ? #","concurrent":true"# : ""
      return #"{"official":"\#(official())","post":"\#(post())"\#(from)\#(concurrent)}"#
    }
    return #""lines":[\#(lines.joined(separator: ","))]"#
  }

  private mutating func official() -> String { "o\(pick(1...7))" }
  private mutating func post() -> String { "p\(pick(1...6))" }

  private mutating func day() -> String {
    let day = pick(10...28)
    return "2020-0\(pick(1...2))-\(day)"
  }

  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
