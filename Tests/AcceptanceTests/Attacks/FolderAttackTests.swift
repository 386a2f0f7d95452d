import Foundation
import Glibc
import MerkleLog
import Testing

/// Attacks on what surrounds the lines: checkpoints, keys, links, derived files, the lock.
@Suite struct `Attacks on the folder` {
  private let journal: AttackedJournal

  init() throws { journal = try AttackedJournal(entries: 5) }

  @Test func `a fork: two signed roots of one size`() throws {
    try journal.set(try journal.forged(size: 5, root: .empty), "checkpoint")
    let found = try journal.expect(.init("FORK"))
    #expect(found["expected"].text != found["actual"].text)
    #expect(try journal.mutasi.run("replay").code == 1)
  }

  @Test func `a fork of another size: a signed past that this journal never had`() throws {
    var commit = try journal.bytes("commit")
    let note = try journal.forged(size: 3, root: .empty)
    // The slot that does not hold the newest checkpoint.
    let newest = String(decoding: commit[..<4096], as: UTF8.self).contains("\n5\n") ? 0 : 1
    let start = (1 - newest) * 4096
    commit.replaceSubrange(
      start..<(start + 4096), with: note + [UInt8](repeating: 0x0A, count: 4096 - note.count))
    try journal.set(commit, "commit")
    let found = try journal.expect(.init("INCONSISTENT", file: "commit", offset: start))
    #expect(found["actual"].text == Hash.empty.description)
    #expect(try journal.mutasi.run("replay").code == 1)
  }

  @Test func `a checkpoint that is written in another way than its only one`() throws {
    let good = String(decoding: try journal.bytes("checkpoint"), as: UTF8.self)
    let attacks: [(String, String)] = [
      ("a size with zeros", good.replacing("\n5\n", with: "\n005\n")),
      ("a size with a sign", good.replacing("\n5\n", with: "\n+5\n")),
      ("a root without padding", good.replacing("=\n\n", with: "\n\n")),
      ("line ends of another system", good.replacing("\n", with: "\r\n")),
      ("text after the signature", good + "\nP.S.\n"),
      ("no line end", String(good.dropLast())),
      ("a hyphen for the dash", good.replacing("\u{2014}", with: "-")),
      ("no signature", String(good.split(separator: "\n\n")[0]) + "\n\n"),
      ("nothing", ""),
    ]
    for (what, text) in attacks {
      try #require(text != good, "\(what)")
      try journal.set(Array(text.utf8), "checkpoint")
      try journal.expect(.init("CHECKPOINT_MALFORMED", file: "checkpoint"), what)
    }
    let bits = good.replacing("\n5\n", with: "\n6\n")
    try journal.set(Array(bits.utf8), "checkpoint")
    try journal.expect(.init("SIG_INVALID", file: "checkpoint"))
    try journal.set(Array((good + "\u{2014} unknown.example AAAAAAAAAAA=\n").utf8), "checkpoint")
    _ = try journal.mutasi.json("verify")
  }

  @Test func `a checkpoint by another key, and one of another log`() throws {
    let stranger = try AttackedJournal(entries: 5)
    try journal.set(try stranger.bytes("checkpoint"), "checkpoint")
    try journal.expect(.init("SIG_UNKNOWN_KEY", file: "checkpoint"))
    let other = try journal.forged(size: 5, root: .empty, origin: "test.example/another")
    try journal.set(other, "checkpoint")
    try journal.expect(.init("ORIGIN_MISMATCH", file: "checkpoint"))
  }

  @Test func `another key in ledger.json`() throws {
    let stranger = try AttackedJournal(entries: 5)
    try journal.set(try stranger.bytes("ledger.json"), "ledger.json")
    try journal.expect(.init("SIG_UNKNOWN_KEY", file: "checkpoint"))
  }

  @Test func `an older copy put back stops the signer`() throws {
    let mutasi = try Harness.journal()
    try mutasi.append(Samples.posts(2))
    try mutasi.copy("journal", to: "older")
    try mutasi.append(Samples.post("later"))
    try mutasi.remove("journal")
    try mutasi.copy("older", to: "journal")
    let refused = try mutasi.run("append", "-", stdin: Samples.post("new") + "\n")
    #expect(refused.code == 1)
    #expect(refused.stderr.contains("ROLLBACK"))
    // The copy alone is sound: only who remembers can tell.
    let answer = try mutasi.json("verify")
    #expect(answer["notExcluded"].texts.contains { $0.hasPrefix("a rollback") })
  }

  @Test(arguments: [
    "entries/000000.jsonl", "entries", "checkpoint", "commit", "hashes",
  ])
  func `symbolic links are not followed`(_ name: String) throws {
    try journal.link(name)
    try journal.expect(.init("SYMLINK", entry: name.hasSuffix(".jsonl") ? 0 : nil, file: name))
  }

  @Test func `files of strangers are named and not read`() throws {
    for name in ["entries/000000.jsonl~", "entries/0.jsonl", "hashes/x", "notes.txt"] {
      try journal.set([1], name)
      try journal.expect(.warning("UNEXPECTED_FILE", file: name))
      try journal.mutasi.remove("journal/" + name)
    }
  }

  @Test func `derived hashes that are stale, missing or wrong`() throws {
    let hashes = try journal.bytes("hashes/000000.sha256")
    try journal.set(Array(hashes.dropLast(32)), "hashes/000000.sha256")
    try journal.expect(.warning("DERIVED_STALE", file: "hashes/000000.sha256"))
    try journal.set([UInt8](repeating: 7, count: hashes.count), "hashes/000000.sha256")
    try journal.expect(
      .warning("DERIVED_MISMATCH", file: "hashes/000000.sha256", entry: 0, offset: 0))
    try journal.mutasi.remove("journal/hashes")
    try journal.expect(.warning("DERIVED_STALE", file: "hashes/000000.sha256"))
  }

  @Test func `a journal of a newer format is named as that and left alone`() throws {
    let text = String(decoding: try journal.bytes("ledger.json"), as: UTF8.self)
    let newer = text.replacing(#""format": 1"#, with: #""format": 2"#)
      .replacing(#""format":1"#, with: #""format":2"#)
    try #require(newer != text)
    try journal.set(Array(newer.utf8), "ledger.json")
    let before = try journal.mutasi.contents()
    for command in [["verify"], ["replay"], ["append", "-"]] {
      let outcome = try journal.mutasi.run(command, stdin: Samples.post("a") + "\n")
      #expect(outcome.code == 4)
      #expect(outcome.stderr.contains("NEWER_FORMAT"))
    }
    #expect(try journal.mutasi.contents() == before)
  }

  @Test func `whoever writes holds the lock, and a second one is told`() throws {
    let mutasi = try Harness.journal()
    let lock = unsafe open(mutasi.path("journal"), O_RDONLY | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let refused = try mutasi.run("append", "-", stdin: Samples.post("a") + "\n")
    #expect(refused.code == 4)
    #expect(refused.stderr.contains("LOCKED"))
    close(lock)
    #expect(try mutasi.run("append", "-", stdin: Samples.post("a") + "\n").code == 0)
  }
}
