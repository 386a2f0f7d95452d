/// The manual page of the tool in roff, macro package man(7), written from the declarations alone.
public enum Manual {
  /// The whole page: every verb with its options and examples, and the table of exit codes.
  public static func page(_ tool: Tool) -> String {
    var page =
      ".TH \(quote(tool.name.uppercased())) 1 \"\" \(quote("\(tool.name) \(tool.version)"))\n"
    // No hyphenation, no filled right margin: command lines must survive as they are.
    page += ".nh\n.ad l\n"
    page += ".SH NAME\n\(escape(tool.name)) \\- \(escape(lowered(tool.about)))\n"
    page += ".SH SYNOPSIS\n.B \(escape(tool.name))\n.I verb\n[option]... [argument]...\n"
    page += ".br\n.B \(escape(tool.name))\n\\-\\-help | \\-\\-version\n"
    page += ".SH DESCRIPTION\n\(paragraphs(tool.discussion.isEmpty ? tool.about : tool.discussion))"
    for group in tool.groups {
      page += ".SH \(quote(group.title.uppercased()))\n"
      for command in group.commands { page += verb(command, tool) }
    }
    page += ".SH \"EXIT STATUS\"\n"
    for code in ExitCode.allCases {
      page += ".TP\n.B \(code.rawValue)\n\(escape(code.meaning))\n"
    }
    return page
  }

  private static func verb(_ verb: Verb, _ tool: Tool) -> String {
    let specifications = tool.specifications(of: verb)
    var page = ".SS \(quote(Help.synopsis(of: verb.about, specifications, tool)))\n"
    page += paragraphs(verb.about.summary)
    if !verb.about.discussion.isEmpty { page += ".PP\n" + paragraphs(verb.about.discussion) }
    for specification in specifications {
      let spellings = specification.spellings.reversed().joined(separator: ", ")
      let term =
        switch specification.kind {
        case .argument: "\\fI\(escape(specification.title))\\fR"
        case .flag: "\\fB\(escape(spellings))\\fR"
        case .option:
          "\\fB\(escape(spellings))\\fR \\fI\(escape(specification.placeholder))\\fR"
        }
      page += ".TP\n\(term)\n\(escape(specification.fullHelp))\n"
    }
    for list in Help.parts(of: specifications) {
      page += ".PP\n\(escape(list.title)):\n"
      for row in list.rows { page += ".TP\n\(escape(row.term))\n\(escape(row.text))\n" }
    }
    let examples = verb.examples
    if !examples.isEmpty {
      page += ".PP\nExamples:\n.PP\n.nf\n"
      page += examples.map { ".RS 4\n\(escape($0))\n.RE\n" }.joined()
      page += ".fi\n"
    }
    return page
  }

  private static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? ".PP\n" : "\(escape(String($0)))\n" }.joined()
  }

  /// Text as roff: no character of it is read as a request, an escape or a typographic hyphen.
  package static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case "." where escaped.isEmpty: escaped += "\\&."
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private static func quote(_ text: String) -> String {
    let parts = escape(text).split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.joined(separator: "\\(dq") + "\""
  }

  /// The sentence as the NAME section wants it: no capital at the start, no full stop.
  private static func lowered(_ sentence: String) -> String {
    let body = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    return body.prefix(1).lowercased() + body.dropFirst()
  }
}
