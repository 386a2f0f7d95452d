import Journal
import MerkleLog
import Testing

/// A writer that finds everything in order goes on from the last block, and from nowhere else.
@Suite struct OpeningTests {
  /// So many lines at a time, over the ends of blocks of 256 lines.
  private static let batches = [1, 254, 1, 1, 255, 1, 300, 211, 1, 2]

  @Test func `a writer opened anew at any size goes on with the same tree`() throws {
    let journal = try Fixture(height: Layout.standardHeight)
    for count in Self.batches {
      try journal.append(count)
      try expectIntact(journal)
    }
  }

  @Test func `opening and appending cost the same calls, however long the journal`() throws {
    var counts: [[String]] = []
    // So long that reading all of them takes a call for every 256.
    let line = [UInt8](repeating: 0x61, count: 4_095)
    for size in [700, 3 * 256 + 700] {
      let files = FaultyFileSystem()
      let journal = try Fixture(height: Layout.standardHeight, files: files)
      try journal.writer().append([[UInt8]](repeating: line, count: size))
      files.fail(nil)
      try journal.writer().append([line])
      counts.append(files.calls.map { String($0.prefix { $0 != "/" }) })
    }
    #expect(counts[0] == counts[1])
  }

  @Test(arguments: [".derived/level-1.sha256", ".derived/blocks.u64", "checkpoint", "commit"])
  func `whatever is missing or damaged, the writer goes on from the lines`(
    _ name: String
  ) throws {
    let original = try Fixture(height: Layout.standardHeight)
    for count in Self.batches { try original.append(count) }
    for index in [0, 7, 15, 31, 40, 64, 200] {
      let journal = try Fixture(copying: original)
      var bytes = try journal.bytes(name)
      if index < bytes.count, name.hasPrefix(".derived") {
        bytes[index] ^= 1
        try journal.set(name, bytes)
      } else {
        try journal.remove(name)
      }
      let isMissing = !journal.exists(name)
      try journal.open()
      // What was derived is there again for the next writer.
      if isMissing, name.hasPrefix(".derived") {
        #expect(try journal.bytes(name) == original.bytes(name))
      }
      try journal.append(300)
      try expectIntact(journal)
    }
  }

  @Test func `lines of the last block that were changed are refused`() throws {
    let original = try Fixture(height: Layout.standardHeight)
    for count in Self.batches { try original.append(count) }
    let journal = try Fixture(copying: original)
    let name = "entries/000000.jsonl"
    var bytes = try journal.bytes(name)
    bytes[bytes.count - 3] ^= 1
    try journal.set(name, bytes)
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.kind == .integrity)
    try journal.set(name, Array(bytes.dropLast(20)))
    #expect(throws: JournalError.self) { try journal.open() }
  }
}
