/// All there is to know of one event type: reading, writing, validation, JSON Schema, the reference
/// documentation and the examples derive from this value and from nothing else.
public struct EventDescription: Sendable {
  /// The type that is described.
  public let kind: EventKind
  /// The Indonesian term of the field.
  public let indonesian: String
  /// What such an event records, in a sentence.
  public let about: String
  /// What the attribute `effective` means for the type, and whether it may be absent.
  public let effective: Effective
  /// The members of `data`, the common ones included.
  public let data: Record

  /// The meaning of `effective` for a type.
  public enum Effective: Sendable {
    /// An entry without it is refused.
    case required(String)
    /// An entry without it is refused, unless this member of this record gives the date.
    case requiredUnless(FieldName, FieldName, String)
    /// It may be left out.
    case optional(String)

    /// What it means.
    public var meaning: String {
      switch self {
      case .required(let meaning), .optional(let meaning), .requiredUnless(_, _, let meaning):
        meaning
      }
    }
  }

  init(
    _ kind: EventKind, _ indonesian: String, _ about: String, effective: Effective,
    oneOf: [[FieldName]] = [], _ fields: [Field]
  ) {
    self.kind = kind
    self.indonesian = indonesian
    self.about = about
    self.effective = effective
    self.data = Record(kind.rawValue, oneOf: oneOf, fields + Self.common)
  }

  /// The fields that every type has beside its own.
  public static let common: [Field] = [
    .optional(.sources, .list(.record(.source)), "Where it is known from."),
    .optional(
      .status, .word(AssertionStatus.allCases.map(\.rawValue)), "How well it is attested."),
    .optional(.note, .text, "What a reader should know."),
  ]

  /// Every description, by family.
  public static let all: [EventDescription] =
    rotationEvents + decreeEvents + postEvents + tenureEvents + officialEvents + statementEvents
    + recordEvents

  private static let byKind: [EventKind: EventDescription] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.kind, $0) })

  /// The description of a type.
  ///
  /// Every kind has one; a test holds the list to it.
  public static func of(_ kind: EventKind) -> EventDescription {
    guard let description = byKind[kind] else {
      preconditionFailure("event type \(kind.rawValue) is not described")
    }
    return description
  }
}

/// How well a claim is attested (status klaim).
public enum AssertionStatus: String, CaseIterable, Sendable {
  /// An official document says so.
  case officialDocument = "official-document"
  /// An official said so.
  case officialStatement = "official-statement"
  /// The press reports it.
  case pressReport = "press-report"
  /// The recorder concluded it.
  case inferred
}
