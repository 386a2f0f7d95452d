import Foundation
import Testing

/// The worked example of the README, run as it is printed.
@Suite struct `The README` {
  private static let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("README.md")

  @Test func `shows what its commands print`() throws {
    let harness = try Harness()
    let steps = try Self.steps()
    try #require(steps.count > 8)
    for step in steps {
      let printed = try Self.run(step.command, in: harness)
      #expect(Self.settled(printed) == Self.settled(step.output), "\(step.command)")
    }
  }

  private struct Step {
    var command: String
    var output: String
  }

  /// The commands behind `$ ` in blocks marked `console`, with what follows each.
  private static func steps() throws -> [Step] {
    var steps: [Step] = []
    var isConsole = false
    var isHereDocument = false
    for line in try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isConsole = line == "```console"
      } else if isConsole, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: ""))
        isHereDocument = line.hasSuffix("<<'EOF'")
      } else if isConsole, !steps.isEmpty {
        if isHereDocument {
          steps[steps.count - 1].command += "\n" + line
          if line == "EOF" { isHereDocument = false }
        } else {
          steps[steps.count - 1].output += line + "\n"
        }
      }
    }
    return steps
  }

  private static func run(_ command: String, in harness: Harness) throws -> String {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = URL(fileURLWithPath: harness.folder)
    shell.environment = [
      "HOME": harness.path("home"), "LANG": "C.UTF-8", "COLUMNS": "96",
      "PATH": URL(fileURLWithPath: Harness.program).deletingLastPathComponent().path
        + ":/usr/bin:/bin",
    ]
    shell.standardOutput = output
    shell.standardError = output
    try shell.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with what differs from run to run replaced: ids, keys, roots, seconds, folders.
  private static func settled(_ text: String) -> String {
    text.replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/#, with: "ID")
      .replacing(#/\+[0-9a-f]{8}\+[A-Za-z0-9+\/=]{44}/#, with: "KEY")
      .replacing(#/[A-Za-z0-9+\/]{43}=/#, with: "ROOT")
      .replacing(#/[0-9]+\.[0-9]{6}/#, with: "SECONDS")
      .replacing(#/\S+\/\.config\/mutasi\/[0-9a-f]{8}\.key/#, with: "KEYFILE")
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
