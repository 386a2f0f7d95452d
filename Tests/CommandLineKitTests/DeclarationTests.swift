import CommandLineKit
import Testing

struct DeclarationTests {
  @Test func `a sound tool has no faults`() {
    #expect(Declarations.faults(in: sample) == [])
  }

  @Test func `contradictions are named`() {
    let tool = Tool(
      name: "t", version: "0", about: "A.", commands: [BadVerb.self, BadVerb.self, OddVerb.self])
    let once = [
      "bad: option '--name' twice", "bad: option '-n' twice", "bad: option '-h' twice",
      "bad: 'two words' of '--choice VALUE' is not a plain word",
      "bad: nothing is left for 'LAST'",
      "bad: required 'LAST' follows optional 'ALL...'",
    ]
    #expect(
      Declarations.faults(in: tool)
        == ["verb 'bad' twice"] + once + once + [
          "verb 'three odd words' is not one or two plain words",
          "three odd words: property 'forgotten' is in no coding key",
        ])
  }
}

enum Choice: String, ArgumentValue, CaseIterable { case bad = "two words" }

struct BadVerb: Command {
  static let about = About("bad", "Bad.")
  @Option("One.", short: "n") var name: String?
  @Option("Two.", name: "name", short: "n") var other: String?
  @Flag("Three.", short: "h") var hidden
  @Option("Four.") var choice: Choice?
  @Argument("All.") var all: [String] = []
  @Argument("Last.") var last: String
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode { .done }
}

struct OddVerb: Command {
  static let about = About("three odd words", "Odd.")
  @Option("Met.") var met: String?
  @Flag("Left out.") var forgotten
  enum CodingKeys: CodingKey { case met }
  init() {}
  func run(_ terminal: inout Terminal) throws -> ExitCode { .done }
}
