import Ledger
import Testing

@Suite struct CalendarDurationTests {
  @Test(arguments: ["P6M", "P1Y2M", "P30D", "P2W", "P1Y", "P1Y2M3W4D", "P0D", "P999999D"])
  func `prints as it was given`(text: String) throws {
    #expect(try CalendarDuration(parsing: text).description == text)
  }

  @Test(arguments: [("P06M", "P6M"), ("P1Y0M", "P1Y"), ("P0Y", "P0D"), ("P000001W", "P1W")])
  func `prints without zeros that say nothing`(text: String, normal: String) throws {
    #expect(try CalendarDuration(parsing: text).description == normal)
  }

  @Test(arguments: [
    "", "P", "6M", "P6", "PM", "P-6M", "P6m", "p6M", "P6M1Y", "P6MT1H", "PT1H", "P1.5Y", "P1,5Y",
    "P6M ", " P6M", "P1M1M", "P1000000D", "P+1D", "-P1D", "P1D2W",
  ])
  func `refuses what is no calendar duration`(text: String) {
    let error = #expect(throws: ValueError.self) { try CalendarDuration(parsing: text) }
    #expect(error?.code == .malformedDuration)
  }

  @Test func `adds up years and months, weeks and days`() throws {
    let duration = try CalendarDuration(parsing: "P1Y2M3W4D")
    #expect(duration.totalMonths == 14)
    #expect(duration.totalDays == 25)
  }
}
