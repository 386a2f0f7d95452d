/// Fills a command's parameters from words, in one pass from left to right.
///
/// Options and positional arguments may be mixed; `--` ends the options. A word that begins with
/// `-` is never taken as the value of the option before it, except `-` alone.
struct Parser {
  /// The word after the verb was a plea for help; nothing else matters then.
  enum Outcome: Equatable { case complete, help }

  private let declared: Declared
  private let positionals: [any Parameter]
  private var filledPositionals = 0
  private var rest: ArraySlice<String> = []

  init(_ declared: Declared) {
    self.declared = declared
    positionals = declared.parameters.filter { $0.specification.kind == .argument }
  }

  private var parameters: [any Parameter] { declared.parameters }

  /// Reads the words behind the verb, then the environment, then looks for what is missing.
  mutating func parse(
    _ words: ArraySlice<String>, environment: (String) -> String?
  ) throws(UsageError) -> Outcome {
    // Asked for help, the reader gets it, whatever else is wrong with the line.
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return .help
    }
    rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        for remaining in rest { try takePositional(remaining) }
        break
      } else if word.hasPrefix("--") {
        try takeLong(word)
      } else if word.hasPrefix("-") && word != "-" {
        if try takeShort(word) == .help { return .help }
      } else {
        try takePositional(word)
      }
    }
    try takeEnvironment(environment)
    let missing = declared.unmet
    guard missing.isEmpty else { throw .missing(missing.map { $0.map { $0.specification } }) }
    return .complete
  }

  private mutating func takeLong(_ word: String) throws(UsageError) {
    let body = word.dropFirst(2)
    let name = body.prefix { $0 != "=" }
    let spelling = "--\(name)"
    guard let parameter = parameters.first(where: { $0.specification.spellings.contains(spelling) })
    else { throw unknown(spelling) }
    let attached = name.endIndex < body.endIndex ? body[name.endIndex...].dropFirst() : nil
    if parameter.specification.kind == .flag {
      guard attached == nil else { throw .unexpectedValue(spelling: spelling) }
      _ = parameter.take("")
    } else {
      try takeValue(of: parameter, spelling: spelling, attached: attached.map { String($0) })
    }
  }

  /// Reads `-x`, `-xf json`, `-fjson` and `-f=json`: flags, then at most one option with a value.
  private mutating func takeShort(_ word: String) throws(UsageError) -> Outcome {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let spelling = "-\(letter)"
      guard let parameter = parameters.first(where: { $0.specification.short == letter }) else {
        if letter == "h" { return .help }
        if word.count == 2 { throw .unknownOption(word, nearest: nil) }
        throw .unknownLetter(letter, word: word)
      }
      guard parameter.specification.kind == .flag else {
        if letters.first == "=" {
          try takeValue(of: parameter, spelling: spelling, attached: String(letters.dropFirst()))
        } else {
          let attached = letters.isEmpty ? nil : String(letters)
          try takeValue(of: parameter, spelling: spelling, attached: attached)
        }
        return .complete
      }
      guard letters.first != "=" else { throw .unexpectedValue(spelling: spelling) }
      _ = parameter.take("")
    }
    return .complete
  }

  private mutating func takeValue(
    of parameter: any Parameter, spelling: String, attached: String?
  ) throws(UsageError) {
    let specification = parameter.specification
    guard specification.isRepeatable || !parameter.isGiven else { throw .repeated(specification) }
    var value = attached
    if value == nil, let next = rest.first, next == "-" || !next.hasPrefix("-") {
      value = rest.removeFirst()
    }
    guard let value else { throw .missingValue(specification, spelling: spelling) }
    guard parameter.take(value) else { throw invalid(value, parameter) }
  }

  private mutating func takePositional(_ word: String) throws(UsageError) {
    guard filledPositionals < positionals.count else { throw .unexpectedArgument(word) }
    let parameter = positionals[filledPositionals]
    guard parameter.take(word) else { throw invalid(word, parameter) }
    if !parameter.specification.isRepeatable { filledPositionals += 1 }
  }

  private func takeEnvironment(_ environment: (String) -> String?) throws(UsageError) {
    for parameter in parameters where !parameter.isGiven {
      guard let variable = parameter.specification.environment, let value = environment(variable),
        !value.isEmpty
      else { continue }
      guard parameter.take(value) else {
        throw .invalidEnvironment(value, parameter.specification)
      }
    }
  }

  private func invalid(_ word: String, _ parameter: any Parameter) -> UsageError {
    guard let reason = parameter.refusal(of: word) else {
      return .invalidValue(word, parameter.specification)
    }
    return .refusedValue(parameter.specification, reason: reason)
  }

  private func unknown(_ spelling: String) -> UsageError {
    // Alone it was understood before.
    if spelling == "--help" { return .unexpectedValue(spelling: spelling) }
    let known = parameters.flatMap { $0.specification.spellings }.filter { $0.hasPrefix("--") }
    // The dashes are no evidence of what was meant.
    let nearest = Spelling.nearest(
      to: String(spelling.dropFirst(2)), in: (known + ["--help"]).map { String($0.dropFirst(2)) })
    return .unknownOption(spelling, nearest: nearest.map { "--\($0)" })
  }
}
