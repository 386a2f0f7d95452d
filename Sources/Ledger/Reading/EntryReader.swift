/// Reads lines of the journal: checks that a line is an entry in the written form and lays its
/// values out as a flat list of nodes over the very bytes that were hashed.
///
/// Nothing is copied and, once the list has grown, nothing is allocated: a caller asks for the few
/// values it wants by name. A line lists its members in sorted order, so that reading a record is
/// one merge of the line with the record's description.
public struct EntryReader: Sendable {
  /// A value of the line.
  public struct Node: Hashable, Sendable {
    /// Where its children, or its successor, stand in the list.
    let position: Int32
  }

  struct Value: Sendable {
    enum Kind: UInt8, Sendable {
      case text, escapedText, integer, flag, object, array
    }

    var name: UInt8
    var kind: Kind
    var start: Int32
    var end: Int32
    var next: Int32
  }

  /// The name a value bears that is an element of an array.
  static let unnamed = UInt8.max

  var bytes: [UInt8] = []
  var at = 0
  var end = 0
  var values: [Value] = []
  private var start = 0
  private var seen = Envelope()

  /// The attributes that every consumer needs, decoded once.
  struct Envelope {
    var kind = EventKind.officialsBriefed
    var recordedTime = Instant(milliseconds: 0)
    var effective: Period?
  }

  /// A reader that has read nothing yet.
  public init() {}

  /// Reads one line.
  ///
  /// - Parameters:
  ///   - source: The bytes that hold the line.
  ///   - line: Where in them it stands, without its line feed.
  /// - Throws: `LineError` with the offset of the first byte that is not in the written form, or
  ///   of the value that the description of the type refuses; `.unknownType` for a type that this
  ///   program does not know, which is not a fault of the line.
  public mutating func read(_ source: [UInt8], _ line: Range<Int>) throws(LineError) {
    bytes = source
    start = line.lowerBound
    at = line.lowerBound
    end = line.upperBound
    values.removeAll(keepingCapacity: true)
    guard line.count <= WrittenForm.maximumLength else {
      throw failure(.lineTooLong, "at most \(WrittenForm.maximumLength) bytes", at: line.lowerBound)
    }
    let kind = try trailingKind()
    seen.kind = kind
    try readRecord(.envelope, name: Self.unnamed, data: EventDescription.of(kind), depth: 1)
    guard at == end else { throw failure(.malformedJSON, "nothing after the entry", at: at) }
    try decodeEnvelope()
  }

  /// The type of the entry.
  public var kind: EventKind { seen.kind }
  /// When it was recorded.
  public var recordedTime: Instant { seen.recordedTime }
  /// When it took effect in the world, if it says so.
  public var effective: Period? { seen.effective }
  /// The entry itself.
  public var envelope: Node { Node(position: 0) }
  /// The fields of the type.
  public var data: Node { self[envelope, .data] ?? envelope }

  /// What stands before the name of an entry's type.
  static let typeMarker = Array(#","type":""#.utf8)

  /// The type stands last in a line, and the fields before it depend on it: it is read first.
  private func trailingKind() throws(LineError) -> EventKind {
    let marker = Self.typeMarker
    var nameEnd = end - 2
    guard nameEnd > start, bytes[end - 1] == UInt8(ascii: "}"), bytes[end - 2] == UInt8(ascii: "\"")
    else { throw failure(.malformedJSON, "an entry that ends in its type", at: end) }
    while nameEnd > start, bytes[nameEnd - 1] != UInt8(ascii: "\"") { nameEnd -= 1 }
    let nameRange = nameEnd..<(end - 2)
    let markerStart = nameEnd - marker.count
    guard markerStart > start, bytes[markerStart..<nameEnd].elementsEqual(marker) else {
      throw failure(.malformedJSON, "an entry that ends in its type", at: nameEnd)
    }
    return try kind(in: nameRange)
  }

  func kind(in range: Range<Int>) throws(LineError) -> EventKind {
    if let kind = EventKindTable.find(bytes, range) { return kind }
    throw failure(.unknownType, "an event type that this program knows", at: range.lowerBound)
  }

  private mutating func decodeEnvelope() throws(LineError) {
    guard let recorded = self[envelope, .recordedtime],
      let time = Instant(bytes: bytes, range(of: recorded))
    else { throw failure(.missingField, "recordedtime", at: start) }
    seen.recordedTime = time
    seen.effective = self[envelope, .effective].flatMap { period($0) }
  }

  func failure(_ code: LineError.Code, _ expected: String, at offset: Int) -> LineError {
    LineError(code, at: offset - start, "expected " + expected)
  }
}

/// Finds an event type by the bytes of its name, without building a string.
enum EventKindTable {
  private static let names: [(utf8: [UInt8], kind: EventKind)] = EventKind.allCases.map {
    (Array($0.rawValue.utf8), $0)
  }

  /// Names by their length and first byte, which keeps each bucket to a few.
  private static let buckets: [[Int]] = {
    var buckets = [[Int]](repeating: [], count: 64)
    for (index, entry) in names.enumerated() {
      buckets[bucket(entry.utf8.count, entry.utf8[0])].append(index)
    }
    return buckets
  }()

  private static func bucket(_ count: Int, _ first: UInt8) -> Int {
    (count &+ Int(first) &* 7) & 63
  }

  static func find(_ bytes: [UInt8], _ range: Range<Int>) -> EventKind? {
    guard !range.isEmpty else { return nil }
    for index in buckets[bucket(range.count, bytes[range.lowerBound])] {
      let name = names[index].utf8
      guard name.count == range.count else { continue }
      var offset = 0
      while offset < name.count, name[offset] == bytes[range.lowerBound + offset] { offset += 1 }
      if offset == name.count { return names[index].kind }
    }
    return nil
  }
}
