import CommandLineKit
import Ledger
import MerkleLog

/// One line that stands for who holds what: SHA-256 over the sorted holders.
enum StateDigest {
  /// The digest, in hexadecimal, of the bytewise sorted lines
  /// `post TAB official TAB capacity TAB since TAB certainty LF`.
  static func of(_ posts: [PostView]) -> String {
    var lines: [[UInt8]] = []
    for post in posts {
      for holder in post.holders {
        let fields = [
          post.post, holder.official, holder.capacity, holder.since ?? "",
          holder.certainty.rawValue,
        ]
        lines.append(Array((fields.joined(separator: "\t") + "\n").utf8))
      }
    }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    return TreeHasher().digest(lines.flatMap { $0 }).description
  }
}
