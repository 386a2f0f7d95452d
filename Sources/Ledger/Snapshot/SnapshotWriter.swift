/// Puts values into the bytes of a snapshot, as 64-bit words with the lowest byte first.
///
/// What is written is a function of the values alone: the same facts give the same bytes, so that
/// two snapshots are compared by their digests.
public struct SnapshotWriter: Sendable {
  /// What was written, and room behind it: that is filled with zeros beforehand, so that a word is
  /// stored at once.
  private var storage: [UInt8] = []
  /// How much was written: a multiple of eight.
  private(set) var count = 0

  /// A writer that has written nothing.
  public init() {}

  /// What was written; nothing is left.
  mutating func take() -> [UInt8] {
    storage.removeLast(storage.count - count)
    defer { (storage, count) = ([], 0) }
    return storage
  }

  /// The bytes of some words alone.
  static func bytes(of words: [UInt64]) -> [UInt8] {
    var snapshot = SnapshotWriter()
    snapshot.reserve(words.count * 8)
    for word in words { snapshot.put(word) }
    return snapshot.take()
  }

  /// Makes room for so many bytes.
  mutating func reserve(_ more: Int) {
    guard count + more > storage.count else { return }
    let room = max(count + more, storage.count * 2, 64)
    storage.reserveCapacity(room)
    let rest = room - storage.count
    storage.append(contentsOf: repeatElement(0, count: rest))
  }

  mutating func put(_ word: UInt64) {
    if storage.count - count < 8 { reserve(8) }
    let start = count
    count = start &+ 8
    var room = storage.mutableSpan
    precondition(start >= 0 && start <= room.count &- 8, "there is room")
    room[start] = UInt8(truncatingIfNeeded: word)
    room[start &+ 1] = UInt8(truncatingIfNeeded: word &>> 8)
    room[start &+ 2] = UInt8(truncatingIfNeeded: word &>> 16)
    room[start &+ 3] = UInt8(truncatingIfNeeded: word &>> 24)
    room[start &+ 4] = UInt8(truncatingIfNeeded: word &>> 32)
    room[start &+ 5] = UInt8(truncatingIfNeeded: word &>> 40)
    room[start &+ 6] = UInt8(truncatingIfNeeded: word &>> 48)
    room[start &+ 7] = UInt8(truncatingIfNeeded: word &>> 56)
  }

  /// Two halves of a word.
  mutating func put(_ low: UInt32, _ high: UInt32) {
    put(UInt64(low) | UInt64(high) << 32)
  }

  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  mutating func put(_ days: DayRange) { put(days.first.bits, days.last.bits) }

  /// Bytes after their number, filled up with zeros.
  mutating func put(_ text: some Collection<UInt8>) {
    put(text.count)
    let padded = (text.count + 7) / 8 * 8
    reserve(padded)
    storage.replaceSubrange(count..<(count + text.count), with: text)
    count += padded
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

extension Day {
  /// The day as a snapshot holds it.
  var bits: UInt32 { UInt32(bitPattern: daysSince1970) }

  /// The day that a snapshot holds as these bits.
  init(bits: UInt32) { self.init(daysSince1970: Int(Int32(bitPattern: bits))) }
}
