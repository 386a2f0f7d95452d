import Foundation
import Journal
import MerkleLog
import Testing

/// A witness remembers before it signs; a journal keeps what others signed.
@Suite struct WitnessTests {
  /// A journal of five lines, and a witness's key file.
  private func journal(height: Int = 2) throws -> (Fixture, String) {
    let journal = try Fixture(height: height)
    try journal.append(5)
    let path = journal.root + "/witness"
    try KeyFile(path).create(SigningKey.generate(name: "witness.example/w"))
    return (journal, path)
  }

  private func cosign(
    _ journal: Fixture, _ path: String, _ files: any FileSystem = PosixFileSystem()
  ) throws -> SignedNote.Signature {
    let reader = try journal.reader()
    return try Witness(keyPath: path, origin: journal.origin, fileSystem: files)
      .cosign(reader.checkpoint) { size throws(JournalError) in try reader.root(at: size) }
  }

  @Test func `no failing call makes a witness forget what it signed`() throws {
    let (journal, path) = try journal()
    let first = try cosign(journal, path)
    let fork = try Fixture(copying: journal)
    fork.lines.append([])
    try fork.append(1)
    try journal.append(1)
    let place = try Witness(keyPath: path, origin: journal.origin).memoryPath
    func remembered() throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: place)))
    }
    let before = try remembered()
    #expect(String(decoding: before, as: UTF8.self).contains(first.line))
    for way in FaultyFileSystem.Way.allCases {
      var number = 0
      while true {
        try Data(before).write(to: URL(fileURLWithPath: place))
        let files = FaultyFileSystem()
        files.fail(number, way)
        let signature = try? cosign(journal, path, files)
        guard files.failed != nil else { break }
        number += 1
        guard files.isDistinct, let signature else { continue }
        // Whatever was handed out is remembered.
        #expect(String(decoding: try remembered(), as: UTF8.self).contains(signature.line))
      }
      #expect(number > 5)
      #expect(throws: JournalError.self) { try cosign(fork, path) }
    }
  }

  @Test func `a memory that is damaged stops the witness`() throws {
    let (journal, path) = try journal()
    _ = try cosign(journal, path)
    let witness = try Witness(keyPath: path, origin: journal.origin)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: witness.memoryPath)))
    bytes[3] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: witness.memoryPath))
    let error = #expect(throws: JournalError.self) { try cosign(journal, path) }
    #expect(error?.code == .memoryDamaged && error?.kind == .environment)
    // Of another log it remembers separately.
    let other = try Fixture(origin: "other.example/log")
    try other.append(1)
    #expect(try cosign(other, path).name == "witness.example/w")
  }

  @Test func `of several signatures the policy counts good ones of its witnesses, once each`()
    throws
  {
    let (journal, _) = try journal()
    let keys = try (0..<3).map { try SigningKey.generate(name: "w\($0).example") }
    let witnesses = try keys.map { key in try key.witness }
    var signed = try journal.reader().checkpoint
    let two = try WitnessPolicy(witnesses, quorum: 2)
    #expect(try signed.judge(by: two, named: "c").finding?.code == "WITNESS_QUORUM")
    signed = signed.adding(try signed.cosignature(by: keys[0], time: 5))
    signed = signed.adding(try signed.cosignature(by: keys[0], time: 9))
    let one = try signed.judge(by: two, named: "c")
    #expect(one.finding?.actual == "1: w0.example")
    #expect(one.cosignatures.map(\.time) == [9])
    signed = signed.adding(try signed.cosignature(by: keys[2], time: 7))
    #expect(try signed.judge(by: two, named: "c").finding == nil)
    #expect(
      try signed.judge(by: WitnessPolicy(witnesses, quorum: 3), named: "c").finding?.expected
        == "3 of w0.example, w1.example, w2.example")
    // Of another checkpoint: known, and bad.
    try journal.append(1)
    let newer = try journal.reader().checkpoint
    let wrong = newer.adding(try signed.cosignature(by: keys[1], time: 7))
    let bad = try wrong.judge(by: WitnessPolicy([witnesses[1]], quorum: 1), named: "c")
    #expect(bad.finding?.code == "SIG_INVALID" && bad.finding?.file == "c")
    #expect(bad.finding?.evidence.count == 1)
    #expect(bad.cosignatures.isEmpty)
  }

  @Test func `what others signed stays with the journal through appends and repairs`() throws {
    let (journal, path) = try journal(height: 16)
    let line = try cosign(journal, path)
    let witness = try Witness(keyPath: path, origin: journal.origin).verifier
    let report = try Countersignatures.add(
      Array((line.line + "\n").utf8), toJournalIn: journal.folder, witnesses: [witness])
    #expect(report.names == ["witness.example/w"] && report.size == 5 && report.isNewest)
    let cosigned = try journal.bytes("checkpoint")
    // A writer that opens, and one that repairs, leave the lines alone.
    try journal.open()
    #expect(try journal.bytes("checkpoint") == cosigned)
    try journal.set("entries/000000.jsonl", journal.bytes("entries/000000.jsonl") + [0x7B])
    try journal.open()
    #expect(try journal.bytes("checkpoint") == cosigned)
    try journal.append(1)
    #expect(try journal.bytes("cosigned") == cosigned)
    #expect(try journal.reader().cosigned()?.checkpoint.size == 5)
    // The note of an older checkpoint can still be added to.
    let second = try SigningKey.generate(name: "second.example")
    let old = try #require(try journal.reader().cosigned())
    let late = old.adding(try old.cosignature(by: second, time: 1))
    let added = try Countersignatures.add(late.bytes, toJournalIn: journal.folder)
    #expect(added.names.sorted() == ["second.example", "witness.example/w"])
    #expect(added.size == 5 && !added.isNewest)
    #expect(try journal.reader().cosigned()?.note.signatures.count == 3)
    var changed = cosigned
    changed[2] ^= 1
    try journal.set("cosigned", changed)
    #expect(throws: JournalError.self) { try journal.reader().cosigned() }
  }
}
