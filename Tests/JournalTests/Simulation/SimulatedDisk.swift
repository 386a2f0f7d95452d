import Journal
import Synchronization

/// A file system in memory in which one call meets a fault: an error with or without effect, a
/// failed sync that leaves pages looking clean, or the end of the machine.
final class SimulatedDisk: FileSystem {
  /// What happens at a call.
  enum Fault: Sendable, Hashable, CaseIterable {
    /// An error; nothing was done.
    case fails
    /// An error; everything was done all the same.
    case failsThoughDone
    /// An error; a write did its first half.
    case failsHalfway
    /// An error of a sync; the pages are clean now, and on the disk only by luck.
    case losesPages
    /// The power is cut while the call is at work.
    case powerLoss

    /// Whether it differs for this kind of call from an error that does nothing.
    func isDistinct(for call: String) -> Bool {
      switch self {
      case .fails, .powerLoss: true
      case .failsThoughDone: SimulatedDisk.changes.contains { call.hasPrefix($0) }
      case .failsHalfway: call.hasPrefix("write")
      case .losesPages: call.hasPrefix("sync /")
      }
    }
  }

  private struct Machine {
    var state: DiskState
    var calls: [String] = []
    var fault: (call: Int, fault: Fault, luck: Luck)?
    var met: String?
    var isDead = false
    var time = 1_700_000_000_000
  }

  /// The calls that change something, or are meant to make it durable.
  static let changes = ["write", "sync", "truncate", "rename", "remove", "make", "create"]

  private let machine: Mutex<Machine>

  init(_ state: DiskState = DiskState()) { machine = Mutex(Machine(state: state)) }

  /// What is in memory and on the disk now.
  var state: DiskState { machine.withLock { $0.state } }
  /// The calls since the last ``plan(_:at:luck:)``.
  var calls: [String] { machine.withLock { $0.calls } }
  /// The call that met the fault.
  var met: String? { machine.withLock { $0.met } }

  /// Counts calls from here on, and lets the one of this number meet a fault.
  func plan(_ fault: Fault, at call: Int, luck: Luck = .none) {
    machine.withLock {
      $0.calls = []
      $0.met = nil
      $0.fault = (call, fault, luck)
    }
  }

  /// Counts calls from here on; all go well.
  func planNothing() {
    machine.withLock {
      $0.calls = []
      $0.met = nil
      $0.fault = nil
    }
  }

  /// What happens to a call.
  private enum Course {
    case well
    case wrong(Fault, Luck)
    case dead
  }

  private func course(_ name: String) -> Course {
    machine.withLock {
      if $0.isDead { return .dead }
      $0.calls.append(name)
      guard let (call, fault, luck) = $0.fault, call == $0.calls.count - 1 else { return .well }
      $0.met = name
      if fault == .powerLoss { $0.isDead = true }
      return .wrong(fault, luck)
    }
  }

  /// Does a call, or what a fault leaves of it.
  private func call<Value: Sendable>(
    _ name: String, half: (@Sendable (inout DiskState) -> Void)? = nil,
    losing: (@Sendable (inout DiskState, Luck) -> Void)? = nil,
    _ work: @Sendable (inout DiskState) throws(JournalError) -> Value
  ) throws(JournalError) -> Value {
    let course = course(name)
    let result: Result<Value, JournalError> = machine.withLock { machine in
      let isSync = name.hasPrefix("sync")
      let error = JournalError(.inputOutput, .environment, "injected into \(name)")
      switch course {
      case .well: return Result { () throws(JournalError) in try work(&machine.state) }
      case .dead: return .failure(error)
      case .wrong(.fails, _): return .failure(error)
      case .wrong(.failsHalfway, _):
        half?(&machine.state)
        return .failure(error)
      case .wrong(.losesPages, let luck):
        losing?(&machine.state, luck)
        return .failure(error)
      case .wrong(.powerLoss, _) where isSync: return .failure(error)
      case .wrong(.failsThoughDone, _), .wrong(.powerLoss, _):
        return Result { () throws(JournalError) in try work(&machine.state) }
          .flatMap { _ in .failure(error) }
      }
    }
    return try result.get()
  }

  private static func error(_ code: JournalError.Code, _ path: String) -> JournalError {
    JournalError(code, .environment, "simulated", file: path)
  }

  // MARK: Files

  func open(_ path: String, _ access: FileAccess) throws(JournalError) -> OpenFile {
    let makes: Bool =
      switch access {
      case .creating, .replacing: true
      case .reading, .readingThroughLinks, .updating: false
      }
    let node = try call("\(makes ? "create" : "open") \(path)") {
      (state: inout DiskState) throws(JournalError) -> Int in
      if let node = state.names[path] {
        guard node != DiskState.folder else { throw Self.error(.inputOutput, path) }
        if case .creating = access { throw Self.error(.exists, path) }
        if case .replacing = access { state.truncate(node, to: 0) }
        return node
      }
      switch access {
      case .reading, .readingThroughLinks, .updating: throw Self.error(.notFound, path)
      case .creating(let permissions), .replacing(let permissions):
        guard state.names[DiskState.parent(of: path)] == DiskState.folder else {
          throw Self.error(.notFound, path)
        }
        return state.makeFile(path, permissions: permissions)
      }
    }
    return OpenFile(number: Int32(node), path: path, closes: false)
  }

  func size(of file: OpenFile) throws(JournalError) -> Int {
    try call("size \(file.path)") { $0.files[Int(file.number)]?.cache.count ?? 0 }
  }

  func permissions(of file: OpenFile) throws(JournalError) -> UInt32 {
    try call("permissions \(file.path)") { $0.files[Int(file.number)]?.permissions ?? 0 }
  }

  func read(
    _ file: OpenFile, at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(JournalError) -> Int {
    let found = try call("read \(file.path)") {
      Array(($0.files[Int(file.number)]?.cache ?? []).dropFirst(offset).prefix(range.count))
    }
    buffer.replaceSubrange(range.lowerBound..<(range.lowerBound + found.count), with: found)
    return found.count
  }

  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(JournalError) {
    let node = Int(file.number)
    try call(
      "write \(file.path)",
      half: { $0.write(Array(bytes.prefix(bytes.count / 2)), to: node, at: offset) }
    ) { $0.write(bytes, to: node, at: offset) }
  }

  func beginSynchronizing(_ file: OpenFile) throws(JournalError) {
    try call("begin sync \(file.path)") { _ in }
  }

  func synchronize(_ file: OpenFile) throws(JournalError) {
    let node = Int(file.number)
    try call("sync \(file.path)", losing: { $0.failSync(node, $1) }) { $0.synchronize(node) }
  }

  func truncate(_ file: OpenFile, to size: Int) throws(JournalError) {
    try call("truncate \(file.path)") { $0.truncate(Int(file.number), to: size) }
  }

  // MARK: Names

  func synchronizeFolder(_ path: String) throws(JournalError) {
    try call("sync folder \(path)") { $0.synchronizeFolder(path) }
  }

  func rename(
    _ path: String, to newPath: String, replacing: Bool
  ) throws(JournalError) {
    try call("rename \(newPath)") { (state: inout DiskState) throws(JournalError) in
      guard replacing || state.names[newPath] == nil else { throw Self.error(.exists, newPath) }
      guard let node = state.names[path] else { throw Self.error(.notFound, path) }
      state.change([(path, nil), (newPath, node)])
    }
  }

  func remove(_ path: String) throws(JournalError) {
    try call("remove \(path)") { (state: inout DiskState) throws(JournalError) in
      guard state.names[path] != nil else { throw Self.error(.notFound, path) }
      state.change([(path, nil)])
    }
  }

  func list(_ folder: String) throws(JournalError) -> [String] {
    try call("list \(folder)") { state in
      state.names.keys.filter { $0 != "/" && DiskState.parent(of: $0) == folder }
        .map { String($0.split(separator: "/").last ?? "") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  func makeFolder(_ path: String, permissions: UInt32) throws(JournalError) {
    try call("make \(path)") { (state: inout DiskState) throws(JournalError) in
      guard state.names[path] == nil else { throw Self.error(.exists, path) }
      state.change([(path, DiskState.folder)])
    }
  }

  func removeFolder(_ path: String) throws(JournalError) { try remove(path) }

  func status(of path: String) throws(JournalError) -> FileStatus? {
    let path = path.hasSuffix("/.") ? String(path.dropLast(2)) : path
    return try call("status \(path)") { state in
      guard let node = state.names[path] else { return nil }
      guard let file = state.files[node] else {
        return FileStatus(kind: .folder, permissions: 0o755, size: 0)
      }
      return FileStatus(kind: .regular, permissions: file.permissions, size: file.cache.count)
    }
  }

  func lock(folder: String) throws(JournalError) -> OpenFile? {
    try call("lock \(folder)") { _ in OpenFile(number: 0, path: folder, closes: false) }
  }

  func now() -> Int {
    machine.withLock {
      $0.time += 1
      return $0.time
    }
  }

  func pause(milliseconds: Int) {}
}
