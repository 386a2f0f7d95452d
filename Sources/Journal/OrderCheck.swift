/// Finds entries recorded out of time and ids used twice, with 16 bytes an entry.
///
/// One part per segment is fed while the segment is read; the parts are then compared. Ids are kept
/// as 64-bit keyed hashes with the number of their entry; two entries of one hash are read again
/// before anything is said of them.
public struct OrderCheck: Sendable {
  /// What is kept of one segment.
  public struct Part: Sendable {
    /// The hash of an id, and the entry that has it.
    struct Mark: Sendable {
      var hash: UInt64
      var entry: Int
    }

    private(set) var marks: [Mark] = []
    private(set) var first: (entry: Int, time: Int)?
    private(set) var last: (entry: Int, time: Int)?
    private(set) var findings: [Finding] = []
    private(set) var suppressed = 0
    private var isSealed = true

    /// Prepares for a segment.
    public init() {}

    /// Takes the next entry of the segment.
    ///
    /// - Parameters:
    ///   - entry: its number.
    ///   - id: where its id lies in `bytes`, as raw bytes; equal ids must be equal there.
    ///   - bytes: the buffer of the chunk.
    ///   - time: when it was recorded, in milliseconds since 1970.
    public mutating func add(entry: Int, id: Range<Int>, of bytes: [UInt8], time: Int) {
      isSealed = false
      marks.append(Mark(hash: Self.hash(bytes, id), entry: entry))
      if let last, let finding = OrderCheck.finding(last, (entry, time)) { note(finding) }
      if first == nil { first = (entry, time) }
      last = (entry, time)
    }

    /// Sorts what was taken; done at the end of a segment, it shares the work among all cores.
    public mutating func seal() {
      if isSealed { return }
      isSealed = true
      marks.sort { ($0.hash, $0.entry) < ($1.hash, $1.entry) }
    }

    private mutating func note(_ finding: Finding) {
      if findings.count < OrderCheck.limit { findings.append(finding) } else { suppressed += 1 }
    }

    /// SipHash with a key made for this process, over words, which is cheaper than over bytes.
    private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
      var hasher = Hasher()
      hasher.combine(range.count)
      var index = range.lowerBound
      while index < range.upperBound {
        let end = min(index + 8, range.upperBound)
        var word: UInt64 = 0
        while index < end {
          word = word << 8 | UInt64(bytes[index])
          index += 1
        }
        hasher.combine(word)
      }
      return UInt64(bitPattern: Int64(hasher.finalize()))
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
    // Each bucket is a range of hashes, so that little is gathered at a time and all cores can
    // help.
    let buckets = try Parallel.map(bucketCount) { bucket throws(JournalError) in
      try duplicates(sealed, bucket, sameID)
    }
    findings += buckets.flatMap { $0 }.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) }.prefix(limit)
    return findings.sorted { ($0.entry ?? 0) < ($1.entry ?? 0) }
  }

  private static let bucketBits = 6
  private static let bucketCount = 1 << bucketBits

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

  private static func duplicates(
    _ parts: [Part], _ bucket: Int,
    _ sameID: (_ earlier: Int, _ later: Int) throws(JournalError) -> Bool
  ) throws(JournalError) -> [Finding] {
    var marks: [Part.Mark] = []
    let lowest = UInt64(bucket) << (64 - bucketBits)
    for part in parts {
      var index = start(of: lowest, in: part.marks)
      while index < part.marks.count, part.marks[index].hash >> (64 - bucketBits) == bucket {
        marks.append(part.marks[index])
        index += 1
      }
    }
    marks.sort { ($0.hash, $0.entry) < ($1.hash, $1.entry) }
    var findings: [Finding] = []
    var original = 0
    for index in marks.indices.dropFirst() where findings.count < limit {
      if marks[index].hash != marks[original].hash {
        original = index
      } else if try sameID(marks[original].entry, marks[index].entry) {
        findings.append(
          Finding(
            .duplicateID, "the id was used before, by entry \(marks[original].entry)",
            entry: marks[index].entry, expected: "an id of its own",
            actual: "the id of entry \(marks[original].entry)"))
      }
    }
    return findings
  }

  /// The first mark whose hash is not below the given one.
  private static func start(of hash: UInt64, in marks: [Part.Mark]) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = low + (high - low) / 2
      if marks[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
