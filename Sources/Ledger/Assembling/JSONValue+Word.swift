/// A value as somebody would type it: what `Shape.value(of:)` reads back.
extension JSONValue {
  /// The word for the value; a record's fields as `field=value` with commas between them.
  public var word: String {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .null: ""
    case .number(let text): text
    case .array(let elements): elements.map { Self.quoted($0.word) }.joined(separator: ",")
    case .object(let members):
      members.map { "\($0.name)=" + Self.quoted($0.value.word) }.joined(separator: ",")
    }
  }

  /// A part of a word, in quotes where it would be taken apart otherwise.
  private static func quoted(_ part: String) -> String {
    let isPlain =
      !part.contains { ",\"\\".contains($0) } && part.first != " " && part.last != " "
    guard !isPlain else { return part }
    var quoted = "\""
    for character in part {
      if "\"\\".contains(character) { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }
}
