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

    /// What a place of the list holds before a line is read.
    static let none = Value(name: unnamed, kind: .text, start: 0, end: 0, next: 0)
  }

  /// The name a value bears that is an element of an array.
  static let unnamed = UInt8.max

  let plan = ReadingPlan.shared
  var bytes: [UInt8] = []
  var at = 0
  var end = 0
  /// The list, longer than `count` so that it need not grow with each value.
  var values: [Value] = []
  /// How many values the line has.
  var count = 0
  private(set) var start = 0
  /// Where the name of the entry's type stands, which was found before the walk.
  private(set) var typeStart = 0
  /// What followed each member, by its place in its record, when it was met last: mostly that is
  /// what follows it again.
  var successors: [UInt8]
  /// The instant that was read last.
  var latestInstant = Instant(milliseconds: 0)
  private var seen = Envelope()

  /// The attributes that every consumer needs, decoded once.
  struct Envelope {
    var kind = EventKind.officialsBriefed
    var kindNumber = 0
    var recordedTime = Instant(milliseconds: 0)
    var effective: Period?
    var data = Node(position: 0)
    var region: Node?
    var idRange = 0..<0
  }

  /// A reader that has read nothing yet.
  public init() {
    successors = [UInt8](
      repeating: ReadingPlan.absent, count: plan.members.count + plan.layouts.count)
  }

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
    count = 0
    guard line.count <= WrittenForm.maximumLength else {
      throw failure(.lineTooLong, "at most \(WrittenForm.maximumLength) bytes", at: line.lowerBound)
    }
    let kind = try trailingKind(source.span)
    seen.kind = plan.kinds[kind]
    seen.kindNumber = kind
    try walk(source, kind)
    guard at == end else { throw failure(.malformedJSON, "nothing after the entry", at: at) }
    // No other member is an instant.
    seen.recordedTime = latestInstant
    lookOver(source.span)
  }

  /// Finds in one go what every consumer needs of the members of the entry.
  private mutating func lookOver(_ text: Span<UInt8>) {
    seen.effective = nil
    seen.region = nil
    var child = 1
    while child < count {
      let value = values[child]
      let range = Int(value.start)..<Int(value.end)
      switch value.name {
      case FieldName.data.number: seen.data = Node(position: Int32(child))
      case FieldName.effective.number:
        if let day = Day(text, range) {
          seen.effective = Period(day)
        } else {
          seen.effective = period(Node(position: Int32(child)))
        }
      case FieldName.id.number: seen.idRange = range
      case FieldName.region.number: seen.region = Node(position: Int32(child))
      default: break
      }
      child = Int(value.next)
    }
  }

  /// Lets go of the bytes read last, so that whoever owns them can change them in place.
  ///
  /// Nothing can be asked of the line after that.
  public mutating func release() {
    bytes = []
    count = 0
  }

  /// The type of the entry.
  public var kind: EventKind { seen.kind }
  /// The number of the type, in the order of `EventKindTable.kinds`.
  var kindNumber: Int { seen.kindNumber }
  /// When it was recorded.
  public var recordedTime: Instant { seen.recordedTime }
  /// When it took effect in the world, if it says so.
  public var effective: Period? { seen.effective }
  /// The entry itself.
  public var envelope: Node { Node(position: 0) }
  /// The fields of the type.
  public var data: Node { seen.data }
  /// Where the region of the entry stands, if it names one.
  var region: Node? { seen.region }
  /// Where the id of the entry stands, without quotation marks.
  public var idRange: Range<Int> { seen.idRange }

  /// Lays out the line's values, in a list that the walk owns meanwhile.
  private mutating func walk(_ source: [UInt8], _ kind: Int) throws(LineError) {
    var list: [Value] = []
    swap(&list, &values)
    defer { swap(&list, &values) }
    // Every value but the first takes two bytes at least.
    let room = end - start
    if list.count < room / 2 + 2 {
      list += [Value](repeating: .none, count: room / 2 + 2 - list.count)
    }
    var laid = list.mutableSpan
    try readRecord(source.span, &laid, plan.envelope, name: Self.unnamed, kind: kind, depth: 1)
  }

  /// What stands before the name of an entry's type.
  static let typeMarker = Array(#","type":""#.utf8)

  /// Its first eight bytes; the last one is the quotation mark before the name.
  private static let typeMarkerWord = ByteWord(typeMarker.span, at: 0).bits

  /// The type stands last in a line, and the fields before it depend on it: it is read first.
  private mutating func trailingKind(_ text: Span<UInt8>) throws(LineError) -> Int {
    guard let nameStart = Self.typeStart(text, start..<end) else {
      throw failure(.malformedJSON, "an entry that ends in its type", at: end)
    }
    guard Self.isType(text, at: nameStart, after: start) else {
      throw failure(.malformedJSON, "an entry that ends in its type", at: nameStart)
    }
    typeStart = nameStart
    guard let kind = EventKindTable.number(text, nameStart..<(end - 2)) else {
      throw unknownType(at: nameStart)
    }
    return kind
  }

  /// The number of the type in which a line ends; `nil` if it does not, or that is not known.
  static func kind(ending text: Span<UInt8>, _ line: Range<Int>) -> Int? {
    guard let nameStart = typeStart(text, line), isType(text, at: nameStart, after: line.lowerBound)
    else { return nil }
    return EventKindTable.number(text, nameStart..<(line.upperBound - 2))
  }

  /// Where the string starts that ends a line, if one does.
  @inline(__always)
  private static func typeStart(_ text: Span<UInt8>, _ line: Range<Int>) -> Int? {
    let (start, end) = (line.lowerBound, line.upperBound)
    var nameStart = end - 2
    guard nameStart > start, text[end - 1] == UInt8(ascii: "}"),
      text[end - 2] == UInt8(ascii: "\"")
    else { return nil }
    while nameStart - 8 > start {
      let marks = ByteWord(text, at: nameStart &- 8).exactMarks(of: UInt8(ascii: "\""))
      nameStart &-= marks == 0 ? 8 : marks.leadingZeroBitCount &>> 3
      if marks != 0 { break }
    }
    while nameStart > start, text[nameStart - 1] != UInt8(ascii: "\"") { nameStart -= 1 }
    return nameStart
  }

  /// Whether a string is the type of a line that starts at `start`.
  @inline(__always)
  private static func isType(_ text: Span<UInt8>, at nameStart: Int, after start: Int) -> Bool {
    let markerStart = nameStart - typeMarker.count
    return markerStart > start && ByteWord(text, at: markerStart).bits == typeMarkerWord
  }

  func unknownType(at start: Int) -> LineError {
    failure(.unknownType, "an event type that this program knows", at: start)
  }

  func failure(_ code: LineError.Code, _ expected: String, at offset: Int) -> LineError {
    LineError(code, at: offset - start, "expected " + expected)
  }
}

/// Finds an event type by the bytes of its name, without building a string.
enum EventKindTable {
  /// The types by number.
  static let kinds = EventKind.allCases
  /// The number of each type.
  static let numbers = Dictionary(
    uniqueKeysWithValues: EventKind.allCases.enumerated().map { ($0.element, $0.offset) })
  /// A number that is another one where the types, or their order, are others.
  static let fingerprint = EventKind.allCases.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { hash, kind in
    (kind.rawValue + "\n").utf8.reduce(hash) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
  private static let names = NameTable(EventKind.allCases.map(\.rawValue))

  static func find(_ bytes: [UInt8], _ range: Range<Int>) -> EventKind? {
    number(bytes.span, range).map { kinds[$0] }
  }

  /// The number of the type, in the order of `kinds`.
  static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let found = names.find(text, at: range.lowerBound, end: range.upperBound)
    return found == NameTable.absent ? nil : Int(found)
  }
}
