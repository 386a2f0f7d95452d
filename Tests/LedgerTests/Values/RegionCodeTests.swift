import Ledger
import Testing

@Suite struct RegionCodeTests {
  @Test(arguments: ["35", "35.10", "35.10.07", "35.10.07.2001", "01", "00.00.00.0000"])
  func `prints as it was given`(text: String) throws {
    #expect(try RegionCode(parsing: text).description == text)
  }

  @Test(arguments: [
    "", "3", "351", "35.1", "35.100", "35.", "3510", "35-10", "35.10.07.200", "35.10.07.20011",
    "35.10.07.2001.1", "ab", "35.1a", "35 10", "35.10.", ".35.10",
  ])
  func `refuses what is no code`(text: String) {
    let error = #expect(throws: ValueError.self) { try RegionCode(parsing: text) }
    #expect(error?.code == .malformedRegion)
  }

  @Test func `includes exactly the codes that begin with its parts`() throws {
    let texts = [
      "35", "35.10", "35.10.07", "35.10.07.2001", "35.11", "51", "51.01.04.1001", "01.01",
    ]
    for outer in texts {
      for inner in texts {
        let expected = inner == outer || inner.hasPrefix(outer + ".")
        let answer = try RegionCode(parsing: outer).includes(RegionCode(parsing: inner))
        #expect(answer == expected, "\(outer) and \(inner)")
      }
    }
  }

  @Test func `codes of other depth are other codes`() throws {
    #expect(try RegionCode(parsing: "00") != RegionCode(parsing: "00.00"))
    #expect(try !RegionCode(parsing: "01").includes(RegionCode(parsing: "00.01")))
  }
}
