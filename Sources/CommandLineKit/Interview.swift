/// Asks a person at the terminal for what the command line left out, one parameter at a time.
///
/// Questions go to standard error. An answer is judged as the word of a command line would be, and
/// asked for again with the reason where it is none. The end of input gives up: nothing is done.
struct Interview {
  private let declared: Declared

  init(_ declared: Declared) { self.declared = declared }

  /// Asks until nothing is missing.
  func run(_ terminal: inout Terminal) throws {
    if !declared.unmet.isEmpty {
      terminal.note("Some things are missing. Ctrl-D gives up; nothing is done then.")
    }
    while let alternatives = declared.unmet.first {
      try ask(alternatives, &terminal)
    }
  }

  /// Goes through the alternatives until one of them is answered; an empty line passes on.
  private func ask(_ alternatives: [any Parameter], _ terminal: inout Terminal) throws {
    for (index, parameter) in alternatives.enumerated() {
      let next = index + 1 < alternatives.count ? alternatives[index + 1] : alternatives[0]
      let isOnly = alternatives.count == 1
      explain(parameter, passingTo: isOnly ? nil : next.specification, &terminal)
      if try answer(parameter, mayPass: !isOnly, &terminal) { return }
    }
  }

  private func explain(
    _ parameter: any Parameter, passingTo next: Specification?, _ terminal: inout Terminal
  ) {
    let specification = parameter.specification
    terminal.note("")
    for line in TextLayout.wrap(
      "\(specification.title): \(specification.help)", width: min(terminal.width ?? 80, 100))
    { terminal.note(line) }
    if !specification.choices.isEmpty {
      terminal.note("  one of: \(specification.choices.joined(separator: ", "))")
    } else if !specification.expectation.isEmpty {
      terminal.note("  expected: \(specification.expectation)")
    }
    let example = parameter.example
    if !example.isEmpty { terminal.note("  example: \(example)") }
    if specification.isRepeatable { terminal.note("  several: one a line, then an empty line") }
    if let next { terminal.note("  an empty line: give \(next.title) instead") }
  }

  /// Takes one answer, or all of a parameter that may be repeated; false if it is passed over.
  private func answer(
    _ parameter: any Parameter, mayPass: Bool, _ terminal: inout Terminal
  ) throws -> Bool {
    let specification = parameter.specification
    if specification.kind == .flag { return try confirm(parameter, mayPass: mayPass, &terminal) }
    while true {
      guard let answer = try terminal.ask("\(specification.name): ") else {
        throw UsageError.abandoned(specification)
      }
      if answer.isEmpty {
        if parameter.isGiven { return true }
        if mayPass { return false }
        terminal.note("  an answer is needed")
        continue
      }
      guard parameter.take(answer) else {
        terminal.note("  " + refusal(of: answer, parameter))
        continue
      }
      if !specification.isRepeatable { return true }
    }
  }

  private func confirm(
    _ parameter: any Parameter, mayPass: Bool, _ terminal: inout Terminal
  ) throws -> Bool {
    while true {
      guard
        let isMeant = try terminal.confirm("\(parameter.specification.name)? [y/N] ")
      else { throw UsageError.abandoned(parameter.specification) }
      if isMeant { return parameter.take("") }
      if mayPass { return false }
      terminal.note("  it is needed")
    }
  }

  private func refusal(of answer: String, _ parameter: any Parameter) -> String {
    let specification = parameter.specification
    if let reason = parameter.refusal(of: answer) { return reason }
    let error = UsageError.invalidValue(answer, specification)
    return error.message + (error.hint.map { "; \($0)" } ?? "")
  }
}
