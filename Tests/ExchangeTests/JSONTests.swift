import Exchange
import Ledger
import Testing

@Suite struct `Reports as JSON` {
  @Test func `keep the order of names and show nothing as null or an empty list`() {
    let report = Report(
      head: [.init("version", .integer(1)), .init("at", .null)],
      sections: [
        Section(
          record: "b", member: "bs", title: "",
          objects: [Sample.row([("z", .array([])), ("a", .bool(false))])],
          columns: []),
        Section(record: "c", member: "cs", title: "", columns: []),
      ], notes: ["not in JSON"])
    #expect(
      report.text(.json) == """
        {
          "version": 1,
          "at": null,
          "bs": [
            {
              "z": [],
              "a": false
            }
          ],
          "cs": []
        }

        """)
  }

  @Test func `merge the one object of a single section`() {
    #expect(
      Sample.checkpoint.text(.json) == """
        {
          "size": 3,
          "origin": "example.id/mutasi",
          "findings": []
        }

        """)
    #expect(Report().text(.json) == "{}\n")
  }

  @Test func `keep every row of a single section that has several`() throws {
    var report = Sample.checkpoint
    report.sections[0].objects += report.sections[0].objects
    let value = try JSONParser.parse(report.render(.json))
    #expect(value["journal"] == .array(report.sections[0].objects))
  }

  @Test(arguments: 0..<200) func `parse back to the same value`(seed: Int) throws {
    var random = Repeatable(seed)
    var report = Report()
    for number in 0..<Int.random(in: 0...3, using: &random) {
      report.head.append(.init("h\(number)", value(depth: 4, using: &random)))
    }
    for number in 0..<Int.random(in: 0...3, using: &random) {
      let rows = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Sample.row([("r", value(depth: 4, using: &random))])
      }
      report.sections.append(
        Section(record: "s", member: "s\(number)", title: "", objects: rows, columns: []))
    }
    #expect(try JSONParser.parse(report.render(.json)) == report.json())
  }

  @Test func `put a value that is no object into one`() throws {
    let section = Section(
      record: "n", member: "ns", title: "", objects: [.integer(7)], columns: [])
    let value = try JSONParser.parse(Report(sections: [section]).render(.json))
    #expect(value == .object([.init("ns", .array([Sample.row([("value", .integer(7))])]))]))
  }

  private func value(depth: Int, using random: inout Repeatable) -> JSONValue {
    switch Int.random(in: 0...(depth == 0 ? 4 : 6), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2:
      .integer(Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random))
    case 3: .number("-1.5e-7")
    case 4: .string(Sample.text(4, using: &random))
    case 5:
      .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          value(depth: depth - 1, using: &random)
        })
    default:
      .object(
        (0..<Int.random(in: 0...3, using: &random)).map {
          .init("\($0)" + Sample.text(1, using: &random), value(depth: depth - 1, using: &random))
        })
    }
  }
}

@Suite struct `Reports as JSON Lines` {
  @Test func `name the section of a row if there are several`() {
    #expect(
      Sample.roster.text(.jsonl) == """
        {"record":"post","post":"35.10/sekda","title":"Regional secretary","seats":1,\
        "holders":[{"name":"Ani"},{"name":"Budi, S.H."}]}
        {"record":"post","post":"35.10/dinkes","seats":12,"holders":[]}
        {"record":"rotation","rotation":"r1","unconfirmed":true}

        """)
  }

  @Test(arguments: 0..<50) func `have one line a row, which is the row`(seed: Int) throws {
    var random = Repeatable(seed)
    let report = Sample.random(&random, rows: seed % 7)
    let lines = report.render(.jsonl).split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.last == [])
    #expect(
      try lines.dropLast().map { try JSONParser.parse(Array($0)) } == report.sections[0].objects)
  }

  @Test func `never name the record twice`() throws {
    var report = Sample.roster
    report.sections[0].objects = [Sample.row([("a", .null), ("record", .string("own"))])]
    report.sections[1].objects = []
    #expect(report.text(.jsonl) == "{\"record\":\"post\",\"a\":null}\n")
  }
}
