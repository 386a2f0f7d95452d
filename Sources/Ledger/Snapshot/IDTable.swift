/// Which entries of a stretch may have an id: the hashes of the ids in order, each with the place
/// of its entry.
///
/// Who finds a place looks at the entry; who finds none knows that no entry has the id, as far as
/// the table is what was made of the entries.
public struct IDTable: Sendable {
  /// The ids by hash, and the places of their entries.
  private(set) var marks: [(hash: UInt64, place: UInt32)] = []

  /// A table of nothing.
  public init() {}

  /// Takes the id of the next entry.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the line.
  ///   - id: Where in them the id stands.
  public mutating func add(_ bytes: [UInt8], _ id: Range<Int>) {
    marks.append((Interner.longHash(bytes.span, id), UInt32(marks.count)))
  }

  /// The bytes of the table.
  public func snapshot() -> [UInt8] {
    var snapshot = SnapshotWriter()
    let sorted = marks.sorted { $0.hash != $1.hash ? $0.hash < $1.hash : $0.place < $1.place }
    snapshot.reserve(sorted.count * 12 + 16)
    snapshot.put(sorted.count)
    for mark in sorted { snapshot.put(mark.hash) }
    snapshot.put(sorted.map(\.place))
    return snapshot.take()
  }

  /// The places of the entries that may have an id.
  ///
  /// - Parameters:
  ///   - id: The id.
  ///   - bytes: What `snapshot` gave, perhaps; nobody vouches for them.
  /// - Returns: The places, each counted from the first entry of the stretch.
  /// - Throws: `SnapshotError` where they are no table.
  public static func places(of id: String, in bytes: [UInt8]) throws(SnapshotError) -> [Int] {
    let text = Array(id.utf8)
    let wanted = Interner.longHash(text.span, 0..<text.count)
    var reader = SnapshotReader(bytes)
    let count = try reader.count(of: 12)
    func hash(_ index: Int) throws(SnapshotError) -> UInt64 {
      var reader = SnapshotReader(bytes, at: 8 + index * 8)
      return try reader.word()
    }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if try hash(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    var places: [Int] = []
    while low < count, try hash(low) == wanted {
      // Behind the hashes the places stand after their number, two in a word.
      var reader = SnapshotReader(bytes, at: 16 + count * 8 + low / 2 * 8)
      let (first, second) = try reader.halves()
      places.append(Int(low.isMultiple(of: 2) ? first : second))
      low += 1
    }
    return places
  }

  /// All hashes with their places.
  static func marks(
    in bytes: [UInt8]
  ) throws(SnapshotError) -> [(hash: UInt64, place: UInt32)] {
    var reader = SnapshotReader(bytes)
    let count = try reader.count(of: 12)
    var marks: [(hash: UInt64, place: UInt32)] = []
    marks.reserveCapacity(count)
    for _ in 0..<count { marks.append((try reader.word(), 0)) }
    let places = try reader.numbers()
    guard places.count == count else { throw reader.error("it has not as many places as hashes") }
    for index in marks.indices { marks[index].place = places[index] }
    return marks
  }
}
