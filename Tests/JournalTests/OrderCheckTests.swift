import Journal
import Synchronization
import Testing

@Suite struct OrderCheckTests {
  /// Feeds entries to parts of four and compares them.
  private func check(_ entries: [(id: String, time: Int)]) throws -> [Finding] {
    var parts: [OrderCheck.Part] = []
    for start in stride(from: 0, to: entries.count, by: 4) {
      var part = OrderCheck.Part()
      for entry in start..<min(start + 4, entries.count) {
        let bytes = Array("<\(entries[entry].id)>".utf8)
        part.add(entry: entry, id: 1..<(bytes.count - 1), of: bytes, time: entries[entry].time)
      }
      if start % 8 == 0 { part.seal() }
      parts.append(part)
    }
    return try OrderCheck.findings(parts) { earlier, later in
      entries[earlier].id == entries[later].id
    }
  }

  @Test func `different ids in the order of time are no finding`() throws {
    for count in [0, 1, 4, 5, 300] {
      #expect(try check((0..<count).map { (id: "id-\($0)", time: $0 / 3) }) == [])
    }
  }

  @Test func `every pair of equal ids is found, in one segment and across`() throws {
    for first in 0..<11 {
      for second in (first + 1)..<12 {
        var entries = (0..<12).map { (id: "id-\($0)", time: 0) }
        entries[second].id = entries[first].id
        let findings = try check(entries)
        #expect(findings.map(\.code) == ["DUPLICATE_ID"])
        #expect(findings.first?.entry == second)
        #expect(findings.first?.text.contains("entry \(first)") == true)
      }
    }
  }

  @Test func `an id used three times is found twice`() throws {
    let findings = try check(["a", "b", "a", "c", "d", "a"].map { (id: $0, time: 0) })
    #expect(findings.map(\.entry) == [2, 5])
  }

  @Test func `ids that only begin or end alike are different`() throws {
    let ids = ["", "a", "aa", "\0", "\0\0", "12345678", "123456789", "1234567", "123456780"]
    #expect(try check(ids.map { (id: $0, time: 0) }) == [])
  }

  @Test func `nothing is said of ids that turn out to differ`() throws {
    var part = OrderCheck.Part()
    for entry in 0..<2 { part.add(entry: entry, id: 0..<1, of: [0x61], time: 0) }
    part.seal()
    #expect(try OrderCheck.findings([part]) { _, _ in false } == [])
    #expect(throws: JournalError.self) {
      try OrderCheck.findings([part]) { _, _ throws(JournalError) in
        throw JournalError(.inputOutput, .environment, "cannot read")
      }
    }
  }

  @Test func `every step back in time is found, in one segment and across`() throws {
    for entry in 1..<12 {
      var entries = (0..<12).map { (id: "id-\($0)", time: 100 + $0) }
      entries[entry].time = 50
      let findings = try check(entries)
      #expect(findings.map(\.code) == ["TIME_NOT_MONOTONE"])
      #expect(findings.first?.entry == entry)
      #expect(findings.first?.actual == "50 ms")
    }
  }

  @Test func `a journal that is wrong throughout gives a bounded answer that says how much`() throws
  {
    let findings = try check((0..<1000).map { (id: "same", time: -$0) })
    let times = findings.filter { $0.code == "TIME_NOT_MONOTONE" }
    #expect(times.count == OrderCheck.limit + 1)
    #expect(times.contains { $0.text.hasPrefix("\(999 - OrderCheck.limit) further") })
    #expect(findings.count { $0.code == "DUPLICATE_ID" } == OrderCheck.limit)
  }
}
