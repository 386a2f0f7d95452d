/// A verb that speaks about the tool itself and so needs to see it.
protocol BuiltInCommand: Command {
  /// Does the work with the tool at hand.
  func run(_ terminal: inout Terminal, in tool: Tool) throws -> ExitCode
}

extension BuiltInCommand {
  func run(_ terminal: inout Terminal) throws -> ExitCode {
    preconditionFailure("a built-in verb is run by the tool")
  }
}

/// `help`: explains the tool or one verb.
struct HelpCommand: BuiltInCommand {
  static let about = About(
    "help", "Explain the tool or one verb.", examples: [], group: "About this program")

  @Flag("Print the manual page as roff source, for 'man -l -'.") var man
  @Argument("The verb to explain.", placeholder: "VERB") var verb: [VerbName] = []

  func run(_ terminal: inout Terminal, in tool: Tool) throws -> ExitCode {
    if man {
      terminal.write(Manual.page(tool))
    } else if verb.isEmpty {
      terminal.write(Help.overview(of: tool, width: terminal.width))
    } else {
      let (found, rest) = try tool.resolve(verb.map { $0.argument } + ["--help"])
      if let excess = rest.first, excess != "--help" { throw UsageError.unexpectedArgument(excess) }
      if let found {
        terminal.write(Help.page(for: found, of: tool, width: terminal.width))
      } else {
        terminal.write(Help.family(verb[0].argument, of: tool, width: terminal.width))
      }
    }
    return .done
  }
}

/// `completions`: prints the script that teaches a shell the verbs and options.
struct CompletionsCommand: BuiltInCommand {
  static let about = About(
    "completions", "Print a script that completes this program's command lines.",
    discussion: """
      bash: source the output from ~/.bashrc, or put it into \
      ~/.local/share/bash-completion/completions under the program's name.

      zsh: put the output into a directory of $fpath, under the program's name behind "_".

      fish: put the output into ~/.config/fish/completions, under the program's name and ".fish".
      """,
    group: "About this program")

  @Argument("The shell that will read the script.") var shell: Shell

  func run(_ terminal: inout Terminal, in tool: Tool) throws -> ExitCode {
    terminal.write(Completions.script(for: shell, tool))
    return .done
  }
}

/// A word of a verb's name; shells complete it with the verbs.
struct VerbName: ArgumentValue {
  let argument: String
  init?(argument: String) { self.argument = argument }
  static var completion: ArgumentCompletion { .verbs }
}
