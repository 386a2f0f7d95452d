/// The descriptions of all event types as tables of small numbers, made once from those
/// descriptions and from nothing else.
///
/// A reader that follows `Shape` and `Record` themselves counts references at every step; following
/// this it touches none, and allocates nothing. The shapes stay at hand for messages.
final class ReadingPlan: Sendable {
  /// What a value may be, as `Shape` says it, without what `Shape` carries.
  enum Form: UInt8, Sendable {
    case text, filledText, identifier, region, period, openPeriod, duration, moment, instant
    case integer, flag, word, sha256, eventType, list, record, either, eventData
  }

  /// A shape in numbers: for a list the shape of its elements, for a record its number, for words
  /// the first and the one behind the last, for alternatives both shapes.
  struct Step: Sendable {
    var form: Form
    var first: Int32 = 0
    var second: Int32 = 0
  }

  /// A member: its name and the number of its shape.
  struct Member: Sendable {
    var name: UInt8
    var step: Int32
  }

  /// A record: where its members stand, and which must be given, a bit for each in their order.
  struct Layout: Sendable {
    var firstMember: Int32
    var required: UInt64
    /// Its sets of names of which at least one is needed, in `oneOf`.
    var oneOf: Range<Int32>
    /// Whether it names an event type whose fields stand in its member `data`.
    var holdsData: Bool
  }

  /// What follows the first quotation mark of a name: its bytes, a quotation mark and a colon, in
  /// two words with zeros behind them.
  struct QuotedName: Sendable {
    let first: UInt64
    let second: UInt64
    let length: Int

    /// The bytes that it reaches over where it stands in a line.
    static let reach = 16

    fileprivate init(_ name: FieldName) {
      let bytes = Array((name.text + "\":").utf8)
      precondition(bytes.count <= Self.reach, "a member's name has at most 14 bytes")
      length = bytes.count
      first = ByteWord(bytes.span, at: 0, before: bytes.count).bits
      second = length > 8 ? ByteWord(bytes.span, at: 8, before: bytes.count).bits : 0
    }

    /// Whether it stands there; so many bytes as it may reach over are in the text.
    @inline(__always)
    func stands(_ text: Span<UInt8>, at start: Int) -> Bool {
      let one = ByteWord(text, at: start).bits ^ first
      if length <= 8 { return one &<< UInt64(truncatingIfNeeded: 64 &- length &* 8) == 0 }
      let other = ByteWord(text, at: start &+ 8).bits ^ second
      return one == 0 && other &<< UInt64(truncatingIfNeeded: 128 &- length &* 8) == 0
    }
  }

  /// Stands for no member.
  static let absent = UInt8.max
  /// Stands for no event type.
  static let noType = -1

  let steps: [Step]
  let members: [Member]
  let layouts: [Layout]
  let oneOf: [UInt64]
  /// For each record and name the place of the member, or `absent`.
  let places: [UInt8]
  /// The words of all closed vocabularies end to end, and where each begins.
  let wordBytes: [UInt8]
  let wordStarts: [Int32]
  /// For each type, in the order of `EventKind.allCases`, the record of its fields.
  let dataLayouts: [Int32]
  /// The types by number.
  let kinds = EventKind.allCases
  /// The record of an entry's attributes.
  let envelope: Int32
  /// How many names there are.
  let nameCount = FieldName.allCases.count
  /// The names of members, found as `FieldName` counts them.
  let names = NameTable(FieldName.allCases.map(\.text))

  /// The names of members with what follows them in a line.
  let quotedNames = FieldName.allCases.map { QuotedName($0) }

  /// The shape of each step, for what is rare and for messages.
  let shapes: [Shape]
  /// The record of each layout, for messages.
  let records: [Record]
  /// What each type says of `effective`.
  let effective: [EventDescription.Effective]
  /// The range of the whole numbers of each step; without meaning for other forms.
  let allowed: [ClosedRange<Int>]

  /// The plan of this program's descriptions.
  static let shared = ReadingPlan()

  private init() {
    var tables = PlanTables()
    dataLayouts = EventKind.allCases.map { tables.add(EventDescription.of($0).data) }
    effective = EventKind.allCases.map { EventDescription.of($0).effective }
    envelope = tables.add(.envelope)
    (steps, members, layouts) = (tables.steps, tables.members, tables.layouts)
    (oneOf, places) = (tables.oneOf, tables.places)
    (wordBytes, wordStarts) = (tables.wordBytes, tables.wordStarts)
    (shapes, records, allowed) = (tables.shapes, tables.records, tables.allowed)
  }
}

/// The tables of a plan while they grow.
private struct PlanTables {
  typealias Plan = ReadingPlan

  var steps: [Plan.Step] = []
  var members: [Plan.Member] = []
  var layouts: [Plan.Layout] = []
  var oneOf: [UInt64] = []
  var places: [UInt8] = []
  var wordBytes: [UInt8] = []
  var wordStarts: [Int32] = [0]
  var shapes: [Shape] = []
  var records: [Record] = []
  var allowed: [ClosedRange<Int>] = []
  private var known: [String: Int32] = [:]

  /// A record is known by its name: two records of one name would be one definition of the schema.
  mutating func add(_ record: Record) -> Int32 {
    if let number = known[record.name] { return number }
    precondition(record.fields.count <= 64, "a record has at most 64 members")
    // Its shapes first: they may add records of their own.
    let own = record.fields.map { Plan.Member(name: $0.name.number, step: add($0.shape)) }
    let number = Int32(layouts.count)
    known[record.name] = number
    var layout = Plan.Layout(
      firstMember: Int32(members.count), required: 0,
      oneOf: Int32(oneOf.count)..<Int32(oneOf.count + record.oneOf.count),
      holdsData: record.field(.data) != nil)
    var places = [UInt8](repeating: Plan.absent, count: FieldName.allCases.count)
    for (place, field) in record.fields.enumerated() {
      places[field.name.rawValue] = UInt8(place)
      if field.isRequired { layout.required |= 1 << UInt64(place) }
    }
    for names in record.oneOf {
      oneOf.append(
        names.reduce(0) { mask, name in
          let place = places[name.rawValue]
          return place == Plan.absent ? mask : mask | 1 << UInt64(place)
        })
    }
    members += own
    self.places += places
    layouts.append(layout)
    records.append(record)
    return number
  }

  private mutating func add(_ shape: Shape) -> Int32 {
    var step = Plan.Step(form: Plan.Form(shape))
    var range = 0...0
    switch shape {
    case .integer(let allowed): range = allowed
    case .word(let list):
      step.first = Int32(wordStarts.count - 1)
      for word in list {
        wordBytes += word.utf8
        wordStarts.append(Int32(wordBytes.count))
      }
      step.second = Int32(wordStarts.count - 1)
    case .list(let element): step.first = add(element)
    case .record(let record): step.first = add(record)
    case .either(let first, let second): (step.first, step.second) = (add(first), add(second))
    default: break
    }
    steps.append(step)
    shapes.append(shape)
    allowed.append(range)
    return Int32(steps.count - 1)
  }
}

extension ReadingPlan.Form {
  fileprivate init(_ shape: Shape) {
    self =
      switch shape {
      case .text: .text
      case .filledText: .filledText
      case .identifier: .identifier
      case .region: .region
      case .period: .period
      case .openPeriod: .openPeriod
      case .duration: .duration
      case .moment: .moment
      case .instant: .instant
      case .integer: .integer
      case .flag: .flag
      case .word: .word
      case .sha256: .sha256
      case .eventType: .eventType
      case .list: .list
      case .record: .record
      case .either: .either
      case .eventData: .eventData
      }
  }
}
