import CommandLineKit
import Exchange
import Ledger

/// `schema`: what an entry may hold, for programs and for people.
struct SchemaVerb: Command {
  static let about = About(
    "schema", "Print the JSON Schema of entries, or the reference of the event types.",
    discussion: """
      The schema is JSON Schema 2020-12, of entries as the journal holds them or, with \
      --submitted, as append takes them. --format markdown prints the reference for people instead.
      """,
    examples: [
      "mutasi schema --list", "mutasi schema OfficialsInaugurated --submitted",
      "mutasi schema --format markdown > events.md",
    ])

  @Argument("The event type; all of them if not given.") var type: EventTypeName?
  @Flag("List the event types and what each of them records.") var list = false
  @Flag("Describe entries as append takes them, which fills what it can.") var submitted = false
  @Option("How to print it: json or markdown; a list in any format, as a table if not given.")
  var format: ReportFormat?
  @Option("The language of headings; from the locale if not given.") var lang: Terminal.Language?

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    if list {
      guard type == nil else { throw Failure(.usage, "--list is of all types; name none") }
      SchemaAnswer.list().print(format ?? .table, lang, on: &terminal)
      return .done
    }
    switch format ?? .json {
    case .json:
      let stage: SchemaWriter.Stage = submitted ? .submitted : .recorded
      let schema =
        type.map { SchemaWriter.schema(for: $0.kind, at: stage) } ?? SchemaWriter.schema(at: stage)
      guard case .object(let members) = schema else {
        preconditionFailure("a schema is an object")
      }
      terminal.write(bytes: Report(head: members).render(.json))
    case .markdown:
      terminal.write(
        type.map { ReferenceWriter.markdown(for: $0.kind) } ?? ReferenceWriter.markdown())
    case .table, .jsonl, .csv:
      throw Failure(
        .usage, "a schema is printed as json or markdown",
        hint: "mutasi schema --list takes every format")
    }
    return .done
  }
}
