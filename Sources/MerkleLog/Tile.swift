/// The coordinates of a tile of hashes: how a log's tree is cut into files (C2SP tlog-tiles).
///
/// The tile `number` of `level` holds the hashes of up to 256 neighbouring subtrees, each of
/// 256^level leaves. A full tile never changes; only the last one of a level may be partial. The
/// bundle of entries with the same number and width as a tile of level 0 has their records.
public struct Tile: Hashable, Sendable {
  /// The height of the subtree that a full tile is.
  public static let height = 8
  /// How many hashes a full tile has.
  public static let fullWidth = 1 << height
  /// One more than the highest level that a tree of countable size has.
  public static let levels = (Int.bitWidth - 1 + height - 1) / height

  /// 0 for leaf hashes.
  public let level: Int
  /// The number of the tile within its level.
  public let number: Int
  /// How many hashes it has, 1 to 256.
  public let width: Int

  /// Names a tile.
  ///
  /// - Precondition: level and number are not negative, the width is 1 to 256.
  public init(level: Int, number: Int, width: Int = Tile.fullWidth) {
    precondition(level >= 0 && number >= 0, "bad math in Tile: place")
    precondition((1...Tile.fullWidth).contains(width), "bad math in Tile: width")
    self.level = level
    self.number = number
    self.width = width
  }

  /// Whether it has all its hashes.
  public var isFull: Bool { width == Tile.fullWidth }

  /// The tile that has a number in a tree of `size` leaves; nil if there is none.
  public static func at(level: Int, number: Int, size: Int) -> Tile? {
    let count = hashCount(level: level, size: size)
    guard number >= 0, number <= count >> height else { return nil }
    let width = min(fullWidth, count - number << height)
    return width > 0 ? Tile(level: level, number: number, width: width) : nil
  }

  /// How many hashes a level has in a tree of `size` leaves.
  public static func hashCount(level: Int, size: Int) -> Int {
    level < levels ? size >> (level * height) : 0
  }

  /// How many tiles a level has in a tree of `size` leaves, the last one perhaps partial.
  public static func count(level: Int, size: Int) -> Int {
    let hashes = hashCount(level: level, size: size)
    return hashes >> height + (hashes & (fullWidth - 1) == 0 ? 0 : 1)
  }

  /// The partial tiles of a tree of `size` leaves, lowest level first.
  public static func partials(size: Int) -> [Tile] {
    (0..<levels).compactMap { level in
      let hashes = hashCount(level: level, size: size)
      let width = hashes & (fullWidth - 1)
      return width == 0 ? nil : Tile(level: level, number: hashes >> height, width: width)
    }
  }

  /// The path of the hashes below the log's prefix.
  public var path: String { "tile/\(level)/" + suffix }

  /// The path of the bundle of entries, for a tile of level 0.
  public var bundlePath: String { "tile/entries/" + suffix }

  private var suffix: String { Self.digits(number) + (isFull ? "" : ".p/\(width)") }

  /// A number in groups of three digits, all but the last one behind an `x`.
  private static func digits(_ number: Int) -> String {
    func group(_ value: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: 3 - text.utf8.count) + text
    }
    var text = group(number % 1000)
    var rest = number / 1000
    while rest > 0 {
      text = "x\(group(rest % 1000))/\(text)"
      rest /= 1000
    }
    return text
  }
}

/// A tile of hashes or a bundle of entries by its path, which has exactly one spelling.
public struct TileFile: Hashable, Sendable {
  /// Where it belongs; a bundle belongs where its level-0 tile does.
  public let tile: Tile
  /// Whether it holds entries.
  public let isBundle: Bool

  /// Names a file.
  public init(_ tile: Tile, isBundle: Bool = false) {
    self.tile = tile
    self.isBundle = isBundle
  }

  /// The path below the log's prefix.
  public var path: String { isBundle ? tile.bundlePath : tile.path }

  /// Reads a path below the log's prefix; nil for any that names no tile, or not in its one form.
  public init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count >= 3, parts[0] == "tile" else { return nil }
    isBundle = parts[1] == "entries"
    let level = isBundle ? 0 : Int(parts[1])
    guard let level, level >= 0, level < Tile.levels else { return nil }
    var groups = parts[2...]
    var width = Tile.fullWidth
    if groups.count >= 2, groups[groups.endIndex - 2].hasSuffix(".p") {
      guard let partial = Int(groups.removeLast()), (1..<Tile.fullWidth).contains(partial),
        let last = groups.popLast()
      else { return nil }
      width = partial
      groups.append(String(last.dropLast(2)))
    }
    var number = 0
    for group in groups {
      let digits = group.hasPrefix("x") ? group.dropFirst() : group[...]
      guard digits.utf8.count == 3, let value = Int(digits), value >= 0 else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: 1000)
      guard !overflow, product <= Int.max - value else { return nil }
      number = product + value
    }
    tile = Tile(level: level, number: number, width: width)
    // Whatever was tolerated above has another spelling than this.
    guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
  }
}
