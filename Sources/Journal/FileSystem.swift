/// Every system call a journal makes, behind one protocol, so that a test can make any of them
/// fail.
///
/// Each call does what its name says or throws; interrupted calls are repeated and short writes
/// continued inside. Nothing here retries a failed sync: Linux reports a write-back error once and
/// then marks the pages clean.
public protocol FileSystem: Sendable {
  /// Opens a regular file; anything else, a symbolic link included, is refused.
  func open(_ path: String, _ access: FileAccess) throws(JournalError) -> OpenFile
  /// The length in bytes.
  func size(of file: OpenFile) throws(JournalError) -> Int
  /// The permission bits.
  func permissions(of file: OpenFile) throws(JournalError) -> UInt32
  /// Whether the file belongs to the user of this process.
  func isOwn(_ file: OpenFile) throws(JournalError) -> Bool
  /// Reads from `offset` on into `range` of the buffer, up to the file's end; answers how much.
  func read(
    _ file: OpenFile, at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(JournalError) -> Int
  /// Reads what is at a path, pipes and devices too, links followed; at most `limit` bytes.
  func readInput(_ path: String, limit: Int) throws(JournalError) -> [UInt8]
  /// Writes all bytes at `offset`.
  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(JournalError)
  /// Starts writing the content to the disk; nothing is durable yet, but a sync waits less.
  func beginSynchronizing(_ file: OpenFile) throws(JournalError)
  /// Makes the content and length durable (`fdatasync`).
  func synchronize(_ file: OpenFile) throws(JournalError)
  /// Makes the names in a folder durable (`fsync`).
  func synchronizeFolder(_ path: String) throws(JournalError)
  /// Cuts or extends to a length.
  func truncate(_ file: OpenFile, to size: Int) throws(JournalError)
  /// Renames; what has the new name is replaced, or else `EXISTS` is thrown and nothing done.
  func rename(_ path: String, to newPath: String, replacing: Bool) throws(JournalError)
  /// Removes a file.
  func remove(_ path: String) throws(JournalError)
  /// The names in a folder, sorted bytewise.
  func list(_ folder: String) throws(JournalError) -> [String]
  /// What kinds of things lie in a folder, in any order; quicker than all that is known of them.
  func members(of folder: String) throws(JournalError) -> [FolderMember]
  /// What lies in a folder, by name, links not followed.
  func statuses(in folder: String) throws(JournalError) -> [String: FileStatus]
  /// Makes one folder.
  func makeFolder(_ path: String, permissions: UInt32) throws(JournalError)
  /// Removes an empty folder.
  func removeFolder(_ path: String) throws(JournalError)
  /// What is at a path, links not followed; nil if nothing is.
  func status(of path: String) throws(JournalError) -> FileStatus?
  /// Takes the exclusive lock of a folder, or answers nil at once; it lasts as long as the object.
  func lock(folder: String) throws(JournalError) -> OpenFile?
  /// Milliseconds since 1970, UTC.
  func now() -> Int
  /// Does nothing for a while.
  func pause(milliseconds: Int)
}

/// How a file is opened.
public enum FileAccess: Sendable, Hashable {
  /// To read it.
  case reading
  /// To read it, through symbolic links (for a private key that an operator put elsewhere).
  case readingThroughLinks
  /// To read and change an existing file.
  case updating
  /// To make a file that must not exist yet, with these permissions.
  case creating(permissions: UInt32)
  /// To make a file, or empty an existing one.
  case replacing(permissions: UInt32)
}

/// What lies in a folder.
public struct FolderMember: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// Its kind, links not followed.
  public var kind: FileStatus.Kind

  /// Makes a member of its parts.
  public init(name: String, kind: FileStatus.Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What is at a path.
public struct FileStatus: Sendable, Hashable {
  /// The kinds that matter here.
  public enum Kind: Sendable, Hashable {
    /// An ordinary file.
    case regular
    /// A folder.
    case folder
    /// A symbolic link.
    case link
    /// A device, pipe or socket.
    case other
  }
  /// What it is.
  public var kind: Kind
  /// The permission bits.
  public var permissions: UInt32
  /// The length in bytes.
  public var size: Int
  /// What tells whether the file was changed or replaced; nil where the system does not say.
  public var stamp: FileStamp?

  /// Whether it is an ordinary file without content.
  var isEmptyFile: Bool { kind == .regular && size == 0 }

  /// Makes a status of its parts.
  public init(kind: Kind, permissions: UInt32, size: Int, stamp: FileStamp? = nil) {
    self.kind = kind
    self.permissions = permissions
    self.size = size
    self.stamp = stamp
  }
}

/// What changes when a file is written to, or another one takes its place.
///
/// Whoever writes can set the time of the last write back, but not that of the last change.
public struct FileStamp: Sendable, Hashable {
  /// The file's number in its file system.
  public var number: UInt64
  /// The length in bytes.
  public var size: Int
  /// When it was last written to, in nanoseconds since 1970.
  public var written: Int
  /// When it, or what the system notes of it, was last changed, in nanoseconds since 1970.
  public var changed: Int
}

extension FileSystem {
  /// What kinds of things lie in a folder, asked name by name.
  public func members(of folder: String) throws(JournalError) -> [FolderMember] {
    try statuses(in: folder).map { FolderMember(name: $0.key, kind: $0.value.kind) }
  }

  /// What lies in a folder, asked name by name.
  public func statuses(in folder: String) throws(JournalError) -> [String: FileStatus] {
    var statuses: [String: FileStatus] = [:]
    for name in try list(folder) { statuses[name] = try status(of: folder + "/" + name) }
    return statuses
  }

  /// Whether the file belongs to the user of this process: always, where there is one user only.
  public func isOwn(_ file: OpenFile) throws(JournalError) -> Bool { true }

  /// Reads a regular file to its end: all that a simulated file system has.
  public func readInput(_ path: String, limit: Int) throws(JournalError) -> [UInt8] {
    try contents(of: open(path, .readingThroughLinks), limit: limit)
  }

  /// The whole content of a file of at most `limit` bytes; a longer one is refused.
  func contents(
    of path: String, limit: Int, _ access: FileAccess = .reading
  ) throws(JournalError) -> [UInt8] {
    try contents(of: open(path, access), limit: limit)
  }

  /// The whole content of an open file of at most `limit` bytes; a longer one is refused.
  func contents(of file: OpenFile, limit: Int) throws(JournalError) -> [UInt8] {
    let size = try size(of: file)
    guard size <= limit else {
      throw JournalError(
        .tooLarge, .environment, "the file is larger than anything it may hold", file: file.path,
        expected: "at most \(limit) bytes", actual: "\(size) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    let count = try read(file, at: 0, into: &bytes, 0..<size)
    bytes.removeLast(size - count)
    return bytes
  }

  /// How many names in a folder are of such a form; none where there is no folder.
  func count(in folder: String, where isMeant: (String) -> Bool) throws(JournalError) -> Int {
    guard try status(of: folder + "/.") != nil else { return 0 }
    return try list(folder).count(where: isMeant)
  }

  /// Puts a new content in place of a small file so that a crash leaves the old one or the new one,
  /// whole.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - bytes: its new content.
  ///   - permissions: those of the new file.
  ///   - isDurable: whether no crash may bring the old content back.
  /// - Throws: what the system says.
  func replace(
    _ path: String, with bytes: [UInt8], permissions: UInt32 = 0o644, isDurable: Bool = true
  ) throws(JournalError) {
    let temporary = path + ".new"
    let file = try open(temporary, .replacing(permissions: permissions))
    try write(bytes, to: file, at: 0)
    try synchronize(file)
    try rename(temporary, to: path, replacing: true)
    if isDurable { try synchronizeFolder(Layout.parent(of: path)) }
  }

  /// Writes into a file in its place, which is made if need be; nothing is synced.
  ///
  /// Quicker than `replace`, but a reader or a crash may meet the file half written: only for what
  /// tells that by itself, or proves itself.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - bytes: what to write.
  ///   - offset: where.
  ///   - isEnd: whether what lies behind it is cut off.
  /// - Throws: what the system says.
  func overwrite(
    _ path: String, with bytes: [UInt8], at offset: Int = 0, isEnd: Bool = true
  ) throws(JournalError) {
    let file: OpenFile
    do throws(JournalError) {
      file = try open(path, .updating)
    } catch {
      guard error.code == .notFound else { throw error }
      file = try open(path, .creating(permissions: 0o644))
    }
    try write(bytes, to: file, at: offset)
    let end = offset + bytes.count
    if isEnd, try size(of: file) > end { try truncate(file, to: end) }
  }

  /// Makes a folder unless it is there; its name is made durable.
  func ensureFolder(_ path: String, permissions: UInt32 = 0o755) throws(JournalError) {
    if let status = try status(of: path) {
      guard status.kind == .folder else {
        throw JournalError(.exists, .environment, "this should be a folder", file: path)
      }
      return
    }
    try makeFolder(path, permissions: permissions)
    try synchronizeFolder(Layout.parent(of: path))
  }

  /// Makes a folder and those above it, unless they are there; answers the paths of those made,
  /// outermost first.
  @discardableResult
  func ensureFolders(_ path: String, permissions: UInt32) throws(JournalError) -> [String] {
    if try status(of: path + "/.") != nil { return [] }
    let made = try ensureFolders(Layout.parent(of: path), permissions: permissions)
    try ensureFolder(path, permissions: permissions)
    return made + [path]
  }
}
