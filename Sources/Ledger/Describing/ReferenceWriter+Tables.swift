/// Tables of fields, and what the value of a field may be, in words.
extension ReferenceWriter {
  /// A table of fields: name, what it may be, whether it is required, meaning.
  static func table(_ fields: [Field], oneOf: [[FieldName]] = []) -> String {
    var rows = ["| Field | Value | Required | Meaning |", "|---|---|---|---|"]
    for field in fields {
      let cells = [
        code(field.name.text), phrase(field.shape), necessity(of: field, oneOf), field.about,
      ]
      rows.append("| " + cells.map { escaped($0) }.joined(separator: " | ") + " |")
    }
    return rows.joined(separator: "\n")
  }

  /// The kinds of value that have a form of their own, each explained once.
  static var values: String {
    let shapes: [Shape] = [
      .text, .identifier(.post), .region, .period, .openPeriod, .moment, .duration, .instant,
      .sha256,
    ]
    let rows = shapes.map { "| \(phrase($0)) | \(escaped(explanation(of: $0))) |" }
    return (["| Value | What it is |", "|---|---|"] + rows).joined(separator: "\n")
  }

  /// The records that these are made of, in the order in which they are first met.
  static func records(of roots: [Record]) -> [Record] {
    var found: [Record] = []
    for root in roots {
      for field in root.fields { collect(field.shape, into: &found) }
    }
    return found
  }

  /// A record as its heading names it.
  static func name(of record: Record) -> String {
    record.name.prefix(1).uppercased() + record.name.dropFirst()
  }

  static func code(_ text: String) -> String { "`" + text + "`" }

  /// The target of a link to a heading.
  static func anchor(_ heading: String) -> String {
    String(heading.lowercased().map { $0 == " " ? "-" : $0 })
  }

  /// What a value may be.
  static func phrase(_ shape: Shape) -> String {
    switch shape {
    case .text: "text"
    case .filledText: "text, not empty"
    case .identifier(let kind): "id of " + kind.phrase
    case .region: "region code"
    case .period: "date"
    case .openPeriod: "date or `..`"
    case .duration: "duration"
    case .moment: "date or time"
    case .instant: "instant"
    case .integer(let allowed):
      allowed.lowerBound < 0 ? "integer" : "integer from \(allowed.lowerBound)"
    case .flag: "`true` or `false`"
    case .word(let words): words.map { code($0) }.joined(separator: ", ")
    case .sha256: "SHA-256"
    case .eventType: "event type"
    case .list(let element): "list of: " + phrase(element)
    case .record(let record): "[\(record.name)](#\(anchor(record.name)))"
    case .either(let first, let second): phrase(first) + "; or " + phrase(second)
    case .eventData: "the fields of the type"
    }
  }

  private static func explanation(of shape: Shape) -> String {
    switch shape {
    case .text, .filledText:
      "Text for people, kept as given; of control characters only the line feed."
    case .identifier:
      "1 to \(Identifier.maximumLength) bytes without white space or control characters, chosen "
        + "by the recorder; upper and lower case differ. Posts, units, officials, rotations and "
        + "elections are name spaces of their own."
    case .region: "Kemendagri code: `35`, `35.10`, `35.10.07` or `35.10.07.2001`."
    case .period:
      "`2021-11-05`, `2021-11`, `2021`, or an interval `A/B` of these with `..` for an open end: "
        + "one unknown day from the first to the last, both included."
    case .openPeriod: "A date; `..` where the record shows no end."
    case .moment: "A date, or an RFC 3339 time such as `2021-07-26T14:00:00+08:00`."
    case .duration: "ISO 8601 years, months, weeks and days: `P6M`, `P1Y2M`, `P30D`."
    case .instant: "`YYYY-MM-DDThh:mm:ss.sssZ`."
    default: "64 lower-case hexadecimal digits."
    }
  }

  private static func necessity(of field: Field, _ oneOf: [[FieldName]]) -> String {
    if field.isRequired { return "yes" }
    guard let names = oneOf.first(where: { $0.contains(field.name) }) else { return "" }
    return "one of " + names.map { code($0.text) }.joined(separator: ", ")
  }

  private static func collect(_ shape: Shape, into found: inout [Record]) {
    switch shape {
    case .list(let element): collect(element, into: &found)
    case .either(let first, let second):
      collect(first, into: &found)
      collect(second, into: &found)
    case .record(let record):
      guard !found.contains(where: { $0.name == record.name }) else { return }
      found.append(record)
      for field in record.fields { collect(field.shape, into: &found) }
    default: return
    }
  }

  private static func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
