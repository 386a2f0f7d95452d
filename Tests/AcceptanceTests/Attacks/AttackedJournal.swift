import Foundation
import Glibc
import Journal
import MerkleLog
import Testing

/// A small journal, attacked behind the program's back, and what `verify` must say about it.
struct AttackedJournal {
  /// What is to be found first.
  struct Verdict {
    var code: String
    var entry: Int?
    var file: String?
    var offset: Int?
    /// Whether it is a violation, so that the exit code is 1, and not only worth knowing.
    var isViolation = true

    init(_ code: String, entry: Int? = nil, file: String? = nil, offset: Int? = nil) {
      self.code = code
      self.entry = entry
      self.file = file
      self.offset = offset
    }

    /// What is told, with exit code 0.
    static func warning(
      _ code: String, file: String? = nil, entry: Int? = nil, offset: Int? = nil
    ) -> Verdict {
      var verdict = Verdict(code, file: file, offset: offset)
      verdict.entry = entry
      verdict.isViolation = false
      return verdict
    }
  }

  static let segment = "entries/000000.jsonl"
  static let origin = "test.example/mutasi"

  let mutasi: Harness

  /// A journal of these lines, signed by its key without anybody looking at them.
  init(_ lines: [[UInt8]]) throws {
    mutasi = try Harness()
    let key = try SigningKey.generate(name: Self.origin)
    let file = KeyFile(mutasi.path("key"))
    try file.create(key)
    let memory = SignerMemory(besideKey: file.path, origin: Self.origin)
    try JournalWriter.create(
      at: mutasi.path("journal"),
      description: LedgerDescription(origin: Self.origin, key: key.verifier), key: key,
      memory: memory)
    let writer = try JournalWriter(
      opening: mutasi.path("journal"), key: key, memory: memory, waitMilliseconds: 0)
    _ = try writer.append(lines)
  }

  /// A sound journal of so many entries.
  init(entries: Int) throws {
    try self.init((0..<entries).map { Array(Samples.line("entry-\($0)").utf8) })
  }

  // MARK: The means of an attacker

  func bytes(_ file: String = segment) throws -> [UInt8] { try mutasi.bytes(of: "journal/" + file) }

  func set(_ bytes: [UInt8], _ file: String = segment) throws {
    try mutasi.write(bytes, to: "journal/" + file)
  }

  /// The lines of the only segment, each with its LF.
  func lines() throws -> [[UInt8]] {
    try bytes().split(separator: 0x0A).map { Array($0) + [0x0A] }
  }

  /// Where a line begins.
  func offset(of entry: Int) throws -> Int { try lines().prefix(entry).reduce(0) { $0 + $1.count } }

  /// Makes leaf hashes that go with the lines as they are now.
  func rebuildHashes() throws {
    let hasher = TreeHasher()
    let hashes = try lines().flatMap { hasher.leaf($0, 0..<($0.count - 1)).bytes }
    try set(hashes, "hashes/000000.sha256")
  }

  /// A checkpoint signed with the journal's own key: that of somebody who stole it.
  func forged(size: Int, root: Hash, origin: String = origin) throws -> [UInt8] {
    let key = try KeyFile(mutasi.path("key")).read()
    return try SignedCheckpoint(
      signing: Checkpoint(origin: origin, size: size, root: root), by: key
    ).bytes
  }

  /// Puts a symbolic link in the place of a file or folder, which goes elsewhere.
  func link(_ name: String) throws {
    let path = mutasi.path("journal/" + name)
    let elsewhere = mutasi.path("elsewhere-" + name.replacing("/", with: "-"))
    try FileManager.default.moveItem(atPath: path, toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: elsewhere)
  }

  // MARK: What verify says

  /// Verifies, and expects the verdict, with its evidence and exit code.
  @discardableResult
  func expect(
    _ verdict: Verdict, _ what: String = "", location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let code: Int32 = verdict.isViolation ? 1 : 0
    let answer = try mutasi.json("verify", code: code, location: location)
    let kind = verdict.isViolation ? "violation" : "warning"
    let found = answer["findings"].all("severity", kind).first { $0["code"].text == verdict.code }
    guard let found else {
      let codes = answer["findings"].elements.compactMap { $0["code"].text }
      Issue.record("\(what): \(verdict.code) expected, found \(codes)", sourceLocation: location)
      return JSON(nil)
    }
    #expect(found["entry"].number == verdict.entry, "\(what)", sourceLocation: location)
    if let file = verdict.file {
      #expect(found["file"].text == file, "\(what)", sourceLocation: location)
    }
    if let offset = verdict.offset {
      #expect(found["offset"].number == offset, "\(what)", sourceLocation: location)
    }
    return found
  }
}
