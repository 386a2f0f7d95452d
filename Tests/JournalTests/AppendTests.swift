import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct AppendTests {
  @Test func `an empty journal is intact`() throws {
    let journal = try Fixture()
    try expectIntact(journal)
    try journal.open()
    try expectIntact(journal)
  }

  @Test func `every history of batches gives the lines and the root of RFC 6962`() throws {
    for batches in [
      [1], [2], [3], [4], [5], [8], [9], [1, 1, 1, 1, 1], [3, 1], [3, 2], [4, 4], [4, 1],
      [2, 7, 12],
      [33], [1, 0, 31, 1],
    ] {
      let journal = try Fixture()
      let writer = try journal.writer()
      for batch in batches { try journal.append(batch, with: writer) }
      #expect(writer.notes == [])
      try expectIntact(journal)
    }
  }

  @Test func `a new writer for each batch goes on where the last one stopped`() throws {
    let journal = try Fixture()
    for batch in [1, 2, 1, 1, 3, 9, 1] {
      let writer = try journal.writer()
      #expect(writer.recovery.isClean)
      #expect(writer.recovery.rebuilt == [])
      try journal.append(batch, with: writer)
      try expectIntact(journal)
    }
  }

  @Test(arguments: [1, 65_535, 65_536, 65_537, 131_073])
  func `real segments hold 65,536 lines`(_ count: Int) throws {
    let journal = try Fixture(height: Layout.standardHeight)
    try journal.append(count)
    try journal.append(2)
    try expectIntact(journal)
    let segments = (count + 2 + 65_535) / 65_536
    #expect(try journal.names("entries").count == segments)
    #expect(try journal.reader().line(at: count - 1) == journal.lines[count - 1])
    #expect(try journal.reader().lines(in: (count - 1)..<(count + 2)).count == 3)
  }

  @Test func `the public initialisers open standard segments`() throws {
    let journal = try Fixture(height: Layout.standardHeight)
    let writer = try JournalWriter(
      opening: journal.folder + "/", key: journal.key, memory: journal.memory)
    let receipt = try writer.append([Array("x".utf8)])
    #expect(try JournalReader(opening: journal.folder).checkpoint.bytes == receipt.bytes)
  }

  @Test func `a line that no line may be refuses the whole batch`() throws {
    let journal = try Fixture()
    let writer = try journal.writer()
    let long = [UInt8](repeating: 0x61, count: Layout.lineLimit + 1)
    for bad in [[], [0x61, 0x0A], long] {
      let error = #expect(throws: JournalError.self) { try writer.append([[0x61], bad]) }
      #expect(error?.code == .lineInvalid)
      #expect(error?.kind == .refused)
      #expect(error?.entry == 1)
    }
    try expectIntact(journal)
    let longest = Array(long.dropLast())
    try writer.append([longest, longest])
    journal.lines = [longest, longest]
    try expectIntact(journal)
  }

  @Test func `lines longer than a buffer's rest are read whole`() throws {
    let journal = try Fixture(height: 6)
    let lines = (0..<60).map { [UInt8](repeating: UInt8(0x20 + $0), count: 65_535 - 977 * $0) }
    try journal.writer().append(lines)
    journal.lines = lines
    try expectIntact(journal)
  }

  @Test func `the root of a prefix is that of a journal of just that prefix`() throws {
    let journal = try Fixture()
    try journal.append(19)
    for size in 0...19 {
      let result = try scan(journal.reader(), prefix: size, rootsAt: [size, 7])
      #expect(result.prefix.size == size)
      #expect(result.parts.flatMap { $0 } == Array(journal.lines.prefix(size)))
      let expected = try root(of: journal.lines[..<size])
      #expect(result.prefix.root == expected)
      #expect(result.roots[size] == expected)
      #expect(try result.roots[7] == root(of: journal.lines[..<7]))
      #expect(try journal.reader().provenTree().frontier(at: size).root(TreeHasher()) == expected)
    }
  }

  @Test func `a prefix ends at the first line not wanted, whatever later segments say`() throws {
    let journal = try Fixture()
    try journal.append(12)
    let result = try journal.reader().scan(start: { _ in 0 }) { part, chunk in
      part += 1
      return chunk.segment == 1 ? 2 : chunk.lines.count
    }
    #expect(result.prefix.size == 6)
    #expect(result.parts.count == 2)
    #expect(result.violations == [])
  }

  @Test func `each part is ended once, after its last chunk`() throws {
    let journal = try Fixture()
    try journal.append(11)
    let result = try journal.reader().scan(
      start: { [$0] },
      each: { part, chunk in
        part += chunk.lines.indices.map { chunk.firstEntry + $0 }
        return chunk.lines.count
      }, end: { part, _ in part.append(-1) })
    #expect(result.parts == [[0, 0, 1, 2, 3, -1], [1, 4, 5, 6, 7, -1], [2, 8, 9, 10, -1]])
  }

  @Test func `a scan without verification hashes nothing`() throws {
    let journal = try Fixture()
    try journal.append(9)
    let result = try journal.reader().scan(verifying: false, start: { _ in 0 }) { part, chunk in
      part += chunk.lines.count
      return chunk.lines.count
    }
    #expect(result.root == nil)
    #expect(result.prefix.size == 9)
    #expect(result.parts.reduce(0, +) == 9)
  }

  @Test func `lines by number are those of the scan`() throws {
    let journal = try Fixture()
    try journal.append(11)
    let reader = try journal.reader()
    for entry in 0..<11 { #expect(try reader.line(at: entry) == journal.lines[entry]) }
    #expect(try reader.lines(in: 2..<10) == Array(journal.lines[2..<10]))
    #expect(try reader.lines(in: 4..<4) == [])
    for range in [11..<12, 5..<12, -1..<2] {
      #expect(throws: JournalError.self) { try reader.lines(in: range) }
    }
  }

  @Test func `a reader does not see what is appended after it was opened`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let reader = try journal.reader()
    try journal.append(6)
    let result = try scan(reader)
    #expect(result.violations == [])
    #expect(result.size == 3)
    #expect(result.tail != nil)
  }
}
