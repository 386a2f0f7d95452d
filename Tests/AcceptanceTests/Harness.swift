import Foundation
import Glibc
import Journal
import MerkleLog
import Testing

/// The built program in a scratch folder of its own, as a person at a shell would use it.
///
/// The folder is the working directory, holds HOME and the signing key, and is removed with the
/// harness. Nothing of the tester's own environment reaches the program.
final class Harness {
  /// The scratch folder.
  let folder: String

  /// The name of the scratch folder among its neighbours.
  var name: String { String(folder.split(separator: "/").last ?? "") }

  /// How a run ended.
  struct Outcome {
    /// The exit code; 128 and the signal's number if a signal ended it.
    let code: Int32
    let stdout: String
    let stderr: String

    /// Standard output as JSON.
    func json() throws -> JSON {
      let value = try JSONSerialization.jsonObject(
        with: Data(stdout.utf8), options: [.fragmentsAllowed])
      return JSON(value)
    }

    /// Standard output as JSON Lines.
    func jsonLines() throws -> [JSON] {
      try stdout.split(separator: "\n").map {
        JSON(try JSONSerialization.jsonObject(with: Data($0.utf8)))
      }
    }
  }

  /// A harness with an empty scratch folder.
  init() throws {
    folder =
      FileManager.default.temporaryDirectory.path + "/mutasi-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/home", withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      Issue.record("the scratch folder cannot be removed: \(error)")
    }
  }

  /// A harness with an empty journal in `journal`, made by `init` with these options.
  static func journal(_ options: String...) throws -> Harness {
    let harness = try Harness()
    let defaults = ["--origin", "test.example/mutasi", "--source", "https://bkpsdm.example"]
    let made = try harness.run(["init"] + defaults + options)
    try #require(made.code == 0, "init failed: \(made.stderr)")
    return harness
  }

  /// A harness with a journal of these lines, signed by its key without anybody looking at them.
  static func journal(signing lines: [String]) throws -> Harness {
    let harness = try Harness()
    let origin = "test.example/mutasi"
    let key = try SigningKey.generate(name: origin)
    let file = KeyFile(harness.path("key"))
    try file.create(key)
    let memory = SignerMemory(besideKey: file.path, origin: origin)
    try JournalWriter.create(
      at: harness.path("journal"),
      description: LedgerDescription(origin: origin, key: key.verifier), key: key,
      memory: memory)
    let writer = try JournalWriter(
      opening: harness.path("journal"), key: key, memory: memory, waitMilliseconds: 0)
    _ = try writer.append(lines.map { Array($0.utf8) })
    return harness
  }

  /// The program: it lies beside the tests.
  static let program: String = {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = tests.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("mutasi")
      if isFile(candidate) { return candidate.path }
      folder = folder.deletingLastPathComponent()
    }
    return "mutasi"
  }()

  private static func isFile(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
  }

  /// The path of something in the scratch folder.
  func path(_ name: String) -> String { folder + "/" + name }

  /// Runs the program to its end.
  func run(
    _ arguments: String..., stdin: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, stdin: stdin, environment: environment)
  }

  /// Runs the program to its end.
  func run(
    _ arguments: [String], stdin: String = "", environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(arguments, stdin: stdin, environment: environment).wait()
  }

  /// Runs the program and gives its answer in JSON, which must come with this exit code.
  func json(
    _ arguments: String..., code: Int32 = 0, location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let outcome = try run(arguments + ["--format", "json"])
    try #require(outcome.code == code, "\(outcome.stderr)", sourceLocation: location)
    return try outcome.json()
  }

  /// Records entries, one a line, which must succeed.
  @discardableResult
  func append(
    _ lines: String..., options: [String] = [], location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    try append(lines, options: options, location: location)
  }

  /// Records entries, one a line, which must succeed.
  @discardableResult
  func append(
    _ lines: [String], options: [String] = [], location: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let outcome = try run(
      ["append", "-", "--format", "json"] + options,
      stdin: lines.map { $0 + "\n" }.joined())
    try #require(outcome.code == 0, "\(outcome.stderr)", sourceLocation: location)
    return try outcome.json()
  }

  /// Runs a script of the shell to its end, in which `$MUTASI` is the program.
  func shell(_ script: String) throws -> Outcome {
    try start(["-c", script], program: "/bin/sh").wait()
  }

  /// Whether a script may mount file systems of its own, in a namespace that ends with it.
  static let canMount: Bool = {
    let outcome = try? Harness().shell("unshare -rm mount -t tmpfs tmpfs home")
    return outcome?.code == 0
  }()

  /// Starts the program, or another one, without waiting for it.
  func start(
    _ arguments: [String], stdin: String = "", environment extra: [String: String] = [:],
    program: String = Harness.program
  ) throws -> Run {
    let name = UUID().uuidString
    let files = ["in", "out", "err"].map { path("home/\(name).\($0)") }
    try Data(stdin.utf8).write(to: URL(fileURLWithPath: files[0]))
    var environment = [
      "HOME": path("home"), "MUTASI_KEY": path("key"), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      "MUTASI": Self.program,
    ]
    environment.merge(extra) { $1 }
    return try Run(
      program: program, arguments, files: files, folder: folder, environment: environment)
  }

  /// Writes a file in the scratch folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  /// Writes a file in the scratch folder.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// The content of a file in the scratch folder.
  func bytes(of name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The content of every file below a folder, by path: what must not change where nothing may.
  func contents(of name: String = "journal") throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path(name))
    where Self.isFile(URL(fileURLWithPath: path(name + "/" + file))) {
      contents[file] = try bytes(of: name + "/" + file)
    }
    return contents
  }

  /// Copies a file or folder within the scratch folder.
  func copy(_ name: String, to other: String) throws {
    try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
  }

  /// Removes a file or folder within the scratch folder.
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }
}

/// A value of an answer, asked for by name and position; what is not there is null.
struct JSON {
  private let value: Any?

  init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  subscript(_ name: String) -> JSON { JSON((value as? [String: Any])?[name]) }
  subscript(_ index: Int) -> JSON {
    let elements = elements
    return elements.indices.contains(index) ? elements[index] : JSON(nil)
  }

  var isNull: Bool { value == nil }
  var text: String? { value as? String }
  var number: Int? { (value as? NSNumber)?.intValue }
  var flag: Bool? { value as? Bool }
  var elements: [JSON] { (value as? [Any] ?? []).map { JSON($0) } }
  var texts: [String] { elements.compactMap(\.text) }
  var numbers: [Int] { elements.compactMap(\.number) }
  var names: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
  /// The elements that have this text under this name.
  func all(_ name: String, _ text: String) -> [JSON] { elements.filter { $0[name].text == text } }
}
