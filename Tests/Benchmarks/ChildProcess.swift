import Glibc

/// Another program, run to its end: how long it took and what it used, by the kernel's account.
struct ChildProcess {
  /// From start to end, in nanoseconds.
  let wall: Int
  /// In the program's own code, on all cores, in nanoseconds.
  let user: Int
  /// In the kernel on its behalf, in nanoseconds.
  let system: Int
  /// The most memory it had resident at once, in bytes.
  let peak: Int
  /// Its exit code; 128 and more where a signal ended it.
  let exitCode: Int32

  /// Runs a program, its standard output thrown away.
  ///
  /// - Throws: `BenchmarkError` where it cannot be started.
  static func run(
    _ program: String, _ arguments: [String], isQuiet: Bool = false
  ) throws(BenchmarkError) -> ChildProcess {
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map {
      unsafe strdup($0)
    }
    unsafe words.append(nil)
    defer { unsafe words.forEach { unsafe free($0) } }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    if isQuiet { unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
    var child: pid_t = 0
    let start = Machine.nanoseconds
    let status = unsafe posix_spawnp(&child, program, &actions, nil, words, environ)
    guard status == 0 else {
      throw BenchmarkError("\(program) cannot be started: error \(status)")
    }
    var result: Int32 = 0
    var usage = rusage()
    while unsafe wait4(child, &result, 0, &usage) < 0 {
      guard errno == EINTR else { throw BenchmarkError("\(program) was lost: error \(errno)") }
    }
    return ChildProcess(
      wall: Machine.nanoseconds - start, user: nanoseconds(usage.ru_utime),
      system: nanoseconds(usage.ru_stime), peak: usage.ru_maxrss * 1024,
      exitCode: result & 0x7F == 0 ? result >> 8 & 0xFF : 128 + result & 0x7F)
  }

  private static func nanoseconds(_ time: timeval) -> Int {
    time.tv_sec * 1_000_000_000 + Int(time.tv_usec) * 1000
  }
}

/// The machine the benchmark runs on.
enum Machine {
  /// A clock that only goes forward.
  static var nanoseconds: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// The number of this process.
  static var processID: Int32 { getpid() }

  /// How many cores there are.
  static var cores: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  /// The path of this program.
  static var ownPath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// How many bytes a file has; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_size : 0
  }

  /// What the processor calls itself.
  static var processor: String {
    let text = contents(of: "/proc/cpuinfo")
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.drop { $0 == " " } }
    return name.map { String($0) } ?? "unknown"
  }

  private static func contents(of path: String) -> String {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe read(file, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  /// Writes bytes at the end of a file and makes them durable, each piece before the next: what an
  /// append costs without a ledger around it.
  ///
  /// - Returns: How long it took, in nanoseconds.
  static func appendPlainly(_ pieces: [[UInt8]], to path: String) throws(BenchmarkError) -> Int {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { throw BenchmarkError("\(path) cannot be written: error \(errno)") }
    defer {
      close(file)
      unsafe unlink(path)
    }
    let start = nanoseconds
    for piece in pieces {
      guard unsafe write(file, piece, piece.count) == piece.count, fdatasync(file) == 0 else {
        throw BenchmarkError("\(path) cannot be written: error \(errno)")
      }
    }
    return nanoseconds - start
  }
}
