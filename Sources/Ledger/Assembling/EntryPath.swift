/// The path of a field as people write it: `effective`, `data.group.count`, `lines[0].post`,
/// `lines#3.post` for the line with the number 3.
struct EntryPath {
  /// One step of it.
  enum Step: Hashable {
    /// The member of that name.
    case name(String)
    /// The element at that position, from 0.
    case index(Int)
    /// The element that has that number (`no`).
    case number(Int)
  }

  /// The steps, outermost first.
  let steps: [Step]

  /// Reads a path.
  init(parsing text: String) throws(LineError) {
    var steps: [Step] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.first == "[" {
        let digits = rest.dropFirst().prefix { $0 != "]" }
        guard let index = Self.number(digits), digits.endIndex < rest.endIndex else {
          throw Self.malformed
        }
        steps.append(.index(index))
        rest = rest[digits.endIndex...].dropFirst()
      } else if rest.first == "#" {
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let number = Self.number(digits) else { throw Self.malformed }
        steps.append(.number(number))
        rest = rest[digits.endIndex...]
      } else {
        if !steps.isEmpty {
          guard rest.first == "." else { throw Self.malformed }
          rest = rest.dropFirst()
        }
        let name = rest.prefix { !".[#".contains($0) }
        guard !name.isEmpty else { throw Self.malformed }
        steps.append(.name(String(name)))
        rest = rest[name.endIndex...]
      }
    }
    guard !steps.isEmpty else { throw Self.malformed }
    self.steps = steps
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }

  private static var malformed: LineError {
    LineError(
      .badValue, at: nil,
      "is not the path of a field; expected one such as effective, decree.number, lines[0].post or "
        + "lines#3.post (the line with the number 3)")
  }
}
