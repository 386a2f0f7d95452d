/// What is wrong with a command line; each case becomes one message and perhaps one hint.
package enum UsageError: Error, Equatable {
  /// No verb has this name.
  case unknownVerb(String, nearest: String?)
  /// The word begins several verbs of two words and says nothing alone.
  case incompleteVerb(String, completions: [String])
  /// An option where the verb is expected.
  case optionBeforeVerb(String)
  /// No option has this spelling.
  case unknownOption(String, nearest: String?)
  /// No option has this letter, in a word of several letters.
  case unknownLetter(Character, word: String)
  /// An option stands at the end, or before another option, without its value.
  case missingValue(Specification, spelling: String)
  /// A flag was given a value.
  case unexpectedValue(spelling: String)
  /// The word is no value of the parameter's type.
  case invalidValue(String, Specification)
  /// The word, which is not repeated, is no value of the parameter, for a reason of its own.
  case refusedValue(Specification, reason: String)
  /// The environment variable that replaces the option holds no value of its type.
  case invalidEnvironment(String, Specification)
  /// An option that takes one value was given twice.
  case repeated(Specification)
  /// Required parameters are absent; of each group, one.
  case missing([[Specification]])
  /// The person who was asked for a parameter gave up.
  case abandoned(Specification)
  /// More words than the verb takes.
  case unexpectedArgument(String)

  /// What is wrong, without capital and full stop.
  package var message: String {
    switch self {
    case .unknownVerb(let verb, _): "unknown verb \(Self.quote(verb))"
    case .incompleteVerb(let verb, _): "'\(verb)' needs a second word"
    case .optionBeforeVerb(let option): "unknown option \(Self.quote(option)) before the verb"
    case .unknownOption(let option, _): "unknown option \(Self.quote(option))"
    case .unknownLetter(let letter, let word):
      "unknown option \(Self.quote("-\(letter)")) in \(Self.quote(word))"
    case .missingValue(let specification, let spelling):
      "option '\(spelling)' needs a value: \(specification.title)"
    case .unexpectedValue(let spelling): "option '\(spelling)' takes no value"
    case .invalidValue(let word, let specification):
      "invalid value \(Self.quote(word)) for '\(specification.title)'"
        + Self.wanted(specification)
    case .invalidEnvironment(let word, let specification):
      "invalid value \(Self.quote(word)) in \(specification.environment ?? "the environment")"
        + " for '\(specification.title)'" + Self.wanted(specification)
    case .repeated(let specification): "option '\(specification.title)' may be given only once"
    case .missing(let groups):
      "missing "
        + groups.map { $0.map { "'\($0.title)'" }.joined(separator: " or ") }
        .joined(separator: " and ")
    case .abandoned(let specification): "no answer for '\(specification.title)'; nothing was done"
    case .refusedValue(let specification, let reason):
      "invalid value for '\(specification.title)': \(reason)"
    case .unexpectedArgument(let word): "unexpected argument \(Self.quote(word))"
    }
  }

  /// What was probably meant, if that can be said.
  package var hint: String? {
    switch self {
    case .unknownVerb(_, let nearest?), .unknownOption(_, let nearest?):
      "did you mean '\(nearest)'?"
    case .incompleteVerb(_, let completions): "one of: \(completions.joined(separator: ", "))"
    case .optionBeforeVerb: "options come after the verb"
    case .missingValue(let specification, _):
      "a value that begins with '-' is written as '--\(specification.name)=VALUE'"
    case .invalidValue(let word, let specification),
      .invalidEnvironment(let word, let specification):
      Spelling.nearest(to: word, in: specification.choices).map { "did you mean '\($0)'?" }
    default: nil
    }
  }

  /// The words that name no verb, if that is what is wrong.
  var unresolvedVerb: String? {
    switch self {
    case .unknownVerb(let word, _), .incompleteVerb(let word, _): word
    default: nil
    }
  }

  private static func wanted(_ specification: Specification) -> String {
    if !specification.choices.isEmpty {
      return " (possible values: \(specification.choices.joined(separator: ", ")))"
    }
    return specification.expectation.isEmpty ? "" : ": expected \(specification.expectation)"
  }

  /// The word between quotes: control characters escaped, so that it cannot steer the terminal, and
  /// cut after 100 characters.
  package static func quote(_ word: String) -> String {
    var shown = ""
    for scalar in word.unicodeScalars.prefix(100) {
      let isControl = scalar.properties.generalCategory == .control
      shown += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return "'\(shown)\(word.unicodeScalars.count > 100 ? "..." : "")'"
  }
}
