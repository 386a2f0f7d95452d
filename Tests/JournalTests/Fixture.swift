import Foundation
import Journal
import MerkleLog
import Synchronization
import Testing

/// A journal in a scratch folder with its key, and what is known to be in it.
final class Fixture {
  let root: String
  let key: SigningKey
  let layout: Layout
  let files: any FileSystem
  /// All lines that were acknowledged.
  var lines: [[UInt8]] = []

  var folder: String { layout.folder }
  var keyPath: String { root + "/keys/key" }
  var memory: SignerMemory {
    get throws { SignerMemory(besideKey: keyPath, origin: origin, fileSystem: files) }
  }
  let origin: String

  /// A path for a folder; in memory where that is possible, since thousands of syncs are made.
  static func scratch() -> String {
    let memory = "/dev/shm/"
    let base = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    return base + "journal-" + UUID().uuidString
  }

  /// A new journal whose segments hold 2^`height` lines.
  init(
    height: Int = 2, origin: String = "ledger.example/test",
    files: any FileSystem = PosixFileSystem()
  ) throws {
    self.origin = origin
    root = Self.scratch()
    layout = Layout(folder: root + "/journal", segmentHeight: height)
    self.files = files
    key = try SigningKey.generate(name: origin)
    try KeyFile(keyPath).create(key)
    try JournalWriter.create(
      at: folder, description: LedgerDescription(origin: origin, key: key.verifier), key: key,
      memory: memory)
  }

  /// The same journal, copied with its key and memory to another folder.
  init(copying other: Fixture, files: any FileSystem = PosixFileSystem()) throws {
    root = Self.scratch()
    layout = Layout(folder: root + "/journal", segmentHeight: other.layout.segmentHeight)
    self.files = files
    key = other.key
    lines = other.lines
    origin = other.origin
    try FileManager.default.copyItem(atPath: other.root, toPath: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func writer(wait: Int = 0) throws -> sending JournalWriter {
    try JournalWriter(layout, key: key, memory: memory, waitMilliseconds: wait, files)
  }

  func reader() throws -> JournalReader { try JournalReader(layout, PosixFileSystem()) }

  /// Appends `count` lines with one writer.
  func append(_ count: Int) throws {
    let writer = try writer()
    try append(count, with: writer)
  }

  func append(_ count: Int, with writer: JournalWriter) throws {
    let added = newLines(count)
    try writer.append(added)
    lines += added
  }

  /// The next lines, all different, of different lengths.
  func newLines(_ count: Int) -> [[UInt8]] {
    (lines.count..<(lines.count + count)).map {
      Array("{\"n\":\($0)\(String(repeating: " ", count: $0 % 7))}".utf8)
    }
  }

  /// A writer of which only the outcome matters.
  func open() throws { _ = try writer() }

  // MARK: Files, changed behind the journal's back

  func path(_ relative: String) -> String { folder + "/" + relative }

  func bytes(_ relative: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  func set(_ relative: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(relative)))
  }

  func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: path(relative))
  }

  func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }

  func names(_ relative: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).sorted()
  }
}

/// The root by the definition of RFC 6962 section 2.1, computed in the plainest way.
func root(of lines: ArraySlice<[UInt8]>) throws -> Hash {
  let hasher = TreeHasher()
  func root(_ leaves: ArraySlice<Hash>) -> Hash {
    if leaves.isEmpty { return .empty }
    if leaves.count == 1 { return leaves[leaves.startIndex] }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let middle = leaves.startIndex + split
    return hasher.node(root(leaves[..<middle]), root(leaves[middle...]))
  }
  return root(lines.map { hasher.leaf($0, 0..<$0.count) }[...])
}

/// Reads the lines of a journal in order.
func scan(_ reader: JournalReader, prefix: Int = .max, rootsAt: [Int] = []) throws -> Scan<
  [[UInt8]]
> {
  try reader.scan(rootsAt: rootsAt, start: { _ in [] }) { part, chunk in
    let wanted = max(0, min(chunk.lines.count, prefix - chunk.firstEntry))
    for line in chunk.lines.prefix(wanted) { part.append(Array(chunk.bytes[line])) }
    return wanted
  }
}

/// Checks everything about a journal that nobody has tampered with.
func expectIntact(
  _ journal: Fixture, derived: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let reader = try journal.reader()
  let result = try scan(reader)
  #expect(result.findings == [], sourceLocation: sourceLocation)
  #expect(result.tail == nil, sourceLocation: sourceLocation)
  #expect(result.size == journal.lines.count, sourceLocation: sourceLocation)
  #expect(result.prefix.size == journal.lines.count, sourceLocation: sourceLocation)
  let isEqual = result.parts.flatMap { $0 } == journal.lines
  #expect(isEqual, "the lines are those acknowledged", sourceLocation: sourceLocation)
  let expected = try root(of: journal.lines[...])
  #expect(result.root == expected, sourceLocation: sourceLocation)
  #expect(result.prefix.root == expected, sourceLocation: sourceLocation)
  #expect(reader.checkpoint.checkpoint.root == expected, sourceLocation: sourceLocation)
  #expect(
    try journal.bytes("checkpoint") == reader.checkpoint.bytes, sourceLocation: sourceLocation)
  let memory = try journal.memory.last()
  #expect(memory == reader.checkpoint.checkpoint, sourceLocation: sourceLocation)
  if derived { #expect(try reader.derivedFindings() == [], sourceLocation: sourceLocation) }
  let tree = try reader.provenTree()
  #expect(try tree.frontier(at: reader.size).root(TreeHasher()) == expected)
}

/// The codes of what contradicts the signatures.
func violations(_ journal: Fixture) throws -> [String] {
  try scan(journal.reader()).violations.map(\.code)
}

/// A file system in which the n-th call fails.
final class FaultyFileSystem: FileSystem {
  enum Way: CaseIterable, Sendable {
    /// The call does nothing.
    case nothingDone
    /// The call does everything and says it failed.
    case allDone
    /// A write does half.
    case halfDone
  }

  private struct State {
    var calls: [String] = []
    var failing: (call: Int, way: Way)?
    var failed: String?
  }

  private let real = PosixFileSystem()
  private let state = Mutex(State())

  /// Counts from here on, and lets the call of this number fail; nil: none.
  func fail(_ call: Int?, _ way: Way = .nothingDone) {
    state.withLock {
      $0 = State()
      $0.failing = call.map { ($0, way) }
    }
  }

  /// The calls since.
  var calls: [String] { state.withLock { $0.calls } }
  /// Whether the way that was to be tried differs from doing nothing for the call it met.
  var isDistinct: Bool {
    state.withLock {
      guard let failed = $0.failed, let way = $0.failing?.way else { return true }
      let changes = ["write", "sync", "truncate", "rename", "remove", "make", "open", "lock"]
      switch way {
      case .nothingDone: return true
      case .allDone: return changes.contains { failed.hasPrefix($0) }
      case .halfDone: return failed.hasPrefix("write")
      }
    }
  }
  /// Those of them that change something, or make it durable, without the folder's path.
  func effects(in folder: String) -> [String] {
    let changes = ["write", "sync", "truncate", "rename", "remove", "make"]
    return calls.filter { call in changes.contains { call.hasPrefix($0) } }
      .map { $0.replacingOccurrences(of: folder, with: "") }
  }
  /// The call that failed.
  var failed: String? { state.withLock { $0.failed } }

  private func call<Value>(
    _ name: String, half: (() throws(JournalError) -> Void)? = nil,
    _ work: () throws(JournalError) -> Value
  ) throws(JournalError) -> Value {
    let way: Way? = state.withLock {
      $0.calls.append(name)
      guard let failing = $0.failing, failing.call == $0.calls.count - 1 else { return nil }
      $0.failed = name
      return failing.way
    }
    switch way {
    case nil: return try work()
    case .nothingDone: break
    case .allDone: _ = try work()
    case .halfDone: try half?()
    }
    throw JournalError(.inputOutput, .environment, "injected into \(name)")
  }

  func open(_ path: String, _ access: FileAccess) throws(JournalError) -> OpenFile {
    try call("open \(path)") { () throws(JournalError) in try real.open(path, access) }
  }
  func size(of file: OpenFile) throws(JournalError) -> Int {
    try call("size") { () throws(JournalError) in try real.size(of: file) }
  }
  func permissions(of file: OpenFile) throws(JournalError) -> UInt32 {
    try call("permissions") { () throws(JournalError) in try real.permissions(of: file) }
  }
  func read(
    _ file: OpenFile, at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(JournalError) -> Int {
    try call("read") { () throws(JournalError) in
      try real.read(file, at: offset, into: &buffer, range)
    }
  }
  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(JournalError) {
    try call(
      "write \(file.path)",
      half: { () throws(JournalError) in
        try self.real.write(Array(bytes.prefix(bytes.count / 2)), to: file, at: offset)
      },
      { () throws(JournalError) in try real.write(bytes, to: file, at: offset) })
  }
  func beginSynchronizing(_ file: OpenFile) throws(JournalError) {
    try call("begin sync \(file.path)") { () throws(JournalError) in
      try real.beginSynchronizing(file)
    }
  }
  func synchronize(_ file: OpenFile) throws(JournalError) {
    try call("sync \(file.path)") { () throws(JournalError) in try real.synchronize(file) }
  }
  func synchronizeFolder(_ path: String) throws(JournalError) {
    try call("sync folder \(path)") { () throws(JournalError) in
      try real.synchronizeFolder(path)
    }
  }
  func truncate(_ file: OpenFile, to size: Int) throws(JournalError) {
    try call("truncate") { () throws(JournalError) in try real.truncate(file, to: size) }
  }
  func rename(
    _ path: String, to newPath: String, replacing: Bool
  ) throws(JournalError) {
    try call("rename") { () throws(JournalError) in
      try real.rename(path, to: newPath, replacing: replacing)
    }
  }
  func remove(_ path: String) throws(JournalError) {
    try call("remove") { () throws(JournalError) in try real.remove(path) }
  }
  func list(_ folder: String) throws(JournalError) -> [String] {
    try call("list") { () throws(JournalError) in try real.list(folder) }
  }
  func makeFolder(_ path: String, permissions: UInt32) throws(JournalError) {
    try call("make folder \(path)") { () throws(JournalError) in
      try real.makeFolder(path, permissions: permissions)
    }
  }
  func removeFolder(_ path: String) throws(JournalError) {
    try call("remove folder") { () throws(JournalError) in try real.removeFolder(path) }
  }
  func status(of path: String) throws(JournalError) -> FileStatus? {
    try call("status \(path)") { () throws(JournalError) in try real.status(of: path) }
  }
  func lock(folder: String) throws(JournalError) -> OpenFile? {
    try call("lock") { () throws(JournalError) in try real.lock(folder: folder) }
  }
  func now() -> Int { real.now() }
  func pause(milliseconds: Int) { real.pause(milliseconds: milliseconds) }
}
