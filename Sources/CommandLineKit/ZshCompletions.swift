/// The completion script for zsh, to be found as `_NAME` in a directory of `$fpath`.
enum ZshCompletions {
  /// One function that describes the verbs and hands each verb's parameters to `_arguments`.
  static func script(_ tool: Tool) -> String {
    var script = "#compdef \(tool.name)\n# zsh completion for \(tool.name) \(tool.version)\n"
    script += "_\(tool.name)() {\n  local -a verbs\n  if ((CURRENT == 2)); then\n    verbs=(\n"
    for word in tool.firstWords {
      let summary = tool.command(named: word)?.about.summary ?? "\(word) ..."
      script += "      \(quote("\(word):\(summary)"))\n"
    }
    script += "    )\n    _describe -t verbs verb verbs\n    return\n  fi\n"
    script += "  shift words\n  ((CURRENT--))\n  local verb=$words[1]\n"
    for word in tool.familyWords { script += family(word, tool) }
    script += "  case $verb in\n"
    for command in tool.commands { script += verb(command, tool) }
    return script + "  esac\n}\n_\(tool.name) \"$@\"\n"
  }

  private static func family(_ word: String, _ tool: Tool) -> String {
    let seconds = tool.secondWords(of: word)
    var script = "  if [[ $verb == \(word) ]]; then\n"
    script += "    if ((CURRENT == 2)); then\n      verbs=(\n"
    for command in tool.family(word) {
      let second = command.name.dropFirst(word.count + 1)
      script += "        \(quote("\(second):\(command.about.summary)"))\n"
    }
    script += "      )\n      _describe -t verbs kind verbs\n"
    if tool.command(named: word) == nil { script += "      return\n" }
    script += "    elif [[ $words[2] == (\(seconds.joined(separator: "|"))) ]]; then\n"
    script += "      verb=\"$verb $words[2]\"\n      shift words\n      ((CURRENT--))\n"
    return script + "    fi\n  fi\n"
  }

  private static func verb(_ verb: Verb, _ tool: Tool) -> String {
    var script = "    \(quote(verb.name)))\n      _arguments -s -S \\\n"
    var positionals = 0
    for specification in tool.specifications(of: verb) {
      if specification.kind == .argument {
        positionals += 1
        let place =
          specification.isRepeatable
          ? "*" : specification.isRequired ? "\(positionals)" : "\(positionals):"
        let value = action(specification, tool)
        script += "        \(quote("\(place):\(clean(specification.placeholder)):\(value)")) \\\n"
      } else {
        for spelling in specification.spellings.reversed() {
          script += "        \(quote(option(specification, spelling, tool))) \\\n"
        }
      }
    }
    return script + "        '(- *)'{-h,--help}'[Print this help.]'\n      ;;\n"
  }

  /// One optspec of `_arguments`: exclusions, spelling, explanation, message, action.
  private static func option(
    _ specification: Specification, _ spelling: String, _ tool: Tool
  ) -> String {
    let exclusion =
      specification.isRepeatable ? "*" : "(\(specification.spellings.joined(separator: " ")))"
    let explanation = "[\(clean(specification.help))]"
    guard specification.kind == .option else { return exclusion + spelling + explanation }
    let form = spelling.hasPrefix("--") ? "\(spelling)=" : "\(spelling)+"
    return exclusion + form + explanation + ":\(clean(specification.placeholder)):"
      + action(specification, tool)
  }

  private static func action(_ specification: Specification, _ tool: Tool) -> String {
    if !specification.choices.isEmpty {
      return "(\(specification.choices.joined(separator: " ")))"
    }
    switch specification.completion {
    case .none: return " "
    case .files: return "_files"
    case .directories: return "_files -/"
    case .verbs: return "(\(tool.firstWords.joined(separator: " ")))"
    }
  }

  /// Text without the characters that `_arguments` reads as its own.
  private static func clean(_ text: String) -> String {
    var cleaned = ""
    for character in text {
      if "[]:\\".contains(character) { cleaned += "\\" }
      cleaned.append(character)
    }
    return cleaned
  }

  private static func quote(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
