import CommandLineKit
import Testing

/// Verbs that are made from data: the parser, help and questions take them as any other.
struct DeclaredOptionTests {
  /// A family of two verbs that share one type.
  enum Family: VerbSource {
    static var verbs: [Verb] {
      ["oath", "visit"].map { kind in
        Verb(
          "note \(kind)",
          about: { About("note \(kind)", "Note: \(kind).", group: "Notes", asks: true) },
          examples: { ["t note \(kind) --day 3"] }, make: { Note(kind) })
      }
    }
  }

  struct Note: Invocation {
    let kind: String
    let fields: DeclaredOptions
    @Option("A key.", placeholder: "KEY") var key: Int?

    enum CodingKeys: CodingKey {
      case fields, key
    }

    init(_ kind: String) {
      self.kind = kind
      var day = DeclaredOptions.Declaration(name: "day", help: "The day.", placeholder: "DAY")
      day.refusal = { Int($0).map { $0 < 32 } == true ? nil : "a month has no such day" }
      day.example = { "17" }
      var name = DeclaredOptions.Declaration(name: "name", help: "A name.", placeholder: "NAME")
      name.isRepeatable = true
      name.parts = [("first=TEXT", "The first.")]
      let count = DeclaredOptions.Declaration(name: "count", help: "How many.", placeholder: "N")
      let unit = DeclaredOptions.Declaration(name: "unit", help: "Of what.", placeholder: "UNIT")
      let late = DeclaredOptions.Declaration(name: "late", help: "Whether late.", placeholder: "")
      var mode = DeclaredOptions.Declaration(name: "mode", help: "How.", placeholder: "WORD")
      mode.choices = ["online", "hybrid"]
      mode.refusal = { ["online", "hybrid"].contains($0) ? nil : "not a mode" }
      fields = DeclaredOptions(
        [day, name, count, unit, late, mode],
        requiring: [
          Requirement(oneOf: ["day"]), Requirement(oneOf: ["name", "count"]),
          Requirement(oneOf: ["count"], when: ["unit"]),
        ])
    }

    func run(_ terminal: inout Terminal) throws -> ExitCode {
      let given = ["day", "name", "count", "unit", "late", "mode"].map { "\($0)=\(fields[$0])" }
      terminal.write("\(kind) \(given.joined(separator: " ")) key=\(key ?? 0)\n")
      return .done
    }
  }

  static let tool = Tool(name: "t", version: "0", about: "A.", commands: [Family.self])

  private func run(_ line: String) -> Transcript {
    Transcript(line.split(separator: " ").map(String.init), tool: Self.tool)
  }

  @Test func `are parsed beside declared properties`() {
    let done = run("note oath --day 3 --name a --name=b --late --mode online --key 5")
    #expect(
      done.output
        == #"oath day=["3"] name=["a", "b"] count=[] unit=[] late=[""] mode=["online"] key=5"#
        + "\n")
    #expect(Declarations.faults(in: Self.tool) == [])
  }

  @Test(arguments: [
    ("note oath", "missing '--day DAY' and '--name NAME' or '--count N'"),
    ("note oath --day 3 --name a --unit people", "missing '--count N'"),
    ("note oath --day 32", "invalid value for '--day DAY': a month has no such day"),
    ("note oath --day 3 --day 4", "option '--day DAY' may be given only once"),
    ("note oath --dya 3", "unknown option '--dya'"),
    ("note oath --late=yes", "option '--late' takes no value"),
    ("note visti", "unknown verb 'note visti'"),
  ])
  func `are refused for their own reasons`(line: String, message: String) {
    let transcript = run(line)
    #expect(transcript.code == .usage)
    #expect(transcript.errors.hasPrefix("t: error: \(message)\n"), "\(transcript.errors)")
  }

  @Test func `stand in help, manual and completions`() {
    let help = run("help note oath").output
    for text in [
      "--day DAY    The day. Required.", "Required, if not --count.", "Required, if not --name.",
      "A NAME is made of:\n  first=TEXT  The first.", "t note oath --day 3",
      "One of: online, hybrid.",
    ] {
      #expect(help.contains(text), "\(text)\n\(help)")
    }
    for line in ["help --man", "completions bash", "completions zsh", "completions fish"] {
      let page = run(line).output
      #expect(page.contains("mode") && page.contains("online"), "\(line)")
    }
  }

  private func ask(_ line: String, _ answers: String, isTerminal: Bool = true) -> (
    code: ExitCode, output: String, errors: String
  ) {
    var terminal = Terminal(capturing: [:], input: answers, isTerminal: isTerminal)
    let code = Self.tool.run(line.split(separator: " ").map(String.init), on: &terminal)
    return (code, terminal.capturedOutput, terminal.capturedErrors)
  }

  @Test func `are asked for at a terminal until nothing is missing`() {
    let asked = ask("note oath", "40\n\n 17 \na\nb\n\n")
    #expect(asked.code == .done)
    #expect(asked.output.hasPrefix(#"oath day=["17"] name=["a", "b"] count=[]"#))
    #expect(asked.errors.contains("--day DAY: The day.\n  example: 17\n"))
    #expect(asked.errors.contains("a month has no such day"))
    #expect(asked.errors.contains("an answer is needed"))
    #expect(asked.errors.contains("an empty line: give --count N instead"))
    #expect(ask("note oath --day 3", "\n5\n").output.contains(#"name=[] count=["5"]"#))
    #expect(ask("note oath --day 3 --unit u --name a", "5\n").output.contains(#"count=["5"]"#))
  }

  @Test func `an empty line goes round the alternatives`() {
    #expect(ask("note oath --day 3", "\n\na\n\n").output.contains(#"name=["a"] count=[]"#))
  }

  @Test(arguments: ["", "17\n", "17\na\n", "40"])
  func `the end of input gives up`(answers: String) {
    let asked = ask("note oath", answers)
    #expect(asked.code == .usage)
    #expect(asked.output == "")
    #expect(asked.errors.contains("; nothing was done\n"))
  }

  @Test func `nobody is asked where nobody sits`() {
    let silent = ask("note oath", "17\na\n\n", isTerminal: false)
    #expect(silent.code == .usage)
    #expect(silent.errors.hasPrefix("t: error: missing"))
  }
}
