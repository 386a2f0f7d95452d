import Foundation

/// Real data of other institutions, which lie outside the repository.
enum SharedData {
  /// A file or folder of them: beside the checkout, or beside the folder of several checkouts.
  static func path(_ path: String) -> String? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return ["..", "../.."].map {
      root.appending(path: "\($0)/shared/data/\(path)").standardized.path()
    }.first { FileManager.default.fileExists(atPath: $0) }
  }
}
