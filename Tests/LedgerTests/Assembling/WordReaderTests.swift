import Testing

@testable import Ledger

@Suite struct `A word that somebody types` {
  @Test func `reads back every field of every example`() throws {
    for kind in EventKind.allCases {
      let data = try #require(Examples.example(kind, isComplete: true)[.data])
      for field in EventDescription.of(kind).data.fields where field.name != .replacement {
        guard let value = data[field.name] else { continue }
        #expect(
          try Self.shape(field.shape, of: value).value(of: value.word) == value,
          "\(kind.rawValue).\(field.name.text)")
      }
    }
  }

  /// The alternative that a value is of: only text is read where text may stand.
  private static func shape(_ shape: Shape, of value: JSONValue) -> Shape {
    if case .either(_, let second) = shape, case .object = value { return second }
    return shape
  }

  @Test func `reads back texts with commas, quotation marks, backslashes and blanks`() throws {
    var generator = SeededGenerator(seed: 0x5EED)
    let pieces = ["a", ",", "\"", "\\", " ", "=", "é", "\n", "\\,", "\"\"", "x=y"]
    let line = Shape.record(.line)
    for round in 0..<2000 {
      let text = (0..<Int.random(in: 0..<7, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let value: JSONValue = ["name": .string(text), "post": "p", "note": .string(text)]
      #expect(try line.value(of: value.word) == value, "round \(round): \(text.debugDescription)")
      let list: JSONValue = [.string(text), "b"]
      #expect(try Shape.list(.text).value(of: list.word) == list, "\(text.debugDescription)")
    }
  }

  @Test func `never traps, whatever the word`() {
    var generator = SeededGenerator(seed: 0xC0FFEE)
    let pieces = ["official", "no", "=", ",", "\"", "\\", "[", "]", "#", ".", "9", "🙂", "\u{301}"]
    for _ in 0..<2000 {
      let word = (0..<Int.random(in: 0..<9, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      for shape in [
        Shape.record(.line), .record(.point), .list(.text), .seats, .count, .openPeriod,
      ] {
        _ = try? shape.value(of: word)
      }
      _ = try? EntryPath(parsing: word)
    }
  }

  @Test func `a record that needs one field takes a word as that field`() throws {
    let point = Shape.record(.point)
    #expect(
      try point.value(of: "hadir tepat waktu, disiplin") == ["text": "hadir tepat waktu, disiplin"])
    #expect(
      try point.value(of: "text=hadir,kind=order") == ["text": "hadir", "kind": "order"])
    #expect(throws: LineError.self) { try point.value(of: "txt=hadir") }
    #expect(try Shape.record(.figure).value(of: "72") == ["count": 72])
  }

  @Test func `digits are a number where a number may stand, and text in quotation marks`() throws {
    let claim = Shape.either(.integer(-10...10), .text)
    #expect(try claim.value(of: "7") == 7)
    #expect(try claim.value(of: "\"7\"") == "7")
    #expect(try claim.value(of: "07") == "07")
    #expect(try claim.value(of: "7 orang") == "7 orang")
    #expect(throws: LineError.self) { try claim.value(of: "11") }
    #expect(try Shape.seats.value(of: "pool") == "pool")
    #expect(try Shape.seats.value(of: "3") == 3)
    #expect(throws: LineError.self) { try Shape.seats.value(of: "0") }
    #expect(throws: LineError.self) { try Shape.count.value(of: "99999999999999999999") }
    #expect(throws: LineError.self) { try Shape.count.value(of: "+1") }
  }

  @Test func `an error names the field and repeats nothing`() {
    let error = #expect(throws: LineError.self) {
      try Shape.record(.line).value(of: "official=budi,no=rahasia")
    }
    #expect(error?.path == "no")
    #expect(error?.description.contains("rahasia") == false)
  }
}
