internal import CLinux
internal import Glibc

/// The real file system: all system calls of this module, and nothing else.
public struct PosixFileSystem: FileSystem {
  /// The file system of this process.
  public init() {}

  /// Opens a regular file.
  public func open(_ path: String, _ access: FileAccess) throws(JournalError) -> OpenFile {
    var flags = O_CLOEXEC | O_NONBLOCK  // Non-blocking, lest a pipe in the place of a file hang us.
    var permissions: UInt32 = 0
    switch access {
    case .reading: flags |= O_RDONLY | O_NOFOLLOW
    case .readingThroughLinks: flags |= O_RDONLY
    case .updating: flags |= O_RDWR | O_NOFOLLOW
    case .creating(let bits):
      flags |= O_RDWR | O_NOFOLLOW | O_CREAT | O_EXCL
      permissions = bits
    case .replacing(let bits):
      flags |= O_RDWR | O_NOFOLLOW | O_CREAT | O_TRUNC
      permissions = bits
    }
    let number = try check(path, "open") { unsafe Glibc.open(path, flags, permissions) }
    let file = OpenFile(number: number, path: path, closes: true)
    guard try fileStatus(of: file).kind == .regular else {
      throw JournalError(.inputOutput, .environment, "this is not a regular file", file: path)
    }
    return file
  }

  /// The length in bytes.
  public func size(of file: OpenFile) throws(JournalError) -> Int {
    try fileStatus(of: file).size
  }

  /// The permission bits.
  public func permissions(of file: OpenFile) throws(JournalError) -> UInt32 {
    try fileStatus(of: file).permissions
  }

  /// Whether the file belongs to the user of this process.
  public func isOwn(_ file: OpenFile) throws(JournalError) -> Bool {
    var found = stat()
    _ = try check(file.path, "examine") { unsafe fstat(file.number, &found) }
    return found.st_uid == geteuid()
  }

  /// The kind, permissions and length of an open file.
  private func fileStatus(of file: OpenFile) throws(JournalError) -> FileStatus {
    var found = stat()
    _ = try check(file.path, "examine") { unsafe fstat(file.number, &found) }
    return Self.status(found)
  }

  /// Reads until the range is full or the file ends.
  public func read(
    _ file: OpenFile, at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(JournalError) -> Int {
    precondition(range.upperBound <= buffer.count, "the range lies in the buffer")
    var done = 0
    while done < range.count {
      let count = try check(file.path, "read") {
        unsafe buffer.withUnsafeMutableBytes { bytes in
          let target = unsafe UnsafeMutableRawBufferPointer(
            rebasing: bytes[(range.lowerBound + done)..<range.upperBound])
          return unsafe pread(file.number, target.baseAddress, target.count, offset + done)
        }
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads a file, pipe or device to its end.
  ///
  /// Opening a named pipe waits for somebody to write to it.
  public func readInput(_ path: String, limit: Int) throws(JournalError) -> [UInt8] {
    let number = try check(path, "open") { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC) }
    let file = OpenFile(number: number, path: path, closes: true)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(try fileStatus(of: file).size, limit))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try check(path, "read") {
        unsafe chunk.withUnsafeMutableBytes { buffer in
          unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        }
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw JournalError(
          .tooLarge, .refused, "the input is too large", file: path,
          expected: "at most \(limit) bytes", hint: "record it in several calls")
      }
    }
  }

  /// Writes all bytes.
  public func write(
    _ bytes: [UInt8], to file: OpenFile, at offset: Int
  ) throws(JournalError) {
    var done = 0
    while done < bytes.count {
      let count = try check(file.path, "write") {
        unsafe bytes.withUnsafeBytes { source in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: source[done...])
          return unsafe pwrite(file.number, rest.baseAddress, rest.count, offset + done)
        }
      }
      guard count > 0 else {
        throw JournalError(
          .inputOutput, .environment, "the system wrote nothing and gave no reason",
          file: file.path, offset: offset + done)
      }
      done += count
    }
  }

  /// Starts writing the content to the disk; where the system has no such call, the sync does all
  /// of it.
  public func beginSynchronizing(_ file: OpenFile) throws(JournalError) {
    _ = try check(file.path, "sync") {
      let result = sync_file_range(file.number, 0, 0, sync_file_range_write)
      let isLacking = result < 0 && [ENOSYS, EOPNOTSUPP, EINVAL, EPERM].contains(errno)
      return isLacking ? 0 : result
    }
  }

  /// Makes content and length durable.
  public func synchronize(_ file: OpenFile) throws(JournalError) {
    _ = try check(file.path, "sync") { fdatasync(file.number) }
  }

  /// Makes the names in a folder durable.
  public func synchronizeFolder(_ path: String) throws(JournalError) {
    let folder = try openFolder(path)
    _ = try check(path, "sync") { fsync(folder.number) }
  }

  /// Cuts or extends to a length.
  public func truncate(_ file: OpenFile, to size: Int) throws(JournalError) {
    _ = try check(file.path, "truncate") { ftruncate(file.number, size) }
  }

  /// Renames; what has the new name is replaced, or else `EXISTS` is thrown and nothing done.
  public func rename(
    _ path: String, to newPath: String, replacing: Bool
  ) throws(JournalError) {
    if !replacing {
      if unsafe link(path, newPath) == 0 { return try remove(path) }
      // Where files have one name only, looking before is all that can be done.
      guard errno == EPERM || errno == EOPNOTSUPP else {
        throw Self.error(newPath, "rename to", errno)
      }
      guard try status(of: newPath) == nil else {
        throw Self.error(newPath, "rename to", EEXIST)
      }
    }
    _ = try check(newPath, "rename to") { unsafe Glibc.rename(path, newPath) }
  }

  /// Removes a file.
  public func remove(_ path: String) throws(JournalError) {
    _ = try check(path, "remove") { unsafe unlink(path) }
  }

  /// The names in a folder, sorted bytewise.
  public func list(_ folder: String) throws(JournalError) -> [String] {
    var names: [String] = []
    try walk(folder) { name, _, _ in names.append(name) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What kinds of things lie in a folder, as the folder itself has them noted.
  public func members(of folder: String) throws(JournalError) -> [FolderMember] {
    var members: [FolderMember] = []
    try walk(folder) { name, type, number throws(JournalError) in
      let kind: FileStatus.Kind? =
        switch Int(type) {
        case Int(DT_REG): .regular
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        // Not every file system notes it.
        case Int(DT_UNKNOWN): try Self.status(of: name, in: folder, number)?.kind
        default: .other
        }
      if let kind { members.append(FolderMember(name: name, kind: kind)) }
    }
    return members
  }

  /// What lies in a folder, links not followed.
  public func statuses(in folder: String) throws(JournalError) -> [String: FileStatus] {
    var statuses: [String: FileStatus] = [:]
    try walk(folder) { name, _, number throws(JournalError) in
      statuses[name] = try Self.status(of: name, in: folder, number)
    }
    return statuses
  }

  /// What a name in an open folder stands for; nil if it is gone.
  private static func status(
    of name: String, in folder: String, _ number: Int32
  ) throws(JournalError) -> FileStatus? {
    var found = stat()
    if unsafe fstatat(number, name, &found, AT_SYMLINK_NOFOLLOW) == 0 { return status(found) }
    if errno == ENOENT { return nil }
    throw error(folder + "/" + name, "examine", errno)
  }

  /// Hands out the names in a folder, with the type that is noted there and the number of the open
  /// folder.
  private func walk(
    _ folder: String, _ each: (String, UInt8, Int32) throws(JournalError) -> Void
  ) throws(JournalError) {
    guard let stream = unsafe opendir(folder) else { throw Self.error(folder, "list", errno) }
    defer { unsafe _ = closedir(stream) }
    while true {
      errno = 0
      guard let found = unsafe readdir(stream) else {
        if errno != 0 { throw Self.error(folder, "list", errno) }
        return
      }
      let name = unsafe withUnsafePointer(to: &found.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          unsafe String(cString: name)
        }
      }
      if name != "." && name != ".." {
        try each(name, unsafe found.pointee.d_type, unsafe dirfd(stream))
      }
    }
  }

  /// Makes one folder.
  public func makeFolder(_ path: String, permissions: UInt32) throws(JournalError) {
    _ = try check(path, "make the folder") { unsafe mkdir(path, permissions) }
  }

  /// Removes an empty folder.
  public func removeFolder(_ path: String) throws(JournalError) {
    _ = try check(path, "remove the folder") { unsafe rmdir(path) }
  }

  /// What is at a path, links not followed.
  public func status(of path: String) throws(JournalError) -> FileStatus? {
    var found = stat()
    if unsafe lstat(path, &found) == 0 { return Self.status(found) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw Self.error(path, "examine", errno)
  }

  /// Takes the exclusive lock of a folder.
  public func lock(folder: String) throws(JournalError) -> OpenFile? {
    let file = try openFolder(folder, toLock: true)
    while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return nil }
      if errno != EINTR { throw Self.error(folder, "lock", errno) }
    }
    return file
  }

  /// Milliseconds since 1970, UTC.
  public func now() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Sleeps; an interrupt ends it early.
  public func pause(milliseconds: Int) {
    var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    _ = unsafe nanosleep(&time, nil)
  }

  private func openFolder(
    _ path: String, toLock: Bool = false
  ) throws(JournalError) -> OpenFile {
    let number = try check(path, "open") {
      unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    return OpenFile(number: number, path: path, closes: true, holdsLock: toLock)
  }

  private static func status(_ found: stat) -> FileStatus {
    let kind: FileStatus.Kind =
      switch found.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    let stamp = FileStamp(
      number: UInt64(found.st_ino), size: Int(found.st_size),
      written: nanoseconds(found.st_mtim), changed: nanoseconds(found.st_ctim))
    return FileStatus(
      kind: kind, permissions: found.st_mode & 0o7777, size: Int(found.st_size), stamp: stamp)
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    time.tv_sec &* 1_000_000_000 &+ time.tv_nsec
  }

  /// The result of a call, repeated while interrupted; -1 becomes the error that `errno` names.
  private func check<Result: SignedInteger>(
    _ path: String, _ verb: String, _ call: () -> Result
  ) throws(JournalError) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw Self.error(path, verb, errno) }
    }
  }

  private static func error(_ path: String, _ verb: String, _ number: Int32) -> JournalError {
    let reason = unsafe String(cString: strerror(number))
    let (code, hint): (JournalError.Code, String?) =
      switch number {
      case ENOENT, ENOTDIR: (.notFound, nil)
      case EEXIST, ENOTEMPTY: (.exists, nil)
      case ELOOP: (.symbolicLink, "put the file itself in the place of the symbolic link")
      case EACCES, EPERM: (.permission, "check who owns it and who may write it")
      case EROFS: (.readOnly, "the file system is mounted read-only")
      case ENOSPC, EDQUOT: (.noSpace, "free some space, then repeat the command")
      default: (.inputOutput, nil)
      }
    return JournalError(
      code, .environment, "cannot \(verb) this: \(reason)", file: path, hint: hint)
  }
}

/// An open file or folder; closed when nobody refers to it any more.
public final class OpenFile: Sendable {
  /// The descriptor, or whatever a simulated file system uses for one.
  public let number: Int32
  /// The path it was opened by, for messages.
  public let path: String
  private let closes: Bool
  private let holdsLock: Bool

  /// Wraps a descriptor; with `closes` it is closed in the end, and a lock that it holds given up.
  public init(number: Int32, path: String, closes: Bool, holdsLock: Bool = false) {
    self.number = number
    self.path = path
    self.closes = closes
    self.holdsLock = holdsLock
  }

  deinit {
    guard closes else { return }
    // A child process that is being started may still share the descriptor: the lock is given up by
    // name, not only by closing. Neither can fail in a way that leaves anything to do.
    if holdsLock { _ = flock(number, LOCK_UN) }
    _ = close(number)
  }
}
