import Exchange
import Ledger
import Testing

@Suite struct `Reading dates as people write them` {
  @Test(arguments: [
    "2021-11-05", "05/11/2021", "5/11/2021", "05-11-2021", "5.11.2021", "2021/11/05", "2021-11-5",
    "5 November 2021", "5 Nov 2021", "5 NOVEMBER 2021", "05 Nopember 2021", "5 Nop. 2021",
    "5-Nov-2021", "November 5, 2021", "Jumat, 5 November 2021", "Jum'at 5 November 2021",
    "Jum’at, 5 November 2021", "Friday, 5 November 2021", "Fri, 05/11/2021",
    "2021-11-05T00:00:00Z", "2021-11-05 00:00:00", "2021-11-05 00:00:00.000", "5/11/2021 00:00",
    " 5  November  2021 ",
  ])
  func `a day in any of its forms is that day`(text: String) throws {
    let reading = try DateReader().read(text)
    #expect(reading.period.description == "2021-11-05")
    #expect(!reading.contradictsWeekday)
  }

  @Test(arguments: [
    ("2021", "2021"), ("2021-11", "2021-11"), ("11/2021", "2021-11"), ("11-2021", "2021-11"),
    ("11.2021", "2021-11"), ("Nov 2021", "2021-11"), ("November, 2021", "2021-11"),
    ("Nov-2021", "2021-11"), ("2021/11", "2021-11"), ("2021/2022", "2021/2022"),
    ("../2021-11-05", "../2021-11-05"), ("2021-11-05/2021-11-09", "2021-11-05/2021-11-09"),
  ])
  func `what is less exact stays so`(text: String, expected: String) throws {
    #expect(try DateReader().period(text).description == expected)
  }

  @Test func `every month has its names`() throws {
    let names = [
      "januari jan january", "februari feb february peb pebruari", "maret mar march",
      "april apr", "mei may", "juni jun june", "juli jul july",
      "agustus agt agu agust aug august", "september sep sept", "oktober okt oct october",
      "november nov nop nopember", "desember des dec december",
    ]
    for (index, names) in names.enumerated() {
      for name in names.split(separator: " ") {
        let period = try DateReader().period("7 \(name.capitalized) 1999")
        #expect(period.first.month == index + 1, "\(name)")
      }
    }
  }

  @Test func `the month comes first only where the user says so`() throws {
    #expect(try DateReader(.mdy).period("05/11/2021").description == "2021-05-11")
    #expect(try DateReader(.mdy).period("2021-11-05").description == "2021-11-05")
    #expect(try DateReader(.mdy).period("11/2021").description == "2021-11")
    let error = #expect(throws: ValueError.self) { try DateReader().period("11/25/2021") }
    #expect(error?.code == .impossibleDate)
    #expect(error?.message.contains("--date-form mdy") == true)
  }

  @Test(arguments: [
    "31/02/2021", "29 Februari 2021", "2021-13-01", "32/01/2021", "0/1/2021", "13/2021",
    "0000", "2021-02-30", "00-00-2021",
  ])
  func `a day that never was is refused, never repaired`(text: String) {
    let error = #expect(throws: ValueError.self) { try DateReader().period(text) }
    #expect(error?.code == .impossibleDate)
  }

  @Test(arguments: [
    "", " ", "x", "5/11/21", "5 Nov 21", "11/21", "05-11/2021", "5 Movember 2021", "44505",
    "2021-11-05T09:30:00Z", "c. 1997", "1997?", "5 November", "November", "Jumat", "5//2021",
    "٥/١١/2021", "5 11 2021", "1/2/3/2021", "2021-2022", "-", "..", "5 November 20211", "Jumat,",
  ])
  func `what is no date is refused`(text: String) {
    let error = #expect(throws: ValueError.self) { try DateReader().period(text) }
    #expect(error?.code == .malformedDate)
  }

  @Test func `a weekday that the day is not is noticed`() throws {
    #expect(try DateReader().read("Jumat, 5 Oktober 2021").contradictsWeekday)
    #expect(try DateReader().read("Selasa, 5 Oktober 2021").weekday == 2)
    #expect(try !DateReader().read("Selasa, Oktober 2021").contradictsWeekday)
  }

  @Test(arguments: 0..<300) func `every day reads back in every form`(seed: Int) throws {
    var random = Repeatable(seed)
    let day = Day(daysSince1970: Int.random(in: -719_162...2_932_896, using: &random))
    let (year, month, date) = (pad(day.year, 4), pad(day.month, 2), pad(day.day, 2))
    for separator in ["/", "-", "."] {
      let forward = [date, month, year].joined(separator: separator)
      let american = [month, date, year].joined(separator: separator)
      #expect(try DateReader().period(forward).first == day)
      #expect(try DateReader(.mdy).period(american).first == day)
    }
    let weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    let reading = try DateReader().read("\(weekdays[day.weekday - 1]), \(day)")
    #expect(reading.period.first == day && !reading.contradictsWeekday)
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }
}

extension StringProtocol {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
