import Foundation
import Testing

@testable import CommandLineKit

struct TerminalTests {
  /// A clock that tests move by hand.
  final class Clock {
    var now = Duration.zero
  }

  @Test func `results and messages go to different streams`() {
    var terminal = Terminal(capturing: [:])
    terminal.write("a")
    terminal.write(bytes: [0x62, 0x0A])
    terminal.note("seen")
    terminal.warn("odd")
    #expect(terminal.capturedOutput == "ab\n")
    #expect(terminal.capturedErrors == "seen\nwarning: odd\n")
    terminal.name = "tool"
    terminal.warn("odd")
    #expect(terminal.capturedErrors.hasSuffix("tool: warning: odd\n"))
  }

  @Test(arguments: [
    ([:], Terminal.Language.english), (["LANG": "id_ID.UTF-8"], .indonesian),
    (["LANG": "en_GB.UTF-8", "LC_MESSAGES": "id_ID"], .indonesian),
    (["LC_ALL": "C", "LANG": "id_ID"], .english), (["LC_ALL": "", "LANG": "id"], .indonesian),
  ])
  func `the language follows the locale in the order of POSIX`(
    environment: [String: String], language: Terminal.Language
  ) {
    #expect(Terminal(capturing: environment).language == language)
  }

  @Test func `colour needs a terminal and nobody who objects`() {
    #expect(Terminal(capturing: [:], isTerminal: true).usesColour)
    #expect(!Terminal(capturing: [:]).usesColour)
    #expect(!Terminal(capturing: ["NO_COLOR": "1"], isTerminal: true).usesColour)
    #expect(Terminal(capturing: ["NO_COLOR": ""], isTerminal: true).usesColour)
    #expect(!Terminal(capturing: ["TERM": "dumb"], isTerminal: true).usesColour)
    #expect(Terminal(capturing: [:]).styled("x", .red) == "x")
    #expect(Terminal(capturing: [:], isTerminal: true).styled("x", .red) == "\u{1B}[31mx\u{1B}[0m")
  }

  @Test func `the width is COLUMNS if that is a positive number`() {
    for (value, width) in [("72", 72), ("0", nil), ("-3", nil), ("wide", nil), ("", nil)] {
      #expect(Terminal(capturing: ["COLUMNS": value]).width == width)
    }
  }

  @Test func `progress waits, does not hurry, and leaves no trace`() {
    let clock = Clock()
    var terminal = Terminal(capturing: ["COLUMNS": "10"], isTerminal: true, clock: { clock.now })
    var built = 0
    func text() -> String {
      built += 1
      return "step \(built) of very many"
    }
    terminal.progress(text())
    clock.now = .milliseconds(499)
    terminal.progress(text())
    #expect(terminal.capturedErrors == "" && built == 0)
    clock.now = .milliseconds(500)
    terminal.progress(text())
    clock.now = .milliseconds(599)
    terminal.progress(text())
    #expect(built == 1)
    clock.now = .milliseconds(600)
    terminal.progress(text())
    let erase = "\r\u{1B}[K"
    #expect(terminal.capturedErrors == "\(erase)step 1 of\(erase)step 2 of")
    terminal.note("done")
    #expect(terminal.capturedErrors.hasSuffix("step 2 of\(erase)done\n"))
    terminal.clearProgress()
    #expect(terminal.capturedErrors.hasSuffix("done\n"))
  }

  @Test func `progress is silent where nobody watches`() {
    for (environment, isTerminal) in [([:], false), (["TERM": "dumb"], true)] {
      var terminal = Terminal(
        capturing: environment, isTerminal: isTerminal, clock: { .seconds(9) })
      terminal.progress("half")
      terminal.clearProgress()
      #expect(terminal.capturedErrors == "")
    }
  }

  @Test func `standard input is read to its end once`() throws {
    var terminal = Terminal(capturing: [:], input: "abc")
    #expect(try terminal.readInput() == Array("abc".utf8))
    #expect(try terminal.readInput() == [])
  }

  /// A terminal over real descriptors.
  func terminal(output: Int32, errors: Int32) -> Terminal {
    Terminal(
      streams: StandardStreams(input: -1, output: output, errors: errors), lookUp: { _ in nil },
      clock: { .zero })
  }

  @Test func `large results arrive whole and in order through a pipe`() throws {
    let pipe = Pipe()
    let errors = Pipe()
    var terminal = terminal(
      output: pipe.fileHandleForWriting.fileDescriptor,
      errors: errors.fileHandleForWriting.fileDescriptor)
    // Less than a pipe holds, more than the buffer holds back when asked to flush.
    let text = (0..<4000).map { "\($0)\n" }.joined()
    for line in text.split(separator: "\n") { terminal.write("\(line)\n") }
    terminal.note("end")
    try pipe.fileHandleForWriting.close()
    try errors.fileHandleForWriting.close()
    let output = try #require(try pipe.fileHandleForReading.readToEnd())
    let messages = try #require(try errors.fileHandleForReading.readToEnd())
    #expect(String(decoding: output, as: UTF8.self) == text)
    #expect(String(decoding: messages, as: UTF8.self) == "end\n")
  }

  @Test func `a reader who leaves ends the output and is no error`() throws {
    _ = Terminal.standard()
    let pipe = Pipe()
    let errors = Pipe()
    try pipe.fileHandleForReading.close()
    var terminal = terminal(
      output: pipe.fileHandleForWriting.fileDescriptor,
      errors: errors.fileHandleForWriting.fileDescriptor)
    #expect(sample.run(["audit"], on: &terminal) == .done)
    #expect(terminal.isOutputClosed)
    #expect(terminal.outputFailure == nil)
    try errors.fileHandleForWriting.close()
    #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data())
  }

  @Test func `results that do not fit on the disk make the run fail`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let errors = Pipe()
    var terminal = terminal(
      output: full.fileDescriptor, errors: errors.fileHandleForWriting.fileDescriptor)
    #expect(sample.run(["audit"], on: &terminal) == .failed)
    #expect(terminal.outputFailure?.operation == "write to standard output")
    try errors.fileHandleForWriting.close()
    let messages = try #require(try errors.fileHandleForReading.readToEnd())
    #expect(
      String(decoding: messages, as: UTF8.self)
        == "mutasi: error: cannot write to standard output: No space left on device\n")
  }

  @Test func `input that cannot be read is an error with its reason`() {
    var terminal = terminal(output: -1, errors: -1)
    let error = #expect(throws: StreamError.self) { try terminal.readInput() }
    #expect(error?.lines == ["cannot read standard input: Bad file descriptor"])
    #expect(error?.exitCode == .failed)
  }
}
