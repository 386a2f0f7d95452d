import Foundation
import Journal
import MerkleLog
import Testing

/// Whatever is done to a published folder is found, without the journal, and named by file and
/// byte.
@Suite struct PublishedDamageTests {
  /// A journal of 600 entries, published at 300 and at 600.
  private func published() throws -> (journal: Fixture, folder: String) {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    for _ in 0..<2 {
      try journal.append(300)
      _ = try Publisher.publish(journal.reader(), to: folder)
    }
    return (journal, folder)
  }

  private func findings(_ journal: Fixture, _ folder: String) throws -> [Finding] {
    let log = try PublishedLog(opening: folder, key: journal.key.verifier)
    return try log.scan(start: { _ in 0 }) { _, chunk in chunk.lines.count }.findings
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test func `a changed byte of any file is found in that file`() throws {
    let (journal, folder) = try published()
    for (name, bytes) in try PublicationTests.contents(of: folder) where name != "checkpoint" {
      for offset in [0, bytes.count / 2, bytes.count - 1] {
        var changed = bytes
        changed[offset] ^= 1
        try write(changed, folder + "/" + name)
        let violations = try findings(journal, folder).filter(\.isViolation)
        #expect(violations.contains { $0.file == name }, "\(name) \(offset): \(violations)")
      }
      for changed in [Array(bytes.dropLast()), bytes + [0], []] {
        try write(changed, folder + "/" + name)
        let violations = try findings(journal, folder).filter(\.isViolation)
        #expect(violations.contains { $0.file == name }, "\(name): \(violations)")
      }
      try write(bytes, folder + "/" + name)
    }
    #expect(try findings(journal, folder) == [])
  }

  @Test func `it is said whether the entry or its hash was changed`() throws {
    let (journal, folder) = try published()
    let bundle = folder + "/tile/entries/001"
    let tile = folder + "/tile/0/001"
    let right = [UInt8](try Data(contentsOf: URL(fileURLWithPath: bundle)))
    var changed = right
    changed[2] ^= 1
    try write(changed, bundle)
    let entry = try findings(journal, folder).first
    #expect(entry?.code == "LEAF_MISMATCH")
    #expect(entry?.entry == 256)
    #expect(entry?.file == "tile/entries/001")
    #expect(entry?.offset == 2)
    #expect(try findings(journal, folder).contains { $0.code == "ROOT_MISMATCH" })
    try write(right, bundle)
    var hashes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: tile)))
    hashes[33] ^= 1
    try write(hashes, tile)
    let hash = try findings(journal, folder)
    #expect(hash.map(\.code) == ["TILE_MISMATCH"])
    #expect(hash.first?.entry == 257)
    #expect(hash.first?.offset == 32)
  }

  @Test func `a missing file is found, unless a full tile took its place`() throws {
    let (journal, folder) = try published()
    for (name, bytes) in try PublicationTests.contents(of: folder) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
      if name == "checkpoint" {
        let error = #expect(throws: JournalError.self) { try findings(journal, folder) }
        #expect(error?.code == .checkpointMissing)
      } else if name == "tile/1/000.p/1" {
        // It was needed for 300 entries only; nothing in the folder says that it was there.
        #expect(try findings(journal, folder) == [])
      } else {
        let violations = try findings(journal, folder).filter(\.isViolation)
        #expect(violations.contains { $0.file == name && $0.code == "TRUNCATED" }, "\(name)")
      }
      try write(bytes, folder + "/" + name)
    }
  }

  @Test func `what does not belong there is named, links are not followed`() throws {
    let (journal, folder) = try published()
    for stray in [
      "index.html", "tile/00/000", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/0000",
      "tile/0/x000/001", "tile/63/000", "tile/entries/000.p/x", "tile/data/000", "Tile/000",
    ] {
      let path = folder + "/" + stray
      let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
      let isNew = !FileManager.default.fileExists(atPath: parent.path)
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      try write([1], path)
      let found = try findings(journal, folder)
      #expect(found.contains { stray.hasPrefix($0.file ?? "?") }, "\(stray): \(found)")
      try FileManager.default.removeItem(atPath: isNew ? parent.path : path)
    }
    #expect(try findings(journal, folder) == [])
    for name in ["tile/0/001", "tile/entries/002.p/88", "checkpoint", "tile/1"] {
      let path = folder + "/" + name
      let aside = journal.root + "/aside"
      try FileManager.default.moveItem(atPath: path, toPath: aside)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: aside)
      do {
        let found = try findings(journal, folder)
        #expect(found.contains { $0.code == "SYMLINK" && $0.isViolation }, "\(name): \(found)")
      } catch let error as JournalError {
        #expect(error.code == .symbolicLink && error.kind == .integrity, "\(name): \(error)")
      }
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.moveItem(atPath: aside, toPath: path)
    }
  }

  @Test func `a folder cut back to an older checkpoint is one of that size, and says what is more`()
    throws
  {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    try journal.append(300)
    _ = try Publisher.publish(journal.reader(), to: folder)
    let old = try journal.bytes("checkpoint")
    try journal.append(10)
    _ = try Publisher.publish(journal.reader(), to: folder)
    let new = try PublishedLog(opening: folder, key: journal.key.verifier)
    try write(old, folder + "/checkpoint")
    let found = try findings(journal, folder)
    #expect(found.map(\.code) == ["UNSIGNED_TAIL"])
    #expect(found.allSatisfy { !$0.isViolation })
    let log = try PublishedLog(opening: folder, key: journal.key.verifier)
    #expect(try log.contradiction(to: new.checkpoint, named: "kept")?.code == "ROLLBACK")
    #expect(try new.contradiction(to: log.checkpoint, named: "kept") == nil)
    #expect(try new.root(at: 300) == log.checkpoint.checkpoint.root)
    #expect(try new.root(at: 0) == .empty)
  }

  @Test(arguments: [601, 1 << 40, 1 << 62, .max - 1, .max])
  func `a size that no entries could have is refused without looking for them`(size: Int) throws {
    let (journal, folder) = try published()
    let forged = try SignedCheckpoint(
      signing: Checkpoint(origin: journal.origin, size: size, root: .empty), by: journal.key)
    try write(forged.bytes, folder + "/checkpoint")
    let found = try findings(journal, folder)
    #expect(found.contains { $0.code == "TRUNCATED" && $0.isViolation })
    #expect(found.count < 20)
  }

  @Test func `the key must be the one that signed, and the log's own`() throws {
    let (journal, folder) = try published()
    let other = try SigningKey.generate(name: journal.origin).verifier
    let error = #expect(throws: JournalError.self) { try PublishedLog(opening: folder, key: other) }
    #expect(error?.code == .unknownKey)
    let gone = #expect(throws: JournalError.self) {
      try PublishedLog(opening: journal.root + "/nowhere", key: other)
    }
    #expect(gone?.code == .notFound && gone?.kind == .environment)
  }
}
