import Testing

@testable import Ledger

@Suite struct `An entry that is edited` {
  private static func event(_ data: JSONValue, _ kind: EventKind = .officialsInaugurated) throws
    -> Event
  {
    Event(
      entry: 3, id: "id", kind: kind, source: "s", recordedTime: Instant(milliseconds: 0),
      effective: try Period(parsing: "2021-03-01"), region: "35.10", subject: nil,
      recordedBy: nil, data: data)
  }

  private static let data: JSONValue = [
    "lines": [["no": 4, "official": "ani"], ["no": 7, "official": "budi", "post": "p"]],
    "decree": ["number": "1"],
  ]

  @Test func `is what it was where nothing is changed`() throws {
    let editor = EntryEditor(try Self.event(Self.data))
    #expect(EntryEditor.changes(from: editor.value, to: editor.value).isEmpty)
    #expect(editor.value[.effective] == "2021-03-01")
    #expect(editor.value[.region] == "35.10")
    #expect(editor.value[.subject] == nil)
  }

  @Test func `a field set and taken away again leaves nothing behind`() throws {
    let original = EntryEditor(try Self.event(Self.data)).value
    for (path, word) in [
      ("group.count", "7"), ("data.place", "Pendopo"), ("subject", "r"), ("by", "a,b"),
      ("lines[2].post", "q"), ("lines#7.note", "x"), ("decree.part.no", "1"),
      ("sources[0].url", "u"),
    ] {
      var editor = EntryEditor(try Self.event(Self.data))
      try editor.set(path, to: word)
      #expect(EntryEditor.changes(from: original, to: editor.value).count == 1, "\(path)")
      try editor.unset(path)
      #expect(EntryEditor.changes(from: original, to: editor.value).isEmpty, "\(path)")
    }
  }

  @Test func `the paths of its changes are paths that it takes`() throws {
    let complete = try Self.event(
      Examples.example(.officialsInaugurated, isComplete: true)[.data] ?? .object([]))
    let small = try Self.event(["lines": [["no": 1, "official": "x"]]])
    let target = EntryEditor(complete).value
    var editor = EntryEditor(small)
    for change in EntryEditor.changes(from: editor.value, to: target) {
      guard let after = change.after else {
        try editor.unset(change.path)
        continue
      }
      // A record that was not there at all is one change, made field by field.
      for (path, word) in Self.words(after, change.path) { try editor.set(path, to: word) }
    }
    #expect(EntryEditor.changes(from: editor.value, to: target).isEmpty)
  }

  private static func words(_ value: JSONValue, _ path: String) -> [(String, String)] {
    switch value {
    case .object(let members): members.flatMap { words($0.value, path + "." + $0.name) }
    case .array(let elements)
    where elements.contains { if case .object = $0 { true } else { false } }:
      elements.enumerated().flatMap { words($0.element, "\(path)[\($0.offset)]") }
    default: [(path, value.word)]
    }
  }

  @Test(arguments: [
    ("lines[0].pots", "data.lines[0].pots", "did you mean 'post'"),
    ("efective", "data.efective", "did you mean 'effective'"),
    ("lines#5.post", "data.lines#5", "it has 4, 7"),
    ("lines[4].post", "data.lines[4]", "[2] adds to it"),
    ("place.x", "data.place", "no fields of its own"), ("place#1", "data.place", "not a list"),
    ("data", "data", "field by field"), ("", "", "path of a field"),
    ("lines[", "", "path of a field"), ("lines..post", "", "path of a field"),
    ("lines[99999999999999999999].post", "", "path of a field"),
  ])
  func `a path that leads nowhere is named`(path: String, place: String, text: String) throws {
    var editor = EntryEditor(try Self.event(Self.data))
    let error = #expect(throws: LineError.self) { try editor.set(path, to: "1") }
    if !place.isEmpty { #expect(error?.path == place) }
    #expect(error?.message.contains(text) == true, "\(error?.message ?? "-")")
  }

  @Test func `what is not there cannot be taken away`() throws {
    var editor = EntryEditor(try Self.event(Self.data))
    #expect(throws: LineError.self) { try editor.unset("place") }
    #expect(throws: LineError.self) { try editor.unset("lines[0].post") }
  }

  @Test func `a subject is a word or a record`() throws {
    var editor = EntryEditor(try Self.event(["of": "r-1"], .evaluationHeld))
    try editor.set("of.entry", to: "4")
    #expect(editor.value[.data]?[.of] == ["entry": 4])
    try editor.set("of", to: "r-2")
    #expect(editor.value[.data]?[.of] == "r-2")
  }
}
