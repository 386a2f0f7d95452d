/// The whole program: its verbs, and the way from words to an exit code.
///
/// `help` and `completions` are built in. The declarations of the verbs are the only source of
/// parser, help, completions and manual.
public struct Tool: Sendable {
  /// The word that starts the program.
  public let name: String
  /// What `--version` prints behind the name.
  public let version: String
  /// One sentence with a capital and a full stop.
  public let about: String
  /// Paragraphs of the manual's description, separated by empty lines.
  public let discussion: String
  /// The verbs in the order of help, built-in ones last.
  public let commands: [Verb]

  /// Describes a program; `help` and `completions` are added to its verbs.
  public init(
    name: String, version: String, about: String, discussion: String = "",
    commands: [any VerbSource.Type]
  ) {
    self.name = name
    self.version = version
    self.about = about
    self.discussion = discussion
    self.commands =
      commands.flatMap { $0.verbs } + CompletionsCommand.verbs + HelpCommand.verbs
  }

  /// Runs one invocation: the words behind the program's name.
  ///
  /// It neither exits nor throws: every error becomes lines on standard error and an exit code.
  /// Results that could not be written make a run that went well end with `failed`; a reader who
  /// closed the pipe does not.
  public func run(_ arguments: [String], on terminal: inout Terminal) -> ExitCode {
    terminal.name = name
    let code = attempt(arguments, on: &terminal)
    terminal.flush()
    terminal.clearProgress()
    guard let failure = terminal.outputFailure else { return code }
    terminal.report(failure.lines + (terminal.accomplishment.map { [$0] } ?? []))
    return failure.exitCode
  }

  private func attempt(_ arguments: [String], on terminal: inout Terminal) -> ExitCode {
    var verb: String?
    do {
      switch arguments.first {
      case nil:
        terminal.note(String(Help.overview(of: self, width: terminal.width).dropLast()))
        return .usage
      case "--help", "-h":
        terminal.write(Help.overview(of: self, width: terminal.width))
        return .done
      case "--version":
        terminal.write("\(name) \(version)\n")
        return .done
      default: break
      }
      let (found, rest) = try resolve(arguments)
      verb = found?.name ?? arguments[0]
      guard let found else {
        terminal.write(Help.family(arguments[0], of: self, width: terminal.width))
        return .done
      }
      return try run(found, rest, on: &terminal)
    } catch {
      return report(error, verb: verb, on: &terminal)
    }
  }

  private func run(
    _ verb: Verb, _ words: ArraySlice<String>, on terminal: inout Terminal
  ) throws -> ExitCode {
    let (invocation, declared) = verb.prepare()
    var parser = Parser(declared)
    do throws(UsageError) {
      if try parser.parse(words, environment: { terminal.environment($0) }) == .help {
        terminal.write(Help.page(for: verb, of: self, width: terminal.width))
        return .done
      }
    } catch {
      guard case .missing = error, verb.about.asks, terminal.isInteractive else { throw error }
      try Interview(declared).run(&terminal)
    }
    if let builtIn = invocation as? any BuiltInCommand {
      return try builtIn.run(&terminal, in: self)
    }
    return try invocation.run(&terminal)
  }

  private func report(
    _ error: any Error, verb: String?, on terminal: inout Terminal
  ) -> ExitCode {
    var topic = verb
    if let error = error as? UsageError, let word = error.unresolvedVerb {
      // `record brifing` is explained by `help record`, an unknown word by the list of verbs.
      topic = word.split(separator: " ").first.map { String($0) }.flatMap { first in
        family(first).isEmpty ? nil : first
      }
    }
    let way = "try '\(name) help\(topic.map { " \($0)" } ?? "")'"
    if let error = error as? UsageError {
      terminal.report([error.message] + (error.hint.map { ["hint: \($0)"] } ?? []) + [way])
      return .usage
    }
    guard let failure = error as? any CommandFailure else {
      terminal.report([String(describing: error)])
      return .failed
    }
    let lines = failure.lines.isEmpty ? [String(describing: failure)] : failure.lines
    terminal.report(failure is Misuse ? lines + [way] : lines)
    return failure.exitCode
  }

  /// Finds the verb at the beginning of the words; none for a family whose help is wanted.
  ///
  /// A verb of two words, such as `record briefing`, goes before one of its first word alone.
  func resolve(
    _ words: [String]
  ) throws(UsageError) -> (verb: Verb?, rest: ArraySlice<String>) {
    let first = words[0]
    guard first == "-" || !first.hasPrefix("-") else { throw .optionBeforeVerb(first) }
    if words.count > 1, let verb = command(named: "\(first) \(words[1])") {
      return (verb, words.dropFirst(2))
    }
    if let verb = command(named: first) { return (verb, words.dropFirst()) }
    let members = family(first).map { $0.name }
    if members.isEmpty {
      let firstWords = commands.map { String($0.name.prefix { $0 != " " }) }
      throw .unknownVerb(first, nearest: Spelling.nearest(to: first, in: firstWords))
    }
    if words.count > 1, !words[1].hasPrefix("-") {
      let both = "\(first) \(words[1])"
      throw .unknownVerb(both, nearest: Spelling.nearest(to: both, in: members))
    }
    guard words.contains("--help") || words.contains("-h") else {
      throw .incompleteVerb(first, completions: members)
    }
    return (nil, [])
  }

  /// The verb of exactly this name.
  func command(named name: String) -> Verb? {
    commands.first { $0.name == name }
  }

  /// The verbs of two words that begin with this word.
  func family(_ word: String) -> [Verb] {
    commands.filter { $0.name.hasPrefix("\(word) ") }
  }

  /// The parameters of a verb as it declares them.
  package func specifications(of verb: Verb) -> [Specification] {
    verb.prepare().declared.parameters.map { $0.specification }
  }

  /// The headings of help with their verbs, in the order of first appearance.
  var groups: [(title: String, commands: [Verb])] {
    var groups: [(title: String, commands: [Verb])] = []
    for command in commands {
      if let index = groups.firstIndex(where: { $0.title == command.about.group }) {
        groups[index].commands.append(command)
      } else {
        groups.append((command.about.group, [command]))
      }
    }
    return groups
  }
}
