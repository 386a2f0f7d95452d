/// Options that are declared as values instead of as properties, for verbs that are made from data.
///
/// An invocation holds them in a property; the parser, help, completions and the manual see them as
/// they see any other option.
public final class DeclaredOptions: Declaring {
  /// One option.
  public struct Declaration: Sendable {
    /// The long name without dashes, in kebab case.
    public var name: String
    /// One or more sentences.
    public var help: String
    /// What stands for the value, in capitals; empty for a flag, which takes none.
    public var placeholder: String
    /// Every possible value, when they can be listed.
    public var choices: [String] = []
    /// What a valid value looks like; may be empty.
    public var expectation = ""
    /// A value as it would be typed, for who is asked for one; may be empty.
    public var example: @Sendable () -> String = { "" }
    /// What a shell offers when there are no choices.
    public var completion = ArgumentCompletion.none
    /// Whether it may be given more than once.
    public var isRepeatable = false
    /// The heading in help; the verb's own options if nil.
    public var section: String?
    /// The parts that a value is made of, explained once for all options of one placeholder.
    public var parts: [(term: String, text: String)] = []
    /// Why a word is no value of it, as a sentence without a full stop; nil if it is one.
    ///
    /// The word itself is never repeated in a message: it may hold what must not be in a log.
    public var refusal: @Sendable (String) -> String? = { _ in nil }

    /// An option without choices that takes any word, until more is said of it.
    public init(name: String, help: String, placeholder: String) {
      self.name = name
      self.help = help
      self.placeholder = placeholder
    }
  }

  private let slots: [Slot<[String]>]
  private let requirements: [Requirement]

  /// Declares options.
  ///
  /// - Parameters:
  ///   - declarations: The options in the order of help.
  ///   - requirements: What must be given, in the order in which it is asked for.
  public init(_ declarations: [Declaration], requiring requirements: [Requirement] = []) {
    self.requirements = requirements
    let own = Set(declarations.map(\.name))
    slots = declarations.map { declaration in
      let refusal = declaration.refusal
      return Slot(
        Self.specification(declaration, requirements, among: own), value: [], reason: refusal,
        example: declaration.example
      ) { word, words in
        guard refusal(word) == nil else { return false }
        words = (words ?? []) + [word]
        return true
      }
    }
  }

  override func declaration(named label: String) -> Declared {
    Declared(slots, requiring: requirements)
  }

  /// The words given for the option of that name, in order; for a flag that is given an empty one.
  public subscript(_ name: String) -> [String] {
    slots.first { $0.specification.name == name }?.current ?? []
  }

  private static func specification(
    _ declaration: Declaration, _ requirements: [Requirement], among own: Set<String>
  ) -> Specification {
    let name = declaration.name
    var specification = Specification(
      kind: declaration.placeholder.isEmpty ? .flag : .option, name: name, help: declaration.help,
      placeholder: declaration.placeholder, choices: declaration.choices,
      expectation: declaration.expectation, completion: declaration.completion,
      isRepeatable: declaration.isRepeatable, section: declaration.section)
    specification.parts = declaration.parts.map { Specification.Part(term: $0.term, text: $0.text) }
    for requirement in requirements where requirement.oneOf.contains(name) {
      if requirement.oneOf == [name], requirement.when.isEmpty { specification.isRequired = true }
      specification.necessity = necessity(of: name, requirement, among: own)
      // What holds always says more than what holds under a condition.
      if requirement.when.isEmpty { break }
    }
    return specification
  }

  private static func necessity(
    of name: String, _ requirement: Requirement, among own: Set<String>
  ) -> String {
    // What is not declared here is an argument of the verb.
    let others = requirement.oneOf.filter { $0 != name }.map {
      own.contains($0) ? "--\($0)" : $0.uppercased()
    }
    let list = others.joined(separator: ", ")
    if !requirement.when.isEmpty {
      let first = requirement.when.first { $0 != name } ?? name
      let more = requirement.when.filter { $0 != name }.count > 1 ? " and the like" : ""
      return "Required with --\(first)\(more)\(others.isEmpty ? "" : ", if not \(list)")."
    }
    return others.isEmpty ? "Required." : "Required, if not \(list)."
  }
}
