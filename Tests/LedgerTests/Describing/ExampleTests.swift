import Ledger
import Testing

@Suite struct `An example` {
  @Test(arguments: EventKind.allCases) func `passes the checker`(kind: EventKind) {
    for isComplete in [true, false] {
      #expect(EntryChecker.problems(of: Recorded.example(kind, isComplete: isComplete)) == [])
    }
  }

  @Test(arguments: EventKind.allCases)
  func `is read from its line and gives back the same tree`(kind: EventKind) throws {
    for isComplete in [true, false] {
      let line = Recorded.line(kind, isComplete: isComplete)
      #expect(WrittenForm.check(line) == nil)
      var reader = EntryReader()
      try reader.read(line, 0..<line.count)
      let event = reader.event(7)
      #expect(event.entry == 7)
      #expect(event.kind == kind)
      #expect(LineWriter.write(event.json) == line)
    }
  }

  @Test(arguments: EventKind.allCases)
  func `shows every field when complete, but for what another rules out`(kind: EventKind) {
    let data = Examples.example(kind, isComplete: true)[.data]
    let leftOut = Examples.leftOut(of: kind)
    #expect(leftOut.count <= 1)
    for field in EventDescription.of(kind).data.fields {
      #expect((data?[field.name] == nil) == leftOut.contains(field.name), "\(field.name.text)")
    }
  }

  @Test(arguments: EventKind.allCases)
  func `shows no more when short than when complete`(kind: EventKind) {
    let short = Examples.example(kind, isComplete: false)
    let complete = Examples.example(kind, isComplete: true)
    for field in EventDescription.of(kind).data.fields where short[.data]?[field.name] != nil {
      #expect(complete[.data]?[field.name] != nil)
    }
    #expect(LineWriter.write(short).count < LineWriter.write(complete).count)
  }

  @Test(arguments: EventKind.allCases)
  func `has the attributes that one gives and none that is filled`(kind: EventKind) {
    let given = Examples.example(kind, isComplete: true)
    for name in [FieldName.specversion, .type, .source, .region, .data] {
      #expect(given[name] != nil)
    }
    #expect(given[.id] == nil)
    #expect(given[.recordedtime] == nil)
  }

  @Test func `says that somebody holds a post, not that nobody does`() {
    let data = Examples.example(.holderAsserted, isComplete: true)[.data]
    #expect(data?[.official] == "budi-santoso")
    #expect(data?[.vacant] == nil)
  }
}
