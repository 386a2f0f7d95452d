import Testing

@testable import Ledger

@Suite struct `A list of tenures` {
  @Test(arguments: 1...20) func `says what was put in, in its order`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let acts = (0..<50).map { number in
      let first = Day(daysSince1970: Int.random(in: 0..<9000, using: &random))
      return Act(
        effect: .takes, capacity: .definitive, post: UInt32(number % 7),
        official: UInt32(number % 5), days: DayRange(first, first.adding(days: number % 3)),
        entry: UInt32(number), decree: 0, rotation: 0)
    }
    func some(_ count: Int) -> [Tenure] {
      (0..<count).map { _ in
        let act = Int32.random(in: 0..<50, using: &random)
        var tenure = Tenure(startedBy: acts[Int(act)], at: act)
        if Bool.random(using: &random) { tenure.endBy(tenure.start, 99) }
        return tenure
      }
    }
    var (list, told) = (TenureList(of: acts), some(40))
    list.append(contentsOf: told)
    for _ in 0..<30 {
      let place = Int.random(in: 0..<40, using: &random)
      let tenure = some(1)[0]
      (list[place], told[place]) = (tenure, tenure)
    }
    list.append(startedBy: 9)
    told.append(Tenure(startedBy: acts[9], at: 9))
    var (other, more) = (TenureList(of: acts), some(40))
    other.append(contentsOf: more)
    list.append(other) { $0.title = 3 }
    // What is known from an act alone has nothing that would change.
    for place in more.indices where more[place].endEntry == 99 { more[place].title = 3 }
    #expect(Array(list) == told + more)
    #expect(Array(list[5..<50]) == Array((told + more)[5..<50]))
  }
}
