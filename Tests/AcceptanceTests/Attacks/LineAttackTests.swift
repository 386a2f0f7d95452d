import MerkleLog
import Testing

/// Attacks on the lines of a journal: each is found, and the first entry that differs is named.
@Suite struct `Attacks on the lines` {
  @Test func `an edited byte`() throws {
    let journal = try AttackedJournal(entries: 5)
    let offset = try journal.offset(of: 3)
    var bytes = try journal.bytes()
    bytes[offset + 30] ^= 1
    try journal.set(bytes)
    let found = try journal.expect(
      .init("LEAF_MISMATCH", entry: 3, file: AttackedJournal.segment, offset: offset))
    #expect(found["expected"].text?.count == 64)
    #expect(found["actual"].text?.count == 64)
    #expect(found["expected"].text != found["actual"].text)
  }

  @Test func `an edited byte, and all hashes made anew`() throws {
    let journal = try AttackedJournal(entries: 5)
    var bytes = try journal.bytes()
    bytes[try journal.offset(of: 3) + 30] ^= 1
    try journal.set(bytes)
    try journal.rebuildHashes()
    let found = try journal.expect(.init("ROOT_MISMATCH"))
    #expect(found["expected"].text != found["actual"].text)
  }

  @Test func `lines deleted, inserted, exchanged and repeated`() throws {
    let journal = try AttackedJournal(entries: 5)
    let lines = try journal.lines()
    let attacks: [(String, [[UInt8]])] = [
      ("deleted", Array(lines[..<2] + lines[3...])),
      ("inserted", Array(lines[..<2] + [Array("{}\n".utf8)] + lines[2...])),
      ("exchanged", [lines[0], lines[1], lines[3], lines[2], lines[4]]),
      ("repeated", [lines[0], lines[1], lines[1], lines[3], lines[4]]),
    ]
    for (what, attack) in attacks {
      try journal.set(attack.flatMap { $0 })
      let offset = lines[0].count + lines[1].count
      try journal.expect(
        .init("LEAF_MISMATCH", entry: 2, file: AttackedJournal.segment, offset: offset), what)
    }
  }

  @Test func `a tail cut off below the checkpoint`() throws {
    let journal = try AttackedJournal(entries: 5)
    let lines = try journal.lines()
    let offset = try journal.offset(of: 3)
    try journal.set(lines[..<3].flatMap { $0 })
    try journal.expect(
      .init("TRUNCATED", entry: 3, file: AttackedJournal.segment, offset: offset), "between lines")
    try journal.set(lines[..<3].flatMap { $0 } + lines[3].prefix(10))
    try journal.expect(
      .init("TRUNCATED", entry: 3, file: AttackedJournal.segment, offset: offset), "within a line")
    try journal.mutasi.remove("journal/" + AttackedJournal.segment)
    try journal.expect(.init("TRUNCATED", entry: 0, file: AttackedJournal.segment), "the file")
  }

  @Test func `blocks of NUL, as a power loss leaves them`() throws {
    let journal = try AttackedJournal(entries: 5)
    let bytes = try journal.bytes()
    let offset = try journal.offset(of: 4)
    try journal.set(bytes + [UInt8](repeating: 0, count: 512))
    try journal.expect(
      .warning("UNSIGNED_TAIL", file: AttackedJournal.segment, offset: bytes.count))
    try journal.set(bytes[..<offset] + [UInt8](repeating: 0, count: bytes.count - offset))
    try journal.expect(.init("TRUNCATED", entry: 4, file: AttackedJournal.segment, offset: offset))
  }

  @Test func `an append that was torn is no part of the ledger`() throws {
    let journal = try AttackedJournal(entries: 2)
    let bytes = try journal.bytes()
    try journal.set(bytes + Array(#"{"data":{"po"#.utf8))
    try journal.expect(
      .warning("UNSIGNED_TAIL", file: AttackedJournal.segment, offset: bytes.count))
  }

  @Test func `a line that never ends`() throws {
    let journal = try AttackedJournal(entries: 3)
    let offset = try journal.offset(of: 2)
    let bytes = try journal.bytes()
    try journal.set(bytes[..<offset] + [UInt8](repeating: 0x61, count: 100_000))
    try journal.expect(.init("LIMIT", entry: 2, file: AttackedJournal.segment, offset: offset))
  }

  @Test func `a line of the right length in a journal signed with a stolen key`() throws {
    let nested = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    let attacks: [(String, String, [UInt8])] = [
      ("bytes that are no UTF-8", "ENCODING", [0xFF]),
      ("an overlong form", "ENCODING", [0xC0, 0xAF]),
      ("half of a surrogate pair", "ENCODING", [0xED, 0xA0, 0x80]),
      ("a carriage return", "ENCODING", [0x0D]),
      ("a control byte", "ENCODING", [0x01]),
      ("an escaped control character", "ENCODING", Array("\\u0007".utf8)),
      ("an escaped lone surrogate", "ENCODING", Array("\\ud800".utf8)),
      ("a name twice", "DUPLICATE_NAME", Array(#"","post":"q"#.utf8)),
      ("a name twice after unescaping", "DUPLICATE_NAME", Array(#"","\u0070ost":"q"#.utf8)),
      ("nests", "LIMIT", Array((#"","x":"# + nested + #","y":""#).utf8)),
      ("a huge number", "LIMIT", Array(#"","seats":90071992547409931,"x":""#.utf8)),
      ("a number with a point", "LINE_INVALID", Array(#"","seats":1.5,"x":""#.utf8)),
      ("a null", "LINE_INVALID", Array(#"","seats":null,"x":""#.utf8)),
    ]
    for (what, code, bytes) in attacks {
      let good = Array(Samples.line("good").utf8)
      let parts = Samples.line("bad").split(separator: #""p""#)
      let bad = Array((parts[0] + #""p"#).utf8) + bytes + Array((#"""# + parts[1]).utf8)
      let journal = try AttackedJournal([good, bad])
      let found = try journal.expect(
        .init(code, entry: 1, file: AttackedJournal.segment), what)
      let offset = found["offset"].number ?? -1
      #expect((good.count + 1...good.count + 1 + bad.count).contains(offset), "\(what)")
    }
    let marked = [0xEF, 0xBB, 0xBF] + Array(Samples.line("marked").utf8)
    try AttackedJournal([marked]).expect(
      .init("ENCODING", entry: 0, file: AttackedJournal.segment, offset: 0), "a byte order mark")
  }

  @Test func `rules of the journal broken under a valid signature`() throws {
    let id = try AttackedJournal(
      ["a", "b", "a"].map { Array(Samples.line($0).utf8) })
    try id.expect(.init("DUPLICATE_ID", entry: 2))
    let time = try AttackedJournal(
      [("a", "2026-01-02"), ("b", "2026-01-01")].map {
        Array(Samples.line($0, time: $1 + "T00:00:00.000Z").utf8)
      })
    try time.expect(.init("TIME_NOT_MONOTONE", entry: 1))
    let reference = try AttackedJournal([
      Array(Samples.line("a").utf8),
      Array(
        Samples.line("b", type: "EntryRetracted", data: #"{"entry":7,"reason":"r"}"#).utf8),
    ])
    try reference.expect(.init("REFERENCE_UNKNOWN", entry: 1, file: AttackedJournal.segment))
  }
}
