/// Checks what the compiler cannot: whether verbs and parameters are declared without
/// contradiction.
///
/// A program's tests ask for the faults and expect none; a run does not spend time on it.
public enum Declarations {
  /// A sentence for every contradiction in the tool's declarations; empty when all is well.
  public static func faults(in tool: Tool) -> [String] {
    var faults = repetitions(of: tool.commands.map { $0.name }).map { "verb '\($0)' twice" }
    for command in tool.commands {
      let verb = command.name
      if !(1...2).contains(verb.split(separator: " ").count) || !isPlain(verb, and: " ") {
        faults.append("verb '\(verb)' is not one or two plain words")
      }
      let own =
        Self.unmet(of: command.prepare().invocation)
        + Self.faults(in: tool.specifications(of: command))
      faults += own.map { "\(verb): \($0)" }
    }
    return faults
  }

  /// The properties that declare something and that a walk does not meet, since `CodingKeys` that
  /// were written by hand leave them out.
  private static func unmet(of invocation: any Invocation) -> [String] {
    let met = PropertyWalk(over: invocation).names
    return Mirror(reflecting: invocation).children.compactMap { child in
      // The compiler keeps a wrapped property under its name behind an underscore.
      let name = child.label.map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 } ?? ""
      guard child.value is Declaring, !met.contains(name) else { return nil }
      return "property '\(name)' is in no coding key"
    }
  }

  private static func faults(in specifications: [Specification]) -> [String] {
    let spellings = specifications.flatMap { $0.spellings } + ["--help", "-h"]
    var faults = repetitions(of: spellings).map { "option '\($0)' twice" }
    for specification in specifications {
      // Words that a shell would split or expand cannot be offered by the completion scripts.
      for word in specification.choices + [specification.name] where !isPlain(word, and: "") {
        faults.append("'\(word)' of '\(specification.title)' is not a plain word")
      }
    }
    let arguments = specifications.filter { $0.kind == .argument }
    for (argument, next) in zip(arguments, arguments.dropFirst()) {
      if argument.isRepeatable { faults.append("nothing is left for '\(next.title)'") }
      if next.isRequired && !argument.isRequired {
        faults.append("required '\(next.title)' follows optional '\(argument.title)'")
      }
    }
    return faults
  }

  private static func repetitions(of words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { !seen.insert($0).inserted }
  }

  private static func isPlain(_ word: String, and extra: String) -> Bool {
    !word.isEmpty
      && word.allSatisfy {
        ($0.isASCII && ($0.isLetter || $0.isNumber)) || "-_.+@/".contains($0) || extra.contains($0)
      }
  }
}
