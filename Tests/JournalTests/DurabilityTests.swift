import Foundation
import Journal
import MerkleLog
import Testing

/// The order of effects is what survives a power loss; it is written out here call by call.
@Suite struct DurabilityTests {
  private let published = ["write /checkpoint.new", "sync /checkpoint.new", "rename"]

  @Test func `lines are synced, then the commit, then the checkpoint is renamed`() throws {
    let files = FaultyFileSystem()
    let journal = try Fixture(files: files)
    try journal.append(1)
    let writer = try journal.writer()
    files.fail(nil)
    try journal.append(2, with: writer)
    let effects = files.effects(in: journal.folder)
    let expected =
      [
        "write /entries/000000.jsonl", "sync /entries/000000.jsonl", "write /commit",
        "sync /commit",
      ]
      + published
    #expect(Array(effects.prefix(7)) == expected)
    // The memory is written before the caller is answered; a half of it at a time is synced.
    let rest = effects.dropFirst(7).filter { !$0.contains("/hashes/") && !$0.contains("/.derived") }
    #expect(rest.map { $0.prefix(6) } == ["write "])
    #expect(!effects.contains { $0.hasPrefix("sync /hashes") })
  }

  @Test func `the file checkpoint of a busy writer follows its commits after a while`() throws {
    let files = FaultyFileSystem()
    let journal = try Fixture(files: files)
    var writer: JournalWriter? = try journal.writer()
    writer?.checkpointDelay = 3_600_000
    // What stood still for so long is brought forward at once.
    try journal.append(1, with: #require(writer))
    #expect(try journal.reader().settled.checkpoint.size == 1)
    files.fail(nil)
    try journal.append(1, with: #require(writer))
    let effects = files.effects(in: journal.folder)
    #expect(
      effects.filter { $0.hasPrefix("sync") } == ["sync /entries/000000.jsonl", "sync /commit"])
    #expect(!effects.contains { $0.contains("checkpoint") })
    // Readers see the commit all the same.
    #expect(try journal.reader().size == 2)
    #expect(try violations(journal) == [])
    #expect(try journal.reader().settled.checkpoint.size == 1)
    writer?.publish()
    #expect(try journal.reader().settled.checkpoint.size == 2)
    // Who goes leaves nothing behind.
    try journal.append(1, with: #require(writer))
    writer = nil
    #expect(try journal.reader().settled.checkpoint.size == 3)
    try expectIntact(journal)
  }

  @Test func `a new segment's name is durable before its lines are written`() throws {
    let files = FaultyFileSystem()
    let journal = try Fixture(files: files)
    try journal.append(3)
    let writer = try journal.writer()
    files.fail(nil)
    try journal.append(2, with: writer)
    let expected =
      [
        "write /entries/000000.jsonl",
        "sync /entries/000001.jsonl", "sync folder /entries",
        "write /entries/000001.jsonl",
        "sync /entries/000000.jsonl", "sync /entries/000001.jsonl",
        "write /commit", "sync /commit",
      ] + published
    #expect(Array(files.effects(in: journal.folder).prefix(11)) == expected)
  }

  @Test func `half of the memory is durable before the other half is written over`() throws {
    let files = FaultyFileSystem()
    let journal = try Fixture(files: files)
    let writer = try journal.writer()
    var syncs = 0
    for count in 1...40 {
      files.fail(nil)
      try journal.append(1, with: writer)
      let effects = files.effects(in: journal.root).filter { $0.contains(".signed-") }
      let isHalfFull = count.isMultiple(of: 4)
      #expect(effects.map { $0.prefix(5) } == (isHalfFull ? ["sync ", "write"] : ["write"]))
      syncs += isHalfFull ? 1 : 0
      #expect(try journal.memory.last() == journal.reader().checkpoint.checkpoint)
    }
    #expect(syncs == 10)
  }

  @Test func `bytes are durable in the quarantine before they are cut off`() throws {
    let files = FaultyFileSystem()
    let original = try Fixture()
    try original.append(3)
    try original.set("entries/000000.jsonl", original.bytes("entries/000000.jsonl") + [0x61])
    let journal = try Fixture(copying: original, files: files)
    try journal.open()
    let effects = files.effects(in: journal.folder).map { $0.prefix(17) }
    #expect(
      effects == [
        "make folder /quar", "sync folder ", "write /quarantine", "sync /quarantine/",
        "sync folder /quar", "truncate", "sync /entries/000",
      ])
  }

  @Test func `the slot of the last commit is never written over`() throws {
    let journal = try Fixture()
    let writer = try journal.writer()
    var last = try journal.bytes("checkpoint")
    for _ in 0..<5 {
      try journal.append(1, with: writer)
      let commit = try journal.bytes("commit")
      let now = try journal.bytes("checkpoint")
      let slots = [Array(commit[..<4_096]), Array(commit[4_096...])]
      #expect(slots.contains { $0.starts(with: last) })
      #expect(slots.contains { $0.starts(with: now) })
      last = now
    }
  }

  @Test func `a symbolic link is nowhere written through`() throws {
    for name in ["commit", "checkpoint", "checkpoint.new", "hashes/000000.sha256"] {
      let journal = try Fixture()
      try journal.append(2)
      let victim = journal.root + "/victim"
      if journal.exists(name) {
        try FileManager.default.moveItem(atPath: journal.path(name), toPath: victim)
      } else {
        try Data("victim".utf8).write(to: URL(fileURLWithPath: victim))
      }
      let before = try Data(contentsOf: URL(fileURLWithPath: victim))
      try FileManager.default.createSymbolicLink(
        atPath: journal.path(name), withDestinationPath: victim)
      if name == "commit" || name == "checkpoint" {
        #expect(try violations(journal) == ["SYMLINK"])
      }
      do { try journal.append(1) } catch { #expect(error is JournalError) }
      #expect(try Data(contentsOf: URL(fileURLWithPath: victim)) == before)
      #expect(try scan(journal.reader()).violations.allSatisfy { $0.code == "SYMLINK" })
    }
  }
}
