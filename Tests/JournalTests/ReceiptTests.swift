import Foundation
import Journal
import MerkleLog
import Testing

/// A receipt is made with little reading, from whatever is stored, and judged alone.
@Suite struct ReceiptTests {
  private func code(_ work: () throws -> Void) -> JournalError.Code? {
    do {
      try work()
      return nil
    } catch let error as JournalError {
      return error.code
    } catch {
      return nil
    }
  }

  @Test func `every entry is proven at every size, whatever is stored of its hashes`() throws {
    let journal = try Fixture()
    var olds: [SignedCheckpoint] = []
    for size in 1...21 {
      try journal.append(1)
      olds.append(try journal.reader().checkpoint)
      #expect(olds.last?.checkpoint.size == size)
    }
    func examine() throws {
      let reader = try journal.reader()
      for signed in olds {
        for entry in 0..<signed.checkpoint.size {
          let (line, proof) = try reader.proof(of: entry, in: signed)
          #expect(line == journal.lines[entry])
          #expect(proof.checkpoint.bytes == signed.bytes)
          let receipt = try Receipt(parsing: proof.bytes, key: journal.key.verifier, named: "r")
          #expect(receipt.contradiction(to: line) == nil)
          #expect(receipt.contradiction(to: line + [0x0A]) == nil)
          #expect(receipt.contradiction(to: line + [0x0A, 0x0A])?.code == "PROOF_INVALID")
        }
        #expect(
          code { _ = try reader.proof(of: signed.checkpoint.size, in: signed) } == .noSuchEntry)
        #expect(try reader.contradiction(to: signed, named: "old") == nil)
        #expect(try reader.root(at: signed.checkpoint.size) == signed.checkpoint.root)
      }
      #expect(code { _ = try reader.proof(of: -1) } == .noSuchEntry)
    }
    try examine()
    for name in try journal.names("hashes") {
      var hashes = try journal.bytes("hashes/" + name)
      hashes[0] ^= 1
      try journal.set("hashes/" + name, hashes)
    }
    try examine()
    try journal.remove(".derived")
    try journal.remove("hashes")
    try examine()
  }

  @Test func `a line that was changed is not proven, nor any other through it`() throws {
    let journal = try Fixture()
    try journal.append(9)
    var lines = try journal.bytes("entries/000001.jsonl")
    lines[3] ^= 1
    try journal.set("entries/000001.jsonl", lines)
    let reader = try journal.reader()
    #expect(code { _ = try reader.proof(of: 4) } == .leafMismatch)
    // The stored hashes give the signed root, and prove the lines that are right.
    #expect(try reader.proof(of: 0).line == journal.lines[0])
    try journal.remove("hashes")
    try journal.remove(".derived")
    #expect(code { _ = try reader.proof(of: 0) } == .rootMismatch)
  }

  @Test func `lines that are read again are those that were signed, few or many`() throws {
    let journal = try Fixture()
    try journal.append(90)
    let few: [Set<Int>] = [[], [0], [3, 50], [88, 89]]
    let many = Set(0..<90)
    func examine() throws {
      let reader = try journal.reader()
      for entries in few + [many] {
        let lines = try reader.signedLines(of: entries)
        #expect(Set(lines.keys) == entries)
        for (entry, line) in lines { #expect(line == journal.lines[entry]) }
      }
      #expect(code { _ = try reader.signedLines(of: [3, 90]) } == .noSuchEntry)
      #expect(code { _ = try reader.signedLines(of: [-1]) } == .noSuchEntry)
    }
    try examine()
    try journal.remove(".derived")
    try examine()
    try journal.remove("hashes")
    try examine()
    var lines = try journal.bytes("entries/000000.jsonl")
    lines[3] ^= 1
    try journal.set("entries/000000.jsonl", lines)
    for entries: Set<Int> in [[0], [0, 80], many] {
      #expect(code { _ = try journal.reader().signedLines(of: entries) } == .rootMismatch)
    }
  }

  @Test func `the work does not grow with the journal`() throws {
    let journal = try Fixture(height: 16)
    var reads: [Int] = []
    for size in [1_000, 40_000] {
      try journal.append(size - journal.lines.count)
      let files = FaultyFileSystem()
      let reader = try JournalReader(journal.layout, files)
      files.fail(nil)
      _ = try reader.proof(of: 700)
      reads.append(files.calls.filter { $0 == "read" }.count)
    }
    #expect(reads[1] <= reads[0] + 8, "\(reads)")
    #expect(reads[1] < 40)
  }

  @Test func `a checkpoint contradicts another history, with both notes`() throws {
    let journal = try Fixture()
    try journal.append(5)
    let fork = try Fixture(copying: journal)
    let shared = try journal.reader().checkpoint
    try journal.append(3)
    fork.lines.append([])
    try fork.append(2)
    let shorter = try fork.reader().checkpoint
    try fork.append(1)
    let same = try fork.reader().checkpoint
    try fork.append(1)
    let longer = try fork.reader().checkpoint
    let reader = try journal.reader()
    #expect(try reader.contradiction(to: shared, named: "x") == nil)
    for (old, expected) in [(shorter, "INCONSISTENT"), (same, "FORK"), (longer, "ROLLBACK")] {
      let finding = try #require(try reader.contradiction(to: old, named: "x"))
      #expect(finding.code == expected)
      #expect(finding.isViolation && finding.file == "x")
      #expect(finding.evidence.map { Array($0.utf8) } == [old.bytes, reader.checkpoint.bytes])
    }
    // Lines of strangers are no evidence.
    let line = try SignedNote.Signature(parsingLine: "— stranger.example AAAAAAAABBBBCCCCDDDD")
    let finding = try #require(try reader.contradiction(to: same.adding(line), named: "x"))
    #expect(finding.evidence.first.map { Array($0.utf8) } == same.bytes)
    // Prove nothing against a checkpoint of another history.
    #expect(code { _ = try reader.proof(of: 6, in: same) } != nil)
  }

  @Test func `a checkpoint is read alone or in a receipt, and only with the journal's key`() throws
  {
    let journal = try Fixture()
    try journal.append(5)
    let other = try Fixture()
    try other.append(5)
    let reader = try journal.reader()
    let receipt = try reader.proof(of: 2).proof.bytes
    for bytes in [receipt, reader.checkpoint.bytes] {
      #expect(try reader.earlier(bytes, named: "x").checkpoint == reader.checkpoint.checkpoint)
    }
    for bytes in [try other.reader().proof(of: 2).proof.bytes, try other.bytes("checkpoint")] {
      #expect(code { _ = try reader.earlier(bytes, named: "x") } == .unknownKey)
      // A key that the caller trusts is as good, and then the history decides.
      let strange = try reader.earlier(bytes, named: "x", key: other.key.verifier)
      #expect(try reader.contradiction(to: strange, named: "x") == nil)
    }
    #expect(
      code { _ = try reader.earlier(Array("c2sp.org/tlog-proof@v3\n".utf8), named: "x") }
        == .newerFormat)
    #expect(
      code { _ = try Receipt(parsing: receipt, key: other.key.verifier, named: "x") } == .unknownKey
    )
  }

  @Test func `a file for others appears whole, in place of an older one`() throws {
    let journal = try Fixture()
    let path = journal.root + "/receipt"
    for content in ["long, and longer", "short"] {
      try OutputFile.write(Array(content.utf8), to: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
    }
    #expect(code { try OutputFile.write([], to: journal.root + "/no/folder") } == .notFound)
    #expect(try FileManager.default.contentsOfDirectory(atPath: journal.root).count == 3)
  }
}
