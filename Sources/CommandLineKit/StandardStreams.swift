import Glibc

/// The three standard streams of the process, or three in memory for tests: the only file of this
/// module that makes system calls.
struct StandardStreams {
  /// Which stream; the raw value is its descriptor by POSIX convention.
  enum Stream: Int32, Sendable { case input = 0, output = 1, errors = 2 }

  /// Streams that exist only in memory.
  struct Memory {
    var input: [UInt8]
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var terminals: Set<Stream>
  }

  /// The descriptors behind `input`, `output` and `errors`.
  private let descriptors: [Int32]
  /// Used instead of the descriptors if present.
  private(set) var memory: Memory?

  /// Uses open descriptors in the order input, output, errors.
  init(input: Int32 = 0, output: Int32 = 1, errors: Int32 = 2) {
    descriptors = [input, output, errors]
    memory = nil
  }

  /// Uses memory; no descriptor is touched.
  init(memory: Memory) {
    descriptors = []
    self.memory = memory
  }

  /// Whether a person sits at the other end.
  func isTerminal(_ stream: Stream) -> Bool {
    if let memory { return memory.terminals.contains(stream) }
    return isatty(descriptors[Int(stream.rawValue)]) == 1
  }

  /// Writes all bytes, however many calls that takes.
  mutating func write(_ bytes: [UInt8], to stream: Stream) throws(StreamError) {
    if memory != nil {
      if stream == .output { memory?.output += bytes } else { memory?.errors += bytes }
      return
    }
    let descriptor = descriptors[Int(stream.rawValue)]
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        Self.wait(for: descriptor, until: Int16(POLLOUT))
      } else if errno != EINTR {
        throw StreamError(operation: "write to \(stream.title)", number: errno)
      }
    }
  }

  /// Reads one line of standard input without its line end; nil at the end of the input.
  ///
  /// Byte by byte, so that nothing behind the line is taken from who reads next.
  mutating func readLine() throws(StreamError) -> [UInt8]? {
    if let input = memory?.input {
      guard !input.isEmpty else { return nil }
      let end = input.firstIndex(of: 0x0A) ?? input.count
      memory?.input = Array(input[min(end + 1, input.count)...])
      return Array(input[..<end])
    }
    var line: [UInt8] = []
    var byte: [UInt8] = [0]
    while true {
      let count = unsafe byte.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptors[0], buffer.baseAddress, 1)
      }
      if count > 0 {
        if byte[0] == 0x0A { return line }
        line.append(byte[0])
      } else if count == 0 {
        return line.isEmpty ? nil : line
      } else if errno == EAGAIN {
        Self.wait(for: descriptors[0], until: Int16(POLLIN))
      } else if errno != EINTR {
        throw StreamError(operation: "read standard input", number: errno)
      }
    }
  }

  /// Reads standard input to its end.
  mutating func readAll() throws(StreamError) -> [UInt8] {
    if let input = memory?.input {
      memory?.input = []
      return input
    }
    let descriptor = descriptors[0]
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return bytes
      } else if errno == EAGAIN {
        Self.wait(for: descriptor, until: Int16(POLLIN))
      } else if errno != EINTR {
        throw StreamError(operation: "read standard input", number: errno)
      }
    }
  }

  /// The number of columns the terminal driver reports for standard output.
  func columns() -> Int? {
    guard memory == nil, isTerminal(.output) else { return nil }
    var size = winsize()
    guard unsafe ioctl(descriptors[1], UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// The value of an environment variable of the process.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Lets a write into a closed pipe (EPIPE), or beyond the size that a file may have (EFBIG), fail
  /// instead of killing the process.
  static func ignoreWriteSignals() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Ends the process.
  static func exit(_ code: Int32) -> Never { Glibc.exit(code) }

  private static func wait(for descriptor: Int32, until events: Int16) {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    // An interrupted wait ends early; the caller's loop tries again and reports what persists.
    _ = unsafe poll(&request, 1, -1)
  }
}

extension StandardStreams.Stream {
  /// The stream's name in messages.
  fileprivate var title: String {
    switch self {
    case .input: "standard input"
    case .output: "standard output"
    case .errors: "standard error"
    }
  }
}

/// A standard stream could not be read or written.
public struct StreamError: CommandFailure, Equatable {
  /// What was attempted, as in "write to standard output".
  public let operation: String
  /// The system's error number (errno).
  public let number: Int32

  /// Whether the reader of a pipe has gone, which is no failure of ours.
  var isBrokenPipe: Bool { number == EPIPE }

  /// Always `failed`.
  public var exitCode: ExitCode { .failed }

  /// The operation and the system's reason.
  public var lines: [String] {
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return ["cannot \(operation): \(reason)"]
  }
}
