/// Which entries of a stretch may have an id: the hashes of their ids, in the order of the entries.
///
/// Who finds a place looks at the entry; who finds none knows that no entry has the id, as far as
/// the table is what was made of the entries.
public struct IDTable: Sendable {
  private(set) var hashes: [UInt64] = []

  /// A table of nothing.
  public init() {}

  /// Prepares for so many entries.
  ///
  /// - Parameter count: How many.
  public mutating func reserve(_ count: Int) { hashes.reserveCapacity(count) }

  /// Takes the id of the next entry.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the line.
  ///   - id: Where in them the id stands.
  public mutating func add(_ bytes: [UInt8], _ id: Range<Int>) {
    hashes.append(Interner.longHash(bytes.span, id))
  }

  /// The bytes of the table.
  public func snapshot() -> [UInt8] {
    var snapshot = SnapshotWriter()
    snapshot.reserve(hashes.count * 8 + 8)
    snapshot.put(hashes.count)
    for hash in hashes { snapshot.put(hash) }
    return snapshot.take()
  }

  /// The hashes of a table in bytes, which nobody vouches for; an error where they are none.
  static func hashes(in bytes: [UInt8]) throws(SnapshotError) -> [UInt64] {
    var reader = SnapshotReader(bytes)
    var hashes: [UInt64] = []
    let count = try reader.count(of: 8)
    hashes.reserveCapacity(count)
    for _ in 0..<count { hashes.append(try reader.word()) }
    guard reader.isAtEnd else { throw reader.error("more follows than belongs to it") }
    return hashes
  }

  /// The entries that may have one of some ids.
  ///
  /// - Parameters:
  ///   - ids: The ids.
  ///   - bytes: What `snapshot` gave, perhaps; nobody vouches for them.
  /// - Returns: The places of the entries, each counted from the first one of the stretch, with the
  ///   ids that they may have.
  /// - Throws: `SnapshotError` where they are no table.
  public static func places(
    of ids: Set<String>, in bytes: [UInt8]
  ) throws(SnapshotError) -> [(place: Int, id: String)] {
    guard !ids.isEmpty else { return [] }
    let wanted = Dictionary(grouping: ids) { Interner.longHash($0) }
    var places: [(place: Int, id: String)] = []
    for (place, hash) in try hashes(in: bytes).enumerated() {
      for id in wanted[hash] ?? [] { places.append((place, id)) }
    }
    return places
  }
}
