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

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - program: Its path, or its name.
  ///   - arguments: What it is told.
  ///   - input: The file on its standard input; this program's own if not given.
  ///   - output: The file that takes its standard output; thrown away if not given.
  ///   - isQuiet: Whether its standard error is thrown away, too.
  /// - Returns: What it took, once it has ended.
  /// - Throws: `BenchmarkError` where it cannot be started.
  static func run(
    _ program: String, _ arguments: [String], input: String? = nil, output: String? = nil,
    isQuiet: Bool = false
  ) throws(BenchmarkError) -> ChildProcess {
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map {
      unsafe strdup($0)
    }
    unsafe words.append(nil)
    defer { unsafe words.forEach { unsafe free($0) } }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    if let input { unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0) }
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
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
