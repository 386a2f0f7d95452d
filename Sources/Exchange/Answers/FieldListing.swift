import Ledger

/// The fields of an entry for a person to read: one a line, lists with one element a line.
enum FieldListing {
  /// The lines for an object; its members in their order.
  static func lines(_ value: JSONValue) -> [String] {
    guard case .object(let members) = value else { return [text(value)] }
    return members.flatMap { member -> [String] in
      if case .array(let elements) = member.value, elements.contains(where: isObject) {
        return ["\(member.name):"] + elements.map { element($0) }
      }
      // What takes an entry's place is an entry of its own, with data of its own.
      if [FieldName.replacement.text, FieldName.data.text].contains(member.name) {
        return ["\(member.name):"] + lines(member.value).map { "  " + $0 }
      }
      return ["\(member.name): \(text(member.value))"]
    }
  }

  /// An element of a list: its number or a dash, then what it says.
  private static func element(_ value: JSONValue) -> String {
    guard case .object(let members) = value else { return "- " + text(value) }
    let number = value["no"]?.integer
    let mark = number.map { "\($0). " } ?? "- "
    return mark + inline(members.filter { number == nil || $0.name != "no" })
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .object(let members): inline(members)
    case .array(let elements): elements.map { text($0) }.joined(separator: ", ")
    default: Cell.text(of: value, in: nil)
    }
  }

  private static func inline(_ members: [JSONValue.Member]) -> String {
    members.map { member in
      let text = text(member.value)
      // A text among short fields speaks for itself.
      if member.name == "text" { return text }
      return isObject(member.value) ? "\(member.name) (\(text))" : "\(member.name) \(text)"
    }.joined(separator: "; ")
  }

  private static func isObject(_ value: JSONValue) -> Bool {
    if case .object = value { true } else { false }
  }
}
