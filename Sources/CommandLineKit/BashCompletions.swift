/// The completion script for bash.
///
/// bash splits words at `=` (COMP_WORDBREAKS), so `--format=js` arrives as three words.
enum BashCompletions {
  /// One function that finds the verb, then the option before the cursor, then what fits there.
  static func script(_ tool: Tool) -> String {
    let function = "_" + tool.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
    var script = """
      # bash completion for \(tool.name) \(tool.version)
      \(function)_words() {
        mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current")
      }
      \(function)_files() {
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
      }
      \(function)() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="" verb="" index ended=0
        COMPREPLY=()
        if ((COMP_CWORD > 0)); then previous="${COMP_WORDS[COMP_CWORD - 1]}"; fi
        if [[ $current == "=" ]]; then
          current=""
        elif [[ $previous == "=" ]] && ((COMP_CWORD > 1)); then
          previous="${COMP_WORDS[COMP_CWORD - 2]}"
        fi
        if ((COMP_CWORD > 1)); then verb="${COMP_WORDS[1]}"; fi
        for ((index = 2; index < COMP_CWORD; index++)); do
          if [[ ${COMP_WORDS[index]} == "--" ]]; then ended=1; fi
        done

      """
    if !tool.familyWords.isEmpty {
      script += "  case $verb in\n"
      for word in tool.familyWords {
        let seconds = tool.secondWords(of: word)
        script += "    '\(word)')\n"
        if tool.command(named: word) == nil {
          script += "      if ((COMP_CWORD == 2)); then\n"
          script += "        \(function)_words '\(seconds.joined(separator: " "))'\n"
          script += "        return\n      fi\n"
        }
        script += "      if ((COMP_CWORD > 2)); then\n        case ${COMP_WORDS[2]} in\n"
        let pattern = seconds.map { "'\($0)'" }.joined(separator: " | ")
        script += "          \(pattern)) verb=\"$verb ${COMP_WORDS[2]}\" ;;\n"
        script += "        esac\n      fi\n      ;;\n"
      }
      script += "  esac\n"
    }
    script += "  case $verb in\n    '')\n"
    let starters = tool.firstWords + ["--help", "--version"]
    script += "      \(function)_words '\(starters.joined(separator: " "))'\n      ;;\n"
    for command in tool.commands { script += verb(command, tool, function) }
    return script + "  esac\n}\ncomplete -F \(function) \(tool.name)\n"
  }

  private static func verb(
    _ verb: Verb, _ tool: Tool, _ function: String
  ) -> String {
    let specifications = tool.specifications(of: verb)
    var script = "    '\(verb.name)')\n"
    let options = specifications.filter { $0.kind == .option }
    if !options.isEmpty {
      script += "      if ((!ended)); then\n        case $previous in\n"
      for option in options {
        let action = offer(option, tool, function).map { "\($0); " } ?? ""
        let pattern = option.spellings.joined(separator: " | ")
        script += "          \(pattern)) \(action)return ;;\n"
      }
      script += "        esac\n      fi\n"
    }
    let spellings = specifications.flatMap { $0.spellings }.filter { $0.hasPrefix("--") }
    script += "      if ((!ended)) && [[ $current == -* ]]; then\n"
    script += "        \(function)_words '\((spellings + ["--help"]).joined(separator: " "))'\n"
    script += "        return\n      fi\n"
    var words = specifications.filter { $0.kind == .argument }
      .compactMap { offer($0, tool, function) }
    // A verb that is also the first word of others: those are offered in its place too.
    let seconds = tool.secondWords(of: verb.name)
    if !seconds.isEmpty { words.append("\(function)_words '\(seconds.joined(separator: " "))'") }
    if let first = words.first { script += "      \(first)\n" }
    return script + "      ;;\n"
  }

  /// The shell command that offers values for a parameter, or nil for free text.
  private static func offer(
    _ specification: Specification, _ tool: Tool, _ function: String
  ) -> String? {
    if !specification.choices.isEmpty {
      return "\(function)_words '\(specification.choices.joined(separator: " "))'"
    }
    switch specification.completion {
    case .none: return nil
    case .files: return "\(function)_files -f"
    case .directories: return "\(function)_files -d"
    case .verbs: return "\(function)_words '\(tool.firstWords.joined(separator: " "))'"
    }
  }
}
