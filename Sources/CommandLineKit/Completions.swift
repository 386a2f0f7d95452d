/// Scripts that teach a shell the tool's verbs, options and values, from the declarations alone.
public enum Completions {
  /// The script for one shell, to be read by that shell.
  public static func script(for shell: Shell, _ tool: Tool) -> String {
    switch shell {
    case .bash: BashCompletions.script(tool)
    case .zsh: ZshCompletions.script(tool)
    case .fish: FishCompletions.script(tool)
    }
  }
}

/// A shell for which there is a completion script.
public enum Shell: String, ArgumentValue, CaseIterable, Sendable {
  /// GNU bash, version 4.4 or later.
  case bash
  /// The Z shell.
  case zsh
  /// The friendly interactive shell.
  case fish
}

extension Tool {
  /// The first words of all verbs, each once.
  var firstWords: [String] {
    var words: [String] = []
    for command in commands {
      let word = String(command.name.prefix { $0 != " " })
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// The first words that need or take a second one.
  var familyWords: [String] { firstWords.filter { !family($0).isEmpty } }

  /// The second words of a family.
  func secondWords(of word: String) -> [String] {
    family(word).map { String($0.name.dropFirst(word.count + 1)) }
  }
}
