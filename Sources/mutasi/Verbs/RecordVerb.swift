import CommandLineKit
import Exchange
import Ledger

/// `record KIND`: one verb for each type of event that is recorded day by day.
enum RecordFamily: VerbSource {
  static var verbs: [Verb] {
    RecordKind.all.map { kind in
      Verb(
        kind.verb, about: { kind.about }, examples: { example(kind) }, make: { RecordVerb(kind) })
    }
  }

  /// A command line that records the usual fields of a type.
  private static func example(_ kind: RecordKind) -> [String] {
    var entry = Examples.example(kind.kind, isComplete: false)
    // What the journal knows by itself need not be typed.
    for name in [FieldName.source, .region] {
      entry = entry.removing(at: [.name(name.text)]) ?? entry
    }
    let words = FieldOptions(kind.description).words(for: entry)
    return [
      (["mutasi", "record", kind.name] + words.map(ShellWord.quoted)).joined(separator: " ")
    ]
  }
}

/// One invocation of `record KIND`.
struct RecordVerb: Invocation {
  private let kind: RecordKind
  private let fields: FieldOptions
  let given: DeclaredOptions
  @Options var recording: RecordingOptions
  @Options var confirming: ConfirmingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  enum CodingKeys: CodingKey {
    case given, recording, confirming, output, journal
  }

  init(_ kind: RecordKind) {
    self.kind = kind
    // The proof of a key is made by who records it, and can be given by nobody.
    fields = FieldOptions(kind.description, leavingOut: [.proof])
    given = fields.declared()
  }

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    let draft = Draft(kind.kind, try fields.entry(from: given, on: &terminal))
    let (kind, entry) = (kind.kind, draft.value)
    var wishes = Session.Wishes()
    wishes.ids = Intake.ids(of: [draft])
    let proposal = Proposal(wishes) { session throws(Failure) in
      Proposal.Content(
        drafts: [draft],
        days: try session.days(
          of: kind, effective: entry[.effective]?.period, data: entry[.data] ?? .object([])))
    }
    return try DailyRecording(recording, confirming, output, journal).run(proposal, on: &terminal)
  }
}

extension Draft {
  /// An entry that was given in options, with an id of its own from the start: what is shown before
  /// and what is written are one entry.
  init(_ kind: EventKind, _ entry: JSONValue) {
    var entry = entry.setting(.string(kind.rawValue), at: [.name(FieldName.type.text)])
    if entry[.id] == nil {
      entry = entry.setting(.string(Clock.makeID()), at: [.name(FieldName.id.text)])
    }
    self.init(file: "the command line", line: 0, value: entry)
  }
}

/// A word as a shell takes it.
enum ShellWord {
  /// The word, in single quotes where a shell would take it apart or change it.
  static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      ($0.isASCII && ($0.isLetter || $0.isNumber)) || "-_.,:/=@+%".contains($0)
    }
    guard !isPlain || word.isEmpty else { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
