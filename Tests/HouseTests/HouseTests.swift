import Foundation
import Testing

/// The rules of the house, held by a test so that they cannot rot.
@Suite("House rules") struct HouseRules {
  /// Files where C is called and memory is handled by hand; every other file is safe.
  private static let unsafeFiles: Set<String> = [
    "Sources/MerkleLog/TreeHasher.swift", "Sources/MerkleLog/PairedMessages.swift",
    "Sources/MerkleLog/SigningKey.swift",
    "Sources/Journal/PosixFileSystem.swift", "Sources/Journal/RawBytes.swift",
    "Sources/Journal/Heap.swift",
    "Sources/CommandLineKit/StandardStreams.swift",
    "Sources/mutasi/Session/Clock.swift",
  ]
  /// Modules that each library may import beside the standard library.
  private static let imports: [String: Set<String>] = [
    "MerkleLog": ["CCrypto", "CSHA"],
    "Journal": ["CLinux", "MerkleLog", "Dispatch", "Glibc", "Synchronization"],
    "Ledger": [],
    "Exchange": ["Ledger", "Dispatch", "Synchronization"],
    "CommandLineKit": ["Glibc"],
    "mutasi": [
      "CommandLineKit", "Dispatch", "Exchange", "Glibc", "Journal", "Ledger", "MerkleLog",
      "Synchronization",
    ],
  ]

  @Test func `a file has at most 400 lines of at most 100 columns`() throws {
    for file in try SourceTree.swiftFiles(below: ["Sources", "Tests"]) {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
      for (index, line) in file.lines.enumerated() where line.count > 100 {
        Issue.record("\(file.path):\(index + 1) has \(line.count) columns")
      }
    }
  }

  @Test func `a function has at most 70 lines`() throws {
    for file in try SourceTree.swiftFiles(below: ["Sources"]) {
      for function in file.functions where function.length > 70 {
        Issue.record("\(file.path):\(function.line) is a function of \(function.length) lines")
      }
    }
  }

  @Test func `unsafe code stands in the files named for it`() throws {
    for file in try SourceTree.swiftFiles(below: ["Sources"])
    where !Self.unsafeFiles.contains(file.path) {
      for (index, line) in file.code.enumerated()
      where line.contains("unsafe") && line.contains(#/\bunsafe\b/#) {
        Issue.record("\(file.path):\(index + 1) is unsafe: \(line)")
      }
    }
  }

  @Test func `every file that may be unsafe exists`() throws {
    let paths = Set(try SourceTree.swiftFiles(below: ["Sources"]).map(\.path))
    #expect(Self.unsafeFiles.subtracting(paths).isEmpty)
  }

  @Test func `a module imports what its layer may know`() throws {
    for file in try SourceTree.swiftFiles(below: ["Sources"]) {
      let module = file.path.split(separator: "/")[1]
      let allowed = try #require(Self.imports[String(module)], "\(module) is not in the list")
      for name in file.imports where !allowed.contains(name) {
        Issue.record("\(file.path) imports \(name)")
      }
    }
  }

  @Test func `product code neither forces nor hides an error`() throws {
    let forbidden = [#/try!/#, #/fatalError\(/#, #/catch \{ *\}/#, #/@_exported/#, #/-Ounchecked/#]
    for file in try SourceTree.swiftFiles(below: ["Sources"]) {
      for (index, line) in file.code.enumerated() {
        for pattern in forbidden where line.contains(pattern) {
          Issue.record("\(file.path):\(index + 1): \(line)")
        }
      }
    }
  }

  @Test func `the manifest names no package and no unsafe flag`() throws {
    let manifest = try SourceTree.text("Package.swift")
    #expect(!manifest.contains(".package("))
    #expect(!manifest.contains("unsafeFlags"))
    #expect(!manifest.contains("enableExperimentalFeature"))
  }

  @Test func `the top level holds what was asked for`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
    let visible = Set(names.filter { !$0.hasPrefix(".") }).subtracting(["Package.resolved"])
    #expect(visible == ["Package.swift", "README.md", "Sources", "Tests", "journal"])
  }

  @Test func `a document has one heading of the first level`() throws {
    var isCode = false
    let headings = try SourceTree.text("README.md").split(separator: "\n").filter { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return !isCode && line.hasPrefix("# ")
    }
    #expect(headings.count == 1)
  }
}
