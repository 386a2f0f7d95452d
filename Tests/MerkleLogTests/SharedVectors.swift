import Foundation

/// Test vectors of other projects, which lie outside the repository.
enum SharedVectors {
  /// A file or folder of them: beside the checkout, or beside the folder of several checkouts.
  static func url(_ path: String) -> URL? {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return ["..", "../.."].map { root.appending(path: "\($0)/shared/data/\(path)").standardized }
      .first { FileManager.default.fileExists(atPath: $0.path()) }
  }
}
