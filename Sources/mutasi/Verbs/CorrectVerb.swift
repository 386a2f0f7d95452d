import CommandLineKit
import Exchange
import Ledger

/// `correct`: replaces what an entry says, some fields of it changed.
struct CorrectVerb: Command {
  static let about = About(
    "correct", "Correct an entry that was recorded wrongly: change some of its fields.",
    discussion: """
      Both stay in the journal: the entry, and the correction that stands in its place from now \
      on. The correction begins with the entry as it stands, earlier corrections included. A field \
      is named as errors name it: effective, region, decree.number, group.count; lines[0].post is \
      of the first line, lines#3.post of the line with the number 3, and one more than the last \
      adds a line. A list is given with commas between its elements. It shows what changes and \
      asks before it writes.
      """,
    examples: [
      "mutasi correct 17 --set effective=2021-03-02 --reason 'misread the date'",
      "mutasi correct 17 --set lines#3.post=camat-a --unset note --reason 'wrong line'",
    ], group: "Record", asks: true)

  @Argument("The number of the entry.", placeholder: "ENTRY") var entry: Int
  let changes = DeclaredOptions(
    [CorrectVerb.set, CorrectVerb.unset], requiring: [Requirement(oneOf: ["set", "unset"])])
  let given = CorrectVerb.fields.declared()
  @Options var recording: RecordingOptions
  @Options var confirming: ConfirmingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  private static let fields = FieldOptions(
    .of(.entryCorrected), leavingOut: [.entry, .replacement, .effective])

  init() {}

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let own = try Self.fields.entry(from: given, on: &terminal)
    let entry = entry
    let sets = changes["set"].compactMap { FieldAssignment(argument: $0) }
    let unsets = changes["unset"]
    var wishes = Session.Wishes()
    wishes.entries = [entry]
    // What is given as id is looked up, so that a repeated call is known.
    if let id = own[.id]?.text { wishes.ids = [id] }
    let id = own[.id]?.text ?? Clock.makeID()
    let proposal = Proposal(wishes) { session throws(Failure) in
      let event = try session.standing(entry)
      let (before, after) = try Self.edited(event, sets, unsets)
      let correction = own.setting(.string(id), at: [.name(FieldName.id.text)])
        .setting(.integer(Int64(entry)), at: Self.path(.entry))
        .setting(after, at: Self.path(.replacement))
      let data = correction[.data] ?? .object([])
      return Proposal.Content(
        drafts: [Draft(.entryCorrected, correction)],
        days: try session.days(of: event.kind, effective: event.effective, data: event.data)
          + session.days(of: .entryCorrected, effective: nil, data: data),
        sections: [RecordingAnswer.changes(EntryEditor.changes(from: before, to: after))])
    }
    return try DailyRecording(recording, confirming, output, journal).run(proposal, on: &terminal)
  }

  /// The entry before and after its fields are changed; the type goes first, for it decides which
  /// fields there are.
  private static func edited(
    _ event: Event, _ sets: [FieldAssignment], _ unsets: [String]
  ) throws(Failure) -> (before: JSONValue, after: JSONValue) {
    var editor = EntryEditor(event)
    let before = editor.value
    let isType = { (set: FieldAssignment) in set.path == FieldName.type.text }
    do throws(LineError) {
      for set in sets.filter(isType) + sets.filter({ !isType($0) }) {
        try editor.set(set.path, to: set.word)
      }
      for path in unsets { try editor.unset(path) }
    } catch {
      throw Failure(.refused, "\(error); nothing was recorded")
    }
    guard !EntryEditor.changes(from: before, to: editor.value).isEmpty else {
      throw Failure(
        .refused, "entry \(event.entry) says so already; nothing was recorded",
        hint: "'mutasi show \(event.entry)' shows the entry")
    }
    return (before, editor.value)
  }

  private static func path(_ name: FieldName) -> [FieldPath.Step] {
    [.name(FieldName.data.text), .name(name.text)]
  }

  private static var set: DeclaredOptions.Declaration {
    var set = DeclaredOptions.Declaration(
      name: "set", help: "A field and what it should say.", placeholder: "FIELD=VALUE")
    set.isRepeatable = true
    set.expectation = FieldAssignment.expectation
    set.example = { "effective=2021-03-02" }
    set.refusal = {
      FieldAssignment(argument: $0) == nil ? "expected \(FieldAssignment.expectation)" : nil
    }
    return set
  }

  private static var unset: DeclaredOptions.Declaration {
    var unset = DeclaredOptions.Declaration(
      name: "unset", help: "A field that should not be there.", placeholder: "FIELD")
    unset.isRepeatable = true
    unset.example = { "note" }
    unset.refusal = { $0.isEmpty ? "expected the path of a field" : nil }
    return unset
  }
}

/// A field's path and the word behind `=`.
struct FieldAssignment {
  let path: String
  let word: String

  init?(argument: String) {
    let path = argument.prefix { $0 != "=" }
    guard !path.isEmpty, path.endIndex < argument.endIndex else { return nil }
    self.path = String(path)
    word = String(argument[path.endIndex...].dropFirst())
  }

  static let expectation = "a field's path, =, and the value, such as effective=2021-03-02"
}
