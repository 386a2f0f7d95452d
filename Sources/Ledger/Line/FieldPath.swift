/// Where a value stands in a line, as people read it: `data.lines[2].post`.
public enum FieldPath {
  /// One step down: into a member of an object, or an element of an array.
  public enum Step: Hashable, Sendable {
    /// The member of that name.
    case name(String)
    /// The element at that position, from 0.
    case index(Int)
  }

  /// The path that begins with a step and goes on as the rest does.
  public static func joined(_ step: Step, _ rest: String) -> String {
    let head =
      switch step {
      case .name(let name): shown(name)
      case .index(let index): "[\(index)]"
      }
    return rest.isEmpty || rest.utf8.first == 0x5B ? head + rest : head + "." + rest
  }

  /// The path of all these steps, outermost first.
  public static func text(_ steps: [Step]) -> String {
    steps.reversed().reduce("") { rest, step in joined(step, rest) }
  }

  /// A name as it may be shown: no control characters, not endless, and nobody's number.
  private static func shown(_ name: String) -> String {
    guard IdentityGuard.finding(in: name) == nil else { return "[\"(withheld)\"]" }
    let scalars = name.unicodeScalars
    if !scalars.isEmpty, scalars.count <= 64,
      scalars.allSatisfy({ isPlain($0) })
    {
      return name
    }
    var text = "[\""
    for scalar in scalars.prefix(64) {
      let isShown = scalar.properties.generalCategory != .control && scalar != "\""
      text.unicodeScalars.append(isShown ? scalar : "?")
    }
    return text + (scalars.count > 64 ? "…\"]" : "\"]")
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" || scalar == "-" || ("a"..."z").contains(scalar) { return true }
    return scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
  }
}
