import Glibc

/// The machine the benchmark runs on, and its files.
enum Machine {
  /// A clock that only goes forward.
  static var nanoseconds: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// The number of this process.
  static var process: Int32 { getpid() }

  /// How many cores there are.
  static var cores: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  /// How many processes wanted a core in the last minute: above zero before a run, others work.
  static var load: String {
    contents(of: "/proc/loadavg").split(separator: " ").first.map { String($0) } ?? "unknown"
  }

  /// What the processor calls itself.
  static var processor: String {
    let text = contents(of: "/proc/cpuinfo")
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.drop { $0 == " " } }
    return name.map { String($0) } ?? "unknown"
  }

  /// The day of the run, UTC.
  static var today: Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec / 86_400
  }

  /// The path of this program.
  static var ownPath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The variable that names the command to be measured.
  static let commandVariable = "MUTASI_BENCHMARK_COMMAND"

  /// The command that is measured: the one named, else that built beside this program.
  static var command: String {
    if let named = unsafe getenv(commandVariable) { return unsafe String(cString: named) }
    let own = ownPath
    let end = own.lastIndex(of: "/") ?? own.startIndex
    return own[..<end] + "/mutasi"
  }

  /// The folder of a run.
  static func workFolder(_ arguments: BenchmarkArguments) -> String {
    arguments.folder ?? "/tmp/mutasi-benchmark-\(process)"
  }

  /// Sets a variable of the environment for the programs that are run.
  static func set(_ variable: String, _ value: String) {
    unsafe setenv(variable, value, 1)
  }

  /// How many bytes a file has; 0 where there is none.
  static func size(of path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_size : 0
  }

  /// The text of a small file, of a mebibyte at most; empty where there is none.
  static func contents(of path: String) -> String {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while text.count < 1 << 20 {
      let count = unsafe read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      text += buffer.prefix(count)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes a file.
  static func write(_ text: String, to path: String) throws(BenchmarkError) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes a file.
  static func write(_ bytes: [UInt8], to path: String) throws(BenchmarkError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw BenchmarkError("\(path) cannot be written: error \(errno)") }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BenchmarkError("\(path) cannot be written: error \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder, with those above it.
  static func makeFolder(_ path: String) throws(BenchmarkError) {
    let result = try ChildProcess.run("mkdir", ["-p", "--", path])
    guard result.exitCode == 0 else { throw BenchmarkError("\(path) cannot be made") }
  }

  /// Removes a file or a folder with all that is in it.
  ///
  /// What stays behind is only room on the disk, so that a failure is not one of the benchmark.
  static func remove(_ path: String) {
    _ = try? ChildProcess.run("rm", ["-rf", "--", path])
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
      guard unsafe Glibc.write(file, piece, piece.count) == piece.count, fdatasync(file) == 0 else {
        throw BenchmarkError("\(path) cannot be written: error \(errno)")
      }
    }
    return nanoseconds - start
  }
}
