/// Makes journals of decrees and of oaths taken on them, each of which says more or less of the
/// decree; every text is an entry as a recorder would give it.
struct DecreeJournal {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func entries(_ count: Int) -> [String] { (0..<count).map { _ in entry() } }

  private mutating func entry() -> String {
    let lines = lines()
    guard chance(40) else {
      let type = chance(85) ? "OfficialsInaugurated" : "OfficialsConfirmed"
      let rests = chance(15) ? "" : #","decree":\#(decree())"#
      let data = #""lines":[\#(lines)]\#(rests)\#(rotation())\#(group())"#
      return #"{"type":"\#(type)","effective":"2021-02-0\#(pick(1...5))","data":{\#(data)}}"#
    }
    let named = chance(70) ? #","lines":[\#(lines)]"# : ""
    let decree = decree()
    let date = decree.contains("date") ? "" : #""effective":"2021-01-01","#
    let data = #""decree":\#(decree)\#(named)\#(rotation())\#(group())"#
    return #"{"type":"DecreeIssued",\#(date)"data":{\#(data)}}"#
  }

  private mutating func decree() -> String {
    var members = [#""number":"\#(pick(1...2))""#]
    if chance(60) { members.append(#""date":"2021-01-0\#(pick(1...2))""#) }
    if chance(60) { members.append(#""issuer":"\#(chance(75) ? "Bupati" : "Gubernur")""#) }
    return "{\(members.joined(separator: ","))}"
  }

  private mutating func rotation() -> String {
    chance(40) ? #","rotation":"r\#(pick(1...2))""# : ""
  }

  private mutating func group() -> String {
    chance(15) ? #","group":{"count":\#(pick(1...4))}"# : ""
  }

  private mutating func lines() -> String {
    (0..<pick(1...3)).map { _ in
      #"{"official":"o\#(pick(1...8))","post":"p\#(pick(1...8))"}"#
    }.joined(separator: ",")
  }

  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }
}
