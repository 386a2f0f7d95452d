/// The descriptions of all event types as tables of small numbers, made once from those
/// descriptions and from nothing else.
///
/// A reader that follows `Shape` and `Record` themselves counts references at every step; following
/// this it touches none, and allocates nothing. The shapes stay at hand for messages.
struct ReadingPlan: Sendable {
  /// What a value may be, as `Shape` says it, without what `Shape` carries.
  enum Form: UInt8, Sendable {
    case text, filledText, identifier, region, period, openPeriod, duration, moment, instant,
      integer, flag
    case word, sha256, eventType, list, record, either, eventData
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

  /// Stands for no member.
  static let absent = UInt8.max
  /// Stands for no event type.
  static let noType = -1

  private(set) var steps: [Step] = []
  private(set) var members: [Member] = []
  private(set) var layouts: [Layout] = []
  private(set) var oneOf: [UInt64] = []
  /// For each record and name the place of the member, or `absent`.
  private(set) var places: [UInt8] = []
  /// The words of all closed vocabularies end to end, and where each begins.
  private(set) var wordBytes: [UInt8] = []
  private(set) var wordStarts: [Int32] = [0]
  /// For each type, in the order of `EventKind.allCases`, the record of its fields.
  private(set) var dataLayouts: [Int32] = []
  /// The record of an entry's attributes.
  private(set) var envelope: Int32 = 0

  /// The shape of each step, for what is rare and for messages.
  private(set) var shapes: [Shape] = []
  /// The record of each layout, for messages.
  private(set) var records: [Record] = []
  /// What each type says of `effective`.
  private(set) var effective: [EventDescription.Effective] = []
  /// The range of the whole numbers of each step; without meaning for other forms.
  private(set) var allowed: [ClosedRange<Int>] = []

  /// The plan of this program's descriptions.
  static let shared = ReadingPlan()

  /// How many names there are.
  let nameCount = FieldName.allCases.count
  /// The names of members, found as `FieldName` counts them.
  let names = NameTable(FieldName.allCases.map(\.text))

  private var known: [String: Int32] = [:]

  private init() {
    for kind in EventKind.allCases {
      let description = EventDescription.of(kind)
      dataLayouts.append(add(description.data))
      effective.append(description.effective)
    }
    envelope = add(.envelope)
    known = [:]
  }

  /// A record is known by its name: two records of one name would be one definition of the schema.
  private mutating func add(_ record: Record) -> Int32 {
    if let number = known[record.name] { return number }
    precondition(record.fields.count <= 64, "a record has at most 64 members")
    // Its shapes first: they may add records of their own.
    let own = record.fields.map { Member(name: $0.name.rawValue, step: add($0.shape)) }
    let number = Int32(layouts.count)
    known[record.name] = number
    var layout = Layout(
      firstMember: Int32(members.count), required: 0,
      oneOf: Int32(oneOf.count)..<Int32(oneOf.count + record.oneOf.count),
      holdsData: record.field(.data) != nil)
    var places = [UInt8](repeating: Self.absent, count: nameCount)
    for (place, field) in record.fields.enumerated() {
      places[Int(field.name.rawValue)] = UInt8(place)
      if field.isRequired { layout.required |= 1 << UInt64(place) }
    }
    for names in record.oneOf {
      oneOf.append(
        names.reduce(0) { mask, name in
          let place = places[Int(name.rawValue)]
          return place == Self.absent ? mask : mask | 1 << UInt64(place)
        })
    }
    members += own
    self.places += places
    layouts.append(layout)
    records.append(record)
    return number
  }

  private mutating func add(_ shape: Shape) -> Int32 {
    var step = Step(form: Form(shape))
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
