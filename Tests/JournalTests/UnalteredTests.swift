import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct `What an append need not look at` {
  /// A journal of which all lines were verified, and that is noted.
  private static func verified(
    _ lines: Int, files: any FileSystem = PosixFileSystem()
  ) throws -> Fixture {
    let journal = try Fixture(files: files)
    try journal.append(lines)
    try attest(journal)
    return journal
  }

  private static func attest(_ journal: Fixture) throws {
    var derived = try DerivedData(of: journal.reader())
    try derived.settle()
    try #require(try violations(journal).isEmpty)
    try derived.attest()
    try #require(try DerivedData(of: journal.reader()).isCurrent())
  }

  /// Whether who appends may take it that nothing was changed.
  private static func isTakenUp(_ journal: Fixture) throws -> Bool {
    let writer = try journal.writer()
    return try DerivedData(of: writer.reader, isAppending: true).isCurrent()
  }

  @Test(arguments: [1, 2, 3, 4])
  func `of a long journal as few files are looked at as of a short one`(rest: Int) throws {
    let counts = try [3, 40].map { segments in
      let files = FaultyFileSystem()
      let journal = try Self.verified(segments * 4 + rest, files: files)
      files.fail(nil)
      let writer = try journal.writer()
      let isCurrent = try DerivedData(of: writer.reader, isAppending: true).isCurrent()
      #expect(isCurrent)
      try journal.append(1, with: writer)
      let calls = files.calls.count
      try expectIntact(journal)
      return calls
    }
    #expect(counts[0] == counts[1])
  }

  @Test func `so it stays while segments fill`() throws {
    let journal = try Self.verified(9)
    for _ in 0..<20 {
      #expect(try Self.isTakenUp(journal))
      try journal.append(1)
    }
    try expectIntact(journal)
    #expect(try DerivedData(of: journal.reader()).isCurrent())
  }

  @Test func `hashes that were removed are made anew by the next writer`() throws {
    let journal = try Self.verified(14)
    try journal.remove("hashes/000001.sha256")
    #expect(try journal.writer().recovery.rebuilt == ["hashes/000001.sha256"])
    try expectIntact(journal)
  }

  @Test func `a segment that was replaced is noticed`() throws {
    let journal = try Self.verified(14)
    let bytes = try journal.bytes("entries/000001.jsonl")
    try journal.set("other", bytes)
    try journal.remove("entries/000001.jsonl")
    try FileManager.default.moveItem(
      atPath: journal.path("other"), toPath: journal.path("entries/000001.jsonl"))
    #expect(try !Self.isTakenUp(journal))
  }

  @Test func `a segment that was removed lets nobody append`() throws {
    let journal = try Self.verified(14)
    try journal.remove("entries/000001.jsonl")
    #expect(throws: JournalError.self) { try journal.open() }
  }

  @Test func `a segment that nobody signed is set aside`() throws {
    let journal = try Self.verified(14)
    try journal.set("entries/000009.jsonl", Array("{}\n".utf8))
    #expect(try journal.writer().recovery.quarantined.count == 1)
    try expectIntact(journal)
  }

  @Test func `a full segment that is changed in place shows to readers after appends too`() throws {
    let journal = try Self.verified(14)
    let path = journal.path("entries/000001.jsonl")
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seek(toOffset: 3)
    try file.write(contentsOf: Data([UInt8(ascii: "N")]))
    try file.close()
    #expect(try !DerivedData(of: journal.reader()).isCurrent())
    try journal.append(3)
    #expect(try !DerivedData(of: journal.reader()).isCurrent())
    #expect(try violations(journal) != [])
  }

  @Test(arguments: [1, 4094, 4095, 4096, 65_535])
  func `the last line is found whatever its length`(length: Int) throws {
    let journal = try Fixture()
    try journal.append(6)
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    try journal.writer().append([line])
    journal.lines.append(line)
    try Self.attest(journal)
    let writer = try journal.writer()
    #expect(try writer.reader.lastSignedLine() == line)
    try journal.append(2, with: writer)
    try expectIntact(journal)
  }

  @Test func `leaf hashes that are wrong do not stand for lines`() throws {
    let journal = try Self.verified(14)
    var hashes = try journal.bytes("hashes/000003.sha256")
    hashes[40] ^= 1
    try journal.set("hashes/000003.sha256", hashes)
    #expect(try journal.writer().recovery.rebuilt == ["hashes/000003.sha256"])
    try expectIntact(journal)
  }
}
