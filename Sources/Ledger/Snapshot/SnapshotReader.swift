/// Takes values out of the bytes of a snapshot.
///
/// Nobody vouches for those bytes: what cannot be is an error, and no count makes room for more
/// than the bytes can hold.
struct SnapshotReader {
  private let bytes: [UInt8]
  private(set) var offset: Int
  /// How many there are of what numbers stand for.
  var limits = Limits()

  /// How many posts, officials and others the snapshot has: numbers beyond them stand for nothing.
  struct Limits {
    var posts = 0
    var officials = 0
    var units = 0
    var rotations = 0
    var words = 0
    var instants = 0
    var capacities = 0
    var recorded = 0
    var terms = 0
    var people = 0
  }

  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  var isAtEnd: Bool { offset == bytes.count }

  func error(_ text: String) -> SnapshotError { SnapshotError(text: text, offset: offset) }

  mutating func word() throws(SnapshotError) -> UInt64 {
    guard bytes.count - offset >= 8 else { throw error("it ends too early") }
    let word = ByteWord(bytes.span, at: offset).bits
    offset += 8
    return word
  }

  mutating func halves() throws(SnapshotError) -> (low: UInt32, high: UInt32) {
    let word = try word()
    return (UInt32(truncatingIfNeeded: word), UInt32(truncatingIfNeeded: word >> 32))
  }

  mutating func integer() throws(SnapshotError) -> Int {
    Int(Int64(bitPattern: try word()))
  }

  mutating func days() throws(SnapshotError) -> DayRange {
    let (first, last) = try halves()
    return DayRange(Day(bits: first), Day(bits: last))
  }

  mutating func period() throws(SnapshotError) -> Period? {
    let flags = try word()
    if flags == 0 { return nil }
    guard let period = Period(snapshotFlags: flags, try days()) else {
      throw error("it holds a date that is none")
    }
    return period
  }

  /// How many values of at least so many bytes follow.
  mutating func count(of least: Int) throws(SnapshotError) -> Int {
    let count = try integer()
    guard count >= 0, count <= (bytes.count - offset) / max(1, least) else {
      throw error("it counts more values than it can hold")
    }
    return count
  }

  mutating func text() throws(SnapshotError) -> [UInt8] {
    let count = try count(of: 1)
    let padded = (count + 7) / 8 * 8
    guard padded <= bytes.count - offset else { throw error("it ends too early") }
    defer { offset += padded }
    return Array(bytes[offset..<(offset + count)])
  }

  mutating func string() throws(SnapshotError) -> String {
    String(decoding: try text(), as: UTF8.self)
  }

  mutating func strings() throws(SnapshotError) -> [String] {
    var strings: [String] = []
    for _ in 0..<(try count(of: 8)) { strings.append(try string()) }
    return strings
  }

  mutating func values<Value: SnapshotValue>(
    _ type: Value.Type = Value.self
  ) throws(SnapshotError) -> [Value] {
    let count = try count(of: Value.leastBytes)
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }

  mutating func numbers() throws(SnapshotError) -> [UInt32] {
    let count = try count(of: 4)
    var numbers: [UInt32] = []
    numbers.reserveCapacity(count + 1)
    for _ in 0..<((count + 1) / 2) {
      let (low, high) = try halves()
      numbers.append(low)
      numbers.append(high)
    }
    if numbers.count > count { numbers.removeLast() }
    return numbers
  }

  /// A number that stands for one of so many things, or for none.
  func checked(_ number: UInt32, _ limit: Int) throws(SnapshotError) -> UInt32 {
    guard number == Act.none || Int(number) < limit else {
      throw error("it holds a number that stands for nothing")
    }
    return number
  }

  /// A number that stands for one of so many things.
  func present(_ number: UInt32, _ limit: Int) throws(SnapshotError) -> UInt32 {
    guard Int(number) < limit else { throw error("it holds a number that stands for nothing") }
    return number
  }

  /// A number from 1 that stands for one of so many things, or 0 for none.
  func counted(_ number: UInt32, _ limit: Int) throws(SnapshotError) -> UInt32 {
    guard Int(number) <= limit else { throw error("it holds a number that stands for nothing") }
    return number
  }

  /// A capacity that is known here.
  func capacity(_ code: UInt16) throws(SnapshotError) -> CapacityCode {
    guard Int(code) < Capacity.allCases.count + limits.capacities else {
      throw error("it holds a capacity unknown here")
    }
    return CapacityCode(code: code)
  }

  /// A value of an enumeration.
  func known<Value: RawRepresentable>(_ raw: Value.RawValue) throws(SnapshotError) -> Value {
    guard let value = Value(rawValue: raw) else { throw error("it holds a value unknown here") }
    return value
  }
}
