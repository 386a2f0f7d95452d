import Foundation
import Glibc
import Testing

/// The program at a terminal of its own, as a person would sit before it: what it writes comes back
/// as one text, what is typed are its standard input.
final class PseudoTerminal {
  /// Why a terminal could not be had.
  struct Failure: Error { let call: String, number: Int32 }

  private let master: Int32
  private let slave: String
  private let process: pid_t
  /// Everything that appeared on the screen, with plain line ends.
  private(set) var screen = ""
  private var isClosed = false

  /// Starts a program with standard input and standard error, and standard output unless a file is
  /// named for it, on a new terminal.
  init(
    _ program: String, _ arguments: [String], folder: String, environment: [String: String],
    output: String? = nil
  ) throws {
    (master, slave) = try Self.open()
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    for stream in [Int32(0), 1, 2] {
      if stream == 1, let output {
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, stream, output, flags, 0o600)
      } else {
        unsafe posix_spawn_file_actions_addopen(&actions, stream, slave, O_RDWR, 0)
      }
    }
    let command = ["/usr/bin/env", "-C", folder, program] + arguments
    var words = unsafe command.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var started: pid_t = 0
    let status = unsafe posix_spawn(&started, command[0], &actions, nil, &words, &variables)
    guard status == 0 else { throw Failure(call: "posix_spawn", number: status) }
    process = started
  }

  deinit { close(master) }

  /// A new terminal: the end that we hold, and the name of the other.
  ///
  /// The C library's own calls for it are hidden from Swift, so the two requests of Linux's
  /// pseudo-terminals are made by number: unlock (TIOCSPTLCK) and number (TIOCGPTN).
  private static func open() throws -> (master: Int32, slave: String) {
    let master = unsafe Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw Failure(call: "open /dev/ptmx", number: errno) }
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard unsafe ioctl(master, 0x4004_5431, &unlocked) == 0,
      unsafe ioctl(master, 0x8004_5430, &number) == 0
    else { throw Failure(call: "ioctl", number: errno) }
    return (master, "/dev/pts/\(number)")
  }

  /// Waits until a text has appeared behind what was waited for before.
  func expect(_ text: String, location: SourceLocation = #_sourceLocation) throws {
    while !screen[seen...].contains(text) {
      guard try read() else {
        Issue.record("'\(text)' never appeared; the screen: \(screen)", sourceLocation: location)
        throw Failure(call: "expect", number: 0)
      }
    }
    if let found = screen[seen...].range(of: text) { seen = found.upperBound }
  }

  private var seen = "".startIndex

  /// Types a line.
  func type(_ line: String) { send(Array((line + "\n").utf8)) }

  /// Ends the input, as Ctrl-D at the beginning of a line does.
  func end() { send([4]) }

  /// Waits for the end of the program.
  ///
  /// - Returns: Its exit code; 128 and the signal's number if a signal ended it.
  func wait() throws -> Int32 {
    while try read() {}
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw Failure(call: "waitpid", number: errno) }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  private func send(_ bytes: [UInt8]) {
    _ = unsafe bytes.withUnsafeBytes { unsafe write(master, $0.baseAddress, $0.count) }
  }

  /// Takes what has appeared; false once the program has left the terminal.
  private func read() throws -> Bool {
    guard !isClosed else { return false }
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, 20_000) > 0 else {
      kill(process, SIGKILL)
      isClosed = true
      return false
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(master, $0.baseAddress, 4096)
    }
    // Linux says EIO where the last who had the terminal open has closed it.
    guard count > 0 else {
      isClosed = true
      return false
    }
    // An index into the text survives what is added behind it only as an offset.
    let offset = screen.utf8.distance(from: screen.startIndex, to: seen)
    screen += String(decoding: bytes[..<count], as: UTF8.self).replacing("\r\n", with: "\n")
    seen = screen.utf8.index(screen.startIndex, offsetBy: offset)
    return true
  }
}

extension Harness {
  /// Starts the program at a terminal.
  ///
  /// - Parameters:
  ///   - arguments: The words behind its name.
  ///   - output: A file in the scratch folder for its standard output; the terminal if nil.
  /// - Returns: The running program.
  /// - Throws: What the system says, if it cannot be started.
  func atTerminal(_ arguments: String..., output: String? = nil) throws -> PseudoTerminal {
    try PseudoTerminal(
      Self.program, arguments, folder: folder,
      environment: [
        "HOME": path("home"), "MUTASI_KEY": path("key"), "LANG": "C.UTF-8", "TERM": "dumb",
        "PATH": "/usr/bin:/bin",
      ], output: output.map { path($0) })
  }
}
