/// Finds entries recorded out of time and ids used twice, with 12 bytes an entry.
///
/// One part per segment is fed while the segment is read; the parts are then compared. Ids are kept
/// as 64-bit keyed hashes with the number of their entry; two entries of one hash are read again
/// before anything is said of them.
public struct OrderCheck: Sendable {
  /// What is kept of one segment.
  public struct Part: Sendable {
    /// The hash of each id and, beside it, the entry that has it; once sealed, bucket by bucket.
    fileprivate private(set) var hashes: [UInt64] = []
    fileprivate private(set) var entries: [UInt32] = []
    /// Where each bucket begins, and where the last one ends; empty until sealed.
    private var starts: [Int] = []
    private(set) var first: (entry: Int, time: Int)?
    private(set) var last: (entry: Int, time: Int)?
    private(set) var findings: [Finding] = []
    private(set) var suppressed = 0
    private let key = IDKey.shared

    /// When the first and the last entry were recorded, in milliseconds since 1970.
    public var times: ClosedRange<Int>? {
      guard let first, let last else { return nil }
      return min(first.time, last.time)...max(first.time, last.time)
    }

    /// Prepares for a segment.
    public init() {}

    /// Prepares for so many entries.
    public mutating func reserve(_ count: Int) {
      hashes.reserveCapacity(count)
      entries.reserveCapacity(count)
    }

    /// Takes the next entry of the segment.
    ///
    /// - Parameters:
    ///   - entry: its number.
    ///   - id: where its id lies in `bytes`, as raw bytes; equal ids must be equal there.
    ///   - bytes: the buffer of the chunk.
    ///   - time: when it was recorded, in milliseconds since 1970.
    public mutating func add(entry: Int, id: Range<Int>, of bytes: [UInt8], time: Int) {
      if !starts.isEmpty { starts = [] }
      hashes.append(key.hash(bytes.span, id))
      entries.append(UInt32(entry))
      if let last, let finding = OrderCheck.finding(last, (entry, time)) { note(finding) }
      if first == nil { first = (entry, time) }
      last = (entry, time)
    }

    /// Parts what was taken into buckets; done at the end of a segment, it shares the work among
    /// all cores.
    public mutating func seal() {
      guard starts.isEmpty else { return }
      var places = [Int](repeating: 0, count: OrderCheck.bucketCount)
      for hash in hashes { places[OrderCheck.bucket(of: hash)] += 1 }
      starts.reserveCapacity(places.count + 1)
      var sum = 0
      for bucket in places.indices {
        starts.append(sum)
        sum += places[bucket]
        places[bucket] = starts[bucket]
      }
      starts.append(sum)
      var sorted = (hashes: hashes, entries: entries)
      for index in hashes.indices {
        let bucket = OrderCheck.bucket(of: hashes[index])
        sorted.hashes[places[bucket]] = hashes[index]
        sorted.entries[places[bucket]] = entries[index]
        places[bucket] += 1
      }
      (hashes, entries) = sorted
    }

    /// Where what is in some buckets stands, once sealed.
    fileprivate func range(of buckets: Range<Int>) -> Range<Int> {
      starts[buckets.lowerBound]..<starts[buckets.upperBound]
    }

    private mutating func note(_ finding: Finding) {
      if findings.count < OrderCheck.limit { findings.append(finding) } else { suppressed += 1 }
    }
  }

  /// How many findings of a kind are told one by one.
  public static let limit = 100

  /// Compares the parts of a journal, in the order of their segments.
  ///
  /// - Parameters:
  ///   - parts: one a segment.
  ///   - sameID: whether two entries have the same id, by reading both again.
  /// - Returns: `TIME_NOT_MONOTONE` and `DUPLICATE_ID` findings, by entry.
  /// - Throws: what `sameID` throws.
  public static func findings(
    _ parts: [Part],
    sameID: @Sendable (_ earlier: Int, _ later: Int) throws(JournalError) -> Bool
  ) throws(JournalError) -> [Finding] {
    var parts = parts
    for index in parts.indices { parts[index].seal() }
    let sealed = parts
    var findings = times(sealed)
    // Little is gathered at a time, and all cores help where that is worth a thread.
    let size = sealed.reduce(0) { $0 + $1.hashes.count }
    let share = size < 1 << 14 ? bucketCount : 1 << 2
    let buckets = try Parallel.map(bucketCount / share) { piece throws(JournalError) in
      try duplicates(sealed, (piece * share)..<((piece + 1) * share), sameID)
    }
    findings += buckets.flatMap { $0 }.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) }.prefix(limit)
    return findings.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) }
  }

  private static let bucketBits = 8
  fileprivate static let bucketCount = 1 << bucketBits

  /// Each bucket is a range of hashes.
  fileprivate static func bucket(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(64 - bucketBits))
  }

  private static func times(_ parts: [Part]) -> [Finding] {
    var findings: [Finding] = []
    var suppressed = 0
    var last: (entry: Int, time: Int)?
    for part in parts {
      if let last, let first = part.first, let finding = finding(last, first) {
        findings.append(finding)
      }
      findings += part.findings
      suppressed += part.suppressed
      if let partLast = part.last { last = partLast }
    }
    suppressed += max(0, findings.count - limit)
    findings = Array(findings.prefix(limit))
    if suppressed > 0 {
      findings.append(
        Finding(.timeNotMonotone, "\(suppressed) further entries are out of order"))
    }
    return findings
  }

  private static func finding(
    _ earlier: (entry: Int, time: Int), _ later: (entry: Int, time: Int)
  ) -> Finding? {
    guard later.time < earlier.time else { return nil }
    return Finding(
      .timeNotMonotone, "the entry says it was recorded before the one before it",
      entry: later.entry, expected: "\(earlier.time) ms or later", actual: "\(later.time) ms")
  }

  /// What ids in some buckets were used before, found in a table of those met.
  private static func duplicates(
    _ parts: [Part], _ buckets: Range<Int>,
    _ sameID: (_ earlier: Int, _ later: Int) throws(JournalError) -> Bool
  ) throws(JournalError) -> [Finding] {
    let size = parts.reduce(0) { $0 + $1.range(of: buckets).count }
    var room = 2
    while room < size * 2 { room *= 2 }
    // The hash, and the entry plus one; zero where there is none.
    var slots = [(hash: UInt64, entry: Int)](repeating: (0, 0), count: room)
    var findings: [Finding] = []
    for part in parts {
      for index in part.range(of: buckets) {
        let (hash, entry) = (part.hashes[index], Int(part.entries[index]))
        var slot = Int(truncatingIfNeeded: hash) & (room - 1)
        while slots[slot].entry != 0, slots[slot].hash != hash { slot = (slot + 1) & (room - 1) }
        guard slots[slot].entry != 0 else {
          slots[slot] = (hash, entry + 1)
          continue
        }
        let original = slots[slot].entry - 1
        guard findings.count < limit, try sameID(original, entry) else { continue }
        findings.append(
          Finding(
            .duplicateID, "the id was used before, by entry \(original)", entry: entry,
            expected: "an id of its own", actual: "the id of entry \(original)"))
      }
    }
    return findings
  }
}

/// A hash of ids with a key made for this process, so that nobody can write ids that meet.
private struct IDKey: Sendable {
  private let start: UInt64
  private let factor: UInt64

  /// The key of this process.
  static let shared = IDKey()

  private init() {
    var random = SystemRandomNumberGenerator()
    (start, factor) = (random.next(), random.next() | 1)
  }

  /// Eight bytes at a time into a product of which both halves count.
  func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = start &+ UInt64(truncatingIfNeeded: range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      var word: UInt64 = 0
      if index &+ 8 <= range.upperBound {
        for place in 0..<8 { word |= UInt64(bytes[index &+ place]) &<< UInt64(place &* 8) }
      } else {
        for place in index..<range.upperBound { word = word &<< 8 | UInt64(bytes[place]) }
      }
      let product = (hash ^ word).multipliedFullWidth(by: factor)
      hash = product.high ^ product.low &+ start
      index &+= 8
    }
    let product = hash.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
