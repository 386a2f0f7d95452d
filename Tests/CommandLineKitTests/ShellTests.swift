import CommandLineKit
import Foundation
import Testing

/// The generated scripts are read by the programs they are for.
struct ShellTests {
  struct Outcome {
    let status: Int32
    let output: String
  }

  static func path(of program: String) -> String? {
    ["/usr/bin", "/bin", "/usr/local/bin"].map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program on a script given as its standard input, with both streams in one.
  static func run(_ program: String, _ arguments: [String], input: String) throws -> Outcome {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = pipe
    process.standardError = pipe
    process.currentDirectoryURL = GoldenTests.directory
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    let bytes = output ?? Data()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self))
  }

  static let candidates: [([String], [String])] = [
    (
      ["mutasi", ""],
      ["audit", "append", "diff", "record", "refuse", "completions", "help", "--help", "--version"]
    ),
    (["mutasi", "a"], ["audit", "append"]),
    (["mutasi", "--v"], ["--version"]),
    (["mutasi", "record", ""], ["briefing", "inauguration"]),
    (["mutasi", "record", "briefing", "--"], ["--count", "--help"]),
    (["mutasi", "audit", "--f"], ["--from", "--format", "--fail-fast"]),
    (["mutasi", "audit", "--format", ""], ["table", "json", "jsonl"]),
    (["mutasi", "audit", "-f", "js"], ["json", "jsonl"]),
    (["mutasi", "audit", "--format", "="], ["table", "json", "jsonl"]),
    (["mutasi", "audit", "--format", "=", "t"], ["table"]),
    (["mutasi", "audit", "-x", "--unv"], ["--unverified"]),
    (["mutasi", "audit", "--from", ""], []),
    (["mutasi", "audit", "--", "--f"], []),
    (["mutasi", "append", "mutasi.b"], ["mutasi.bash"]),
    (["mutasi", "append", "--key", "mutasi.z"], ["mutasi.zsh"]),
    (["mutasi", "completions", ""], ["bash", "zsh", "fish"]),
    (["mutasi", "help", "rec"], ["record"]),
    (["mutasi", "nonsense", ""], []),
  ]

  @Test(.enabled(if: path(of: "bash") != nil), arguments: candidates)
  func `bash offers what fits`(words: [String], expected: [String]) throws {
    let bash = try #require(Self.path(of: "bash"))
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script =
      Completions.script(for: .bash, sample) + """
        COMP_WORDS=(\(quoted))
        COMP_CWORD=\(words.count - 1)
        _mutasi
        if ((${#COMPREPLY[@]})); then printf '%s\\n' "${COMPREPLY[@]}"; fi
        complete -p mutasi
        """
    let outcome = try Self.run(bash, ["--norc", "--noprofile", "-u", "-s"], input: script)
    let lines = outcome.output.split(separator: "\n").map { String($0) }
    #expect(lines == expected + ["complete -F _mutasi mutasi"])
    #expect(outcome.status == 0)
  }

  @Test(.enabled(if: path(of: "zsh") != nil, "zsh is not installed"))
  func `zsh accepts its script`() throws {
    let zsh = try #require(Self.path(of: "zsh"))
    let outcome = try Self.run(
      zsh, ["-f", "-n", "/dev/stdin"], input: Completions.script(for: .zsh, sample))
    #expect(outcome.output == "")
    #expect(outcome.status == 0)
  }

  @Test(.enabled(if: path(of: "fish") != nil, "fish is not installed"))
  func `fish accepts its script`() throws {
    let fish = try #require(Self.path(of: "fish"))
    let outcome = try Self.run(
      fish, ["--no-config", "--no-execute"], input: Completions.script(for: .fish, sample))
    #expect(outcome.output == "")
    #expect(outcome.status == 0)
  }

  @Test(.enabled(if: path(of: "groff") != nil, "groff is not installed"))
  func `groff renders the manual without a warning`() throws {
    let groff = try #require(Self.path(of: "groff"))
    let page = Manual.page(sample)
    let check = try Self.run(groff, ["-man", "-ww", "-z", "-Tutf8"], input: page)
    #expect(check.output == "")
    #expect(check.status == 0)
    let text = try Self.run(groff, ["-man", "-Tascii", "-P-c", "-P-b", "-P-u"], input: page).output
    for line in ["mutasi audit -f json | jq '.moves[]'", ".A dot begins no request."] {
      #expect(text.contains(line), "\(line)")
    }
  }
}
