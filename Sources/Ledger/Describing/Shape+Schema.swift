/// The schema of a single value, and the patterns that texts of a form follow.
///
/// Patterns are regular expressions of ECMA-262 with the flag `u`, as JSON Schema has them.
extension Shape {
  /// The name under which the schema of this shape is defined once; nil where it stands in place.
  var definition: String? {
    switch self {
    case .text: "text"
    case .filledText: "filled-text"
    case .identifier: "identifier"
    case .region: "region"
    case .period: "date"
    case .openPeriod: "date-or-open"
    case .duration: "duration"
    case .moment: "date-or-time"
    case .instant: "instant"
    case .sha256: "sha256"
    case .eventType: "event-type"
    case .integer, .flag, .word, .list, .record, .either, .eventData: nil
    }
  }

  /// The schema of a value without parts.
  var schema: JSONValue {
    switch self {
    case .text: text("^[^" + Pattern.controls + "]*$")
    case .filledText: text("^[^" + Pattern.controls + "]+$")
    case .identifier:
      .object(
        members("^[^" + Pattern.controls + Pattern.spaces + "]+$")
          + [.init("maxLength", .integer(Int64(Identifier.maximumLength)))])
    case .region: text("^[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{4})?)?)?$")
    case .period: text("^(" + Pattern.period + ")$")
    case .openPeriod: text("^(\\.\\.|" + Pattern.period + ")$")
    case .duration: text("^P(?=[0-9])([0-9]{1,6}Y)?([0-9]{1,6}M)?([0-9]{1,6}W)?([0-9]{1,6}D)?$")
    case .moment: text("^(" + Pattern.period + "|" + Pattern.time + ")$")
    case .instant: text("^" + Pattern.day + "T" + Pattern.clock + "\\.[0-9]{3}Z$")
    case .sha256: text("^[0-9a-f]{64}$")
    case .eventType:
      [
        "description": "An event type.",
        "enum": .array(EventKind.allCases.map { .string($0.rawValue) }),
      ]
    case .integer(let allowed):
      [
        "type": "integer", "minimum": .integer(Int64(allowed.lowerBound)),
        "maximum": .integer(Int64(allowed.upperBound)),
      ]
    case .flag: ["type": "boolean"]
    case .word(let words):
      words.count == 1
        ? ["const": .string(words[0])] : ["enum": .array(words.map { .string($0) })]
    case .list, .record, .either, .eventData: SchemaWriter.reference(self)
    }
  }

  private func text(_ pattern: String) -> JSONValue { .object(members(pattern)) }

  private func members(_ pattern: String) -> [JSONValue.Member] {
    [
      .init("description", .string("Expected: " + expectation + ".")), .init("type", "string"),
      .init("pattern", .string(pattern)),
    ]
  }

  /// Parts of patterns.
  private enum Pattern {
    /// Control characters but the line feed, in a character class.
    static let controls = #"\u0000-\u0009\u000B-\u001F\u007F-\u009F"#
    /// Unicode's white space and the line feed, in a character class.
    static let spaces = #"\n \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"#

    static let year = "(?!0000)[0-9]{4}"
    static let dayOfMonth =
      "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
      + "|02-(0[1-9]|[12][0-9]))"
    static let day = year + "-" + dayOfMonth
    static let date = "(" + day + "|" + year + "-(0[1-9]|1[0-2])|" + year + ")"
    static let end = "(" + date + #"|\.\.)"#
    static let period = end + "/" + end + "|" + date
    static let clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    static let time =
      day + "[Tt]" + clock + #"(\.[0-9]{1,9})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"#
  }
}
