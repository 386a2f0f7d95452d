import Ledger
import Testing

@Suite struct JSONParserTests {
  private func code(_ bytes: [UInt8]) -> LineError.Code? {
    do throws(LineError) {
      _ = try JSONParser.parse(bytes)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "{\"a\"}",
    "{\"a\":}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{1:1}",
    "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}", "[1:2]", "nul", "nulll", "Null", "True", "tru",
    "falsee", "undefined", "NaN", "Infinity", "-Infinity", "+1", "01", "-01", "00", "-", "1.", ".5",
    "1.e1", "1e", "1e+", "1E-", "0x10", "1_000", "1,0", "--1", "-a", "1a", "\"", "\"abc", "\"\\",
    "\"\\\"", "\"\\a\"", "\"\\x41\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\U0041\"",
    "\"\\'\"",
    "'a'", "1 1", "{}{}", "[]x", "//c\n1", "/**/1", "#1", "[1]]", "{\"a\":1}}", "\u{B}1", "\u{A0}1",
    "\u{2028}1", "\u{C}1", "1\u{0}", "[\"a\\\n\"]", "\u{1F600}", "(1)", "1;",
  ])
  func `refuses what is not JSON`(text: String) {
    #expect(code(Array(text.utf8)) == .malformedJSON)
  }

  @Test(arguments: 0..<0x20)
  func `refuses a raw control character in a string`(byte: Int) {
    #expect(code([0x22, UInt8(byte), 0x22]) == .controlCharacter)
  }

  @Test func `accepts exactly the UTF-8 that the standard library does`() {
    var faults: [[UInt8]] = []
    let tails: [UInt8] = [0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    for lead in UInt8(0x80)...0xFF {
      var sequences: [[UInt8]] = [[lead], [lead, 0x41]]
      for second in UInt8(0x70)...0xC8 {
        sequences += [[lead, second], [lead, second, 0x41]]
        for third in tails where third != 0x22 {
          sequences += [[lead, second, third], [lead, second, third, 0x80]]
          sequences.append([lead, second, third, 0xC0])
        }
      }
      for sequence in sequences {
        let isValid = String(validating: sequence, as: UTF8.self) != nil
        let found = code([0x22] + sequence + [0x22])
        if found != (isValid ? nil : .invalidUTF8) { faults.append(sequence) }
      }
    }
    #expect(faults.isEmpty)
  }

  @Test(arguments: [
    #""\ud800""#, #""\udc00""#, #""\ud800x""#, #""\ud800\n""#, #""\ud800\ud800""#,
    #""\ud800\u0041""#,
    #""\udfff\udfff""#, #"{"\udbff":1}"#,
  ])
  func `refuses half of a surrogate pair`(text: String) {
    #expect(code(Array(text.utf8)) == .invalidUTF8)
  }

  @Test(arguments: ["\u{FEFF}{}", "{\u{FEFF}}", "\u{FEFF}"])
  func `refuses a byte order mark`(text: String) {
    #expect(code(Array(text.utf8)) == .invalidUTF8)
  }

  @Test(arguments: [
    (#"{"a":1,"a":1}"#, 7, "a"), (#"{"a":1,"\u0061":2}"#, 7, "a"),
    (#"{"b":1,"a":1,"c":1,"b":1}"#, 19, "b"), (#"[{"x":{"":1,"":2}}]"#, 12, #"[0].x[""]"#),
    (#"{"é":1,"\u00e9":2}"#, 8, "é"),
  ])
  func `refuses a name twice, after unescaping`(text: String, offset: Int, path: String) {
    let error = #expect(throws: LineError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.code == .duplicateName)
    #expect(error?.offset == offset)
    #expect(error?.path == path)
  }

  @Test func `names that differ in bytes are different names`() throws {
    let text = "{\"e\u{301}\":1,\"\u{E9}\":2,\"a\":3,\"A\":4}"
    #expect(try JSONParser.parse(Array(text.utf8))["\u{E9}"] == .integer(2))
  }

  @Test func `reads every form of value and escape`() throws {
    let text =
      " {\r\n\t\"s\" : \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83d\\ude00z\" , \"l\":[ ] ,"
      + "\"o\":{ },\"t\":true,\"f\":false,\"n\":null,\"i\":-12,\"d\":1.50E+3,\"z\":-0,"
      + "\"m\":9007199254740991,\"big\":9007199254740992} "
    let value = try JSONParser.parse(Array(text.utf8))
    #expect(value["s"] == .string("a\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600}z"))
    #expect(value["l"] == .array([]))
    #expect(value["o"] == .object([]))
    #expect(value["t"] == .bool(true))
    #expect(value["f"] == .bool(false))
    #expect(value["n"] == .null)
    #expect(value["i"] == .integer(-12))
    #expect(value["d"] == .number("1.50E+3"))
    #expect(value["z"] == .number("-0"))
    #expect(value["m"] == .integer(9_007_199_254_740_991))
    #expect(value["big"] == .number("9007199254740992"))
    #expect(value["none"] == nil)
  }

  @Test func `says where: byte, field, and what was expected`() {
    let text = #"{"data":{"lines":[{"no":1},{"post":tru}]}}"#
    let error = #expect(throws: LineError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.path == "data.lines[1].post")
    #expect(error?.offset == 38)
    #expect(error?.message == "'}' where true was expected")
    #expect(
      error?.description == "data.lines[1].post: '}' where true was expected (byte 38)")
  }

  @Test func `reads a part of the bytes as if it were all`() throws {
    let bytes = Array("xx[1,2]yy".utf8)
    #expect(try JSONParser.parse(bytes, 2..<7) == .array([.integer(1), .integer(2)]))
    #expect(throws: LineError.self) { try JSONParser.parse(bytes, 2..<6) }
    #expect(throws: LineError.self) { try JSONParser.parse(bytes, 2..<8) }
    #expect(try JSONParser.parse(Array("12".utf8), 0..<1) == .integer(1))
  }

  @Test func `never traps, whatever the bytes`() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("{}[]\":,\\u0aA19.-+eEtrufalsn d8\u{E9}".utf8) + [0xFF, 0xC2, 0xED, 0x00]
    var valid = 0
    for _ in 0..<30_000 {
      let bytes = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      if code(bytes) == nil { valid += 1 }
      _ = WrittenForm.check(bytes)
    }
    #expect(valid > 100)
  }

  @Test func `comes back from huge input`() throws {
    let count = 300_000
    #expect(code(Array(repeating: 0x5B, count: count)) == .tooDeep)
    #expect(code([0x22] + Array(repeating: 0x61, count: count)) == .malformedJSON)
    #expect(code(Array(repeating: 0x39, count: count)) == nil)
    let wide = "{" + (0..<20_000).reversed().map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    guard case .object(let members) = try JSONParser.parse(Array(wide.utf8)) else {
      Issue.record("not an object")
      return
    }
    #expect(members.count == 20_000)
  }
}
