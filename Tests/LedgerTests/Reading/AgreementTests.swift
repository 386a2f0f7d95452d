import Ledger
import Testing

@Suite struct `The plain and the fast reader` {
  @Test(arguments: EventKind.allCases) func `both accept every example`(kind: EventKind) {
    var verdicts = Verdicts()
    for isComplete in [true, false] {
      let line = Recorded.line(kind, isComplete: isComplete)
      #expect(verdicts.refusal(of: line) == nil)
      #expect(verdicts.disagreement(on: line) == nil)
    }
  }

  @Test func `agree when a single member is missing`() {
    var verdicts = Verdicts()
    for kind in EventKind.allCases {
      for value in Surgery.each(Recorded.example(kind, isComplete: false), { _ in [] }) {
        #expect(verdicts.disagreement(on: LineWriter.write(value)) == nil)
      }
    }
  }

  @Test func `agree when a member bears another name or stands twice`() {
    var verdicts = Verdicts()
    var met = Acquaintance()
    for kind in EventKind.allCases {
      for name in ["x", "aa", "note", "z"] {
        let changed = Surgery.each(Recorded.ownExample(kind)) { member in
          let isMember = !member.name.isEmpty
          guard isMember, met.isNew(.init(member.name + name, member.value)) else { return nil }
          return name == "z" ? [member, member] : [.init(name, member.value)]
        }
        for value in changed {
          let line = LineWriter.write(value)
          #expect(verdicts.refusal(of: line) != nil || name == "note")
          #expect(verdicts.disagreement(on: line) == nil)
        }
      }
    }
  }

  @Test func `agree when a single value is of another kind or broken`() {
    var verdicts = Verdicts()
    let wrong = Self.wrong.map { LineWriter.write($0) }
    let gaps = Self.gaps()
    #expect(gaps.count > 90)
    for (before, after) in gaps {
      for (index, bytes) in wrong.enumerated() {
        let found = verdicts.disagreement(on: before + bytes + after)
        if let found { Issue.record("value \(index): \(found)") }
      }
    }
  }

  /// The lines of all examples with one value left out, as what stands before it and behind it.
  private static func gaps() -> [(before: [UInt8], after: [UInt8])] {
    let mark = JSONValue.string("gap")
    let marked = LineWriter.write(mark)
    var met = Acquaintance()
    return EventKind.allCases.flatMap { kind in
      let lines = Surgery.each(Recorded.ownExample(kind)) { member in
        // A text for people may be anything: a few of them stand for all.
        let isText = member.value.text?.contains(" ") == true
        let isNew = met.isNew(isText ? .init("text in \(kind == .decreeIssued)", .null) : member)
        return isNew ? [.init(member.name, mark)] : nil
      }
      return lines.map { LineWriter.write($0) }.map { line in
        let start = line.indices.first { line[$0...].starts(with: marked) } ?? line.count
        return (Array(line[..<start]), Array(line[start...].dropFirst(marked.count)))
      }
    }
  }

  /// Values that some fields hold and others do not, many of them at the edge of a form.
  static let wrong: [JSONValue] = [
    "", "a", "a b", "a\"b", "a\\b", "a\nb", "é", "e\u{301}", "a\u{A0}b", "a\u{85}b", "\u{FEFF}",
    "\u{212A}eyRevoked", "KeyRevoked", "OfficialsBriefed", "PostMoved", "required", "acting",
    "pool", "..", "../..", "/", "2021-02", "2021-02-30", "2024-02-29", "2023/2021", "../2021",
    "0000", "2021-11-05T10:00:00Z", "2021-11-05T10:00:00.000Z", "2021-11-05t10:00:00.1+08:00",
    "P6M", "P", "P1D1M", "35.10", "35.1", "35.10.07.2001",
    .string(.init(repeating: "a", count: 64)),
    .string(.init(repeating: "b", count: 256)), .string(.init(repeating: "b", count: 257)),
    .string(.init(repeating: "é", count: 129)), .string(.init(repeating: "\"", count: 200)),
    0, 1, -1, 9_007_199_254_740_991, -9_007_199_254_740_991, .number("1.5"), .number("-0"),
    .number("9007199254740992"), .number("123456789012345678901"), .null, true, false, [], [0],
    ["a"], ["a", 1], [[]], [:], ["entry": 0], ["count": 1], ["entry": 0, "group": true],
    ["text": "a", "kind": "plan"], ["a": 1],
  ]

  @Test func `agree on what replaces an entry`() throws {
    var verdicts = Verdicts()
    for kind in EventKind.allCases {
      for isComplete in [true, false] {
        guard case .object(let given) = Examples.example(kind, isComplete: isComplete) else {
          continue
        }
        let names = ["data", "effective", "region", "type"]
        let replacement = JSONValue.object(given.filter { names.contains($0.name) })
        let entry = Recorded.correction(by: replacement)
        let line = LineWriter.write(entry)
        #expect(verdicts.refusal(of: line) == nil)
        #expect(verdicts.disagreement(on: line) == nil)
        guard !isComplete else { continue }
        for value in Surgery.each(replacement, { _ in [] }) {
          let line = LineWriter.write(Recorded.correction(by: value))
          #expect(verdicts.disagreement(on: line) == nil)
        }
      }
    }
    let undated: JSONValue = ["data": ["official": "a"], "type": "OfficialDied"]
    #expect(verdicts.refusal(of: LineWriter.write(Recorded.correction(by: undated))) != nil)
  }

  @Test func `agree on how deep a line may be`() {
    var verdicts = Verdicts()
    var replacement: JSONValue = ["data": ["unit": "a"], "type": "UnitEstablished"]
    var accepted = 0
    for _ in 0..<20 {
      let line = LineWriter.write(Recorded.correction(by: replacement))
      #expect(verdicts.disagreement(on: line) == nil)
      if verdicts.refusal(of: line) == nil { accepted += 1 }
      replacement = [
        "data": ["entry": 0, "reason": "a", "replacement": replacement], "type": "EntryCorrected",
      ]
    }
    // An entry and its data are 2 deep; each replacement and its data add 2, up to 32.
    #expect(accepted == 15)
  }

  @Test func `agree on how long a line may be`() {
    var verdicts = Verdicts()
    let base = LineWriter.write(Recorded.noted("")).count
    for length in [65_534, 65_535, 65_536] {
      let line = LineWriter.write(Recorded.noted(.init(repeating: "a", count: length - base)))
      #expect(line.count == length)
      #expect(verdicts.disagreement(on: line) == nil)
      #expect((verdicts.refusal(of: line) == nil) == (length <= 65_535))
    }
  }
}

extension Recorded {
  /// A correction by that replacement.
  static func correction(by replacement: JSONValue) -> JSONValue {
    entry(.entryCorrected, ["entry": 0, "reason": "a", "replacement": replacement])
  }

  /// An entry with that note.
  static func noted(_ note: String) -> JSONValue {
    entry(.unitEstablished, ["note": .string(note), "unit": "a"])
  }

  private static func entry(_ kind: EventKind, _ data: JSONValue) -> JSONValue {
    [
      "data": data, "id": "a", "recordedtime": "2026-10-01T08:00:00.000Z", "source": "a",
      "specversion": "1.0", "type": .string(kind.rawValue),
    ]
  }
}
