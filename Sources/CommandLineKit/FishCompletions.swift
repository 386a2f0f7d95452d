/// The completion script for fish, to be found as `NAME.fish` in its completions directory.
enum FishCompletions {
  /// One `complete` command per verb and parameter.
  static func script(_ tool: Tool) -> String {
    let head = "complete -c \(tool.name)"
    var script = "# fish completion for \(tool.name) \(tool.version)\n\(head) -f\n"
    let first = "-n 'test (count (commandline -opc)) -eq 1'"
    for word in tool.firstWords {
      let summary = tool.command(named: word)?.about.summary ?? "\(word) ..."
      script += "\(head) \(first) -a \(word) -d \(quote(summary))\n"
    }
    script += "\(head) \(first) -s h -l help -d 'Print help.'\n"
    script += "\(head) \(first) -l version -d 'Print the version.'\n"
    for word in tool.familyWords {
      let words = "(commandline -opc)"
      let second = "-n 'set -l w \(words); test (count $w) -eq 2; and test $w[2] = \(word)'"
      for command in tool.family(word) {
        let name = command.name.dropFirst(word.count + 1)
        script += "\(head) \(second) -a \(name) -d \(quote(command.about.summary))\n"
      }
    }
    for command in tool.commands { script += verb(command, tool, head) }
    return script
  }

  private static func verb(
    _ verb: Verb, _ tool: Tool, _ head: String
  ) -> String {
    let condition = "-n \(quote(isAt(verb.name)))"
    var script = ""
    for specification in tool.specifications(of: verb) {
      var line = "\(head) \(condition)"
      let values = offer(specification, tool)
      if specification.kind == .argument {
        guard let values else { continue }
        line += " \(values)"
      } else {
        line += " -l \(specification.name)"
        if let short = specification.short { line += " -s \(short)" }
        if specification.kind == .option { line += " -r \(values ?? "-f")" }
      }
      script += "\(line) -d \(quote(specification.help))\n"
    }
    return script + "\(head) \(condition) -s h -l help -d 'Print this help.'\n"
  }

  /// The fish condition that the words before the cursor begin with this verb.
  private static func isAt(_ verb: String) -> String {
    let words = verb.split(separator: " ")
    var tests = ["set -l w (commandline -opc)", "test (count $w) -gt \(words.count)"]
    for (index, word) in words.enumerated() { tests.append("test $w[\(index + 2)] = \(word)") }
    return tests[0] + "; " + tests.dropFirst().joined(separator: "; and ")
  }

  private static func offer(_ specification: Specification, _ tool: Tool) -> String? {
    if !specification.choices.isEmpty {
      return "-f -a \(quote(specification.choices.joined(separator: " ")))"
    }
    switch specification.completion {
    case .none: return nil
    case .files: return "-F"
    case .directories: return "-f -a '(__fish_complete_directories)'"
    case .verbs: return "-f -a \(quote(tool.firstWords.joined(separator: " ")))"
    }
  }

  private static func quote(_ text: String) -> String {
    var quoted = "'"
    for character in text {
      if character == "'" || character == "\\" { quoted += "\\" }
      quoted.append(character)
    }
    return quoted + "'"
  }
}
