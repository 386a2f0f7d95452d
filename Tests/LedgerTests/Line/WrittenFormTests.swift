import Ledger
import Testing

@Suite struct WrittenFormTests {
  /// The definition that `check` must agree with: reading, judging and writing gives it back.
  private func isWritten(_ bytes: [UInt8]) -> Bool {
    guard let value = try? JSONParser.parse(bytes) else { return false }
    let problems = WrittenForm.problems(of: value).filter { $0.code != .identityNumber }
    return problems.isEmpty && LineWriter.write(value) == bytes
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func `check passes exactly what reading and writing gives back`(seed: UInt64) {
    var make = RandomJSON(seed: seed)
    var (passed, refused) = (0, 0)
    for round in 0..<3000 {
      let line = LineWriter.write(make.value())
      guard WrittenForm.check(line) == nil, isWritten(line) else {
        Issue.record(
          "seed \(seed), round \(round): refuses \(String(decoding: line, as: UTF8.self))")
        return
      }
      let damaged = make.damaged(line)
      let error = WrittenForm.check(damaged)
      guard (error == nil) == isWritten(damaged) else {
        Issue.record(
          "seed \(seed), round \(round): \(damaged), check says \(String(describing: error))")
        return
      }
      if let error {
        refused += 1
        guard let offset = error.offset, 0...damaged.count ~= offset else {
          Issue.record("seed \(seed), round \(round): no place in \(error)")
          return
        }
      } else {
        passed += 1
      }
    }
    #expect(passed > 100)
    #expect(refused > 1000)
  }

  @Test(arguments: [21, 22] as [UInt64])
  func `reading what was written gives the value with its names in order`(seed: UInt64) throws {
    var make = RandomJSON(seed: seed)
    for round in 0..<2000 {
      let value = make.value()
      let line = LineWriter.write(value)
      let again = try JSONParser.parse(line)
      guard again == sorted(value), LineWriter.write(again) == line else {
        Issue.record("seed \(seed), round \(round): \(String(decoding: line, as: UTF8.self))")
        return
      }
    }
  }

  private func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let members):
      .object(
        members.map { JSONValue.Member($0.name, sorted($0.value)) }
          .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) })
    default: value
    }
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, LineError.Code.duplicateName, 7), (#"{"b":1,"a":2}"#, .notWrittenForm, 7),
    (#"{"a": 1}"#, .notWrittenForm, 5), (#"{"a":1} "#, .notWrittenForm, 7),
    (#"{"a":null}"#, .nullValue, 5), (#"{"a":1.0}"#, .notInteger, 5),
    (#"{"a":1e2}"#, .notInteger, 5),
    (#"{"a":-0}"#, .notInteger, 5), (#"{"a":9007199254740992}"#, .numberRange, 5),
    (#"{"a":-9007199254740992}"#, .numberRange, 5),
    (#"{"a":99999999999999999999999}"#, .numberRange, 5),
    (#"{"a":"\/"}"#, .notWrittenForm, 6), (#"{"a":"\u0041"}"#, .notWrittenForm, 6),
    (#"{"a":"x\t"}"#, .controlCharacter, 7), (#"{"a":"\u007f"}"#, .controlCharacter, 6),
    (#"{"a":"\u000a"}"#, .notWrittenForm, 6), (#"{"a\n":1}"#, .controlCharacter, 3),
    ("{\"a\":\"\u{7F}\"}", .controlCharacter, 6), ("{\"a\":\"\u{9F}\"}", .controlCharacter, 6),
    ("{\"a\":\"\t\"}", .controlCharacter, 6), (#"{"a":"\ud800"}"#, .invalidUTF8, 6),
    (#"{"a":"#, .malformedJSON, 5), (#"{"a":1}x"#, .malformedJSON, 7), ("", .malformedJSON, 0),
    ("\u{FEFF}{}", .invalidUTF8, 0), (#"{"\"":1,"!":2}"#, .notWrittenForm, 8),
    (#"{"a":01}"#, .malformedJSON, 5), (#"["a",]"#, .malformedJSON, 5),
    (#"[1,"#, .malformedJSON, 3),
  ])
  func `refuses at the exact byte`(text: String, code: LineError.Code, offset: Int) {
    let bytes = Array(text.utf8)
    let error = WrittenForm.check(bytes)
    #expect(error?.code == code)
    #expect(error?.offset == offset)
    let around = [0x7B] + bytes + [0x7D]
    #expect(WrittenForm.check(around, 1..<(around.count - 1)) == error)
  }

  @Test(arguments: [
    "{}", "[]", "0", "-1", "true", #""""#, #"{"":1}"#, #"{"!":1,"\"":2}"#,
    #"{"a":1,"aa":2,"b":[{},[],"\n\"\\"]}"#, "9007199254740991", "-9007199254740991",
    #"{"Z":1,"a":2,"é":3}"#, "\"\u{A0}\u{2028}\u{FFFF}\u{10FFFF}\"",
  ])
  func `passes what is written`(text: String) {
    #expect(WrittenForm.check(Array(text.utf8)) == nil)
    #expect(isWritten(Array(text.utf8)))
  }

  @Test func `32 deep passes and 33 deep fails`() throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      for depth in [32, 33] {
        let core = open == "[" ? "" : "1"
        let text =
          String(repeating: open, count: depth) + core + String(repeating: close, count: depth)
        let bytes = Array(text.utf8)
        let check = WrittenForm.check(bytes)
        let parsed = Result { try JSONParser.parse(bytes) }
        if depth == 32 {
          #expect(check == nil)
          #expect(WrittenForm.problems(of: try parsed.get()).isEmpty)
        } else {
          #expect(check?.code == .tooDeep)
          #expect(check?.offset == 32 * open.utf8.count)
          let error = #expect(throws: LineError.self) { try parsed.get() }
          #expect(error?.code == .tooDeep)
          #expect(error?.offset == check?.offset)
          #expect(error?.path == check?.path)
        }
      }
    }
    var value = JSONValue.integer(1)
    for _ in 0..<33 { value = .array([value]) }
    #expect(WrittenForm.problems(of: value).map(\.code) == [.tooDeep])
  }

  @Test func `65,535 bytes pass and 65,536 fail`() throws {
    let fits = JSONValue.string(String(repeating: "x", count: 65_533))
    let exceeds = JSONValue.string(String(repeating: "x", count: 65_534))
    #expect(WrittenForm.problems(of: fits).isEmpty)
    #expect(WrittenForm.check(LineWriter.write(fits)) == nil)
    #expect(WrittenForm.problems(of: exceeds).map(\.code) == [.lineTooLong])
    let error = WrittenForm.check(LineWriter.write(exceeds))
    #expect(error?.code == .lineTooLong)
    #expect(error?.offset == 65_535)
  }

  @Test func `lists every problem of a value by its field`() throws {
    let text = #"""
      {"data":{"lines":[{"no":1},{"post":null,"no":1.0}],"note":"a\u0000","n":9007199254740992,
      "e":1e2,"z":-0},"x\n":1,"t":"a\nb"}
      """#
    let problems = WrittenForm.problems(of: try JSONParser.parse(Array(text.utf8)))
    #expect(
      problems.map { "\($0.path) \($0.code.rawValue)" } == [
        "data.lines[1].post nullValue", "data.lines[1].no notInteger",
        "data.note controlCharacter", "data.n numberRange", "data.e notInteger",
        "data.z notInteger", "[\"x?\"] controlCharacter",
      ])
    #expect(problems.first?.message == "null; leave it out")
  }

  @Test func `refuses a person's number anywhere without repeating it`() throws {
    let number = "198001012005011001"
    let text = #"{"a":["NIP \#(number)"],"\#(number)":1,"n":3510071508900001}"#
    let problems = WrittenForm.problems(of: try JSONParser.parse(Array(text.utf8)))
    #expect(problems.map(\.code) == [.identityNumber, .identityNumber, .identityNumber])
    #expect(problems.map(\.path) == ["a[0]", "[\"(withheld)\"]", "n"])
    let shown = problems.map(\.description).joined()
    #expect(!shown.contains(number))
    #expect(!shown.contains("3510071508900001"))
    let error = WrittenForm.check(Array(#"{"\#(number)":{"b":1,"a":2}}"#.utf8))
    #expect(error?.description.contains(number) == false)
  }
}
