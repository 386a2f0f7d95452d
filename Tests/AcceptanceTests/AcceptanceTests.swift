import Testing

/// What a user of the built program sees.
@Suite struct AcceptanceTests {
  @Test func `an empty journal is replayed`() throws {
    let mutasi = try Harness.journal()
    let answer = try mutasi.json("replay", "--at", "2021-08-01")
    #expect(answer["size"].number == 0)
    #expect(answer["posts"].elements.isEmpty)
  }

  @Test func `what was appended is there`() throws {
    let mutasi = try Harness.journal()
    let receipt = try mutasi.append(
      #"{"type":"PostEstablished","effective":"2020-01-01","data":{"post":"kadis-pu"}}"#)
    #expect(receipt["size"].number == 1)
    #expect(try mutasi.json("replay")["posts"][0]["post"].text == "kadis-pu")
  }
}
