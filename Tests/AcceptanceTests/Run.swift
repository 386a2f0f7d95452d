import Foundation
import Glibc
import Testing

/// A running program, its streams in files, so that neither side can wait for the other.
struct Run {
  /// Why a program did not start.
  struct StartFailure: Error { let number: Int32 }

  /// The process.
  let process: pid_t
  private let files: [String]

  /// Starts a program in a folder.
  init(
    program: String, _ arguments: [String], files: [String], folder: String,
    environment: [String: String]
  ) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    for stream in 1...2 {
      let flags = O_WRONLY | O_CREAT | O_TRUNC
      unsafe posix_spawn_file_actions_addopen(&actions, Int32(stream), files[stream], flags, 0o600)
    }
    // `env` enters the folder and then becomes the program: the process stays the same.
    let command = ["/usr/bin/env", "-C", folder, program] + arguments
    var words = unsafe command.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var process: pid_t = 0
    let status = unsafe posix_spawn(&process, command[0], &actions, nil, &words, &variables)
    guard status == 0 else { throw StartFailure(number: status) }
    self.process = process
    self.files = files
  }

  /// Kills it at once, as a power failure of its own would.
  func kill() { _ = Glibc.kill(process, SIGKILL) }

  /// Waits for its end.
  func wait() throws -> Harness.Outcome {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw StartFailure(number: errno) }
    }
    let signal = status & 0x7f
    let texts = try files[1...].map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
    }
    for file in files { try FileManager.default.removeItem(atPath: file) }
    return Harness.Outcome(
      code: signal == 0 ? (status >> 8) & 0xff : 128 + signal, stdout: texts[0], stderr: texts[1])
  }
}
