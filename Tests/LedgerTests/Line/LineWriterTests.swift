import Ledger
import Testing

@Suite struct LineWriterTests {
  @Test func `sorts names bytewise at every depth and leaves arrays alone`() throws {
    let text =
      #" { "b" : [ { "y" : 1 , "x" : [ 2 , 1 ] } ] , "a" : true , "B" : "\u00e9\/" , "é" : 0 } "#
    let line = LineWriter.write(try JSONParser.parse(Array(text.utf8)))
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"B":"é/","a":true,"b":[{"x":[2,1],"y":1}],"é":0}"#)
  }

  @Test func `escapes as RFC 8785 does`() {
    // The string of RFC 8785 section 3.2.2.2, with what this format then refuses.
    let text = "\u{20AC}$\u{F}\nA'B\"\\\\\"/\u{8}\t\u{C}\r\u{7F}"
    let line = LineWriter.write(.string(text))
    #expect(
      String(decoding: line, as: UTF8.self)
        == #""€$\u000f\nA'B\"\\\\\"/\b\t\f\r"# + "\u{7F}\"")
  }

  @Test func `keeps the spelling of an accent`() throws {
    let (composed, decomposed) = (JSONValue.string("\u{E9}"), JSONValue.string("e\u{301}"))
    #expect(composed != decomposed)
    #expect(LineWriter.write(composed) != LineWriter.write(decomposed))
    let both = JSONValue.object([.init("\u{E9}", composed), .init("e\u{301}", decomposed)])
    let again = try JSONParser.parse(LineWriter.write(both))
    #expect(again["\u{E9}"] == composed)
    #expect(again["e\u{301}"] == decomposed)
    #expect(Set([composed, decomposed, composed]).count == 2)
  }

  @Test func `writes what no line may hold as valid JSON all the same`() throws {
    let value = JSONValue.array([.null, .number("1.50"), .string("\u{0}"), .integer(.min)])
    #expect(
      String(decoding: LineWriter.write(value), as: UTF8.self)
        == #"[null,1.50,"\u0000",-9223372036854775808]"#)
  }
}
