import Foundation
import Journal
import MerkleLog
import Testing

/// A published folder holds at every moment all that its checkpoint, and every checkpoint before
/// it, vouches for.
@Suite struct PublicationTests {
  /// Everything below a folder, by path.
  static func contents(of folder: String) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let url = URL(fileURLWithPath: folder + "/" + name)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      contents[name] = [UInt8](try Data(contentsOf: url))
    }
    return contents
  }

  /// Verifies a folder, and that it holds what the journal acknowledged at the size of the
  /// checkpoint.
  static func expectPublished(
    _ journal: Fixture, _ folder: String, size: Int? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let log = try PublishedLog(opening: folder, key: journal.key.verifier)
    let result = try log.scan(start: { _ in [[UInt8]]() }) { part, chunk in
      for line in chunk.lines { part.append(Array(chunk.bytes[line])) }
      return chunk.lines.count
    }
    #expect(result.violations == [], sourceLocation: location)
    #expect(log.size == size ?? journal.lines.count, sourceLocation: location)
    let isEqual = result.parts.flatMap { $0 } == Array(journal.lines[..<log.size])
    #expect(isEqual, sourceLocation: location)
    #expect(result.root == log.checkpoint.checkpoint.root, sourceLocation: location)
    if let last = journal.lines[..<log.size].last {
      #expect(try log.line(at: log.size - 1) == last, sourceLocation: location)
    }
  }

  /// The files that a reader of a checkpoint of this size asks for: a partial tile may be had from
  /// the full one.
  private func expectServed(_ size: Int, _ contents: [String: [UInt8]]) {
    for level in 0..<Tile.levels {
      for number in 0..<Tile.count(level: level, size: size) {
        guard let tile = Tile.at(level: level, number: number, size: size) else { continue }
        let full = Tile(level: level, number: number)
        #expect(contents[tile.path] != nil || contents[full.path] != nil, "\(size): \(tile.path)")
        guard level == 0 else { continue }
        #expect(contents[tile.bundlePath] != nil || contents[full.bundlePath] != nil)
      }
    }
  }

  @Test func `every published checkpoint keeps its files, whatever was published since`() throws {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    var sizes: [Int] = []
    for size in [0, 1, 2, 3, 100, 255, 256, 257, 300, 511, 513, 769, 1000] {
      try journal.append(size - journal.lines.count)
      let report = try Publisher.publish(journal.reader(), to: folder)
      #expect(report.size == size)
      #expect(report.before == sizes.last ?? 0)
      #expect(try report.root == root(of: journal.lines[...]))
      sizes.append(size)
      try Self.expectPublished(journal, folder)
      let contents = try Self.contents(of: folder)
      for published in sizes { expectServed(published, contents) }
      #expect(contents["checkpoint"] == (try journal.bytes("checkpoint")))
      // Nothing to do is done without writing.
      let again = try Publisher.publish(journal.reader(), to: folder)
      #expect(again.written == 0 && again.removed == 0)
      #expect(try Self.contents(of: folder) == contents)
    }
    // Of level 0 only what the last full tile has not replaced; of level 1 all that was published.
    let names = try Self.contents(of: folder).keys.filter { $0.contains(".p/") }.sorted()
    #expect(
      names
        == [
          "tile/0/003.p/1", "tile/0/003.p/232", "tile/1/000.p/1", "tile/1/000.p/2",
          "tile/1/000.p/3",
          "tile/entries/003.p/1", "tile/entries/003.p/232",
        ].sorted())
    // Published at once it holds the same, but for what only earlier sizes needed.
    let other = journal.root + "/other"
    _ = try Publisher.publish(journal.reader(), to: other)
    let all = try Self.contents(of: folder)
    for (name, bytes) in try Self.contents(of: other) { #expect(all[name] == bytes, "\(name)") }
  }

  @Test func `the second level fills as the first does`() throws {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    for size in [65_535, 65_536, 65_537] {
      try journal.append(size - journal.lines.count)
      _ = try Publisher.publish(journal.reader(), to: folder)
      try Self.expectPublished(journal, folder)
    }
    let names = Set(try Self.contents(of: folder).keys.filter { !$0.hasPrefix("tile/0/") })
    #expect(
      names.filter { !$0.hasPrefix("tile/entries/") }.sorted()
        == ["checkpoint", "tile/1/000", "tile/2/000.p/1"])
    #expect(names.contains("tile/entries/255") && names.contains("tile/entries/256.p/1"))
  }

  @Test func `wherever it is interrupted the folder verifies, and the next call completes it`()
    throws
  {
    let journal = try Fixture(height: 16)
    let start = journal.root + "/start"
    try journal.append(250)
    _ = try Publisher.publish(journal.reader(), to: start)
    try journal.append(10)
    let complete = journal.root + "/complete"
    try FileManager.default.copyItem(atPath: start, toPath: complete)
    _ = try Publisher.publish(journal.reader(), to: complete)
    let expected = try Self.contents(of: complete)
    for way in FaultyFileSystem.Way.allCases {
      var number = 0
      while true {
        let folder = journal.root + "/interrupted"
        try FileManager.default.copyItem(atPath: start, toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = FaultyFileSystem()
        files.fail(number, way)
        let reader = try journal.reader()
        let error = publicationError(reader, folder, files)
        guard let call = files.failed else {
          #expect(error == nil)
          break
        }
        number += 1
        guard files.isDistinct else { continue }
        // What was not there is not there, whether or not opening it was made to fail.
        #expect(error?.kind == .environment || (error == nil && call.hasPrefix("open")), "\(call)")
        let size = try PublishedLog(opening: folder, key: journal.key.verifier).size
        #expect([250, 260].contains(size))
        try Self.expectPublished(journal, folder, size: size)
        #expect(publicationError(reader, folder, PosixFileSystem()) == nil)
        #expect(try Self.contents(of: folder) == expected, "\(way) \(call)")
      }
      #expect(number > 20)
    }
  }

  private func publicationError(
    _ reader: JournalReader, _ folder: String, _ files: any FileSystem
  ) -> JournalError? {
    do throws(JournalError) {
      _ = try Publisher.publish(reader, to: folder, fileSystem: files)
      return nil
    } catch {
      return error
    }
  }

  /// Publishes and expects a refusal that changes nothing.
  private func expectRefusal(
    _ code: JournalError.Code, _ journal: Fixture, _ folder: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try Self.contents(of: folder)
    let error = publicationError(try journal.reader(), folder, PosixFileSystem())
    #expect(error?.code == code, "\(error?.description ?? "none")", sourceLocation: location)
    #expect(try Self.contents(of: folder) == before, sourceLocation: location)
  }

  @Test func `a folder with anything else, or another past, is left alone`() throws {
    let journal = try Fixture(height: 16)
    try journal.append(3)
    let old = try Fixture(copying: journal)
    try journal.append(3)
    let folder = journal.root + "/public"
    _ = try Publisher.publish(journal.reader(), to: folder)
    try expectRefusal(.rollback, old, folder)
    // Its next lines are others than those of the journal.
    old.lines.append([])
    for code in [JournalError.Code.rollback, .rollback, .fork, .inconsistent] {
      try old.append(1)
      try expectRefusal(code, old, folder)
    }
    try expectRefusal(.unknownKey, try Fixture(height: 16, origin: "another"), folder)
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/index.html"))
    try expectRefusal(.notEmpty, journal, folder)
    try FileManager.default.removeItem(atPath: folder + "/index.html")
    try FileManager.default.createSymbolicLink(
      atPath: journal.root + "/link", withDestinationPath: folder)
    #expect(
      publicationError(try journal.reader(), journal.root + "/link", PosixFileSystem())?.code
        == .symbolicLink)
    try expectRefusal(.exists, journal, journal.path("ledger.json"))
  }

  @Test func `a complete publication brings back what is missing, and finds what was changed`()
    throws
  {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    try journal.append(300)
    _ = try Publisher.publish(journal.reader(), to: folder)
    try journal.append(400)
    _ = try Publisher.publish(journal.reader(), to: folder)
    let whole = try Self.contents(of: folder)
    for name in whole.keys where name.hasPrefix("tile/") && name != "tile/1/000.p/1" {
      let path = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.removeItem(at: path)
      let report = try Publisher.publish(journal.reader(), to: folder, isComplete: true)
      #expect(report.written == 1)
      #expect(try Self.contents(of: folder) == whole)
      var bytes = try #require(whole[name])
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: path)
      let before = try Self.contents(of: folder)
      let error = #expect(throws: JournalError.self) {
        try Publisher.publish(journal.reader(), to: folder, isComplete: true)
      }
      #expect(error?.code == .tileMismatch)
      #expect(error?.file == name)
      #expect(error?.offset == bytes.count / 2)
      #expect(try Self.contents(of: folder) == before)
      try Data(try #require(whole[name])).write(to: path)
    }
  }

  @Test func `two publications into one folder do not run at once`() throws {
    let journal = try Fixture(height: 16)
    let folder = journal.root + "/public"
    try journal.append(3)
    _ = try Publisher.publish(journal.reader(), to: folder)
    var lock = try PosixFileSystem().lock(folder: folder)
    #expect(lock != nil)
    try expectRefusal(.locked, journal, folder)
    lock = nil
    try journal.append(1)
    #expect(publicationError(try journal.reader(), folder, PosixFileSystem()) == nil)
  }

  @Test func `what a power failure may still undo is not published`() throws {
    let journal = try Fixture(height: 16)
    try journal.append(3)
    let checkpoint = try journal.bytes("checkpoint")
    try journal.append(1)
    // The commit point was written, and the file that readers take was not yet.
    try journal.set("checkpoint", checkpoint)
    let reader = try journal.reader()
    #expect(reader.size == 4 && reader.settled.checkpoint.size == 3)
    let folder = journal.root + "/public"
    #expect(try Publisher.publish(reader, to: folder).size == 3)
    try Self.expectPublished(journal, folder, size: 3)
    try journal.open()
    #expect(try Publisher.publish(journal.reader(), to: folder).size == 4)
    try Self.expectPublished(journal, folder)
  }

  @Test func `lines that do not give the signed root are not published`() throws {
    let journal = try Fixture(height: 16)
    try journal.append(300)
    var lines = try journal.bytes("entries/000000.jsonl")
    lines[5] ^= 1
    try journal.set("entries/000000.jsonl", lines)
    let folder = journal.root + "/public"
    let error = publicationError(try journal.reader(), folder, PosixFileSystem())
    #expect(error?.kind == .integrity)
    #expect(try Self.contents(of: folder).isEmpty)
  }
}
