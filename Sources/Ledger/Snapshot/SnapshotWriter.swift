/// Puts values into the bytes of a snapshot, as 64-bit words with the lowest byte first.
///
/// What is written is a function of the values alone: the same facts give the same bytes, so that
/// two snapshots are compared by their digests.
public struct SnapshotWriter: Sendable {
  /// What was written; its length is a multiple of eight.
  public private(set) var bytes: [UInt8] = []

  /// A writer that has written nothing.
  public init() {}

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  mutating func put(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word &>> shift))
    }
  }

  /// Two halves of a word.
  mutating func put(_ low: UInt32, _ high: UInt32) {
    put(UInt64(low) | UInt64(high) << 32)
  }

  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  mutating func put(_ days: DayRange) {
    put(
      UInt32(bitPattern: days.first.daysSince1970), UInt32(bitPattern: days.last.daysSince1970))
  }

  /// Bytes after their number, filled up with zeros.
  mutating func put(_ text: some Collection<UInt8>) {
    put(text.count)
    bytes.append(contentsOf: text)
    while !bytes.count.isMultiple(of: 8) { bytes.append(0) }
  }

  mutating func put(_ text: String) { put(text.utf8) }

  mutating func put(_ period: Period?) {
    guard let period else { return put(UInt64(0)) }
    put(period.snapshotFlags)
    put(DayRange(period))
  }

  /// Values after their number.
  mutating func put<Value: SnapshotValue>(_ values: [Value]) {
    put(values.count)
    reserve(values.count * Value.leastBytes)
    for value in values { value.write(to: &self) }
  }

  /// Numbers after their number, two in a word.
  mutating func put(_ numbers: [UInt32]) {
    put(numbers.count)
    reserve(numbers.count * 4 + 8)
    var index = 0
    while index + 1 < numbers.count {
      put(numbers[index], numbers[index + 1])
      index += 2
    }
    if index < numbers.count { put(numbers[index], 0) }
  }
}

/// A value that a snapshot can hold.
protocol SnapshotValue {
  /// The number of bytes of the shortest such value, a multiple of eight.
  static var leastBytes: Int { get }

  func write(to snapshot: inout SnapshotWriter)
  init(from snapshot: inout SnapshotReader) throws(SnapshotError)
}

/// Why bytes are no snapshot: whoever reads them forgets them and reads the journal.
public struct SnapshotError: Error, Hashable, Sendable {
  /// What does not fit.
  public let text: String
  /// The byte before which it was noticed.
  public let offset: Int

  /// An error with its reason and place.
  public init(text: String, offset: Int) {
    self.text = text
    self.offset = offset
  }
}
