import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct RecoveryTests {
  @Test(arguments: ["half a li", "a whole line\n", "one\ntwo\nthr", "\n", "\0\0\0\0"])
  func `bytes beyond the signed size are no part of the ledger and set aside`(
    _ tail: String
  ) throws {
    for count in [3, 4, 6] {
      let journal = try Fixture()
      try journal.append(count)
      let segment = "entries/00000\((count - 1) / 4).jsonl"
      let end = try journal.bytes(segment).count
      try journal.set(segment, journal.bytes(segment) + Array(tail.utf8))
      let result = try scan(journal.reader())
      #expect(result.violations == [])
      #expect(result.tail?.bytes == tail.utf8.count)
      #expect(result.tail?.file == segment)
      #expect(result.tail?.offset == end)
      let writer = try journal.writer()
      let moved = try #require(writer.recovery.quarantined.first)
      #expect(writer.recovery.quarantined.count == 1)
      #expect(moved.origin == segment)
      #expect(moved.offset == end)
      #expect(moved.bytes == tail.utf8.count)
      #expect(try journal.bytes(moved.file) == Array(tail.utf8))
      try journal.append(2, with: writer)
      try expectIntact(journal)
    }
  }

  @Test func `whole segments beyond the signed size go to the quarantine`() throws {
    let journal = try Fixture()
    try journal.append(6)
    try journal.set("entries/000001.jsonl", journal.bytes("entries/000001.jsonl") + [0x61])
    try journal.set("entries/000002.jsonl", Array("a\nb\n".utf8))
    try journal.set("entries/000003.jsonl", [])
    try journal.set("entries/000007.jsonl", Array("c".utf8))
    let tail = try #require(scan(journal.reader()).tail)
    #expect(tail.bytes == 6)
    #expect(tail.file == "entries/000001.jsonl")
    let writer = try journal.writer()
    #expect(writer.recovery.quarantined.map(\.bytes) == [1, 4, 1])
    #expect(try journal.names("entries") == ["000000.jsonl", "000001.jsonl"])
    #expect(try journal.names("quarantine").count == 3)
    try journal.append(9, with: writer)
    try expectIntact(journal)
  }

  @Test func `a segment before any line was signed goes to the quarantine`() throws {
    let journal = try Fixture()
    try journal.set("entries/000000.jsonl", Array("a\n".utf8))
    #expect(try scan(journal.reader()).tail?.bytes == 2)
    try journal.append(1)
    try expectIntact(journal)
  }

  @Test func `a torn slot harms nothing`() throws {
    for count in [1, 2] {
      let journal = try Fixture()
      for _ in 0..<count { try journal.append(3) }
      let good = try journal.bytes("commit")
      for slot in 0..<2 {
        for damage in [0, 10, 100, 4_000] {
          var bytes = good
          for index in damage..<4_096 { bytes[slot * 4_096 + index] = 0 }
          try journal.set("commit", bytes)
          #expect(try violations(journal) == [])
          #expect(try journal.reader().size == 3 * count)
          let copy = try Fixture(copying: journal)
          try copy.append(3)
          try copy.append(3)
          try expectIntact(copy)
        }
      }
    }
  }

  @Test func `a checkpoint behind the commit is brought forward and its lines written again`()
    throws
  {
    let journal = try Fixture()
    try journal.append(3)
    let old = try journal.bytes("checkpoint")
    try journal.append(7)
    try journal.set("checkpoint", old)
    #expect(try journal.reader().size == 10)
    #expect(try violations(journal) == [])
    let writer = try journal.writer()
    #expect(writer.recovery.broughtForwardFrom == 3)
    #expect(writer.recovery.rewrittenFrom == 3)
    try expectIntact(journal)
    try journal.append(1, with: writer)
    try expectIntact(journal)
  }

  @Test func `lines are written again and synced before the checkpoint says so`() throws {
    let files = FaultyFileSystem()
    let original = try Fixture()
    try original.append(3)
    let old = try original.bytes("checkpoint")
    try original.append(3)
    let journal = try Fixture(copying: original, files: files)
    try journal.set("checkpoint", old)
    files.fail(nil)
    try journal.open()
    #expect(
      files.effects(in: journal.folder).prefix(11) == [
        "write /entries/000000.jsonl", "sync /entries/000000.jsonl",
        "write /entries/000001.jsonl", "sync /entries/000001.jsonl", "sync folder /entries",
        "write /commit", "sync /commit",
        "write /checkpoint.new", "sync /checkpoint.new", "rename", "sync folder ",
      ])
  }

  @Test func `a checkpoint that does not verify is kept as evidence`() throws {
    let journal = try Fixture()
    try journal.append(3)
    try journal.set("checkpoint", Array("forged".utf8))
    let writer = try journal.writer()
    #expect(writer.recovery.quarantined.map(\.origin) == ["checkpoint"])
    #expect(writer.recovery.notes.map(\.code) == ["CHECKPOINT_MALFORMED"])
    #expect(try journal.bytes(writer.recovery.quarantined[0].file) == Array("forged".utf8))
    try journal.append(3, with: writer)
    try expectIntact(journal)
  }

  @Test func `a missing checkpoint is written anew`() throws {
    let journal = try Fixture()
    try journal.append(6)
    try journal.remove("checkpoint")
    try journal.append(1)
    try expectIntact(journal)
  }

  @Test func `a writer that refuses changes nothing`() throws {
    let journal = try Fixture()
    try journal.append(6)
    var bytes = try journal.bytes("entries/000001.jsonl")
    bytes[2] ^= 1
    bytes += Array("tail".utf8)
    try journal.set("entries/000001.jsonl", bytes)
    try journal.remove("hashes/000000.sha256")
    #expect(throws: JournalError.self) { try journal.open() }
    #expect(try journal.bytes("entries/000001.jsonl") == bytes)
    #expect(!journal.exists("hashes/000000.sha256"))
    #expect(!journal.exists("quarantine"))
  }

  @Test func `a second writer is locked out, or waits`() throws {
    let journal = try Fixture()
    var first: JournalWriter? = try journal.writer()
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.code == .locked)
    #expect(error?.kind == .environment)
    #expect(throws: JournalError.self) { _ = try journal.writer(wait: 30) }
    #expect(first?.size == 0)
    #expect(try journal.reader().size == 0)
    first = nil
    try journal.append(1)
    try expectIntact(journal)
  }

  @Test func `a waiting writer goes on when the first has finished`() throws {
    let journal = try Fixture()
    let layout = journal.layout
    let (key, memory) = (journal.key, try journal.memory)
    var first: JournalWriter? = try journal.writer()
    let started = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      started.signal()
      let second = try? JournalWriter(
        layout, key: key, memory: memory, waitMilliseconds: 60_000, PosixFileSystem())
      _ = try? second?.append([Array("second".utf8)])
      ended.signal()
    }
    started.wait()
    try first?.append([Array("first".utf8)])
    first = nil
    ended.wait()
    journal.lines = [Array("first".utf8), Array("second".utf8)]
    try expectIntact(journal)
  }

  @Test func `a journal can be read where nothing can be written`() throws {
    let journal = try Fixture()
    try journal.append(6)
    let manager = FileManager.default
    let folders = ["", "entries", "hashes", ".derived"].map { journal.path($0) }
    for folder in folders {
      try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    }
    defer {
      for folder in folders {
        try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
      }
    }
    try expectIntact(journal)
  }
}
