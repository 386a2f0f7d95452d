import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct TamperingTests {
  /// The entry that the byte at an offset of the segments, laid end to end, belongs to.
  private func entry(ofByte offset: Int, in lines: [[UInt8]]) -> Int {
    var end = 0
    for (entry, line) in lines.enumerated() {
      end += line.count + 1
      if offset < end { return entry }
    }
    return lines.count
  }

  @Test func `every changed byte is found and its entry named`() throws {
    let journal = try Fixture()
    try journal.append(6)
    for segment in [0, 1] {
      let file = "entries/00000\(segment).jsonl"
      let whole = try journal.bytes(file)
      let lines = Array(journal.lines[(segment * 4)..<min(6, segment * 4 + 4)])
      for offset in whole.indices {
        for change: UInt8 in [0x01, 0x80, whole[offset] ^ 0x0A] where change != 0 {
          var bytes = whole
          bytes[offset] ^= change
          try journal.set(file, bytes)
          let found = try scan(journal.reader()).violations
          let expected = segment * 4 + entry(ofByte: offset, in: lines)
          #expect(found.first?.entry == expected, "byte \(offset)")
          let code = found.first?.code
          #expect(code == "LEAF_MISMATCH" || code == "TRUNCATED")
          // A writer reads the last segment; older ones it leaves to verification.
          if segment == 1 { #expect(throws: JournalError.self) { try journal.open() } }
        }
      }
      try journal.set(file, whole)
    }
    try expectIntact(journal)
  }

  @Test func `a leaf mismatch carries place and both hashes`() throws {
    let journal = try Fixture()
    try journal.append(6)
    var bytes = try journal.bytes("entries/000001.jsonl")
    let offset = journal.lines[4].count + 1
    bytes[offset + 2] ^= 1
    try journal.set("entries/000001.jsonl", bytes)
    let finding = try #require(scan(journal.reader()).violations.first)
    let hasher = TreeHasher()
    #expect(finding.code == "LEAF_MISMATCH")
    #expect(finding.entry == 5)
    #expect(finding.file == "entries/000001.jsonl")
    #expect(finding.offset == offset)
    #expect(
      finding.expected == hasher.leaf(journal.lines[5], 0..<journal.lines[5].count).description)
    #expect(finding.actual == hasher.leaf(bytes, offset..<(bytes.count - 1)).description)
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.code == .leafMismatch)
    #expect(error?.kind == .integrity)
  }

  /// What is done to the lines of segment 1, and the first entry that then differs.
  private static let edits: [(name: String, first: Int, edit: @Sendable ([[UInt8]]) -> [[UInt8]])] =
    [
      ("delete", 5, { [$0[0]] + $0[2...] }),
      ("insert", 6, { $0[..<2] + [Array("new".utf8)] + $0[2...] }),
      ("reorder", 5, { [$0[0], $0[2], $0[1], $0[3]] }),
      ("duplicate", 5, { [$0[0], $0[0], $0[2], $0[3]] }),
      ("truncate", 7, { Array($0[..<3]) }),
      ("empty", 4, { _ in [] }),
      ("extend", 8, { $0 + [Array("new".utf8)] }),
    ]

  @Test(arguments: edits.map { $0.name })
  func `lines that move are found at the first that differs`(_ name: String) throws {
    let edit = try #require(Self.edits.first { $0.name == name })
    let journal = try Fixture()
    try journal.append(10)
    let lines = edit.edit(Array(journal.lines[4..<8]))
    try journal.set("entries/000001.jsonl", lines.flatMap { $0 + [0x0A] })
    let found = try scan(journal.reader()).violations
    #expect(found.first?.entry == edit.first)
    #expect(found.first?.file == "entries/000001.jsonl")
  }

  @Test func `lines that move between segments are found`() throws {
    let journal = try Fixture()
    try journal.append(8)
    let all = try journal.bytes("entries/000000.jsonl") + journal.bytes("entries/000001.jsonl")
    let cut = journal.lines[0].count + 1
    try journal.set("entries/000000.jsonl", Array(all[..<cut]))
    try journal.set("entries/000001.jsonl", Array(all[cut...]))
    let found = try scan(journal.reader()).violations
    #expect(found.first?.code == "TRUNCATED")
    #expect(found.first?.entry == 1)
  }

  @Test func `a truncated journal names its first missing entry`() throws {
    let journal = try Fixture()
    try journal.append(11)
    let whole = try journal.bytes("entries/000002.jsonl")
    for count in whole.indices {
      try journal.set("entries/000002.jsonl", Array(whole[..<count]))
      let finding = try #require(scan(journal.reader()).violations.first)
      #expect(finding.code == "TRUNCATED")
      #expect(finding.entry == 8 + whole[..<count].count { $0 == 0x0A })
    }
    try journal.remove("entries/000002.jsonl")
    #expect(try scan(journal.reader()).violations.map(\.entry) == [8])
    #expect(throws: JournalError.self) { try journal.open() }
    #expect(!journal.exists("quarantine"))
    try journal.remove("entries/000000.jsonl")
    #expect(try scan(journal.reader()).violations.first?.entry == 0)
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.code == .truncated)
  }

  @Test func `a commit whose newest slot is damaged is named, until the next one`() throws {
    for count in 1...3 {
      let original = try Fixture()
      for _ in 0..<count { try original.append(2) }
      let whole = try original.bytes("commit")
      let newest = try original.reader().size
      let text = String(decoding: whole[..<Layout.slotBytes], as: UTF8.self)
      let slot = text.contains("\n\(newest)\n") ? 0 : 1
      for place in stride(from: 0, to: whole.count, by: 61) {
        let journal = try Fixture(copying: original)
        var bytes = whole
        bytes[place] ^= 1
        try journal.set("commit", bytes)
        let reader = try journal.reader()
        #expect(reader.size == newest)
        // The other slot may be as a crash leaves it.
        let isNamed = reader.findings.contains { $0.code == "COMMIT_MALFORMED" }
        #expect(isNamed == (place / Layout.slotBytes == slot), "byte \(place) after \(count)")
        #expect(reader.findings.filter(\.isViolation).isEmpty)
        try journal.append(1)
        #expect(try journal.reader().findings.isEmpty)
      }
    }
  }

  @Test func `without leaf hashes only the root is known to be wrong`() throws {
    let journal = try Fixture()
    try journal.append(9)
    var bytes = try journal.bytes("entries/000001.jsonl")
    bytes[3] ^= 1
    try journal.set("entries/000001.jsonl", bytes)
    try journal.remove("hashes/000001.sha256")
    #expect(try violations(journal) == ["ROOT_MISMATCH"])
  }

  @Test func `leaf hashes forged to fit a changed line are not believed`() throws {
    let journal = try Fixture()
    try journal.append(6)
    var bytes = try journal.bytes("entries/000000.jsonl")
    bytes[3] ^= 1
    try journal.set("entries/000000.jsonl", bytes)
    let hasher = TreeHasher()
    let forged = hasher.leaf(bytes, 0..<journal.lines[0].count).bytes
    try journal.set("hashes/000000.sha256", forged + journal.bytes("hashes/000000.sha256")[32...])
    #expect(try violations(journal) == ["ROOT_MISMATCH"])
  }

  @Test func `a line that never ends takes bounded memory and is named`() throws {
    let journal = try Fixture()
    try journal.append(6)
    var bytes = try journal.bytes("entries/000001.jsonl").dropLast()
    bytes += [UInt8](repeating: 0x61, count: 3 << 20)
    try journal.set("entries/000001.jsonl", Array(bytes))
    let result = try scan(journal.reader())
    #expect(result.violations.map(\.code) == ["LIMIT"])
    #expect(result.violations.first?.entry == 5)
    // The same with an end, beyond and within one buffer.
    for count in [3 << 20, 70_000] {
      let long = [UInt8](repeating: 0x61, count: count) + [0x0A]
      try journal.set("entries/000001.jsonl", journal.lines[4] + [0x0A] + long)
      #expect(try scan(journal.reader()).violations.first?.code == "LIMIT")
      #expect(try scan(journal.reader()).violations.first?.entry == 5)
    }
  }

  @Test func `bytes hidden behind a full segment are a violation`() throws {
    let journal = try Fixture()
    try journal.append(6)
    try journal.set(
      "entries/000000.jsonl", journal.bytes("entries/000000.jsonl") + Array("x\n".utf8))
    let finding = try #require(scan(journal.reader()).violations.first)
    #expect(finding.code == "UNEXPECTED_BYTES")
    #expect(finding.file == "entries/000000.jsonl")
  }

  @Test func `a symbolic link in the place of a segment is not followed`() throws {
    let journal = try Fixture()
    try journal.append(6)
    for segment in ["000000", "000001"] {
      let path = journal.path("entries/\(segment).jsonl")
      try FileManager.default.moveItem(atPath: path, toPath: path + ".real")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path + ".real")
      let codes = try violations(journal)
      #expect(codes.contains("SYMLINK"))
      #expect(throws: JournalError.self) { try journal.open() }
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: path + ".real", toPath: path)
    }
    try expectIntact(journal)
  }

  @Test func `files that are no segments are noted and not read`() throws {
    let journal = try Fixture()
    try journal.append(6)
    try journal.set("entries/0000001.jsonl", [1])
    try journal.set("entries/000000.jsonl.bak", [1])
    let result = try scan(journal.reader())
    #expect(result.violations == [])
    #expect(result.findings.map(\.code) == ["UNEXPECTED_FILE", "UNEXPECTED_FILE"])
  }

  // MARK: Checkpoints

  @Test func `a changed checkpoint is found although the commit file is good`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let good = try journal.bytes("checkpoint")
    var codes: Set<String> = []
    for offset in good.indices {
      var bytes = good
      bytes[offset] ^= 1
      try journal.set("checkpoint", bytes)
      let reader = try journal.reader()
      #expect(reader.size == 3)
      let found = try scan(reader).violations
      #expect(found.count == 1)
      codes.formUnion(found.map(\.code))
    }
    #expect(codes == ["CHECKPOINT_MALFORMED", "SIG_INVALID", "SIG_UNKNOWN_KEY"])
  }

  @Test func `a checkpoint by another key or of another origin is named as that`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let checkpoint = try journal.reader().checkpoint.checkpoint
    let stranger = try SigningKey.generate(name: journal.origin)
    let foreign = try SignedCheckpoint(signing: checkpoint, by: stranger)
    try journal.set("checkpoint", foreign.bytes)
    #expect(try violations(journal) == ["SIG_UNKNOWN_KEY"])
    let other = try SignedCheckpoint(
      signing: Checkpoint(origin: "ledger.example/other", size: 3, root: checkpoint.root),
      by: journal.key)
    try journal.set("checkpoint", other.bytes)
    #expect(try violations(journal) == ["ORIGIN_MISMATCH"])
  }

  @Test(arguments: [10, 1 << 40, 1 << 62, .max - 1, .max])
  func `a size that no lines could have is refused without looking for them`(size: Int) throws {
    let journal = try Fixture()
    try journal.append(9)
    func forge(by signer: SigningKey) throws {
      let forged = try SignedCheckpoint(
        signing: Checkpoint(origin: journal.origin, size: size, root: .empty), by: signer)
      try journal.set("checkpoint", forged.bytes)
    }
    try forge(by: journal.key)
    #expect(try Set(violations(journal)) == ["TRUNCATED"])
    #expect(throws: JournalError.self) { try journal.open() }
    // A stranger's is looked into for a key that the entries may name.
    try forge(by: SigningKey.generate(name: journal.origin))
    #expect(try violations(journal) == ["SIG_UNKNOWN_KEY"])
    try journal.open()
    try expectIntact(journal)
  }

  @Test func `two signed checkpoints of one size are a fork`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let forged = try SignedCheckpoint(
      signing: Checkpoint(origin: journal.origin, size: 3, root: .empty), by: journal.key)
    try journal.set("checkpoint", forged.bytes)
    #expect(try violations(journal).contains("FORK"))
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.code == .fork)
    #expect(error?.evidence.count == 2)
    #expect(error?.evidence.contains(String(decoding: forged.bytes, as: UTF8.self)) == true)
  }

  @Test func `without any good checkpoint there is nothing to open`() throws {
    let journal = try Fixture()
    try journal.append(3)
    try journal.remove("checkpoint")
    #expect(try violations(journal) == ["CHECKPOINT_MISSING"])
    try journal.set("commit", [UInt8](repeating: 0, count: 8_192))
    let error = #expect(throws: JournalError.self) { try journal.reader() }
    #expect(error?.kind == .integrity)
  }

  @Test func `a missing commit file matters to the writer only, who makes it anew`() throws {
    let journal = try Fixture()
    try journal.append(3)
    try journal.remove("commit")
    #expect(try scan(journal.reader()).findings.map(\.code) == ["COMMIT_MISSING"])
    #expect(try violations(journal) == [])
    try journal.append(3)
    try expectIntact(journal)
  }

  // MARK: Derived hashes

  @Test func `missing, stale and forged leaf hashes are told apart and made good`() throws {
    let journal = try Fixture()
    try journal.append(10)
    for segment in ["000000", "000001", "000002"] {
      let file = "hashes/\(segment).sha256"
      let good = try journal.bytes(file)
      try journal.set(file, Array(good.dropLast(32)))
      let stale = try journal.reader().derivedFindings()
      #expect(stale.map(\.code) == ["DERIVED_STALE"])
      #expect(stale.map(\.isViolation) == [false])
      #expect(try violations(journal) == [])
      try journal.open()
      try expectIntact(journal)
      try journal.remove(file)
      #expect(try journal.reader().derivedFindings().map(\.code) == ["DERIVED_STALE"])
      try journal.open()
      try expectIntact(journal)
      var forged = good
      forged[5] ^= 1
      try journal.set(file, forged)
      #expect(try journal.reader().derivedFindings().map(\.code) == ["DERIVED_MISMATCH"])
      #expect(try violations(journal) == [])
      try journal.writer().rebuildHashes()
      try expectIntact(journal)
      // Without the key as well, but not while somebody writes.
      var writer: JournalWriter? = try journal.writer()
      try journal.set(file, forged)
      let wrong = try journal.reader().derivedFindings()
      #expect(wrong.map(\.file) == [file])
      #expect(wrong.map(\.offset) == [0])
      let error = #expect(throws: JournalError.self) { try journal.reader().repairHashes() }
      #expect(error?.code == .locked)
      withExtendedLifetime(writer) {}
      writer = nil
      #expect(try journal.reader().repairHashes() == wrong)
      #expect(try journal.reader().repairHashes() == [])
      try expectIntact(journal)
    }
  }

  @Test func `wrong leaf hashes are told of beside missing lines`() throws {
    let journal = try Fixture()
    try journal.append(3)
    var hashes = try journal.bytes("hashes/000000.sha256")
    hashes[0] ^= 1
    try journal.set("hashes/000000.sha256", hashes)
    let lines = try journal.bytes("entries/000000.jsonl")
    try journal.set("entries/000000.jsonl", Array(lines.dropLast(9)))
    #expect(try violations(journal).contains("TRUNCATED"))
    let found = try journal.reader().derivedFindings()
    #expect(found.map(\.code) == ["DERIVED_MISMATCH"])
    #expect(found.map(\.file) == ["hashes"])
    #expect(throws: JournalError.self) { try journal.reader().repairHashes() }
    #expect(try journal.bytes("hashes/000000.sha256") == hashes)
  }

  @Test func `a writer believes no derived file that does not give the signed root`() throws {
    let journal = try Fixture()
    try journal.append(10)
    for damage in 0..<8 {
      let copy = try Fixture(copying: journal)
      if damage & 1 != 0 { try copy.remove(".derived/segments.sha256") }
      if damage & 2 != 0 {
        try copy.set(".derived/segments.sha256", [UInt8](repeating: 7, count: 64))
      }
      if damage & 4 != 0 {
        try copy.set("hashes/000001.sha256", [UInt8](repeating: 7, count: 128))
      }
      try copy.append(3)
      try expectIntact(copy, derived: damage & 4 == 0)
    }
  }
}
