import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct DescriptionTests {
  private func parse(_ text: String) throws -> LedgerDescription {
    try LedgerDescription(parsing: Array(text.utf8), file: "ledger.json")
  }

  @Test func `what is written is read back`() throws {
    let key = try SigningKey.generate(name: "ledger.example/a").verifier
    for text in ["35.10", "quote \" backslash \\ tab \t line \n bell \u{7} é 😀", ""] {
      let description = LedgerDescription(origin: "o/" + text, key: key, source: text, region: text)
      #expect(try parse(description.json) == description)
    }
    let plain = LedgerDescription(origin: "o", key: key)
    #expect(try parse(plain.json) == plain)
    #expect(plain.json == "{\n  \"format\": 1,\n  \"key\": \"\(key)\",\n  \"origin\": \"o\"\n}\n")
  }

  @Test func `a newer format is named as such and its journal left alone`() throws {
    let error = #expect(throws: JournalError.self) {
      try parse("{\"format\":2,\"whatever\":[{},null,1e9]")
    }
    #expect(error?.code == .newerFormat)
    #expect(error?.kind == .refused)
    let journal = try Fixture()
    try journal.set("ledger.json", Array("{\"format\": 7}".utf8))
    let opened = #expect(throws: JournalError.self) { try journal.open() }
    #expect(opened?.code == .newerFormat)
  }

  @Test func `anything but one flat object of known members is refused`() throws {
    let key = try SigningKey.generate(name: "k").verifier
    let good = "{\"format\":1,\"key\":\"\(key)\",\"origin\":\"o\"}"
    #expect(try parse(" \(good)\r\n").origin == "o")
    let bad = [
      "", "{", "{}", "[]", good + "x", String(good.dropLast()), "{\"format\":1}", "{\"format\":0}",
      good.replacingOccurrences(of: "1,", with: "01,"),
      good.replacingOccurrences(of: "1,", with: "1.0,"),
      good.replacingOccurrences(of: "1,", with: "\"1\","),
      good.replacingOccurrences(of: "\"o\"}", with: "\"o\",}"),
      good.replacingOccurrences(of: "\"o\"}", with: "\"o\",\"origin\":\"o\"}"),
      good.replacingOccurrences(of: "\"o\"}", with: "\"o\",\"new\":\"o\"}"),
      good.replacingOccurrences(of: "\"o\"}", with: "null}"),
      good.replacingOccurrences(of: "\"o\"}", with: "\"\\ud800\"}"),
      good.replacingOccurrences(of: "\"o\"}", with: "\"\\x\"}"),
      good.replacingOccurrences(of: "\"o\"}", with: "\"\n\"}"),
      good.replacingOccurrences(of: "\(key)", with: "k+00000000+AAAA"),
      good.replacingOccurrences(of: ",", with: ";"),
    ]
    for text in bad {
      let error = #expect(throws: JournalError.self, "\(text)") { try parse(text) }
      #expect(error?.code == .descriptionMalformed, "\(text)")
    }
    let invalid = Array(good.utf8).map { $0 == UInt8(ascii: "o") ? 0xFF : $0 }
    #expect(throws: JournalError.self) {
      try LedgerDescription(parsing: invalid, file: "ledger.json")
    }
  }

  @Test func `what is no journal is called that`() throws {
    let journal = try Fixture()
    for (folder, code) in [
      ("/nowhere/at/all", JournalError.Code.notFound), (journal.root, .notAJournal),
      (journal.path("ledger.json"), .notFound),
    ] {
      let error = #expect(throws: JournalError.self) { try JournalReader(opening: folder) }
      #expect(error?.code == code, "\(folder)")
      #expect(error?.kind == .environment)
    }
    try journal.remove("ledger.json")
    try FileManager.default.createDirectory(
      atPath: journal.path("ledger.json"), withIntermediateDirectories: false)
    #expect(throws: JournalError.self) { try journal.reader() }
  }

  @Test func `errors and findings tell code, place, evidence and remedy`() {
    let error = JournalError(
      .leafMismatch, .integrity, "wrong", file: "f", entry: 3, offset: 9, expected: "a",
      actual: "b", hint: "c")
    #expect(
      error.description
        == "LEAF_MISMATCH: wrong (entry 3, f, byte 9); expected a; found b; hint: c")
    let codes = JournalError.Code.allCases.map { $0.rawValue }
    #expect(Set(codes).count == codes.count)
    let finding = Finding(.fork, "two", entry: 1, file: "commit", offset: 2)
    #expect(JournalError(finding).code == .fork)
    #expect(JournalError(finding).entry == 1)
  }
}
