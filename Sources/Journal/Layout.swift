/// Where everything lies in a journal's folder, and the limits of the format.
package struct Layout: Sendable, Hashable {
  /// The height of the subtree that a full segment is, in every journal but those of tests.
  package static let standardHeight = 16
  /// The longest line in bytes, without its LF: an entry bundle of C2SP tlog-tiles has 16 bits for
  /// the length.
  package static let lineLimit = 65_535
  /// The length of one slot of the commit file: one page, so that writing it touches nothing else.
  package static let slotBytes = 4_096
  /// The length of a hash on disk.
  static let hashBytes = 32

  /// The journal's folder, without a final slash.
  package let folder: String

  /// The height of the subtree that a full segment is.
  package let segmentHeight: Int

  package init(folder: String, segmentHeight: Int = Layout.standardHeight) {
    var folder = folder.isEmpty ? "." : folder
    while folder.count > 1 && folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    self.segmentHeight = segmentHeight
  }

  /// How many lines a segment holds: 65,536.
  package var segmentLines: Int { 1 << segmentHeight }

  var ledger: String { path("ledger.json") }
  var checkpoint: String { path("checkpoint") }
  var commit: String { path("commit") }
  var entries: String { path("entries") }
  var hashes: String { path("hashes") }
  var quarantine: String { path("quarantine") }
  var derived: String { path(".derived") }
  /// The roots of the full segments, 32 bytes each: lets a writer open without reading all leaf
  /// hashes.
  var segmentRoots: String { path(".derived/segments.sha256") }

  /// Where every 256th line begins in its segment, 8 bytes each, most significant first.
  var blocks: String { path(".derived/blocks.u64") }
  /// The checkpoint that witnesses signed last, kept when a newer one takes its place.
  var cosigned: String { path("cosigned") }

  /// The hashes of the subtrees of 256^`level` leaves, 32 bytes each.
  func tiles(ofLevel level: Int) -> String { path(".derived/level-\(level).sha256") }
  /// Which entries are about keys.
  var keyIndex: String { path(".derived/" + KeyIndex.name) }

  func path(_ relative: String) -> String {
    folder == "/" ? "/" + relative : folder + "/" + relative
  }
  func segment(_ number: Int) -> String { path(Self.segmentFile(number)) }
  func hashes(_ number: Int) -> String { path(Self.hashesFile(number)) }

  /// The name of a segment relative to the journal.
  static func segmentFile(_ number: Int) -> String { "entries/\(digits(number)).jsonl" }
  /// The name of a segment's leaf hashes relative to the journal.
  static func hashesFile(_ number: Int) -> String { "hashes/\(digits(number)).sha256" }

  /// The number of a segment whose file in `entries/` has exactly this name.
  static func segmentNumber(ofFile name: String) -> Int? { number(name, before: ".jsonl") }

  /// The number of a segment whose leaf hashes have exactly this name in `hashes/`.
  static func segmentNumber(ofHashesFile name: String) -> Int? { number(name, before: ".sha256") }

  private static func number(_ name: String, before suffix: String) -> Int? {
    guard name.hasSuffix(suffix), let number = Int(name.dropLast(suffix.utf8.count)), number >= 0
    else { return nil }
    return name == digits(number) + suffix ? number : nil
  }

  /// How many segments `size` lines fill, the last one perhaps in part.
  func segmentCount(_ size: Int) -> Int {
    size / segmentLines + (size.isMultiple(of: segmentLines) ? 0 : 1)
  }

  /// How many of the first `size` lines lie in a segment.
  func lineCount(ofSegment segment: Int, size: Int) -> Int {
    max(0, min(segmentLines, size - segment * segmentLines))
  }

  /// A number in at least six digits.
  static func digits(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
  }

  /// The folder that holds a path.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
