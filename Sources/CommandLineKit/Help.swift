/// Pages of help for people at a terminal, written from the declarations alone.
enum Help {
  /// The line that asks for help stands in no declaration; the parser knows it for every verb.
  static let option = (term: "-h, --help", text: "Print this help.")

  /// The tool's purpose and its verbs in groups.
  static func overview(of tool: Tool, width: Int?) -> String {
    let width = pageWidth(width)
    var page = wrapped(tool.about, width) + "\nUsage: \(tool.name) VERB [OPTION]... [ARGUMENT]...\n"
    for group in tool.groups {
      let rows = rows(group.commands, tool)
      page += "\n\(group.title):\n" + TextLayout.definitions(rows, width: width)
    }
    let name = tool.name
    let ways = "'\(name) help VERB' explains a verb, '\(name) --version' tells the version."
    page += "\n" + wrapped(ways, width)
    return page
  }

  /// A verb a row; a large family is one row, which leads to the list of its members.
  private static func rows(_ commands: [Verb], _ tool: Tool) -> [(term: String, text: String)] {
    var rows: [(term: String, text: String)] = []
    var families: Set<String> = []
    for command in commands {
      let words = command.name.split(separator: " ").map(String.init)
      let members = words.count == 2 ? tool.family(words[0]) : []
      guard members.count > largestListed else {
        rows.append((command.name, command.about.summary))
        continue
      }
      guard families.insert(words[0]).inserted else { continue }
      let examples = members.prefix(3).map { $0.name.dropFirst(words[0].count + 1) }
      rows.append(
        (
          "\(words[0]) KIND",
          "One of \(members.count) kinds, such as \(examples.joined(separator: ", ")); "
            + "'\(tool.name) \(words[0]) --help' lists them."
        ))
    }
    return rows
  }

  /// How many verbs of a family the overview lists one by one.
  private static let largestListed = 8

  /// The verbs of two words that share the first.
  static func family(_ word: String, of tool: Tool, width: Int?) -> String {
    let width = pageWidth(width)
    return "Usage: \(tool.name) \(word) KIND [OPTION]... [ARGUMENT]...\n\n"
      + list(tool.family(word), width)
      + "\n" + wrapped("'\(tool.name) help \(word) KIND' explains one of them.", width)
  }

  /// All about one verb: summary, usage, arguments, options, examples.
  static func page(for verb: Verb, of tool: Tool, width: Int?) -> String {
    let width = pageWidth(width)
    let about = verb.about
    let specifications = tool.specifications(of: verb)
    var page = wrapped(about.summary, width)
    page += "\nUsage: \(synopsis(of: about, specifications, tool))\n"
    if !about.discussion.isEmpty { page += "\n" + wrapped(about.discussion, width) }
    let arguments = specifications.filter { $0.kind == .argument }
    if !arguments.isEmpty {
      page += "\nArguments:\n"
      page += TextLayout.definitions(arguments.map { ($0.title, $0.fullHelp) }, width: width)
    }
    for section in sections(of: specifications) {
      page += "\n\(section.title):\n"
      page += TextLayout.definitions(section.rows, width: width)
    }
    for list in parts(of: specifications) {
      page += "\n\(list.title):\n" + TextLayout.definitions(list.rows, width: width)
    }
    let examples = verb.examples
    if !examples.isEmpty {
      page += "\nExamples:\n" + examples.map { "  \($0)\n" }.joined()
    }
    let members = tool.family(about.name)
    if !members.isEmpty { page += "\nMore:\n" + list(members, width) }
    return page
  }

  /// The verb with what it needs, then what it may take.
  static func synopsis(
    of about: About, _ specifications: [Specification], _ tool: Tool
  ) -> String {
    var words = [tool.name, about.name]
    for option in specifications where option.kind == .option && option.isRequired {
      words.append(option.title)
    }
    words.append("[OPTION]...")
    for argument in specifications where argument.kind == .argument {
      words.append(argument.isRequired ? argument.title : "[\(argument.title)]")
    }
    return words.joined(separator: " ")
  }

  /// The verb's own options, then each group's, the plea for help with the former.
  static func sections(
    of specifications: [Specification]
  ) -> [(title: String, rows: [(term: String, text: String)])] {
    let options = specifications.filter { $0.kind != .argument }
    let own = options.filter { $0.section == nil }
    var sections = [(title: "Options", rows: own.map { ($0.term, $0.fullHelp) } + [option])]
    for specification in options {
      guard let title = specification.section else { continue }
      let row = (specification.term, specification.fullHelp)
      if let index = sections.dropFirst().firstIndex(where: { $0.title == title }) {
        sections[index].rows.append(row)
      } else {
        sections.append((title, [row]))
      }
    }
    return sections
  }

  /// What the values of options are made of, once for each placeholder.
  static func parts(
    of specifications: [Specification]
  ) -> [(title: String, rows: [(term: String, text: String)])] {
    var placeholders: [String] = []
    for specification in specifications where !specification.parts.isEmpty {
      guard !placeholders.contains(specification.placeholder) else { continue }
      placeholders.append(specification.placeholder)
    }
    return placeholders.compactMap { placeholder in
      specifications.first { $0.placeholder == placeholder && !$0.parts.isEmpty }.map {
        ("A \(placeholder) is made of", $0.parts.map { ($0.term, $0.text) })
      }
    }
  }

  private static func list(_ commands: [Verb], _ width: Int) -> String {
    TextLayout.definitions(commands.map { ($0.name, $0.about.summary) }, width: width)
  }

  private static func wrapped(_ text: String, _ width: Int) -> String {
    TextLayout.wrap(text, width: width).map { "\($0)\n" }.joined()
  }

  /// Lines for reading: 80 columns where the width is unknown, never more than 100 nor less than
  /// 40.
  private static func pageWidth(_ width: Int?) -> Int { min(max(width ?? 80, 40), 100) }
}

extension Specification {
  /// The left column of help: `-f, --format FORMAT`, aligned where there is no letter.
  var term: String {
    (short.map { "-\($0), " } ?? "    ") + title
  }
}
