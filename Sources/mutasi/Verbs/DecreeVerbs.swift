import CommandLineKit
import Exchange
import Ledger

/// `annul`, `revoke` and `amend`: what is done to a decree that is on record.
enum DecreeFamily: VerbSource {
  static var verbs: [Verb] {
    [DecreeAct.annul, .revoke, .amend].map { act in
      Verb(act.about.name, about: { act.about }, make: { DecreeVerb(act) })
    }
  }
}

/// One of the acts upon a decree.
struct DecreeAct: Sendable {
  let kind: EventKind
  let about: About
  /// What must be said of it, beside the decree.
  let required: Set<FieldName>
  /// What its date means.
  let effective: String

  static let annul = DecreeAct(
    kind: .decreeAnnulled,
    about: About(
      "annul", "Record that a decree was annulled: in law it never was.",
      discussion: """
        The moves that rest on the decree never were, at every date, and posts go back to their \
        earlier holders. With --line only those lines. The decree is found by its number, blanks \
        and case put aside; --issuer and --date tell decrees of one number apart. An error of the \
        recorder is no annulment: use correct or retract.
        """,
      examples: ["mutasi annul 821.2/17/BKPSDM/2021 --by ptun-surabaya --reason 'no approval'"],
      group: "Record", asks: true),
    required: [.by, .reason], effective: "The day of the annulment; today if not given.")

  static let revoke = DecreeAct(
    kind: .decreeRevoked,
    about: About(
      "revoke", "Record that a decree was revoked, from a day onwards.",
      discussion: """
        Before that day nothing changes; from then on who took a post by the decree leaves it, and \
        who would hold it without the decree holds it again. With --line only those lines.
        """,
      examples: ["mutasi revoke 821.2/17/BKPSDM/2021 --by bupati --reason 'no approval'"],
      group: "Record", asks: true),
    required: [.by, .reason], effective: "From when it is revoked; today if not given.")

  static let amend = DecreeAct(
    kind: .decreeAmended,
    about: About(
      "amend", "Record that a decree was amended, as if it had always said so.",
      discussion: """
        Each line replaces that of the same official; a line without a post takes the official out \
        of the decree; a line of another official is added.
        """,
      examples: ["mutasi amend 821.2/17/BKPSDM/2021 --line official=budi,post=camat-a"],
      group: "Record", asks: true),
    required: [], effective: "From when the amendment holds; today if not given.")
}

/// One invocation of an act upon a decree.
struct DecreeVerb: Invocation {
  private let act: DecreeAct
  private let fields: FieldOptions
  @Argument("The number of the decree, as it is written.", placeholder: "DECREE")
  var decree: String?
  let naming: DeclaredOptions
  let given: DeclaredOptions
  @Options var recording: RecordingOptions
  @Options var confirming: ConfirmingOptions
  @Options var output: OutputOptions
  @Options var journal: JournalOptions

  enum CodingKeys: CodingKey {
    case decree, naming, given, recording, confirming, output, journal
  }

  init(_ act: DecreeAct) {
    self.act = act
    fields = FieldOptions(
      .of(act.kind), leavingOut: [.decree, .rotation, .by, .effective],
      requiring: act.required)
    given = fields.declared()
    naming = DeclaredOptions(
      Self.naming(act),
      requiring: [Requirement(oneOf: ["decree", "rotation"])]
        + (act.required.contains(.by) ? [Requirement(oneOf: ["by"])] : []))
  }

  func run(_ terminal: inout Terminal) throws -> ExitCode {
    var entry = try fields.entry(from: given, on: &terminal)
    entry = try attributed(entry).setting(
      .string(naming["effective"].first ?? Clock.today().description),
      at: [.name(FieldName.effective.text)])
    if decree == nil, !(naming["issuer"] + naming["date"]).isEmpty {
      throw Misuse("--issuer and --date tell decrees of one number apart; give the number")
    }
    let rotation = naming["rotation"].first
    if let rotation { entry = entry.setting(.string(rotation), at: Self.path(.rotation)) }
    let lookup = decree.map {
      DecreeLookup(number: $0, issuer: naming["issuer"].first, date: naming["date"].first)
    }
    let draft = Draft(act.kind, entry)
    let act = act
    var wishes = Session.Wishes()
    wishes.ids = Intake.ids(of: [draft])
    let proposal = Proposal(wishes) { session throws(Failure) in
      var entry = draft.value
      if let lookup {
        entry = entry.setting(try lookup.decree(in: session), at: Self.path(.decree))
      } else if let rotation, session.facts.rotations.find(rotation) == nil {
        let failure = Unknown.failure("rotation", rotation, in: session.facts.rotations) { _ in
          true
        }
        throw Failure(.refused, failure.lines)
      }
      let data = entry[.data] ?? .object([])
      return Proposal.Content(
        drafts: [Draft(act.kind, entry)],
        days: try session.days(of: act.kind, effective: entry[.effective]?.period, data: data),
        warnings: act.kind == .decreeAmended
          ? []
          : try Self.repetitions(act.kind, data, session)
            + Self.strangers(data, session.asRecorded()))
    }
    return try DailyRecording(recording, confirming, output, journal).run(proposal, on: &terminal)
  }

  /// Who did it: an official by id, or an authority in words, which issued the instrument.
  private func attributed(_ entry: JSONValue) throws -> JSONValue {
    let isID = { (word: String) in Identifier.problem(in: word) == nil }
    let officials = naming["by"].filter(isID)
    let authorities = naming["by"].filter { !isID($0) }
    var entry = entry
    if !officials.isEmpty {
      entry = entry.setting(.array(officials.map { .string($0) }), at: Self.path(.by))
    }
    let issuer = Self.path(.order) + [.name(FieldName.issuer.text)]
    let issuers = authorities + [entry.value(at: issuer)?.text].compactMap { $0 }
    guard let first = issuers.first else { return entry }
    guard issuers.allSatisfy({ $0 == first }) else {
      throw Misuse(
        "--by and --order-issuer name several authorities; one issues the instrument",
        hint: "give officials by their ids, which have no blanks")
    }
    return entry.setting(.string(first), at: issuer)
  }

  /// Lines that name somebody whom the decree does not move, or moves elsewhere.
  private static func strangers(_ data: JSONValue, _ facts: Facts) -> [String] {
    let search = DecreeSearch(facts)
    let (decree, rotation) = (data[.decree], data[.rotation]?.text)
    let moved = search.officials(of: decree, rotation: rotation)
    let lines = data[.lines]?.elements ?? []
    let misplaced = search.misplaced(lines, of: decree, rotation: rotation).map { line, posts in
      "that decree moves official \(UsageError.quote(line[.official]?.text ?? "")) to "
        + posts.map { UsageError.quote($0) }.joined(separator: " and ")
        + ", not to \(UsageError.quote(line[.post]?.text ?? "")); the line has no effect"
    }
    return misplaced
      + lines.compactMap { line in
        guard let official = line[.official]?.text, !moved.contains(official) else { return nil }
        let nearest = Spelling.nearest(to: official, in: moved.sorted())
        return "nothing on record moves official \(UsageError.quote(official)) by that decree"
          + (nearest.map { "; did you mean \(UsageError.quote($0))?" } ?? "")
      }
  }

  /// What was done to the decree before, wholly.
  private static func repetitions(
    _ kind: EventKind, _ data: JSONValue, _ session: Session
  ) throws(Failure) -> [String] {
    let search = DecreeSearch(try session.asRecorded())
    return session.facts.standing(session.facts.events).filter {
      $0.kind == kind && $0[.lines] == nil && search.isSame($0, data)
    }.map { "entry \($0.entry) (\(kind.rawValue)) says so of the decree already" }
  }

  private static func path(_ name: FieldName) -> [FieldPath.Step] {
    [.name(FieldName.data.text), .name(name.text)]
  }

  /// The options that say which decree is meant, when, and by whom.
  private static func naming(_ act: DecreeAct) -> [DeclaredOptions.Declaration] {
    func option(
      _ name: String, _ shape: Shape, _ placeholder: String, _ help: String, _ example: String
    ) -> DeclaredOptions.Declaration {
      var option = FieldOption(name, [], shape, help).declaration(of: act.kind)
      option.placeholder = placeholder
      option.example = { example }
      return option
    }
    var by = option(
      "by", .filledText, "AUTHORITY|OFFICIAL",
      "The official, by id, who did so; or the authority in words, which issued the instrument.",
      "bupati")
    by.isRepeatable = true
    return [
      by,
      option("effective", .period, "DATE", act.effective, "2021-11-05"),
      option(
        "rotation", .identifier(.rotation), "ROTATION",
        "All decrees of this rotation, where no decree is named.", "mutasi-2026-03"),
      option("issuer", .text, "TEXT", "Who issued the decree meant.", "Bupati"),
      option("date", .period, "DATE", "The date of the decree meant.", "2021-11-05"),
    ]
  }
}
