import Foundation

/// The checkout, as text.
enum SourceTree {
  /// The folder of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A Swift file.
  struct File {
    let path: String
    let lines: [String]

    /// The lines without comments.
    var code: [String] {
      lines.map { line in
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        if trimmed.hasPrefix("//") { return "" }
        guard let comment = line.range(of: " // ") else { return line }
        return String(line[..<comment.lowerBound])
      }
    }

    /// The modules it imports.
    var imports: [String] {
      lines.compactMap { line in
        guard line.contains("import ") else { return nil }
        return line.firstMatch(of: #/^(?:public |package |internal )?import (\w+)/#).map {
          String($0.1)
        }
      }
    }

    /// Where functions start, and how many lines they have up to the brace of the same indentation.
    var functions: [(line: Int, length: Int)] {
      lines.enumerated().compactMap { index, line in
        // A regular expression takes long.
        guard line.contains("func ") || line.contains("init"),
          line.contains(#/^ *(?:\w+ )*(?:func |init[?(<])/#)
        else { return nil }
        let indentation = line.prefix { $0 == " " }
        let end = lines[index...].firstIndex { $0 == indentation + "}" || $0 == "}" } ?? index
        // What a protocol asks for has no brace of its own.
        return lines[end] == indentation + "}" ? (index + 1, end - index + 1) : nil
      }
    }
  }

  /// The Swift files below folders of the package, sorted by path.
  static func swiftFiles(below folders: [String]) throws -> [File] {
    try folders.flatMap { folder in
      let names = try FileManager.default.subpathsOfDirectory(
        atPath: root.appending(path: folder).path)
      return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
        let path = folder + "/" + name
        return File(path: path, lines: try text(path).components(separatedBy: "\n"))
      }
    }
  }

  /// A file of the package.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
