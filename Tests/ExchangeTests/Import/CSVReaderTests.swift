import Exchange
import Ledger
import Testing

@Suite struct `Reading CSV` {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func `gives the records with their lines, whatever ends a line`(end: String) throws {
    let text = ["a,b", "1,\"x\(end)y\"", "", "2,z", "", ""].joined(separator: end)
    #expect(
      try records(text) == [
        record(1, "a", "b"), record(2, "1", "x\ny"), record(5, "2", "z"),
      ])
  }

  @Test func `keeps quotes, delimiters and blanks within cells`() throws {
    #expect(
      try records("\"say \"\"yes\"\"\",\"a,b\", c ,\"\"\n5\" pipe,\"\"\"\",,") == [
        record(1, "say \"yes\"", "a,b", " c ", ""), record(2, "5\" pipe", "\"", "", ""),
      ])
  }

  @Test func `skips a byte order mark and the line that names the delimiter`() throws {
    #expect(try records("\u{FEFF}a,b") == [record(1, "a", "b")])
    #expect(try records("\u{FEFF}sep=|\r\na|b,c") == [record(2, "a", "b,c")])
    #expect(try records("sep=\"\na,b") == [record(1, "sep=\""), record(2, "a", "b")])
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func `finds the delimiter`(delimiter: String) throws {
    let rows = [["no", "name"], ["1", "\"Ani, S.H.; M.Si\""], ["2", "Budi, M.M"], ["3", ""]]
    let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n")
    var reader = CSVReader(Array((delimiter == "," ? text.filter { $0 != "M" } : text).utf8))
    #expect(reader.delimiter == CSVDelimiter(delimiter.utf8.first ?? 0))
    #expect(try reader.next()?.cells == ["no", "name"])
    #expect(try reader.next()?.cells.count == 2)
  }

  @Test func `takes a comma where nothing speaks for a delimiter`() {
    for text in ["", "a\nb", "\"open", "\n\n"] {
      #expect(CSVReader(Array(text.utf8)).delimiter == .comma)
    }
  }

  @Test(arguments: [0x22, 0x0A, 0x0D, 0x80] as [UInt8])
  func `knows no delimiter that means something else`(byte: UInt8) {
    #expect(CSVDelimiter(byte) == nil)
  }

  @Test(arguments: [
    ("a,b\n1,\"x\ny", ImportError.Code.unclosedQuote, 2),
    ("a,b\n\n1,\"x\"y", .textAfterQuote, 3),
    ("a,b\n1,\"x\ny\" ,z", .textAfterQuote, 3),
    ("a,b\n1, \"x\"", .blankBeforeQuote, 2),
    ("\"", .unclosedQuote, 1),
  ])
  func `refuses what can be read in two ways, with the line`(
    text: String, code: ImportError.Code, line: Int
  ) throws {
    let error = #expect(throws: ImportError.self) { try records(text) }
    #expect(error?.code == code)
    #expect(error?.line == line)
  }

  @Test func `gives nothing after an error`() throws {
    var reader = CSVReader(Array("\"a\"b\nc".utf8), delimiter: .comma)
    #expect(throws: ImportError.self) { try reader.next() }
    #expect(try reader.next() == nil)
  }

  @Test(arguments: 0..<300) func `never traps, and counts every line`(seed: Int) {
    var random = Repeatable(seed)
    let letters: [UInt8] = [0x22, 0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x20, 0x61, 0xC3, 0xFF, 0]
    let bytes = (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in
      letters.randomElement(using: &random)
    }
    let lines = Self.lineStarts(bytes)
    for delimiter in [nil, CSVDelimiter.comma, .semicolon] {
      var reader = CSVReader(bytes, delimiter: delimiter)
      var last = 0
      do throws(ImportError) {
        while let record = try reader.next() {
          #expect(record.line > last && record.line <= lines)
          #expect(!record.cells.isEmpty)
          last = record.line
        }
      } catch {
        #expect(1...lines ~= error.line ?? 0)
      }
    }
  }

  /// The round trip: what this module writes, it reads.
  @Test(arguments: 0..<100) func `reads what reports write`(seed: Int) throws {
    var random = Repeatable(seed)
    let letters = ["\"", ",", "\n", "a", " ", "\t", "é", "", ";", "𝄞"]
    let rows = (0..<6).map { _ in
      (0..<3).map { _ in
        (0..<5).compactMap { _ in letters.randomElement(using: &random) }.joined()
      }
    }
    let names = ["a", "b", "c"]
    let section = Section(
      record: "r", member: "rs", title: "",
      objects: rows.map { Sample.row(zip(names, $0).map { ($0, .string($1)) }) },
      columns: names.map { Column($0, $0, $0) })
    let bytes = Report(sections: [section]).render(.csv)
    #expect(try CSVReader.records(in: bytes, delimiter: .comma).map(\.cells) == [names] + rows)
  }

  private func records(_ text: String) throws(ImportError) -> [CSVRecord] {
    try CSVReader.records(in: Array(text.utf8))
  }

  private func record(_ line: Int, _ cells: String...) -> CSVRecord {
    CSVRecord(line: line, cells: cells)
  }

  /// How many lines there are, LF, CRLF and CR each ending one.
  private static func lineStarts(_ bytes: [UInt8]) -> Int {
    let ends = bytes.indices.filter { index in
      bytes[index] == 0x0D
        || (bytes[index] == 0x0A && (index == 0 || bytes[index - 1] != 0x0D))
    }
    return ends.count + 1
  }
}
