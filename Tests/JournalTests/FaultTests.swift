import Foundation
import Journal
import MerkleLog
import Testing

/// Every call to the file system is made to fail, one after the other, and what remains is
/// examined.
@Suite struct FaultTests {
  /// Sizes before and batches: a first line, up to a segment's end, beyond it, over a whole one.
  private static let appends = [(0, 1), (2, 2), (3, 2), (4, 5)]

  @Test(arguments: appends)
  func `no failing call of an append loses a line that was acknowledged`(
    _ size: Int, _ batch: Int
  ) throws {
    let original = try Fixture()
    if size > 0 { try original.append(size) }
    for way in FaultyFileSystem.Way.allCases {
      var number = 0
      while true {
        let files = FaultyFileSystem()
        let journal = try Fixture(copying: original, files: files)
        files.fail(nil)
        var writer: JournalWriter? = try journal.writer()
        let added = journal.newLines(batch)
        files.fail(number, way)
        let error = appendError(writer, added)
        guard let call = files.failed else {
          #expect(error == nil)
          break
        }
        number += 1
        guard files.isDistinct else { continue }
        files.fail(nil)
        try examine(journal, &writer, added, error, call)
      }
      #expect(number > 10)
    }
  }

  private func appendError(_ writer: JournalWriter?, _ lines: [[UInt8]]) -> JournalError? {
    do throws(JournalError) {
      try writer?.append(lines)
      return nil
    } catch {
      return error
    }
  }

  private func examine(
    _ journal: Fixture, _ writer: inout JournalWriter?, _ added: [[UInt8]],
    _ error: JournalError?, _ call: String
  ) throws {
    let before = journal.lines
    // What the readers see at once, before anybody repairs anything.
    #expect(try violations(journal) == [], "\(call)")
    switch error?.code {
    case nil:
      journal.lines += added
    case .outcomeUnknown:
      #expect(call.contains("/commit"))
      let again = appendError(writer, [[0x61]])
      #expect(again?.code == .writerStopped)
      if try journal.reader().size > before.count { journal.lines += added }
    default:
      #expect(!call.contains("/commit"))
      #expect(error?.kind == .environment)
      // If it says nothing to the contrary, nothing is left and the writer goes on.
      if error?.hint == nil, !call.hasPrefix("sync"), !call.hasPrefix("begin sync") {
        #expect(try scan(journal.reader()).tail == nil, "\(call)")
        try journal.append(1, with: #require(writer))
      }
    }
    writer = nil
    // The next writer repairs what there is to repair, and goes on.
    try journal.append(2)
    try expectIntact(journal)
  }

  @Test func `a failed sync is never followed by another of the same file`() throws {
    let original = try Fixture()
    try original.append(3)
    for number in 0..<60 {
      let files = FaultyFileSystem()
      let journal = try Fixture(copying: original, files: files)
      let writer = try journal.writer()
      files.fail(number)
      let error = appendError(writer, journal.newLines(2))
      guard let failed = files.failed, failed.hasPrefix("sync /") else { continue }
      #expect(!files.calls[(number + 1)...].contains(failed))
      if error != nil { #expect(appendError(writer, [[0x61]])?.code == .writerStopped) }
    }
  }

  @Test func `no failing call of a recovery loses a line or makes the next one fail`() throws {
    let original = try Fixture()
    try original.append(3)
    let old = try original.bytes("checkpoint")
    try original.append(6)
    try original.set("checkpoint", old)
    try original.set("entries/000002.jsonl", original.bytes("entries/000002.jsonl") + [0x61, 0x62])
    try original.set("entries/000003.jsonl", [0x63])
    try original.remove("hashes/000001.sha256")
    for way in FaultyFileSystem.Way.allCases {
      var number = 0
      while true {
        let files = FaultyFileSystem()
        let journal = try Fixture(copying: original, files: files)
        files.fail(number, way)
        do { try journal.open() } catch {}
        let failed = files.failed != nil
        number += 1
        guard files.isDistinct else { continue }
        files.fail(nil)
        #expect(try violations(journal) == [])
        try journal.append(1)
        try expectIntact(journal)
        // Whatever lay beyond the signed size is still somewhere.
        let aside = try journal.names("quarantine").flatMap {
          try journal.bytes("quarantine/\($0)")
        }
        #expect(aside.contains(0x63))
        #expect(aside.contains(0x62))
        if !failed { break }
      }
      #expect(number > 30)
    }
  }

  @Test func `no failing call of a creation leaves anything behind`() throws {
    for way in FaultyFileSystem.Way.allCases {
      var number = 0
      while true {
        let files = FaultyFileSystem()
        let base = Fixture.scratch()
        defer { try? FileManager.default.removeItem(atPath: base) }
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
        let key = try SigningKey.generate(name: "ledger.example/c")
        let memory = SignerMemory(
          besideKey: base + "/key", origin: "ledger.example/c", fileSystem: files)
        files.fail(number, way)
        func create() throws {
          try JournalWriter.create(
            at: base + "/a/b/journal",
            description: LedgerDescription(origin: "ledger.example/c", key: key.verifier), key: key,
            memory: memory, fileSystem: files)
        }
        do {
          try create()
          // What looks for a file that is missing may fail like that and be none the worse.
          if files.failed == nil { break }
        } catch {
          let rest = try FileManager.default.contentsOfDirectory(atPath: base)
            .filter { !$0.hasPrefix("key.signed") }
          #expect(rest == [], "\(number) \(way) \(error)")
          files.fail(nil)
          try create()
        }
        #expect(try JournalReader(opening: base + "/a/b/journal").size == 0)
        number += 1
      }
      #expect(number > 20)
    }
  }
}
