import Foundation
import Journal
import MerkleLog
import Testing

@Suite struct SignerTests {
  // MARK: Memory

  @Test func `a journal restored from an older copy is refused`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let old = try Fixture(copying: journal)
    try journal.append(2)
    try old.replaceMemory(from: journal)
    let error = #expect(throws: JournalError.self) { try old.open() }
    #expect(error?.code == .rollback)
    #expect(error?.kind == .integrity)
    #expect(try old.reader().size == 3)
    // Until somebody answers for it.
    try old.memory.adopt(old.reader().checkpoint, reason: "restored from \"tape\"")
    try old.append(1)
    try expectIntact(old)
    let record = try String(contentsOfFile: old.memory.path + ".adopted", encoding: .utf8)
    #expect(record.contains("restored from \\\"tape\\\""))
    #expect(record.contains("\(old.origin) 5 "))
    try old.memory.adopt(old.reader().checkpoint, reason: "again")
    let lines = try String(contentsOfFile: old.memory.path + ".adopted", encoding: .utf8)
    #expect(lines.hasPrefix(record))
    #expect(lines.count { $0 == "\n" } == 2)
  }

  @Test(arguments: [2, 4, 7])
  func `another history of the same key is refused, whatever its length`(_ past: Int) throws {
    for (mine, other, code) in [
      (2, 2, JournalError.Code.fork), (2, 3, .rollback), (6, 2, .inconsistent),
      (2, 1, .inconsistent),
    ] {
      let journal = try Fixture()
      try journal.append(past)
      let fork = try Fixture(copying: journal)
      try journal.append(mine)
      try fork.writer().append((0..<other).map { Array("other \($0)".utf8) })
      try journal.replaceMemory(from: fork)
      let error = #expect(throws: JournalError.self) { try journal.open() }
      #expect(error?.code == code)
    }
  }

  @Test func `a journal that extends what is remembered is accepted`() throws {
    for past in 0...9 {
      let journal = try Fixture()
      if past > 0 { try journal.append(past) }
      let ahead = try Fixture(copying: journal)
      try ahead.append(5)
      try ahead.replaceMemory(from: journal)
      try ahead.append(1)
      try expectIntact(ahead)
    }
  }

  @Test func `a machine that never signed accepts the journal`() throws {
    let journal = try Fixture()
    try journal.append(3)
    try FileManager.default.removeItem(atPath: journal.memory.path)
    try journal.append(3)
    try expectIntact(journal)
  }

  @Test func `a copy that was signed while the writer was open stops it`() throws {
    let journal = try Fixture()
    try journal.append(3)
    let copy = try Fixture(copying: journal)
    let writer = try journal.writer()
    try copy.append(1)
    try journal.replaceMemory(from: copy)
    let error = #expect(throws: JournalError.self) { try writer.append([[0x61]]) }
    #expect(error?.code == .fork)
    #expect(try journal.reader().size == 3)
    #expect(try scan(journal.reader()).tail == nil)
  }

  @Test func `a memory that cannot be read stops the signer`() throws {
    let journal = try Fixture()
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: journal.memory.path))
    let error = #expect(throws: JournalError.self) { try journal.open() }
    #expect(error?.code == .memoryDamaged)
  }

  @Test func `one key has a memory for each origin`() throws {
    let one = SignerMemory(besideKey: "/k", origin: "a")
    let other = SignerMemory(besideKey: "/k", origin: "b")
    #expect(one.path == "/k.signed-ca978112ca1bbdca")
    #expect(other.path != one.path)
  }

  // MARK: Creation

  @Test func `an existing journal or a folder with anything in it is refused`() throws {
    let journal = try Fixture()
    func create(_ folder: String) throws {
      try JournalWriter.create(
        at: folder,
        description: LedgerDescription(origin: journal.origin, key: journal.key.verifier),
        key: journal.key, memory: journal.memory)
    }
    let before = try journal.names("")
    let error = #expect(throws: JournalError.self) { try create(journal.folder) }
    #expect(error?.code == .notEmpty)
    #expect(error?.kind == .refused)
    #expect(try journal.names("") == before)
    let keys = #expect(throws: JournalError.self) { try create(journal.root + "/keys") }
    #expect(keys?.code == .notEmpty)
    try FileManager.default.createDirectory(
      atPath: journal.root + "/empty", withIntermediateDirectories: false)
    try create(journal.root + "/empty")
    #expect(try JournalReader(opening: journal.root + "/empty").size == 0)
  }

  @Test func `a key that signed entries of an origin begins no other journal of it`() throws {
    let journal = try Fixture()
    try journal.append(1)
    let error = #expect(throws: JournalError.self) {
      try JournalWriter.create(
        at: journal.root + "/second",
        description: LedgerDescription(origin: journal.origin, key: journal.key.verifier),
        key: journal.key, memory: journal.memory)
    }
    #expect(error?.code == .rollback)
    #expect(!FileManager.default.fileExists(atPath: journal.root + "/second"))
  }

  @Test func `a checkpoint that would not fit its slot is refused from the start`() throws {
    let journal = try Fixture()
    var outcomes: Set<Bool> = []
    for length in stride(from: 3_900, to: 4_000, by: 3) {
      let origin = String(repeating: "o", count: length)
      // The longest checkpoint there can ever be decides, not that of the empty journal.
      let longest = try SignedCheckpoint(
        signing: Checkpoint(origin: origin, size: .max, root: .empty), by: journal.key)
      let fits = longest.bytes.count <= Layout.slotBytes
      var error: JournalError?
      do throws(JournalError) {
        try JournalWriter.create(
          at: journal.root + "/\(length)",
          description: LedgerDescription(origin: origin, key: journal.key.verifier),
          key: journal.key, memory: SignerMemory(besideKey: journal.keyPath, origin: origin))
      } catch let refusal {
        error = refusal
      }
      #expect(error?.code == (fits ? nil : .tooLarge), "\(length)")
      outcomes.insert(fits)
    }
    #expect(outcomes == [true, false])
  }

  @Test func `another key than the journal's is refused`() throws {
    let journal = try Fixture()
    let stranger = try SigningKey.generate(name: journal.origin)
    let error = #expect(throws: JournalError.self) {
      _ = try JournalWriter(opening: journal.folder, key: stranger, memory: journal.memory)
    }
    #expect(error?.code == .keyWrong)
    #expect(error?.kind == .environment)
  }

  // MARK: Key file

  @Test func `a key file is made for its owner only and read back`() throws {
    let journal = try Fixture()
    let file = KeyFile(journal.root + "/x/y/key")
    try file.create(journal.key)
    #expect(try file.read().encoded == journal.key.encoded)
    let manager = FileManager.default
    let mode = { (path: String) throws -> Int? in
      try manager.attributesOfItem(atPath: journal.root + path)[.posixPermissions] as? Int
    }
    #expect(try mode("/x") == 0o700)
    #expect(try mode("/x/y/key") == 0o600)
    let error = #expect(throws: JournalError.self) { try file.create(journal.key) }
    #expect(error?.code == .keyExists)
    for permissions in [0o644, 0o640, 0o604, 0o620, 0o610] {
      try manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: file.path)
      let error = #expect(throws: JournalError.self) { try file.read() }
      #expect(error?.code == .keyPermissions)
    }
    try manager.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file.path)
    #expect(try file.read().encoded == journal.key.encoded)
  }

  @Test func `a missing or malformed key is named as that and never shown`() throws {
    let journal = try Fixture()
    let missing = #expect(throws: JournalError.self) { try KeyFile("/nowhere/key").read() }
    #expect(missing?.code == .keyMissing)
    let text = String(journal.key.encoded.dropLast(3))
    try Data(text.utf8).write(to: URL(fileURLWithPath: journal.keyPath))
    let error = #expect(throws: JournalError.self) { try KeyFile(journal.keyPath).read() }
    #expect(error?.code == .keyMalformed)
    #expect(error?.description.contains(text.suffix(20)) == false)
  }
}

extension Fixture {
  /// Takes over what another copy's signer remembers.
  func replaceMemory(from other: Fixture) throws {
    let path = try memory.path
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: other.memory.path, toPath: path)
  }
}
