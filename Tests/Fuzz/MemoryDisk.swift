import Journal
import Synchronization

/// A file system in memory on which every call goes well, so that damaged journals are read by the
/// thousand.
final class MemoryDisk: FileSystem {
  /// What is on it: files by path, and folders.
  struct Content: Sendable {
    var files: [String: [UInt8]] = [:]
    var folders: Set<String> = ["/"]
  }

  private let state: Mutex<Content>

  init(_ content: Content = Content()) { state = Mutex(content) }

  /// What is on it now.
  var content: Content { state.withLock { $0 } }

  func open(_ path: String, _ access: FileAccess) throws(JournalError) -> OpenFile {
    let fault: JournalError.Code? = state.withLock { state in
      if state.folders.contains(path) { return .inputOutput }
      let isThere = state.files[path] != nil
      switch access {
      case .reading, .readingThroughLinks, .updating: return isThere ? nil : .notFound
      case .creating where isThere: return .exists
      case .creating, .replacing:
        guard state.folders.contains(Self.parent(of: path)) else { return .notFound }
        state.files[path] = []
        return nil
      }
    }
    if let fault { throw JournalError(fault, .environment, "in memory", file: path) }
    return OpenFile(number: 0, path: path, closes: false)
  }

  func size(of file: OpenFile) -> Int { state.withLock { $0.files[file.path]?.count ?? 0 } }

  func permissions(of file: OpenFile) -> UInt32 { 0o600 }

  func read(
    _ file: OpenFile, at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) -> Int {
    let found = state.withLock { state in
      Array((state.files[file.path] ?? []).dropFirst(offset).prefix(range.count))
    }
    buffer.replaceSubrange(range.lowerBound..<(range.lowerBound + found.count), with: found)
    return found.count
  }

  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) {
    state.withLock { state in
      var content = state.files[file.path] ?? []
      let missing = max(0, offset + bytes.count - content.count)
      content += [UInt8](repeating: 0, count: missing)
      content.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
      state.files[file.path] = content
    }
  }

  func beginSynchronizing(_ file: OpenFile) {}

  func synchronize(_ file: OpenFile) {}

  func synchronizeFolder(_ path: String) {}

  func truncate(_ file: OpenFile, to size: Int) {
    state.withLock { state in
      let content = state.files[file.path] ?? []
      let missing = max(0, size - content.count)
      state.files[file.path] = content.prefix(size) + [UInt8](repeating: 0, count: missing)
    }
  }

  func rename(
    _ path: String, to newPath: String, replacing: Bool
  ) throws(JournalError) {
    let isDone = state.withLock { state in
      guard replacing || state.files[newPath] == nil else { return false }
      guard let content = state.files.removeValue(forKey: path) else { return false }
      state.files[newPath] = content
      return true
    }
    if !isDone { throw JournalError(.exists, .environment, "in memory", file: newPath) }
  }

  func remove(_ path: String) { state.withLock { $0.files[path] = nil } }

  func list(_ folder: String) -> [String] {
    state.withLock { state in
      (Array(state.files.keys) + state.folders)
        .filter { $0 != "/" && Self.parent(of: $0) == folder }
        .map { String($0.split(separator: "/").last ?? "") }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  func makeFolder(_ path: String, permissions: UInt32) {
    state.withLock { _ = $0.folders.insert(path) }
  }

  func removeFolder(_ path: String) { state.withLock { _ = $0.folders.remove(path) } }

  func status(of path: String) -> FileStatus? {
    let path = path.hasSuffix("/.") ? Self.parent(of: path) : path
    return state.withLock { state in
      if state.folders.contains(path) {
        return FileStatus(kind: .folder, permissions: 0o755, size: 0)
      }
      return state.files[path].map {
        FileStatus(kind: .regular, permissions: 0o600, size: $0.count)
      }
    }
  }

  func lock(folder: String) -> OpenFile? { OpenFile(number: 0, path: folder, closes: false) }

  func now() -> Int { 1_700_000_000_000 }

  func pause(milliseconds: Int) {}

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
