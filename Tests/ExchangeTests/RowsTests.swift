import Exchange
import Ledger
import Synchronization
import Testing

@Suite struct `Rows that are made when they are wanted` {
  private static let formats: [ReportFormat] = [.json, .jsonl, .csv, .table, .markdown]

  /// The same rows there and yet to be made.
  private static func pair(_ count: Int, seed: Int) -> (there: Report, made: Report) {
    var random = Repeatable(seed)
    let there = Sample.random(&random, rows: count)
    let objects = there.sections[0].objects
    var made = there
    made.sections[0].rows = Rows(count: objects.count, { $0 }, { objects[$0] })
    // What follows them has to come after all of them.
    return (
      Report(head: there.head, sections: there.sections + [Sample.rotations], notes: there.notes),
      Report(head: made.head, sections: made.sections + [Sample.rotations], notes: made.notes)
    )
  }

  @Test(arguments: [0, 1, 2, 255, 256, 257, 512, 513, 2600])
  func `are written as those that are there`(count: Int) {
    let (there, made) = Self.pair(count, seed: count)
    for format in count < 300 ? Self.formats : [.json, .csv] {
      #expect(made.render(format, width: 80) == there.render(format, width: 80))
      #expect(made.render(format) == there.render(format))
    }
    #expect(made.json() == there.json())
    #expect(Array(made.sections[0].rows) == there.sections[0].objects)
  }

  @Test(arguments: [1, 5, 255, 256, 600])
  func `end where what they tell of cannot be told any more`(known: Int) {
    let objects = Self.pair(600, seed: known).there.sections[0].objects
    var report = Self.pair(600, seed: known).made
    report.sections[0].rows = Rows(
      count: objects.count,
      group: { range in
        // What comes behind it may be known again.
        (range.contains(known) ? range.clamped(to: 0..<known) : range).map { objects[$0] }
      }, { $0 })
    var expected = report
    expected.sections[0].objects = Array(objects.prefix(known))
    for format in Self.formats {
      #expect(report.render(format, width: 80) == expected.render(format, width: 80))
    }
  }

  @Test func `are looked for one group after the other where they are made by group`() {
    let asked = Mutex<(ranges: [Range<Int>], isBusy: Bool)>(([], false))
    var report = Self.pair(5_000, seed: 1).made
    let objects = report.sections[0].objects
    report.sections[0].rows = Rows(
      count: objects.count,
      group: { range in
        asked.withLock { asked in
          #expect(!asked.isBusy)
          asked = (asked.ranges + [range], true)
        }
        defer { asked.withLock { $0.isBusy = false } }
        return range.map { objects[$0] }
      }, { $0 })
    _ = report.render(.json)
    let ranges = asked.withLock { $0.ranges }
    #expect(ranges.count > 8)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test(arguments: [0, 1, 299, 300, 301])
  func `are no more than people are shown`(most: Int) {
    let (there, made) = Self.pair(300, seed: most)
    for format in Self.formats {
      let texts = [there, made].map { report in
        var report = report
        report.sections[0].mostShown = most
        return report.render(format)
      }
      #expect(texts[0] == texts[1])
      let isWhole = texts[0] == there.render(format)
      #expect(isWhole == (most >= 300 || ![.table, .markdown].contains(format)))
    }
  }

  @Test(arguments: [1, 2, 7]) func `stop with a sink that takes no more`(most: Int) {
    let (_, made) = Self.pair(5_000, seed: most)
    for _ in 0..<10 {
      var taken = 0
      #expect(throws: Full()) {
        try made.write(.json) { (_: [UInt8]) throws(Full) in
          taken += 1
          if taken == most { throw Full() }
        }
      }
      #expect(taken == most)
    }
  }

  private struct Full: Error, Equatable {}
}

@Suite struct `JSON text` {
  @Test func `has room for whatever is escaped`() throws {
    let escaped = String(String.UnicodeScalarView((0..<0xA0).compactMap { Unicode.Scalar($0) }))
    var value = JSONValue.string(escaped)
    for depth in 0..<24 {
      let members = [
        JSONValue.Member(escaped + "\(depth)", value), .init("", .integer(-(1 << 53) + 1)),
        .init("none", .object([])), .init("no", .array([])), .init("null", .null),
      ]
      value = depth.isMultiple(of: 2) ? .object(members) : .array([value, .bool(false)])
    }
    let report = Report(head: [.init("value", value)])
    #expect(try JSONParser.parse(report.render(.json))["value"] == value)
    #expect(try JSONParser.parse(Array(JSONText.compact(value).utf8)) == value)
  }
}
