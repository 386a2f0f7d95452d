import Foundation
import Journal
import Testing

@Suite struct `Lines that are kept to be read again` {
  /// A journal of five segments, and the lines of it whose numbers are wanted.
  private static func kept(
    verifying: Bool = true, where isWanted: @escaping @Sendable (Int) -> Bool = { _ in true }
  ) throws -> (journal: Fixture, reader: JournalReader, kept: KeptLines) {
    let journal = try Fixture()
    try journal.append(18)
    let reader = try journal.reader()
    let scan = try reader.scan(
      verifying: verifying, start: { _ in KeptLines(verified: verifying) },
      each: { kept, chunk in
        for index in chunk.lines.indices where isWanted(chunk.firstEntry + index) {
          kept.keep(index, of: chunk)
        }
        return chunk.lines.count
      })
    var kept = KeptLines(verified: verifying)
    for part in scan.parts { kept.append(part) }
    return (journal, reader, kept)
  }

  private static func lines(_ batch: KeptLines.Batch) -> [[UInt8]] {
    batch.lines.map { Array(batch.bytes[$0]) }
  }

  @Test(arguments: [1, 2, 3, 5, 18], [true, false])
  func `are what was read, whichever are wanted and in which order`(
    step: Int, isVerified: Bool
  ) throws {
    let (journal, reader, kept) = try Self.kept(verifying: isVerified) { $0 % step == 0 }
    let numbers = Array(stride(from: 0, to: 18, by: step))
    #expect(kept.entries == numbers)
    for start in (0...numbers.count).reversed() {
      for end in start...numbers.count {
        let batch = try kept.read(Array(start..<end), reader)
        #expect(batch.entries == Array(numbers[start..<end]))
        #expect(Self.lines(batch) == numbers[start..<end].map { journal.lines[$0] })
      }
    }
  }

  @Test func `are the last ones where only those are kept`() throws {
    var (journal, reader, kept) = try Self.kept()
    kept.keepLast(7)
    #expect(Self.lines(try kept.read(Array(0..<7), reader)) == Array(journal.lines.suffix(7)))
    kept.keepLast(9)
    #expect(kept.count == 7)
  }

  @Test(arguments: 0..<18) func `are told from what lies there later`(entry: Int) throws {
    let (journal, reader, kept) = try Self.kept()
    let path = journal.folder + "/entries/00000\(entry / 4).jsonl"
    let whole = try Data(contentsOf: URL(filePath: path))
    let start = journal.lines[(entry / 4 * 4)..<entry].reduce(0) { $0 + $1.count + 1 }
    var altered = whole
    altered[start + 2] ^= 1
    // Altered, and cut off within the line.
    for bytes in [altered, whole.prefix(start + 3)] {
      try bytes.write(to: URL(filePath: path))
      for wanted in [[entry], Array(0..<18)] {
        let error = #expect(throws: JournalError.self) { try kept.read(wanted, reader) }
        #expect(error?.code == .leafMismatch)
        #expect(error?.kind == .integrity)
      }
      #expect(Self.lines(try kept.read(Array(0..<entry / 4 * 4), reader)).count == entry / 4 * 4)
    }
  }
}
