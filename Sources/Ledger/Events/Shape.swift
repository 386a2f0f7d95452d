/// What a value in an entry may be: the one description from which reading, validation,
/// JSON Schema, the reference documentation and the examples are derived.
public indirect enum Shape: Sendable {
  /// Text for people, kept as given.
  case text
  /// Text of at least one character.
  case filledText
  /// The id of a post, unit, official, rotation or election, chosen by the recorder.
  case identifier(IdentifierKind)
  /// A Kemendagri region code such as `35.10`.
  case region
  /// A date: a day, month, year or interval, read as one unknown day of it.
  case period
  /// A date, or `..` where the record shows no end.
  case openPeriod
  /// An ISO 8601 duration of years, months, weeks and days.
  case duration
  /// A date, or an RFC 3339 date and time.
  case moment
  /// The instant of recording, `YYYY-MM-DDThh:mm:ss.sssZ`.
  case instant
  /// A whole number in the range.
  case integer(ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// One of the listed words.
  case word([String])
  /// Lower-case hexadecimal SHA-256, 64 digits.
  case sha256
  /// The name of an event type.
  case eventType
  /// An array of values of one shape, at least one.
  case list(Shape)
  /// An object with known members.
  case record(Record)
  /// A value of the first alternative that it fits.
  case either(Shape, Shape)
  /// The fields of the event type that is named beside it.
  case eventData
}

/// What an identifier names; each kind is a name space of its own.
public enum IdentifierKind: String, Sendable {
  /// An office that can be held (jabatan).
  case post
  /// An organisation a post belongs to (OPD, unit kerja).
  case unit
  /// A person who holds or may hold posts (pejabat).
  case official
  /// The process that ties briefing, decree, inauguration and evaluation together.
  case rotation
  /// An election whose stages are recorded.
  case election
  /// A rotation, a post or an official, found by looking in this order.
  case subject
}

/// One member of a record.
public struct Field: Sendable {
  /// The member's name.
  public let name: FieldName
  /// What its value may be.
  public let shape: Shape
  /// Whether a record without it is refused.
  public let isRequired: Bool
  /// Its meaning, in a sentence for people.
  public let about: String

  /// Describes a member that may be left out.
  public static func optional(_ name: FieldName, _ shape: Shape, _ about: String) -> Field {
    Field(name: name, shape: shape, isRequired: false, about: about)
  }

  /// Describes a member that must be given.
  public static func required(_ name: FieldName, _ shape: Shape, _ about: String) -> Field {
    Field(name: name, shape: shape, isRequired: true, about: about)
  }
}

/// An object with known members, sorted by name.
public struct Record: Sendable {
  /// The noun for such an object, as messages and documentation use it.
  public let name: String
  /// Its members in the order in which they are written.
  public let fields: [Field]
  /// Sets of names of which at least one must be given.
  public let oneOf: [[FieldName]]

  init(_ name: String, oneOf: [[FieldName]] = [], _ fields: [Field]) {
    self.name = name
    self.fields = fields.sorted { $0.name.rawValue < $1.name.rawValue }
    self.oneOf = oneOf
  }

  /// The member of that name, if the record has one.
  public func field(_ name: FieldName) -> Field? {
    fields.first { $0.name == name }
  }
}
